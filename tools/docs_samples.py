"""Runs the samples in docs/ and writes what they print anew; --check only says which are stale.

A page's samples run from top to bottom in a folder of their own. In it are ``src`` (that of the repository),
``dragoman.db`` and ``demo.db`` (the record of the sample documents) and ``article.txt`` (one of these). A sample is

- a ``console`` block: lines that begin with "$ dragoman" are commands, run in this process 100 columns wide; what
  follows each is what it prints. ``> FILE`` sends that into a file, ``| head -n N`` cuts it. A command that must
  fail stands in a block after ``<!-- exit 2 -->``. "$ curl" asks the web app over ``dragoman.db`` (``docs_curl``);
- a ``python`` block: the blocks of a page share their names. What it prints stands in a ``text`` block after
  ``<!-- prints -->``;
- any block with ``title="FILE"``: its text becomes that file.

Blocks in ``sh`` are not run, but their dragoman commands must be ones that exist, with options that exist.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from docs_curl import curl

from dragoman.cli import cli, main

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SAMPLES = ROOT / "src" / "dragoman" / "samples" / "documents"
ARTICLE = "wire-bangkok-dropped-2021.txt"
RENEW = "python tools/docs_samples.py"
BLOCK = re.compile(
    r"(?P<head>(?:<!-- exit (?P<exit>\d+) -->\n)?^```(?P<language>\w+)(?P<title>[^\n]*)\n)(?P<body>.*?)^```$"
    r"(?P<after>\n\n<!-- prints -->\n```text\n(?P<prints>.*?)^```$)?",
    re.S | re.M,
)


class SampleError(Exception):
    """A sample does not do what its page says; names page and command."""


def pages() -> list[Path]:
    """All pages, sorted."""
    return sorted(DOCS.rglob("*.md"))


def name(page: Path) -> str:
    """A page as messages name it."""
    return page.relative_to(DOCS).as_posix()


def make_record(path: Path) -> None:
    """The record of the sample documents, made as ``dragoman demo --keep`` makes it."""
    code, printed = _run_main(["demo", "--keep", str(path)])
    if code:
        raise SampleError(f"dragoman demo --keep: exit code {code}: {printed}")


def renewed(page: Path, record: Path) -> str:
    """The page's text with what every sample prints now. Raises SampleError where one fails."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, _stage(Path(folder), record), _Names(page) as names:
        return BLOCK.sub(lambda block: _renewed_block(name(page), block, names), text)


def unknown_commands(page: Path) -> list[str]:
    """dragoman commands in the page's ``sh`` blocks that dragoman would not take, each with why."""
    found = []
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["language"] != "sh":
            continue
        for line in block["body"].splitlines():
            for part in re.split(r"&&|\|", line):
                words = shlex.split(part.split(" > ")[0], comments=True)
                if words and words[0].rsplit("/", 1)[-1] == "dragoman" and (why := _refused(words[1:])):
                    found.append(f"{line}: {why}")
    return found


def _refused(arguments: list[str]) -> str | None:
    """Why dragoman would refuse these arguments; nothing is run."""
    try:
        with _captured(), cli.make_context("dragoman", arguments) as context:
            _, command, rest = cli.resolve_command(context, arguments)
            if command is not None:
                command.make_context(arguments[0], rest, parent=context)
    except click.ClickException as error:
        return error.format_message()
    except click.exceptions.Exit:
        return None
    return None


@contextlib.contextmanager
def _stage(folder: Path, record: Path) -> Iterator[None]:
    """Stand in a folder that has what samples need, with nothing from outside that changes what is printed."""
    (folder / "src").symlink_to(ROOT / "src", target_is_directory=True)
    shutil.copy(SAMPLES / ARTICLE, folder / "article.txt")
    for copy in ("dragoman.db", "demo.db"):
        shutil.copy(record, folder / copy)
    before = dict(os.environ)
    os.environ["COLUMNS"] = "100"
    os.environ.pop("DRAGOMAN_RECORD", None)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)


