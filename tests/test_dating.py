"""Which day an engagement gets: the time of its own clause, the day its story has reached, the year told first."""

from __future__ import annotations

import pytest

from dragoman.model import Document
from dragoman.reading.reader import read_document

LEAD = "Peru's Foreign Minister Ana Quispe"


def days(text: str, published: str | None = "2023-11-15") -> list[tuple[str, str | None, str | None]]:
    """Kind, first and last day of every engagement that a text tells."""
    reports = read_document(Document(id="x", text=text, published=published)).reports
    return [(r.kind, r.date.start if r.date else None, r.date.end if r.date else None) for r in reports]


def day(text: str, published: str | None = "2023-11-15", kind: str = "meeting") -> str | None:
    """The day of the one engagement of its kind."""
    found = [(start, end) for told, start, end in days(text, published) if told == kind]
    assert len(found) == 1, found
    assert found[0][0] == found[0][1]
    return found[0][0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the time stands behind a relative clause that closes
        (f"{LEAD} met Chilean President Luis Rojas, who chairs the Pacific bloc, on Sunday.", "2023-11-12"),
        (f"{LEAD} met Chilean President Luis Rojas, whose term ends in March, on 7 November.", "2023-11-07"),
        (f"{LEAD} was received by Chilean President Luis Rojas, who took office in May, on Monday.", "2023-11-13"),
        # the clause of "when" is of the day before it
        (f"It is the first contact since July, when {LEAD} met Chilean President Luis Rojas in Lima.", "2023-07"),
        (f"Ties improved in August, when {LEAD} met Chilean President Luis Rojas in Lima.", "2023-08"),
        (f"Little was heard since November 3, when {LEAD} met Chilean President Luis Rojas.", "2023-11-03"),
        # what was done first is not of the day to come
        (f"Fresh from a meeting with Chilean President Luis Rojas, {LEAD} flies to Oslo next week.", None),
        (f"After a meeting with Chilean President Luis Rojas, {LEAD} will fly to Oslo tomorrow.", None),
        (f"{LEAD}, following her meeting with Chilean President Luis Rojas, will fly to Oslo next month.", None),
        # a time that belongs to another noun
        (f"{LEAD} met Chilean President Luis Rojas to discuss the results of Sunday's election.", None),
        (f"{LEAD} met Chilean President Luis Rojas to follow up on their July meeting in Oslo.", None),
        (f"{LEAD} met Chilean President Luis Rojas in Arica after the October 7 attack on a ferry.", None),
        (f"{LEAD} met Chilean President Luis Rojas at the 2019 summit in Oslo.", "2019"),
        (f"{LEAD} met Chilean President Luis Rojas on the sidelines of Tuesday's summit.", "2023-11-14"),
        # counter-examples: the time of the clause itself, and "since" alone
        (f"{LEAD}, who had been ill since Friday, met Chilean President Luis Rojas on Tuesday.", "2023-11-14"),
        (f"{LEAD} met Chilean President Luis Rojas, her ally since 2019.", None),
        (f"After a meeting with Chilean President Luis Rojas on Monday, {LEAD} flew to Oslo.", "2023-11-13"),
    ],
)
def test_the_time_of_a_meeting(text: str, expected: str | None) -> None:
    assert day(text) == expected


TALKS = f"{LEAD} was received by Chilean President Luis Rojas in Santiago on Monday."


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("Quispe afterwards had a separate meeting with Chilean Defence Minister Pedro Soto.", "2023-11-13"),
        ("She then had a working lunch with Chilean Defence Minister Pedro Soto.", "2023-11-13"),
        ("Quispe also had talks with Chilean Defence Minister Pedro Soto.", "2023-11-13"),
        # counter-examples: what had been done is older than the story
        (
            "Quispe had met Chilean Defence Minister Pedro Soto at a fair for the mining trade, the ministry noted.",
            None,
        ),
        ("She had already held talks with Chilean Defence Minister Pedro Soto.", None),
        ("She has never met Chilean Defence Minister Pedro Soto.", "none"),
    ],
)
def test_the_day_of_the_story(later: str, expected: str | None) -> None:
    found = [start for kind, start, _ in days(f"Quispe in Chile\n\n{TALKS}\n\n{later}") if kind != "trip"]
    assert found == (["2023-11-13"] if expected == "none" else ["2023-11-13", expected])


