"""Full text: the sentences that hold words, and the engagements that they are evidence of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from dragoman.model import Evidence
from dragoman.record.add import newness
from dragoman.record.dialects import matching
from dragoman.record.queries_filters import QueryError, Question, cursor
from dragoman.record.queries_select import Condition, conditions
from dragoman.record.queries_types import Hit, Hits, SourceDocument
from dragoman.record.queries_view import Sight
from dragoman.record.schema import document, engagement, engagement_report, text_entry
from dragoman.record.words import words_for_index

LIMIT = 20
"""Sentences where no limit is given."""
_BATCH = 50
_D = document.c
_R = engagement_report.c
_Span = tuple[int, int]


def search(sight: Sight, words: str, asked: Question) -> Hits:
    """Sentences of the documents that speak and hold all words; in double quotes, one after the other.

    A document that holds the words in no one sentence gives the sentence that holds most of them. The newest
    document first. Words are compared by their stems: "visits" finds "visited". Other filters than ``as_of``
    leave sentences that are evidence of an engagement that fits.

    Raises:
        QueryError: there is no word in ``words``.
    """
    phrases = parsed(words)
    where = conditions(sight, asked)
    narrow = set(sight.view.execute(sa.select(engagement.c.id).where(*where)).scalars()) if where else None
    keys = _documents(sight, phrases, where)
    limit = asked.limit or LIMIT
    found: list[Hit] = []
    for hit in _hits(sight, keys, phrases, narrow, asked.after):
        if len(found) == limit:
            last = found[-1]
            return Hits(tuple(found), len(keys), cursor(last.document.published, _place(last)))
        found.append(hit)
    return Hits(tuple(found), len(keys))


def parsed(words: str) -> list[list[str]]:
    """What must be found, as normal forms: a list for each phrase in double quotes, one for each other word."""
    found: list[list[str]] = []
    for number, part in enumerate(words.replace("“", '"').replace("”", '"').split('"')):
        forms = words_for_index(part).split()
        found += [forms] if number % 2 and forms else [[form] for form in forms]
    if not found:
        raise QueryError(f"search: {words!r} has no word that can be looked for")
    return found


def _documents(sight: Sight, phrases: Sequence[Sequence[str]], where: Sequence[Condition]) -> list[Any]:
    """Rows (key, published) of the documents that hold all phrases and, with conditions, tell of an engagement that
    fulfils them, the newest first.
    """
    columns = (_D.key, _D.published, _D.latest, _D.length, _D.address, _D.speaks)
    wanted = sa.select(*columns).where(_D.key.in_(_holding(sight, phrases)))
    telling = sa.select(_R.document_key).where(_R.engagement_id.in_(sa.select(engagement.c.id).where(*where)))
    speaking = _speaking(sight)
    if speaking is None:  # view and truth are in one database
        wanted = wanted.where(_D.speaks == 1, *([_D.key.in_(telling)] if where else []))
        rows = list(sight.truth.execute(wanted))
    else:
        rows = [row for row in sight.truth.execute(wanted) if row.key in speaking]
        if where:
            evident = set(sight.view.execute(telling).scalars())
            rows = [row for row in rows if row.key in evident]
    return sorted(sorted(rows, key=lambda row: row.key), key=lambda row: row.published or "", reverse=True)


def _holding(sight: Sight, phrases: Sequence[Sequence[str]]) -> sa.Select[Any] | set[str]:
    """Keys of the documents with an entry that holds all single words, and with one for each phrase.

    Each question is run by itself where there are several: they would share the name of their parameter.
    """
    single = [phrase[0] for phrase in phrases if len(phrase) == 1]
    asked = [(single, False)] if single else []
    asked += [(list(phrase), True) for phrase in phrases if len(phrase) > 1]
    dialect = sight.truth.dialect.name
    entries = [
        sa.select(text_entry.c.document_key).where(text_entry.c.id.in_(matching(dialect, words, phrase=phrase)))
        for words, phrase in asked
    ]
    if len(entries) == 1:
        return entries[0]
    return set[str].intersection(*(set(sight.truth.execute(entry).scalars()) for entry in entries))


def _speaking(sight: Sight) -> set[str] | None:
    """Keys of the documents that speak on the day that is looked at; None for today."""
    if sight.as_of is None:
        return None
    columns = (_D.key, _D.address, _D.published, _D.latest, _D.length)
    newest: dict[str, Any] = {}
    for row in sight.truth.execute(sa.select(*columns)):
        name = row.address or row.key
        first = row.published or row.latest
        if first and first <= sight.as_of and (name not in newest or newness(row) > newness(newest[name])):
            newest[name] = row
    return {row.key for row in newest.values()}


def _hits(
    sight: Sight,
    keys: Sequence[Any],
    phrases: Sequence[Sequence[str]],
    narrow: set[str] | None,
    after: tuple[str, str] | None,
) -> Iterator[Hit]:
    """All hits behind ``after`` in order, documents read in batches."""
    keys, skip = _behind(keys, after)
    for at in range(0, len(keys), _BATCH):
        batch = [row.key for row in keys[at : at + _BATCH]]
        columns = (_D.key, _D.id, _D.title, _D.url, _D.publisher, _D.published)
        texts = {row.key: row for row in sight.truth.execute(sa.select(*columns, _D.text).where(_D.key.in_(batch)))}
        evidence = _evidence(sight, batch)
        for key in batch:
            row = texts[key]
            source = SourceDocument(*row[:6])
            for start, end in _sentences_with(row.text, phrases):
                if key == skip[0] and start <= skip[1]:
                    continue
                names = _names(evidence.get(key, ()), start, end)
                if narrow is None or narrow.intersection(names):
                    yield Hit(source, Evidence(start, end, row.text[start:end]), names)


def _place(hit: Hit) -> str:
    return f"{hit.document.key}@{hit.sentence.start}"


def _behind(keys: Sequence[Any], after: tuple[str, str] | None) -> tuple[Sequence[Any], tuple[str, int]]:
    """The documents from the one where the page before ended, and the last place shown of it."""
    if after is None:
        return keys, ("", -1)
    day, (key, _, start) = after[0], after[1].partition("@")
    if not start.isdigit():
        raise QueryError(f"page: {day or '-'}:{after[1]!r} is no page of a search")
    left = [row for row in keys if (row.published or "") < day or ((row.published or "") == day and row.key >= key)]
    return left, (key, int(start)) if left and left[0].key == key else ("", -1)


def _evidence(sight: Sight, keys: Sequence[str]) -> dict[str, list[tuple[int, int, str]]]:
    """For each document the spans of evidence with the engagement they are evidence of."""
    wanted = sa.select(_R.document_key, _R.engagement_id, _R.evidence).where(_R.document_key.in_(keys))
    found: dict[str, list[tuple[int, int, str]]] = {}
    for key, name, body in sight.view.execute(wanted):
        spans = msgspec.json.decode(body, type=tuple[Evidence, ...])
        found.setdefault(key, []).extend((span.start, span.end, name) for span in spans)
    return found


def _names(spans: Sequence[tuple[int, int, str]], start: int, end: int) -> tuple[str, ...]:
    return tuple(sorted({name for first, last, name in spans if first < end and start < last}))


def _sentences_with(text: str, phrases: Sequence[Sequence[str]]) -> list[_Span]:
    """The sentences that hold all phrases, else the first of those that hold most of them."""
    best: list[_Span] = []
    most = 1
    for start, end in _sentences(text):
        padded = f" {words_for_index(text[start:end])} "
        held = sum(f" {' '.join(phrase)} " in padded for phrase in phrases)
        if held > most or (held == most and not best):
            best, most = [(start, end)], held
        elif held == most == len(phrases):
            best.append((start, end))
    return best


def _sentences(text: str) -> Iterator[_Span]:
    """The sentences of a text, every line on its own."""
    from dragoman.reading.blocks import Block  # noqa: PLC0415
    from dragoman.reading.sentences import sentences  # noqa: PLC0415

    at = 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            yield from sentences(text, Block(start, start + len(line.strip()), "paragraph"))
        at += len(line) + 1
