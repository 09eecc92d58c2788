"""What holds for every request and answer: known hosts, headers, limits of rate, size and time."""

from __future__ import annotations

import asyncio
import http.client
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Message, Scope

from dragoman.web.app import create_app
from dragoman.web.limits import API_BYTES, FORM_BYTES, Buckets, Limited, Rate, client_of, rates
from dragoman.web.security import HEADERS
from dragoman.web.settings import Settings
from tests.web.conftest import serving

BASE = "http://localhost"
ADDRESSES = [
    "/engagements",
    "/engagements.json",
    "/engagements.csv",
    "/engagements.atom",
    "/engagements?kindd=x",
    "/nowhere",
    "/static/style.css",
    "/static/none.css",
    "/review",
    "/review/sign-in",
]


@pytest.fixture
def asking(own_record: Path) -> Iterator[TestClient]:
    """An asker of an app of its own, with the limits that `dragoman serve` has."""
    with TestClient(create_app(Settings(record=str(own_record), today="2024-08-05")), base_url=BASE) as one:
        yield one


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_headers(client: TestClient, address: str) -> None:
    answer = client.get(address)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "server" not in answer.headers
    assert "strict-transport-security" not in answer.headers
    assert "cache-control" in answer.headers


def test_a_fault_carries_them_too(own_record: Path) -> None:
    app = create_app(Settings(record=str(own_record)))

    @app.get("/fault")
    def fault() -> None:
        raise ZeroDivisionError("secret words")

    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as one:
        answer = one.get("/fault")
    assert answer.status_code == 500
    assert "secret words" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_behind_https_browsers_are_told_to_stay_there(own_record: Path) -> None:
    with TestClient(create_app(Settings(record=str(own_record), secure=True)), base_url=BASE) as one:
        answer = one.get("/engagements.atom")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "https://localhost/engagements" in answer.text
    assert "http://localhost" not in answer.text


# --- hosts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["localhost", "localhost:8100", "127.0.0.1:80", "[::1]:8100", "LOCALHOST"])
def test_hosts_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/engagements", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8100",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "[::1",
        "[::1].evil.example",
        "",
        "192.168.0.1",
    ],
)
def test_a_name_that_was_bent_to_this_machine_is_refused(client: TestClient, host: str) -> None:
    """DNS rebinding: a page of evil.example has its name lead here, so that the browser takes us for it."""
    for method, address in (("GET", "/engagements"), ("POST", "/review/sign-in"), ("GET", "/static/style.css")):
        answer = client.request(method, address, headers={"host": host})
        assert answer.status_code == 421, address
        assert "Blinken" not in answer.text
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_a_host_that_was_named_is_answered(own_record: Path) -> None:
    settings = Settings(record=str(own_record), hosts=("localhost", "Dragoman.Example.org"))
    with TestClient(create_app(settings), base_url=BASE) as one:
        assert one.get("/engagements", headers={"host": "dragoman.example.org"}).status_code == 200
        assert one.get("/engagements", headers={"host": "127.0.0.1"}).status_code == 421


def test_a_real_server_names_no_program_and_refuses_two_hosts(server: str) -> None:
    netloc = urlsplit(server).netloc
    asked = http.client.HTTPConnection(netloc, timeout=20)
    asked.request("GET", "/engagements")
    answer = asked.getresponse()
    answer.read()
    assert answer.status == 200
    assert answer.getheader("server") is None
    asked.putrequest("GET", "/engagements", skip_host=True)
    asked.putheader("Host", netloc)
    asked.putheader("Host", "evil.example")
    asked.endheaders()
    assert asked.getresponse().status in {400, 421}
    asked.close()


# --- rates ---------------------------------------------------------------------------------------


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_empties_and_fills() -> None:
    clock = Clock()
    buckets = Buckets({"read": Rate(2.0, 4), "write": Rate(1.0, 1)}, clock)
    assert [buckets.wait("a", "read") for _ in range(5)] == [0, 0, 0, 0, 0.5]
    assert buckets.wait("b", "read") == 0
    assert buckets.wait("a", "write") == 0
    clock.now = 0.5
    assert [buckets.wait("a", "read") for _ in range(2)] == [0, 0.5]
    clock.now = 1_000.0
    assert [buckets.wait("a", "read") for _ in range(5)] == [0, 0, 0, 0, 0.5]


