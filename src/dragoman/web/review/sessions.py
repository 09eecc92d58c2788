"""Sessions of those who signed in: kept in memory, few and for hours; a restart or a revoked token ends them.

The cookie holds a random secret; the server keeps its hash, so what leaks from its memory opens nothing.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

import msgspec

LIFE = 12 * 3600
"""Seconds after which one signs in again."""
MOST = 1_000
"""Sessions at once; the oldest goes when one more begins."""
_BYTES = 32


class Session(msgspec.Struct, frozen=True):
    """A session begun with the token of this id; ``csrf`` stands in every form of it, ``ends`` by the clock."""

    token: str
    csrf: str
    ends: float


class Sessions:
    """The sessions of one server; may be used by several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Session] = OrderedDict()

    def begin(self, token: str) -> tuple[str, Session]:
        """Begin a session with a token (its id); returns the cookie's secret and the session."""
        secret = secrets.token_urlsafe(_BYTES)
        session = Session(token, secrets.token_urlsafe(_BYTES), self._clock() + LIFE)
        with self._lock:
            self._kept[_hash(secret)] = session
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return secret, session

    def of(self, secret: str) -> Session | None:
        """The session of a cookie, None where there is none or it has ended."""
        with self._lock:
            session = self._kept.get(_hash(secret))
            if session is not None and session.ends <= self._clock():
                del self._kept[_hash(secret)]
                return None
            return session

    def end(self, secret: str) -> None:
        """End the session of a cookie."""
        with self._lock:
            self._kept.pop(_hash(secret), None)

    def __len__(self) -> int:
        with self._lock:
            return len(self._kept)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