@pytest.mark.parametrize("evening", ["the evening before", "the day before", "the night before"])
def test_the_evening_before_counts_from_the_story(evening: str) -> None:
    text = f"{TALKS}\n\n{LEAD} met Chilean Defence Minister Pedro Soto {evening} in Arica."
    assert [start for _, start, _ in days(text)] == ["2023-11-13", "2023-11-12"]
    bound = f"{TALKS}\n\n{LEAD} met Chilean Defence Minister Pedro Soto {evening} the vote."
    assert "2023-11-12" not in [start for _, start, _ in days(bound)][:1]


def test_a_story_goes_on_through_the_events_it_dates() -> None:
    filler = "The weather was fine and the town was quiet, as Peru's press noted at some length."
    names = ["Pedro Soto", "Rosa Vidal", "Jorge Lagos"]
    later = [f"Quispe met Chilean Senator {name} as well.\n\n" + f"{filler}\n\n" * 5 for name in names]
    assert {start for _, start, _ in days(f"{TALKS}\n\n" + "".join(later))} == {"2023-11-13"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Travel of the Minister, June 2-6, 2026\n\nOn June 3 {LEAD} will meet Chilean President Luis Rojas.",
            "2026-06-03",
        ),
        (f"{LEAD} left Lima on 28 December 2024. On 2 January she met Chilean President Luis Rojas.", "2025-01-02"),
        (f"{LEAD} was in Quito until March 3, 2021. On March 1 she met Chilean President Luis Rojas.", "2021-03-01"),
        # counter-examples: a weekday is of no known week, and a year far away says nothing
        (f"{LEAD} left Lima on 28 December 2024. On Tuesday she met Chilean President Luis Rojas.", None),
        (f"{LEAD} was born on 28 December 1964. On 7 June she met Chilean President Luis Rojas.", None),
    ],
)
def test_an_undated_text_says_its_year_once(text: str, expected: str | None) -> None:
    assert day(text, published=None) == expected


SNIPPETS = """Search results

1. A word in Santiago

   Nov 7, 2023 — Peru's Foreign Minister Ana Quispe met Chilean President Luis Rojas on Monday and said that ...

2. Lima and Oslo

   Sep 20, 2023 — Peru's Foreign Minister Ana Quispe will meet Norwegian Prime Minister Kari Berg on Friday to ...

3. A word with Rabat

   Aug 3, 2023 — Peru's Foreign Minister Ana Quispe spoke by phone with Moroccan Prime Minister Omar Alami about ...
"""


def test_a_snippet_is_of_the_day_at_its_head_which_is_no_day_of_an_event() -> None:
    found = [row for row in days(SNIPPETS, published=None) if row[0] != "trip"]
    assert found == [
        ("meeting", "2023-11-06", "2023-11-06"),
        ("meeting", "2023-09-22", "2023-09-22"),
        ("call", None, None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"In Santiago on Monday, {LEAD} spoke to students about the sea, and she met Chilean President Luis Rojas.",
            "2023-11-13",
        ),
        (f"On November 7, after a walk through the old town, {LEAD} met Chilean President Luis Rojas.", "2023-11-07"),
        (f"(In June {LEAD} also went to Arica, where she met Chilean President Luis Rojas.)", "2023-06"),
        # counter-examples: a nearer time, and a time that opens nothing
        (f"On Monday {LEAD} was ill, and she met Chilean President Luis Rojas on Tuesday.", "2023-11-14"),
        (f"{LEAD}, elected in 2021, met Chilean President Luis Rojas.", None),
    ],
)
def test_a_time_that_opens_the_sentence_holds_for_all_of_it(text: str, expected: str | None) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (f"{LEAD} spent much of Monday with Chilean students.", "2023-11-13"),
        (f"{LEAD} praised Chile's harbours on Tuesday.", "2023-11-14"),
        (f"{LEAD} said on Monday that Chile had asked for help.", "2023-11-13"),
        # counter-examples: what had been, and what is to be
        (f"{LEAD} had asked for help on Monday.", None),
        (f"{LEAD} wants Chile to vote on Friday.", None),
    ],
)
def test_days_told_without_an_event_move_the_story_on(before: str, expected: str | None) -> None:
    later = "In Santiago the minister met Chilean President Luis Rojas for talks on the fishing grounds."
    assert day(f"{before}\n\n{later}") == expected


