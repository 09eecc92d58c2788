"""Start page, calendar, search, topics, side by side, and the lists beside engagements."""

from __future__ import annotations

import datetime
import html
import re

import pytest
from starlette.testclient import TestClient

from dragoman.web.bars import bars
from dragoman.web.pages.calendar import span_of, week_of

LISTS = ["/engagements", "/documents", "/conflicts", "/gaps", "/relations", "/claims", "/counts", "/topics"]


def shown(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text[-500:])
    return html.unescape(answer.text)


@pytest.mark.parametrize("path", [*LISTS, "/search?q=balloon"])
@pytest.mark.parametrize("ending", ["", "csv", "json", "ics", "atom"])
def test_every_list_answers_in_every_form(client: TestClient, path: str, ending: str) -> None:
    plain, _, query = path.partition("?")
    address = plain + (f".{ending}" if ending else "") + (f"?{query}" if query else "")
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content
    if ending == "csv":
        assert "," in answer.text.splitlines()[0]


def test_the_start_page_shows_latest_coming_map_times_conflicts_and_gaps(client: TestClient) -> None:
    page = shown(client, "/")
    for heading in ("Latest", "Coming", "Where trips led", "Over time", "Where reports disagree", "What is missing"):
        assert heading in page
    assert 'class="picture m-world"' in page
    assert "/engagements?kind=trip&status=held&status=cut_short&at=JP" in page


def test_each_count_of_the_start_page_is_that_of_its_list(client: TestClient) -> None:
    page = shown(client, "/")
    counts = re.findall(r'href="(/engagements\?kind=trip[^"]*at=[A-Z]+)">[^<]*? (\d+)</a>', page)
    assert len(counts) > 3
    for address, count in counts:
        assert client.get(address.replace("/engagements?", "/engagements.json?")).json()["total"] == int(count)


@pytest.mark.parametrize("by", ["at", "country", "kind", "month", "status", "topic", "year", "person", "day"])
def test_each_count_leads_to_a_list_of_as_many(client: TestClient, by: str) -> None:
    page = shown(client, f"/counts?by={by}")
    rows = re.findall(r'<td class="number"><a href="(/engagements\?[^"]*)">(\d+)</a>', page)
    assert rows
    for address, count in rows[:6]:
        total = client.get(address.replace("/engagements?", "/engagements.json?")).json()["total"]
        # a month counts by first days, its list also has what began before or may have been in it
        assert total == int(count) or (by in ("year", "month", "day") and total >= int(count)), address


def test_the_calendar_of_a_month_tells_planned_from_held(client: TestClient) -> None:
    page = shown(client, "/calendar/2021-12")
    assert re.search(r'class="event status-planned"', page)
    assert re.search(r'class="event status-held"', page)
    day = page[page.index('datetime="2021-12-15"') :]
    assert "Saifuddin Abdullah" in day[: day.index("</td>")]
    assert "/calendar/2021-11" in page
    assert "/calendar/2022-01" in page


def test_the_week_of_somebody(client: TestClient) -> None:
    page = shown(client, "/calendar/2021-W50?who=blinken")
    assert "2021-12-13 to 2021-12-19" in page
    assert "/calendar/2021-W49?who=blinken" in page
    assert "Bali Democracy Forum" not in page


def test_the_calendar_leads_to_the_month_of_today(client: TestClient) -> None:
    answer = client.get("/calendar", follow_redirects=False)
    assert answer.headers["location"] == "/calendar/2024-08"


@pytest.mark.parametrize("name", ["2021-13", "2021-W54", "x", "2021", "0000-01", "9999-W53"])
def test_no_such_month(client: TestClient, name: str) -> None:
    assert client.get(f"/calendar/{name}").status_code == 404


@pytest.mark.parametrize("name", ["0001-01", "9999-12"])
def test_the_first_and_last_months_have_no_fault(client: TestClient, name: str) -> None:
    assert client.get(f"/calendar/{name}").status_code in (200, 404)


def test_weeks_are_those_of_iso_8601() -> None:
    assert week_of(datetime.date(2021, 1, 3)) == "2020-W53"
    assert span_of("2020-W53").last == datetime.date(2021, 1, 3)


def test_both_sides_of_a_call(client: TestClient) -> None:
    page = shown(client, "/engagements/2023-06-13-call-blinken-qin/compare")
    row = page[page.index("peace process") :]
    assert row.index("left out") < row.index("only here")
    assert re.search(r'<a href="/documents/[0-9a-f]+\?at=\d+-\d+#w\d+"><q dir="auto">Qin said', page)


def test_one_account_alone_has_nothing_beside_it(client: TestClient) -> None:
    items = client.get("/engagements.json", params={"limit": "200"}).json()["items"]
    single = next(one for one in items if len(one["reports"]) == 1)
    assert client.get(f"/engagements/{single['id']}/compare").status_code == 400


def test_search_finds_people_countries_topics_and_sentences(client: TestClient) -> None:
    page = shown(client, "/search?q=blinken")
    assert '<a href="/persons/Q7821917">' in page
    assert '<q dir="auto">' in page
    assert '<a href="/countries/TH">' in shown(client, "/search?q=thailand")
    assert "Topic: climate" in shown(client, "/search?q=climate")


def test_search_pages_to_the_end(client: TestClient) -> None:
    address, seen = "/search?q=blinken&limit=7", []
    while address:
        page = shown(client, address)
        seen += re.findall(r'<blockquote class="quote"><a href="([^"]+)"', page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = found[1] if found else ""
    assert len(seen) == len(set(seen)) > 14


def test_an_empty_search_asks_for_words(client: TestClient) -> None:
    assert "Give names or words" in shown(client, "/search?q=")
    assert client.get("/search?q=%21%21").status_code == 400


def test_suggestions_are_pages(client: TestClient) -> None:
    found = client.get("/suggest", params={"q": "blin"}).json()
    assert {"value": "Q7821917", "label": "Antony Blinken (United States)", "href": "/persons/Q7821917"} in found
    assert client.get("/suggest", params={"q": "japan", "of": "country"}).json()[0]["value"] == "JP"
    assert client.get("/suggest", params={"q": "'; --"}).json() == []


def test_a_topic_shows_its_month_first(client: TestClient) -> None:
    code = client.get("/topics.json").json()["items"][0]["key"]
    page = shown(client, f"/topics/{code}")
    assert page.index("This month") < page.index("The latest")
    assert client.get("/topics/nonsense").status_code == 400


def test_gaps_and_conflicts_lead_to_words(client: TestClient) -> None:
    for address in ("/gaps", "/conflicts"):
        assert re.search(r'<a href="/documents/[0-9a-f]+\?at=', shown(client, address)), address


def test_bars_lead_and_escape() -> None:
    drawn = bars([("<2021>", 3, '/x?a=1&b="2"'), ("2022", 0, "/y")], title='"T"')
    assert "<2021>" not in drawn
    assert 'href="/x?a=1&amp;b=&quot;2&quot;"' in drawn
    assert 'height="0.0"' in drawn
    assert bars([], title="none") == ""
