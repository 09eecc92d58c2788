"""A small record to ask: made-up documents, and a merge that joins reports by the group written into them.

So the tests of queries need neither the reader nor the rules of merging, which have tests of their own.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Iterable
from typing import Any

import pytest

from dragoman.merging.types import Engagement, HistoryEntry, Merged, Ruling, SourceReport, Support
from dragoman.model import Article, Conflict, Dates, Document, Evidence, Party, PersonRef, Place, Report, Stop
from dragoman.reading.result import Reading


def known(name: str, id: str, role: str, country: str, *, told: str | None = None, via: Any = "text") -> Party:
    return Party(told if via == "text" else None, role, country, None, PersonRef(id, name, via))


BLINKEN = known("Antony Blinken", "Q7821917", "Secretary of State", "US", told="Antony J. Blinken")
SURNAME = Party("Blinken", None, "US")
RETNO = known("Retno Marsudi", "Q18342668", "Foreign Minister", "ID", told="Retno Marsudi")
DON = known("Don Pramudwinai", "Q20558348", "Foreign Minister", "TH", via="ledger")
QIN = known("Qin Gang", "Q7216297", "Foreign Minister", "CN", told="Qin Gang")
WANG_YI = known("Wang Yi", "Q701801", "Foreign Minister", "CN", told="Wang Yi")
WANG_WENTAO = Party("Wang Wentao", "Minister of Commerce", "CN")
SULLIVAN = known("Jake Sullivan", "Q16730147", "National Security Adviser", "US", told="Jake Sullivan")
RAIMONDO = Party("Gina Raimondo", "Secretary of Commerce", "US")

TRIP = "2021-12-09-trip-blinken-southeast-asia"
DON_CALL = "2021-12-15-call-blinken-pramudwinai"
QIN_CALL = "2023-06-13-call-blinken-qin"
_TRIPS = {"2021-12-14-meeting-blinken-marsudi": TRIP, "2021-12-16-meeting-blinken-thailand": TRIP}

_Said = tuple[str, str, Report]


def said(  # one parameter a field
    group: str,
    kind: Any,
    status: Any,
    parties: tuple[Party, ...],
    days: tuple[str | None, str | None] | None,
    quote: str,
    *,
    place: tuple[str | None, str] | None = None,
    stops: tuple[Stop, ...] = (),
    topics: tuple[str, ...] = (),
    cause: str | None = None,
) -> _Said:
    date = Dates(*days) if days else None
    there = Place(*place) if place else None
    return (
        group,
        quote,
        Report(kind, status, parties, date, (), None, cause, there, stops, topics, attribution=group, confidence=0.8),
    )


def document(
    name: str,
    published: str | None,
    *given: _Said,
    url: str | None = None,
    publisher: str | None = None,
    more: str = "",
) -> Reading:
    """A document whose text is the quotes of its reports, a sentence each, and ``more``."""
    text, reports = "", []
    for _, quote, report in given:
        span = Evidence(len(text), len(text) + len(quote), quote)
        reports.append(
            Report(**{name: getattr(report, name) for name in Report.__struct_fields__} | {"evidence": (span,)})
        )
        text += f"{quote}. "
    text = (text + more).strip()
    article = Article(((0, len(text)),), text, published=published)
    return Reading(Document(name, text, url, f"On {name}", publisher, published), "news", (article,), tuple(reports))


def _stops(bangkok: Any, arrival: str) -> tuple[Stop, ...]:
    return (
        Stop("Jakarta", "ID", "planned" if bangkok == "planned" else "held", "2021-12-13", "2021-12-14"),
        Stop("Kuala Lumpur", "MY", "planned" if bangkok == "planned" else "held", arrival, "2021-12-15"),
        Stop("Bangkok", "TH", bangkok, "2021-12-16", "2021-12-16"),
    )


def readings() -> list[Reading]:
    """The documents of the record."""
    both, whole = (BLINKEN, RETNO), ("2021-12-09", "2021-12-16")
    retno, thai = "2021-12-14-meeting-blinken-marsudi", "2021-12-16-meeting-blinken-thailand"
    return [
        document(
            "announcement",
            "2021-12-08",
            said(
                TRIP,
                "trip",
                "planned",
                (BLINKEN,),
                whole,
                "Blinken will travel to Jakarta, Kuala Lumpur and Bangkok",
                stops=_stops("planned", "2021-12-14"),
            ),
            said(
                retno,
                "meeting",
                "planned",
                both,
                ("2021-12-14", "2021-12-14"),
                "He will meet Retno Marsudi in Jakarta",
                place=("Jakarta", "ID"),
            ),
            said(
                thai,
                "meeting",
                "planned",
                (BLINKEN, Party(None, "officials", "TH")),
                ("2021-12-16", "2021-12-16"),
                "He will hold meetings in Bangkok",
                place=("Bangkok", "TH"),
            ),
            url="https://example.org/travel",
            publisher="Ministry",
        ),
        document(
            "wire",
            "2021-12-15",
            said(
                TRIP,
                "trip",
                "cut_short",
                (BLINKEN,),
                whole,
                "Blinken arrived in Kuala Lumpur on Wednesday and flew home",
                stops=_stops("cancelled", "2021-12-15"),
                cause="after a case of Covid",
            ),
            said(
                retno,
                "meeting",
                "held",
                both,
                ("2021-12-14", "2021-12-14"),
                "On Tuesday he met Retno Marsudi in Jakarta",
                place=("Jakarta", "ID"),
                topics=("indo-pacific",),
            ),
            said(
                thai,
                "meeting",
                "cancelled",
                (BLINKEN, Party(None, "officials", "TH")),
                ("2021-12-16", "2021-12-16"),
                "Meetings in Bangkok were cancelled",
                place=("Bangkok", "TH"),
                cause="after a case of Covid",
            ),
            said(
                DON_CALL,
                "call",
                "held",
                (SURNAME, DON),
                ("2021-12-15", "2021-12-15"),
                "Blinken telephoned the minister",
                topics=("health",),
            ),
            publisher="Wire",
            more="A balloon was seen over the harbour.",
        ),
        document(
            "page",
            "2021-12-16",
            said(
                TRIP,
                "trip",
                "cut_short",
                (BLINKEN,),
                whole,
                "Kuala Lumpur, December 14-15",
                stops=_stops("cancelled", "2021-12-14"),
            ),
        ),
        document(
            "beijing",
            "2023-06-14",
            said(
                QIN_CALL,
                "call",
                "held",
                (QIN, BLINKEN),
                ("2023-06-13", "2023-06-13"),
                "Qin Gang held a phone call with Blinken",
                topics=("china",),
            ),
            publisher="Beijing",
        ),
        document(
            "washington",
            "2023-06-13",
            said(
                QIN_CALL,
                "call",
                "held",
                (BLINKEN, QIN),
                ("2023-06-13", "2023-06-13"),
                "Blinken spoke by telephone with Qin Gang",
                topics=("china", "alliances"),
            ),
            publisher="Washington",
        ),
        document(
            "later",
            "2023-08-30",
            said(
                "2023-06-18-meeting-blinken-qin",
                "meeting",
                "held",
                (BLINKEN, QIN),
                ("2023-06-18", "2023-06-19"),
                "In Beijing Blinken met Qin Gang",
                place=("Beijing", "CN"),
            ),
            said(
                "2023-05-meeting-sullivan-wang",
                "talks",
                "held",
                (SULLIVAN, WANG_YI),
                ("2023-05", "2023-05"),
                "Sullivan held talks with Wang Yi in Vienna",
                place=("Vienna", "AT"),
            ),
            said(
                "2023-08-28-meeting-raimondo-wang",
                "meeting",
                "held",
                (RAIMONDO, WANG_WENTAO),
                ("2023-08-28", "2023-08-28"),
                "Raimondo met Wang Wentao in Beijing",
                place=("Beijing", "CN"),
            ),
            said(
                "undated-meeting-blinken-marsudi",
                "meeting",
                "held",
                (BLINKEN, RETNO),
                None,
                "The two had met in Jakarta before",
                place=("Jakarta", "ID"),
            ),
            said(
                "2023-09-09-trip-blinken-india",
                "trip",
                "planned",
                (BLINKEN,),
                ("2023-09-09", "2023-09-10"),
                "Blinken plans to visit New Delhi",
                stops=(Stop("New Delhi", "IN", "planned", "2023-09-09", "2023-09-10"),),
            ),
            more="=SUM(A1) is no balloon, but <b>balloons</b> were seen.",
        ),
        document("opinion", None, more="Patience is a craft. No balloon changes that."),
    ]


def merge(reports: Iterable[SourceReport], rulings: Iterable[Ruling] = ()) -> Merged:
    """Engagements by the group of their reports; the newest report speaks, contrary arrivals are a conflict."""
    groups: dict[str, list[SourceReport]] = {}
    for one in reports:
        groups.setdefault(one.report.attribution or "?", []).append(one)
    names = {ruling.left: ruling.value for ruling in rulings if ruling.field == "name" and not ruling.withdrawn}
    found = [_joined(names.get(group) or group, some) for group, some in groups.items()]
    return Merged(tuple(sorted(found, key=lambda one: one.id)))


def _joined(ident: str, group: list[SourceReport]) -> Engagement:
    ordered = sorted(group, key=lambda one: (one.published or "", one.key))
    last = ordered[-1].report
    arrivals: dict[str, list[str]] = {}
    for one in ordered:
        if one.report.kind == "trip" and one.report.status == "cut_short":
            arrivals.setdefault(f"Kuala Lumpur {one.report.stops[1].start}", []).append(one.key)
    conflict = Conflict("stops", tuple(sorted(arrivals)), tuple(tuple(arrivals[day]) for day in sorted(arrivals)))
    return Engagement(
        id=ident,
        kind=last.kind,
        status=last.status,
        parties=last.parties,
        date=last.date,
        reports=tuple(
            Support(one.key, one.document, one.published, one.publisher, one.report.status, one.report.evidence)
            for one in ordered
        ),
        cause=next((one.report.cause for one in ordered if one.report.cause), None),
        place=last.place,
        stops=last.stops,
        topics=last.topics,
        confidence=last.confidence,
        origins=len(group),
        history=tuple(
            HistoryEntry(one.published, one.report.status, one.key, one.report.cause, one.report.date)
            for one in ordered
        ),
        conflicts=(conflict,) if len(arrivals) > 1 else (),
        trip=_TRIPS.get(ident),
    )


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-in in the place of merging."""
    module = types.ModuleType("dragoman.merging.merge")
    module.__dict__["merge"] = merge
    monkeypatch.setitem(sys.modules, "dragoman.merging.merge", module)
