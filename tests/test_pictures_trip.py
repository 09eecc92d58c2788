"""The map of a journey: stops, ways, labels."""

from __future__ import annotations

from itertools import combinations

import pytest

from dragoman.model import Stop
from dragoman.pictures import trip_map
from dragoman.pictures.labels import Box, Wanted, placed, spread
from dragoman.pictures.route import spots_of
from dragoman.pictures.svg import text_width
from dragoman.pictures.view import HEIGHT, view_of
from dragoman.pictures.words import span_words
from drawn import HOSTILE, description, links, marked, root, trip, words

ASIA = (
    Stop("Liverpool", "GB", "held", "2021-12-10", "2021-12-12"),
    Stop("Jakarta", "ID", "held", "2021-12-13", "2021-12-14"),
    Stop("Kuala Lumpur", "MY", "held", "2021-12-15", "2021-12-15"),
    Stop("Bangkok", "TH", "cancelled", "2021-12-15", "2021-12-16"),
)
EUROPE = tuple(
    Stop(city, country)
    for city, country in (
        ("Vilnius", "LT"),
        ("Riga", "LV"),
        ("Tallinn", "EE"),
        ("Helsinki", "FI"),
        ("Stockholm", "SE"),
        ("Copenhagen", "DK"),
        ("Berlin", "DE"),
        ("Brussels", "BE"),
        ("Luxembourg", "LU"),
        ("Paris", "FR"),
        ("The Hague", "NL"),
        ("London", "GB"),
        ("Brussels", "BE"),
    )
)
LEVANT = tuple(
    Stop(city, country, "held", "2023-11-05", "2023-11-06")
    for city, country in (
        ("Tel Aviv", "IL"),
        ("Jerusalem", "IL"),
        ("Amman", "JO"),
        ("Ramallah", "PS"),
        ("Baghdad", "IQ"),
    )
)
PACIFIC = (Stop("Tokyo", "JP"), Stop("Honolulu", "US"), Stop("San Francisco", "US"), Stop("Suva", "FJ", "planned"))
GLOBE = (Stop("Washington", "US"), Stop("New Delhi", "IN"), Stop("Wellington", "NZ"), Stop("Santiago", "CL", "planned"))


def test_the_words_tell_all_that_the_map_shows() -> None:
    told = description(trip_map(trip(*ASIA)))
    assert told == (
        "Stops in order of travel: 1 Liverpool, United Kingdom, 10–12 Dec 2021, held; 2 Jakarta, Indonesia, "
        "13–14 Dec 2021, held; 3 Kuala Lumpur, Malaysia, 15 Dec 2021, held; "
        "4 Bangkok, Thailand, 15–16 Dec 2021, cancelled."
    )


def test_a_dropped_stop_is_crossed_and_off_the_way() -> None:
    svg = trip_map(trip(*ASIA))
    assert [one.get("class") for one in marked(svg, "m-route")] == ["m-route s-held"] * 2 + ["m-route s-dropped"]
    assert len(marked(svg, "m-cross")) == 1
    assert "Crossed: cancelled." in words(svg)
    first = trip_map(trip(Stop("Paris", "FR", "cancelled"), Stop("Rome", "IT"), Stop("Athens", "GR")))
    assert [one.get("class") for one in marked(first, "m-route")] == ["m-route s-dropped", "m-route s-held"]


def test_a_planned_stop_is_hollow() -> None:
    svg = trip_map(trip(*PACIFIC))
    (hollow,) = marked(svg, "m-stop")[-1:]
    assert hollow.get("class") == "m-stop s-planned"
    assert hollow.get("fill") == "#ffffff"
    assert "Hollow: planned." in words(svg)


def test_a_place_twice_is_one_dot_with_both_numbers() -> None:
    spots, _ = spots_of(EUROPE)
    assert [spot.numbers for spot in spots if "," in spot.numbers] == ["8, 13"]
    assert "8, 13" in words(trip_map(trip(*EUROPE)))


@pytest.mark.parametrize(
    "stops", [ASIA, EUROPE, LEVANT, PACIFIC, GLOBE], ids=["asia", "europe", "levant", "pacific", "globe"]
)
def test_labels_overlap_nothing(stops: tuple[Stop, ...]) -> None:
    svg = trip_map(trip(*stops), standalone=False)
    labels = label_boxes(svg)
    marks = [box(one) for one in marked(svg, "m-stop")]
    assert len(labels) == len(marks)
    assert not [pair for pair in combinations(labels, 2) if pair[0].overlaps(pair[1])]
    assert not [pair for pair in combinations(marks, 2) if pair[0].overlaps(pair[1], -1)]
    assert not [(one, other) for one in labels for other in marks if one.overlaps(other)]
    assert all(one.within(Box(0, 0, 1000, HEIGHT)) for one in labels + marks)


