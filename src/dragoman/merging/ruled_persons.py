"""Rulings on persons: who is one, who is not; told to the reports before anything is compared.

Persons go by the ledger's id, or by ``name:`` with the words of a name that no id is known for, as
``dragoman person`` shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.merging.names import words_of
from dragoman.merging.types import SourceReport
from dragoman.model import Party, PersonRef


def person_id(party: Party) -> str | None:
    """The id by which rulings name the person of a party; None where nobody is named."""
    if party.person is not None:
        return party.person.id
    return "name:" + "-".join(words_of(party.name)) if party.name else None


def ruled_persons(pairs: Iterable[tuple[str, str, str]]) -> Mapping[str, str]:
    """Each id of a person that (verdict, left, right) rulings name -> the one that stands for it.

    Of those ruled to be one the ledger's id stands for all, else the least; those ruled to be different keep
    their own, which from then on counts as surely theirs.
    """
    told = list(pairs)
    root: dict[str, str] = {}

    def find(one: str) -> str:
        while root.get(one, one) != one:
            one = root[one]
        return one

    for verdict, left, right in told:
        if verdict == "same":
            a, b = sorted((find(left), find(right)), key=_rank)
            root[b] = a
    return {one: find(one) for _, *both in told for one in both}


def _rank(name: str) -> tuple[bool, bool, str]:
    return (name.startswith("name:"), name.startswith("x:"), name)


def with_persons(reports: Sequence[SourceReport], persons: Mapping[str, str]) -> Sequence[SourceReport]:
    """The reports with the persons that rulings say: each ruled party gets a person via ruling."""
    if not persons:
        return reports
    names = _names(reports, frozenset(persons.values()))
    return [_ruled(one, persons, names) for one in reports]


def _names(reports: Iterable[SourceReport], wanted: frozenset[str]) -> Mapping[str, str]:
    """What the persons are called: the ledger's name, else the fullest that a report gives."""
    found: dict[str, tuple[bool, int, str]] = {}
    for party in (party for one in reports for party in one.report.parties):
        name = person_id(party)
        called = party.person.name if party.person else party.name
        if name in wanted and name is not None and called:
            found[name] = max(found.get(name, (False, 0, "")), (party.person is not None, len(called), called))
    return {name: called for name, (_, _, called) in found.items()}


def _ruled(one: SourceReport, persons: Mapping[str, str], names: Mapping[str, str]) -> SourceReport:
    parties = tuple(_party(party, persons, names) for party in one.report.parties)
    if parties == one.report.parties:
        return one
    return msgspec.structs.replace(one, report=msgspec.structs.replace(one.report, parties=parties))


def _party(party: Party, persons: Mapping[str, str], names: Mapping[str, str]) -> Party:
    mine = person_id(party)
    if mine is None or mine not in persons:
        return party
    stands = persons[mine]
    called = names.get(stands) or (party.person.name if party.person else party.name) or stands
    return msgspec.structs.replace(party, person=PersonRef(stands, called, "ruling"))
