"""Pairs of countries and persons with their brief; audits of imported lists and stated numbers."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from tests.web.people import LIST, broken, leads, plain

BLINKEN, WANG, QIN = "Q7821917", "Q701801", "Q7216297"
CUT = "2021-12-09-trip-blinken-united-kingdom"


def total(asking: TestClient, address: str) -> int:
    """How many the list of this address has."""
    path, _, query = html.unescape(address).partition("?")
    found: int = asking.get(f"{path}.json?{query}").json()["total"]
    return found


# --- pairs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("/pairs/china/us", "/pairs/CN/US"),
        ("/pairs/antony%20b/wang%20yi", f"/pairs/{BLINKEN}/{WANG}"),
        ("/pairs/blinken/Thailand?as_of=2024-01-01", f"/pairs/{BLINKEN}/TH?as_of=2024-01-01"),
    ],
)
def test_names_of_sides_lead_to_codes_and_ids(client: TestClient, given: str, address: str) -> None:
    answer = client.get(given, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, address)


def test_two_countries_with_the_last_contact_of_each_sort_and_its_words(client: TestClient) -> None:
    shown = client.get("/pairs/US/CN").text
    words = plain(shown)
    assert "2024-08-01 met “" not in words  # quotes are marks of the style, not words
    assert "2024-08-01 met Blinken took part in the ASEAN Regional Forum Foreign Ministers’ Meeting" in words
    assert "2023-06-13 spoke by phone" in words
    assert "2024-04 United States visited China Treasury Secretary Janet Yellen returned" in words
    assert 'href="/pairs/CN/US"' in shown
    assert 'href="/countries/US"' in shown
    assert shown.count("<svg") == 1
    assert "No document tells of ties between them" in words
    assert broken(client, shown) == []


def test_counts_and_headings_of_a_pair_lead_to_what_they_count(client: TestClient) -> None:
    shown = client.get("/pairs/US/CN").text
    counts = re.findall(r'<td class="number"><a href="(/engagements\?[^"]+)">(\d+)</a>', shown)
    assert len(counts) > 4
    for address, count in counts:
        assert total(client, address) == int(count)
    headings = re.findall(r'<a href="(/[^"]+)">[^<]+</a> <span class="note">(\d+)</span></h2>', shown)
    assert len(headings) == 5  # plans, conflicts, gaps, claims, ties
    for address, count in headings:
        assert total(client, address) == int(count)
    everything = re.search(r'<p class="lead"><a href="([^"]+)">(\d+) engagement', shown)
    assert everything
    assert total(client, everything[1]) == int(everything[2])


def test_either_order_has_the_same_engagements(client: TestClient) -> None:
    one, other = (plain(client.get(f"/pairs/{pair}").text) for pair in (f"{BLINKEN}/CN", f"CN/{BLINKEN}"))
    assert one.startswith("Antony Blinken and China")
    assert other.startswith("China and Antony Blinken")
    assert re.search(r"(\d+) engagements", one)[0] == re.search(r"(\d+) engagements", other)[0]  # type: ignore[index]


def test_an_office_may_be_a_side(client: TestClient) -> None:
    answer = client.get("/pairs/foreign%20minister%20of%20China/US")
    assert answer.status_code == 200
    assert "Qin Gang" in plain(answer.text)
    assert broken(client, answer.text) == []


def test_the_form_leads_to_a_pair(client: TestClient) -> None:
    answer = client.get("/pairs", params={"one": "US", "other": "qin gang"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/pairs/US/qin%20gang")
    asking = client.get("/pairs", params={"one": BLINKEN})
    assert asking.status_code == 200
    assert f'value="{BLINKEN}"' in asking.text


def test_a_side_that_may_be_several_persons_gives_a_choice(client: TestClient) -> None:
    for address in (
        "/pairs/abdullah/US",
        "/pairs/US/abdullah",
        "/pairs/abdullah/US/brief",
        "/pairs/abdullah/US/brief.md",
    ):
        answer = client.get(address)
        assert answer.status_code == 300
        assert broken(client, answer.text) == []
        assert address.replace("abdullah", "name%3Aabdullah-ii") in leads(answer.text)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/pairs/US/USA", 400, "are the same: give two sides"),
        ("/pairs/US/%3Cscript%3E", 404, "nobody called '<script>'"),
        ("/pairs/nobody-at-all/US", 404, "nobody called"),
        ("/pairs/US/CN?kind=dance", 400, "there are call"),
        ("/pairs/US/CN/brief?since=2025", 400, "is after today"),
        ("/pairs/US/CN/brief?since=never", 400, "since: 'never'"),
        ("/pairs/US/US/brief", 400, "are both United States"),
        ("/pairs/US/nobody-at-all/brief", 404, "nobody called"),
        ("/engagements?between=US", 400, "give two countries or persons"),
    ],
)
def test_what_is_no_pair(client: TestClient, address: str, status: int, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in html.unescape(answer.text)
    assert "<script>" not in answer.text


def test_the_list_of_engagements_keeps_both_sides_in_its_form(client: TestClient) -> None:
    shown = client.get("/engagements?between=US&between=CN&kind=call").text
    assert re.findall(r'name="between" value="([^"]*)"', shown) == ["US", "CN"]
    assert "2 engagements" in plain(shown)


# --- the brief -----------------------------------------------------------------------------------


def test_a_brief_has_footnotes_that_lead_to_their_words(client: TestClient) -> None:
    shown = client.get("/pairs/US/CN/brief?since=2023-01").text
    words = plain(shown)
    assert "As of 2024-08-05; changes and promises since 2023-01-01" in words
    assert "2023-04-17, cancelled: trip, 2023-02, Beijing (CN): Antony Blinken (US)" in words
    numbers = re.findall(r'<sup><a href="#note-(\d+)">', shown)
    assert numbers
    assert set(numbers) == set(re.findall(r'<li id="note-(\d+)"', shown))
    assert broken(client, shown) == []
    for address in (one for one in leads(shown) if one.startswith("/documents/")):
        assert 'class="asked"' in client.get(address.partition("#")[0]).text


def test_a_brief_is_seen_from_the_day_asked_for(client: TestClient) -> None:
    shown = client.get("/pairs/US/CN/brief?since=2023-01&today=2023-06-14").text
    assert "Planned next" in plain(shown)
    assert "2023-06-16" not in plain(shown).partition("Planned next")[0]


def test_a_brief_as_markdown(client: TestClient) -> None:
    answer = client.get("/pairs/US/CN/brief.md?since=2023-01")
    assert answer.headers["content-type"].startswith("text/markdown")
    assert answer.text.startswith("# United States and China\n")
    assert "[^1]:" in answer.text


# --- imported lists ------------------------------------------------------------------------------


def test_the_start_of_audits_lists_what_was_imported(listed: TestClient, client: TestClient) -> None:
    shown = listed.get("/audit").text
    assert LIST in plain(shown)
    assert "Antony Blinken : 5 rows" in plain(shown)
    assert f'href="/audit?who={BLINKEN}"' in shown
    assert broken(listed, shown) == []
    assert "None was imported yet" in plain(client.get("/audit").text)


def test_an_audit_shows_every_sort_of_finding_with_its_evidence(listed: TestClient) -> None:
    shown = listed.get("/audit?who=blinken").text
    words = plain(shown)
    found = listed.get("/audit.json?who=blinken").json()["items"]
    for what in ("matched", "only official", "only reported", "duplicate", "impossible"):
        many = sum(one["what"] == what for one in found)
        assert many
        assert f"{many} {what}" in words
    assert "the same days, country, cities and remarks" in words
    assert "whole days in two countries at once" in words
    assert f'href="/trips/{CUT}"' in shown
    assert broken(listed, shown) == []


def test_an_audit_may_be_narrowed_and_has_its_other_forms(listed: TestClient) -> None:
    shown = listed.get("/audit?who=blinken&country=Indonesia").text
    assert "Italy" not in plain(shown)
    for ending, words in (("csv", "impossible"), ("ics", "BEGIN:VEVENT"), ("atom", "<entry>")):
        assert words in listed.get(f"/audit.{ending}?who=blinken").text


def test_a_stated_number_stands_beside_every_rule(listed: TestClient) -> None:
    shown = listed.get("/reconcile?who=blinken&stated=1&country=Indonesia").text
    words = plain(shown)
    assert "1 stated of Antony Blinken , Indonesia" in words
    assert "comes out" in words
    assert "In dispute" in words
    cells = re.findall(r'<td class="number"><a href="(/visits[^"]+)">(\d+)</a>', shown)
    assert len(cells) == 14
    for address, count in cells:
        assert total(listed, address) == int(count)
    assert broken(listed, shown) == []
    none = plain(listed.get("/reconcile?who=blinken&stated=999").text)
    assert "Under no rule does the stated number come out" in none


def test_without_a_number_a_form_asks_for_it(listed: TestClient) -> None:
    shown = listed.get(f"/reconcile?who={BLINKEN}").text
    assert 'name="stated"' in shown
    assert "Every rule side by side" in plain(shown)
    assert f'href="/reconcile?who={BLINKEN}"' in listed.get("/reconcile").text


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        (f"/audit?who={WANG}", 400, "no imported list has rows of Wang Yi"),
        ("/audit?who=nobody-at-all", 404, "nobody called"),
        ("/audit?who=abdullah", 300, "persons may be meant"),
        ("/audit.csv", 400, "give who"),
        ("/audit.pdf?who=blinken", 404, "there is no form"),
        ("/reconcile?who=blinken&stated=many", 400, "is no whole number"),
        ("/reconcile?who=blinken&stated=-1", 400, "is no whole number"),
        ("/reconcile.json?stated=3", 400, "give who"),
        ("/reconcile?who=abdullah&stated=3", 300, "stated=3"),
    ],
)
def test_what_cannot_be_audited(listed: TestClient, address: str, status: int, words: str) -> None:
    answer = listed.get(address)
    assert answer.status_code == status
    assert words in html.unescape(answer.text)


@pytest.mark.parametrize(
    "address",
    [
        *("/trips", f"/trips/{CUT}", "/persons", f"/persons/{BLINKEN}", "/countries", "/countries/CN", "/pairs/US/CN"),
        *("/visits?who=blinken", "/audit?who=blinken", "/reconcile?who=blinken&stated=3", "/pairs/US/CN/brief"),
    ],
)
def test_head_answers_without_a_body(listed: TestClient, address: str) -> None:
    answer = listed.head(address)
    assert answer.status_code == 200
    assert answer.content == b""
