"""Counts over time as columns: a small SVG whose columns lead to what they count."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

HEIGHT, WIDTH = 120, 720
_FOOT = 18
_LABELS = 12


def bars(counts: Sequence[tuple[str, int, str]], *, title: str) -> str:
    """Columns in the order given.

    Args:
        counts: label, count and address of each.
        title: what is counted, for those who do not see the picture.
    """
    if not counts:
        return ""
    most = max(count for _, count, _ in counts)
    wide = WIDTH / len(counts)
    every = -(-len(counts) // _LABELS)
    parts = []
    for number, (label, count, address) in enumerate(counts):
        high = max(1.0 if count else 0.0, (HEIGHT - _FOOT - 4) * count / most)
        said = escape(f"{label}: {count}")
        left, top = number * wide, HEIGHT - _FOOT - high
        parts.append(
            f'<a href="{escape(address)}" aria-label="{said}"><title>{said}</title>'
            f'<rect class="b-reach" x="{left:.1f}" y="0" width="{wide:.1f}" height="{HEIGHT - _FOOT}" fill="none"'
            ' pointer-events="all"/>'
            f'<rect class="b-bar" x="{left + wide * 0.1:.1f}" y="{top:.1f}" width="{wide * 0.8:.1f}"'
            f' height="{high:.1f}" fill="#2f6690"/></a>'
        )
        if number % every == 0:
            parts.append(
                f'<text class="b-label" x="{left + wide * 0.1:.1f}" y="{HEIGHT - 4}" font-size="12">'
                f"{escape(label)}</text>"
            )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture b-bars" viewBox="0 0 {WIDTH} {HEIGHT}" role="group"'
        f' aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )
