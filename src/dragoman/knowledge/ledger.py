"""The ledger: who held which office for which country, and when (packaged file ledger.bin).

Sources: Wikidata (CC0) by way of every-politician-scrapers, the US Office of the Historian's pocom (CC0),
and additions from general knowledge that are marked unverified; tools/build_ledger.py joins them.
The file's columns are read in place: nothing is built for all of its 40,000 rows, neither on load nor later.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec

from dragoman.knowledge import ledger_format as form
from dragoman.knowledge.ledger_names import (
    full_keys,
    initials_agree,
    loose_keys,
    skeleton,
    surfaces,
    surname_keys,
    surname_query,
    to_ascii,
    tokens,
)

_WORD = re.compile(r"[a-z]+")
_EMPTY_WORDS = frozenset(("the", "of", "for", "and", "to", "minister", "secretary", "federal", "state"))
_SPELLINGS = {"defense": "defence", "advisor": "adviser", "organization": "organisation", "labor": "labour"}
_FOREVER = 99991231


class Tenure(msgspec.Struct, frozen=True):
    """One person in one office. Dates are ISO, as coarse as the source ("2014", "2014-08").

    ``country`` is an ISO code or an organisation's acronym; ``person_id`` a Wikidata id or "x:" + the name;
    ``end`` None where unknown or still in office; ``stale``: open, and likely out of date for the day asked
    for; ``rank``: lower is more senior; ``end_inferred``: the end is the start of the next holder;
    ``unverified``: from general knowledge; ``source_date``: when the source was last changed; ``known_to``:
    the day up to which the row can be trusted while it is open.
    """

    country: str
    office: str
    office_class: str
    person: str
    person_id: str
    start: str
    end: str | None
    stale: bool
    rank: int
    acting: bool = False
    end_inferred: bool = False
    unverified: bool = False
    source: str = ""
    source_date: str = ""
    known_to: str = ""


def _shift(packed: int, days: int) -> int:
    year, rest = divmod(packed, 10000)
    month, day = divmod(rest, 100)
    last = datetime.date(year, month, 1) + datetime.timedelta(days=min(day, 28) - 1)
    last += datetime.timedelta(days=day - min(day, 28) + days)
    return last.year * 10000 + last.month * 100 + last.day


def _first_day(packed: int) -> int:
    return packed + (101 if packed % 10000 == 0 else 1 if packed % 100 == 0 else 0)


def _check_day(day: str) -> int:
    """``day`` packed. Raises ValueError where it is no ISO day, month or year."""
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", day):
        year, month, number = (*(int(part) for part in day.split("-")), 1, 1)[:3]
        try:
            datetime.date(year, month, number)
        except ValueError:
            pass
        else:
            return form.pack_date(day)
    raise ValueError(f"{day!r} is no date: write YYYY-MM-DD, YYYY-MM or YYYY")


def _range(day: str, slack: int = 0) -> tuple[int, int]:
    packed = _check_day(day)
    low, high = _first_day(packed), min(form.last_day(packed), _FOREVER)
    if slack:
        month_end = high if high % 100 <= 28 else _month_end(high)
        return _shift(low, -slack), _shift(month_end, slack)
    return low, high


def _month_end(packed: int) -> int:
    first = datetime.date(packed // 10000, packed // 100 % 100, 1)
    last = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)
    return min(packed, last.year * 10000 + last.month * 100 + last.day)


def covers(tenure: Tenure, day: str, slack: int = 0) -> bool:
    """Whether ``tenure`` may have run on ``day``, widened by ``slack`` days on both sides.

    A coarse date counts with every day that it may mean; a missing end is open. Raises ValueError for a
    malformed ``day``.
    """
    low, high = _range(day, slack)
    end = form.last_day(form.pack_date(tenure.end)) if tenure.end else _FOREVER
    return form.pack_date(tenure.start) <= high and low <= end


def _office_words(title: str) -> frozenset[str]:
    words = _WORD.findall(to_ascii(title).lower())
    return frozenset(_SPELLINGS.get(word, word) for word in words if word not in _EMPTY_WORDS)


_UNFINISHED = frozenset({"al", "el", "bin", "ibn", "bint", "van", "von", "der", "den", "del", "ould"})
"""A name that ends so has lost its last word: "Ali Al" is nobody."""


class Ledger:
    """All tenures of the packaged file. Make one with ``ledger()``; queries are pure and keep no day."""

    def __init__(self, sections: form.Sections) -> None:
        header = sections.header
        self.countries: tuple[str, ...] = header.countries
        self.classes: tuple[str, ...] = tuple(name for name, _, _ in header.classes)
        self._class_facts = header.classes
        self._sources = header.sources
        column = sections.column
        self._groups, self._start, self._end = column("groups"), column("start"), column("end")
        self._held_at, self._held = column("held_at"), column("held")
        self._buckets, self._members = column("buckets"), column("members")
        self._checks = column("checks")
        self._office, self._person, self._source = column("office"), column("person"), column("source")
        self._country, self._class, self._flags = column("country"), column("class"), column("flags")
        self._offices = sections.text("offices")
        self._persons = sections.text("persons")
        self._rows: dict[int, Tenure] = {}
        self._named: dict[str, tuple[int, ...]] = {}
        self._surnamed: dict[str, tuple[Tenure, ...]] = {}

    def __len__(self) -> int:
        """The number of tenures."""
        return len(self._start)

    def row(self, number: int) -> Tenure:
        """The tenure at ``number`` (from 0; rows are in order of country, class and start)."""
        known = self._rows.get(number)
        if known is None:
            known = self._rows[number] = self._make(number)
        return known

    def _make(self, number: int) -> Tenure:
        person_id, name = self._persons[self._person[number]].split("\t", 2)[:2]
        flags, kind = self._flags[number], self._class[number]
        source, source_date, source_known = self._sources[self._source[number]]
        office_class, rank, class_known = self._class_facts[kind]
        end = self._end[number]
        return Tenure(
            country=self.countries[self._country[number]],
            office=self._offices[self._office[number]],
            office_class=office_class,
            person=name,
            person_id=person_id,
            start=form.unpack_date(self._start[number]),
            end=form.unpack_date(end) if end else None,
            stale=bool(flags & form.STALE),
            rank=rank,
            acting=bool(flags & form.ACTING),
            end_inferred=bool(flags & form.END_INFERRED),
            unverified=bool(flags & form.UNVERIFIED),
            source=source,
            source_date=source_date,
            known_to=max(source_known, class_known),
        )

    def _group(self, office_class: str, country: str) -> range:
        if office_class not in self.classes or country not in self.countries:
            return range(0)
        at = self.countries.index(country) * len(self.classes) + self.classes.index(office_class)
        return range(self._groups[at], self._groups[at + 1])

    def holders(
        self, office_class: str, country: str, day: str | None, *, office: str | None = None
    ) -> tuple[Tenure, ...]:
        """Who held an office of ``office_class`` for ``country`` on ``day``, each person once, best first.

        Best is: not stale, not acting, surely in office rather than perhaps (coarse dates), later start.
        ``stale`` is judged for the day: an open row is good up to its ``known_to``.
        ``office`` keeps only offices with all its telling words ("Minister of Agriculture": agriculture).
        With ``day`` None all holders, latest start first. Unknown classes and countries give (). Raises
        ValueError for a malformed ``day``.
        """
        rows: Iterable[int] = self._group(office_class, country)
        if day is not None:
            low, high = _range(day)
            rows = [
                number
                for number in rows
                if self._start[number] <= high and (self._end[number] == 0 or low <= form.last_day(self._end[number]))
            ]
        found = [self.row(number) for number in rows]
        if office is not None:
            wanted = _office_words(office)
            found = [tenure for tenure in found if wanted <= _office_words(tenure.office)]
        if day is None:
            return tuple(sorted(found, key=lambda tenure: tenure.start, reverse=True))
        found = [_as_of(tenure, day) for tenure in found]
        found.sort(key=lambda tenure: tenure.start, reverse=True)
        found.sort(key=lambda tenure: (tenure.stale, tenure.acting, not _surely(tenure, low, high)))
        best: dict[str, Tenure] = {}
        for tenure in found:
            best.setdefault(tenure.person_id, tenure)
        return tuple(best.values())

    def _candidates(self, key: str) -> Sequence[int]:
        at, check = form.bucket(key)
        rows = range(self._buckets[at], self._buckets[at + 1])
        return [self._members[row] for row in rows if self._checks[row] == check]

    def _spellings(self, person: int) -> list[str]:
        return self._persons[person].split("\t")[1:]

    def _person_countries(self, person: int) -> frozenset[str]:
        rows = self._held[self._held_at[person] : self._held_at[person + 1]]
        return frozenset(self.countries[self._country[number]] for number in rows)

    def _find(self, name: str) -> tuple[int, ...]:
        if name not in self._named:
            _forget(self._named)
            self._named[name] = self._search(name)
        return self._named[name]

    def _search(self, name: str) -> tuple[int, ...]:
        asked = tokens(name)
        if asked and asked[-1] in _UNFINISHED:
            return ()
        return self._closest(asked, full_keys(name), full_keys) or self._closest(asked, loose_keys(name), loose_keys)

    def _closest(
        self, asked: tuple[str, ...], wanted: dict[str, int], keys: Callable[[str], dict[str, int]]
    ) -> tuple[int, ...]:
        """Persons who share a key with ``wanted``, those for whom the least is dropped."""
        best, found = 99, set[int]()
        for key, dropped in wanted.items():
            for person in self._candidates(key):
                for spelling in self._spellings(person):
                    level = keys(spelling).get(key)
                    known = tokens(spelling)
                    if level is None or not initials_agree(asked, known):
                        continue
                    if dropped and level and skeleton(asked[-1]) != skeleton(known[-1]):
                        continue  # sons of fathers of one name, of two families
                    if dropped + level < best:
                        best, found = dropped + level, set()
                    if dropped + level == best:
                        found.add(person)
        return tuple(sorted(found))

    def by_name(self, name: str) -> tuple[Tenure, ...]:
        """All tenures of the persons with this full name, latest start first; () where there is none.

        Case, diacritics, hyphens, honorifics and the order of family and given name do not matter; middle
        names, initials and particles may be missing on either side; where nothing fits, transliterations
        are made alike (Mohammad, Muhammed). Only the closest level of fit is given.
        """
        return self._tenures_of(self._find(name))

    def knows(self, name: str) -> bool:
        """Whether ``by_name`` finds anybody, told faster."""
        return bool(self._find(name))

    def _tenures_of(self, persons: Iterable[int]) -> tuple[Tenure, ...]:
        rows = (n for person in persons for n in self._held[self._held_at[person] : self._held_at[person + 1]])
        return tuple(sorted((self.row(number) for number in rows), key=lambda t: t.start, reverse=True))

    def by_surname(
        self,
        surname: str,
        *,
        country: str | None = None,
        office_class: str | None = None,
        day: str | None = None,
    ) -> tuple[Tenure, ...]:
        """Tenures of all who go by ``surname`` ("al-Sudani", "Al Thani", "Xi"), senior and late ones first.

        For the countries where people go by another word than the last that word counts too. ``day`` keeps
        what may have run then, stale rows last. Raises ValueError for a malformed ``day``.
        """
        if surname not in self._surnamed:
            _forget(self._surnamed)
            self._surnamed[surname] = self._tenures_of(self._search_surname(surname))
        found = list(self._surnamed[surname])
        if not found:
            return ()
        if country is not None:
            found = [tenure for tenure in found if tenure.country == country]
        if office_class is not None:
            found = [tenure for tenure in found if tenure.office_class == office_class]
        if day is not None:
            found = [_as_of(tenure, day) for tenure in found if covers(tenure, day)]
        found.sort(key=lambda tenure: (day is not None and tenure.stale, tenure.rank))
        return tuple(found)

    def _search_surname(self, surname: str) -> tuple[int, ...]:
        for key in surname_query(surname):
            found = {
                person
                for person in self._candidates("=" + key)
                if any(key in surname_keys(name, self._person_countries(person)) for name in self._spellings(person))
            }
            if found:
                return tuple(sorted(found))
        return ()

    def tenures(self, person_id: str) -> tuple[Tenure, ...]:
        """All tenures of one person, latest start first; () for an unknown id."""
        at = bisect_left(self._persons, person_id + "\t")
        if at == len(self._persons) or not self._persons[at].startswith(person_id + "\t"):
            return ()
        return self._tenures_of((at,))

    def names(self) -> Iterator[str]:
        """Names and aliases of two words or more as the sources write them, in the order of person ids."""
        seen: set[str] = set()
        for person in range(len(self._persons)):
            for name in self._spellings(person):
                if " " in name and name not in seen:
                    seen.add(name)
                    yield name

    def full_names(self) -> Iterator[str]:
        """``names()`` and the ways in which they also stand in texts (``surfaces``), each once."""
        seen: set[str] = set()
        for person in range(len(self._persons)):
            countries = self._person_countries(person)
            for name in self._spellings(person):
                for surface in surfaces(name, countries):
                    if surface[:1].isalpha() and surface not in seen:
                        seen.add(surface)
                        yield surface


_KEPT = 50_000
"""Answers that are kept, so that a text of many names does not fill the memory."""


def _forget(answers: dict[str, Any]) -> None:
    if len(answers) >= _KEPT:
        answers.clear()


def _surely(tenure: Tenure, low: int, high: int) -> bool:
    start = form.last_day(form.pack_date(tenure.start))
    return start <= low and (not tenure.end or high <= _first_day(form.pack_date(tenure.end)))


def _as_of(tenure: Tenure, day: str) -> Tenure:
    """An open row of an old source is good for the days up to which it is known."""
    years_open = int(day[:4]) - int(tenure.start[:4])
    if tenure.stale and day <= tenure.known_to and years_open <= longest_open(tenure.office_class):
        return msgspec.structs.replace(tenure, stale=False)
    return tenure


def longest_open(office_class: str) -> int:
    """The years after which an open row is more likely forgotten than still true."""
    return {"head_of_state": 80, "head_of_government": 60, "foreign_minister": 25, "ambassador": 8}.get(
        office_class, 15
    )


@cache
def ledger() -> Ledger:
    """The packaged ledger, loaded once. Raises DataError where the file is missing or damaged."""
    return Ledger(form.load())
