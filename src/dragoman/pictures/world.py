"""Where things lie: shapes of countries, the points of those without a shape, cities, and outlines as SVG paths.

Data: ``world.json`` (Natural Earth 1:110 million, public domain, see knowledge/SOURCES.md), written by
tools/build_world.py; cities from ``dragoman.knowledge.places``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge.countries import country as country_of
from dragoman.knowledge.places import City, capital_of, cities, venue_names
from dragoman.pictures.projection import Point, clipped, natural_earth
from dragoman.pictures.svg import WIDTH, in_tenths

FILE = "world.json"
_SCALE = WIDTH / (2 * natural_earth(180, 0)[0])
TOP, FOOT, POLE = (_SCALE * natural_earth(0, latitude)[1] for latitude in (84, -57, -90))
"""Edges of the map of the world before it is moved down: north of Greenland, south of Cape Horn, the South Pole."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unit: int
    points: dict[str, Point]
    shapes: dict[str, list[list[int]]]


class World(msgspec.Struct, frozen=True):
    """Rings of longitudes and latitudes by code of country; ``points`` for countries without a shape.

    Longitudes of a ring run on over 180 degrees.
    """

    shapes: dict[str, list[list[Point]]]
    points: dict[str, Point]


@cache
def world() -> World:
    """The shapes that ship with dragoman. Raises DataError where the file is missing or wrong."""
    try:
        data = msgspec.json.decode(files("dragoman.pictures").joinpath(FILE).read_bytes(), type=_File)
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(f"pictures/{FILE}: {error}") from error
    shapes = {code: [_ring(steps, data.unit) for steps in rings] for code, rings in data.shapes.items()}
    return World(shapes, data.points)


def _ring(steps: Sequence[int], unit: int) -> list[Point]:
    x = y = 0
    points = []
    for at in range(0, len(steps), 2):
        x, y = x + steps[at], y + steps[at + 1]
        points.append((x / unit, y / unit))
    return points


def around_meridian(ring: Sequence[Point], meridian: float) -> Iterable[list[Point]]:
    """The parts of a ring with longitudes from -180 to 180 as seen from a meridian."""
    for turn in (-360, 0, 360):
        moved = [(x - meridian + turn, y) for x, y in ring]
        if min(x for x, _ in moved) < 180 and max(x for x, _ in moved) > -180:
            part = clipped(moved, -180, -90, 180, 90)
            if len(part) > 2:
                yield part


def on_world(longitude: float, latitude: float, meridian: float = 0.0) -> Point:
    """Where a place is on the map of the world, y from its upper edge; for longitudes around the meridian."""
    x, y = natural_earth((longitude - meridian + 180) % 360 - 180, latitude)
    return WIDTH / 2 + _SCALE * x, _SCALE * y - TOP


def world_rings(code: str, meridian: float = 0.0) -> list[list[Point]]:
    """The shape of a country on the map of the world."""
    found = []
    for ring in world().shapes.get(code, ()):
        for part in around_meridian(ring, meridian):
            flat = [natural_earth(*point) for point in part]
            found.append([(WIDTH / 2 + _SCALE * x, _SCALE * y - TOP) for x, y in flat])
    return found


def outline(rings: Iterable[Sequence[Point]]) -> str:
    """Rings as the data of a path, with one decimal, each step from the rounded point before."""
    parts = []
    for ring in rings:
        at: tuple[int, int] | None = None
        steps = []
        for x, y in ring:
            point = round(x * 10), round(y * 10)
            if at is None:
                steps.append(f"M{in_tenths(point[0])}{_after(point[1])}l")
            elif point != at:
                steps.append(f"{_after(point[0] - at[0])}{_after(point[1] - at[1])}")
            at = point
        if len(steps) > 2:
            parts.append(steps[0] + "".join(steps[1:]).lstrip() + "z")
    return "".join(parts)


def _after(value: int) -> str:
    """A number that follows another: a minus parts them by itself."""
    return in_tenths(value) if value < 0 else f" {in_tenths(value)}"


@cache
def world_outlines() -> dict[str, str]:
    """The path of each country on the map of the world."""
    return {code: outline(world_rings(code)) for code in sorted(world().shapes)}


def box_of(rings: Iterable[Sequence[Point]]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    points = [point for ring in rings for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


# --- places ------------------------------------------------------------------------------------


def name_of(code: str) -> str:
    """The name of a country, else the code."""
    known = country_of(code)
    return known.name if known else code


def folded(name: str) -> str:
    """A name without regard to capitals, accents apart."""
    return " ".join(name.casefold().split())


@cache
def _cities() -> dict[tuple[str, str | None], City]:
    found: dict[tuple[str, str | None], City] = {}
    for city in cities():
        for name in city.surfaces():
            found.setdefault((folded(name), city.country), city)
            found.setdefault((folded(name), None), city)
    return found


def city_at(name: str, country: str | None) -> Point | None:
    """Where a city (or a venue that stands for a place) lies; None where it is not known in that country."""
    city = _cities().get((folded(name), country))
    if city is None and country and folded(name) == folded(name_of(country)):
        city = _cities().get((folded(capital_of(country) or ""), country))
    if city is None:
        venue = venue_names().get(name)
        if venue is not None and venue.city and (country is None or venue.country == country):
            city = _cities().get((folded(venue.city), venue.country))
    return (city.longitude, city.latitude) if city else None


def country_at(code: str) -> Point | None:
    """The middle of a country's largest part, or the point of one without a shape; None for what is none."""
    if code in world().points:
        return world().points[code]
    rings = world().shapes.get(code)
    if not rings:
        return None
    ring = max(rings, key=lambda one: abs(_area(one)))
    x, y = _centre(ring)
    return (x + 180) % 360 - 180, y


def _area(ring: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in _edges(ring)) / 2


def _centre(ring: Sequence[Point]) -> Point:
    area = 6 * _area(ring)
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in _edges(ring))
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in _edges(ring))
    return x / area, y / area


def _edges(ring: Sequence[Point]) -> Iterable[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)
