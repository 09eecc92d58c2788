"""Maps of the world that count: which countries how often, shaded in a few classes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from dragoman.pictures.style import BORDER, CLASSES, INK, LAND
from dragoman.pictures.svg import element, linked, picture, text, text_width
from dragoman.pictures.words import years_of
from dragoman.pictures.world import (
    FOOT,
    POLE,
    TOP,
    box_of,
    name_of,
    on_world,
    world,
    world_outlines,
    world_rings,
)
from dragoman.texts import harmless

if TYPE_CHECKING:
    from dragoman.record.queries_types import Visits

Link = Callable[[str], str | None]
SOURCE = "Shapes: Natural Earth, 1:110 million. Borders are coarse and take no side in any dispute."
_NICE = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80)
_TINY = 42.0
"""Square units of a country's box below which it gets a dot besides its shape."""
_LEGEND = 34
_VISITS = ("visit", "visits")
_NOUNS = {
    "countries": ("country", "countries"),
    "days": ("day", "days"),
    "rows": ("row", "rows"),
    "trips": ("trip", "trips"),
    "city-stops": ("stop", "stops"),
}


def world_map(
    counts: Mapping[str, int],
    *,
    title: str = "Countries of the record",
    noun: tuple[str, str] = _VISITS,
    notes: Sequence[str] = (),
    link: Link | None = None,
    standalone: bool = True,
) -> str:
    """A map of the world on which countries are shaded by a count; an SVG.

    Args:
        counts: how many by code of country; those of 0 are as if not there, those that are no country
            are told in words.
        title: the heading, and the picture's name for those who do not see it.
        noun: what is counted, one and many.
        notes: lines below the map.
        link: gives the address for a code; None for none.
        standalone: with heading, notes, background and style sheet, for a file; else to be inlined in a page.
    """
    counted = {code: count for code, count in counts.items() if count > 0}
    shown = {code: count for code, count in counted.items() if code in world().shapes or code in world().points}
    foot = (POLE if "AQ" in shown else FOOT) - TOP
    uppers = class_limits(max(shown.values(), default=0))
    dotted = [code for code in sorted(world().points) if code not in shown]
    body = [
        _land(shown, antarctica="AQ" in shown),
        element("g", *(_dot(code, 1.7) for code in dotted), class_="m-none", fill="#b9bab3"),
        *(_country(code, count, uppers, noun, link) for code, count in _by_size(shown)),
        *_legend(uppers, noun, foot),
    ]
    lost = [f"{name_of(code)} {count}" for code, count in _most(counted) if code not in shown]
    elsewhere = f"Not on the map: {', '.join(lost)}." if lost else ""
    return picture(
        body,
        foot + _LEGEND,
        title=title,
        description=_description(counted, noun),
        kind="m-world",
        notes=(*notes, elsewhere, SOURCE),
        standalone=standalone,
        links=link is not None,
    )


def visits_map(visits: Visits, *, link: Link | None = None, standalone: bool = True) -> str:
    """The countries of a person's visits, with the rule that counts them; an SVG (see ``world_map``)."""
    told = "rows of imported lists" if visits.source == "official" else "what documents report"
    return world_map(
        {one.key: one.count for one in visits.by_country},
        title=visits_title(visits),
        noun=_NOUNS.get(visits.rule, _VISITS),
        notes=(f"Counted by the rule {visits.rule}: {visits.definition} From {told}.", *visits.notes),
        link=link,
        standalone=standalone,
    )


def visits_title(visits: Visits) -> str:
    """``Antony Blinken: 5 visits, 2021–2023``."""
    days = years_of(day for one in visits.visits for day in (one.start, one.end))
    return f"{harmless(visits.person.name)}: {quantity(visits.total, _NOUNS.get(visits.rule, _VISITS))}{days}"


def quantity(count: int, noun: tuple[str, str]) -> str:
    """``1 visit``, ``5 visits``."""
    return f"{count} {noun[count != 1]}"