def test_buckets_take_bounded_memory() -> None:
    buckets = Buckets(rates(50), Clock(), most=100)
    for number in range(10_000):
        buckets.wait(f"client {number}", "read")
    assert len(buckets) == 100
    assert buckets.wait("client 9999", "read") == 0


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:9::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("testclient", "testclient"),
    ],
)
def test_a_client_is_an_address_or_its_network(host: str, client: str) -> None:
    assert client_of({"client": (host, 1)}) == client
    assert client_of({"client": None}) == ""


def test_signing_in_is_tried_a_few_times_only(asking: TestClient) -> None:
    answers = [asking.post("/review/sign-in", data={"token": "dragoman_t1_" + "a" * 43}) for _ in range(7)]
    assert [one.status_code for one in answers] == [401] * 5 + [429] * 2
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 31
    assert {name: answers[-1].headers[name] for name in HEADERS} == HEADERS
    assert asking.get("/engagements.json").status_code == 200


def test_writing_is_limited_and_reading_is_not_held_up_by_it(asking: TestClient) -> None:
    codes = [asking.post("/review/rulings/r1/withdraw", data={"csrf": "x"}).status_code for _ in range(40)]
    assert codes[:30] == [401] * 30
    assert set(codes[30:]) <= {401, 429}
    assert 429 in codes
    assert asking.get("/review").status_code == 200


def test_reading_is_limited_generously(own_record: Path) -> None:
    with TestClient(create_app(Settings(record=str(own_record), reads=1)), base_url=BASE) as one:
        codes = [one.get("/static/style.css").status_code for _ in range(30)]
        told = one.get("/api/v1/engagements")
    assert codes[:10] == [200] * 10
    assert 429 in codes
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json()["status"] == 429


# --- size and time -------------------------------------------------------------------------------


def test_what_is_too_large_is_refused(asking: TestClient) -> None:
    answer = asking.post("/review/sign-in", content=b"token=" + b"a" * FORM_BYTES)
    assert answer.status_code == 413
    assert f"at most {FORM_BYTES:,} bytes" in answer.text

    def endless() -> Iterator[bytes]:
        for _ in range(FORM_BYTES // 1000 + 2):
            yield b"a" * 1000

    assert asking.post("/review/sign-in", content=endless()).status_code == 413
    told = asking.post("/api/v1/none", content=b"a" * (API_BYTES + 1))
    assert (told.status_code, told.json()["status"]) == (413, 413)
    for said in ("x", "-1", "9" * 20):
        assert asking.post("/review/sign-in", headers={"content-length": said}).status_code in {400, 413}


def test_a_body_arrives_whole_or_in_time() -> None:
    async def app(scope: Scope, receive: Any, send: Any) -> None:
        body = await Request(scope, receive).body()
        await PlainTextResponse(f"{len(body)}")(scope, receive, send)

    def answer(pieces: list[bytes], pause: float) -> tuple[int, bytes]:
        sent: list[Message] = []
        left = list(pieces)

        async def receive() -> Message:
            await asyncio.sleep(pause)
            return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": "/x", "headers": [], "client": ("a", 1)}
        # a thread of its own: Playwright keeps a loop in the one of the tests
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: asyncio.run(Limited(app, 0, body_seconds=0.2)(scope, receive, send))).result()
        return sent[0]["status"], sent[1]["body"]

    assert answer([b"abc", b"", b"de"], 0) == (200, b"5")
    status, told = answer([b"a"] * 10, 0.1)
    assert status == 408
    assert b"too slowly" in told


def test_a_slow_sender_does_not_hold_up_others(own_record: Path) -> None:
    with serving(own_record) as address:
        netloc = urlsplit(address).netloc
        slow = [http.client.HTTPConnection(netloc, timeout=20) for _ in range(60)]
        for one in slow:
            one.putrequest("POST", "/review/sign-in")
            one.putheader("Content-Type", "application/x-www-form-urlencoded")
            one.putheader("Content-Length", "1000")
            one.endheaders()
            one.send(b"token=")
        quick = http.client.HTTPConnection(netloc, timeout=10)
        quick.request("GET", "/engagements")
        assert quick.getresponse().status == 200
        for one in (*slow, quick):
            one.close()
