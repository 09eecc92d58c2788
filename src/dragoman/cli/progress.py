"""One line on the terminal that says how far a run is; nothing where standard error is no terminal."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from dragoman.sources.folder import documents_below
from dragoman.sources.found import LeftOut, Wanted

_EVERY = 0.2
_BLOCK = 1 << 20


class Progress:
    """Counts documents and shows ``340 of 1,000 · 52 a second · 13 s left · 2 left out``.

    Args:
        total: documents that will come, as far as is known.
    """

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.done = 0
        self.failed = 0
        self._shows = sys.stderr is not None and sys.stderr.isatty()
        self._start = self._last = time.monotonic()
        self._width = 0

    def step(self, *, failed: bool = False) -> None:
        """One document more is done."""
        self.done += 1
        self.failed += failed
        now = time.monotonic()
        if self._shows and now - self._last >= _EVERY:
            self._last = now
            self._show(self.line(now - self._start))

    def line(self, seconds: float) -> str:
        """What is shown after so many seconds."""
        rate = self.done / seconds if seconds > 0 else 0.0
        parts = [f"{self.done:,}" if self.total is None else f"{self.done:,} of {max(self.total, self.done):,}"]
        parts.append(f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second")
        if self.total is not None and rate > 0:
            parts.append(f"{_span(max(0, self.total - self.done) / rate)} left")
        if self.failed:
            parts.append(f"{self.failed:,} left out")
        return " · ".join(parts)

    def clear(self) -> None:
        """Take the line away."""
        if self._width:
            click.echo(f"\r{' ' * self._width}\r", nl=False, err=True)
            self._width = 0

    def _show(self, line: str) -> None:
        click.echo(f"\r{line.ljust(self._width)}", nl=False, err=True)
        self._width = max(self._width, len(line))


def _span(seconds: float) -> str:
    whole = round(seconds)
    if whole < 100:
        return f"{whole} s"
    return f"{round(whole / 60)} min" if whole < 6000 else f"{round(whole / 3600)} h"


def expected(sources: tuple[str, ...], wanted: Wanted) -> int | None:
    """Documents in the sources, counted by files and lines; None where it cannot be told beforehand."""
    if "-" in sources:
        return None
    return sum(_in(Path(source), wanted) for source in sources)


def _in(path: Path, wanted: Wanted) -> int:
    try:
        if path.is_dir():
            return sum(1 if isinstance(found, LeftOut) else _in(found, wanted) for found in documents_below(path))
        lines = wanted.format == "jsonl" or path.suffix.lower() in {".jsonl", ".ndjson"}
        return _lines(path) if lines and wanted.format in {None, "jsonl"} else 1
    except OSError:
        return 1  # why it cannot be read is told when it is tried


def _lines(path: Path) -> int:
    count, last = 0, b"\n"
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            count += block.count(b"\n")
            last = block[-1:]
    return count + (last != b"\n")
