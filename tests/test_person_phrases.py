"""Persons in sentences whose words could also be read another way."""

from __future__ import annotations

import pytest

from dragoman.model import Document
from dragoman.reading.reader import read_document

HOST = ("meeting", ("Luis Quispe", "PE"), ("Anna Berg", "NO"))

INDIAN = ("meeting", ("Luis Quispe", "PE"), ("Anna Berg", "IN"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peruvian President Luis Quispe is set to host Norwegian Prime Minister Anna Berg in Lima on Friday.", HOST),
        ("Peruvian President Luis Quispe gave a dinner for visiting Norwegian Prime Minister Anna Berg.", HOST),
        ("President Luis Quispe of Peru received the new Norwegian ambassador, Anna Berg, on Friday.", HOST),
        ("President Luis Quispe of Peru received the Ambassador of Norway to Chile, Anna Berg, on Friday.", HOST),
        (
            "Talks between the Peruvian and Norwegian mining ministers, Luis Quispe and Anna Berg, were held in Lima.",
            HOST,
        ),
        (
            "The presidents of Peru, Luis Quispe, and Norway, Anna Berg, met in Lima on Friday.",
            HOST,
        ),
        (
            "Peruvian President Luis Quispe saw the special envoy, Norwegian Foreign Minister Anna Berg, on Friday.",
            HOST,
        ),
        (
            "Peruvian President Luis Quispe met the detained president of Norway, Anna Berg, on Friday.",
            HOST,
        ),
        (
            "A delegation of the Norwegian parliament led by Anna Berg met Peruvian President Luis Quispe on Friday.",
            HOST,
        ),
        (
            "Anna Berg came from Norway. Peruvian President Luis Quispe met Berg on Friday.",
            HOST,
        ),
        (
            "Peruvian President Luis Quispe met the 78-year-old prime minister of Norway, Anna Berg, on Friday.",
            HOST,
        ),
        (
            "Peru's president was in Oslo. President Luis Quispe met the prime minister of Norway, Anna Berg.",
            HOST,
        ),
        ("President Luis Quispe of Peru met Anna Berg, his Norwegian counterpart, in Lima on Friday.", HOST),
        ("India's foreign secretary, Anna Berg, met Peruvian President Luis Quispe in Lima on Friday.", INDIAN),
        ("Peruvian President Luis Quispe met the Norwegian envoy for the Western Balkans, Anna Berg, on Friday.", HOST),
        ("The Peruvian foreign ministry said Luis Quispe, the minister, had met Norway's Anna Berg in Lima.", HOST),
        ("Both ministries said that Peru's Luis Quispe and Norway's Anna Berg met in Lima on Friday.", HOST),
        (
            "US Secretary of State Anna Berg landed in Lima. President Luis Quispe of Peru received the Secretary.",
            ("meeting", ("Luis Quispe", "PE"), ("Anna Berg", "US")),
        ),
    ],
)
def test_who_met(text: str, expected: tuple[str, tuple[str, str], tuple[str, str]]) -> None:
    reports = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    found = [(r.kind, *sorted(((p.name, p.country) for p in r.parties), reverse=True)) for r in reports]
    assert expected in found


def test_the_secretary_and_a_minister_are_two() -> None:
    text = (
        "Secretary of State Anna Berg will travel to Lima. "
        "The Secretary and Foreign Minister Juan Soto of Chile discussed trade on Monday."
    )
    reports = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    assert [{p.name for p in r.parties} for r in reports if r.kind == "talks"] == [{"Anna Berg", "Juan Soto"}]


def test_foreign_and_defence_ministers_are_two_each() -> None:
    text = "The foreign and defence ministers of Norway and Peru met in Lima on Monday."
    (report,) = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    assert [(p.role, p.country) for p in report.parties] == [
        ("foreign minister", "NO"),
        ("defence minister", "NO"),
        ("foreign minister", "PE"),
        ("defence minister", "PE"),
    ]


@pytest.mark.parametrize("name", ["Luis Q Quispe", "L Quispe", "L Q Quispe"])
def test_initials_without_stops_belong_to_the_name(name: str) -> None:
    text = f"Peruvian Foreign Minister {name} met Norwegian Prime Minister Anna Berg in Lima on Monday."
    (report,) = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    assert [(p.name, p.country) for p in report.parties] == [(name, "PE"), ("Anna Berg", "NO")]


def test_a_head_of_two_states_acts_for_the_one_that_gave_more_offices() -> None:
    text = "Emmanuel Macron welcomed Norwegian Prime Minister Anna Berg on Monday."
    (report,) = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    assert [(p.name, p.country) for p in report.parties] == [("Emmanuel Macron", "FR"), ("Anna Berg", "NO")]


