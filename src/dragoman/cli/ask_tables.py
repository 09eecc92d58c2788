"""Answers of a record for people: lines that fit 80 columns, everything from documents made harmless."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.model import Dates, Evidence, Stop
from dragoman.record.counting.rules import UNITS
from dragoman.record.queries_forms import as_report, when_of
from dragoman.show import UNTOLD, day, parties, where
from dragoman.texts import harmless, shortened

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.merging.types import Engagement
    from dragoman.record.queries_types import (
        Conflicts,
        Count,
        Counterpart,
        Disagreement,
        Engagements,
        Hits,
        Leg,
        Trip,
        Trips,
        Visit,
        Visits,
    )

QUOTE = 200
STYLES = {"held": "green", "planned": "cyan", "postponed": "yellow", "cut_short": "yellow"}
_DAY, _KIND, _STATUS, _STATUS_WHEN = 15, 11, 9, 17


def line(text: str, style: str = "", *, indent: int = 0) -> RenderableType:
    """A line that wraps at the width of the screen, its further lines indented as well."""
    return Padding(Text(harmless(text), style=style), (0, 0, 0, indent))


def quoted(span: Evidence, limit: int | None = QUOTE) -> str:
    """The words of a span on one line in quotation marks."""
    words = " ".join(harmless(span.quote).split())
    return f"“{words if limit is None else shortened(words, limit)}”"


def row(cells: Iterable[tuple[str, int | None, str]], *, indent: int = 0) -> RenderableType:
    """Cells (text, width or None for the rest, style) side by side."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    found = list(cells)
    for _, width, _ in found:
        grid.add_column(width=width, overflow="fold")
    grid.add_row(*(Text(harmless(text), style=style) for text, _, style in found))
    return Padding(grid, (0, 0, 0, indent))


def status_words(one: Engagement, today: str | None = None) -> str:
    """The status, with ``coming``, ``now`` or ``past`` where a day is given."""
    when = when_of(one, today)
    words = one.status.replace("_", " ")
    return f"{words}, {when}" if when else words


def engagement_lines(one: Engagement, today: str | None = None, *, indent: int = 0) -> Iterator[RenderableType]:
    """Day, kind, status, place and parties; below them the id and the number of reports."""
    report = as_report(one)
    place, people = where(report), parties(report)
    yield row(
        (
            (day(one.date), _DAY, ""),
            (one.kind, _KIND, "bold"),
            (status_words(one, today), _STATUS_WHEN if today else _STATUS, STYLES.get(one.status, "red")),
            (people if place == UNTOLD else f"{place}: {people}", None, ""),
        ),
        indent=indent,
    )
    told = [one.id, counted(len(one.reports), "report")]
    if one.conflicts:
        told.append(counted(len(one.conflicts), "conflict"))
    yield line(" · ".join(told), "dim", indent=indent + 2)


def counted(number: int, what: str) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def engagements_table(found: Engagements) -> RenderableType:
    """Two lines an engagement."""
    return Group(*(part for one in found for part in engagement_lines(one, found.today)))


def trips_table(found: Trips) -> RenderableType:
    """Each trip stop by stop."""
    return Group(*(part for trip in found for part in (*trip_lines(trip, found.today), Text(""))))


def trip_lines(trip: Trip, today: str | None = None) -> Iterator[RenderableType]:
    """The traveller, then each stop with what took place there."""
    one = trip.engagement
    yield line(f"{day(one.date)}  {parties(as_report(one))}: trip, {status_words(one, today)}", "bold")
    if one.cause:
        yield line(f"why: “{one.cause}”", indent=2)
    yield line(f"{one.id} · {counted(len(one.reports), 'report')}", "dim", indent=2)
    yield from leg_lines(trip.legs, trip.elsewhere)


def leg_lines(legs: Iterable[Leg], elsewhere: Iterable[Engagement]) -> Iterator[RenderableType]:
    """Stops in order with what took place at each, then what belongs to no one stop."""
    for number, leg in enumerate(legs, start=1):
        yield line(f"{number}. {stop_words(leg.stop)}", STYLES.get(leg.stop.status, "red"), indent=2)
        for other in leg.engagements:
            yield short_line(other, indent=5)
    rest = list(elsewhere)
    if rest:
        yield line("and on the way:", indent=2)
        for other in rest:
            yield short_line(other, indent=5)


