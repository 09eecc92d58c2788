"""A PostgreSQL server for the tests: Debian's, in a temporary folder, on a free port and a Unix socket."""

from __future__ import annotations

import glob
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

USER = "postgres"


def program(name: str) -> str | None:
    """The path of one of PostgreSQL's programs (Debian keeps them out of PATH), newest version first."""
    places = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]), reverse=True)
    return shutil.which(name, path=os.pathsep.join([*places, os.environ.get("PATH", "")]))


def _as_user(command: list[str]) -> list[str]:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return command
    runuser = shutil.which("runuser") or "/usr/sbin/runuser"
    return [runuser, "-u", USER, "--", *command]


def _run(*command: str) -> None:
    done = subprocess.run(_as_user(list(command)), capture_output=True, text=True, check=False, cwd="/", timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


class Server:
    """A running server. ``url`` names a database of it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self._made = 0

    def url(self, database: str, **more: object) -> str:
        """The address of a database, by the server's socket."""
        extra = "".join(f"&{name}={value}" for name, value in more.items())
        return f"postgresql://{USER}@/{database}?host={self.folder}&port={self.port}{extra}"

    def new_database(self) -> str:
        """The address of an empty database."""
        import psycopg

        self._made += 1
        name = f"record_{self._made}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)


@contextmanager
def running() -> Iterator[Server]:
    """A new server, stopped and deleted at the end."""
    initdb, postgres_ctl = program("initdb"), program("pg_ctl")
    if initdb is None or postgres_ctl is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER, USER)
        data = str(folder / "data")
        _run(initdb, "-D", data, "-U", USER, "--auth=trust", "--no-sync", "--locale=C.UTF-8", "-E", "UTF8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = f"-k {folder} -p {port} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
        _run(postgres_ctl, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield Server(folder, port)
        finally:
            _run(postgres_ctl, "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One server for all tests of a run; skips where PostgreSQL is not installed."""
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a record that does not exist yet, in each of the two databases."""
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    server: Server = request.getfixturevalue("postgres_server")
    return server.new_database()
