"""Why a plan was changed, in the text's own words."""

from __future__ import annotations

import pytest

from dragoman.model import Document
from dragoman.reading.causes import cause_of
from dragoman.reading.reader import read_document

NAMED = [
    ("Rojas cancelled her visit to Canada because of the floods.", "because of the floods"),
    ("Because of a strike, Rojas has put off her visit to Canada.", "Because of a strike"),
    ("Rojas cut short her trip after an earthquake at home, officials said.", "after an earthquake at home"),
    ("Rojas pulled out of the summit due to illness.", "due to illness"),
    ("Rojas postponed the talks, citing scheduling problems.", "citing scheduling problems"),
    ("The visit was called off for security reasons on Monday.", "for security reasons"),
    ("Rojas refused to meet Field over the tariffs, her office said.", "over the tariffs"),
    ("The meeting has been put off at Canada's request.", "at Canada's request"),
    ("Rojas scrapped the trip amid protests in Ottawa.", "amid protests in Ottawa"),
    ("The talks were suspended in the wake of the attack.", "in the wake of the attack"),
    ("Rojas turned down the invitation in protest at the new law.", "in protest at the new law"),
]
NONE = [
    "Rojas cancelled her visit to Canada after all.",
    "Rojas postponed her talks with Prime Minister Field.",
    "Rojas cancelled the visit, due to begin on Monday.",
    "Rojas called off the meeting after two days.",
    "Rojas met Field because of the floods.",
    "Rojas put off the call with her counterpart.",
]


@pytest.mark.parametrize(("sentence", "cause"), NAMED)
def test_cause_in_the_sentence(sentence: str, cause: str) -> None:
    assert cause_of(sentence) == cause


@pytest.mark.parametrize("sentence", NONE)
def test_no_cause(sentence: str) -> None:
    assert cause_of(sentence) is None


def test_cause_in_the_next_sentence() -> None:
    assert cause_of("Rojas cancelled the visit.", "She cited scheduling problems.") == "cited scheduling problems"
    assert cause_of("Rojas cancelled the visit.", "The decision came after an attack.") == "came after an attack"
    assert cause_of("Rojas cancelled the visit.", "Trade fell because of the floods.") is None


def test_cause_reaches_the_report() -> None:
    text = (
        "President Marta Rojas of Chile was to travel to Canada on 24 May. "
        "The trip was called off because of the floods."
    )
    reports = read_document(Document(id="x", text=text, published="2022-05-18")).reports
    assert [(r.status, r.cause) for r in reports if r.kind == "trip"] == [("cancelled", "because of the floods")]


def test_held_has_no_cause() -> None:
    text = "President Marta Rojas of Chile flew to Canada on Tuesday because of the floods."
    assert [r.cause for r in read_document(Document(id="x", text=text, published="2022-05-18")).reports] == [None]
