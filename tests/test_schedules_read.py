"""Schedules: whose they are where no name is told, labels of what was called off, days and places of headings."""

from __future__ import annotations

from dragoman.model import Document
from dragoman.reading.reader import read_document

VISIT = """Ministry of Foreign Affairs, Lima
Engagements of the Foreign Minister, 12-14 March 2024

Tuesday, 12 March
10:00 - Ambassador of Norway, H.E. Anna Berg, pays a courtesy call
14:30 - Departs for Oslo

Wednesday, 13 March (Oslo)
11:00 - Meeting with Foreign Minister Olav Lund
13:00 - CANCELLED: H.E. Mr. Juan Soto, Minister for Foreign Affairs of Chile

Thursday, 14 March
09:30 - Call on Prime Minister Kari Dahl
"""


def reports() -> list[tuple[str, str, tuple[str | None, ...], str | None]]:
    read = read_document(Document(id="d", text=VISIT, published="2024-03-11")).reports
    return [(r.kind, r.status, tuple(p.country for p in r.parties), r.date.start if r.date else None) for r in read]


def test_the_office_in_the_title_is_whose_schedule_it_is() -> None:
    assert ("meeting", "planned", ("PE", "NO"), "2024-03-12") in reports()
    assert ("trip", "planned", ("PE",), "2024-03-12") in reports()


def test_persons_under_a_place_are_of_the_place() -> None:
    assert ("meeting", "planned", ("PE", "NO"), "2024-03-13") in reports()
    assert ("meeting", "planned", ("PE", "NO"), "2024-03-14") in reports()


def test_a_label_says_what_became_of_an_appointment() -> None:
    assert ("meeting", "cancelled", ("PE", "CL"), "2024-03-13") in reports()


def test_days_alone_make_a_schedule() -> None:
    text = """Agenda of the Minister of Foreign Affairs of Norway, week 20

Monday 13 May
Minister Anna Berg meets the Minister of Foreign Affairs of Peru, Luis Quispe, in Oslo.

Tuesday 14 May
Minister Anna Berg holds a telephone conversation with the Foreign Minister of Chile, Juan Soto.

Wednesday 15 May
Minister Anna Berg receives the Foreign Minister of Sweden, Karin Dahl, in Oslo.

Thursday 16 May
Minister Anna Berg attends the Arctic Council ministerial meeting in Bergen.
"""
    read = read_document(Document(id="d", text=text, published="2024-05-10")).reports
    days = {(r.kind, r.status, r.date.start) for r in read if r.date is not None}
    assert {("meeting", "planned", "2024-05-13"), ("call", "planned", "2024-05-14")} <= days
