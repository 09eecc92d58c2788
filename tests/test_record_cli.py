"""``dragoman add``, ``check``, ``rebuild`` and ``backup`` as their users meet them."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import around
import stand_in_merge
from dragoman.cli import main, progress, reading_pool
from dragoman.cli.add import without_nul
from dragoman.errors import DragomanError
from dragoman.model import Document
from dragoman.reading.result import Reading
from dragoman.record import open_record
from dragoman.record.check import check
from dragoman.record.schema import report
from dragoman.sources.found import Wanted
from readings import reading

TEXT = "Blinken called Garneau on Tuesday."
STAND_IN = Path(__file__).parent / "run_stand_in.py"


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    around.install(monkeypatch)
    stand_in_merge.install(monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    code = main([str(argument) for argument in arguments])
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return code, out, err


def folder(path: Path, count: int, text: str = TEXT) -> Path:
    path.mkdir()
    for at in range(count):
        (path / f"t{at:03d}.txt").write_text(f"{text} Number {at}.", encoding="utf-8")
    return path


# --- add -----------------------------------------------------------------------------------------


def test_add_says_what_it_did(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = folder(tmp_path / "texts", 3)
    assert run(capfd, "add", source) == (0, "dragoman.db: 3 added, 0 already there, 0 left out\n", "")
    (source / "more.txt").write_text("Something else.", encoding="utf-8")
    assert run(capfd, "add", source) == (0, "dragoman.db: 1 added, 3 already there, 0 left out\n", "")


def test_the_record_is_named_by_option_or_environment(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder(tmp_path / "texts", 1)
    assert run(capfd, "add", source, "--record", "a.db")[1].startswith("a.db: 1 added")
    monkeypatch.setenv("DRAGOMAN_RECORD", "b.db")
    assert run(capfd, "add", source)[1].startswith("b.db: 1 added")
    assert run(capfd, "check")[1].startswith("b.db: 1 documents, 1 reports, 1 engagements, 0 rulings\n")
    assert not Path("dragoman.db").exists()


def test_bad_documents_are_left_out_and_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = folder(tmp_path / "texts", 2)
    (source / "empty.txt").write_text("", encoding="utf-8")
    (source / "worse.txt").write_text("crash", encoding="utf-8")
    code, out, err = run(capfd, "add", source)
    assert (code, out) == (2, "dragoman.db: 2 added, 0 already there, 2 left out\n")
    assert "empty.txt: is empty" in err
    assert "worse: a fault in dragoman, please report it (ZeroDivisionError: on purpose)" in err


def test_the_options_of_read_are_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Blinken called Gärneau.".encode("cp1252"))
    url = "https://example.org/a"
    options = ("--published", "2021-01-27", "--url", url, "--encoding", "cp1252", "--format", "text")
    assert run(capfd, "add", path, *options)[0] == 0
    with open_record("dragoman.db") as record:
        (one,) = record.documents()
    assert one.document == Document("a", "Blinken called Gärneau.", url, published="2021-01-27")


def test_a_day_told_later_is_stored(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = folder(tmp_path / "texts", 1) / "t000.txt"
    run(capfd, "add", path)
    later = run(capfd, "add", path, "--published", "2021-01-27")
    assert later[1] == "dragoman.db: 0 added, 0 already there, 1 read anew, 0 left out\n"
    assert run(capfd, "add", path)[1] == "dragoman.db: 0 added, 1 already there, 0 left out\n"


def test_a_removed_document_is_not_added_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = folder(tmp_path / "texts", 2)
    run(capfd, "add", source)
    with open_record("dragoman.db") as record:
        record.remove("t001")
    out = run(capfd, "add", source)[1]
    assert "0 added, 1 already there, 1 removed earlier and not added again" in out


def test_a_nul_character_does_not_stop_the_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "Blinken called\x00Garneau."}), encoding="utf-8")
    assert run(capfd, "add", path)[0] == 0
    assert run(capfd, "add", path)[1] == "dragoman.db: 0 added, 1 already there, 0 left out\n"
    with open_record("dragoman.db") as record:
        assert record.documents()[0].document.text == "Blinken called\ufffdGarneau."


def test_a_document_that_no_record_can_keep_does_not_stop_the_run(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.jsonl"
    documents = [{"id": "x" * 3000, "text": TEXT}, {"id": "good", "text": TEXT}]
    path.write_text("\n".join(map(json.dumps, documents)), encoding="utf-8")
    code, out, err = run(capfd, "add", path)
    assert (code, out) == (2, "dragoman.db: 1 added, 0 already there, 1 left out\n")
    assert "its id is longer than 2,000 bytes" in err


def test_a_record_may_have_any_name(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = folder(tmp_path / "texts", 1)
    name = "wh?t a #name%20 é.db"
    assert run(capfd, "add", source, "--record", name)[0] == 0
    assert Path(name).exists()
    assert run(capfd, "check", "--record", name)[0] == 0


def test_without_nul_leaves_other_documents_alone() -> None:
    given = Document("a", TEXT, "u", None, None, "2021-01-26")
    assert without_nul(given) is given
    assert without_nul(Document("a", "b\x00c", title="\x00")) == Document("a", "b\ufffdc", title="\ufffd")


def stand_in(*arguments: object) -> list[str]:
    return [sys.executable, str(STAND_IN), *map(str, arguments)]


def test_several_processes_read(tmp_path: Path) -> None:
    source = folder(tmp_path / "texts", 60)
    (source / "worse.txt").write_text("crash", encoding="utf-8")
    done = subprocess.run(
        stand_in("add", source, "--jobs", 2), capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 2
    assert done.stdout == "dragoman.db: 60 added, 0 already there, 1 left out\n"
    assert "ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr
    with open_record("dragoman.db") as record:
        assert len(record.documents()) == 60


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(jobs: int, tmp_path: Path) -> None:
    source = folder(tmp_path / "texts", 1000)
    command = stand_in("add", source, "--jobs", jobs)
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while stored() < 30:
        time.sleep(0.02)
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert out.endswith("; stopped, run it again to go on\n")
    assert err == "dragoman: stopped\n"
    added = int(out.split(": ")[1].split(" added")[0].replace(",", ""))
    assert 0 < added < 1000
    with open_record("dragoman.db") as record:
        assert record.count() == added
    again = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert f"{1000 - added:,} added, {added:,} already there" in again.stdout


def test_a_second_ctrl_c_does_not_wait(tmp_path: Path) -> None:
    command = stand_in("add", folder(tmp_path / "texts", 1000), "--jobs", 2)
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while stored() < 30:
        time.sleep(0.02)
        assert process.poll() is None
    for _ in range(3):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.01)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130, err
    assert set(err.splitlines()) == {"dragoman: stopped"}
    with open_record("dragoman.db") as record:
        assert check(record).problems == ()


def stored() -> int:
    """Documents in dragoman.db so far."""
    try:
        with closing(sqlite3.connect("file:dragoman.db?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet
        return 0


def test_a_process_that_dies_ends_the_run_in_one_line(tmp_path: Path) -> None:
    source = folder(tmp_path / "texts", 1000)
    process = subprocess.Popen(
        stand_in("add", source, "--jobs", 2), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while not (children := spawned(process.pid)) or not Path("dragoman.db").exists():
        time.sleep(0.02)
        assert process.poll() is None
    os.kill(children[-1], signal.SIGKILL)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "ended from outside" in err
    assert "Traceback" not in err


def spawned(parent: int) -> list[int]:
    """Processes that read documents for ``parent``."""
    task = Path(f"/proc/{parent}/task/{parent}/children")
    found = [int(child) for child in task.read_text().split()]
    return [child for child in found if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()]


# --- what is shown on the way --------------------------------------------------------------------


def test_progress_is_quiet_when_not_on_a_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    shown = progress.Progress(10)
    for _ in range(10):
        shown.step()
    shown.clear()
    assert capfd.readouterr() == ("", "")
    assert shown.done == 10


def test_progress_tells_rate_left_and_failures() -> None:
    shown = progress.Progress(1200)
    for at in range(300):
        shown.step(failed=at < 2)
    assert shown.line(10.0) == "300 of 1,200 · 30 a second · 30 s left · 2 left out"
    assert progress.Progress(None).line(1.0) == "0 · 0.0 a second"
    assert shown.line(3000.0) == "300 of 1,200 · 0.1 a second · 2 h left · 2 left out"


def test_progress_is_one_line_on_a_terminal(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    source = folder(tmp_path / "texts", 400)
    ours, theirs = pty.openpty()
    with subprocess.Popen(stand_in("add", source, "--jobs", 1), stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 1000)
            except OSError:  # how Linux says that the other side is closed
                break
            shown += piece
            if not piece:
                break
        process.wait(timeout=60)
    os.close(ours)
    assert b" of 400 \xc2\xb7 " in shown
    assert b"left" in shown
    assert b"\n" not in shown


def test_documents_are_counted_beforehand(tmp_path: Path) -> None:
    source = folder(tmp_path / "texts", 3)
    (source / "many.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n{"text": "c"}', encoding="utf-8")
    assert progress.expected((str(source),), Wanted()) == 6
    assert progress.expected((str(source / "many.jsonl"),), Wanted(format="text")) == 1
    assert progress.expected((str(tmp_path / "none.txt"),), Wanted()) == 1
    assert progress.expected(("-",), Wanted()) is None


def test_reading_goes_on_after_a_document_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(document: Document) -> Reading:
        if document.id == "bad":
            raise DragomanError("not this one")
        return around.read_as_call(document)

    monkeypatch.setattr(reading_pool, "read_document", refuses)
    given = [Document("bad", TEXT), Document("good", TEXT)]
    found = {document.id: outcome for document, outcome in reading_pool.read_all(given, 2)}
    assert found["bad"] == "not this one"
    assert isinstance(found["good"], Reading)


# --- check, rebuild, backup ----------------------------------------------------------------------


def test_check_prints_counts_and_both_digests(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "add", folder(tmp_path / "texts", 2))
    code, out, err = run(capfd, "check")
    with open_record("dragoman.db") as record:
        digests = record.digest()
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "dragoman.db: 2 documents, 2 reports, 1 engagements, 0 rulings",
        f"truth   {digests.truth}",
        f"merged  {digests.merged}",
        "everything is as it must be",
    ]
    told = json.loads(run(capfd, "check", "--json")[1])
    assert told["digests"] == {"truth": digests.truth, "merged": digests.merged}
    assert (told["documents"], told["problems"]) == (2, [])


def test_check_tells_what_is_wrong(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "add", folder(tmp_path / "texts", 2))
    with open_record("dragoman.db") as record, record.writing() as connection:
        connection.execute(report.delete().where(report.c.number == 0))
    code, out, err = run(capfd, "check")
    assert code == 2
    assert "as it must be" not in out
    assert "t000" in err
    assert "not what was stored" in err


def test_rebuild_says_what_was_gained_and_lost(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = reading().document.text
    with open_record("dragoman.db") as record:
        record.add([reading(kind="meeting", count=2)], reader="dragoman 0.0.1")
        record.add([around.read_as_call(Document("same", TEXT))])
    code, out, _ = run(capfd, "rebuild")
    assert code == 0
    assert out.splitlines() == [
        "dragoman.db: 2 documents read anew, 1 reports gained, 2 lost",
        "  + readout: call held 2021-01-26 Antony Blinken, Foreign Minister",
        "  - readout: meeting held 2021-01-26 Antony Blinken, Foreign Minister",
        "  - readout: meeting held 2021-01-27 Antony Blinken, Foreign Minister",
    ]
    with open_record("fresh.db") as fresh, open_record("dragoman.db") as record:
        fresh.add([around.read_as_call(Document("readout", text)), around.read_as_call(Document("same", TEXT))])
        assert fresh.digest() == record.digest()
    assert "0 reports gained, 0 lost" in run(capfd, "rebuild")[1]
    assert run(capfd, "check")[0] == 0


def test_rebuild_keeps_the_findings_of_what_it_cannot_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with open_record("dragoman.db") as record:
        record.add([reading("bad", "Blinken said crash. Yes."), reading("good")], reader="dragoman 0.0.1")
    code, _, err = run(capfd, "rebuild")
    assert code == 2
    assert "bad: a fault in dragoman" in err
    with open_record("dragoman.db") as record:
        readers = {one.document.id: one.reader for one in record.documents()}
    assert readers["bad"] == "dragoman 0.0.1"
    assert readers["good"] != "dragoman 0.0.1"
    assert run(capfd, "check")[0] == 0


def test_rebuild_mends_a_spoilt_view(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "add", folder(tmp_path / "texts", 2))
    with open_record("dragoman.db") as record:
        before = record.digest()
        with record.writing() as connection:
            connection.exec_driver_sql("UPDATE engagement SET digest = 'x', body = '{}'")
            connection.exec_driver_sql("INSERT INTO text_index (text_index) VALUES ('delete-all')")
    _, _, err = run(capfd, "check")
    assert "run `dragoman rebuild`" in err
    assert "text index" in err
    run(capfd, "rebuild")
    assert run(capfd, "check")[0] == 0
    with open_record("dragoman.db") as record:
        assert record.digest() == before


def test_a_backup_is_a_record_with_the_same_digests(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "add", folder(tmp_path / "texts", 4))
    assert run(capfd, "backup", "copy.db") == (0, "dragoman.db: copied to copy.db\n", "")
    with open_record("dragoman.db") as record, open_record("copy.db") as copy:
        assert copy.digest() == record.digest()
    assert {path.name for path in tmp_path.iterdir()} == {"copy.db", "dragoman.db", "texts"}


def test_help_does_not_load_the_database() -> None:
    code = "import sys; from dragoman.cli import main; main(['--help']); sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, stdout=subprocess.DEVNULL).returncode == 0
