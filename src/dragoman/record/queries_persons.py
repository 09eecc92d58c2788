"""Persons of the record, found by any part of their names.

A party is somebody: the ledger's person where the reader or a ruling knew who it was, else a name. A shorter
name without an id ("Blinken") counts for the one person of that country whose name has all its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from dragoman.merging.names import words_of
from dragoman.record.queries_filters import MissingError, QueryError
from dragoman.record.queries_types import Counterpart, Person
from dragoman.record.schema import engagement_party, face, face_word

_LISTED = 12
_TELLING = 3
"""Letters of a word that can lead to a person; "al" and "de" lead to too many."""
_PARTY = engagement_party.c
_FACE = face.c
_WORD = face_word.c


class SeveralError(QueryError):
    """A name may be that of several persons, ``persons``; ``who`` is the name as it was asked for."""

    def __init__(self, said: str, who: str, found: Sequence[Person]) -> None:
        super().__init__(said)
        self.who = who
        self.persons = tuple(found)


class Face:
    """The ways in which parties show one person: ids, names, countries, and how often."""

    def __init__(self, person_id: str | None) -> None:
        self.ids: set[str] = {person_id} if person_id else set()
        self.words: set[str] = set()
        self.wordings: set[str] = set()
        self.names: Counter[str] = Counter()
        self.known: Counter[str] = Counter()
        self.countries: Counter[str] = Counter()
        self.count = 0

    def see(self, row: Any) -> None:
        """Take in parties that look alike: a row with person_id, person_name, name, words, country, count."""
        self.words.update(row.words.split())
        if row.person_id is None:
            self.wordings.add(row.words)
        if row.person_name:
            self.known[row.person_name] += row.count
        if row.name:
            self.names[row.name] += row.count
        if row.country:
            self.countries[row.country] += row.count
        self.count += row.count

    def take(self, other: Face) -> None:
        """Be the other as well."""
        for name in ("ids", "words", "wordings", "names", "known", "countries"):
            getattr(self, name).update(getattr(other, name))
        self.count += other.count

    @property
    def id(self) -> str:
        """The ledger's id, a Wikidata one before another, else the words of the name."""
        ranked = sorted(self.ids, key=lambda one: (one.startswith("x:"), len(one), one))
        return ranked[0] if ranked else "name:" + "-".join(words_of(self.name))

    @property
    def name(self) -> str:
        """The ledger's name, else the longest one that is told."""
        names = self.known or self.names
        return min(names, key=lambda name: (-names[name] if self.known else 0, -len(name), name), default="?")

    @property
    def lands(self) -> tuple[str, ...]:
        """Countries acted for, the most frequent first."""
        return tuple(sorted(self.countries, key=lambda code: (-self.countries[code], code)))

    def person(self) -> Person:
        """What users see of it."""
        return Person(
            self.id,
            self.name,
            self.lands,
            self.count,
            tuple(sorted(self.ids)),
            tuple(sorted(self.wordings)),
        )


def faces(rows: Iterable[Any]) -> list[Face]:
    """The persons that rows of parties show, a shorter name joined to the one person it can mean."""
    found: dict[tuple[str, str, str], Face] = {}
    for row in rows:
        if not row.words.strip():
            continue
        key = (row.person_id or "", "" if row.person_id else row.words, "" if row.person_id else row.country or "")
        face = found.get(key)
        if face is None:
            face = found[key] = Face(row.person_id)
        face.see(row)
    order = sorted(found, key=lambda key: (-len(found[key].words), key))
    left: list[Face] = []
    by_word: dict[str, list[Face]] = {}  # whoever is taken in adds no word, so this stays true
    for key in order:
        face = found[key]
        near = min((by_word.get(word, []) for word in face.words), key=len)
        wider = [other for other in near if _may_be(face, other)]
        if len(wider) == 1:
            wider[0].take(face)
        else:
            left.append(face)
            for word in face.words:
                by_word.setdefault(word, []).append(face)
    return sorted(left, key=lambda face: (-face.count, face.name, face.id))


def _may_be(face: Face, other: Face) -> bool:
    """Whether ``face``, known by less, may be ``other``: two ids of the ledger's own are two persons."""
    if not face.words <= other.words or (face.ids and other.ids and not _invented(face.ids | other.ids)):
        return False
    return not face.countries or not other.countries or bool(set(face.countries) & set(other.countries))


def _invented(ids: set[str]) -> bool:
    return sum(not one.startswith("x:") for one in ids) < 2


