"""The command line: output, errors in one line each, exit codes; never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from around import install
from dragoman import __version__
from dragoman.cli import COMMANDS, cli, main

TEXT = "Blinken called Garneau on Tuesday."
SCHEMA = Path(__file__).parent / "data" / "exchange.schema.json"


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    code = main([str(argument) for argument in arguments])
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return code, out, err


def written(path: Path, text: str = TEXT) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# --- the group -----------------------------------------------------------------------------------


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "--version") == (0, f"dragoman {__version__}\n", "")


def test_help_lists_every_command(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "--help")
    assert code == 0
    for name, (_, summary) in COMMANDS.items():
        assert name in out
        assert summary.split()[0] in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, name, "--help")
    assert code == 0
    assert f"dragoman {name}" in out.split("\n", 1)[1]


def test_help_starts_in_time() -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "dragoman", "--help"], check=True, capture_output=True, timeout=60)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["reed"], "No such command 'reed'; see dragoman --help"),
        (["read"], "Missing argument 'SOURCE...'; see dragoman read --help"),
        (["read", "x", "--wrong"], "No such option '--wrong'"),
        (["read", "x", "--published", "2021-02-30"], "'2021-02-30' is not a day of the calendar"),
        (["read", "x", "--published", "26 Jan"], "write it as YYYY-MM-DD"),
        (["read", "x", "y", "--published", "2021-01-26"], "--published needs a single document"),
        (["read", ".", "--url", "https://x.org"], "--url needs a single document"),
        (["read", "x", "--min-confidence", "2"], "--min-confidence"),
        (["read", "x", "--min-confidence", "nan"], "not a number from 0 to 1"),
        (["read", "x", "--format", "pdf"], "--format"),
        (["read", "x", "--encoding", "base64"], "no encoding of text"),
        (["read", "x", "--encoding", "klingon"], "no encoding of text"),
    ],
)
def test_wrong_usage_is_one_line(arguments: list[str], words: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("dragoman: ")
    assert words in err
    assert err.count("\n") == 1


# --- read ----------------------------------------------------------------------------------------


def test_read_prints_a_table(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "read", written(tmp_path / "a.txt"), "--published", "2021-01-26")
    assert (code, err) == (0, "")
    assert out.startswith("a · 2021-01-26\n")
    for part in ("call", "held", "Antony Blinken (US)", "“Blinken called Garne”"):
        assert part in out
    assert not any(line.endswith(" ") for line in out.splitlines())


def test_nothing_found_is_said_and_is_no_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "read", written(tmp_path / "a.txt", "nothing here"))
    assert (code, out, err) == (0, "a\n  nothing found\n", "")


def test_json_is_one_valid_line_a_document(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    written(tmp_path / "b.txt", "Séjourné\nnothing")
    written(tmp_path / "a.html", f"<title>T</title><p>{TEXT}")
    code, out, _ = run(capfd, "read", tmp_path, "--json")
    assert code == 0
    rows = [json.loads(line) for line in out.splitlines()]
    schema = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for row in rows:
        schema.validate(row)
    assert [(row["id"], row["title"], len(row["engagements"])) for row in rows] == [
        ("a", "T", 1),
        ("b", None, 0),
    ]


def test_min_confidence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "a.txt")
    kept = json.loads(run(capfd, "read", path, "--json", "--min-confidence", "0.8")[1])
    gone = json.loads(run(capfd, "read", path, "--json", "--min-confidence", "0.9")[1])
    assert (len(kept["engagements"]), len(gone["engagements"])) == (1, 0)


def test_stdin() -> None:
    done = CliRunner().invoke(cli, ["read", "-", "--json"], input=TEXT)
    assert json.loads(done.stdout)["id"] == "stdin"
    lines = CliRunner().invoke(cli, ["read", "-", "--json"], input='{"id": "x", "text": "y"}\n{"text": "z"}\n')
    assert [json.loads(line)["id"] for line in lines.stdout.splitlines()] == ["x", "stdin-2"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("binary.txt", b"\x00\x01\x02"),
        ("latin.txt", b"S\xe9journ\xe9"),
        ("broken.jsonl", b'{"text": \n'),
        ("long.txt", b"x" * 20_000_000),
        ("long.jsonl", b'{"text": "' + b"x" * 20_000_000 + b'"}\n'),
        ("empty.html", b"<html></html>"),
    ],
)
def test_one_bad_document_is_one_line(
    name: str, data: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    code, out, err = run(capfd, "read", path)
    assert (code, out) == (2, "")
    assert err.startswith(f"dragoman: {path}")
    assert err.count("\n") == 1


def test_the_run_goes_on_and_tells_what_was_left_out(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    written(tmp_path / "b.txt")
    written(tmp_path / "c.jsonl", '{"text": "x"}\n{"text": }\n{"id": "good", "text": "y"}\n')
    written(tmp_path / "d.txt", "crash")
    code, out, err = run(capfd, "read", tmp_path, tmp_path / "missing.txt", "--json")
    assert code == 2
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["b", "c-1", "good"]
    head, *reasons = err.splitlines()
    assert head == "dragoman: 4 left out, 3 read:"
    assert reasons[0] == f"  {tmp_path}/a.txt: is empty"
    assert reasons[1].startswith(f"  {tmp_path}/c.jsonl line 2: broken JSON")
    assert reasons[2].startswith("  d: a fault in dragoman, please report it (ZeroDivisionError")
    assert reasons[3] == f"  {tmp_path}/missing.txt: no such file or folder"


def test_hostile_names_cannot_steer_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "\x1b[31m\nx.txt").write_bytes(b"")
    written(tmp_path / "\x1b[32m\u202e.txt")
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text(TEXT, encoding="utf-8")
    code, out, err = run(capfd, "read", tmp_path)
    assert code == 2
    assert not set("\x1b\u202e") & set(out + err)
    assert len(err.splitlines()) == 2


def test_duplicate_ids_are_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "a.txt")
    code, out, err = run(capfd, "read", path, path, "--json")
    assert code == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "a-2"]
    assert err == "dragoman: note: a: this id was there before; the later document is called a-2\n"


def test_a_fault_outside_documents_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("dragoman.cli.run.load", crash)
    code, _, err = run(capfd, "read", "x")
    assert code == 1
    assert err.startswith("dragoman: a fault in dragoman, please report it (RuntimeError: two lines)")
    assert err.count("\n") == 1


# --- as a process --------------------------------------------------------------------------------


def start(*arguments: str, **more: object) -> subprocess.Popen[bytes]:
    """The command in a process of its own; ``dragoman who`` and ``demo`` need no stand-in."""
    return subprocess.Popen(
        [sys.executable, "-m", "dragoman", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,  # type: ignore[call-overload]
    )


def test_a_closed_pipe_is_quiet() -> None:
    with start("read", "--help") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 141


def test_ctrl_c_is_one_line() -> None:
    with start("read", "-") as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b'{"text": "nothing')
        process.stdin.flush()
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b"dragoman: stopped\n"
        assert process.wait(timeout=60) == 130


def test_a_closed_standard_output_is_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import os,sys; os.close(1); os.execv(sys.argv[1], sys.argv[1:])"]
    run_ = [sys.executable, "-m", "dragoman", "read", str(written(tmp_path / "a.txt"))]
    done = subprocess.run([*command, *run_], stderr=subprocess.PIPE, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (2, b"dragoman: standard output is closed\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [("--help",), ("read", "-", "--json"), ("who", "Foreign Minister", "TH")])
def test_a_full_disk_under_the_output_is_one_line(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "dragoman", *arguments]
        done = subprocess.run(
            command, input=b"Some words.", stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert done.returncode == 2
    assert done.stderr == b"dragoman: the output cannot be written (No space left on device)\n"


def test_output_is_utf_8_whatever_the_terminal(tmp_path: Path) -> None:
    bad = tmp_path / "é.txt"
    bad.write_bytes(b"")
    with start("read", str(bad), env={**os.environ, "PYTHONIOENCODING": "ascii"}) as process:
        _, err = process.communicate(timeout=60)
        assert process.returncode == 2
        assert b"is empty" in err
        assert b"Traceback" not in err


# --- demo and explain ----------------------------------------------------------------------------


def test_demo_fits_a_screen(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "demo")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) <= 60
    assert "What to try next:" in out
    assert "sample documents" in out


def test_demo_reads_every_sample(capfd: pytest.CaptureFixture[str]) -> None:
    samples = Path(sys.modules["dragoman"].__path__[0]) / "samples" / "documents"
    code, out, _ = run(capfd, "demo", "--all")
    assert code == 0
    for path in samples.iterdir():
        assert path.stem in out


def test_explain_prints_lines_and_renderables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import types

    from rich.text import Text

    module = types.ModuleType("dragoman.reading.explain")
    module.__dict__["explain"] = lambda document: [
        "  one\x1b",
        Text("two [x]"),
        f"{len(document.text)}\n  three",
    ]
    monkeypatch.setitem(sys.modules, "dragoman.reading.explain", module)
    code, out, err = run(capfd, "explain", written(tmp_path / "a.txt"))
    assert (code, err) == (0, "")
    assert out.splitlines() == ["  one\ufffd", "two [x]", str(len(TEXT)), "  three"]
