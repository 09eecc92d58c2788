"""Where figures come from: the words behind engagements and rows of lists, and which lists were imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import msgspec
import sqlalchemy as sa

from dragoman.merging.names import words_of
from dragoman.merging.types import Engagement
from dragoman.record.contacts.sides import Witness, witness
from dragoman.record.lists import row_of
from dragoman.record.queries_persons import faces
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_types import Person, SourceDocument
from dragoman.record.queries_view import Sight, by_ids
from dragoman.record.schema import document, engagement_party, engagement_report, list_row

_PARTY, _TOLD, _ROW = engagement_party.c, engagement_report.c, list_row.c
_CHUNK = 400


def witnesses(sight: Sight, names: Iterable[str]) -> dict[str, Witness]:
    """The words behind ids of engagements and names of rows of imported lists ("list.xml#12"), by these names.

    What is not in the record is left out. Of a row the words are the list's own.
    """
    wanted = list(dict.fromkeys(names))
    rows = [name for name in wanted if "#" in name]
    engagements = by_ids(sight, [name for name in wanted if "#" not in name])
    lists = set(sight.truth.execute(sa.select(_ROW.document_key).distinct()).scalars())
    found = {name: witness(_documents_first(one, lists)) for name, one in engagements.items()}
    return found | dict(_rows(sight, rows))


def _documents_first(one: Engagement, lists: set[str]) -> Engagement:
    """The engagement with the reports of imported lists behind the others, which say it in words."""
    reports = sorted(one.reports, key=lambda support: support.key.partition("/")[0] in lists)
    return msgspec.structs.replace(one, reports=tuple(reports))


def _rows(sight: Sight, names: list[str]) -> Iterator[tuple[str, Witness]]:
    """Rows of lists; of two lists of one name the one that counts."""
    by_list: dict[str, list[int]] = {}
    for name in names:
        called, _, number = name.rpartition("#")
        if number.isdecimal():
            by_list.setdefault(called, []).append(int(number))
    columns = (document.c.key, document.c.id, document.c.published, _ROW.number, _ROW.body)
    joined = sa.select(*columns).join(document, document.c.key == _ROW.document_key)
    for called, numbers in by_list.items():
        for at in range(0, len(numbers), _CHUNK):
            some = joined.where(document.c.id == called, _ROW.number.in_(numbers[at : at + _CHUNK]))
            for row in sight.truth.execute(some.order_by(document.c.speaks, document.c.key)):
                one = row_of(row.body)
                yield (
                    f"{called}#{row.number}",
                    Witness(
                        f"{called}#{row.number}",
                        "trip",
                        one.start,
                        one.end,
                        one.evidence.quote,
                        row.id,
                        row.published,
                        report=row.key,
                        span=one.evidence,
                    ),
                )


class Listed(msgspec.Struct, frozen=True):
    """A traveller of an imported list, with the number of rows that it has of them."""

    person: Person
    rows: int


class ImportedList(msgspec.Struct, frozen=True):
    """An imported list: ``rows`` counts all of it, ``silent`` those too odd to tell a journey."""

    source: SourceDocument
    rows: int
    silent: int
    travellers: tuple[Listed, ...]


class ImportedLists(Tabular, frozen=True):
    """The imported lists whose rows count, in order of their names."""

    COLUMNS: ClassVar[Columns] = {"list": str, "rows": int, "silent": int, "person": str, "name": str, "of_person": int}
    items: tuple[ImportedList, ...]

    def __iter__(self) -> Iterator[ImportedList]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def rows(self) -> list[dict[str, Cell]]:
        """One row a traveller of a list."""
        return [
            {
                "list": one.source.id,
                "rows": one.rows,
                "silent": one.silent,
                "person": listed.person.id,
                "name": listed.person.name,
                "of_person": listed.rows,
            }
            for one in self.items
            for listed in one.travellers
        ]


def imported_lists(sight: Sight) -> ImportedLists:
    """The lists that were imported, and whose journeys are in them, the most frequent first."""
    silent = sa.func.count(sa.case((_ROW.report_key.is_(None), 1)))
    columns = (document.c.key, document.c.id, document.c.title, document.c.url, document.c.publisher)
    wanted = sa.select(*columns, document.c.published, sa.func.count().label("many"), silent.label("silent"))
    wanted = wanted.join(list_row, _ROW.document_key == document.c.key).where(document.c.speaks == 1)
    rows = sight.truth.execute(wanted.group_by(*columns, document.c.published).order_by(document.c.id)).all()
    return ImportedLists(
        tuple(
            ImportedList(SourceDocument(*row[:6]), int(row.many), int(row.silent), _travellers(sight, row.key))
            for row in rows
        )
    )


def _travellers(sight: Sight, key: str) -> tuple[Listed, ...]:
    """Who travels in a list. The rows are counted in the truth, their persons are those of the merged view, which
    may have others beside them on the same journey: only those count whose name has a word of the row's.
    """
    told = sa.select(_ROW.report_key, _ROW.body).where(_ROW.document_key == key, _ROW.report_key.is_not(None))
    counts: Counter[str] = Counter()
    called: dict[str, set[str]] = {}
    for row in sight.truth.execute(told):
        counts[row.report_key] += 1
        called.setdefault(row.report_key, set()).update(words_of(row_of(row.body).name))
    look = (_PARTY.person_id, _PARTY.person_name, _PARTY.name, _PARTY.words, _PARTY.country)
    going = sa.select(_TOLD.report_key, *look).join(engagement_party, _PARTY.engagement_id == _TOLD.engagement_id)
    many: Counter[tuple[Any, ...]] = Counter()
    for told_by, *shown in sight.view.execute(going.where(_TOLD.document_key == key)):
        if called.get(told_by, set()) & set(shown[3].split()):
            many[tuple(shown)] += counts[told_by]
    found = faces(_Look(shown, count) for shown, count in many.items())
    return tuple(Listed(face.person(), face.count) for face in found)


class _Look:
    """Parties that look alike, as ``faces`` takes them."""

    def __init__(self, shown: tuple[Any, ...], count: int) -> None:
        self.person_id, self.person_name, self.name, self.words, self.country = shown
        self.count = count
