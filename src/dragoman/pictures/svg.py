"""SVG as text: elements, numbers, and the frame of a picture with its title and text equivalent.

Everything that may come from a document passes through ``safe``. There is no script and no ``style`` attribute,
so a page with a strict Content-Security-Policy may hold a picture.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from html import escape

from dragoman.pictures.style import INK, MUTED, PAPER, STYLE
from dragoman.texts import harmless

NAMESPACE = "http://www.w3.org/2000/svg"
FONTS = "'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif"
WIDTH = 1000
"""Width of every picture in its own units."""
_NARROW, _WIDE = frozenset("iljtfrI.,:;'’|!()[]·- "), frozenset("mwMWQO@%—…")


Attributes = dict[str, str | float | None]


def safe(text: str) -> str:
    """``text`` as it may stand in an element or an attribute: harmless, escaped, and allowed in XML."""
    return escape(harmless(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))


def number(value: float) -> str:
    """A number with one decimal, as short as it can be: ``0.5`` as ``.5``, ``3.0`` as ``3``."""
    return in_tenths(round(value * 10))


def in_tenths(tenths: int) -> str:
    """A count of tenths as a number."""
    whole, rest = divmod(abs(tenths), 10)
    digits = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{digits}" if tenths < 0 else digits


def element(name: str, *inside: str, **attributes: str | float | None) -> str:
    """An element; ``inside`` is markup, attributes are escaped, those that are None are left out.

    ``class_`` is written ``class``, other underscores as hyphens.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{safe(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}>{''.join(inside)}</{name}>" if inside else f"<{name}{told}/>"


def way(*points: tuple[float, float], closed: bool = False) -> str:
    """The data of a path through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("z" if closed else "")


def text(words: str, x: float, y: float, **attributes: str | float | None) -> str:
    """A line of text."""
    return element("text", safe(words), x=x, y=y, **attributes)


def halo(anchor: str) -> Attributes:
    """Attributes of text that stays legible on lines and borders."""
    return {
        "stroke": PAPER,
        "stroke_width": 3,
        "stroke_linejoin": "round",
        "paint_order": "stroke",
        "text_anchor": anchor,
    }


def linked(address: str | None, title: str, *inside: str, **attributes: str | float | None) -> str:
    """A group with a title that shows when it is pointed at; a link where there is an address."""
    return element("a" if address else "g", element("title", safe(title)), *inside, href=address, **attributes)


def text_width(words: str, size: float) -> float:
    """About how wide a line of text is, rather too wide than too narrow."""
    return size * sum(map(_width, words))


def _width(char: str) -> float:
    if char in _NARROW:
        return 0.4
    if char in _WIDE:
        return 1.0
    if not char.isascii():
        if unicodedata.combining(char):
            return 0.0
        if unicodedata.east_asian_width(char) in "WF":
            return 1.05
    return 0.72 if char.isupper() else 0.64


def wrapped(words: str, size: float, width: float) -> list[str]:
    """Lines of text no wider than ``width``; a single word may be."""
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def picture(
    body: Sequence[str],
    height: float,
    *,
    title: str,
    description: str,
    kind: str,
    notes: Sequence[str] = (),
    standalone: bool,
    links: bool,
) -> str:
    """The whole SVG. A standalone one has a heading, ``notes`` below, a background and its style sheet inside.

    Args:
        body: markup that fills ``WIDTH`` by ``height``.
        title, description: what it shows, in words; the description says all that the picture says.
        kind: class of the root element beside "picture".
        links: its parts are links; the role is then "group", as parts of an image cannot be followed.
    """
    key = hashlib.sha256(f"{kind}\n{title}\n{description}".encode("utf-8", "replace")).hexdigest()[:8]
    inside = [
        element("title", safe(title), id=f"title-{key}"),
        element("desc", safe(description), id=f"desc-{key}"),
    ]
    top = bottom = 0.0
    if standalone:
        lines = [line for note in notes if note for line in wrapped(harmless(note), 12, WIDTH - 40)]
        heads = wrapped(harmless(title), 20, WIDTH - 40)
        top, bottom = 26.0 * len(heads) + 18, 17.0 * len(lines) + 12
        inside.append(f"<style>{STYLE}</style>")
        inside.append(element("rect", class_="p-paper", width=WIDTH, height=top + height + bottom, fill=PAPER))
        inside += [
            text(line, 20, 32 + 26 * at, class_="p-title", font_size=20, font_weight="bold", fill=INK)
            for at, line in enumerate(heads)
        ]
        inside += [
            text(line, 20, top + height + 14 + 17 * at, class_="p-note", font_size=12, fill=MUTED)
            for at, line in enumerate(lines)
        ]
        inside.append(element("g", *body, transform=f"translate(0 {number(top)})"))
    else:
        inside += body
    whole = number(top + height + bottom)
    return element(
        "svg",
        *inside,
        xmlns=NAMESPACE,
        viewBox=f"0 0 {WIDTH} {whole}",
        width=str(WIDTH) if standalone else None,
        height=whole if standalone else None,
        class_=f"picture {kind}",
        role="group" if links else "img",
        aria_labelledby=f"title-{key}",
        aria_describedby=f"desc-{key}",
        font_family=FONTS if standalone else None,
    )
