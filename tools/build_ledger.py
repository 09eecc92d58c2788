"""Builds src/dragoman/knowledge/ledger.bin from the tables of office-holders.

    python tools/build_ledger.py ../shared/data [--out FILE]

The same tables give the same bytes. What is done to them, with counts printed:

- joined: a row of office_holders_recent.csv with the same country, office, person and start as an open row
  of office_holders.csv takes its place (its aliases and Wikidata id are kept where the newer row has none);
- dropped: rows without a start (US chiefs of mission before 1980); the three wrong holders that the
  tables' README names (FR Interior "Natan Sharansky", AU Treasurer "Peter Dutton", CA Defence "Rick
  Casson"); of rows alike but for their end (one row a cabinet: NL Rutte) all but the longest; rows dated
  by the year for which the same person has a finer row of the same class over the same time;
- retitled: India's "Minister of Foreign Affairs" of class `other` are its Foreign Secretaries;
  the President of the International Court of Justice, listed under UN, is class `other`;
- classified: rows of class `other` whose title says deputy foreign minister, speaker, intelligence chief,
  senior official, envoy, party or opposition leader, spokesperson (offices.classify_title);
- closed: an open row of a single-holder office ends where a later holder started (flag END_INFERRED);
- persons: rows without a Wikidata id get the one of the same name in the same country, or, for
  organisations, of the one minister or head of that name anywhere, or of the one who took an office of that
  class within 100 days under the same surname and a like first name; the others an id "x:" + name.
"""

from __future__ import annotations

import argparse
import csv
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import msgspec
from ledger_people import TOP, Row, display, identify

from dragoman.knowledge import ledger_format as form
from dragoman.knowledge.ledger import longest_open
from dragoman.knowledge.ledger_names import full_keys, loose_keys, surname_keys
from dragoman.knowledge.offices import classify_title, office_ranks

OUT = Path(__file__).resolve().parent.parent / "src/dragoman/knowledge" / form.FILE
RECENT = "general knowledge, unverified"
# the recent file closed the terms of these classes for all countries, "firm to about mid-2025" (README)
CLASS_KNOWN_TO = dict.fromkeys(
    ("head_of_state", "head_of_government", "foreign_minister", "defence_minister"), "2025-06-30"
)
SOURCE_KNOWN_TO = {"pocom": "2021-01-20"}  # few of its rows are later, whatever the day of its last change
WRONG = {
    ("FR", "Minister of the Interior", "Natan Sharansky"),
    ("AU", "Treasurer", "Peter Dutton"),
    ("CA", "Minister of National Defence", "Rick Casson"),
}
ONE_SEAT = {
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "finance_minister",
    "interior_minister",
    "national_security_adviser",
}
PROMOTED = {
    "deputy_foreign_minister",
    "speaker",
    "intelligence_chief",
    "senior_official",
    "envoy",
    "party_leader",
    "opposition_leader",
    "spokesperson",
}
MINOR = re.compile(r"\b(acting|interim|deputy|second|assistant|delegate|charg)", re.IGNORECASE)
ACTING = re.compile(r"\b(acting|interim|caretaker)\b", re.IGNORECASE)


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [msgspec.convert(row, Row) for row in csv.DictReader(file)]


def join(rows: list[Row], recent: list[Row], counts: Counter[str]) -> list[Row]:
    """The join of the two tables (README, "Join")."""
    open_rows = {row.key: row for row in rows if not row.end}
    replaced = set()
    for new in recent:
        old = open_rows.get(new.key)
        if old is not None:
            replaced.add(new.key)
            new.wikidata = new.wikidata or old.wikidata
            new.aliases = ";".join(filter(None, (new.aliases, old.aliases)))
    counts["open rows replaced by the recent file"] = len(replaced)
    return [row for row in rows if row.end or row.key not in replaced] + recent


