"""How much one client may ask: rates by token buckets, and the size and time of what is sent.

A bucket fills by ``rate`` a second up to ``burst``; a request takes one out, and where none is left the answer is
429 with the seconds to wait. Buckets of clients that were not seen for longest are forgotten first, so memory
is bounded; a bucket that would be full again is as good as none.
"""

from __future__ import annotations

import asyncio
import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

import msgspec
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.refusal import refusal
from dragoman.web.review.access import SIGN_IN

FORM_BYTES, API_BYTES = 64 * 1024, 2 * 1024 * 1024
"""Bytes that may be sent with one request to a page, and to the API."""
BODY_SECONDS = 20.0
"""Seconds in which they must arrive."""
CLIENTS = 20_000
"""Clients whose buckets are kept."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Rate(msgspec.Struct, frozen=True):
    """Requests a second in the long run (``rate``), and how many at once (``burst``)."""

    rate: float
    burst: float


def rates(reads: float) -> dict[str, Rate]:
    """The rates of a server that lets one client read ``reads`` times a second."""
    return {
        "read": Rate(reads, 10 * reads),
        "write": Rate(1.0, 30),
        "sign-in": Rate(1 / 30, 5),
    }


class Buckets:
    """Buckets by client and sort of request; may be used by several threads."""

    def __init__(
        self, known: dict[str, Rate], clock: Callable[[], float] = time.monotonic, most: int = CLIENTS
    ) -> None:
        self._rates = known
        self._clock = clock
        self._most = most
        self._lock = threading.Lock()
        self._left: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def wait(self, client: str, sort: str) -> float:
        """Take one out of a client's bucket: 0, or the seconds until there is one."""
        rate = self._rates[sort]
        now = self._clock()
        with self._lock:
            left, at = self._left.pop((client, sort), (rate.burst, now))
            left = min(rate.burst, left + (now - at) * rate.rate)
            taken = left >= 1
            self._left[client, sort] = (left - 1 if taken else left, now)
            while len(self._left) > self._most:
                self._left.popitem(last=False)
        return 0.0 if taken else (1 - left) / rate.rate

    def __len__(self) -> int:
        with self._lock:
            return len(self._left)


class Limited:
    """ASGI middleware: refuses what is too often (429), too large (413) or too slow (408)."""

    def __init__(self, app: ASGIApp, reads: float, body_seconds: float = BODY_SECONDS) -> None:
        """``reads``: requests a second that one client may make in the long run; 0 for as many as it likes."""
        self.app = app
        self.buckets = Buckets(rates(reads)) if reads else None
        self.body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        wait = self.buckets.wait(client_of(scope), sort_of(scope)) if self.buckets is not None else 0.0
        if wait:
            seconds = math.ceil(wait)
            told = f"too many requests from your address: try again in {seconds} s"
            await refusal(scope, 429, told, {"Retry-After": str(seconds)})(scope, receive, send)
            return
        if scope["method"] not in _SAFE:
            body = await self._body(scope, receive)
            if isinstance(body, tuple):
                # the rest of the body is not read: the connection is of no further use
                await refusal(scope, *body, {"Connection": "close"})(scope, receive, send)
                return
            receive = _again(body, receive)
        await self.app(scope, receive, send)

    async def _body(self, scope: Scope, receive: Receive) -> bytes | tuple[int, str]:
        """What was sent, or status and words of why it is not taken."""
        most = API_BYTES if scope["path"].startswith("/api/") else FORM_BYTES
        too_large = (413, f"too large: at most {most:,} bytes may be sent here")
        said = Headers(scope=scope).get("content-length", "0")
        if not said.isascii() or not said.isdigit():
            return 400, "Content-Length is no number"
        if len(said) > 12 or int(said) > most:
            return too_large
        found: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self.body_seconds):
                more = True
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return 400, "the client went away"
                    found.append(message.get("body", b""))
                    size += len(found[-1])
                    if size > most:
                        return too_large
                    more = message.get("more_body", False)
        except TimeoutError:
            return 408, "what you send arrives too slowly"
        return b"".join(found)


def _again(body: bytes, receive: Receive) -> Receive:
    """What gives a body that was read already, and then what comes after it."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def sort_of(scope: Scope) -> str:
    """Which bucket a request takes from."""
    if scope["method"] in _SAFE:
        return "read"
    return "sign-in" if scope["path"] == SIGN_IN else "write"


def client_of(scope: Scope) -> str:
    """The address that asks; of IPv6 the network, as one household or attacker has all of it."""
    host = (scope.get("client") or ("", 0))[0]
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return str(host)[:64]
    if address.version == 6 and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address.ipv4_mapped or address) if address.version == 6 else str(address)
