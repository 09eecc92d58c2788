"""A minister named without a country belongs to the place of the story, unless the ledger knows better."""

from __future__ import annotations

from dragoman.knowledge.ledger import ledger
from dragoman.model import Document
from dragoman.reading.homes import held_elsewhere
from dragoman.reading.reader import read_document


def test_the_ledger_knows_a_visiting_minister_in_another_spelling() -> None:
    found = held_elsewhere(ledger(), "Shah Mehmood Qureshi", "foreign_minister", "AF", "2018-12-24")
    assert found is not None
    assert found.country == "PK"


def test_an_unknown_minister_stays_at_home() -> None:
    assert held_elsewhere(ledger(), "Anna Berg", "foreign_minister", "SE", "2022-05-18") is None


def test_the_one_who_holds_it_at_home_stays_at_home() -> None:
    assert held_elsewhere(ledger(), "Salahuddin Rabbani", "foreign_minister", "AF", "2018-12-24") is None


def test_a_story_from_the_host_city() -> None:
    text = "KABUL: Foreign Minister Shah Mehmood Qureshi held talks with Afghan President Ashraf Ghani on Monday."
    reports = read_document(Document(id="x", text=text, published="2018-12-24")).reports
    assert [(r.kind, {p.country for p in r.parties}) for r in reports] == [("meeting", {"PK", "AF"})]
