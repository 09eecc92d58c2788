"""Held, planned, postponed, cancelled, cut short, declined, or nothing: one sentence (or two) each."""

from __future__ import annotations

import msgspec
import pytest

from dragoman.errors import DataError
from dragoman.model import Document, Report
from dragoman.reading import modality_rules as module
from dragoman.reading.reader import read_document

PUBLISHED = "2022-05-18"
"""A Wednesday."""
CORE = {"call", "meeting", "talks", "trip", "conference"}
R = "President Marta Rojas of Chile"
F = "Canadian Prime Minister John Field"


def read(text: str) -> list[Report]:
    """The core reports of a text."""
    document = Document(id="x", text=text, published=PUBLISHED)
    return [report for report in read_document(document).reports if report.kind in CORE]


def one(text: str) -> Report:
    """The single core report of a text."""
    reports = read(text)
    assert len(reports) == 1, [(r.kind, r.status) for r in reports]
    return reports[0]


CANCELLED = [
    f"{R} scrapped plans to visit Canada next week.",
    f"{R} has pulled out of the Summit of the Americas in Los Angeles.",
    f"{R} shelved a trip to Canada.",
    f"{R} is no longer travelling to Canada on 24 May.",
    f"{R} is not coming to Canada after all.",
    f"{R} will skip the Summit of the Americas.",
    f"{R} stays away from the Summit of the Americas.",
    f"{R} gave up her plan to meet {F}.",
    f"{R} will not travel to Canada as planned.",
    f"The meeting between {R} and {F} is off, officials in Lima said.",
    f"Talks between {R} and {F} that were due on Friday will not take place.",
    f"The planned trip of {R} to Canada fell through.",
    f"Canada has cancelled a visit by {R} that was due to begin on 24 May.",
    f"Plans for {R} to visit Canada in June have been dropped.",
    f"{R} called in sick and missed a meeting with {F} on Tuesday.",
    f"{R} had been due to visit Canada on 10 May.",
    f"{R} was to travel to Canada on 24 May. The trip was called off on Tuesday because of the floods.",
    f"{R} is due in Canada on 24 May. On Wednesday her office called off the visit.",
]
POSTPONED = [
    f"The visit of {R} to Canada, planned for 24 May, has been put off.",
    f"Visit of {R} to Canada postponed",
    f"The trip of {R} to Canada, which was to start on 24 May, is on hold.",
    f"{R} put back her visit to Canada until June.",
    f"{R} will go to Canada in July instead of next week.",
    f"{R} cannot travel to Canada now and will visit at a later date.",
    f"{R} was to meet {F} in Ottawa on 24 May. The meeting has been postponed.",
    f"{R} will not fly to Canada on Monday. The visit has been postponed.",
    f"Chile postponed the trip of {R} to Canada because of the floods.",
]
DECLINED = [
    f"{R} turned down an invitation to visit Canada.",
    f"{R} refused to receive {F} on Monday.",
    f"{R} rebuffed a request for a call from {F}.",
    f"{R} declined to take a call from {F} on Monday.",
    f"{R} said no to a meeting with {F}.",
    f"{R} would not see {F}, who had asked for a meeting.",
    f"{R} would not agree to meet {F}.",
    f"Canada has denied a visa to {R}, who was to travel to Ottawa.",
    f"A request by {F} to meet {R} was turned down on Monday.",
    f"{R} declined the invitation to the Summit of the Americas.",
    f"{F} was denied a meeting with {R}.",
]
CUT_SHORT = [
    f"{R} flew home from Canada a day early on Tuesday.",
    f"{R} broke off her tour of Canada and returned to Santiago on Tuesday.",
    f"{R} curtailed her visit to Canada on Tuesday.",
    f"{R} returned from Canada two days ahead of schedule.",
    f"{R} abandoned her visit to Canada midway and flew home.",
    f"{R} ended her visit to Canada ahead of time.",
    f"{R} left Canada earlier than planned.",
    f"{R} was in Canada on Monday. The trip was cut short on Tuesday after an earthquake at home.",
]
PLANNED = [
    f"{R} is expected in Canada on 24 May.",
    f"{R} heads to Canada on Monday.",
    f"{R} has accepted an invitation to visit Canada in June.",
    f"A meeting between {R} and {F} is on the agenda for Monday.",
    f"{R} to meet {F} on Monday",
    f"{R} meets {F} in Ottawa on Monday before flying home.",
    f"{R} will shorten her visit to Canada next week to two days.",
    f"{R} will visit Canada on 24 May. The trip had been postponed in April because of the floods.",
]
HELD = [
    f"{R} is in Canada to look at a mine.",
    f"{R} is on a three-day visit to Canada.",
    f"The meeting between {R} and {F} went ahead on Tuesday despite the floods.",
    f"{R} paid a long-delayed visit to Canada on Tuesday.",
    f"{R} met {F} on Tuesday and called off the strike.",
    f"An earthquake forced {R} to meet {F} by candlelight on Tuesday.",
]
NOTHING = [
    f"{R} hopes to meet {F}.",
    f"{R} may visit Canada.",
    f"{F} invited {R} to visit Ottawa.",
    f"{R} called on Canada to cancel the exercise.",
    f"{R} did not rule out a meeting with {F}.",
    f"{R} cancelled the contract with Canada.",
    f"{R} apologised for the delayed response to {F}.",
    f"{R} refused to say whether she would visit Canada.",
    f"{R} threatened to cancel her visit to Canada.",
    f"{R} denied that she would meet {F}.",
    f"{R} turned down a request from {F} for money.",
    f"{R} rejected {F}'s call for new sanctions.",
    f"{R} has not met {F}.",
    f"No Chilean president has met {F}.",
    f"{R} dismissed {F}'s proposal to raise taxes.",
]
CASES = [
    (status, text)
    for status, texts in (
        ("cancelled", CANCELLED),
        ("postponed", POSTPONED),
        ("declined", DECLINED),
        ("cut_short", CUT_SHORT),
        ("planned", PLANNED),
        ("held", HELD),
    )
    for text in texts
]


