"""``brief``: what a desk officer takes into a meeting, each line with a footnote to its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

import msgspec
import sqlalchemy as sa

from dragoman.merging.steps import Step, steps
from dragoman.merging.types import Engagement, Support
from dragoman.merging.views import DONE
from dragoman.model import Evidence
from dragoman.record.brief.contacts import LEVELS, last_contacts
from dragoman.record.brief.notes import Line, Note, Notes, about, about_then
from dragoman.record.brief.promises import promises
from dragoman.record.brief.sides import Side, between, side_of
from dragoman.record.contacts.gaps import gaps_in
from dragoman.record.days import first_day, last_day
from dragoman.record.queries_compare import documents_of
from dragoman.record.queries_filters import QueryError, Question
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_view import Sight, decoded
from dragoman.record.schema import engagement
from dragoman.show import day

_E = engagement.c
_QUIET = frozenset({"held", "confirmed"})
"""Steps that change no plan: what was held stands among the contacts."""


class Section(msgspec.Struct, frozen=True):
    """A part of the brief; ``empty`` is what it says where it has no lines."""

    name: str
    title: str
    lines: tuple[Line, ...]
    empty: str


class Brief(Tabular, frozen=True):
    """The state of things between two countries or persons on a day, and what changed since another."""

    COLUMNS: ClassVar[Columns] = {
        "section": str,
        "words": str,
        "engagement": str,
        "note": int,
        "document": str,
        "publisher": str,
        "published": str,
        "start": int,
        "end": int,
        "quote": str,
    }
    between: tuple[str, str]
    since: str
    today: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]

    def rows(self) -> list[dict[str, Cell]]:
        """A row for each footnote of each line."""
        return [
            {"section": section.name, "words": line.words, "engagement": line.engagement, **self._note(number)}
            for section in self.sections
            for line in section.lines
            for number in line.notes
        ]

    def _note(self, number: int) -> dict[str, Cell]:
        note = self.notes[number - 1]
        span = note.evidence
        return {
            "note": number,
            "document": note.document,
            "publisher": note.publisher,
            "published": note.published,
            "start": span.start,
            "end": span.end,
            "quote": span.quote,
        }

    def markdown(self) -> str:
        """The brief as a page of Markdown with numbered footnotes."""
        from dragoman.record.brief.markdown import page  # noqa: PLC0415

        return page(self)


def brief_of(sight: Sight, one: str, other: str, asked: Question) -> Brief:
    """The brief on two countries or persons.

    Raises:
        QueryError: a day is missing, a side is nobody or several, or both are one.
    """
    since, today = _days(asked)
    sides = (side_of(sight, one), side_of(sight, other))
    if sides[0].name == sides[1].name:
        raise QueryError(f"between: {one!r} and {other!r} are both {sides[0].name}")
    rows = sight.view.execute(sa.select(_E.body).where(between(*sides)).order_by(_E.first_day, _E.id)).scalars()
    found = [decoded(body) for body in rows]
    notes = Notes()
    return Brief(
        (sides[0].name, sides[1].name),
        since,
        today,
        (
            _contacts(found, sides, today, notes),
            _changes(sight, found, since, today, notes),
            _promised(sight, found, sides, since, today, notes),
            _coming(found, since, today, notes),
            _missing(sight, found, since, today, notes),
        ),
        notes.all,
    )


def seen_on(sight: Sight, asked: Question) -> str | None:
    """The day as of which a brief looks at the record: today, None where nothing was published later."""
    last = sight.view.execute(sa.select(sa.func.max(_E.published_last))).scalar()
    return asked.today if last and asked.today and last_day(str(last)) > asked.today else None


def _days(asked: Question) -> tuple[str, str]:
    if not asked.first or not asked.today:
        raise QueryError("brief: give since and today, such as 2023-01 and 2023-06-20")
    if asked.first > asked.today:
        raise QueryError(f"since {asked.first} is after today {asked.today}")
    return asked.first, asked.today


def _contacts(found: Sequence[Engagement], sides: tuple[Side, Side], today: str, notes: Notes) -> Section:
    lines = [
        Line(f"{kind} ({LEVELS[level]}): {about(one)}", notes.of(_telling(one)), one.id)
        for kind, level, one in last_contacts(found, sides, today)
    ]
    return Section("contacts", "Last contacts", tuple(lines), "No contact that took place is on record.")


def _telling(one: Engagement) -> list[Support]:
    """The reports that tell of it as it is: up to two, of two documents."""
    given = set(one.fields.get("status", ()))
    alike = [support for support in one.reports if support.key in given] or list(one.reports)
    first: dict[str, Support] = {}
    for support in alike:
        first.setdefault(support.document, support)
    return list(first.values())[:2]


def _changes(sight: Sight, found: Sequence[Engagement], since: str, today: str, notes: Notes) -> Section:
    told = [
        (last_day(step.published), one, step)
        for one in found
        for step in steps(one.history)
        if step.what not in _QUIET and step.published and since <= last_day(step.published) <= today
    ]
    told.sort(key=lambda each: (each[0], each[1].id))
    return Section(
        "changes",
        f"What changed since {since}",
        tuple(_change(sight, one, step, notes) for _, one, step in told),
        "No plan was announced, moved, cut, cancelled or declined in reports of these days.",
    )


def _change(sight: Sight, one: Engagement, step: Step, notes: Notes) -> Line:
    words = f"{step.published}, {step.what}: {one.kind}, {about_then(one, step.date)}"
    if step.before is not None:
        words += f" (was {day(step.before)})"
    by = next(support for support in one.reports if support.key == step.key)
    told = notes.of((by,))
    if step.cause:
        words += f", “{step.cause}”"
        told += tuple(notes.at(by, span) for span in _cause_in(sight, by, step.cause))
    return Line(words, told, one.id)


def _cause_in(sight: Sight, by: Support, cause: str) -> Iterator[Evidence]:
    """The words of the cause where they stand nearest to the report's evidence; none where they stand in it."""
    if any(cause in span.quote for span in by.evidence):
        return
    for _, known in documents_of(sight, [by.key.partition("/")[0]]):
        starts = [found.start() for found in re.finditer(re.escape(cause), known.text)]
        if starts:
            near = min(starts, key=lambda start: min(abs(start - span.start) for span in by.evidence))
            yield known.evidence(near, near + len(cause))


