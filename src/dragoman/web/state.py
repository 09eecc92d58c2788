"""What the requests of one server share: the open record, the day, and the thread that keeps the view fresh."""

from __future__ import annotations

import datetime
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from starlette.requests import Request

import dragoman
from dragoman.errors import RecordError
from dragoman.record.queries import OpenRecord
from dragoman.record.queries import open as open_record
from dragoman.web.review.sessions import Sessions
from dragoman.web.settings import Settings

Made = TypeVar("Made")
KEPT = 256
"""Answers that are remembered until the record changes."""
LOOKS = 1.0
"""Seconds between two looks whether documents were added."""


class State:
    """The record of a server. ``start`` and ``stop`` belong to the server's life, everything else to requests."""

    def __init__(self, settings: Settings) -> None:
        """Opens the record. Raises RecordError where there is none or it cannot be read."""
        self.settings = settings
        self.sessions = Sessions()
        self.record: OpenRecord = open_record(settings.record, lagging=True)
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin to look for documents that others add; the first view is derived before any request."""
        work = [_warm]
        if self.record.store.writable:
            self.record.store.derive()
            work.append(self._keep_fresh)
        self._threads = [threading.Thread(target=one, name=f"dragoman{one.__name__}", daemon=True) for one in work]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End the looking and let go of the record."""
        self._ended.set()
        for thread in self._threads:
            thread.join()
        self.record.close()

    @property
    def today(self) -> str:
        """The day that coming and past are told from: as it was set, else the clock's (UTC)."""
        return self.settings.today or datetime.datetime.now(datetime.UTC).date().isoformat()

    def remembered(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` gives, made once for each state of the record: for what many pages show."""
        key = (name, self.record.store.state())
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                found: Made = self._made[key]
                return found
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return made

    def _keep_fresh(self) -> None:
        while not self._ended.wait(LOOKS):
            try:
                if not self.record.store.is_fresh():
                    self.record.store.derive()
            except RecordError:  # locked or out of reach for now: pages tell it, the next look may find it well
                continue


def _warm() -> None:
    """Load the reader, which side-by-side pages use, before anybody waits for it."""
    dragoman.read("The ministers met on Monday.")


def state_of(request: Request) -> State:
    """The state of the server that answers this request."""
    state: State = request.app.state.dragoman
    return state
