"""Trips: the list, a journey planned beside actual, its calendar, and both ways to the engagement that it is."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.web.people import broken, leads, plain

CUT = "2021-12-09-trip-blinken-united-kingdom"


def test_the_list_shows_routes_and_leads_to_each_trip(client: TestClient) -> None:
    shown = client.get("/trips", params={"who": "blinken", "since": "2021-12", "until": "2021-12"}).text
    assert "1 trip " in plain(shown)
    assert f'href="/trips/{CUT}"' in shown
    assert "Liverpool United Kingdom" in plain(shown)
    assert re.search(r"<del><bdi>Bangkok</bdi></del>", shown)
    assert client.get("/trips.json", params={"status": "cancelled"}).json()["total"] == 1


@pytest.mark.parametrize(
    ("ending", "words"), [("csv", "Kuala Lumpur"), ("json", '"legs"'), ("ics", "BEGIN:VEVENT"), ("atom", "/trips/")]
)
def test_the_list_has_its_other_forms(client: TestClient, ending: str, words: str) -> None:
    answer = client.get(f"/trips.{ending}")
    assert answer.status_code == 200
    assert words in answer.text


def test_a_trip_is_told_stop_by_stop_planned_beside_actual(client: TestClient) -> None:
    shown = client.get(f"/trips/{CUT}").text
    words = plain(shown)
    assert "2021-12-08 : announced" in words
    assert "cut , 2021-12-09 – 14 Why: after Covid case among reporters" in words
    third = plain_of(shown, "stop-3")
    assert third.startswith("Kuala Lumpur Malaysia 2021-12-14 – 15 held As it was planned 2021-12-08 : planned")
    assert "What came of it 2021-12-15 : held" in third
    assert "There 2021-12-15 meeting held" in third
    last = plain_of(shown, "stop-4")
    assert "<del><bdi>Bangkok</bdi></del>" in shown
    assert last.startswith("Bangkok Thailand 2021-12-16 cancelled Why: after Covid case among reporters its words")
    assert "2021-12-15 : postponed 2021-12-16" in last


def plain_of(page: str, anchor: str) -> str:
    """The words of one stop."""
    start = page.index(f'id="{anchor}"')
    end = page.find('<li class="stop"', start)
    return plain("<main " + page[start : end if end > 0 else page.index("</main>")].split(">", 1)[1] + "</main>")


def test_every_word_of_a_trip_leads_to_its_document(client: TestClient) -> None:
    shown = client.get(f"/trips/{CUT}").text
    words = [one for one in leads(shown) if one.startswith("/documents/")]
    assert len(words) > 8
    assert broken(client, shown) == []


def test_a_trip_and_its_engagement_lead_to_each_other(client: TestClient) -> None:
    assert f'href="/engagements/{CUT}"' in client.get(f"/trips/{CUT}").text
    assert f'href="/trips/{CUT}"' in client.get(f"/engagements/{CUT}").text


def test_the_route_is_drawn_without_styles(client: TestClient) -> None:
    shown = client.get(f"/trips/{CUT}").text
    drawn = shown[shown.index("<svg") : shown.index("</svg>")]
    assert "Kuala Lumpur" in drawn
    assert "style=" not in drawn
    assert "<style" not in drawn


def test_a_trip_has_a_calendar_of_its_own(client: TestClient) -> None:
    answer = client.get(f"/trips/{CUT}.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    events = answer.text.split("BEGIN:VEVENT")[1:]
    assert len(events) > 5
    bangkok = next(one for one in events if "Stop 4: Bangkok" in one)
    assert "STATUS:CANCELLED" in bangkok
    assert f"http://localhost/trips/{CUT}#stop-4" in bangkok.replace("\r\n ", "")
    assert answer.text == client.get(f"/trips/{CUT}.ics").text


def test_what_is_no_trip_is_shown_as_what_it_is(client: TestClient) -> None:
    call = client.get("/engagements.json", params={"kind": "call", "limit": "1"}).json()["items"][0]["id"]
    answer = client.get(f"/trips/{call}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/engagements/{call}")
    assert client.get(f"/trips/{call}.ics").status_code == 404


@pytest.mark.parametrize("address", ["/trips/nothing", "/trips/nothing.ics", "/trips/%3Cscript%3E", "/trips.pdf"])
def test_what_there_is_not(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_a_wrong_filter_is_told(client: TestClient) -> None:
    answer = client.get("/trips", params={"status": "gone"})
    assert answer.status_code == 400
    assert "there are held" in answer.text