def _promised(
    sight: Sight, found: Sequence[Engagement], sides: tuple[Side, Side], since: str, today: str, notes: Notes
) -> Section:
    made = [one for one in found if one.status in DONE and since <= _last(one) <= today]
    lines = [
        Line(
            f"{said.who}, {one.kind} of {day(one.date)}: “{said.short}”",
            (notes.at(said.report, said.evidence),),
            one.id,
        )
        for one, said in promises(sight, made, sides)
    ]
    return Section(
        "promises",
        "Promises on record",
        tuple(lines),
        f"No account of an engagement since {since} promises anything.",
    )


def _last(one: Engagement) -> str:
    """The last day of an engagement, "" without one."""
    told = (one.date.end or one.date.start) if one.date else None
    return last_day(told) if told else ""


def _first(one: Engagement) -> str:
    told = (one.date.start or one.date.end) if one.date else None
    return first_day(told) if told else ""


def _coming(found: Sequence[Engagement], since: str, today: str, notes: Notes) -> Section:
    ahead = [one for one in found if one.status == "planned" and _is_ahead(one, since, today)]
    ahead.sort(key=lambda one: (_first(one) or "~", one.id))
    lines = [Line(f"{one.kind}: {about(one)}", notes.of(_newest(one)), one.id) for one in ahead]
    return Section("planned", "Planned next", tuple(lines), f"Nothing is planned from {today} on.")


def _is_ahead(one: Engagement, since: str, today: str) -> bool:
    """Its last day is to come; a plan without a day counts as long as it was told in the days looked at."""
    if _last(one):
        return _last(one) >= today
    return any(since <= last_day(entry.published) <= today for entry in one.history if entry.published)


def _newest(one: Engagement) -> Iterator[Support]:
    """The last report of a plan."""
    given = set(one.fields.get("status", ()))
    alike = [support for support in one.reports if support.key in given] or list(one.reports)
    yield max(alike, key=lambda support: (support.published or "", support.key))


def _missing(sight: Sight, found: Sequence[Engagement], since: str, today: str, notes: Notes) -> Section:
    """What is over and was not reported, or by one side alone; news that neither side tells of is the rule."""
    over = {one.id: one for one in found if since <= _last(one) < today}
    lines = []
    for gap in gaps_in(sight, tuple(over.values()), today):
        if gap.what != "neither side":
            one = over[gap.found.id]
            lines.append(Line(f"{gap.what}: {one.kind}, {about(one)}; {gap.note}", notes.of(_newest(one)), one.id))
    return Section("gaps", "Gaps", tuple(lines), f"Nothing since {since} is past its day without a report.")