def test_the_two_ministers_are_those_whose_meeting_was_told_last() -> None:
    text = (
        "Talks of Foreign Minister Luis Quispe with the Foreign Ministers of Norway and Kenya\n\n"
        "Peruvian Foreign Minister Luis Quispe received Anna Berg, Foreign Minister of Norway, in Lima on 8 June 2021."
        " After their talks the two ministers held a joint press conference. On 9 June 2021 he received Peter Mwangi,"
        " Foreign Minister of Kenya."
    )
    reports = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    assert [{p.name for p in r.parties} for r in reports if r.kind == "remarks"] == [{"Luis Quispe", "Anna Berg"}]


def test_whoever_speaks_in_a_speech_stands_before_the_verb() -> None:
    text = (
        "Kenyan President Peter Mwangi met Peruvian President Luis Quispe in Lima on Monday. In a speech in Lima on"
        " Tuesday Norwegian Prime Minister Anna Berg said that her country wanted to sell more fish to Peru."
    )
    reports = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    assert [[p.name for p in r.parties] for r in reports if r.kind == "remarks"] == [["Anna Berg"]]


def test_the_secretary_is_no_assistant_secretary() -> None:
    text = (
        "Assistant Secretary of State Anna Berg spoke to reporters about the Secretary's travel to Peru and Chile."
        " Secretary of State Luis Quispe will be in Lima on Monday."
    )
    reports = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    assert {p.name for r in reports if r.kind == "trip" for p in r.parties} == {"Luis Quispe"}


@pytest.mark.parametrize(
    ("deed", "count"),
    [
        ("paid calls on President Luis Quispe and Prime Minister Ana Ruiz of Peru", 2),
        ("paid courtesy calls on Peruvian President Luis Quispe and Foreign Minister Ana Ruiz", 2),
        ("was received separately by Peruvian President Luis Quispe and Foreign Minister Ana Ruiz", 2),
        ("was received by Peruvian President Luis Quispe and Foreign Minister Ana Ruiz", 1),
    ],
)
def test_calls_on_several_are_meetings_of_their_own(deed: str, count: int) -> None:
    text = f"Norwegian Prime Minister Anna Berg {deed} in Lima on Monday."
    reports = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    assert sum(r.kind == "meeting" for r in reports) == count


@pytest.mark.parametrize("opening", ["Visiting Lima", "Leaving Lima", "Addressing Congress", "Hosting Norway"])
def test_a_deed_at_the_head_of_a_sentence_is_no_name(opening: str) -> None:
    text = f"{opening} on Monday, Peruvian President Luis Quispe met Norwegian Prime Minister Anna Berg."
    reports = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    assert {p.name for r in reports for p in r.parties} == {"Luis Quispe", "Anna Berg"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They said that their presidents, Karl Dahl and Amos Otieno, will meet in June.", None),
        ("The two presidents, Alberto Fernández and Luis Lacalle Pou, will meet in June.", 2),
        ("Their presidents, Alberto Fernández and Luis Lacalle Pou, will meet in June.", 2),
        ("The two, Alberto Fernández and Luis Lacalle Pou, will meet in June.", 2),
        # counter-examples: a list, and the two of before
        ("Their presidents will meet in June.", 2),
        ("The two ministers, President Alberto Fernández and President Luis Lacalle Pou will meet in June.", 4),
    ],
)
def test_several_told_by_name_are_no_further_persons(text: str, names: int | None) -> None:
    before = "Norwegian Foreign Minister Anna Berg and Kenyan Foreign Minister Peter Mwangi met in Nairobi on Tuesday. "
    reports = read_document(Document(id="d", text=before + text, published="2023-03-10")).reports
    assert len(reports[0].parties) == 2
    planned = [r for r in reports if r.status == "planned"]
    assert [len(r.parties) for r in planned] == ([] if names is None else [names])


def test_a_president_met_in_a_third_country_keeps_the_country() -> None:
    text = "Peru's president met Chile's prime minister in Oslo on Monday."
    (report,) = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    assert sorted(party.country or "" for party in report.parties) == ["CL", "PE"]


def test_a_city_that_opens_a_sentence_is_no_first_name() -> None:
    text = "President Luis Quispe of Peru flew to Lisbon. In Oslo Quispe was received by King Olav Berg of Norway."
    reports = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    assert "Oslo Quispe" not in {party.name for report in reports for party in report.parties}


def test_a_delegation_goes_with_its_head() -> None:
    text = "President Luis Quispe of Peru was in Oslo on Monday. Quispe and his delegation left Oslo in the evening."
    (report,) = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    assert report.kind == "trip"
    assert [party.name for party in report.parties] == ["Luis Quispe"]