def party_rows(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> Sequence[Any]:
    """Parties that look alike with the number of their engagements, for ``faces``."""
    look = (_PARTY.person_id, _PARTY.person_name, _PARTY.name, _PARTY.words, _PARTY.country)
    wanted = sa.select(*look, sa.func.count(_PARTY.engagement_id.distinct()).label("count"))
    return connection.execute(wanted.where(*conditions).group_by(*look)).all()


def face_rows(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> Sequence[Any]:
    """The same for conditions on the table ``face``: of all engagements."""
    look = (_FACE.person_id, _FACE.person_name, _FACE.name, _FACE.words, _FACE.country)
    return connection.execute(sa.select(*look, _FACE.engagements.label("count")).where(*conditions)).all()


def persons(connection: sa.Connection, who: str) -> list[Person]:
    """Whom ``who`` may mean: any part of a name, or an id; the most frequent first.

    Whole words go before beginnings of words, and these before parts of words: "Wang" does not find
    "Wangchuck" where there is a Wang.

    Raises:
        QueryError: nothing in ``who`` can be a name.
    """
    given = who.strip()
    if given.startswith("name:") or _is_id(connection, given):
        words = words_of(given.partition(":")[2]) if given.startswith("name:") else ()
        condition = _any_word(words) if words else _FACE.person_id == given
        rows = face_rows(connection, condition)
        return [face.person() for face in _whole(connection, rows) if given in face.ids | {face.id}]
    words = words_of(given)
    if not words:
        raise QueryError(f"who: {who!r} is no part of a name")
    for fits in (_whole_words(words), _beginnings(words), _parts(words)):
        rows = face_rows(connection, *fits)
        if rows:
            return [face.person() for face in _whole(connection, rows) if any(_shows(face, row) for row in rows)]
    return []


def _shows(face: Face, row: Any) -> bool:
    if row.person_id:
        return row.person_id in face.ids
    return row.words in face.wordings and (not row.country or row.country in face.countries)


def _is_id(connection: sa.Connection, given: str) -> bool:
    wanted = sa.select(_FACE.person_id).where(_FACE.person_id == given).limit(1)
    return connection.execute(wanted).first() is not None


def _whole(connection: sa.Connection, rows: Sequence[Any]) -> list[Face]:
    """The persons of rows, with all parties that show them by another part of their name."""
    words = sorted({word for row in rows for word in row.words.split()})
    telling = [word for word in words if len(word) >= _TELLING] or words
    return faces(face_rows(connection, _any_word(telling)))


def _any_word(words: Sequence[str]) -> sa.ColumnElement[bool]:
    return _at_words(_WORD.word.in_(words))


def _at_words(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return _FACE.id.in_(sa.select(_WORD.face).where(condition))


def _whole_words(words: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    return [_at_words(_WORD.word == word) for word in words]


def _beginnings(words: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    return [_at_words(sa.and_(_WORD.word >= word, _WORD.word < word + "~")) for word in words]


def _parts(words: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    return [_FACE.words.like(f"%{word}%") for word in words]


def the_person(connection: sa.Connection, who: str) -> Person:
    """The one person that ``who`` means.

    Raises:
        MissingError: nobody. SeveralError: several; the text lists them.
    """
    found = persons(connection, who)
    if not found:
        raise MissingError(f"nobody called {who!r} is in this record; any part of a name will do")
    if len(found) > 1:
        listed = "; ".join(
            f"{one.name} ({', '.join((*one.countries, one.id))}: {one.engagements})" for one in found[:_LISTED]
        )
        more = f"; and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        said = f"{who!r} may be {len(found)} persons, give more of the name or the id: {listed}{more}"
        raise SeveralError(said, who, found)
    return found[0]


def is_person(person: Person) -> sa.ColumnElement[bool]:
    """The condition on engagement_party that it is this person."""
    named = sa.and_(_PARTY.person_id.is_(None), _PARTY.words.in_(person.wordings))
    if person.countries:
        named = sa.and_(named, sa.or_(_PARTY.country.is_(None), _PARTY.country.in_(person.countries)))
    return sa.or_(_PARTY.person_id.in_(person.ids), named)


def counterparts(connection: sa.Connection, *conditions: sa.ColumnElement[bool], most: int) -> tuple[Counterpart, ...]:
    """The persons among the parties that fit, the most frequent first."""
    return shown(faces(party_rows(connection, *conditions)), most)


def shown(found: Sequence[Face], most: int) -> tuple[Counterpart, ...]:
    """The first persons of a list."""
    return tuple(Counterpart(face.id, face.name, face.lands, face.count) for face in found[:most])
