"""Two projections of the globe: Natural Earth for the world, azimuthal equal-area for a part of it.

Degrees in, and out x to the east and y to the SOUTH (as SVG counts) in radii of the globe.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import acos, asin, atan2, cos, degrees, radians, sin, sqrt

Point = tuple[float, float]
"""Longitude and latitude in degrees, or x and y on a plane."""
Projection = Callable[[float, float], Point]
Vector = tuple[float, float, float]


def natural_earth(longitude: float, latitude: float) -> Point:
    """Tom Patterson's Natural Earth projection as a polynomial.

    B. Savric, B. Jenny, T. Patterson, D. Petrovic, L. Hurni: A Polynomial Equation for the Natural Earth
    Projection. Cartography and Geographic Information Science 38 (4), 2011, 363-372.
    """
    phi = radians(latitude)
    two = phi * phi
    four = two * two
    x = 0.8707 - 0.131979 * two + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four))
    y = phi * (1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four)))
    return radians(longitude) * x, -y


def around(centre: Point) -> Projection:
    """Lambert's azimuthal equal-area projection around a point; what lies opposite has no place on it."""
    east, north = map(radians, centre)
    sine, cosine = sin(north), cos(north)

    def project(longitude: float, latitude: float) -> Point:
        phi, turn = radians(latitude), radians(longitude) - east
        far = 1 + sine * sin(phi) + cosine * cos(phi) * cos(turn)
        scale = sqrt(2 / max(far, 1e-9))
        return scale * cos(phi) * sin(turn), -scale * (cosine * sin(phi) - sine * cos(phi) * cos(turn))

    return project


def vector(point: Point) -> Vector:
    """A place as a vector from the middle of the globe."""
    east, north = map(radians, point)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def place(of: Vector) -> Point:
    """The longitude and latitude of a vector of any length."""
    x, y, z = of
    length = sqrt(x * x + y * y + z * z)
    return degrees(atan2(y, x)), degrees(asin(max(-1.0, min(1.0, z / length))))


def apart(one: Point, other: Point) -> float:
    """How far two places are apart, in degrees."""
    product = sum(a * b for a, b in zip(vector(one), vector(other), strict=True))
    return degrees(acos(max(-1.0, min(1.0, product))))


def middle(points: Sequence[Point]) -> Point:
    """The place in the midst of places; the first where they are spread all round."""
    total = tuple(sum(parts) for parts in zip(*map(vector, points), strict=True))
    x, y, z = total
    return points[0] if x * x + y * y + z * z < 1e-6 else place((x, y, z))


def arc(one: Point, other: Point, *, bulge: float, steps: int) -> list[Point]:
    """Places on the way from one to another by the great circle, bent to the right by ``bulge`` of its length.

    There and back are then two lines.
    """
    a, b = vector(one), vector(other)
    angle = radians(apart(one, other))
    if angle < 1e-6:
        return [one, other]
    right = _unit((b[1] * a[2] - b[2] * a[1], b[2] * a[0] - b[0] * a[2], b[0] * a[1] - b[1] * a[0]))
    found = []
    for step in range(steps + 1):
        t = step / steps
        near, far = sin((1 - t) * angle), sin(t * angle)
        base = _unit((a[0] * near + b[0] * far, a[1] * near + b[1] * far, a[2] * near + b[2] * far))
        aside = bulge * angle * 4 * t * (1 - t)
        found.append(place((base[0] + right[0] * aside, base[1] + right[1] * aside, base[2] + right[2] * aside)))
    return [one, *found[1:-1], other]


def _unit(of: Vector) -> Vector:
    x, y, z = of
    length = sqrt(x * x + y * y + z * z) or 1.0
    return x / length, y / length, z / length


def widest_gap(longitudes: Sequence[float]) -> float:
    """The meridian opposite the middle of the widest gap between longitudes: a map around it parts none."""
    around_globe = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(b - a, a) for a, b in pairwise([*around_globe, around_globe[0] + 360])]
    width, start = max(gaps, key=lambda gap: (gap[0], -gap[1]))
    return (start + width / 2 + 180 + 180) % 360 - 180


def clipped(ring: Sequence[Point], west: float, north: float, east: float, south: float) -> list[Point]:
    """What of a closed ring lies in a box (Sutherland and Hodgman); x grows eastwards, y southwards."""
    kept = list(ring)
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, north, 1), (1, south, -1)):
        sides = [(point[axis] - limit) * sign >= 0 for point in kept]
        if not any(sides):
            return []
        if not all(sides):
            kept = _half(kept, axis, limit, sign)
    return kept


def _half(ring: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
        a, b = (one[axis] - limit) * sign, (other[axis] - limit) * sign
        if a >= 0:
            kept.append(one)
        if (a >= 0) != (b >= 0):
            t = a / (a - b)
            kept.append((one[0] + (other[0] - one[0]) * t, one[1] + (other[1] - one[1]) * t))
    return kept
