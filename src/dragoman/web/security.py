"""What every answer carries and every request must fulfil: known host, strict content policy, no sniffing."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.refusal import refusal
from dragoman.web.review.access import COOKIE

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::[0-9]{1,5})?", re.ASCII)
CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # "no-referrer" would make browsers send "Origin: null" with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
TRANSPORT = {"Strict-Transport-Security": "max-age=31536000"}
"""Besides, where the server is reached by https."""
FRESH = "no-cache"
"""Cache-Control of what says nothing else: kept by nobody unasked, so that a decision shows at once."""
PRIVATE = "no-store"
"""Cache-Control of what somebody asks who shows a cookie or a token."""


class Secured:
    """ASGI middleware: refuses unknown hosts (DNS rebinding) and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], secure: bool = False) -> None:
        """``hosts``: names without port. ``secure``: a proxy in front speaks https."""
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self.secure:
            scope["scheme"] = "https"
        asked = Headers(scope=scope)
        known = "authorization" in asked or f"{COOKIE}=" in asked.get("cookie", "")
        more = TRANSPORT if scope["scheme"] == "https" else {}

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (HEADERS | more).items():
                    headers[name] = value
                said = headers.get("cache-control", "")
                if known and "private" not in said and not scope["path"].startswith("/static/"):
                    headers["Cache-Control"] = PRIVATE
                headers.setdefault("Cache-Control", FRESH)
            await send(message)

        names = asked.getlist("host")
        if len(names) != 1 or host_of(names[0]) not in self.hosts:
            told = "this server does not answer to that name; start it with --host-name to add one"
            await refusal(scope, 421, told, {})(scope, receive, secured)
            return
        if not scope["path"].startswith("/api/") and _holds_nul(scope):  # the API tells which parameter does
            await refusal(scope, 400, "the address holds a NUL character, which no record can hold", {})(
                scope, receive, secured
            )
            return
        await self.app(scope, receive, secured)


def _holds_nul(scope: Scope) -> bool:
    return "\x00" in scope["path"] or b"%00" in scope["query_string"]


def host_of(header: str) -> str:
    """The name in a Host header, without its port, in small letters; "" for what is none."""
    found = _HOST.fullmatch(header)
    return found[1].lower() if found else ""
