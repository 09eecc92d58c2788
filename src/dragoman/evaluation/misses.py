"""What was missed, what was read that is not there, and what differs, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from dragoman.evaluation.fields import wrong_fields
from dragoman.evaluation.form import Engagement, GoldDocument, GoldEngagement, ReadDocument, ReadEngagement
from dragoman.evaluation.tally import Compared


class Miss(msgspec.Struct, frozen=True):
    """One thing that is not as the gold has it. ``fields`` are those that differ; ``quote`` is the gold's words,
    or the reader's where the gold has nothing."""

    document: str
    what: Literal["missed", "false", "differs"]
    fields: tuple[str, ...]
    gold: str | None
    read: str | None
    quote: str | None


def misses(gold: GoldDocument, read: ReadDocument) -> Iterator[Miss]:
    """All of one document: differing ones first, then missed ones, then false ones."""
    compared = Compared(gold, read)
    for one, other in compared.pairs:
        if wrong := wrong_fields(one, other):
            yield Miss(gold.id, "differs", wrong, in_words(one), in_words(other), _quote(one) or _quote(other))
    for missed in compared.missed:
        yield Miss(gold.id, "missed", (), in_words(missed), None, _quote(missed))
    for extra in compared.extra:
        yield Miss(gold.id, "false", (), None, in_words(extra), _quote(extra))


def in_words(one: Engagement) -> str:
    """An engagement on one line."""
    who = " / ".join(f"{p.name or p.role or '?'} ({p.country or '?'})" for p in one.parties)
    stops = "via " + ", ".join(s.city or s.country or "?" for s in one.stops) if one.stops else ""
    when = f"{one.date.start or '?'} to {one.date.end or '?'}" if one.date else "no date"
    if one.date and one.date.start == one.date.end:
        when = one.date.start or "no date"
    return ", ".join(part for part in (f"{one.kind} {one.status}", one.name, who, stops, when) if part)


def _quote(one: GoldEngagement | ReadEngagement) -> str | None:
    if isinstance(one, ReadEngagement):
        return one.evidence[0].quote if one.evidence else None
    return one.evidence
