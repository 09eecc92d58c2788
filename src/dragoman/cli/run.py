"""What commands that read documents share: the loop, what was left out, the exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable
from typing import BinaryIO

import click

from dragoman.cli import WRONG, complain, fault
from dragoman.errors import DataError, DragomanError
from dragoman.model import Document
from dragoman.sources.found import LeftOut, Note, Wanted
from dragoman.sources.load import load
from dragoman.texts import harmless

PIPE_WIDTH = 110


def each_document(sources: Iterable[str], wanted: Wanted, use: Callable[[Document], None]) -> int:
    """Hand every document of the sources to ``use``; go on past bad ones and tell them at the end.

    Returns:
        0, or 2 where a document was left out.

    Raises:
        DataError: a data file of dragoman is wrong, so that no document can be read.
    """
    done = 0
    left_out: list[LeftOut] = []
    for item in load(sources, wanted, stdin()):
        if isinstance(item, Note):
            complain(f"note: {item.where}: {item.text}")
        elif isinstance(item, LeftOut):
            left_out.append(item)
        else:
            reason = _tried(use, item)
            if reason is None:
                done += 1
            else:
                left_out.append(LeftOut(item.id, reason))
    sys.stdout.flush()
    _tell(left_out, done)
    return WRONG if left_out else 0


def _tried(use: Callable[[Document], None], document: Document) -> str | None:
    """None where ``use`` could do it, else why not."""
    try:
        use(document)
    except (DataError, OSError, click.ClickException):
        raise
    except DragomanError as error:
        return str(error)
    except Exception as error:  # one document's fault must not end the run
        if os.environ.get("DRAGOMAN_TRACEBACK"):
            raise
        return fault(error)
    return None


def _tell(left_out: list[LeftOut], done: int) -> None:
    if len(left_out) == 1 and done == 0:
        complain(f"{left_out[0].where}: {left_out[0].reason}")
    elif left_out:
        complain(f"{len(left_out)} left out, {done} read:")
        for item in left_out:
            click.echo(f"  {harmless(item.where)}: {harmless(item.reason)}", err=True)


def stdin() -> BinaryIO:
    """Standard input as bytes, empty where it was closed."""
    return io.BytesIO() if sys.stdin is None else sys.stdin.buffer


def width() -> int | None:
    """Columns to print in: None on a terminal (it knows), else COLUMNS or PIPE_WIDTH."""
    if sys.stdout.isatty():
        return None
    given = os.environ.get("COLUMNS", "")
    return max(40, int(given)) if given.isdecimal() else PIPE_WIDTH