def class_limits(greatest: int) -> tuple[int, ...]:
    """The greatest count of each of at most five classes: single numbers where they suffice, else ever wider."""
    if greatest <= len(CLASSES):
        return tuple(range(1, greatest + 1))
    limits: list[int] = []
    for step in range(1, len(CLASSES)):
        limits.append(max(_nice(greatest ** (step / len(CLASSES))), limits[-1] + 1 if limits else 1))
    return (*(limit for limit in limits if limit < greatest), greatest)


def class_of(count: int, uppers: Sequence[int]) -> int:
    """1 to 5: the class of a count; few classes are spread over the colours."""
    at = bisect_left(uppers, count)
    return len(CLASSES) if len(uppers) == 1 else 1 + round(at * (len(CLASSES) - 1) / (len(uppers) - 1))


def _nice(value: float) -> int:
    scale = 1
    while value / scale > _NICE[-1]:
        scale *= 10
    return min((one * scale for one in _NICE), key=lambda one: (abs(one - value), one))


def _description(counted: Mapping[str, int], noun: tuple[str, str]) -> str:
    if not counted:
        return f"No country has any {noun[1]}."
    return f"{noun[1].capitalize()} by country: " + ", ".join(f"{name_of(c)} {n}" for c, n in _most(counted)) + "."


def _most(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def _by_size(shown: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    """Dots last, so that none is hidden."""
    return sorted(shown.items(), key=lambda one: (one[0] in world().points or _is_tiny(one[0]), one[0]))


@cache
def _is_tiny(code: str) -> bool:
    if code not in world().shapes:
        return False
    left, top, right, bottom = box_of(world_rings(code))
    return (right - left) * (bottom - top) < _TINY


def _land(shown: Mapping[str, int], *, antarctica: bool) -> str:
    """All countries that do not count, as one path."""
    rest = [path for code, path in world_outlines().items() if code not in shown and (code != "AQ" or antarctica)]
    return element("path", class_="m-land", d="".join(rest), fill=LAND, stroke=BORDER, stroke_width=0.5)


def _country(code: str, count: int, uppers: Sequence[int], noun: tuple[str, str], link: Link | None) -> str:
    number = class_of(count, uppers)
    shape = world_outlines().get(code)
    parts = []
    if shape:
        parts.append(
            element(
                "path",
                class_=f"m-country m-{number}",
                d=shape,
                fill=CLASSES[number - 1],
                stroke=BORDER,
                stroke_width=0.5,
            )
        )
    if not shape or _is_tiny(code):
        parts.append(
            _dot(code, 4.5, class_=f"m-dot m-{number}", fill=CLASSES[number - 1], stroke=INK, stroke_width=0.6)
        )
    return linked(link(code) if link else None, f"{name_of(code)}: {quantity(count, noun)}", *parts)


def _dot(code: str, radius: float, **attributes: str | float | None) -> str:
    if code in world().points:
        x, y = on_world(*world().points[code])
    else:
        left, top, right, bottom = box_of(world_rings(code))
        x, y = (left + right) / 2, (top + bottom) / 2
    return element("circle", cx=x, cy=y, r=radius, **attributes)


def _legend(uppers: Sequence[int], noun: tuple[str, str], top: float) -> list[str]:
    """A square for each class, with its counts."""
    found = []
    x, y = 20.0, top + 12
    for at, upper in enumerate(uppers):
        lower = uppers[at - 1] + 1 if at else 1
        last = at == len(uppers) - 1
        words = f"{lower}" if lower == upper else f"{lower}–{upper}"
        words = f"{words} {noun[upper != 1]}" if last else words
        number = class_of(upper, uppers)
        found.append(
            element("rect", class_=f"m-{number}", x=x, y=y, width=14, height=14, rx=2, fill=CLASSES[number - 1])
        )
        found.append(text(words, x + 20, y + 12, class_="p-label", font_size=13, fill=INK))
        x += 20 + text_width(words, 13) + 18
    return found
