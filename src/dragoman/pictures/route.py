"""The map of a journey: its stops as numbered dots, the way between them, cropped to where it went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from dragoman.model import Stop
from dragoman.pictures.labels import Box, Wanted, placed, spread
from dragoman.pictures.map import SOURCE, Link
from dragoman.pictures.projection import Point, arc
from dragoman.pictures.style import INK, LINE, MUTED, PAPER
from dragoman.pictures.svg import WIDTH, element, halo, linked, picture, text, text_width, way
from dragoman.pictures.view import HEIGHT, View, land, view_of
from dragoman.pictures.words import DROPPED, joined, span_words, status_words
from dragoman.pictures.world import city_at, country_at, name_of
from dragoman.texts import harmless, shortened

if TYPE_CHECKING:
    from dragoman.record.queries_types import Trip

_BULGE, _STEPS = 0.05, 24
_RADIUS = 9.5
_NAME, _SMALL = 14, 11.5
_LONGEST = 34


class Spot(msgspec.Struct, frozen=True):
    """A place of the journey: the numbers of its stops, from 1, and where it is. ``exact``: the city is known."""

    stops: tuple[tuple[int, Stop], ...]
    where: Point
    exact: bool

    @property
    def status(self) -> str:
        """The status that the dot shows: held where any stop here was."""
        found = [stop.status for _, stop in self.stops]
        for one in ("held", "cut_short", "planned", "postponed", "declined"):
            if one in found:
                return one
        return found[0]

    @property
    def numbers(self) -> str:
        """``2`` or ``1, 4``."""
        return ", ".join(str(at) for at, _ in self.stops)


def trip_map(trip: Trip, *, link: Link | None = None, standalone: bool = True) -> str:
    """The route of a trip; an SVG.

    Stops are numbered in order of travel: filled where they took place, hollow where they are planned, crossed and
    on a dashed line where they were cancelled, postponed or declined. A stop told by its country alone stands in
    the country's middle. Where nothing can be placed the picture says so.

    Args:
        link: gives the address for a code of country; None for none.
        standalone: as for ``world_map``.
    """
    stops = [leg.stop for leg in trip.legs]
    spots, lost = spots_of(stops)
    view = view_of([spot.where for spot in spots])
    visited = {stop.country for stop in stops if stop.country and stop.status not in DROPPED}
    body = [*land(view, visited)]
    unlabelled: list[str] = []
    if spots:
        lines, points = _ways(stops, spots, view)
        marks, unlabelled = _marks(spots, view, points, link)
        body += [*lines, *marks]
    else:
        body.append(
            text(
                "No stop of this trip can be placed.",
                WIDTH / 2,
                HEIGHT / 2,
                class_="p-note",
                text_anchor="middle",
                fill=MUTED,
            )
        )
    body.append(_frame())
    return picture(
        body,
        HEIGHT,
        title=trip_title(trip),
        description=_description(stops, lost),
        kind="m-trip",
        notes=(
            f"Without room for a label: {'; '.join(unlabelled)}." if unlabelled else "",
            f"Not on the map: {'; '.join(lost)}." if lost else "",
            _key(spots),
            SOURCE,
        ),
        standalone=standalone,
        links=link is not None,
    )


def spots_of(stops: Sequence[Stop]) -> tuple[list[Spot], list[str]]:
    """The places in order of the first stop there, and in words the stops that cannot be placed."""
    at: dict[tuple[Point, bool], list[tuple[int, Stop]]] = {}
    lost = []
    for position, stop in enumerate(stops, start=1):
        where = city_at(stop.city, stop.country) if stop.city else None
        exact = where is not None
        if where is None and stop.country:
            where = country_at(stop.country)
        if where is None:
            lost.append(f"{position} {place_name(stop)}")
        else:
            at.setdefault((where, exact), []).append((position, stop))
    return [Spot(tuple(found), where, exact) for (where, exact), found in at.items()], lost


def place_name(stop: Stop) -> str:
    """The city, else the country."""
    return harmless(stop.city or (name_of(stop.country) if stop.country else "a place not told"))


# --- the way ------------------------------------------------------------------------------------


def _ways(stops: Sequence[Stop], spots: Sequence[Spot], view: View) -> tuple[list[str], list[Point]]:
    """Lines and their arrows, and points along them that labels had better leave free."""
    by_position = {position: spot for spot in spots for position, _ in spot.stops}
    lines, points = [], []
    last: Spot | None = None
    for position, stop in enumerate(stops, start=1):
        spot = by_position.get(position)
        if spot is None:
            continue
        dropped = stop.status in DROPPED
        if last is not None and last.where != spot.where:
            drawn = view.line(arc(last.where, spot.where, bulge=_BULGE, steps=_STEPS))
            points += [point for piece in drawn for point in piece]
            lines.append(_way(drawn, "dropped" if dropped else "planned" if stop.status == "planned" else "held"))
        if not dropped:
            last = spot
        elif last is None:
            last = _next(stops, by_position, position)
            if last is not None and last.where != spot.where:
                drawn = view.line(arc(spot.where, last.where, bulge=_BULGE, steps=_STEPS))
                lines.append(_way(drawn, "dropped"))
            last = None
    return lines, points


def _next(stops: Sequence[Stop], by_position: dict[int, Spot], position: int) -> Spot | None:
    """Where the journey begins after a first stop that was dropped."""
    for other in range(position, len(stops)):
        if stops[other].status not in DROPPED and other + 1 in by_position:
            return by_position[other + 1]
    return None


def _way(drawn: Sequence[Sequence[Point]], status: str) -> str:
    data = "".join(way(*piece) for piece in drawn if len(piece) > 1)
    dashes = {"dropped": "2 5", "planned": "7 4"}.get(status)
    line = element(
        "path",
        class_=f"m-route s-{status}",
        d=data,
        fill="none",
        stroke=LINE,
        stroke_width=1.6,
        stroke_opacity="0.6" if status == "dropped" else None,
        stroke_dasharray=dashes,
    )
    return line + ("" if status == "dropped" else _arrow(drawn))


def _arrow(drawn: Sequence[Sequence[Point]]) -> str:
    """A small arrow head in the middle of the longest piece, where it is long enough."""
    piece = max(drawn, key=len, default=())
    if len(piece) < 3:
        return ""
    (x1, y1), (x2, y2) = piece[0], piece[-1]
    if (x2 - x1) ** 2 + (y2 - y1) ** 2 < 60**2:
        return ""
    at = len(piece) // 2
    (ax, ay), (bx, by) = piece[at - 1], piece[at + 1]
    far = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
    ux, uy = (bx - ax) / far, (by - ay) / far
    x, y = piece[at]
    corners = (
        (x + ux * 6, y + uy * 6),
        (x - ux * 4 - uy * 4.5, y - uy * 4 + ux * 4.5),
        (x - ux * 4 + uy * 4.5, y - uy * 4 - ux * 4.5),
    )
    return element("path", class_="m-arrow", d=way(*corners, closed=True), fill=LINE)


# --- dots and labels ----------------------------------------------------------------------------


def _marks(spots: Sequence[Spot], view: View, lines: Sequence[Point], link: Link | None) -> tuple[list[str], list[str]]:
    """Dots with numbers and labels, and in words the places whose label has no room."""
    halves = [max(_RADIUS, text_width(spot.numbers, 11) / 2 + 4) for spot in spots]
    true = [view.at(spot.where) for spot in spots]
    edge = Box(14, 14, WIDTH - 14, HEIGHT - 14)
    middles = spread([(*point, half) for point, half in zip(true, halves, strict=True)], 3, edge)
    wanted = []
    for spot, (x, y), half in zip(spots, middles, halves, strict=True):
        name, small = label_of(spot)
        wide = max(text_width(name, _NAME), text_width(small, _SMALL))
        wanted.append(Wanted(Box(x - half, y - _RADIUS, x + half, y + _RADIUS), wide, 34.0 if small else 19.0))
    boxes = placed(wanted, Box(6, 6, WIDTH - 6, HEIGHT - 6), lines)
    drawn = []
    for spot, (x, y), there, half, box in zip(spots, middles, true, halves, boxes, strict=True):
        parts = [*_spot(x, y, there), *_dot(spot, x, y, half), *(_label(spot, x, y, half, box) if box else ())]
        code = next((stop.country for _, stop in spot.stops if stop.country), None)
        drawn.append(linked(link(code) if link and code else None, _said(spot), *parts))
    return drawn, [f"{spot.numbers} {label_of(spot)[0]}" for spot, box in zip(spots, boxes, strict=True) if box is None]


def label_of(spot: Spot) -> tuple[str, str]:
    """The two lines of a label: where, and when or what became of it."""
    stop = spot.stops[0][1]
    country = name_of(stop.country) if stop.country and stop.city else None
    name = place_name(stop)
    country = None if country == name else country
    when = "; ".join(dict.fromkeys(filter(None, (_when(one, spot) for _, one in spot.stops))))
    return shortened(name, _LONGEST), shortened(joined((country, when)), _LONGEST + 8)


def _when(stop: Stop, spot: Spot) -> str:
    """The days; that it is only planned where the dot shows another status."""
    if stop.status in DROPPED:
        return status_words(stop.status)
    days = span_words(stop.start, stop.end)
    return f"{days} planned".lstrip() if stop.status == "planned" != spot.status else days


def _spot(x: float, y: float, there: Point) -> list[str]:
    """Where it really is, if the dot had to make room."""
    if (x - there[0]) ** 2 + (y - there[1]) ** 2 < 5**2:
        return []
    return [
        element("path", class_="m-leader", d=way((x, y), there), stroke=LINE),
        element("circle", class_="m-spot", cx=there[0], cy=there[1], r=2.2, fill=LINE),
    ]


def _dot(spot: Spot, x: float, y: float, half: float) -> list[str]:
    filled = spot.status in {"held", "cut_short"}
    dropped = spot.status in DROPPED
    shape = element(
        "rect",
        class_=f"m-stop s-{spot.status}",
        x=x - half,
        y=y - _RADIUS,
        width=2 * half,
        height=2 * _RADIUS,
        rx=_RADIUS,
        fill=LINE if filled else PAPER,
        stroke=LINE,
        stroke_width=1.8,
        stroke_dasharray="3 2.5" if dropped else None,
    )
    told = text(
        spot.numbers,
        x,
        y + 4,
        class_=f"m-number s-{spot.status}" + (" p-halo" if dropped else ""),
        **(halo("middle") if dropped else {"text_anchor": "middle"}),
        font_size=11,
        font_weight="bold",
        fill=PAPER if filled else INK,
    )
    cross = way((x - half, y + _RADIUS), (x + half, y - _RADIUS))
    return [
        shape,
        *([element("path", class_="m-cross", d=cross, stroke=LINE, stroke_width=1.6)] if dropped else []),
        told,
    ]


def _label(spot: Spot, x: float, y: float, half: float, box: Box) -> list[str]:
    name, small = label_of(spot)
    anchor, at = "start", box.left
    if box.right <= x:
        anchor, at = "end", box.right
    elif box.left < x < box.right:
        anchor, at = "middle", (box.left + box.right) / 2
    found = []
    nearest = (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
    if ((nearest[0] - x) ** 2 + (nearest[1] - y) ** 2) ** 0.5 > half + 12:
        data = way((x, y), nearest)
        found.append(element("path", class_="m-leader", d=data, stroke=MUTED, stroke_width=0.8))
    found.append(
        text(
            name,
            at,
            box.top + 14,
            class_="p-label p-halo",
            font_size=_NAME,
            font_weight="bold",
            fill=INK,
            **halo(anchor),
        )
    )
    if small:
        found.append(
            text(small, at, box.top + 29, class_="p-small p-halo", font_size=_SMALL, fill=MUTED, **halo(anchor))
        )
    return found


def _frame() -> str:
    return element(
        "rect", class_="p-frame", x=0.5, y=0.5, width=WIDTH - 1, height=HEIGHT - 1, fill="none", stroke="#c9ced4"
    )


# --- in words ------------------------------------------------------------------------------------


def trip_title(trip: Trip) -> str:
    from dragoman.record.queries_forms import party_cell  # noqa: PLC0415  (only where a trip is drawn)

    one = trip.engagement
    travellers = joined(party_cell(party) for party in one.parties[:3]) or "Trip"
    when = span_words(one.date.start, one.date.end) if one.date else ""
    told = "" if one.status == "held" else f" ({status_words(one.status)})"
    return harmless(joined((travellers, when)) + told)


def _description(stops: Sequence[Stop], lost: Sequence[str]) -> str:
    if not stops:
        return "No stop of this trip is told."
    told = "; ".join(f"{at} {_stop_words(stop)}" for at, stop in enumerate(stops, start=1))
    return f"Stops in order of travel: {told}." + (f" Not on the map: {'; '.join(lost)}." if lost else "")


def _stop_words(stop: Stop) -> str:
    country = name_of(stop.country) if stop.city and stop.country else None
    name = place_name(stop)
    return joined(
        (name, None if country == name else country, span_words(stop.start, stop.end), status_words(stop.status))
    )


def _said(spot: Spot) -> str:
    return "; ".join(f"{at} {_stop_words(stop)}" for at, stop in spot.stops)


def _key(spots: Sequence[Spot]) -> str:
    """What the ways of drawing mean, of those that are used."""
    statuses = {spot.status for spot in spots}
    parts = []
    if statuses & {"planned"}:
        parts.append("hollow: planned")
    if statuses & DROPPED:
        parts.append(f"crossed: {joined(sorted(map(status_words, statuses & DROPPED)))}")
    vague = [spot.numbers for spot in spots if not spot.exact]
    if vague:
        parts.append(f"in the middle of the country: {'; '.join(vague)}")
    words = "; ".join(parts)
    return f"{words[0].upper()}{words[1:]}." if words else ""
