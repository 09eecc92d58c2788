"""`dragoman serve` as a program: what it binds, whom it believes, how it ends."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.record import open_record
from dragoman.record.tokens import new_token

ROOT = Path(__file__).parents[2]


@contextmanager
def program(record: Path, *options: str) -> Iterator[tuple[str, int, str]]:
    """The command as it is run: host, port and what it said before it listened."""
    command = [sys.executable, "-m", "dragoman", "serve", "--record", str(record), "--port", "0", *options]
    paths = {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | paths, cwd=ROOT) as running:
        assert running.stderr is not None
        said = ""
        try:
            for line in running.stderr:
                said += line
                if found := re.search(r": http://(.+):(\d+)/  \(Ctrl-C ends\)", line):
                    yield found[1], int(found[2]), said
                    break
            else:
                pytest.fail(said)
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(20)
    assert "Traceback" not in said


def ask(port: int, address: str, headers: dict[str, str], method: str = "GET", body: str | None = None) -> int:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    asked.request(method, address, body, headers)
    answer = asked.getresponse()
    answer.read()
    asked.close()
    assert answer.getheader("server") is None
    assert (answer.getheader("content-security-policy") or "").startswith("default-src 'none'")
    return answer.status


def signs_in(port: int, headers: dict[str, str]) -> int:
    form = {"Content-Type": "application/x-www-form-urlencoded"} | headers
    return ask(port, "/review/sign-in", form, "POST", "token=none")


def test_it_listens_at_this_machine_and_believes_nobody(own_record: Path) -> None:
    with program(own_record, "--today", "2024-08-05") as (host, port, said):
        assert host == "127.0.0.1"
        assert "without https" not in said
        assert ask(port, "/engagements", {"Host": f"localhost:{port}"}) == 200
        assert ask(port, "/engagements", {"Host": f"rebound.example:{port}"}) == 421
        codes = [signs_in(port, {"X-Forwarded-For": f"203.0.113.{number}"}) for number in range(7)]
        assert codes == [401] * 5 + [429] * 2


def test_a_proxy_is_believed_on_who_asks(own_record: Path) -> None:
    options = ("--proxy", "127.0.0.1", "--host-name", "dragoman.example.org", "--https")
    with program(own_record, *options) as (_, port, _):
        host = {"Host": "dragoman.example.org"}
        codes = [signs_in(port, host | {"X-Forwarded-For": f"203.0.113.{number}"}) for number in range(7)]
        assert codes == [401] * 7
        codes = [signs_in(port, host | {"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.99"}) for n in range(7)]
        assert codes == [401] * 5 + [429] * 2, "what stands before the proxy's own word counts for nothing"


def test_a_private_one_asks_for_a_token(own_record: Path) -> None:
    with open_record(str(own_record)) as record:
        _, secret = new_token(record, "Reader", ["read"])
    with program(own_record, "--private", "--host", "0.0.0.0") as (_, port, said):
        assert "others reach this server without https" in said
        assert ask(port, "/engagements.json", {}) == 303
        assert ask(port, "/engagements.json", {"Authorization": f"Bearer {secret}"}) == 200


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--proxy", "*"], "--proxy '*' is no address"),
        (["--today", "x"], "is not a day"),
        (["--record", "none.db"], "no such record"),
    ],
)
def test_what_cannot_be_served(capsys: pytest.CaptureFixture[str], options: list[str], told: str) -> None:
    assert main(["serve", *options]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1