def box(one: object) -> Box:
    x, y, wide, high = (float(one.get(name)) for name in ("x", "y", "width", "height"))  # type: ignore[attr-defined]
    return Box(x, y, x + wide, y + high)


def label_boxes(svg: str) -> list[Box]:
    """The boxes of the names of places, from where the text stands."""
    found = []
    for one in marked(svg, "p-label"):
        size, x, y = (float(one.get(name, "0")) for name in ("font-size", "x", "y"))
        wide = text_width(one.text or "", size)
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[one.get("text-anchor", "start")]
        found.append(Box(left, y - size * 0.8, left + wide, y + size * 0.2))
    return found


def test_a_hundred_stops_are_listed_where_they_have_no_room() -> None:
    crowd = tuple(Stop(city, "FR") for city in ("Paris", "Lyon", "Nice", "Lille") * 25) + tuple(
        Stop(name, code) for name, code in (("Brussels", "BE"), ("Bern", "CH"), ("Rome", "IT"))
    )
    svg = trip_map(trip(*crowd))
    assert not [pair for pair in combinations(label_boxes(svg), 2) if pair[0].overlaps(pair[1])]
    root(svg)


def test_stops_that_cannot_be_placed_are_told() -> None:
    svg = trip_map(trip(Stop("Paris", "FR"), Stop("Atlantis", None), Stop(None, "NO")))
    assert "Not on the map: 2 Atlantis." in words(svg)
    assert "In the middle of the country: 3." in words(svg)
    nowhere = trip_map(trip(Stop("Atlantis", None)))
    assert "No stop of this trip can be placed." in words(nowhere)
    assert description(trip_map(trip())) == "No stop of this trip is told."


def test_a_way_over_the_edge_of_the_world_is_in_pieces() -> None:
    view = view_of([(-77.0, 38.9), (77.2, 28.6), (174.8, -41.3), (-70.6, -33.4)])
    assert view.meridian is not None
    edge = view.meridian + 180
    assert len(view.line([(edge - 5, 0), (edge + 5, 0)])) == 2
    assert view_of([(139.7, 35.7), (-157.9, 21.3)]).meridian is None


def test_links_lead_to_countries() -> None:
    svg = trip_map(trip(*ASIA), link=lambda code: f"/countries/{code}" if code != "MY" else None)
    assert [address for address, _ in links(svg)] == ["/countries/GB", "/countries/ID", "/countries/TH"]
    assert dict(links(svg))["/countries/TH"] == "4 Bangkok, Thailand, 15–16 Dec 2021, cancelled"


def test_hostile_words_are_shown_and_not_run() -> None:
    for standalone in (True, False):
        svg = trip_map(trip(Stop(HOSTILE, "FR"), Stop("Rome", "IT"), who=HOSTILE), standalone=standalone)
        root(svg)
        assert "\u202e" not in svg
        assert "&lt;script&gt;" in svg


def test_the_same_trip_gives_the_same_picture() -> None:
    assert trip_map(trip(*EUROPE)) == trip_map(trip(*EUROPE))


def test_days_in_words() -> None:
    assert span_words("2021-12-13", "2021-12-14") == "13–14 Dec 2021"
    assert span_words("2021-11-30", "2021-12-02") == "30 Nov – 2 Dec 2021"
    assert span_words("2021-12-30", "2022-01-02") == "30 Dec 2021 – 2 Jan 2022"
    assert span_words("2021-12", "2021-12") == "Dec 2021"
    assert span_words("2021", None) == "from 2021"
    assert span_words(None, "2021-01-02") == "until 2 Jan 2021"
    assert span_words(None, None) == ""


# --- labels --------------------------------------------------------------------------------------


def test_a_label_without_room_is_none() -> None:
    edge = Box(0, 0, 100, 100)
    assert placed([Wanted(Box(45, 45, 55, 55), 300, 10)], edge) == [None]
    (found,) = placed([Wanted(Box(45, 45, 55, 55), 30, 10)], edge)
    assert found is not None
    assert found.left == 60


def test_marks_are_moved_apart() -> None:
    edge = Box(0, 0, 100, 100)
    middles = spread([(50, 50, 5), (50, 50, 5), (51, 50, 5)], 2, edge)
    for one, other in combinations(middles, 2):
        assert ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5 >= 11
    assert spread([(10, 10, 5), (90, 90, 5)], 2, edge) == [(10, 10), (90, 90)]
