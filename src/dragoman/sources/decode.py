"""Bytes to text: encodings, what is no text at all, and the limits on sizes."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from dragoman.errors import SourceError

MAX_DOCUMENT = 50_000_000
"""Bytes of one document; a larger file is refused before it is read whole."""
MAX_LINE = 10_000_000
"""Bytes of one JSON line, characters of one line of text."""

_MAGIC = (
    (b"%PDF-", "a PDF: convert it to text or HTML first"),
    (b"PK\x03\x04", "a ZIP or office file: unpack it or save it as text first"),
    (b"\x1f\x8b", "compressed (gzip): unpack it first"),
    (b"\xff\xfe\x00\x00", "in UTF-32: convert it to UTF-8 first"),
    (b"\x00\x00\xfe\xff", "in UTF-32: convert it to UTF-8 first"),
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile(r"\r\n?")


def read_all(stream: BinaryIO) -> bytes:
    """All bytes of a stream.

    Raises:
        SourceError: there are more than MAX_DOCUMENT.
    """
    data = stream.read(MAX_DOCUMENT + 1)
    if len(data) > MAX_DOCUMENT:
        raise SourceError(f"larger than {MAX_DOCUMENT // 10**6} MB, the limit for one document: split it")
    return data


def to_text(data: bytes, encoding: str | None = None, declared: str | None = None) -> str:
    """The text that ``data`` encodes, without a byte order mark, line ends as "\\n".

    Args:
        encoding: what the user says; goes before everything else.
        declared: what the document itself declares; tried where it is not UTF-8.

    Raises:
        SourceError: empty, binary, or in another encoding; the message says what to do.
    """
    if not data.strip():
        raise SourceError("is empty")
    if not encoding:
        refuse_binary(data)
    text = _decoded(data, encoding or marked_encoding(data), declared if not encoding else None)
    if "\x00" in text:
        raise SourceError("is binary, not text")
    text = _LINE_END.sub("\n", text) if "\r" in text else text
    if not text.strip("\ufeff \t\n"):
        raise SourceError("is empty")
    return text


def marked_encoding(data: bytes) -> str | None:
    """The codec that a byte order mark at the beginning calls for, else None."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return "utf-16" if data.startswith(_UTF16) else None


def refuse_binary(data: bytes) -> None:
    """Raises SourceError where the first bytes are those of a file format, or hold a zero."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise SourceError(f"is {what}")
    if not data.startswith(_UTF16) and b"\x00" in data[:65536]:
        raise SourceError("is binary, not text (UTF-16 needs its byte order mark or --encoding utf-16-le)")


def _decoded(data: bytes, encoding: str | None, declared: str | None) -> str:
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        text = _as_declared(data, declared)
        if text is not None:
            return text
        raise wrong_encoding(error) from None


def wrong_encoding(error: UnicodeDecodeError) -> SourceError:
    """The error to show for bytes that are not in the encoding they were said to be in."""
    name = re.sub(r"-(LE|BE|SIG)$", "", error.encoding.upper())
    if error.reason == "truncated data" or error.start >= len(error.object):
        where = "cut off at its end"
    else:
        where = f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
    other = "another" if name == "UTF-8" else "the right"
    return SourceError(
        f"is not {name} ({where}): convert it to UTF-8, or name {other} encoding, such as --encoding cp1252"
    )


def _as_declared(data: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        return data.decode(declared)
    except (LookupError, UnicodeDecodeError):
        return None


def is_encoding(name: str) -> bool:
    """Whether Python knows ``name`` as an encoding of text."""
    try:
        b"x".decode(name, "replace")
    except (LookupError, ValueError):
        return False
    return True


def refuse_long_lines(text: str) -> None:
    """Raises SourceError where one line is longer than MAX_LINE."""
    if len(text) <= MAX_LINE:
        return
    longest = max(len(line) for line in text.split("\n"))
    if longest > MAX_LINE:
        raise SourceError(f"has a line of {longest:,} characters; the limit is {MAX_LINE:,}: break it into paragraphs")
