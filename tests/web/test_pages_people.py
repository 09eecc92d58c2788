"""Persons and countries: lists, pages, counts that lead to what they count, names that are several or none."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from tests.web.people import broken, leads, plain

BLINKEN = "Q7821917"


# --- lists ---------------------------------------------------------------------------------------


def test_persons_are_listed_the_most_frequent_first(client: TestClient) -> None:
    shown = client.get("/persons").text
    assert plain(shown).index("Antony Blinken") < plain(shown).index("Wang Yi")
    assert f'href="/persons/{BLINKEN}"' in shown
    rows = client.get("/persons.json", params={"order": "name"}).json()
    names = [one["name"].casefold() for one in rows["items"]]
    assert rows["total"] > 50
    assert names[0] < names[-1]


def test_persons_are_found_by_any_part_of_the_name_and_by_country(client: TestClient) -> None:
    assert [one["name"] for one in client.get("/persons.json?q=MARSUDI").json()["items"]] == ["Retno Marsudi"]
    chinese = client.get("/persons.json?country=China").json()["items"]
    assert chinese
    assert all("CN" in one["countries"].split("; ") for one in chinese)
    assert "Nobody in this record fits" in client.get("/persons?q=zzzzzz").text


def test_persons_come_in_pages(client: TestClient) -> None:
    shown = client.get("/persons", params={"limit": "20", "order": "name"}).text
    following = next(one for one in leads(shown) if "page=" in one)
    asked = parse_qs(urlsplit(following).query)
    assert (asked["limit"], asked["order"]) == (["20"], ["name"])
    first = set(re.findall(r'href="(/persons/[^"]+)"', shown))
    assert not first & set(re.findall(r'href="(/persons/[^"]+)"', client.get(following).text))


@pytest.mark.parametrize("path", ["/persons", "/countries", "/visits"])
@pytest.mark.parametrize("ending", ["csv", "json", "ics", "atom"])
def test_lists_have_their_other_forms(client: TestClient, path: str, ending: str) -> None:
    answer = client.get(f"{path}.{ending}", params={"who": "blinken"} if path == "/visits" else {})
    assert answer.status_code == 200
    assert len(answer.content) > 100


def test_countries_are_listed_with_counts_that_lead_to_their_lists(client: TestClient) -> None:
    shown = client.get("/countries?q=indonesia").text
    (row,) = client.get("/countries.json?q=indonesia").json()["items"]
    assert row["code"] == "ID"
    for name, count in (("country", "engagements"), ("acting", "acting"), ("at", "at")):
        assert f'href="/engagements?{name}=ID"' in shown
        assert client.get(f"/engagements.json?{name}=ID").json()["total"] == row[count] > 0


# --- a person ------------------------------------------------------------------------------------


def test_a_part_of_a_name_that_is_one_person_leads_to_the_id(client: TestClient) -> None:
    answer = client.get("/persons/antony%20b?kind=call", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/persons/{BLINKEN}?kind=call")
    assert client.get("/persons/name:menachem-begin").status_code == 200


def test_a_name_of_several_gives_a_choice(client: TestClient) -> None:
    answer = client.get("/persons/abdullah", follow_redirects=False)
    assert answer.status_code == 300
    assert "Saifuddin Abdullah" in plain(answer.text)
    assert len([one for one in leads(answer.text) if one.startswith("/persons/")]) > 1
    assert broken(client, answer.text) == []


def test_a_person_that_the_ledger_alone_knows_has_a_page(client: TestClient) -> None:
    answer = client.get("/persons/Condoleezza%20Rice")
    assert answer.status_code == 200
    assert client.get("/persons/Condoleezza%20Rice?kind=call").status_code == 200
    assert "The ledger of office-holders knows this person" in plain(answer.text)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/persons/%3Cscript%3Ealert(1)%3C%2Fscript%3E", 404, "nobody called '<script>alert(1)</script>'"),
        ("/persons/nobody-at-all", 404, "nobody called 'nobody-at-all'"),
        ("/persons/%21%21", 400, "is no part of a name"),
        ("/persons/%E2%80%AEblinken%01x", 404, "nobody called"),
        (f"/persons/{BLINKEN}?rule=nonsense", 400, "rule: 'nonsense' is none; there are rows"),
        (f"/persons/{BLINKEN}?source=official", 400, "no imported list has rows of Antony Blinken"),
        (f"/persons/{BLINKEN}?nonsense=1", 400, "is no filter here"),
        ("/persons?order=size", 400, "there are count, name"),
        ("/countries/Atlantis", 404, "Atlantis"),
        ("/countries/%3Cscript%3E", 404, "<script>"),
    ],
)
def test_what_there_is_not(client: TestClient, address: str, status: int, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in html.unescape(answer.text)
    assert "<script>" not in answer.text
    assert "\u202e" not in answer.text


def test_a_persons_page_tells_offices_counts_and_counterparts(client: TestClient) -> None:
    shown = client.get(f"/persons/{BLINKEN}").text
    words = plain(shown)
    assert "2021-01-26 2025-01-20 Secretary of State" in words
    assert "2013-01-20 2015-01-09 Deputy National Security Advisor" in words
    calls = client.get(f"/engagements.json?who={BLINKEN}&kind=call").json()["total"]
    assert f'<a href="/engagements?who={BLINKEN}&amp;kind=call">{calls}</a>' in shown
    assert f'href="/pairs/{BLINKEN}/' in shown
    assert "2024-09-09 – 10 conference: U.S.-UK Strategic Dialogue" in words  # coming, as seen from the tests' day
    assert f'href="/trips?who={BLINKEN}"' in shown
    assert shown.count("<svg") == 2


def test_every_count_of_a_person_is_that_of_its_list(client: TestClient) -> None:
    shown = client.get(f"/persons/{BLINKEN}").text
    counts = re.findall(r'<td class="number"><a href="(/engagements\?[^"]+)">(\d+)</a>', shown)
    assert len(counts) > 12
    for address, count in counts:
        path, _, query = html.unescape(address).partition("?")
        assert (address, client.get(f"{path}.json?{query}").json()["total"]) == (address, int(count))


def test_the_counting_rule_can_be_switched_on_a_persons_page(client: TestClient) -> None:
    usual, by_days = (client.get(f"/persons/{BLINKEN}{query}").text for query in ("", "?rule=days"))
    assert "A visit is a run of days in one country" in plain(usual)
    assert "A day counts when any part of it was spent" in plain(by_days)
    assert '<option value="days" selected>' in by_days
    total = client.get(f"/visits.json?who={BLINKEN}&rule=days").json()["total"]
    assert f"Visits abroad: {total} days" in plain(by_days)


@pytest.mark.parametrize("address", [f"/persons/{BLINKEN}", "/countries/CN", "/persons", "/countries", "/visits"])
def test_all_links_lead_somewhere(client: TestClient, address: str) -> None:
    assert broken(client, client.get(address).text) == []


def test_a_person_may_be_narrowed(client: TestClient) -> None:
    shown = client.get(f"/persons/{BLINKEN}?since=2021&until=2021").text
    total = client.get(f"/engagements.json?who={BLINKEN}&since=2021&until=2021").json()["total"]
    assert f"{total} engagements" in plain(shown)
    assert client.get(f"/persons/{BLINKEN}?since=2030").status_code == 200


# --- a country -----------------------------------------------------------------------------------


def test_a_name_of_a_country_leads_to_its_code(client: TestClient) -> None:
    answer = client.get("/countries/china?since=2023", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/countries/CN?since=2023")


def test_a_countrys_page_tells_partners_persons_and_visits_received(client: TestClient) -> None:
    shown = client.get("/countries/CN").text
    words = plain(shown)
    assert 'href="/pairs/CN/US"' in shown
    assert "Xi Jinping" in words
    assert 'href="/trips?at=CN"' in shown
    assert "2023-02 trip: Antony Blinken (US) cancelled" in words
    counts = re.findall(r'<td class="number"><a href="(/engagements\?[^"]+)">(\d+)</a>', shown)
    assert len(counts) > 8
    for address, count in counts:
        path, _, query = html.unescape(address).partition("?")
        assert (address, client.get(f"{path}.json?{query}").json()["total"]) == (address, int(count))


def test_visitors_lead_to_their_trips(client: TestClient) -> None:
    shown = client.get("/countries/CN").text
    found = re.findall(r'href="(/trips\?at=CN&amp;who=[^"]+)"><bdi>[^<]+</bdi> (\d+)</a>', shown)
    assert found
    for address, count in found:
        path, _, query = html.unescape(address).partition("?")
        assert client.get(f"{path}.json?{query}").json()["total"] == int(count)


def test_a_country_that_no_engagement_touches_has_a_page(client: TestClient) -> None:
    answer = client.get("/countries/TV")
    assert answer.status_code == 200
    assert "No engagement of this record fits" in answer.text


# --- visits --------------------------------------------------------------------------------------


def test_two_rules_are_compared_in_three_clicks_from_the_start(listed: TestClient) -> None:
    start = listed.get("/").text
    persons = "/persons"
    assert persons in leads(start) or f'href="{persons}"' in start
    person = next(one for one in leads(listed.get(persons).text) if one == f"/persons/{BLINKEN}")
    shown = listed.get(person).text
    table = shown[shown.index("Country by country") :]
    row = table[table.index(">Indonesia</a>") :]
    cells = re.findall(r'<a href="(/visits[^"]+)">(\d+)</a>|<td class="number[^"]*">0</td>', row[: row.index("</tr>")])
    assert len(cells) == 7
    for address, count in cells:
        if address:
            path, _, query = html.unescape(address).partition("?")
            assert listed.get(f"{path}.json?{query}").json()["total"] == int(count)


def test_every_rule_stands_beside_the_others_for_each_source(listed: TestClient) -> None:
    shown = listed.get(f"/visits?who={BLINKEN}").text
    table = shown[shown.index("Every rule side by side") : shown.index("</table>")]
    found = re.findall(r'<a href="(/visits[^"]+)">(\d+)</a>', table)
    assert len(found) == 14  # seven rules from two sources
    for address, count in found:
        path, _, query = html.unescape(address).partition("?")
        assert listed.get(f"{path}.json?{query}").json()["total"] == int(count)


def test_a_figure_leads_to_its_rows_and_these_to_their_words(listed: TestClient) -> None:
    shown = listed.get(f"/visits?who={BLINKEN}&rule=country-visits&source=official&country=Indonesia").text
    words = plain(shown)
    assert "Visits of Antony Blinken to Indonesia 1 visit" in words
    assert "Indonesia, 2021-12-13 to 2021-12-14: travels-of-blinken#2, travels-of-blinken#3 count as one" in words
    assert "Met with Foreign Minister Marsudi" in words
    assert broken(listed, shown) == []
    row = next(one for one in leads(shown) if one.startswith("/documents/"))
    assert '<mark id="w' in listed.get(row.partition("#")[0]).text


def test_reported_visits_lead_to_engagements(listed: TestClient) -> None:
    shown = listed.get("/visits?who=blinken&source=reported&rule=trips&since=2021-12&until=2021-12").text
    assert 'href="/trips/2021-12-09-trip-blinken-united-kingdom"' in shown
    assert broken(listed, shown) == []


def test_the_other_forms_of_visits_say_by_which_rule(listed: TestClient) -> None:
    found = listed.get("/visits.json?who=blinken&rule=days&country=Italy").json()
    assert (found["rule"], found["source"], found["total"]) == ("days", "official", len(found["items"]))
    assert found["definition"].startswith("A day counts")
    calendar = listed.get("/visits.ics?who=blinken&rule=rows").text
    assert "SUMMARY:Antony Blinken in Indonesia" in calendar
    uids = re.findall(r"UID:(.+?)\r\n(?! )", calendar.replace("\r\n ", ""))
    assert len(uids) == len(set(uids))


def test_visits_without_a_person_offer_some(client: TestClient) -> None:
    shown = client.get("/visits").text
    assert f'href="/visits?who={BLINKEN}"' in shown
    assert client.get("/visits.csv").status_code == 400
    choice = client.get("/visits?who=abdullah&rule=days")
    assert choice.status_code == 300
    assert "rule=days" in choice.text
    assert client.get("/visits?who=nobody-at-all").status_code == 404
    assert client.get(f"/visits?who={BLINKEN}&rule=nonsense").status_code == 400
