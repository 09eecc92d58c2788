"""What a page's furniture says: words of navigation, credits, captions, agencies; abbreviations of sentences.

Reads en/layout.json and en/abbreviations.json. All phrases are lower case and compared with folded lines,
except abbreviations and names of publishers, which keep their case.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal, TypeVar

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text

T = TypeVar("T")
PublisherKind = Literal["agency", "outlet", "government"]


class Publisher(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who puts out texts. ``aliases`` are other spellings, ``domains`` hosts without "www."."""

    name: str
    kind: PublisherKind
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class LayoutWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases by the part of a page that they give away; ``*_start`` stand at a line's start."""

    navigation: tuple[str, ...]
    furniture_start: tuple[str, ...]
    furniture_contains: tuple[str, ...]
    footers: tuple[str, ...]
    tags: tuple[str, ...]
    teaser_heads: tuple[str, ...]
    teaser_head_start: tuple[str, ...]
    teaser_lines: tuple[str, ...]
    comment_heads: tuple[str, ...]
    result_heads: tuple[str, ...]
    bylines: tuple[str, ...]
    credits: tuple[str, ...]
    credit_contains: tuple[str, ...]
    captions: tuple[str, ...]
    caption_tails: tuple[str, ...]
    photo_sources: tuple[str, ...]
    photo_tags: tuple[str, ...]
    bio_jobs: tuple[str, ...]
    bio_verbs: tuple[str, ...]
    published_labels: tuple[str, ...]
    updated_labels: tuple[str, ...]
    speakers: tuple[str, ...]
    readout: tuple[str, ...]
    trip_titles: tuple[str, ...]
    trip_leads: tuple[str, ...]
    schedule_titles: tuple[str, ...]
    schedule_words: tuple[str, ...]
    government_words: tuple[str, ...]
    headline_stop: tuple[str, ...]
    publishers: tuple[Publisher, ...]


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that a full stop follows without ending the sentence (written without it), by behaviour.

    ``may_end`` end a sentence only before one of ``starters``; ``before_number`` never before a digit.
    """

    titles: tuple[str, ...]
    months: tuple[str, ...]
    before_number: tuple[str, ...]
    never_end: tuple[str, ...]
    may_end: tuple[str, ...]
    starters: tuple[str, ...]


def decode_layout(text: str, name: str = "en/layout.json") -> LayoutWords:
    """``text`` as checked layout words. Raises DataError naming the file and the entry."""
    found = _decode(text, LayoutWords, name)
    for field in LayoutWords.__struct_fields__:
        if field != "publishers":
            _check_phrases(name, field, getattr(found, field), lower=True)
    _unique(name, "publishers", (n for p in found.publishers for n in (p.name, *p.aliases)))
    _unique(name, "publishers' domains", (d for p in found.publishers for d in p.domains))
    return found


def decode_abbreviations(text: str, name: str = "en/abbreviations.json") -> Abbreviations:
    """``text`` as checked abbreviations. Raises DataError naming the file and the entry."""
    found = _decode(text, Abbreviations, name)
    for field in Abbreviations.__struct_fields__:
        _check_phrases(name, field, getattr(found, field), lower=False)
    classes = ("titles", "months", "before_number", "never_end", "may_end")
    _unique(name, "abbreviations", (word for field in classes for word in getattr(found, field)))
    return found


@cache
def layout_words() -> LayoutWords:
    """The layout words, loaded once. Raises DataError where the file does not fit."""
    return decode_layout(read_text("en/layout.json"))


@cache
def abbreviations() -> Abbreviations:
    """The abbreviations, loaded once. Raises DataError where the file does not fit."""
    return decode_abbreviations(read_text("en/abbreviations.json"))


def _decode(text: str, type_: type[T], name: str) -> T:
    try:
        return msgspec.json.decode(text, type=type_)
    except (msgspec.DecodeError, ValueError) as error:
        raise DataError(f"knowledge/{name}: {error}") from error


def _check_phrases(name: str, field: str, phrases: tuple[str, ...], *, lower: bool) -> None:
    _unique(name, field, phrases)
    for phrase in phrases:
        if not phrase or (phrase != phrase.strip() and not phrase.endswith(" ")):
            raise DataError(f"knowledge/{name}: {field}: {phrase!r} is empty or has stray spaces")
        if lower and phrase != phrase.lower():
            raise DataError(f"knowledge/{name}: {field}: {phrase!r} is not lower case")


def _unique(name: str, field: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise DataError(f"knowledge/{name}: {field}: {value!r} stands there twice")
        seen.add(value)