SCHEDULE = """The Minister's engagements, 20-24 November 2023

15 November 2023

Monday: Lima. Cabinet.

Tuesday: Santiago. Peru's Foreign Minister Ana Quispe is received by Chilean President Luis Rojas. The Minister also \
meets Chilean Defence Minister Pedro Soto.

Wednesday: a working lunch with Bolivian Foreign Minister Inti Mamani, La Paz.

Friday: Lima. Archive day.
"""


def test_a_day_before_a_colon_heads_what_follows_in_a_schedule() -> None:
    found = [start for kind, start, _ in days(SCHEDULE) if kind == "meeting"]
    assert found == ["2023-11-21", "2023-11-21", "2023-11-22"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                f"{LEAD} will meet Chilean President Luis Rojas on 20 November. A meeting with Chilean "
                "Defence Minister Pedro Soto, previously scheduled for the same day, has been cancelled."
            ),
            "2023-11-20",
        ),
        (
            (
                f"{LEAD} will attend the G20 summit in Rio on 20 November.\n\nOn the sidelines she will meet Chilean "
                "Defence Minister Pedro Soto."
            ),
            "2023-11-20",
        ),
        (
            (
                f"{LEAD} attended the G20 summit in Rio on 7 and 8 November.\n\nOn the margins of the summit, she met "
                "Chilean Defence Minister Pedro Soto."
            ),
            "2023-11-07",
        ),
        (
            f"{LEAD} visited Arica in October 2022. On that occasion she met Chilean Defence Minister Pedro Soto.",
            "2022-10",
        ),
        (
            (
                f"{LEAD} was to have been in Arica from 20 to 22 November. There she was to have met Chilean Defence "
                "Minister Pedro Soto."
            ),
            "2023-11-20",
        ),
        # counter-examples: another gathering, and a sentence too far away
        (
            (
                f"{LEAD} attended the G20 summit in Rio on 7 and 8 November.\n\nShe met Chilean Defence Minister Pedro "
                "Soto on the sidelines of the 2019 climate talks in Oslo."
            ),
            "2019",
        ),
        (
            (
                f"{LEAD} visited Arica in October 2022. The ferry is old. On that occasion she met Chilean Defence "
                "Minister Pedro Soto."
            ),
            None,
        ),
    ],
)
def test_an_event_of_another_event_takes_its_days(text: str, expected: str | None) -> None:
    parties = "Pedro Soto"
    reports = read_document(Document(id="x", text=text, published="2023-11-15")).reports
    found = [r.date for r in reports if r.kind == "meeting" and any(p.name == parties for p in r.parties)]
    assert len(found) == 1
    assert (found[0].start if found[0] else None) == expected


