"""Countries and territories that act in diplomacy or serve as places, with the words that name them.

Data: ``en/countries.jsonl`` (sources in SOURCES.md). Codes are ISO 3166-1 alpha-2, and XK for Kosovo. Every
word belongs to one country only; where a word could mean several ("Congo", "Korea") it is weak and stands
with the country that news means when it says no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal

import msgspec

from dragoman.knowledge._load import at_line, parse_jsonl, read_text, spellings

FILE = "en/countries.jsonl"

Code = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
Word = Annotated[str, msgspec.Meta(min_length=2)]
NameKind = Literal["name", "weak_name", "demonym", "weak_demonym", "people"]


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One country. ``name`` is the usual English one; all words are written with their capitals.

    ``names`` are further safe names, ``weak`` ones count only in context; ``demonyms`` are adjectives and
    their singular nouns ("Thai"), ``people`` plural nouns ("Thais"). ``capital`` is the capital or seat of
    government as named in ``places.cities()``, null for territories without one. ``ambiguous``: the name is
    safe in diplomatic news, but is a person's name or a US state elsewhere.
    """

    code: Code
    name: Word
    names: tuple[Word, ...] = ()
    weak: tuple[Word, ...] = ()
    demonyms: tuple[Word, ...] = ()
    weak_demonyms: tuple[Word, ...] = ()
    people: tuple[Word, ...] = ()
    capital: Word | None = None
    ambiguous: bool = False

    def words(self) -> Iterator[tuple[str, NameKind]]:
        """Every word of the country as it stands in the data, with its kind."""
        yield self.name, "name"
        lists: tuple[tuple[tuple[str, ...], NameKind], ...] = (
            (self.names, "name"),
            (self.weak, "weak_name"),
            (self.demonyms, "demonym"),
            (self.weak_demonyms, "weak_demonym"),
            (self.people, "people"),
        )
        for words, kind in lists:
            for word in words:
                yield word, kind


def parse_countries(text: str, name: str = FILE) -> tuple[Country, ...]:
    """The countries of JSON Lines ``text``; ``name`` is for errors.

    Raises DataError for an entry that does not decode, a code given twice, or a word given twice.
    """
    by_code: dict[str, Country] = {}
    owner: dict[str, str] = {}
    for number, country in parse_jsonl(text, name, Country):
        if country.code in by_code:
            raise at_line(name, number, f"{country.code} is given twice")
        by_code[country.code] = country
        for word, _ in country.words():
            if word in owner:
                raise at_line(name, number, f"{word!r} is claimed by {owner[word]} and {country.code}")
            owner[word] = country.code
    return tuple(by_code.values())


def name_table(countries: tuple[Country, ...]) -> dict[str, tuple[str, NameKind]]:
    """Spelling -> (code, kind). Derived spellings (plain ASCII) never displace one that the data give."""
    table: dict[str, tuple[str, NameKind]] = {}
    derived: dict[str, tuple[str, NameKind]] = {}
    for country in countries:
        for word, kind in country.words():
            table[word] = (country.code, kind)
            for other in spellings(word):
                derived.setdefault(other, (country.code, kind))
    return derived | table


@cache
def countries() -> tuple[Country, ...]:
    """All countries, by code. Raises DataError where the data file is wrong."""
    return parse_countries(read_text(FILE))


@cache
def _by_code() -> Mapping[str, Country]:
    return MappingProxyType({country.code: country for country in countries()})


def country(code: str) -> Country | None:
    """The country of an ISO code in capitals, None for any other string ("EU", "kr")."""
    return _by_code().get(code)


@cache
def country_names() -> Mapping[str, tuple[str, NameKind]]:
    """Every spelling, with its capitals -> (code, kind): "ROK" gives ("KR", "name")."""
    return MappingProxyType(name_table(countries()))
