"""The pages of docs/: what their samples print is true, the commands are those of the code, the site builds."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


samples = tool("docs_samples")
commands = tool("docs_commands")


def page_id(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docs") / "record.db"
    samples.make_record(path)
    return path


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_samples_print_what_the_page_says(page: Path, record: Path) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    stale = f"docs/{page_id(page)} is stale; run: {samples.RENEW}"
    assert samples.renewed(page, record) == page.read_text(encoding="utf-8"), stale


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_commands_that_are_not_run_exist(page: Path) -> None:
    assert samples.unknown_commands(page) == []


def test_the_how_to_pages_have_samples_that_run() -> None:
    pages = sorted((DOCS / "howto").glob("*.md"))
    assert [page.stem for page in pages] == [
        "api",
        "correspondent",
        "desk-officer",
        "editor",
        "look",
        "measure",
        "pictures",
        "researcher",
        "review",
    ]
    for page in pages:
        assert len(re.findall("^[$] (?:dragoman|curl) ", page.read_text(encoding="utf-8"), re.M)) >= 4, page.name


def test_the_commands_are_those_of_the_code() -> None:
    assert commands.commands_page() == commands.PAGE.read_text(encoding="utf-8"), (
        f"docs/commands.md is stale; run: {commands.RENEW}"
    )


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page_id(page)}: {target}"


# --- the tool ------------------------------------------------------------------------------------


def written(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> Path:
    monkeypatch.setattr(samples, "DOCS", folder)
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    return page


def test_a_stale_sample_is_written_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, record: Path) -> None:
    page = written(
        monkeypatch,
        tmp_path,
        "```console\n$ dragoman --version\nold\n```\n\n"
        "```python\nprint(1 + 1)\n```\n\n<!-- prints -->\n```text\n3\n```\n\n"
        '```json title="one.jsonl"\n{"text": ""}\n```\n\n'
        "<!-- exit 2 -->\n```console\n$ dragoman read one.jsonl | head -n 1\n```\n\n"
        "```text\nstays\n```\n",
    )
    new = samples.renewed(page, record)
    assert "$ dragoman --version\ndragoman " in new
    assert "```text\n2\n```" in new
    assert "one.jsonl | head -n 1\ndragoman: one.jsonl line 1: " in new
    assert "old" not in new
    assert new.endswith("```text\nstays\n```\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```console\n$ dragoman read nothing.txt\n```\n", "exit code 2, not 0"),
        ("<!-- exit 2 -->\n```console\n$ dragoman --version\n```\n", "exit code 0, not 2"),
        ("```console\n$ rm -r /nothing\n```\n", "only dragoman commands"),
        ("```console\n$ dragoman read - < article.txt\n```\n", "only dragoman commands"),
        ("```python\nprint(1)\n```\n", "is to stand after"),
        ("```python\none = 1\n```\n\n<!-- prints -->\n```text\n1\n```\n", "is nothing"),
        ("```python\n1 / 0\n```\n", "ZeroDivisionError"),
    ],
)
def test_a_sample_that_fails_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, record: Path, text: str, said: str
) -> None:
    page = written(monkeypatch, tmp_path, text)
    with pytest.raises(samples.SampleError, match=f"(?s)page.md.*{said}"):
        samples.renewed(page, record)


@pytest.mark.parametrize(
    "line", ["dragoman frobnicate", "dragoman read x --frob", ".venv/bin/dragoman trips --limit x"]
)
def test_commands_that_do_not_exist_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str) -> None:
    page = written(monkeypatch, tmp_path, f"```sh\ndragoman read x --json > y  # fine\n{line}\n```\n")
    assert [found.split(":")[0] for found in samples.unknown_commands(page)] == [line]


# --- the site ------------------------------------------------------------------------------------


def test_the_site_builds_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    site = tmp_path / "site"
    run = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    for page in PAGES:
        html = (site / page.relative_to(DOCS)).with_suffix(".html").read_text(encoding="utf-8")
        assert re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"']?(?:https?:)?//[^\"'> ]+", html) == []
    assert (site / "search" / "search_index.json").is_file()
