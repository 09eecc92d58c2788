"""The app's frame: lists in all forms, errors, headers, documents with their words marked."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.model import Evidence
from dragoman.web.security import host_of
from dragoman.web.spans import pieces, spans_asked, visible


def test_a_list_narrows_by_the_filters_of_its_address(client: TestClient) -> None:
    whole = client.get("/engagements.json").json()
    calls = client.get("/engagements.json", params={"kind": "call"}).json()
    assert 0 < calls["total"] < whole["total"]
    assert {one["kind"] for one in calls["items"]} == {"call"}


def test_pages_of_a_list_show_everything_once(client: TestClient) -> None:
    seen: list[str] = []
    page: dict[str, Any] = {"next": None}
    while True:
        params = {"limit": "40"} | ({"page": page["next"]} if page["next"] else {})
        page = client.get("/engagements.json", params=params).json()
        seen += [one["id"] for one in page["items"]]
        if "next" not in page:
            break
    assert len(seen) == len(set(seen)) == page["total"]


@pytest.mark.parametrize("ending", ["csv", "json", "ics", "atom"])
def test_every_list_offers_its_other_forms(client: TestClient, ending: str) -> None:
    shown = client.get("/engagements", params={"kind": "call"}).text
    address = f"/engagements.{ending}?kind=call"
    assert f'href="{address}"' in shown
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content
    if ending == "atom":
        assert ET.fromstring(answer.content).tag == "{http://www.w3.org/2005/Atom}feed"


def test_an_unknown_filter_is_told(client: TestClient) -> None:
    answer = client.get("/engagements", params={"kindd": "call"})
    assert answer.status_code == 400
    assert "is no filter here; there are who" in html.unescape(answer.text)


def test_missing_things_are_404_with_a_hint(client: TestClient) -> None:
    answer = client.get("/engagements/2021-01-27-call-blinken-garneau")
    assert answer.status_code == 404
    assert "near it" in answer.text
    assert client.get("/documents/none").status_code == 404
    assert client.get("/nowhere").status_code == 404


def test_every_quote_leads_to_its_words(client: TestClient) -> None:
    found = client.get("/engagements.json", params={"kind": "call", "limit": "1"}).json()["items"][0]
    shown = client.get(f"/engagements/{found['id']}").text
    leads = re.findall(r'href="(/documents/[0-9a-f]+\?at=(\d+)-(\d+)#w\d+)"', shown)
    assert leads
    address, start, end = leads[0]
    span = found["reports"][0]["evidence"][0]
    assert (int(start), int(end)) == (span["start"], span["end"])
    document = client.get(html.unescape(address)).text
    assert f'<mark id="w{start}" class="asked">' in document
    assert f'href="/engagements/{found["id"]}"' in document


def test_pieces_are_the_whole_text_and_overlap_is_kept() -> None:
    text = "He met her. She met him."
    spans = [(Evidence(0, 10, text[:10]), "a"), (Evidence(3, 15, text[3:15]), "b")]
    found = pieces(text, spans, [(12, 15)])
    assert "".join(piece.text for piece in found) == text
    assert [piece.names for piece in found] == [("a",), ("a", "b"), ("b",), ("b",), ()]
    assert [piece.begins for piece in found if piece.asked] == [(12,)]


def test_what_steers_is_shown_as_a_sign() -> None:
    assert visible("a\x1b[31m\u202eb\x00\n\x85") == "a␛[31m[U+202E]b␀\n[U+0085]"


def test_spans_in_addresses_that_are_none_are_passed_over() -> None:
    assert spans_asked("1-3,x,5-,-,7-9-11,12-20") == [(1, 3), (12, 20)]


@pytest.mark.parametrize(
    ("header", "name"),
    [("localhost:8100", "localhost"), ("[::1]:80", "[::1]"), ("Example.org", "example.org"), ("", "")],
)
def test_host_names(header: str, name: str) -> None:
    assert host_of(header) == name


def test_other_hosts_are_refused(client: TestClient) -> None:
    answer = client.get("/engagements", headers={"host": "evil.example"})
    assert answer.status_code == 421
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("address", ["/engagements?who=a%00b", "/persons/a%00b", "/search?q=%00"])
def test_addresses_with_nul_are_refused(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, "NUL" in answer.text) == (400, True)