class _Names(dict[str, object]):
    """What the python blocks of a page share; closes at the end what can be closed."""

    def __init__(self, page: Path) -> None:
        super().__init__(__name__=f"docs/{name(page)}")

    def __enter__(self) -> _Names:
        return self

    def __exit__(self, *_: object) -> None:
        for value in self.values():
            if not isinstance(value, type) and callable(close := getattr(value, "close", None)):
                close()


def _renewed_block(page: str, block: re.Match[str], names: _Names) -> str:
    body, after = block["body"], block["after"] or ""
    if title := re.search(r'title="([^"]+)"', block["title"]):
        Path(title[1]).parent.mkdir(exist_ok=True)
        Path(title[1]).write_text(body, encoding="utf-8")
    elif block["language"] == "console":
        body = _console(page, body, int(block["exit"] or 0))
    elif block["language"] == "python":
        printed = _python(page, body, names)
        if bool(printed) != bool(after):
            what = "is to stand after <!-- prints -->" if printed else "is nothing, yet <!-- prints --> follows"
            raise SampleError(f"{page}: what this prints {what}: {body.splitlines()[0]}")
        after = f"\n\n<!-- prints -->\n```text\n{printed}```" if printed else ""
    return f"{block['head']}{body}```{after}"


def _console(page: str, body: str, expected: int) -> str:
    commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
    if not commands or not body.startswith("$ "):
        raise SampleError(f"{page}: a console block begins with a command: {body[:60]!r}")
    done = []
    for command in commands:
        code, printed = _command(page, command)
        if code != expected:
            raise SampleError(f"{page}: $ {command}\nexit code {code}, not {expected}; it printed:\n{printed}")
        done.append(f"$ {command}\n{printed}")
    return "\n".join(done)


def _command(page: str, command: str) -> tuple[int, str]:
    """Exit code and output (both streams, as a terminal shows them) of one line."""
    if command.startswith("curl "):
        try:
            return 0, curl(command, "dragoman.db")
        except ValueError as error:
            raise SampleError(f"{page}: {error}") from None
    words = shlex.split(command)
    target, most = None, None
    if len(words) > 2 and words[-2] == ">":
        words, target = words[:-2], words[-1]
    elif words[-4:-1] == ["|", "head", "-n"]:
        words, most = words[:-4], int(words[-1])
    if words[0] != "dragoman" or {">", "|", "&&", "<"} & set(words):
        raise SampleError(f"{page}: only dragoman commands run here, not: {command}")
    code, printed = _run_main(words[1:])
    if target is not None:
        Path(target).write_text(printed, encoding="utf-8")
        return code, ""
    lines = printed.rstrip("\n").split("\n")[:most] if printed.strip() else []
    return code, "".join(f"{line}\n" for line in lines)


def _run_main(arguments: list[str]) -> tuple[int, str]:
    with _captured() as out:
        code = main(arguments)
    return code, _text(out)


def _python(page: str, body: str, names: _Names) -> str:
    with _captured() as out:
        try:
            exec(compile(body, f"docs/{page}", "exec"), names)
        except Exception as error:
            raise SampleError(f"{page}: {type(error).__name__}: {error}, in:\n{body}") from error
    printed = _text(out).rstrip("\n")
    return f"{printed}\n" if printed else ""


@contextlib.contextmanager
def _captured() -> Iterator[io.TextIOWrapper]:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        yield out


def _text(out: io.TextIOWrapper) -> str:
    out.seek(0)
    return out.read()


def run() -> int:
    """0, or 1 where --check finds a stale page or a sample fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("page", nargs="*", help="such as howto/editor.md; without one all")
    asked = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder, "record.db")
        make_record(record)
        for page in [DOCS / one for one in asked.page] or pages():
            try:
                new = renewed(page, record)
            except SampleError as error:
                print(error, file=sys.stderr)
                bad += 1
                continue
            if new == page.read_text(encoding="utf-8"):
                continue
            if asked.check:
                print(f"docs/{name(page)}: what its samples print is stale; run: {RENEW}", file=sys.stderr)
                bad += 1
            else:
                page.write_text(new, encoding="utf-8")
                print(f"docs/{name(page)}: written anew")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(run())
