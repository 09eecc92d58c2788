"""Rows of the ledger on their way, and who is who in them (used by build_ledger.py)."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import msgspec

from dragoman.knowledge import ledger_format as form
from dragoman.knowledge.ledger_names import initials_agree, name_words, tokens

ORGANISATIONS = {"EU", "UN", "NATO", "WTO", "OSCE", "COE", "LAS"}
TOP = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "head_of_organisation"}


class Row(msgspec.Struct):
    """One tenure on its way into the ledger; the first ten fields are the table's columns."""

    country: str
    office: str
    office_class: str
    person: str
    wikidata: str
    aliases: str
    start: str
    end: str
    source: str
    source_date: str
    flags: int = 0

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.country, self.office, self.person, self.start)

    @property
    def low(self) -> int:
        return form.pack_date(self.start)

    @property
    def high(self) -> int:
        return form.last_day(form.pack_date(self.end)) if self.end else 99999999


def identify(rows: list[Row], counts: Counter[str]) -> None:
    """Gives every row a person id (in ``wikidata``)."""
    local: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    everywhere: defaultdict[str, set[str]] = defaultdict(set)
    words: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in rows:
        for name in (row.person, *row.aliases.split(";")):
            if row.wikidata and name:
                compact = "".join(tokens(name))
                local[row.country, compact].add(row.wikidata)
                words[row.wikidata].add(tokens(name))
                if row.office_class in TOP:
                    everywhere[compact].add(row.wikidata)
    for row in rows:
        if row.wikidata:
            continue
        found: set[str] = set()
        for name in (row.person, *row.aliases.split(";")):
            if name and not found:
                found = local[row.country, "".join(tokens(name))]
        if not found and row.country in ORGANISATIONS:
            found = everywhere["".join(tokens(row.person))]
        found = {one for one in found if all(initials_agree(tokens(row.person), w) for w in words[one])}
        if len(found) == 1:
            row.wikidata = next(iter(found))
            counts["persons: id found by name"] += 1
    by_office(rows, counts)
    slugs: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if not row.wikidata:
            slugs[slug(row.person)].add(row.country)
    for row in rows:
        if not row.wikidata:
            name = slug(row.person)
            many = len(slugs[name] - ORGANISATIONS) > 1
            row.wikidata = f"x:{name}-{row.country.lower()}" if many else f"x:{name}"


def by_office(rows: list[Row], counts: Counter[str]) -> None:
    """The ids of those who took the same kind of office within 100 days under a like name."""
    known: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.wikidata and len(row.start) == 10 and tokens(row.person):
            known[row.country, row.office_class, tokens(row.person)[-1]].append(row)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        words = tokens(row.person)
        if row.wikidata or len(row.start) != 10 or len(words) < 2:
            continue
        day = date.fromisoformat(row.start)
        for other in known[row.country, row.office_class, words[-1]]:
            theirs = tokens(other.person)
            near = abs((date.fromisoformat(other.start) - day).days) <= 100
            if near and like_first_name(words, theirs):
                found[row.country, row.person].add(other.wikidata)
    for row in rows:
        ids = found.get((row.country, row.person), set())
        if not row.wikidata and len(ids) == 1:
            row.wikidata = next(iter(ids))
            counts["persons: id found by office, day and surname"] += 1


def like_first_name(words: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if words[0][0] == theirs[0][0] or (len(words) > 2 and words[1][0] == theirs[0][0]):
        return initials_agree(words, theirs)
    nicknames = name_words().nicknames
    return nicknames.get(words[0], words[0]) == nicknames.get(theirs[0], theirs[0])


def slug(name: str) -> str:
    return "-".join(tokens(name)) or "unnamed"


def display(names: Counter[str]) -> str:
    return min(names, key=lambda name: ("," in name or "(" in name, -names[name], len(name), name))
