"""Journeys read from one sentence or two: stops in their order, first and last days, what became of them."""

from __future__ import annotations

import pytest

from dragoman.model import Document, Report
from dragoman.reading.reader import read_document

BERG = "Foreign Minister Anna Berg of Sweden"


def read(text: str, kind: str = "trip") -> list[Report]:
    """The reports of a kind in a text of Wednesday, 18 May 2022."""
    document = Document(id="x", text=text, published="2022-05-18")
    return [report for report in read_document(document).reports if report.kind == kind]


def route(report: Report) -> str:
    return ",".join(stop.country or "?" for stop in report.stops)


def days(report: Report) -> str:
    return f"{(report.date and report.date.start) or ''}..{(report.date and report.date.end) or ''}"


@pytest.mark.parametrize(
    ("text", "stops", "dates"),
    [
        (f"{BERG} wrapped up a visit to Peru on Tuesday.", "PE", "..2022-05-17"),
        (f"{BERG} wound up a two-nation tour of Peru and Chile on Tuesday.", "PE,CL", "..2022-05-17"),
        (f"{BERG} ended a three-day visit to Peru on Tuesday.", "PE", "2022-05-15..2022-05-17"),
        (f"{BERG} will begin a four-day trip to Peru on Friday.", "PE", "2022-05-20..2022-05-23"),
        (f"{BERG} arrived in Lima on Monday on a state visit of two days.", "PE", "2022-05-16..2022-05-17"),
        (f"{BERG} returned from a three-day trip to Peru on Tuesday.", "PE", "2022-05-15..2022-05-17"),
        (f"{BERG} came back on Monday from a two-day visit to Peru.", "PE", "2022-05-15..2022-05-16"),
        (f"{BERG} returned home from an official visit to Peru on Monday.", "PE", "..2022-05-16"),
        (f"{BERG} returned to Peru on Monday for a two-day visit.", "PE", "2022-05-16..2022-05-17"),
        (f"{BERG} saw farmers on Tuesday, the second day of a visit to Peru.", "PE", "2022-05-16.."),
        (f"{BERG} arrived in Lima on Monday for a two-day conference.", "PE", "2022-05-16.."),
        (f"{BERG} visited Lima on Monday and Santiago on Tuesday.", "PE,CL", "2022-05-16..2022-05-17"),
        (
            f"{BERG} will visit Lima on 20 May, Santiago on 21 May and La Paz on 22 May.",
            "PE,CL,BO",
            "2022-05-20..2022-05-22",
        ),
        (f"{BERG} visited Lima on Monday, and Chile said it hoped for a visit too.", "PE", "2022-05-16..2022-05-16"),
        (f"{BERG} flew to Lima on Monday by way of Santiago.", "PE", "2022-05-16.."),
        (f"{BERG} travelled to Lima by way of Santiago.", "CL,PE", ".."),
        (f"{BERG} will spend Friday in Peru before flying on to Chile.", "PE,CL", "2022-05-20..2022-05-20"),
        (
            f"{BERG} left Stockholm on Monday. She will hold talks in Lima and visit Peru until Friday.",
            "PE",
            "2022-05-16..2022-05-20",
        ),
    ],
)
def test_bounds_and_order(text: str, stops: str, dates: str) -> None:
    (trip,) = read(text)
    assert (route(trip), days(trip)) == (stops, dates)


def test_tour_under_way_has_its_stops_to_come() -> None:
    (trip,) = read(f"{BERG} embarked on Monday on a tour that will take her to Peru and Chile.")
    assert trip.status == "held"
    assert [stop.status for stop in trip.stops] == ["planned", "planned"]
    assert days(trip) == "2022-05-16.."


def test_here_is_the_place_of_the_dateline() -> None:
    (trip,) = read(f"LIMA, May 18 - {BERG} landed here on Monday for a visit that will last until Friday, she said.")
    assert [(stop.city, stop.country) for stop in trip.stops] == [("Lima", "PE")]


