"""What ``dragoman demo`` shows of the record of the samples: five questions and their answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from dragoman.cli.ask_tables import conflict_lines, line, quoted, trip_lines
from dragoman.merging.names import words_of
from dragoman.model import Evidence
from dragoman.record.queries_filters import QueryError
from dragoman.record.queries_forms import as_report
from dragoman.show import day, parties

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.merging.types import Engagement, Support
    from dragoman.record.queries import OpenRecord
    from dragoman.record.queries_types import Disagreement

TRAVELLER = "blinken"
JOURNEY = {"who": TRAVELLER, "since": "2021-12", "until": "2021-12"}
"""The tour of Southeast Asia that lost its last stop."""
CALL = {"who": "qin gang", "kind": "call", "since": "2023-06", "until": "2023-06"}
"""The call that Beijing and Washington both tell of."""
UNDONE = ("cut_short", "postponed", "cancelled", "declined")
COUNTRIES = 6
_WORDS = 100
_NOTHING = line("nothing of the kind in the samples", indent=2)


def parts(record: OpenRecord) -> Iterator[RenderableType]:
    """The answers one after the other, a blank line between them."""
    yield _heading(record)
    for title, answer in (
        ("A trip, stop by stop", _trip),
        ("A plan that changed", _changed),
        ("Both sides of one call", _call),
        ("Where reports disagree", _conflict),
        ("How often in which country", _visits),
    ):
        try:
            body = answer(record)
        except QueryError:  # nobody of that name was found in the samples
            body = [_NOTHING]
        yield Group(line(title, "bold underline"), *body, Text(""))


def _heading(record: OpenRecord) -> RenderableType:
    documents = len(record.store.documents())
    found = record.counts("kind")
    kinds = {one.key: one.count for one in found.items}
    return Group(
        line(
            f"{documents} sample documents, {found.total} engagements: {kinds.get('trip', 0)} trips,"
            f" {kinds.get('meeting', 0)} meetings, {kinds.get('call', 0)} calls and more."
        ),
        Text(""),
    )


def _trip(record: OpenRecord) -> list[RenderableType]:
    found = record.trips(**JOURNEY)
    fullest = max(found, key=lambda trip: (len(trip.legs), len(trip.engagement.reports)), default=None)
    return list(trip_lines(fullest)) if fullest else [_NOTHING]


def _changed(record: OpenRecord) -> list[RenderableType]:
    """The plan of the journey that fell through, each word of it with its day, and why."""
    near = [one for one in record.engagements(**JOURNEY) if one.kind != "call"]
    plan = max(near, key=lambda one: (_turned(one), one.status in UNDONE, one.id), default=None)
    if plan is None:
        return [_NOTHING]
    found = [line(f"{day(plan.date)}  {plan.kind}, {parties(as_report(plan))}", "bold"), _id(plan)]
    for entry in plan.history:
        support = next(one for one in plan.reports if one.key == entry.key)
        words = entry.status.replace("_", " ")
        found.append(line(f"{entry.published or 'day unknown'}  {words}: {_words(support)}", indent=2))
    return [*found, *_why(record, plan)]


def _why(record: OpenRecord, plan: Engagement) -> list[RenderableType]:
    """The cause that is told of the plan; else that of its trip, in the same document, saying so."""
    if plan.cause:
        return [line(f"why: “{plan.cause}”", indent=2)]
    told = {support.document for support in plan.reports if support.status in UNDONE}
    for trip in record.engagements(**JOURNEY, kind="trip"):
        causes = set(trip.fields.get("cause", ())) if trip.id == plan.trip else set()
        of_trip = [one.document for one in trip.reports if one.key in causes and one.document in told]
        if trip.cause and of_trip:
            return [line(f"why, as {of_trip[0]} says of the whole trip: “{trip.cause}”", indent=2)]
    return []


def _turned(one: Engagement) -> bool:
    said = [entry.status for entry in one.history]
    return "planned" in said and said[-1] in UNDONE


def _call(record: OpenRecord) -> list[RenderableType]:
    call = max(record.engagements(**CALL), key=lambda one: (len(one.reports), one.id), default=None)
    if call is None:
        return [_NOTHING]
    found = [line(f"{day(call.date)}  {call.kind}, {parties(as_report(call))}", "bold"), _id(call)]
    for support in _of_two(call.reports):
        found.append(line(f"{support.document}: {_words(support)}", indent=2))
    return found


def _of_two(reports: Sequence[Support]) -> list[Support]:
    first: dict[str, Support] = {}
    for support in reports:
        first.setdefault(support.document, support)
    return list(first.values())[:2]


def _conflict(record: OpenRecord) -> list[RenderableType]:
    """The conflict that is told best: of the journey if there is one, with words on either side."""
    found = [*record.conflicts(**JOURNEY), *record.conflicts()]
    told = [one for one in found if len(one.sides) > 1 and all(side.quotes for side in one.sides)]
    return _sides(max(told, key=_spoken)) if told else [_NOTHING]


def _spoken(one: Disagreement) -> int:
    """How many words of its value each side has in its quotes, at least; of equal conflicts the first is shown."""
    return min(
        max(len(set(words_of(side.value)).intersection(words_of(quote.evidence.quote))) for quote in side.quotes)
        for side in one.sides
    )


def _sides(one: Disagreement) -> list[RenderableType]:
    return list(conflict_lines(one, heading=True))


def _visits(record: OpenRecord) -> list[RenderableType]:
    found = record.visits(TRAVELLER)
    most = ", ".join(f"{one.name} {one.count}" for one in found.by_country[:COUNTRIES])
    rest = len(found.by_country) - COUNTRIES
    return [
        line(f"{found.person.name}: {found.total} visits: {most}, and {rest} more countries"),
        line(found.definition.split(". ")[0] + ".", "dim", indent=2),
    ]


def _id(one: Engagement) -> RenderableType:
    return line(one.id, "dim", indent=2)


def _words(support: Support) -> str:
    """The longest of a report's quotes, shortened."""
    best: Evidence = max(support.evidence, key=lambda span: (len(span.quote), -span.start))
    return quoted(best, _WORDS)
