"""The part of the world that a map of some places shows, and the land in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from math import cos, radians

import msgspec

from dragoman.pictures.projection import (
    Point,
    Projection,
    Vector,
    apart,
    around,
    clipped,
    middle,
    natural_earth,
    vector,
    widest_gap,
)
from dragoman.pictures.style import BORDER, LAND, SEA, VISITED
from dragoman.pictures.svg import WIDTH, Attributes, element
from dragoman.pictures.world import around_meridian, outline, world

HEIGHT = 560
_SIDE, _EDGE = 130, 80
"""Room for labels beside and above the outermost places."""
_LEAST = 0.22
"""Width of the smallest part that is shown, in radii of the globe: 1:110 million has no more detail."""
_REGION = 62
"""Degrees from the middle up to which places are shown around it; farther ones need a map of the world."""
_HEMISPHERE, _OPPOSITE = cos(radians(100)), cos(radians(165))
"""Cosines of the distance at which a ring is out of sight, and at which its points are too near the other pole."""


class View(msgspec.Struct, frozen=True):
    """How places come onto the map. ``meridian`` is set for a map of the world."""

    project: Projection
    centre: Point
    scale: float
    left: float
    top: float
    meridian: float | None

    def at(self, place: Point) -> Point:
        """Where a place is on the map."""
        longitude = place[0] if self.meridian is None else (place[0] - self.meridian + 180) % 360 - 180
        return self.flat((longitude, place[1]))

    def flat(self, place: Point) -> Point:
        """Where a place is whose longitude is counted as the projection does."""
        x, y = self.project(*place)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def line(self, places: Sequence[Point]) -> list[list[Point]]:
        """A line through places, in pieces where it runs over the edge of a map of the world."""
        pieces: list[list[Point]] = [[]]
        for place in places:
            point = self.at(place)
            if pieces[-1] and self.meridian is not None and abs(point[0] - pieces[-1][-1][0]) > WIDTH / 2:
                pieces.append([])
            pieces[-1].append(point)
        return pieces


def view_of(places: Sequence[Point]) -> View:
    """The view that shows places with room for their labels; the world where there are none."""
    centre = middle(places) if places else (0.0, 0.0)
    if places and max(apart(centre, place) for place in places) <= _REGION:
        project = around(centre)
        flat = [project(*place) for place in places]
        meridian = None
    else:
        meridian = widest_gap([x for x, _ in places]) if places else 0.0
        project = natural_earth
        flat = [project((x - meridian + 180) % 360 - 180, y) for x, y in places] or [(-2.7, -1.3), (2.7, 1.0)]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(
        (WIDTH - 2 * _SIDE) / max(wide, 1e-9),
        (HEIGHT - 2 * _EDGE) / max(high, 1e-9),
        WIDTH / _LEAST,
    )
    left = (min(xs) + max(xs)) / 2 - WIDTH / 2 / scale
    top = (min(ys) + max(ys)) / 2 - HEIGHT / 2 / scale
    return View(project, centre, scale, left, top, meridian)


def land(view: View, visited: Collection[str | None]) -> list[str]:
    """Sea, land, and the land of the countries that were visited."""
    rest: list[str] = []
    seen: list[str] = []
    for code in sorted(world().shapes):
        path = outline(_rings(code, view))
        if path:
            (seen if code in visited else rest).append(path)
    borders: Attributes = {"stroke": BORDER, "stroke_width": 0.8}
    return [
        element("rect", class_="m-sea", width=WIDTH, height=HEIGHT, fill=SEA),
        element("path", class_="m-land", d="".join(rest), fill=LAND, **borders),
        *([element("path", class_="m-visited", d="".join(seen), fill=VISITED, **borders)] if seen else []),
    ]


def _rings(code: str, view: View) -> Iterable[list[Point]]:
    """What of a country's shape lies in the picture."""
    for at, ring in enumerate(world().shapes[code]):
        if view.meridian is not None:
            parts = around_meridian(ring, view.meridian)
        else:
            parts = [ring] if _is_near(code, at, vector(view.centre)) else []
        for part in parts:
            found = clipped([view.flat(point) for point in part], 0, 0, WIDTH, HEIGHT)
            if len(found) > 2:
                yield found


def _is_near(code: str, at: int, centre: Vector) -> bool:
    """Not so far on the other side of the globe that the projection turns the ring inside out."""
    x, y, z = centre
    nearness = [x * a + y * b + z * c for a, b, c in _vectors(code)[at]]
    return max(nearness) > _HEMISPHERE and min(nearness) > _OPPOSITE


@cache
def _vectors(code: str) -> list[list[Vector]]:
    return [[vector(point) for point in ring] for ring in world().shapes[code]]
