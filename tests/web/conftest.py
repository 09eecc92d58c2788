"""A record of the samples, an app over it, a real server and a real browser: each made once for all tests."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

import dragoman
from dragoman.cli.run import each_document
from dragoman.record import open_record
from dragoman.sources.found import Wanted
from dragoman.web.app import create_app
from dragoman.web.settings import Settings
from tests.web.people import imported

TODAY = "2024-08-05"
"""The samples' latest documents are some days older."""
BASE = "http://localhost"


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a record of the sample documents; not to be written to (see ``own_record``)."""
    path = tmp_path_factory.mktemp("record") / "samples.db"
    with open_record(str(path)) as record, as_file(files("dragoman") / "samples" / "documents") as folder:
        each_document([str(folder)], Wanted(), lambda one: record.add([dragoman.read_document(one)]))
        record.derive()
    return path


@pytest.fixture
def own_record(sample_record: Path, tmp_path: Path) -> Path:
    """A copy of the record of the samples that a test may write to."""
    return Path(shutil.copy(sample_record, tmp_path / "own.db"))


@pytest.fixture(scope="session")
def client(sample_record: Path) -> Iterator[TestClient]:
    """An asker of the app over the samples, without a network."""
    with TestClient(create_app(Settings(record=str(sample_record), today=TODAY, reads=0)), base_url=BASE) as asking:
        yield asking


@pytest.fixture(scope="session")
def listed_record(sample_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a record of the samples with an imported list; not to be written to."""
    path = Path(shutil.copy(sample_record, tmp_path_factory.mktemp("record") / "listed.db"))
    with open_record(str(path)) as record:
        record.put(imported())
        record.derive()
    return path


@pytest.fixture(scope="session")
def listed(listed_record: Path) -> Iterator[TestClient]:
    """An asker of the app over the samples with an imported list."""
    with TestClient(create_app(Settings(record=str(listed_record), today=TODAY)), base_url=BASE) as asking:
        yield asking


@pytest.fixture(scope="session")
def server(sample_record: Path) -> Iterator[str]:
    """The address of a real server over the samples."""
    with serving(sample_record) as address:
        yield address


class serving:
    """A real server over a record, as long as the block lasts; gives its address."""

    def __init__(self, record: Path, **settings: Any) -> None:
        app = create_app(Settings(record=str(record), **({"today": TODAY, "reads": 0} | settings)))
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        until = time.monotonic() + 30
        while not self._server.started:
            assert time.monotonic() < until, "the server did not start within 30 s"
            time.sleep(0.02)
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(15)
        self._socket.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium of this machine, driven by Playwright. CI installs one; elsewhere tests without it are passed over."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        assert not os.environ.get("CI"), "CI must have Chromium: .ci/run installs it"
        pytest.skip("no Chromium here: apt-get install chromium")

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    quiet += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=quiet)
        yield opened
        opened.close()
