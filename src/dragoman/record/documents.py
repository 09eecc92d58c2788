"""A document as the record keeps it: what identifies it, which of two readings counts, its canonical form."""

from __future__ import annotations

import datetime
import hashlib
import re
from typing import Any
from urllib.parse import urldefrag

import msgspec

from dragoman.model import Article, Claim, Document, ListRow, Relation, Report
from dragoman.reading.result import Reading
from dragoman.record.errors import UnstorableError

LONGEST_NAME = 2000
"""Bytes of an id or an address (PostgreSQL indexes no more than 2,700)."""
DIGITS = 32
"""Of the hash that is a document's key."""
_NUMBER = re.compile(r"\d+")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


class StoredDocument(msgspec.Struct, frozen=True):
    """A document of the record. ``key`` identifies it; ``document.id`` is what its source called it.

    ``speaks`` is False for a version of an address that a newer one has replaced. ``recorded`` is the
    moment (UTC, ISO 8601) it was first added, ``reader`` the reader whose findings are stored.
    """

    key: str
    document: Document
    address: str | None
    genre: str | None
    articles: tuple[Article, ...]
    reader: str
    speaks: bool
    recorded: str


def address_of(url: str | None) -> str | None:
    """What versions of one page share: the url without its fragment (``#!`` and ``#/`` are routes)."""
    if not url or not url.strip():
        return None
    plain, fragment = urldefrag(url.strip())
    return url.strip() if fragment.startswith(("!", "/")) else plain


def key_of(document: Document) -> str:
    """What identifies a document: a hash of its address and its text."""
    return sha256(f"{address_of(document.url) or ''}\x00{document.text}")[:DIGITS]


def sha256(text: str) -> str:
    """Hash of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def checked(reading: Reading) -> Reading:
    """The reading, if a record can keep it.

    Raises:
        UnstorableError: it holds a character that no database keeps, evidence that is not in its text, a date
            that is none, or a name that is too long.
    """
    document = reading.document
    for name, value in (("id", document.id), ("url", document.url or "")):
        if len(value.encode("utf-8", "replace")) > LONGEST_NAME:
            raise UnstorableError(f"{document.id[:80]}…: its {name} is longer than {LONGEST_NAME:,} bytes")
    try:
        whole = msgspec.json.encode(reading)
    except UnicodeEncodeError:
        raise UnstorableError(f"{document.id}: holds a lone surrogate, which cannot be stored") from None
    if b"\\u0000" in whole and "\x00" in _strings(reading):
        raise UnstorableError(f"{document.id}: holds a NUL character, which cannot be stored")
    for report in reading.reports:
        _refuse_dates(document.id, report)
    spans = [span for report in reading.reports for span in report.evidence]
    spans += [claim.evidence for claim in reading.claims]
    spans += [relation.evidence for relation in reading.relations]
    for span in spans:
        if document.text[span.start : span.end] != span.quote:
            raise UnstorableError(f"{document.id}: evidence {span.start}:{span.end} is not in its text")
    return reading


def _refuse_dates(name: str, report: Report) -> None:
    for dates in (report.date, *report.stops):
        for day in (dates.start, dates.end) if dates else ():
            if day is not None and not is_date(day):
                raise UnstorableError(f"{name}: {day!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")


def is_date(day: str) -> bool:
    """Whether ``day`` is a day, month or year of the calendar in ISO form."""
    try:
        datetime.date.fromisoformat(day + "0001-01-01"[len(day) :])
    except ValueError:
        return False
    return _DATE.fullmatch(day) is not None


def _strings(thing: object) -> str:
    """All strings of a record, one after the other."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, msgspec.Struct):
        thing = msgspec.structs.astuple(thing)
    return "".join(map(_strings, thing)) if isinstance(thing, tuple) else ""


# --- articles, kept without the text that their spans give ---------------------------------------


def slim(article: Article, text: str) -> Article:
    """The article without its text, where its spans give it."""
    return msgspec.structs.replace(article, text="") if article.text == _joined(article, text) else article


def whole(article: Article, text: str) -> Article:
    """The article with its text."""
    return article if article.text else msgspec.structs.replace(article, text=_joined(article, text))


def _joined(article: Article, text: str) -> str:
    return "\n\n".join(text[start:end] for start, end in article.spans)


# --- canonical forms -----------------------------------------------------------------------------


def canonical(thing: object) -> bytes:
    """The canonical JSON of a record: fields in order of name, those without a value left out.

    So a field that a later dragoman adds changes no digest as long as it is empty.
    """
    return msgspec.json.encode(_bare(msgspec.to_builtins(thing)), order="sorted")


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: bare for name, inner in value.items() if not _empty(bare := _bare(inner))}
    if isinstance(value, list | tuple):
        return [_bare(inner) for inner in value]
    return round(value, 6) if isinstance(value, float) else value


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)


def document_digest(
    document: Document,
    genre: str | None,
    articles: tuple[Article, ...],
    reports: tuple[Report, ...],
    rows: tuple[ListRow, ...] = (),
    claims: tuple[Claim, ...] = (),
    relations: tuple[Relation, ...] = (),
) -> str:
    """Hash of a document with its findings; its id, the reader's version and times of recording left out."""
    form = {
        "address": address_of(document.url),
        "document": msgspec.structs.replace(document, id="", text=""),
        "text": sha256(document.text),
        "genre": genre,
        "articles": [slim(article, document.text) for article in articles],
        "reports": reports,
        "rows": rows,
        "claims": claims,
        "relations": relations,
    }
    return hashlib.sha256(canonical(form)).hexdigest()


def rank(document: Document, reader: str, reports: int, digest: str) -> tuple[object, ...]:
    """Of two readings of one document the one with the greater rank is kept, whichever came first.

    More known of the document (day, publisher, title) goes before less, then a newer reader before an
    older one; the rest only makes the order total.
    """
    told = (document.published or "", document.publisher or "", document.title or "")
    return (sum(map(bool, told)), told, version(reader), reports, document.url or "", digest)


def version(reader: str) -> tuple[int, ...]:
    """The numbers in a reader's version, to compare: "dragoman 0.10.0" is newer than "dragoman 0.9.1"."""
    return tuple(map(int, _NUMBER.findall(reader)))


def latest_day(published: str | None, articles: tuple[Article, ...]) -> str | None:
    """The last day of publication that the document and its articles tell."""
    days = [day for day in (published, *(article.published for article in articles)) if day]
    return max(days, default=None)


def origin_of(document: Document, report: Report) -> str:
    """Equal for copies of one text: a hash of the words of the lines that carry the report's evidence.

    A line of fewer than eight words may be worded alike by two who do not know of each other; then the
    whole text decides.
    """
    from dragoman.record.words import words_for_index  # noqa: PLC0415

    text = document.text
    lines: dict[int, int] = {}
    for span in report.evidence:
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        lines[start] = max(lines.get(start, 0), len(text) if end < 0 else end)
    words = " ".join(words_for_index(text[start:end]) for start, end in sorted(lines.items()))
    return sha256(words if words.count(" ") >= 7 else words_for_index(text))[:16]
