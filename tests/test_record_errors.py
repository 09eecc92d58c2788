"""What goes wrong with a record: one clear line, exit code 2, and nothing that was stored is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import dragoman.record
import stand_in_merge
from around import install
from dragoman.cli import main
from dragoman.errors import RecordError
from dragoman.record import open_record
from dragoman.record.check import check
from dragoman.record.schema import NUMBER
from readings import many, reading

if TYPE_CHECKING:
    from postgres import Server

pytest_plugins = ["postgres"]
NOBODY = 65534
STAND_IN = Path(__file__).parent / "run_stand_in.py"


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    stand_in_merge.install(monkeypatch)


def refused(capfd: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The one line that a refused command says."""
    assert main([str(argument) for argument in arguments]) == 2
    _, err = capfd.readouterr()
    assert "Traceback" not in err
    lines = [line for line in err.splitlines() if line.startswith("dragoman: ")]
    assert len(lines) == 1, err
    return lines[0]


def text_file(folder: Path) -> Path:
    path = folder / "article.txt"
    path.write_text("Blinken called Garneau on Tuesday.", encoding="utf-8")
    return path


def filled(path: Path, count: int = 6) -> Path:
    """A record with some documents, closed."""
    with open_record(str(path)) as record:
        record.add(many(count))
        record.engagements()
    return path


@contextmanager
def unprivileged(folder: Path) -> Iterator[None]:
    """Root may write everything: be nobody, who may get to the folder, for a while."""
    if os.geteuid() != 0:
        yield
        return
    for parent in [folder, *folder.parents]:
        if parent.stat().st_uid == 0 and parent.is_relative_to("/tmp") and parent != Path("/tmp"):
            parent.chmod(parent.stat().st_mode | 0o055)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


