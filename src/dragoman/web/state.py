"""What the requests of one server share: the open record, the day, and the thread that keeps the view fresh."""

from __future__ import annotations

import datetime
import threading

from starlette.requests import Request

from dragoman.errors import RecordError
from dragoman.record.queries import OpenRecord
from dragoman.record.queries import open as open_record
from dragoman.web.review.sessions import Sessions
from dragoman.web.settings import Settings

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
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look for documents that others add; the first view is derived before any request."""
        if self.record.store.writable:
            self.record.store.derive()
            self._thread = threading.Thread(target=self._keep_fresh, name="dragoman-derive", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the looking and let go of the record."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
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


def state_of(request: Request) -> State:
    """The state of the server that answers this request."""
    state: State = request.app.state.dragoman
    return state
