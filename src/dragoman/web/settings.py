"""What the web app is started with."""

from __future__ import annotations

import msgspec

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of one server.

    Attributes:
        record: path or address of the record.
        today: the day that coming and past are told from; None for the clock's (UTC).
        hosts: names by which the server may be called (the Host header without its port).
        secure: the server is reached by https, so cookies may be marked so.
        private: who reads shows a token, too.
        reads: requests a second that one address may make in the long run; 0 for no limit of rates at all.
    """

    record: str
    today: str | None = None
    hosts: tuple[str, ...] = LOCAL_HOSTS
    secure: bool = False
    private: bool = False
    reads: float = 50.0
