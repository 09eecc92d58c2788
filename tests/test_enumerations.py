"""Lists under headings and under lines that lead into them."""

from __future__ import annotations

import pytest

from dragoman.model import Document
from dragoman.reading.reader import read_document

HEAD = """Ministry of Foreign Affairs of the Republic of Peru

{title}

{lead}

{rubric}
{items}

For more information: press office
"""
PERSONS = "- Foreign Minister Anna Berg of Norway\n- Peter Mwangi, Foreign Minister of Kenya"


def read(title: str, lead: str, rubric: str, items: str) -> list[tuple[str, str, str | None, list[str | None]]]:
    text = HEAD.format(title=title, lead=lead, rubric=rubric, items=items)
    reports = read_document(Document(id="d", text=text, published="2021-05-04")).reports
    return [(r.kind, r.status, r.name, [p.name for p in r.parties]) for r in reports if r.kind != "trip"]


TITLE = "Foreign Minister Luis Salas in Geneva on 3 May 2021"
LEAD = (
    "The Foreign Minister of Peru, Luis Salas, was in Geneva. He thanked the hosts for their welcome and said that the"
    " city was a good place to listen to one another, as it had been for many years."
)
MET = [
    ("held", None, ["Luis Salas", "Anna Berg"]),
    ("held", None, ["Luis Salas", "Peter Mwangi"]),
]


@pytest.mark.parametrize(
    ("rubric", "kind"),
    [
        ("Bilateral meetings", "meeting"),
        ("Meetings with foreign counterparts", "meeting"),
        ("Talks with other ministers:", "meeting"),
        ("Telephone calls", "call"),
    ],
)
def test_a_heading_of_contacts_over_persons_alone(rubric: str, kind: str) -> None:
    assert read(TITLE, LEAD, rubric, PERSONS) == [(kind, *met) for met in MET]


@pytest.mark.parametrize(
    ("rubric", "items"),
    [
        ("Members of the delegation", PERSONS),
        ("Contacts for the press", PERSONS),
        ("Meetings of the team", "- Press office\n- Protocol"),
        ("Bilateral meetings", "- Trade with Norway\n- A visit to the port"),
    ],
)
def test_other_headings_announce_nothing(rubric: str, items: str) -> None:
    assert read(TITLE, LEAD, rubric, items) == []


def test_in_a_programme_they_are_planned() -> None:
    title = "Programme of Foreign Minister Luis Salas in Geneva for 5 May 2021"
    more = "\n- Foreign Minister Oleh Bondar of Ukraine\n- Norwegian Prime Minister Nils Aas"
    found = read(title, LEAD.replace(" was ", " will be ", 1), "Bilateral meetings", PERSONS + more)
    assert [(kind, status) for kind, status, _, _ in found] == [("meeting", "planned")] * 4


@pytest.mark.parametrize(
    ("lead", "status"),
    [
        ("The Foreign Minister will also attend", "planned"),
        ("The Foreign Minister attended the following meetings:", "held"),
    ],
)
def test_gatherings_complete_a_line(lead: str, status: str) -> None:
    items = "- the meeting of the Friends of Mediation\n- the Lima Group ministerial"
    found = read(TITLE, LEAD, lead, items)
    assert [(kind, told, name) for kind, told, name, _ in found] == [
        ("conference", status, "meeting of the Friends of Mediation"),
        ("conference", status, "Lima Group ministerial"),
    ]


SCHEDULE = """Office of the Prime Minister of Peru

PM's schedule for Wednesday, 5 May 2021

The Government Spokesperson, Rosa Paz, said that Prime Minister Luis Salas had the following appointments.

0620 hrs   Arrival at the office
9:00 a.m.  The Prime Minister opens the new bridge
11:10 a.m.   H.E. Ms. Anna Berg, Prime Minister of Norway
14h30   Telephone: Foreign Minister Oleh Bondar of Ukraine
15.00   Ambassador Peter Mwangi of Kenya, farewell call
4:10 p.m.   H.E. Mr. Nils Aas, Foreign Minister of Sweden – by video
5:30 p.m.   The press on the state of the economy
"""


def test_a_time_and_a_person_alone_are_an_appointment_of_the_one_whose_schedule_it_is() -> None:
    reports = read_document(Document(id="d", text=SCHEDULE, published="2021-05-04")).reports
    assert [(r.kind, r.status, [p.name for p in r.parties], r.date and r.date.start) for r in reports] == [
        ("meeting", "planned", ["Luis Salas", "Anna Berg"], "2021-05-05"),
        ("call", "planned", ["Luis Salas", "Oleh Bondar"], "2021-05-05"),
        ("meeting", "planned", ["Luis Salas", "Peter Mwangi"], "2021-05-05"),
        ("call", "planned", ["Luis Salas", "Nils Aas"], "2021-05-05"),
    ]
