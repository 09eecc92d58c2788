"""Where the command ``dragoman`` begins: a Ctrl-C ends it quietly while it is still being loaded, too."""

from __future__ import annotations

import os
import signal

STOPPED = 130


def _stop(_number: int, _frame: object) -> None:
    """Nothing has begun yet, so nothing is lost."""
    os.write(2, b"dragoman: stopped\n")
    os._exit(STOPPED)


def main() -> int:
    """Load the command line and run it; returns the exit code."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)
    try:
        from dragoman.cli import main as run  # noqa: PLC0415  (takes a tenth of a second)

        signal.signal(signal.SIGINT, before)
        return run()
    except KeyboardInterrupt:
        return STOPPED
