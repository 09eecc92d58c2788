"""Journeys that nouns alone tell, and journeys of several search snippets on one page."""

from __future__ import annotations

from dragoman.model import Document, Report
from dragoman.reading.reader import read_document


def trips(text: str, published: str | None = None) -> list[Report]:
    return [r for r in read_document(Document(id="d", text=text, published=published)).reports if r.kind == "trip"]


def told(report: Report) -> tuple[str, list[tuple[str | None, str]]]:
    return report.status, [(stop.country, stop.status) for stop in report.stops]


def test_a_noun_does_not_say_that_a_journey_took_place() -> None:
    title = "Foreign Minister Anna Berg's Travel to Peru and Chile\n\n"
    planned = "Norwegian Foreign Minister Anna Berg will travel to Peru and Chile on June 1-3, 2023, for talks on fish."
    assert [told(one) for one in trips(title + planned)] == [("planned", [("PE", "planned"), ("CL", "planned")])]
    held = "Norwegian Foreign Minister Anna Berg travelled to Peru and Chile on June 1-3, 2023, for talks on fish."
    assert [told(one) for one in trips(title + held)] == [("held", [("PE", "held"), ("CL", "held")])]


def test_a_plan_for_another_place_leaves_the_visit_as_it_is() -> None:
    text = (
        "Norwegian Foreign Minister Anna Berg's visit to Peru ended on Friday. She will travel to Kenya next month, the"
        " ministry said."
    )
    assert [told(one) for one in trips(text, "2023-06-03")] == [
        ("held", [("PE", "held")]),
        ("planned", [("KE", "planned")]),
    ]


SNIPPETS = """Search results

1. Foreign Minister Berg's Travel to Peru and Chile

    Norwegian Foreign Minister Anna Berg will travel to Peru and Chile, June 1-3, 2023, to take part in ...

2. Berg cuts short Africa tour after fire at embassy

    Norwegian Foreign Minister Anna Berg on Wednesday cut short a trip to Kenya, Uganda and Rwanda over a fire ...

3. Norway's foreign minister lands in Tokyo

    Norwegian Foreign Minister Anna Berg arrived in Japan on Monday for a visit of two days, her first since 2019 ...

4. Berg cuts Africa trip short

    The Norwegian foreign minister, Anna Berg, is cutting short a trip to Kenya, Uganda and Rwanda, it was said ...
"""


def test_each_snippet_tells_its_own_journey_and_one_journey_is_told_once() -> None:
    found = trips(SNIPPETS)
    assert [(one.status, [stop.country for stop in one.stops]) for one in found] == [
        ("planned", ["PE", "CL"]),
        ("cut_short", ["KE", "UG", "RW"]),
        ("held", ["JP"]),
    ]


def test_whoever_is_let_travel_is_the_traveller() -> None:
    text = (
        "Kenyan President Peter Mwangi spoke on Monday. The paper said that Peru was refusing to let Norwegian Foreign"
        " Minister Anna Berg visit Lima."
    )
    (trip,) = trips(text, "2023-06-03")
    assert ([party.name for party in trip.parties], trip.status) == (["Anna Berg"], "declined")


def test_somebodys_visit_is_a_noun() -> None:
    text = (
        "Kenyan President Peter Mwangi spoke on Monday. Norwegian Foreign Minister Anna Berg's visit sparked protests"
        " in Peru last year."
    )
    assert all("Peter Mwangi" not in [party.name for party in one.parties] for one in trips(text, "2023-06-03"))


def test_the_title_of_a_snippet_is_a_headline() -> None:
    text = SNIPPETS.replace("Berg cuts short", "Berg Cuts Short")
    found = read_document(Document(id="d", text=text)).reports
    assert {party.name for one in found for party in one.parties} == {"Anna Berg"}