def test_from_here_is_no_place() -> None:
    assert not read(f"LIMA, May 18 - {BERG} spoke on Monday about the road from here on, her office said.")


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("Peruvian President Luis Quispe received the visiting Swedish foreign minister, Anna Berg, in Lima.", "PE"),
        (
            "LIMA, May 18 - President Luis Quispe of Peru met visiting Swedish Foreign Minister Anna Berg on Monday.",
            "PE",
        ),
    ],
)
def test_visiting_guest_is_on_a_journey(text: str, stops: str) -> None:
    (trip,) = read(text)
    assert (route(trip), trip.parties[0].name) == (stops, "Anna Berg")


def test_guest_without_a_place_gives_no_journey() -> None:
    assert not read("Peruvian President Luis Quispe spoke by phone with visiting professor Anna Berg of Sweden.")


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ("Foreign ministers of the G7 will meet in Lima on 20 May.", "G7", "planned"),
        ("NATO defence ministers met in Brussels on Monday.", "NATO", "held"),
        ("The G20 finance ministers' meeting planned for Friday in Lima has been postponed.", "G20", "postponed"),
        ("The ASEAN foreign ministers' retreat scheduled for next week has been called off.", "ASEAN", "cancelled"),
    ],
)
def test_group_is_one_party_of_its_sitting(text: str, code: str, status: str) -> None:
    (sitting,) = read(text, "conference")
    assert [(party.name, party.country) for party in sitting.parties] == [(None, code)]
    assert sitting.status == status
    assert sitting.name


@pytest.mark.parametrize(
    "text",
    [
        "G7 foreign ministers have met many times.",
        "NATO officials met in Brussels on Monday.",
        f"{BERG} spoke of fish before the planned G20 finance ministers' dinner.",
    ],
)
def test_no_sitting(text: str) -> None:
    assert not read(text, "conference")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{BERG} was due to arrive in Lima on Friday. Her office said she would not be coming.", "cancelled"),
        (f"{BERG} was due in Peru on Thursday, but has pulled out.", "cancelled"),
        (f"{BERG} planned to fly to Lima on Friday. A strike has put paid to that.", "cancelled"),
        (f"{BERG} was due in Peru on Thursday. Her office said the trip had been called off.", "cancelled"),
        (f"{BERG} has postponed her May 20-22 visit to Peru.", "postponed"),
        (f"The European Union postponed the visit of {BERG} to Peru.", "postponed"),
        (f"{BERG} flew home from Peru a day early on Monday.", "cut_short"),
        (f"{BERG} abandoned her tour of South America on Monday. She had arrived in Lima on Sunday.", "cut_short"),
    ],
)
def test_plans_undone_without_naming_them(text: str, status: str) -> None:
    (trip,) = read(text)
    assert (trip.status, route(trip)) == (status, "PE")


def test_somebody_else_who_stays_away_undoes_nothing() -> None:
    (trip,) = read(f"{BERG} will visit Peru on Friday. President Karl Lund of Finland will not be coming.")
    assert trip.status == "planned"


def test_what_was_planned_for_a_visit_falls_with_it() -> None:
    text = (
        f"{BERG} has postponed her visit to Peru. She was to arrive in Lima on 14 June to meet President Luis Quispe."
    )
    (meeting,) = read(text, "meeting")
    assert meeting.status == "postponed"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{BERG} flew to Lima on Monday. She met Peruvian President Luis Quispe there.", ("Lima", "PE")),
        (f"{BERG} met Chilean President Diego Salas on Monday for talks on the war in Peru.", None),
        (f"LIMA, May 18 - President Luis Quispe of Peru received {BERG} on Tuesday.", ("Lima", "PE")),
        (f"{BERG} met Chilean President Diego Salas in Singapore on Monday.", ("Singapore", "SG")),
        (f"{BERG} met Chilean President Diego Salas at Camp David on Monday.", ("Camp David", "US")),
    ],
)
def test_where_they_met(text: str, place: tuple[str, str] | None) -> None:
    (meeting,) = read(text, "meeting")
    assert (meeting.place and (meeting.place.city, meeting.place.country)) == place


