"""Parties made comparable: who they are, and how two of them relate."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

import msgspec

from dragoman.knowledge.ledger_names import (
    full_keys,
    loose_keys,
    name_words,
    skeleton,
    surname_keys,
    surname_words,
    tokens,
)
from dragoman.knowledge.offices import classify_title
from dragoman.merging.names import words_of
from dragoman.merging.sounds import bare_words, family_alike, full_names_alike
from dragoman.merging.wording import wording
from dragoman.model import Party

Relation = Literal["person", "name", "surname", "alike", "office", "country", "doubt", "other"]

VALUES: Mapping[Relation, float] = {
    "person": 1.6, "name": 1.5, "surname": 1.25, "alike": 1.15, "office": 1.1, "country": 0.6, "doubt": -1.5,
    "other": -9.0,
}  # fmt: skip
"""What each relation of two parties is worth as a clue; only those above 0 say that they are one."""

_HEADS = frozenset({"head_of_state", "head_of_government"})


class Actor(msgspec.Struct, frozen=True):
    """A party as merging sees it. ``named``: the text itself gives the name, or a ruling."""

    person: str | None
    words: tuple[str, ...]
    named: bool
    country: str | None
    office: str | None
    role: frozenset[str]
    name: str

    @property
    def told(self) -> bool:
        """Whether it is known who it is, by name or by person."""
        return self.person is not None or bool(self.words)


def family_words(actor: Actor) -> tuple[str, ...]:
    """The words that can be the family name: the last one, and the first where names are written family first."""
    if len(actor.words) > 1 and actor.country in wording().family_first:
        return actor.words[0], actor.words[-1]
    return actor.words[-1:]


@cache
def _office(role: str) -> str | None:
    return classify_title(role)


def actor_of(party: Party) -> Actor:
    """The party made comparable."""
    person = party.person
    return _actor(
        party.name,
        party.role,
        party.country,
        person.id if person else None,
        person.name if person else None,
        person is not None and person.via == "ruling",
    )


@lru_cache(maxsize=65536)
def _actor(
    name: str | None, role: str | None, country: str | None, person: str | None, known: str | None, ruled: bool
) -> Actor:
    said = name or known or ""
    return Actor(
        person,
        words_of(said),
        bool(name) or ruled,
        country,
        _office(role) if role else None,
        frozenset(words_of(role or "")),
        said,
    )


@lru_cache(maxsize=262144)
def relate(one: Actor, other: Actor) -> Relation:
    """How two parties relate: from one person to certainly another one."""
    if one.person and other.person:
        if one.person == other.person:
            return "person"
        # the office's holder comes from the ledger, which may be some days off at a change of office
        return "other" if one.named and other.named else "doubt"
    if one.country and other.country and one.country != other.country:
        return "other"
    if one.words and other.words:
        return _by_name(one, other)
    return _by_office(one, other)


def _by_name(one: Actor, other: Actor) -> Relation:
    a, b = one.words, other.words
    home = one.country is not None and one.country == other.country
    full = len(a) > 1 and len(b) > 1
    if full and _same_name(one.name, other.name):
        return "name" if _offices_fit(one, other) else "surname" if home else "doubt"
    if full and home and _offices_fit(one, other) and full_names_alike(one.name, other.name):
        return "alike"
    codes = frozenset(code for code in (one.country, other.country) if code)
    if not full and (set(a) <= surname_keys(other.name, codes) or set(b) <= surname_keys(one.name, codes) or a == b):
        return "surname" if _offices_fit(one, other) else "other"
    if home and one.office and one.office == other.office:
        return _of_one_office(*sorted((one, other), key=lambda actor: len(bare_words(actor.name))))
    return "other"


def _of_one_office(short: Actor, long: Actor) -> Relation:
    """Names of one office of one country, the one a single word: any word of the other, or one that sounds like it.

    Which word stands alone for a name differs from country to country ("Dr Tan" of Beatrice Tan Hwee Ling).
    """
    if len(bare_words(short.name)) != 1:
        return "other"
    if set(bare_words(short.name)) <= {*bare_words(long.name), *long.words}:
        return "surname"
    return "alike" if family_alike(short.name, long.name) else "other"


@lru_cache(maxsize=65536)
def _same_name(one: str, other: str) -> bool:
    a, b = set(tokens(one)), set(tokens(other))
    if a <= b or b <= a:
        return True
    c, d = {skeleton(word) for word in a}, {skeleton(word) for word in b}
    if c <= d or d <= c:
        return True
    return bool(full_keys(one).keys() & full_keys(other).keys() or loose_keys(one).keys() & loose_keys(other).keys())


def _offices_fit(one: Actor, other: Actor) -> bool:
    if not (one.office and other.office) or one.office == other.office:
        return True
    return {one.office, other.office} <= _HEADS or one.role <= other.role or other.role <= one.role


def _by_office(one: Actor, other: Actor) -> Relation:
    if one.country is None or other.country is None:
        return "doubt"
    if not one.role or not other.role:
        return "country"
    if one.office and one.office == other.office:
        return "office"
    if one.role <= other.role or other.role <= one.role or {one.office, other.office} <= _HEADS:
        return "office"
    return "other" if one.office and other.office else "country"


@lru_cache(maxsize=65536)
def surname(name: str, country: str | None) -> str:
    """The last name in plain letters, for identifiers: "wang" of Wang Yi, "vonderleyen" of von der Leyen."""
    words = tokens(name)
    if not words:
        return ""
    while len(words) > 1 and words[-1] in name_words().suffixes:
        words = words[:-1]
    if len(words) > 1 and country in wording().family_first:
        return words[0]
    return "".join(surname_words(words))