def repair(rows: list[Row], counts: Counter[str]) -> list[Row]:
    """Drops and retitles (module docstring)."""
    kept = []
    for row in rows:
        if not row.start:
            counts["dropped: no start"] += 1
        elif (row.country, row.office, row.person) in WRONG:
            counts["dropped: wrong holder"] += 1
        else:
            kept.append(row)
        if row.country == "IN" and row.office == "Minister of Foreign Affairs" and row.office_class == "other":
            row.office, row.office_class = "Foreign Secretary", "deputy_foreign_minister"
            counts["retitled: Foreign Secretary of India"] += 1
        if row.office == "President of the International Court of Justice":
            row.office_class = "other"
            counts["reclassified: the Court's president is no head of the UN"] += 1
    longest: dict[tuple[str, ...], Row] = {}
    for row in kept:
        key = (*row.key, row.office_class, row.source)
        if key in longest:
            counts["dropped: several ends"] += 1
        if key not in longest or row.high > longest[key].high:
            longest[key] = row
    return drop_coarse(list(longest.values()), counts)


def drop_coarse(rows: list[Row], counts: Counter[str]) -> list[Row]:
    groups: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.country, row.office_class, row.person].append(row)
    dropped = set()
    for group in groups.values():
        for row in group:
            if len(row.start) != 4 or row.office_class not in TOP:
                continue
            for fine in group:
                inside = fine.low // 10000 <= row.low // 10000 and row.high // 10000 <= fine.high // 10000
                if len(fine.start) > 4 and inside:
                    dropped.add(id(row))
    counts["dropped: a finer row says the same"] = len(dropped)
    return [row for row in rows if id(row) not in dropped]


def classify(rows: list[Row], counts: Counter[str]) -> None:
    for row in rows:
        if row.office_class == "other":
            found = classify_title(row.office)
            if found in PROMOTED:
                row.office_class = found
                counts[f"classified: {found}"] += 1


def seat(row: Row) -> tuple[str, str] | None:
    """What only one person holds at a time, or None."""
    if row.office_class in ONE_SEAT:
        return None if MINOR.search(row.office) else (row.country, row.office_class)
    if row.office_class == "head_of_state":
        return (row.country, re.sub(r" of .*$", "", row.office).casefold())
    return (row.country, row.office.casefold())


def shared_seats(groups: dict[tuple[str, str], list[Row]]) -> set[tuple[str, str]]:
    """Seats that are held by several at once: closed rows that overlap others by a quarter of a year."""
    shared = set()
    for key, group in groups.items():
        rows = sorted((row for row in group if row.end), key=lambda row: row.low)
        overlaps = sum(months(b.low) + 3 < months(a.high) for a, b in pairwise(rows))
        if overlaps * 5 > len(rows) or len(group) == 1:
            shared.add(key)
    return shared


def months(packed: int) -> int:
    return packed // 10000 * 12 + packed // 100 % 100


def close(rows: list[Row], counts: Counter[str]) -> None:
    """Ends open rows that a later holder ended, and flags what is likely out of date."""
    groups: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        where = seat(row)
        if where:
            groups[where].append(row)
    shared = shared_seats(groups)
    for key, group in groups.items():
        if key in shared and group[0].office_class not in ONE_SEAT:
            continue
        group.sort(key=lambda row: row.low)
        for at, row in enumerate(group):
            later = (other for other in group[at + 1 :] if other.low > row.low and not same(row, other))
            follower = next(later, None)
            # two open rows of one recent source are rivals that are both known (MM, YE, LY)
            if row.end or follower is None or follower.source == row.source == RECENT:
                continue
            row.end = follower.start
            row.flags |= form.END_INFERRED
            counts["closed: a later holder started"] += 1
    flag(rows, counts)


def same(one: Row, other: Row) -> bool:
    return (one.wikidata or one.person) == (other.wikidata or other.person) or one.person == other.person


def flag(rows: list[Row], counts: Counter[str]) -> None:
    for row in rows:
        if ACTING.search(row.office):
            row.flags |= form.ACTING
        if row.source == RECENT:
            row.flags |= form.UNVERIFIED
        too_long = int(row.source_date[:4]) - int(row.start[:4]) > longest_open(row.office_class)
        if not row.end and (row.source != RECENT or too_long):
            row.flags |= form.STALE
            counts["open and likely out of date"] += 1


