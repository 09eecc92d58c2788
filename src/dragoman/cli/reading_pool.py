"""Documents read by several processes; what is read comes back as soon as it is there, in any order."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import active_children, get_context, parent_process

from dragoman import read_document
from dragoman.cli import fault
from dragoman.errors import DataError, DragomanError
from dragoman.model import Document
from dragoman.reading.result import Reading

ALONE = 24
"""Documents up to which starting processes takes longer than reading."""
_AHEAD = 8
"""Documents handed out in advance, for each process."""
_QUIET = "ignore:resource_tracker:UserWarning"
"""What Python's helper process, which inherits it, would otherwise tell the user after an end at once."""

Outcome = Reading | str
Readings = Generator[tuple[Document, Outcome], None, None]


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(documents: Iterable[Document], jobs: int | None) -> Readings:
    """Each document with its reading, or with why it could not be read.

    Args:
        jobs: processes; None for one a core. Few documents are read in this process in any case.

    Raises:
        DataError: a data file of dragoman is wrong, so that no document can be read.
        DragomanError: a process died, of too little memory for instance.
    """
    rest = iter(documents)
    first = list(islice(rest, ALONE + 1))
    if len(first) <= ALONE or (jobs or cores()) == 1:
        for document in chain(first, rest):
            yield document, tried(document)
        return
    yield from _in_processes(chain(first, rest), jobs or cores())


def tried(document: Document) -> Outcome:
    """The reading, or why there is none. Raises DataError and OSError, which end the run."""
    try:
        return read_document(document)
    except (DataError, OSError):
        raise
    except DragomanError as error:
        return str(error)
    except Exception as error:  # one document's fault must not end the run
        if os.environ.get("DRAGOMAN_TRACEBACK"):
            raise
        return fault(error)


def _in_processes(documents: Iterator[Document], jobs: int) -> Readings:
    if _QUIET not in sys.warnoptions:
        sys.warnoptions.append(_QUIET)
    # spawn, not fork: a forked process would hold the record's connection, too
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    waiting: dict[Future[Outcome], Document] = {}
    try:
        while True:
            for document in islice(documents, jobs * _AHEAD - len(waiting)):
                with _undisturbed():
                    waiting[pool.submit(tried, document)] = document
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield waiting.pop(future), future.result()
    except BrokenProcessPool:
        for child in active_children():
            child.kill()  # one that waits for work would be waited for without end
        raise DragomanError(
            "a process that reads documents was ended from outside (too little memory?);"
            " what was read is kept: run the same command again, with fewer --jobs"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes started in here never see Ctrl-C, which the terminal sends to all; this one does later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """In a new process: leave Ctrl-C to the first one, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