def test_there_that_tells_no_place() -> None:
    (meeting,) = read(f"{BERG} met Chilean President Diego Salas in Lima on Monday. He said there was hope.", "meeting")
    assert meeting.place is not None
    assert meeting.place.city == "Lima"


def test_a_second_city_of_a_country_is_a_stop_of_its_own() -> None:
    (trip,) = read(f"{BERG} is in Peru for talks. On Friday she will travel to Cusco.")
    assert [(stop.city, stop.status) for stop in trip.stops] == [(None, "held"), ("Cusco", "planned")]


def test_stops_with_days_stand_in_their_order() -> None:
    (trip,) = read(f"{BERG} arrived in Lima on Tuesday. She had arrived in Santiago on Sunday.")
    assert route(trip) == "CL,PE"


def test_led_delegations_are_parties_of_the_consultations_told_before() -> None:
    text = (
        "The fifth round of political consultations between Sweden and Peru was held in Lima on Monday. "
        "The delegations were headed by State Secretary Anna Berg of Sweden and Deputy Minister Luis Quispe of Peru."
    )
    (sitting,) = read(text, "conference")
    assert [party.name for party in sitting.parties] == ["Anna Berg", "Luis Quispe"]
    assert sitting.name == "fifth round of political consultations"


@pytest.mark.parametrize(
    "text",
    [
        f"{BERG} on Monday embarked on a three-nation tour of Peru, Chile and Bolivia.",
        f"{BERG} left on a three-nation visit to Peru, Chile and Bolivia on Tuesday.",
        f"{BERG} kicked off a three-country trip to Peru, Chile and Bolivia.",
    ],
)
def test_stops_of_a_tour_just_begun_are_to_come(text: str) -> None:
    (trip,) = read(text)
    assert trip.status == "held"
    assert [(stop.country, stop.status) for stop in trip.stops] == [
        ("PE", "planned"),
        ("CL", "planned"),
        ("BO", "planned"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{BERG} met several ministers beside the NATO summit, including Peruvian Foreign Minister Luis Quispe.",
        f"{BERG} met many leaders on the sidelines of the G20 summit, among them Peruvian President Luis Quispe.",
    ],
)
def test_those_met_beside_a_gathering_are_met_there(text: str) -> None:
    (meeting,) = read(text, "meeting")
    assert [party.name for party in meeting.parties] == ["Anna Berg", "Luis Quispe"]
    assert not read(text, "conference")


def test_likely_to_is_a_plan() -> None:
    (meeting,) = read(f"{BERG} is likely to hold talks with Peruvian President Luis Quispe on 20 May.", "meeting")
    assert (meeting.status, meeting.date and meeting.date.start) == ("planned", "2022-05-20")
    assert not read(f"{BERG} is not likely to meet Peruvian President Luis Quispe on 20 May.", "meeting")


@pytest.mark.parametrize(
    "told_by",
    [
        "Swedish Prime Minister Maja Lind said",
        "Sweden's President Maja Lind told parliament",
        "Swedish officials said",
    ],
)
def test_who_tells_it_is_no_goal(told_by: str) -> None:
    (trip,) = read(f"{BERG} will travel to Peru, {told_by}.")
    assert route(trip) == "PE"


@pytest.mark.parametrize(
    "told",
    [
        "government spokesman Nils Holm told reporters on Monday",
        "her spokeswoman said at a news briefing on Monday",
        "the spokesman told journalists in Stockholm on Monday",
    ],
)
def test_day_of_the_news_is_not_that_of_the_trip(told: str) -> None:
    (trip,) = read(f"{BERG} will visit Peru, {told}.")
    assert days(trip) == ".."