# --- the file ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["check"], ["rebuild"], ["backup", "b.db"]])
def test_a_record_that_is_not_there(command: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "no such record" in refused(capfd, *command, "--record", tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("content", [b"Dear diary, today nothing happened.", b"\x00" * 4096, b"SQLite format"])
def test_a_file_that_is_no_record(content: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "diary.db"
    path.write_bytes(content)
    assert "is not a record of dragoman" in refused(capfd, "add", text_file(tmp_path), "--record", path)
    assert path.read_bytes() == content


def test_a_database_of_another_program(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (id INTEGER)")
    other.close()
    assert "another program" in refused(capfd, "add", text_file(tmp_path), "--record", path)


def test_a_newer_record(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path / "record.db")
    with sqlite3.connect(path) as newer:
        newer.execute(f"UPDATE record_state SET schema_number = {NUMBER + 1}")
    newer.close()
    assert "newer dragoman" in refused(capfd, "add", text_file(tmp_path), "--record", path)


def test_a_folder(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "is a folder" in refused(capfd, "add", text_file(tmp_path), "--record", tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    record = tmp_path / "none" / "record.db"
    assert "no such folder" in refused(capfd, "add", text_file(tmp_path), "--record", record)


def test_a_damaged_record(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path / "record.db", 60)
    content = bytearray(path.read_bytes())
    content[8192:] = b"\x5a" * (len(content) - 8192)
    path.write_bytes(content)
    assert "damaged" in refused(capfd, "check", "--record", path)
    assert "damaged" in refused(capfd, "add", text_file(tmp_path), "--record", path)


def test_a_damaged_record_is_not_copied_over_a_good_backup(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path / "record.db", 60)
    good = tmp_path / "good.db"
    assert main(["backup", str(good), "--record", str(path)]) == 0
    before = good.read_bytes()
    capfd.readouterr()
    content = bytearray(path.read_bytes())
    content[16384:20480] = b"\x5a" * 4096
    path.write_bytes(content)
    assert "is damaged, so no copy was made" in refused(capfd, "backup", good, "--replace", "--record", path)
    assert good.read_bytes() == before
    assert not list(tmp_path.glob(".good*"))


def test_a_record_cut_off_at_its_end(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path / "record.db", 60)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "damaged" in refused(capfd, "check", "--record", path)


# --- rights, space, locks ------------------------------------------------------------------------


def test_a_read_only_file_can_be_asked_and_not_added_to(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path / "record.db")
    article = text_file(tmp_path)
    path.chmod(0o444)
    with unprivileged(tmp_path):
        assert "read-only" in refused(capfd, "add", article, "--record", path)
        with open_record(str(path)) as record:
            assert len(record.documents()) == 6
            assert record.engagements()
            with pytest.raises(RecordError, match="read-only"):
                record.add([reading()])
        assert main(["check", "--record", str(path)]) == 0


def test_a_read_only_folder(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = filled(folder / "record.db")
    article = text_file(tmp_path)
    path.chmod(0o666)
    folder.chmod(0o555)
    with unprivileged(folder):
        assert "read-only" in refused(capfd, "add", article, "--record", path)
        assert "read-only" in refused(capfd, "add", article, "--record", folder / "new.db")
        assert "read-only" in refused(capfd, "backup", folder / "copy.db", "--record", path)
        assert main(["check", "--record", str(path)]) == 0
    folder.chmod(0o755)


def test_a_read_only_record_whose_view_is_not_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_record(str(path)) as record:
        record.add(many(3))
    path.chmod(0o444)
    with unprivileged(tmp_path), open_record(str(path)) as record:
        assert len(record.documents()) == 3
        with pytest.raises(RecordError, match="not up to date"):
            record.engagements()


def limited(tmp_path: Path, limit: int, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run dragoman with no file growing beyond ``limit`` bytes, as on a full disk."""
    code = (
        "import resource, runpy, sys; sys.argv = sys.argv[1:];"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "sys.path.insert(0, sys.argv[0].rpartition('/')[0]);"
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    command = [sys.executable, "-c", code, str(STAND_IN), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120)


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    source = tmp_path / "texts"
    source.mkdir()
    for at in range(16):
        text = f"Nothing of note happened in town {at}. " + f"Palaver number {at} went on. " * 2000
        (source / f"{at:02d}.txt").write_text(text, encoding="utf-8")
    full = limited(tmp_path, 1_500_000, "add", source, "--record", path, "--jobs", 1)
    assert full.returncode == 2, full.stderr
    assert "disk is full" in full.stderr
    assert "Traceback" not in full.stderr
    assert "run it again" in full.stdout
    with open_record(str(path)) as record:
        kept = {one.document.id for one in record.documents()}
        assert 0 < len(kept) < 16
        assert check(record).problems == ()
    again = limited(tmp_path, 100_000_000, "add", source, "--record", path, "--jobs", 1)
    assert again.returncode == 0, again.stderr
    assert f"{16 - len(kept)} added, {len(kept)} already there" in again.stdout
    with open_record(str(path)) as record:
        assert check(record).problems == ()


def test_a_disk_that_is_full_from_the_beginning(tmp_path: Path) -> None:
    done = limited(tmp_path, 8192, "add", text_file(tmp_path), "--record", tmp_path / "record.db")
    assert done.returncode == 2
    assert "disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    again = limited(tmp_path, 100_000_000, "add", text_file(tmp_path), "--record", tmp_path / "record.db")
    assert "1 added" in again.stdout


def test_a_lock_held_too_long(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dragoman.record, "LOCK_WAIT", 0.3)
    path = filled(tmp_path / "record.db")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert "another program" in refused(capfd, "add", text_file(tmp_path), "--record", path)
        assert main(["backup", str(tmp_path / "copy.db"), "--record", str(path)]) == 0  # it only reads
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert main(["add", str(text_file(tmp_path)), "--record", str(path)]) == 0


def test_a_lock_on_a_record_that_is_just_being_made(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dragoman.record, "LOCK_WAIT", 0.3)
    path = tmp_path / "record.db"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        assert "another program" in refused(capfd, "add", text_file(tmp_path), "--record", path)
    finally:
        holder.execute("ROLLBACK")
        holder.close()


# --- PostgreSQL ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://me:secret@127.0.0.1:1/diplomacy", "cannot reach the PostgreSQL server"),
        ("mysql://me:secret@host/diplomacy", "mysql:// is no kind of record"),
        ("postgresql://me:secret@host:port/x", "no address of a record"),
    ],
)
def test_an_address_that_leads_nowhere(url: str, words: str, capfd: pytest.CaptureFixture[str]) -> None:
    line = refused(capfd, "check", "--record", url)
    assert words in line
    assert "secret" not in line


def test_a_database_that_is_not_there(postgres_server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    assert "no such database" in refused(capfd, "check", "--record", postgres_server.url("nowhere"))


def test_a_lock_held_too_long_in_postgresql(
    postgres_server: Server,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import psycopg

    monkeypatch.setattr(dragoman.record, "LOCK_WAIT", 0.3)
    url = postgres_server.new_database()
    open_record(url).close()
    with psycopg.connect(url) as holder:
        holder.execute("UPDATE record_state SET truth = truth")
        assert "another program" in refused(capfd, "add", text_file(tmp_path), "--record", url)
        holder.rollback()
    assert main(["add", str(text_file(tmp_path)), "--record", url]) == 0


def test_a_postgresql_user_without_rights(postgres_server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    import psycopg

    url = postgres_server.new_database()
    open_record(url).close()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE ROLE reader_only LOGIN")
    line = refused(capfd, "check", "--record", url.replace("postgres@", "reader_only@"))
    assert "lacks the rights" in line


# --- backups -------------------------------------------------------------------------------------


def test_a_backup_does_not_overwrite(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path / "record.db")
    copy = tmp_path / "copy.db"
    copy.write_text("precious", encoding="utf-8")
    assert "exists already" in refused(capfd, "backup", copy, "--record", path)
    assert copy.read_text(encoding="utf-8") == "precious"
    assert "the record itself" in refused(capfd, "backup", path, "--replace", "--record", path)
    assert main(["backup", str(copy), "--replace", "--record", str(path)]) == 0
    with open_record(str(copy)) as one:
        assert len(one.documents()) == 6


def test_a_backup_onto_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    path = filled(tmp_path / "record.db", 60)
    done = limited(tmp_path, 20_000, "backup", tmp_path / "copy.db", "--record", path)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert {one.name for one in tmp_path.iterdir()} <= {"record.db", "record.db-wal", "record.db-shm"}


def test_a_record_moved_with_its_log_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_record(str(path)) as record:
        record.add(many(4))
        for name in ("record.db", "record.db-wal"):
            shutil.copy(tmp_path / name, tmp_path / name.replace("record", "moved"))
    with open_record(str(tmp_path / "moved.db")) as moved:
        assert len(moved.documents()) == 4
