"""Pages of one thing for people: an engagement, a person, a country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from dragoman.cli.ask_tables import (
    conflict_lines,
    counted,
    counts_words,
    engagement_lines,
    leg_lines,
    line,
    people_words,
    quoted,
    row,
    status_words,
)
from dragoman.model import Party
from dragoman.record.queries_forms import as_report
from dragoman.show import UNTOLD, day, where

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.merging.types import HistoryEntry
    from dragoman.record.queries_types import CountryPage, EngagementPage, Engagements, PersonPage
    from dragoman.record.queries_why import Reason


def engagement_page(page: EngagementPage) -> RenderableType:
    """Everything of one engagement, every report with its quotes."""
    return Group(*_engagement(page))


def _engagement(page: EngagementPage) -> Iterator[RenderableType]:
    one = page.engagement
    yield line(one.id, "bold")
    if page.asked:
        yield line(f"was called {page.asked}", "dim", indent=2)
    yield line(f"{one.kind}, {status_words(one, page.today)}", indent=2)
    facts = [
        ("why", f"“{one.cause}”" if one.cause else None),
        ("name", one.name),
        ("day", day(one.date)),
        ("place", None if where(as_report(one)) == UNTOLD else where(as_report(one))),
        ("topics", ", ".join(one.topics) or None),
        ("trip", one.trip),
        ("follows", one.follows),
        ("sources", f"{counted(len(one.reports), 'report')}, {one.origins} independent"),
    ]
    yield from (_fact(name, value) for name, value in facts if value)
    yield line("parties:", indent=2)
    yield from (line(_party(party), indent=4) for party in one.parties)
    if page.legs:
        yield line("stops:", indent=2)
        yield from leg_lines(page.legs, page.elsewhere)
    if len(one.history) > 1:
        yield line("history:", indent=2)
        yield from (line(_history(entry), indent=4) for entry in one.history)
    if page.conflicts:
        yield line("conflicts:", "yellow", indent=2)
        for conflict in page.conflicts:
            yield from conflict_lines(conflict, indent=2)
    yield line("reports:", indent=2)
    yield from _reports(page)


def _fact(name: str, value: str) -> RenderableType:
    return row(((name, 8, "dim"), (value, None, "")), indent=2)


def _party(party: Party) -> str:
    person = party.person
    known = ""
    if person is not None:
        told = "" if person.via == "text" else f", known by the {person.via}"
        known = f" [{person.name}, {person.id}{told}]"
    words = ", ".join(filter(None, (party.name, party.role, party.country, party.part)))
    return (words or "not told") + known


def _history(entry: HistoryEntry) -> str:
    words = f"{entry.published or 'day unknown'}: {entry.status.replace('_', ' ')}"
    if entry.date is not None and (entry.date.start or entry.date.end):
        words += f" ({day(entry.date)})"
    return f"{words}, “{entry.cause}”" if entry.cause else words


def _reports(page: EngagementPage) -> Iterator[RenderableType]:
    sources = {source.key: source for source in page.documents}
    for support in page.engagement.reports:
        source = sources.get(support.key.partition("/")[0])
        told = [support.document, support.publisher, support.published, support.status.replace("_", " ")]
        if source is not None:
            told += [source.title, source.url]
        yield line(" · ".join(filter(None, told)), "bold", indent=4)
        for span in support.evidence:
            yield line(f"{quoted(span, None)} {span.start}–{span.end}", indent=6)


# --- persons and countries -----------------------------------------------------------------------


def person_page(page: PersonPage) -> RenderableType:
    """Offices, counts, counterparts, the latest engagements."""
    person = page.person
    parts = [line(f"{person.name} ({', '.join((*person.countries, person.id))})", "bold")]
    if page.offices:
        parts.append(line("offices, by the ledger:", indent=2))
    for office in page.offices:
        span = f"{office.start} – {office.end or 'open'}"
        about = f"{office.office}, {office.country}" + (f" ({office.note})" if office.note else "")
        parts.append(row(((span, 23, ""), (about, None, "")), indent=4))
    parts += _sums(page.engagements.total, counts_words(page.kinds), counts_words(page.statuses))
    if page.counterparts:
        parts.append(line(f"most often with: {people_words(page.counterparts)}", indent=2))
    parts += _latest(page.engagements)
    return Group(*parts)


def country_page(page: CountryPage) -> RenderableType:
    """Counts, partners, persons, the latest engagements."""
    parts = [line(f"{page.name} ({page.code})", "bold")]
    parts += _sums(page.engagements.total, counts_words(page.kinds), counts_words(page.statuses))
    parts.append(line(f"a party acts for it in {page.acting}; {page.at} take place there", indent=2))
    if page.partners:
        parts.append(line(f"most often with: {counts_words(page.partners)}", indent=2))
    if page.persons:
        parts.append(line(f"represented by: {people_words(page.persons)}", indent=2))
    parts += _latest(page.engagements)
    return Group(*parts)


def _sums(total: int, kinds: str, statuses: str) -> list[RenderableType]:
    if not total:
        return [line("no engagements in this record fit", indent=2)]
    return [line(f"{counted(total, 'engagement')}: {kinds}; {statuses}", indent=2)]


def _latest(found: Engagements) -> list[RenderableType]:
    if not len(found):
        return []
    more = f" of {found.total}" if len(found) < found.total else ""
    heading = line(f"the latest {len(found)}{more}:", indent=2)
    return [Text(""), heading, *(part for one in found for part in engagement_lines(one, found.today, indent=2))]


def reasons_lines(reasons: Iterable[Reason]) -> Iterator[RenderableType]:
    """Why the reports of an engagement are one, clue by clue."""
    yield line("Why these reports are one:", "bold")
    found = False
    for one in reasons:
        found = True
        yield line(f"{one.document}, beside {one.other}", indent=2)
        for clue in one.clues:
            yield line(clue, "dim", indent=4)
    if not found:
        yield line("one report alone tells of it", indent=2)