@pytest.mark.parametrize(("status", "text"), CASES)
def test_status(status: str, text: str) -> None:
    assert one(text).status == status


@pytest.mark.parametrize("text", NOTHING)
def test_near_miss_gives_nothing(text: str) -> None:
    assert read(text) == []


def test_two_conjuncts_keep_their_own_status() -> None:
    found = {r.kind: r.status for r in read(f"{R} cancelled a trip to Canada and met Peruvian President Luis Quispe.")}
    assert found == {"trip": "cancelled", "meeting": "held"}


def test_an_aside_does_not_govern_the_main_verb() -> None:
    text = f"{R}, who cancelled a trip to Canada last year, met Peruvian President Luis Quispe on Tuesday."
    assert {r.kind: r.status for r in read(text)} == {"trip": "cancelled", "meeting": "held"}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (f"{R} put off until June a visit to Canada planned for 24 May.", "2022-05-24"),
        (f"{R} will now meet {F} in June rather than on 24 May.", "2022-05-24"),
        (f"On Monday {R} called off the talks with {F} set for Friday.", "2022-05-20"),
        (f"{R} cancelled Friday's talks with {F} at the last minute.", "2022-05-20"),
        (f"{R} is no longer going to meet {F} on Monday.", "2022-05-23"),
        (f"{R} refused to receive {F} on Monday.", "2022-05-16"),
    ],
)
def test_the_day_that_was_meant(text: str, start: str) -> None:
    date = one(text).date
    assert date is not None
    assert date.start == start


def test_new_day_is_not_the_day_that_was_meant() -> None:
    assert one(f"{R} has postponed her visit to Canada until June.").date is None


def test_lost_stops_of_a_trip_cut_short() -> None:
    report = one(f"{R} arrived in Peru on Monday. She flew home on Tuesday without going on to Bolivia.")
    assert (report.status, [(s.country, s.status) for s in report.stops]) == (
        "cut_short",
        [("PE", "held"), ("BO", "cancelled")],
    )


def test_anaphora_keeps_day_and_parties() -> None:
    report = one(f"{R} was to meet {F} in Ottawa on 24 May. Their talks will not take place.")
    assert report.status == "cancelled"
    assert report.date is not None
    assert report.date.start == "2022-05-24"
    assert {p.country for p in report.parties} == {"CL", "CA"}
    assert any("will not take place" in e.quote for e in report.evidence)


def test_gathering_put_off_as_a_whole() -> None:
    text = f"{R} was to attend the Summit of the Americas on 24 May. The Summit of the Americas was put off."
    assert one(text).status == "postponed"


def test_rules_name_a_missing_status(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = msgspec.json.decode(module.read_text("en/modality.json"))
    del raw["undone"]["declined"]
    monkeypatch.setattr(module, "read_text", lambda name: msgspec.json.encode(raw).decode())
    module.rules.cache_clear()
    with pytest.raises(DataError, match="declined"):
        module.rules()
    module.rules.cache_clear()


def test_rules_name_a_bad_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = msgspec.json.decode(module.read_text("en/modality.json"))
    raw["planned"] = "(will"
    monkeypatch.setattr(module, "read_text", lambda name: msgspec.json.encode(raw).decode())
    module.rules.cache_clear()
    with pytest.raises(DataError, match=r"modality\.json"):
        module.rules()
    module.rules.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        f"The meeting between {R} and {F}, which had been put off in April, took place on Tuesday.",
        f"{R} has met {F} in Ottawa as planned.",
        f"{R} held the planned talks with {F} on Tuesday.",
        f"{R}, having put it off twice, met {F} on Tuesday.",
    ],
)
def test_held_in_the_end(text: str) -> None:
    assert {report.status for report in read(text)} == {"held"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Foreign Minister Anna Berg of Sweden was supposed to visit Peru in June but was forced to delay it.",
            "postponed",
        ),
        (
            "Foreign Minister Anna Berg of Sweden will not fly to Peru this week; new dates are being agreed.",
            "postponed",
        ),
        ("Foreign Minister Anna Berg of Sweden cancelled her visit to Peru; no new date was given.", "cancelled"),
        (
            "Foreign Minister Anna Berg of Sweden, down with flu, will make her visit to Peru next month instead.",
            "postponed",
        ),
        ("Foreign Minister Anna Berg of Sweden left Lima on Tuesday instead of Thursday.", "cut_short"),
        ("Foreign Minister Anna Berg of Sweden wound up her visit to Peru prematurely.", "cut_short"),
        ("A visit to Peru by Foreign Minister Anna Berg of Sweden has been shelved for now.", "postponed"),
        ("Foreign Minister Anna Berg of Sweden was invited to visit Peru in June. She declined.", "declined"),
    ],
)
def test_plans_undone_in_other_words(text: str, status: str) -> None:
    reports = read_document(Document(id="d", text=text, published="2022-05-18")).reports
    assert [(report.kind, report.status) for report in reports] == [("trip", status)]


@pytest.mark.parametrize(
    ("answer", "status"),
    [("He refused.", "declined"), ("The request was turned down on Monday.", "declined"), ("He agreed.", None)],
)
def test_a_request_is_refused_in_the_next_sentence(answer: str, status: str | None) -> None:
    text = f"Foreign Minister Anna Berg of Sweden asked to see Peruvian President Luis Quispe. {answer}"
    reports = read_document(Document(id="d", text=text, published="2022-05-18")).reports
    assert [report.status for report in reports] == ([status] if status else [])
