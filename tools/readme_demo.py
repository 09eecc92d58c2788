"""Writes the true output of README's examples into README.md; --check only says whether it is there.

An example stands between ``<!-- demo -->`` and ``<!-- /demo -->``: a console block in which the lines that
begin with "$ dragoman" are commands; what follows each is what it prints, 100 columns wide.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- demo -->\n```console\n)(.*?)(```\n<!-- /demo -->)", re.S)


def output(command: str) -> str:
    """What a "dragoman …" command prints in the root of the repository. Raises where it fails."""
    program, *arguments = shlex.split(command)
    if program != "dragoman":
        raise ValueError(f"README.md: {command!r} is no dragoman command")
    environment = {**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    run = [sys.executable, "-m", "dragoman", *arguments]
    return subprocess.run(run, cwd=ROOT, env=environment, check=True, capture_output=True, encoding="utf-8").stdout


def renewed(text: str) -> str:
    """README's text with every example's output as it is now."""
    if not BLOCK.search(text):
        raise ValueError("README.md: no example between <!-- demo --> and <!-- /demo -->")
    return BLOCK.sub(lambda match: match[1] + _run_all(match[2]) + match[3], text)


def _run_all(block: str) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"$ {command}\n{output(command)}" for command in commands)


def main() -> int:
    """0, or 1 where --check finds a stale example."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    text = README.read_text(encoding="utf-8")
    new = renewed(text)
    if new == text:
        return 0
    if check:
        print("README.md: the example's output is stale; run: just readme", file=sys.stderr)
        return 1
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
