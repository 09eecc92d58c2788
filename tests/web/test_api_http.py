"""The API as HTTP: pages, streams, ETags, HEAD, problem details, hostile parameters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from starlette.testclient import TestClient

import dragoman
from dragoman.record import open_record
from dragoman.web.api.operations import OPERATIONS
from dragoman.web.app import create_app
from dragoman.web.settings import Settings
from tests.web.api_asked import CALL, DAY, get
from tests.web.conftest import BASE, TODAY

PAGED = {
    "/engagements": {},
    "/engagements?newest=true": {"newest": "true"},
    "/trips": {},
    "/claims": {},
    "/gaps": {"today": DAY},
    "/conflicts": {},
    "/search": {"q": "minister"},
    "/documents": {},
    "/documents?newest": {"newest": "true"},
    "/persons": {},
    "/countries": {},
}


def problem(answer: Any, status: int) -> str:
    """The detail of an error in the form that RFC 9457 wants."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told.keys() == {"type", "title", "status", "detail"}
    assert told["status"] == status
    return str(told["detail"])


# --- pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGED)
def test_pages_give_everything_once_and_in_order(name: str, client: TestClient) -> None:
    path, params = name.partition("?")[0], PAGED[name]
    whole = [json.loads(line) for line in get(client, path, {**params, "format": "ndjson"}).text.splitlines()]
    assert whole
    size = max(1, len(whole) // 5)
    seen: list[Any] = []
    answer = get(client, path, {**params, "limit": size})
    while True:
        seen += answer.json()["items"]
        after = answer.json()["next"]
        if after is None:
            assert "link" not in answer.headers
            break
        assert answer.links["next"]["url"].startswith(f"/api/v1{path}?")
        answer = client.get(answer.links["next"]["url"])
    assert seen == whole


def test_without_a_limit_there_are_50_and_never_more_than_500(client: TestClient) -> None:
    found = get(client, "/engagements").json()
    assert len(found["items"]) == 50 < found["total"]
    assert "less than or equal to 500" in problem(get(client, "/engagements", {"limit": 501}), 422)
    assert len(get(client, "/engagements", {"limit": 500}).json()["items"]) == found["total"]


def test_a_stream_holds_as_many_as_are_asked_for_and_begins_where_a_page_begins(client: TestClient) -> None:
    asked = {"accept": "application/x-ndjson"}
    whole = get(client, "/engagements", headers=asked)
    assert whole.headers["content-type"] == "application/x-ndjson"
    lines = whole.text.splitlines()
    assert len(lines) == get(client, "/engagements").json()["total"]
    assert get(client, "/engagements", {"limit": 7}, headers=asked).text.splitlines() == lines[:7]
    after = get(client, "/engagements", {"limit": 7}).json()["next"]
    assert get(client, "/engagements", {"page": after, "limit": 3}, headers=asked).text.splitlines() == lines[7:10]
    both = get(client, "/engagements", {"format": "json", "limit": 1}, headers=asked)
    assert both.json()["items"] == [json.loads(lines[0])]


def test_a_stream_reads_page_after_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = get(client, "/engagements", {"format": "ndjson"}).text
    monkeypatch.setattr("dragoman.web.api.answers.MOST", 10)
    assert get(client, "/engagements", {"format": "ndjson"}).text == whole
    assert get(client, "/engagements", {"format": "ndjson", "limit": 25}).text.splitlines() == whole.splitlines()[:25]


def test_errors_before_a_stream_are_problems(client: TestClient) -> None:
    assert "nobody" in problem(get(client, "/engagements", {"who": "zzyzx", "format": "ndjson"}), 404)


# --- ETags ---------------------------------------------------------------------------------------


def test_nothing_new_is_told_without_a_body_until_the_record_changes(own_record: Path) -> None:
    with TestClient(create_app(Settings(record=str(own_record), today=TODAY, reads=0)), base_url=BASE) as client:
        first = get(client, "/engagements", {"kind": "call"})
        tag = first.headers["etag"]
        assert first.headers["cache-control"] == "no-cache"
        assert tag.startswith('W/"')
        for told in (tag, f'"x", {tag}', "*"):
            again = get(client, "/engagements", {"kind": "call"}, headers={"if-none-match": told})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert get(client, "/engagements", {"kind": "call"}, headers={"if-none-match": '"x"'}).content == first.content
        others = [get(client, "/engagements", params) for params in ({"kind": "trip"}, {"kind": "call", "limit": 1})]
        others.append(get(client, "/engagements", {"kind": "call"}, headers={"accept": "application/x-ndjson"}))
        assert tag not in {other.headers["etag"] for other in others}
        with open_record(str(own_record)) as record:
            text = "Foreign Minister Qin Gang spoke by phone with Retno Marsudi on June 2, 2023."
            record.add([dragoman.read(text, id="new", published="2023-06-03")])
            record.derive()
        changed = get(client, "/engagements", {"kind": "call"}, headers={"if-none-match": tag})
        assert changed.status_code == 200
        assert changed.json()["total"] == first.json()["total"] + 1
        assert changed.headers["etag"] != tag


def test_what_is_missing_has_no_tag_and_is_never_unchanged(client: TestClient) -> None:
    answer = get(client, "/engagements/none", headers={"if-none-match": "*"})
    problem(answer, 404)
    assert "etag" not in answer.headers


# --- methods -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [f"/api/v1/engagements/{CALL}", "/api/v1/engagements", "/engagements", "/documents"])
def test_head_is_get_without_the_body(path: str, client: TestClient) -> None:
    got, headed = client.get(path), client.head(path)
    assert (headed.status_code, headed.content) == (got.status_code, b"")
    assert headed.headers == got.headers
    assert client.head("/api/v1/engagements/none").status_code == 404


def test_head_of_a_stream_reads_no_further(client: TestClient) -> None:
    headed = client.head("/api/v1/engagements", headers={"accept": "application/x-ndjson"})
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed.headers["content-type"] == "application/x-ndjson"


def test_a_real_server_answers_get_and_head_alike(server: str) -> None:
    with httpx2.Client(base_url=server) as asking:
        got, headed = asking.get("/api/v1/engagements"), asking.head("/api/v1/engagements")
        assert got.headers["content-encoding"] == "gzip"
        assert (headed.status_code, headed.content, headed.headers["etag"]) == (200, b"", got.headers["etag"])
        assert asking.get("/api/v1/engagements").json() == got.json()  # the connection is as good as before


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_what_is_read_cannot_be_written(method: str, client: TestClient) -> None:
    for operation in OPERATIONS:
        if operation.name in {"rulings", "ruling"}:  # these are, by who has a token
            continue
        path = operation.path.format(id="x", name="x", country="x")
        answer = client.request(method, f"/api/v1{path}")
        problem(answer, 405)
        assert "GET" in answer.headers["allow"]


def test_no_other_site_may_read_the_answers(client: TestClient) -> None:
    answer = get(client, "/engagements", {"limit": 1}, headers={"origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert "accept" in answer.headers["vary"].lower()


# --- what is asked wrongly -----------------------------------------------------------------------

WRONG = [
    ("/engagements", {"kindd": "call"}, 422, "there is no such parameter; there are"),
    ("/engagements", {"kind": "nap"}, 422, "Input should be 'call'"),
    ("/engagements", {"limit": "0"}, 422, "greater than or equal to 1"),
    ("/engagements", {"limit": "1e9"}, 422, "valid integer"),
    ("/engagements", {"limit": ["1", "2"]}, 422, "give it once"),
    ("/engagements", {"who": " "}, 422, "should match pattern"),
    ("/engagements", {"who": "x" * 501}, 422, "at most 500"),
    ("/engagements", {"who": "a\x00b"}, 422, "NUL"),
    ("/engagements", {"who": "zzyzx"}, 404, "nobody called"),
    ("/engagements", {"since": "yesterday"}, 422, "should match pattern"),
    ("/engagements", {"since": "2023-02-31"}, 400, "is not a day"),
    ("/engagements", {"since": "2023", "until": "2022"}, 400, "is after until"),
    ("/engagements", {"when": "coming"}, 400, "give today"),
    ("/engagements", {"today": "2023-13-01"}, 400, "is not a day of the calendar"),
    ("/engagements", {"min_confidence": "nan"}, 422, "min_confidence"),
    ("/engagements", {"min_confidence": "2"}, 422, "less than or equal to 1"),
    ("/engagements", {"page": "nonsense"}, 400, "is no page"),
    ("/engagements", {"format": "csv"}, 422, "'json' or 'ndjson'"),
    ("/engagements", {"country": "Ruritania"}, 400, "Ruritania"),
    ("/engagements/2023-06-14-call-blinken-qin", {}, 404, CALL),
    ("/gaps", {}, 422, "today: Field required"),
    ("/brief", {"between": "US", "since": "2023", "today": DAY}, 422, "at least 2 items"),
    ("/last", {"between": ["US", "US"]}, 400, "are the same"),
    ("/relations", {"between": ["US", "US"]}, 400, "give two countries"),
    ("/search", {}, 422, "q: Field required"),
    ("/search", {"q": "--"}, 400, ""),
    ("/search", {"q": "minister", "page": "-:x"}, 400, "is no page of a search"),
    ("/counts", {"by": "moon"}, 422, "Input should be"),
    ("/visits", {"who": "blinken", "rule": "guess"}, 422, "Input should be"),
    ("/reconcile", {"who": "blinken", "stated": "-1"}, 422, "greater than or equal to 0"),
    ("/documents/none", {}, 404, "no document"),
    ("/nothing", {}, 404, "Not Found"),
]


@pytest.mark.parametrize(("path", "params", "status", "words"), WRONG)
def test_what_is_asked_wrongly_is_told(
    path: str, params: dict[str, Any], status: int, words: str, client: TestClient
) -> None:
    assert words in problem(get(client, path, params), status)


HOSTILE = [
    "' OR 1=1 --",
    '"; DROP TABLE document; --',
    "%",
    "_",
    "*",
    "\u202e",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "a" * 500,
    "\U0001f600",
    "%00",
    "NEAR(",
    '"',
    "\x1b[2J",
    "-:",
    "2023-01-01:' OR 1=1 --",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_find_nothing_and_break_nothing(words: str, client: TestClient) -> None:
    before = get(client, "/engagements", {"limit": 1}).json()["total"]
    for path, params in (
        ("/engagements", {"who": words}),
        ("/engagements", {"country": words}),
        ("/engagements", {"page": words}),
        ("/search", {"q": words}),
        ("/search", {"q": "minister", "page": words}),
        ("/persons", {"q": words}),
        ("/last", {"between": [words, "US"]}),
        ("/brief", {"between": [words, "US"], "since": "2023", "today": DAY}),
    ):
        answer = get(client, path, params)
        assert answer.status_code in {200, 400, 404}, (path, answer.text)
        if answer.status_code != 200:
            detail = problem(answer, answer.status_code)
            assert not {"\x1b", "\u202e", "\n"} & set(detail)
        elif "total" in answer.json():
            assert answer.json()["total"] <= before
    assert get(client, "/engagements", {"limit": 1}).json()["total"] == before


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_of_things_are_missing(words: str, client: TestClient) -> None:
    name = quote(words, safe="")
    for path in ("engagements", "trips", "documents"):
        assert client.get(f"/api/v1/{path}/{name}").status_code in {400, 404, 422}
    for path in ("persons", "countries"):
        assert client.get(f"/api/v1/{path}/{name}").status_code in {200, 400, 404, 422}
