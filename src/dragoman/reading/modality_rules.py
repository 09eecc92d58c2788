"""The words that say what became of a plan (en/modality.json), checked and compiled once."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text
from dragoman.knowledge.guarded import Guarded
from dragoman.model import Status

ORDER: tuple[Status, ...] = ("cut_short", "declined", "cancelled", "postponed")
"""The undone statuses, the more telling words first."""


class _Raw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    refused: list[tuple[str, str]]
    framed: str
    accepted: str
    invitation_of: str
    undone: dict[str, str]
    adjective: str
    shield: str
    sheltered: str
    halfway: str
    still_ahead: str
    early: str
    later: str
    new_date: str
    instead: list[str]
    early_before: str
    as_planned: str
    unreceived: str
    denial: str
    after_all: str
    was_planned: str
    beside: str
    asked: str
    unwilling: str
    past_plan: str
    planned: str
    move_now: list[str]
    gap: str
    be: str
    noun_after: dict[str, list[str]]
    held_after: str
    bare_ends: str
    meant: str
    begins: str
    refused_alike: list[str]
    alike: list[str]


def _compiled(expression: str) -> Guarded:
    try:
        return Guarded(expression)
    except re.error as error:
        raise DataError(f"knowledge/en/modality.json: {expression!r}: {error}") from error


class Rules:
    """The expressions of en/modality.json, compiled. Raises DataError for one that does not compile."""

    def __init__(self, raw: _Raw) -> None:
        rx = _compiled
        self.refused = tuple((name, rx(expression)) for name, expression in raw.refused)
        self.framed, self.accepted = rx(raw.framed), rx(raw.accepted)
        self.invitation_of, self.adjective = rx(raw.invitation_of), rx(raw.adjective)
        self.undone = tuple((status, rx(raw.undone[status])) for status in ORDER)
        self.shield, self.sheltered, self.beside = rx(raw.shield), rx(raw.sheltered), rx(raw.beside)
        self.halfway, self.still_ahead = rx(raw.halfway), rx(raw.still_ahead)
        self.early, self.early_before = rx(raw.early), rx(raw.early_before)
        self.later, self.after_all, self.was_planned = rx(raw.later), rx(raw.after_all), rx(raw.was_planned)
        self.asked, self.unwilling, self.unreceived = rx(raw.asked), rx(raw.unwilling), rx(raw.unreceived)
        self.new_date = rx(raw.new_date)
        """What tells after a cancellation that it is to be made up for: put off, then."""
        self.denial, self.as_planned = rx(raw.denial), rx(raw.as_planned)
        self.past_plan, self.planned = rx(raw.past_plan), rx(raw.planned)
        self.move_now = frozenset(raw.move_now)
        self.instead = tuple(tuple(words.split()) for words in raw.instead)
        self.after = tuple((status, *_told(raw, status)) for status in ORDER)
        self.planned_after = rx(rf"^{raw.gap}{{0,14}}?{raw.noun_after['planned'][0]}(?!\S)")
        self.held_after = rx(rf"^{raw.gap}{{0,14}}?{raw.held_after}(?!\S)")
        self.alike = rx(rf"(?:^|(?<= ))(?:{'|'.join(raw.alike)})")
        """What undoes a plan told just before without naming it: "but he has cancelled", "she never came"."""
        self.refused_alike = rx(rf"(?:^|(?<= ))(?:{'|'.join(raw.refused_alike)})")
        """What refuses what was asked for just before without naming it: "He declined", "the request was rejected"."""
        self.bare_ends, self.meant, self.begins = rx(raw.bare_ends), rx(raw.meant), rx(raw.begins)


def _told(raw: _Raw, status: Status) -> tuple[Guarded, Guarded]:
    """What tells a status of a noun before it: with "was" or the like, and bare as in headlines."""
    state, *free = raw.noun_after[status]
    spoken = "|".join([rf"{raw.be} (?:\S+ ){{0,3}}?{state}", *free])
    told = _compiled(rf"^{raw.gap}{{0,14}}?(?:{spoken})(?!\S)")
    return told, _compiled(rf"^{raw.gap}{{0,5}}?{state}(?!\S)")


@cache
def rules() -> Rules:
    """The rules, checked. Raises DataError for an unknown field, a missing status or a bad expression."""
    try:
        raw = msgspec.json.decode(read_text("en/modality.json"), type=_Raw)
    except msgspec.DecodeError as error:
        raise DataError(f"knowledge/en/modality.json: {error}") from error
    missing = [s for s in ORDER if s not in raw.undone or not raw.noun_after.get(s)]
    if missing or not raw.noun_after.get("planned"):
        raise DataError(f"knowledge/en/modality.json: no words for {', '.join(missing) or 'planned'}")
    return Rules(raw)
