"""Answers that are remembered: until the record changes, or, where making them takes long, until they are made anew.

What many pages show and takes a second to ask (all gaps, all persons) must neither be asked for each request nor
keep a request waiting whenever a document was added. So `lately` gives what was made for an earlier state of the
record, and a thread makes it anew behind the requests, taking at most a quarter of the time.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

from dragoman.errors import DragomanError

Made = TypeVar("Made")
Make = Callable[[], Any]
KEPT = 256
"""Answers that are remembered; the one not asked for longest is forgotten first."""
QUICK = 0.05
"""Seconds: what took no longer is made anew while one waits, so that it is never late."""
_REST = 3
"""The renewing thread rests so many times as long as it worked."""


class _Answer:
    """What was made (``value``), for which state of the record, and how long it took."""

    def __init__(self, state: Hashable, value: Any, taken: float) -> None:
        self.state = state
        self.value = value
        self.taken = taken


class Memory:
    """Remembered answers, used by many threads; what several ask for at the same time is made once."""

    def __init__(self, state: Callable[[], Hashable], most: int = KEPT) -> None:
        """``state`` gives what changes when answers can change, and only then."""
        self._state = state
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._making: dict[Hashable, Future[Any]] = {}
        self._late: OrderedDict[Hashable, Make] = OrderedDict()
        self._wanted = threading.Condition(self._lock)
        self._ended = threading.Event()

    def now(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` gives for the record as it is, made once for each state of it."""
        state = self._state()
        with self._lock:
            known = self._known(name)
            if known is not None and known.state == state:
                found: Made = known.value
                return found
        made: Made = self._made(name, state, make)
        return made

    def lately(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` gave for the record as it is, or, where that takes long, as it was some seconds ago."""
        state = self._state()
        with self._lock:
            known = self._known(name)
            if known is not None and (known.state == state or known.taken > QUICK):
                if known.state != state:
                    self._late[name] = make
                    self._wanted.notify()
                found: Made = known.value
                return found
        made: Made = self._made(name, state, make)
        return made

    def renew(self) -> None:
        """Make anew what was asked for and is late, until ``end``; for a thread of its own."""
        while not self._ended.is_set():
            with self._wanted:
                while not self._late and not self._ended.is_set():
                    self._wanted.wait()
                if self._ended.is_set():
                    return
                name, make = self._late.popitem(last=False)
            start = time.monotonic()
            try:
                self._made(name, self._state(), make)
            except DragomanError:  # who asks next is told
                with self._lock:
                    self._kept.pop(name, None)
            self._ended.wait(_REST * (time.monotonic() - start))

    def end(self) -> None:
        """Let ``renew`` come to its end."""
        self._ended.set()
        with self._wanted:
            self._wanted.notify_all()

    def _known(self, name: Hashable) -> _Answer | None:
        if name in self._kept:
            self._kept.move_to_end(name)
        return self._kept.get(name)

    def _made(self, name: Hashable, state: Hashable, make: Make) -> Any:
        """Make it, or wait for who is making it for the same state already."""
        with self._lock:
            making = self._making.get((name, state))
            mine = making is None
            if making is None:
                making = self._making[name, state] = Future()
        if not mine:
            return making.result()
        start = time.monotonic()
        try:
            value = make()
        except BaseException as error:
            with self._lock:
                del self._making[name, state]
            making.set_exception(error)
            raise
        with self._lock:
            del self._making[name, state]
            self._kept[name] = _Answer(state, value, time.monotonic() - start)
            self._kept.move_to_end(name)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        making.set_result(value)
        return value
