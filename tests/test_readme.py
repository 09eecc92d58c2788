"""README's promises: its example is true, its links lead somewhere, the demo fits a screen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "110"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_example_is_true_output() -> None:
    done = run("tools/readme_demo.py", "--check")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_demo_fits_a_screen_and_finds_something_everywhere() -> None:
    done = run("-m", "dragoman", "demo")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) <= 60
    assert "nothing found" not in done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_two_commands_install_from_the_locks() -> None:
    lines = [
        line
        for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("python3 -m venv")
    ]
    assert [line.rsplit("/", 1)[-1] for line in lines] == ["dragoman demo", "pytest"]
    for line in lines:
        lock = re.search(r"-c (\S+)", line)
        assert lock is not None
        assert (ROOT / lock[1]).is_file()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_pin_every_requirement(name: str) -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    if "dev" in name:
        wanted += [entry for group in project["optional-dependencies"].values() for entry in group]
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pinned = {line.split("==")[0] for line in lines if re.match(r"[a-z0-9-]+==\d", line)}
    for requirement in wanted:
        assert re.split(r"[><=\[ ]", requirement)[0].lower() in pinned