def stop_words(stop: Stop) -> str:
    """``Jakarta (ID), 2021-12-13 – 14, held``."""
    name = stop.city or stop.country or "?"
    parts = [f"{name} ({stop.country})" if stop.city and stop.country else name]
    if stop.start or stop.end:
        parts.append(day(Dates(stop.start, stop.end)))
    return ", ".join([*parts, stop.status.replace("_", " ")])


def short_line(one: Engagement, *, indent: int = 0) -> RenderableType:
    """An engagement on one line."""
    words = f"{day(one.date)}  {one.kind}, {one.status.replace('_', ' ')}: {parties(as_report(one))}"
    return line(words, indent=indent)


def visits_table(found: Visits, *, explained: bool = False) -> RenderableType:
    """Counts per country with the days of each visit, then the definition; explained: every row behind them."""
    parts = [line(f"{found.person.name}: {_counted_words(found)}", "bold")]
    width = max((len(one.name or one.key) for one in found.by_country), default=0)
    for one in found.by_country:
        mine = [visit for visit in found.visits if one.key in (visit.countries or (visit.country,))]
        told = "" if explained else "; ".join(_span(visit) for visit in mine)
        parts.append(
            row(((f"{one.count:>4}", 4, "bold"), (one.name or one.key, min(width, 24), ""), (told, None, "dim")))
        )
        if explained:
            parts += [line(_behind(visit), "dim", indent=6) for visit in mine]
    parts += [line(f"note: {note}", "yellow") for note in (found.notes if explained else ())]
    parts.append(line(f"{found.rule}: {found.definition}", "dim"))
    return Group(*parts)


def _counted_words(found: Visits) -> str:
    one, several = UNITS[found.rule]
    words = f"{found.total:,} {one if found.total == 1 else several}"
    return words if found.source == "reported" else f"{words}, by imported lists"


def _span(visit: Visit) -> str:
    return day(Dates(visit.start, visit.end)) if visit.start or visit.end else "day unknown"


def _behind(visit: Visit) -> str:
    """Days, cities, and the rows or engagements that tell them."""
    return " · ".join(filter(None, (_span(visit), ", ".join(visit.cities), ", ".join(visit.rows or visit.engagements))))


def conflicts_table(found: Conflicts) -> RenderableType:
    """Each conflict with the words of both sides."""
    return Group(*(part for one in found for part in (*conflict_lines(one, heading=True), Text(""))))


def conflict_lines(one: Disagreement, *, heading: bool = False, indent: int = 0) -> Iterator[RenderableType]:
    """The field, and each value with who gives it in which words."""
    if heading:
        about = one.engagement
        yield line(f"{day(about.date)}  {about.kind}, {parties(as_report(about))}", "bold", indent=indent)
        yield line(about.id, "dim", indent=indent + 2)
    yield line(f"{one.field}:", "yellow", indent=indent + 2)
    for side in one.sides:
        yield line(side.value, "bold", indent=indent + 4)
        for quote in side.quotes:
            source = " · ".join(filter(None, (quote.document, quote.publisher, quote.published)))
            yield line(f"{source}: {quoted(quote.evidence)}", indent=indent + 6)


def hits_table(found: Hits) -> RenderableType:
    """Each sentence with its document and engagements."""
    parts: list[RenderableType] = []
    for hit in found:
        told = (hit.document.published, hit.document.id, hit.document.publisher, hit.document.title)
        parts.append(line(" · ".join(filter(None, told)), "bold"))
        parts.append(line(quoted(hit.sentence, None), indent=2))
        parts += [line(name, "dim", indent=2) for name in hit.engagements]
    return Group(*parts)


def counts_words(counts: Iterable[Count]) -> str:
    """``meeting 12, call 3``."""
    return ", ".join(f"{(one.name or one.key).replace('_', ' ')} {one.count}" for one in counts)


def people_words(people: Iterable[Counterpart]) -> str:
    """``Qin Gang (CN) 3, Wang Yi (CN) 2``."""
    return ", ".join(f"{one.name}{f' ({one.countries[0]})' if one.countries else ''} {one.count}" for one in people)
