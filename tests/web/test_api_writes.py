"""Rulings through the API: only with a token that allows them, in its holder's name, seen at once, withdrawable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from dragoman.record import open_record
from dragoman.record.tokens import new_token, revoke
from dragoman.web.app import create_app
from dragoman.web.settings import Settings
from tests.web.api_asked import CALL, get
from tests.web.conftest import BASE, TODAY

MEND = {"verdict": "field", "left": CALL, "field": "date", "value": "2023-06-14", "why": "the readout says Wednesday"}
RULINGS = "/api/v1/rulings"


@pytest.fixture
def secret(own_record: Path) -> str:
    with open_record(str(own_record)) as record:
        return new_token(record, "Anna Berg")[1]


@pytest.fixture
def asking(own_record: Path, secret: str) -> Iterator[TestClient]:
    """An asker who shows a token."""
    app = create_app(Settings(record=str(own_record), today=TODAY, reads=0))
    with TestClient(app, base_url=BASE, headers={"authorization": f"Bearer {secret}"}) as client:
        yield client


def test_a_ruling_is_made_in_the_holders_name_seen_at_once_and_withdrawn(asking: TestClient) -> None:
    before = get(asking, f"/engagements/{CALL}").json()["date"]
    made = asking.post(RULINGS, json=MEND)
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["by"], told["why"], told["withdrawn"]) == ("Anna Berg", MEND["why"], False)
    where = made.headers["location"]
    assert asking.get(where).json() == told
    assert get(asking, "/rulings").json()["items"] == [told]
    changed = get(asking, f"/engagements/{CALL}").json()["date"]
    assert changed["start"] == "2023-06-14" != before["start"]
    gone = asking.delete(where)
    assert (gone.status_code, gone.json()) == (200, {**told, "withdrawn": True})
    assert get(asking, f"/engagements/{CALL}").json()["date"] == before
    again = asking.delete(where)
    assert (again.status_code, again.json()["detail"]) == (409, f"ruling {told['id']} was withdrawn before")
    assert asking.delete(f"{RULINGS}/r99").status_code == 404


def test_two_are_one_by_ruling(asking: TestClient) -> None:
    one, other = (item["id"] for item in get(asking, "/engagements", {"kind": "call", "limit": 2}).json()["items"])
    made = asking.post(RULINGS, json={"verdict": "same", "left": one, "right": other})
    assert made.status_code == 201, made.text
    told = [get(asking, f"/engagements/{name}").json()["id"] for name in (one, other)]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        (None, 422, "Field required"),
        ([], 422, "dictionary"),
        ({}, 422, "discriminator"),
        ({**MEND, "verdict": "maybe"}, 422, "'same', 'different', 'field'"),
        ({**MEND, "field": "parties"}, 422, "Input should be 'kind'"),
        ({**MEND, "right": "x"}, 422, "Extra inputs are not permitted"),
        ({**MEND, "by": "Somebody Else"}, 422, "Extra inputs are not permitted"),
        ({**MEND, "left": "a\x00b"}, 422, "should match pattern"),
        ({**MEND, "why": "x" * 2001}, 422, "at most 2000"),
        ({**MEND, "value": "someday"}, 400, "is not a day"),
        ({**MEND, "left": "nothing"}, 400, "nothing is called"),
        ({"verdict": "same", "left": CALL, "right": CALL}, 400, "are one already"),
        ({"verdict": "same", "left": CALL, "right": "Q7821917"}, 400, "name two reports"),
    ],
)
def test_what_is_no_ruling_is_told_and_kept_nowhere(asking: TestClient, sent: Any, status: int, words: str) -> None:
    answer = asking.post(RULINGS, json=sent)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]
    assert get(asking, "/rulings").json()["items"] == []


def test_broken_large_and_other_bodies_are_refused(asking: TestClient) -> None:
    kinds = {"content-type": "application/json"}
    assert asking.post(RULINGS, content=b'{"verdict": ', headers=kinds).status_code == 422
    assert asking.post(RULINGS, content=b"\xff\xfe{", headers=kinds).status_code in {400, 422}
    assert asking.post(RULINGS, content=b"[" * 100_000, headers=kinds).status_code in {400, 422}
    assert asking.post(RULINGS, data={"verdict": "same"}).status_code == 422
    assert asking.post(RULINGS, content=b" " * 3_000_000, headers=kinds).status_code == 413
    assert asking.post(f"{RULINGS}?by=me", json=MEND).status_code == 422
    assert get(asking, "/rulings").json()["items"] == []


def test_without_a_token_that_counts_nothing_is_ruled(own_record: Path, secret: str) -> None:
    with open_record(str(own_record)) as record:
        reading = new_token(record, "Reader", ("read",))[1]
        ended, gone = new_token(record, "Gone")
        revoke(record, ended.id)
    app = create_app(Settings(record=str(own_record), today=TODAY, reads=0))
    with TestClient(app, base_url=BASE) as client:
        for header, status in (
            ({}, 401),
            ({"authorization": "Bearer nonsense"}, 401),
            ({"authorization": f"Bearer {gone}"}, 401),
            ({"authorization": f"Basic {secret}"}, 401),
            ({"cookie": f"dragoman_session={secret}"}, 401),
            ({"authorization": f"Bearer {reading}"}, 403),
        ):
            for answer in (
                client.post(RULINGS, json=MEND, headers=header),
                client.delete(f"{RULINGS}/r1", headers=header),
            ):
                assert answer.status_code == status
                assert answer.headers["content-type"] == "application/problem+json"
                assert (status == 401) == ("www-authenticate" in answer.headers)
        assert get(client, "/rulings").json()["items"] == []


def test_a_session_of_the_browser_is_no_token_here(own_record: Path, secret: str) -> None:
    app = create_app(Settings(record=str(own_record), today=TODAY, reads=0))
    with TestClient(app, base_url=BASE) as client:
        assert client.post("/review/sign-in", data={"token": secret}, follow_redirects=False).status_code == 303
        assert client.post(RULINGS, json=MEND).status_code == 401


def test_a_private_server_answers_only_who_shows_a_token(own_record: Path, secret: str) -> None:
    app = create_app(Settings(record=str(own_record), today=TODAY, reads=0, private=True))
    with TestClient(app, base_url=BASE) as client:
        assert get(client, "/engagements").status_code == 401
        assert get(client, "/openapi.json").status_code == 401
        answer = get(client, "/engagements", headers={"authorization": f"Bearer {secret}"})
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        told = {"if-none-match": answer.headers["etag"]}
        assert get(client, "/engagements", headers=told).status_code == 401


def test_what_an_address_allows_is_told_of_all_its_methods(asking: TestClient) -> None:
    for path, methods in (
        (RULINGS, "GET, HEAD, POST"),
        (f"{RULINGS}/r1", "GET, HEAD, DELETE"),
        ("/api/v1/trips", "GET, HEAD"),
        ("/engagements", "GET, HEAD"),
        ("/review/sign-in", "GET, HEAD, POST"),
    ):
        answer = asking.put(path)
        assert (answer.status_code, answer.headers["allow"]) == (405, methods)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("name", ["decide", "withdraw"])
def test_every_answer_is_as_the_document_promises(
    name: str, mode: GenerationMode, own_record: Path, secret: str
) -> None:
    app = create_app(Settings(record=str(own_record), today=TODAY, reads=0, hosts=("testserver",)))
    api = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    operation = api.find_operation_by_id(name)

    @settings(max_examples=10, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {secret}"})
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])

    ask()
