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
