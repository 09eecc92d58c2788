"""What the requests of one server share: the open record, the day, and the thread that keeps the view fresh."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeAlias

from starlette.requests import Request

import dragoman
from dragoman.errors import RecordError
from dragoman.record.queries import OpenRecord
from dragoman.record.queries import open as open_record
from dragoman.web.memory import Memory
from dragoman.web.review.sessions import Sessions
from dragoman.web.settings import Settings

First: TypeAlias = "Callable[[State], object]"
LOOKS = 1.0
"""Seconds between two looks whether documents were added."""


class State:
    """The record of a server. ``start`` and ``stop`` belong to the server's life, everything else to requests."""

    def __init__(self, settings: Settings, first: Sequence[First] = ()) -> None:
        """Opens the record. ``first``: what takes long and is made before anybody asks.

        Raises:
            RecordError: there is no record, or it cannot be read.
        """
        self.settings = settings
        self._first = first
        self.sessions = Sessions()
        self.record: OpenRecord = open_record(settings.record, lagging=True)
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []
        self.memory = Memory(self.record.store.state)

    def start(self) -> None:
        """Begin to look for documents that others add; the first view is derived before any request."""
        work = [self._warm, self.memory.renew]
        if self.record.store.writable:
            self.record.store.derive()
            work.append(self._keep_fresh)
        self._threads = [threading.Thread(target=one, name=f"dragoman {one.__name__}", daemon=True) for one in work]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End the looking and let go of the record."""
        self._ended.set()
        self.memory.end()
        for thread in self._threads:
            thread.join()
        self.record.close()

    @property
    def today(self) -> str:
        """The day that coming and past are told from: as it was set, else the clock's (UTC)."""
        return self.settings.today or datetime.datetime.now(datetime.UTC).date().isoformat()

    def _keep_fresh(self) -> None:
        while not self._ended.wait(LOOKS):
            try:
                if not self.record.store.is_fresh():
                    self.record.store.derive()
            except RecordError:  # locked or out of reach for now: pages tell it, the next look may find it well
                continue

    def _warm(self) -> None:
        """Load the reader, which side-by-side pages use, and make what takes long, before anybody waits for it."""
        dragoman.read("The ministers met on Monday.")
        for one in self._first:
            if self._ended.is_set():
                return
            with suppress(RecordError):  # pages tell it
                one(self)


def state_of(request: Request) -> State:
    """The state of the server that answers this request."""
    state: State = request.app.state.dragoman
    return state
