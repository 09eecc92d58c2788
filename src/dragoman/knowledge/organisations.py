"""Bodies that act in diplomacy as states do: organisations, groupings, organs, de facto actors.

``code`` is what stands as ``country`` of their officials (EU for every EU institution, UN for Secretariat,
Security Council and General Assembly, an agency's own acronym, PS for the Palestinian Authority); several
entries may share a code. One code is also an ISO country code: ``AU`` is the African Union here, Australia
there. Source: general knowledge, en/organisations.jsonl.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Literal

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_jsonl

FILE = "en/organisations.jsonl"

# one character for one character, so that offsets in folded text are offsets in the text itself
_VARIANTS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("’‘ʼ`", "'") | dict.fromkeys("\t\n\r\xa0", " "))
_OTHER_SPELLINGS = (
    (re.compile(r"(?<![\w-])(UN|US|UK|EU|AU)(?!\w)"), lambda found: ".".join(found[0]) + "."),
    (re.compile(r"(?<![\w-])(G)(7|8|20|77)(?!\w)"), lambda found: f"{found[1]}-{found[2]}"),
    (re.compile(r"\bOrganization\b"), lambda found: "Organisation"),
    (re.compile(r"\bDefence\b"), lambda found: "Defense"),
    (re.compile(r"\bdefence\b"), lambda found: "defense"),
    (re.compile(r"(?<=s)'(?= )"), lambda found: ""),
    (re.compile(r"s'(?= )"), lambda found: "'s"),
)


class Seat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a body has its main office; ``country`` is ISO 3166-1 alpha-2."""

    city: str
    country: str


class Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One body. ``names`` are as written, the usual one first; ``heads`` the titles of those who lead it."""

    code: str
    names: tuple[str, ...]
    kind: Literal["organisation", "grouping", "body", "non_state"]
    seat: Seat | None
    heads: tuple[str, ...]

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z0-9][A-Z0-9+]+", self.code):
            raise ValueError(f"code {self.code!r} is not upper-case letters, digits and +")
        if not self.names or not all(name.strip() == name != "" for name in self.names):
            raise ValueError(f"{self.code}: names must be there and be trimmed")
        if self.seat is not None and not re.fullmatch(r"[A-Z]{2}", self.seat.country):
            raise ValueError(f"{self.code}: seat.country {self.seat.country!r} is no ISO code")


def level(text: str) -> str:
    """``text`` with one kind of dash, apostrophe and blank; as long as ``text``, case kept."""
    return text.translate(_VARIANTS)


def fold(text: str) -> str:
    """``level`` in lower case; as long as ``text``, so offsets hold."""
    if text.isascii():  # a translation by table takes ten times as long
        return text.lower().replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("`", "'")
    levelled = text.translate(_VARIANTS)
    lowered = levelled.lower()
    if len(lowered) == len(levelled):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in levelled)


def spellings(name: str) -> tuple[str, ...]:
    """``name`` and its other spellings: U.N. for UN, G-7 for G7, Organisation, Defense, no apostrophe."""
    forms = [name]
    for pattern, other in _OTHER_SPELLINGS:
        forms += [changed for form in forms if (changed := pattern.sub(other, form)) != form]
    return tuple(dict.fromkeys(forms))


@cache
def organisations() -> tuple[Organisation, ...]:
    """All entries of the data file, in its order. Raises DataError for a bad or doubled entry."""
    entries = tuple(read_jsonl(FILE, Organisation))
    seen: dict[str, str] = {}
    for entry in entries:
        for name in entry.names:
            if name in seen:
                raise DataError(f"knowledge/{FILE}: {entry.code}: {name!r} is also a name of {seen[name]}")
            seen[name] = entry.code
    return entries


@cache
def organisation_codes() -> frozenset[str]:
    """Every code that an official's ``country`` may hold without being a country's."""
    return frozenset(entry.code for entry in organisations())


@cache
def organisation_names() -> dict[str, Organisation]:
    """Every way to write a name, dotted ones included ("U.N. Security Council"), with its entry."""
    return {form: entry for entry in organisations() for name in entry.names for form in spellings(name)}


def organisation_named(name: str) -> Organisation | None:
    """The body that ``name`` names (any dash or apostrophe, with or without "the"), else None."""
    plain = level(name.strip())
    names = organisation_names()
    return names.get(plain) or names.get(plain.removeprefix("the ").removeprefix("The "))


@cache
def _by_head() -> dict[str, frozenset[str]]:
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for entry in organisations():
        for head in entry.heads:
            codes[fold(head)].add(entry.code)
    return {head: frozenset(found) for head, found in codes.items()}


def codes_headed_by(title: str) -> frozenset[str]:
    """Codes of the bodies that a bearer of ``title`` may lead, case ignored; empty where none."""
    return _by_head().get(fold(title), frozenset())
