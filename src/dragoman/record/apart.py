"""Deriving in a process of its own, so that the threads of a server are not held up by it.

Python runs one thread at a time: while one merges, others that ask the database wait for their turn at every row.
"""

from __future__ import annotations

import os
import subprocess
import sys

_CALL = "import sys; from dragoman.record.apart import run; run(sys.stdin.read())"


def derive_apart(url_or_path: str) -> bool:
    """Bring a record's merged view up to date in another process; False where that did not come about."""
    paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CALL],
            input=url_or_path,  # not an argument: others may see these, and it may hold a password
            text=True,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": paths},
        )
    except OSError:
        return False
    return done.returncode == 0


def run(url_or_path: str) -> None:
    """What the other process does."""
    from dragoman.record import open_record  # noqa: PLC0415

    with open_record(url_or_path, create=False) as record:
        record.derive()