ROJAS = "Chilean President Luis Rojas"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the day of the news
        (f"{LEAD} met {ROJAS} in Arica, the ministry said on Friday.", None),
        (f"The ministry said on Tuesday that {LEAD} had met {ROJAS} in Arica.", None),
        (f"{LEAD} met {ROJAS} on Monday, the ministry announced Tuesday.", "2023-11-13"),
        (f"The ministry said on Tuesday that {LEAD} had met {ROJAS} on Sunday.", "2023-11-12"),
        (f"Speaking after a meeting with {ROJAS}, {LEAD} said on Monday that a treaty was near.", "2023-11-13"),
        # the day of what was spoken of
        (f"{LEAD} met {ROJAS} to prepare a summit on 20 November.", None),
        (f"{LEAD} met {ROJAS} to discuss the summit to be held in Lima next week.", None),
        (f"{LEAD} met {ROJAS} about the election of 5 November.", None),
        (f"{LEAD} met {ROJAS} on Tuesday to prepare a summit on 20 November.", "2023-11-14"),
        (f"{LEAD} met {ROJAS} at a summit in Oslo on 10 November.", "2023-11-10"),
        # the day of what is to come
        (f"{LEAD} met {ROJAS} in Santiago, where a summit opens on Friday.", None),
        (f"{LEAD} met {ROJAS} in Santiago, as the two countries prepare for a vote on Friday.", None),
        (f"{LEAD} met {ROJAS} in Santiago, where she had arrived on Monday.", None),
    ],
)
def test_times_of_other_things_near_a_meeting(text: str, expected: str | None) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        # a plan told in the past: the nearer of the two days
        (f"{LEAD} was due to meet {ROJAS} on Tuesday but the talks were called off.", "meeting", "2023-11-14"),
        (f"{LEAD} was scheduled to meet {ROJAS} on Thursday.", "meeting", "2023-11-16"),
        (f"{LEAD} and {ROJAS} were to hold talks on Friday.", "meeting", "2023-11-17"),
        # a visit that begins is still to come
        (f"{LEAD} begins a two-day visit to Chile on Thursday.", "trip", "2023-11-16"),
        (f"{LEAD} pays an official visit to Chile on Monday.", "trip", "2023-11-20"),
        (f"{LEAD} starts a tour of Chile on Sunday.", "trip", "2023-11-19"),
        # counter-examples: a plan told in the present, a visit told in the past
        (f"{LEAD} is due to meet {ROJAS} on Tuesday.", "meeting", "2023-11-21"),
        (f"{LEAD} began a two-day visit to Chile on Thursday.", "trip", "2023-11-09"),
    ],
)
def test_plans_by_the_tense_they_are_told_in(text: str, kind: str, first: str) -> None:
    assert [start for told, start, _ in days(text) if told == kind] == [first]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{LEAD} will not be able to meet {ROJAS}. Their meeting, planned for November 20, has been cancelled.",
            "2023-11-20",
        ),
        (f"{LEAD} was to meet {ROJAS}. The talks, scheduled for Friday, were called off on Tuesday.", "2023-11-17"),
        (f"{LEAD} will meet {ROJAS}. The meeting, set for last Monday, was postponed.", "2023-11-13"),
        # counter-examples: the day of the news, and a day that the meeting has already
        (f"{LEAD} was to meet {ROJAS}. The meeting was cancelled on Tuesday.", None),
        (f"{LEAD} has postponed a meeting with {ROJAS}, the ministry announced on Monday.", None),
        (
            f"{LEAD} was to meet {ROJAS} on Thursday. The meeting, first planned for last week, was postponed.",
            "2023-11-16",
        ),
    ],
)
def test_what_was_undone_keeps_the_day_it_was_meant_for(text: str, expected: str | None) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Foreign Minister Quispe's visit to Chile 15 November 2023",
        "Visit of Foreign Minister Ana Quispe to Chile, November 15, 2023",
    ],
)
def test_the_day_of_the_page_in_a_headline_is_no_day_of_the_trip(title: str) -> None:
    body = f"{LEAD} will travel to Chile on Sunday, where she will be received by {ROJAS}, the ministry said."
    found = [(start, end) for kind, start, end in days(f"{title}\n\n{body}") if kind == "trip"]
    assert [start for start, _ in found] == ["2023-11-19"]
    assert [start for kind, start, _ in days("Quispe visits Chile, November 13, 2023\n\n" + body) if kind == "trip"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                f"{LEAD} met {ROJAS} on Sunday, Chilean Defence Minister Pedro Soto on Monday and Chilean "
                "Senator Rosa Vidal on Tuesday."
            ),
            ["2023-11-12", "2023-11-13", "2023-11-14"],
        ),
        (
            (
                f"{LEAD} spoke on Sunday with {ROJAS}, on Monday with Chilean Defence Minister Pedro Soto and on "
                "Tuesday with Chilean Senator Rosa Vidal."
            ),
            ["2023-11-12", "2023-11-13", "2023-11-14"],
        ),
        (
            f"{LEAD} was received by {ROJAS} on 9 November, by Chilean Defence Minister Pedro Soto on 10 November.",
            ["2023-11-09", "2023-11-10"],
        ),
        # counter-examples: the second person does something of his own
        (f"{LEAD} met {ROJAS} on Sunday, Chilean Defence Minister Pedro Soto on Monday flew home.", ["2023-11-12"]),
        (f"{LEAD} met {ROJAS} on Sunday, and Chilean Defence Minister Pedro Soto left on Monday.", ["2023-11-12"]),
    ],
)
def test_a_series_with_a_day_for_each(text: str, expected: list[str]) -> None:
    assert [start for kind, start, _ in days(text) if kind in {"meeting", "talks"}] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Minister's call with President Rojas, 14 November 2023", "2023-11-14"),
        ("Minister speaks with President Rojas on Monday", "2023-11-13"),
        ("Readout of the talks with President Rojas - 9 November 2023", "2023-11-09"),
        # counter-examples: a headline of something else
        ("A new port opens on Monday", None),
        ("Fair in Arica from 14 November", None),
    ],
)
def test_the_day_in_the_headline_of_a_contact_is_its_day(title: str, expected: str | None) -> None:
    body = f"{LEAD} spoke with {ROJAS} by telephone. They discussed the border and the treaty on fishing grounds."
    assert [start for kind, start, _ in days(f"{title}\n\n{body}") if kind == "call"] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the day of leaving is none of the gathering
        (f"{LEAD} leaves Lima on Thursday for Rio to attend the G20 summit.", None),
        (f"{LEAD} departed Lima on 13 November to attend the G20 summit in Rio.", None),
        (f"{LEAD} will leave on Friday to attend the G20 summit in Rio.", None),
        # a wide time that the next one narrows
        (f"{LEAD} will attend the G20 summit in Rio next week, on November 21.", "2023-11-21"),
        (f"{LEAD} will attend the G20 summit in Rio next month on December 4 and 5.", "2023-12-04"),
        (f"{LEAD} attended the G20 summit in Rio last week (November 8-9).", "2023-11-08"),
        # counter-examples
        (f"{LEAD} will travel to Rio on Friday to attend the G20 summit.", "2023-11-17"),
        (f"{LEAD} left Lima on Monday and attended the G20 summit in Rio on Tuesday.", "2023-11-14"),
        (f"{LEAD} attended the G20 summit in Rio last week.", "2023-11-06"),
    ],
)
def test_the_days_of_gatherings(text: str, expected: str | None) -> None:
    assert [start for kind, start, _ in days(text) if kind == "conference"] == [expected]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("She will then meet Chilean Defence Minister Pedro Soto.", "2023-11-20"),
        ("The minister will also hold talks with Chilean Defence Minister Pedro Soto.", "2023-11-20"),
        ("Later, she is to be received by Chilean Defence Minister Pedro Soto.", "2023-11-20"),
        # counter-examples: a day of its own, and nothing that says it goes on
        ("She will then meet Chilean Defence Minister Pedro Soto on Tuesday.", "2023-11-21"),
        (
            "She hopes to greet Chilean Senator Rosa Vidal. She will then meet Chilean Defence Minister Pedro Soto.",
            None,
        ),
    ],
)
def test_a_plan_goes_on_on_its_day(later: str, expected: str | None) -> None:
    text = f"{LEAD} will meet {ROJAS} in Santiago on 20 November. {later}"
    reports = read_document(Document(id="x", text=text, published="2023-11-15")).reports
    found = [r.date.start if r.date else None for r in reports if any(p.name == "Pedro Soto" for p in r.parties)]
    assert found == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{LEAD} spoke by phone with {ROJAS} on Tuesday, their first call since November 2022.",
            {"2023-11-14", "2022-11"},
        ),
        (f"{LEAD} met {ROJAS} on Monday, the first meeting between the two since 2019.", {"2023-11-13", "2019"}),
        (f"{LEAD} received {ROJAS} on Monday for their first formal talks since May 2021.", {"2023-11-13", "2021-05"}),
        # counter-examples: no such two, a bare number of years, an event of another kind
        (f"{LEAD} met {ROJAS} on Monday, the first visit by a Chilean president since 2015.", {"2023-11-13"}),
        (f"{LEAD} met {ROJAS} on Monday, their first meeting in five years.", {"2023-11-13"}),
        (f"{LEAD} met {ROJAS} on Monday, his first meeting since the election of 2021.", {"2023-11-13"}),
    ],
)
def test_a_first_time_since_tells_of_the_earlier_one(text: str, expected: set[str]) -> None:
    assert {start for kind, start, _ in days(text) if kind != "trip"} == expected