def people(rows: list[Row]) -> tuple[list[str], dict[str, int], dict[str, frozenset[str]]]:
    """One line a person: id, display name, aliases, separated by tabs; sorted by id."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        names[row.wikidata][row.person] += 1
        aliases[row.wikidata].update(filter(None, (part.strip() for part in row.aliases.split(";"))))
        countries[row.wikidata].add(row.country)
    lines, index = [], {}
    for number, person in enumerate(sorted(names)):
        name = display(names[person])
        others = sorted((set(names[person]) | aliases[person]) - {name})
        index[person] = number
        lines.append("\t".join((person, name, *others)))
    return lines, index, {person: frozenset(found) for person, found in countries.items()}


def buckets(lines: list[str], countries: dict[str, frozenset[str]]) -> tuple[list[int], list[int], list[int]]:
    """Offsets of the buckets, and the check bytes and persons in them, for all keys of all names."""
    found: set[tuple[int, int, int]] = set()
    for number, line in enumerate(lines):
        person, *names = line.split("\t")
        for name in names:
            keys = [*full_keys(name), *loose_keys(name)]
            keys += ["=" + key for key in surname_keys(name, countries[person])]
            found.update((*form.bucket(key), number) for key in keys)
    ordered = sorted(found)
    offsets, at = [], 0
    for bucket in range(form.BUCKETS + 1):
        at = bisect_left(ordered, (bucket, 0, 0), at)
        offsets.append(at)
    return offsets, [check for _, check, _ in ordered], [person for *_, person in ordered]


def pack(rows: list[Row]) -> bytes:
    """The ledger's bytes."""
    ranks = office_ranks()
    lines, index, nations = people(rows)
    countries = sorted({row.country for row in rows})
    classes = sorted({row.office_class for row in rows}, key=lambda name: (ranks[name], name))
    sources = sorted({(row.source, row.source_date) for row in rows})
    offices = sorted({row.office for row in rows})
    place = {name: at for at, name in enumerate(classes)}
    office_at = {name: at for at, name in enumerate(offices)}
    rows.sort(key=lambda r: (r.country, place[r.office_class], r.low, r.office, index[r.wikidata], r.high, r.source))
    groups = [(row.country, place[row.office_class]) for row in rows]
    starts = [bisect_left(groups, (country, at)) for country in countries for at in range(len(classes))]
    held: list[list[int]] = [[] for _ in lines]
    for number, row in enumerate(rows):
        held[index[row.wikidata]].append(number)
    held_at = [0]
    for numbers in held:
        held_at.append(held_at[-1] + len(numbers))
    offsets, checks, members = buckets(lines, nations)
    columns: dict[str, tuple[str, list[int]]] = {
        "groups": ("I", [*starts, len(rows)]),
        "start": ("I", [row.low for row in rows]),
        "end": ("I", [form.pack_date(row.end) for row in rows]),
        "held_at": ("I", held_at),
        "buckets": ("I", offsets),
        "office": ("H", [office_at[row.office] for row in rows]),
        "person": ("H", [index[row.wikidata] for row in rows]),
        "source": ("H", [sources.index((row.source, row.source_date)) for row in rows]),
        "held": ("H", [number for numbers in held for number in numbers]),
        "members": ("H", members),
        "country": ("B", [countries.index(row.country) for row in rows]),
        "class": ("B", [place[row.office_class] for row in rows]),
        "checks": ("B", checks),
        "flags": ("B", [row.flags for row in rows]),
    }
    header = form.Header(
        version=form.VERSION,
        countries=tuple(countries),
        classes=tuple((name, ranks[name], CLASS_KNOWN_TO.get(name, "")) for name in classes),
        sources=tuple((name, day, SOURCE_KNOWN_TO.get(name, day)) for name, day in sources),
        sections={},
    )
    return form.write(header, columns, {"offices": offices, "persons": lines})


def build(data: Path, counts: Counter[str]) -> bytes:
    """The ledger's bytes from the tables in the folder ``data``; ``counts`` takes what was done."""
    rows = join(read(data / "office_holders.csv"), read(data / "office_holders_recent.csv"), counts)
    rows = repair(rows, counts)
    identify(rows, counts)
    classify(rows, counts)
    close(rows, counts)
    counts["tenures"] = len(rows)
    counts["persons"] = len({row.wikidata for row in rows})
    return pack(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description="Builds the packaged ledger of office-holders.")
    parser.add_argument("data", type=Path, help="folder with office_holders.csv and office_holders_recent.csv")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    data = build(args.data, counts)
    args.out.write_bytes(data)
    for what, number in counts.items():
        print(f"{number:7,} {what}")
    print(f"{len(data):7,} bytes in {args.out}")


if __name__ == "__main__":
    main()
