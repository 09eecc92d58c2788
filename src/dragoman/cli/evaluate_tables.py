"""An evaluation for people: tables of figures with their intervals, and what went wrong, with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.table import Table

from dragoman.cli.ask_tables import QUOTE, counted, line
from dragoman.texts import harmless, shortened

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.evaluation.evaluate import Evaluation, GroupScore, Scored
    from dragoman.evaluation.misses import Miss

NAMES = {
    "precision": "precision",
    "recall": "recall",
    "f1": "f1",
    "strict_f1": "strict f1",
    "kind": "kind",
    "status": "status",
    "status_not_held": "status where not held",
    "date": "date",
    "place": "place",
    "parties_f1": "parties f1",
    "topics_f1": "topics f1",
    "stops_f1": "stops f1",
    "route_f1": "route f1",
    "evidence": "evidence",
    "other_f1": "other kinds f1",
    "split": "articles whole",
}
"""The figures as people read them."""


def figure(scored: Scored) -> str:
    """``0.86 (0.81–0.90)``; a dash where there is nothing to measure."""
    if scored.value is None:
        return "–"
    low_high = "" if scored.interval is None else f" ({scored.interval[0]:.2f}–{scored.interval[1]:.2f})"
    return f"{scored.value:.2f}{low_high}"


def figures_table(found: Evaluation) -> Iterator[RenderableType]:
    """All figures, then those by kind, status and genre, then what confidence is worth."""
    yield line(
        f"{counted(found.documents, 'document')}, {counted(found.gold, 'engagement')} of the core kinds in the gold,"
        f" {found.read:,} read"
    )
    yield _table(("figure", ""), ((NAMES[name], figure(scored)) for name, scored in found.figures.items()))
    for dimension, groups in found.by.items():
        heads = (dimension, "gold", "read", "precision", "recall", "f1", "strict f1")
        yield _table(heads, (_row(name, group) for name, group in groups.items()))
    sure = found.calibration
    if sure.sure_share is not None and sure.error is not None:
        right = "–" if sure.sure_right is None else f"{sure.sure_right:.2f}"
        yield line(
            f"confidence: above 0.9 are {sure.sure_share:.2f} of all reports, {right} of them right;"
            f" calibration error {sure.error:.3f}"
        )


def _row(name: str, group: GroupScore) -> tuple[str, ...]:
    return name.replace("_", " "), f"{group.gold:,}", f"{group.read:,}", *map(figure, group.figures.values())


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> RenderableType:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=True, header_style="bold")
    for number, head in enumerate(heads):
        grid.add_column(head, no_wrap=number == 0, justify="right" if head in {"gold", "read"} else "left")
    for cells in rows:
        grid.add_row(*map(harmless, cells))
    return grid


def misses_lines(misses: Iterable[Miss]) -> Iterator[RenderableType]:
    """Each with its document, what is wrong, the words."""
    for miss in misses:
        what = f"differs in {', '.join(miss.fields)}" if miss.fields else miss.what
        yield line(f"{miss.document}: {what}", "bold")
        for side, told in (("gold", miss.gold), ("read", miss.read)):
            if told is not None:
                yield line(f"{side}  {told}", indent=2)
        if miss.quote:
            yield line(f"“{shortened(' '.join(harmless(miss.quote).split()), QUOTE)}”", "dim", indent=2)
