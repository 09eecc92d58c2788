"""JSON Lines: one object a line, with ``text`` or ``html`` and, where known, id, url, published,
title and publisher (docs/reading.md).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.days import day_of_timestamp, full_day
from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.sources import html
from dragoman.sources.decode import MAX_LINE, refuse_long_lines
from dragoman.sources.found import Item, LeftOut, Note
from dragoman.texts import without_surrogates

FIELDS = ("id", "text", "html", "url", "published", "title", "publisher")
_PIECE = 1 << 20


def looks_like_jsonl(head: str) -> bool:
    """Whether the first line begins as a JSON object with a key does; prose never does."""
    return re.match(r"\s*\{[ \t]*\"", head) is not None


def documents(stream: BinaryIO, where: str, stem: str) -> Iterator[Item]:
    """The documents of a stream of UTF-8 JSON Lines; a bad line is left out, with its number.

    A line without an id is called ``stem-N``, N being its number in the stream.
    """
    unknown: set[str] = set()
    number = 0
    empty = True
    for number, line in enumerate(_lines(stream), start=1):
        spot = f"{where} line {number}"
        if isinstance(line, int):
            yield LeftOut(spot, f"{line:,} bytes; the limit for one line is {MAX_LINE:,}: split the document")
        elif line.strip():
            try:
                record = _record(line)
                yield document_of(record, f"{stem}-{number}")
                unknown.update(record.keys() - set(FIELDS))
            except SourceError as error:
                yield LeftOut(spot, str(error))
        else:
            continue
        empty = False
    if empty:
        yield LeftOut(where, "is empty" if number == 0 else "holds no JSON lines")
    if unknown:
        yield Note(where, f"fields that are not used: {', '.join(sorted(unknown)[:10])}")


def _lines(stream: BinaryIO) -> Iterator[bytes | int]:
    """Lines as bytes; for one longer than MAX_LINE its length in bytes, the line itself skipped."""
    while line := stream.readline(MAX_LINE + 1):
        if len(line) <= MAX_LINE or line.endswith(b"\n"):
            yield line
            continue
        length = len(line)
        while piece := stream.readline(_PIECE):
            length += len(piece)
            if piece.endswith(b"\n"):
                break
        yield length


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.rstrip(b"\r\n").decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8 (byte 0x{line[error.start]:02x} at offset {error.start})") from None
    except json.JSONDecodeError as error:
        raise SourceError(f"broken JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise SourceError("broken JSON: nested too deeply") from None
    except ValueError:  # such as an integer of 5,000 digits
        raise SourceError("broken JSON: a number is too long") from None
    if not isinstance(record, dict):
        raise SourceError(f"{_kind(record)}, not an object with text or html")
    return record


def document_of(record: dict[str, Any], fallback_id: str) -> Document:
    """The document that a record describes. Where it has text and html, the text is read.

    Raises:
        SourceError: a field is of the wrong type, the text is missing or empty, the day is no day.
    """
    fields = {name: _string(record, name) for name in FIELDS}
    identity = fields["id"] or fallback_id
    published = _day(fields["published"])
    given = {name: fields[name] for name in ("url", "title", "publisher")}
    if fields["text"] is not None:
        _refuse_blank("text", fields["text"])
        refuse_long_lines(fields["text"])
        return Document(id=identity, text=fields["text"], published=published, **given)
    if fields["html"] is None:
        raise SourceError('neither "text" nor "html"')
    _refuse_blank("html", fields["html"])
    page = html.page(fields["html"])
    refuse_long_lines(page.text)
    return Document(
        id=identity,
        text=page.text,
        url=given["url"] or page.url,
        title=given["title"] or page.title,
        publisher=given["publisher"] or page.publisher,
        published=published or page.published,
    )


def _string(record: dict[str, Any], name: str) -> str | None:
    """The field's string; None where it is missing, null or (the texts apart) empty."""
    value = record.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise SourceError(f'"{name}" is {_kind(value)}, not a string')
    value = without_surrogates(value)
    return value if name in {"text", "html"} else value.strip() or None


def _refuse_blank(name: str, value: str) -> None:
    if not value.strip():
        raise SourceError(f'"{name}" is empty')


def _day(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return day_of_timestamp(value) or full_day(value)
    except SourceError as error:
        raise SourceError(f'"published": {error}') from None


def _kind(value: object) -> str:
    """What JSON calls a value's type."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    names = {str: "a string", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names[type(value)]
