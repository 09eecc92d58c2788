"""The data behind the office titles: en/offices.jsonl, en/office_grammar.json, en/honorifics.json.

Titles are kept as sequences of normalised words (``words_of``): lower-case, heads in the singular, one
spelling for British and American forms, hyphens apart.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import parse_jsonl, read_text

_TITLES, _GRAMMAR, _HONORIFICS = "en/offices.jsonl", "en/office_grammar.json", "en/honorifics.json"
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*|[,&]")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of offices.jsonl. ``country``: implied by the title itself; ``exact``: only in this case."""

    office_class: str = msgspec.field(name="class")
    rank: int
    titles: tuple[str, ...]
    country: str | None = None
    exact: bool = False
    note: str | None = None


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """office_grammar.json: the words from which titles that are not listed are made, and what is refused."""

    heads: frozenset[str]
    irregular_plurals: dict[str, str]
    spellings: dict[str, str]
    former: frozenset[str]
    acting: frozenset[str]
    other_modifiers: frozenset[str]
    newly: frozenset[str]
    after_newly: frozenset[str]
    after_modifiers: frozenset[str]
    prefixes: frozenset[str]
    junior_prefixes: frozenset[str]
    portfolios: dict[str, tuple[str, ...]]
    portfolio_links: frozenset[str]
    organisations: frozenset[str]
    bodies: tuple[str, ...]
    organisation_classes: dict[str, str]
    not_before: dict[str, frozenset[str]]
    not_after: dict[str, frozenset[str]]
    possessions: frozenset[str]
    office_nouns: frozenset[str]
    need_a_name: frozenset[str]
    company_words: frozenset[str]
    country_acronyms: frozenset[str]


class Token(msgspec.Struct, frozen=True):
    """A word of a text. ``norm`` without the possessive s; ``plural``: a head put in the singular."""

    start: int
    end: int
    text: str
    norm: str
    plural: bool
    possessive: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


class Title(NamedTuple):
    """A listed title, ready to be compared with tokens."""

    tokens: tuple[Token, ...]
    office_class: str
    country: str | None
    exact: bool


@cache
def grammar() -> Grammar:
    """The checked grammar words. Raises DataError where the file does not fit."""
    try:
        return msgspec.json.decode(read_text(_GRAMMAR), type=Grammar)
    except msgspec.DecodeError as error:
        raise DataError(f"knowledge/{_GRAMMAR}: {error}") from error


@lru_cache(maxsize=65536)
def _normal(word: str) -> tuple[str, bool]:
    """The normal form of a word, and whether it was the plural of a head."""
    rules = grammar()
    low = word.lower().replace("’", "'").replace(".", "")
    if low in rules.irregular_plurals:
        return rules.irregular_plurals[low], True
    low = rules.spellings.get(low, low)
    if low in rules.heads:
        return low, False
    for ending, to in (("ies", "y"), ("s", "")):
        single = low.removesuffix(ending) + to
        if low.endswith(ending) and rules.spellings.get(single, single) in rules.heads:
            return rules.spellings.get(single, single), True
    return low, False


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words, commas and ampersands of ``text[start:end]`` with offsets into ``text``."""
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        at = match.start()
        base, norm, plural, possessive = _word(match[0])
        found.append(Token(at, at + len(base), base, norm, plural, possessive))
    return found


def norms_of(text: str, start: int, end: int) -> list[str]:
    """The normal forms of the tokens of ``text[start:end]``, told faster than the tokens."""
    return [norm for _, norm, _, _ in map(_word, _TOKEN.findall(text[start:end]))]


@lru_cache(maxsize=65536)
def _word(word: str) -> tuple[str, str, bool, bool]:
    """A word without its possessive s, its normal form, whether it was a plural, whether a possessive."""
    base = word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") and len(word) > 2 else word
    norm, plural = _normal(base)
    if norm == "us" and base != "US" and "." not in base:
        norm = "us (pronoun)"
    return base, norm, plural, base != word


@cache
def entries() -> tuple[Entry, ...]:
    """The lines of offices.jsonl. Raises DataError for a title listed twice or a class with two ranks."""
    seen: dict[str, int] = {}
    ranks: dict[str, int] = {}
    found = []
    for number, entry in parse_jsonl(read_text(_TITLES), _TITLES, Entry):
        if ranks.setdefault(entry.office_class, entry.rank) != entry.rank:
            raise DataError(f"knowledge/{_TITLES}: line {number}: class {entry.office_class} has two ranks")
        for title in entry.titles:
            if title.lower() in seen:
                raise DataError(f"knowledge/{_TITLES}: line {number}: {title!r} also in line {seen[title.lower()]}")
            seen[title.lower()] = number
        found.append(entry)
    return tuple(found)


@cache
def office_ranks() -> dict[str, int]:
    """Rank of every office class; lower is more senior. The keys are all classes there are."""
    return {entry.office_class: entry.rank for entry in entries()}


@cache
def titles_by_word() -> dict[str, tuple[Title, ...]]:
    """Listed titles under their first normal word, longest first, those that must be exact before others.

    Raises DataError where two titles that are alike but for spelling have different classes.
    """
    found: dict[str, list[Title]] = {}
    kinds: dict[tuple[str, ...], str] = {}
    for entry in entries():
        for title in entry.titles:
            words = tuple(tokenize(title))
            key = (*(word.norm for word in words), str(entry.exact))
            if kinds.setdefault(key, entry.office_class) != entry.office_class:
                raise DataError(f"knowledge/{_TITLES}: {title!r} is both {kinds[key]} and {entry.office_class}")
            item = Title(words, entry.office_class, entry.country, entry.exact)
            found.setdefault(words[0].norm, []).append(item)
    return {
        word: tuple(sorted(items, key=lambda item: (-len(item.tokens), not item.exact)))
        for word, items in found.items()
    }


@cache
def titles_by_pair() -> dict[tuple[str, str], tuple[Title, ...]]:
    """``titles_by_word`` under the first two normal words; "" as the second for titles of one word."""
    found: dict[tuple[str, str], list[Title]] = {}
    for word, titles in titles_by_word().items():
        for title in titles:
            second = title.tokens[1].norm if len(title.tokens) > 1 else ""
            found.setdefault((word, second), []).append(title)
    return {pair: tuple(titles) for pair, titles in found.items()}


@cache
def portfolios() -> dict[str, str | None]:
    """Words of portfolios with their class; None for words that only continue one ("affairs")."""
    rules = grammar()
    found: dict[str, str | None] = {}
    for office_class, words in rules.portfolios.items():
        if office_class not in office_ranks():
            raise DataError(f"knowledge/{_GRAMMAR}: portfolios: {office_class!r} is no class of {_TITLES}")
        for word in words:
            for part in tokenize(word):
                found.setdefault(part.norm, office_class)
    for word in rules.portfolio_links:
        for part in tokenize(word):
            found.setdefault(part.norm, None)
    return found


@cache
def honorifics() -> frozenset[str]:
    """Words before names that are no part of them ("Mr.", "Lt. Gen."), as written. Raises DataError."""
    try:
        listed = msgspec.json.decode(read_text(_HONORIFICS), type=list[str])
    except msgspec.DecodeError as error:
        raise DataError(f"knowledge/{_HONORIFICS}: {error}") from error
    if len(set(listed)) != len(listed):
        twice = sorted(word for word in set(listed) if listed.count(word) > 1)
        raise DataError(f"knowledge/{_HONORIFICS}: listed twice: {', '.join(twice)}")
    return frozenset(listed)
