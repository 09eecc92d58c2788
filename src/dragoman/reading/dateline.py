"""The dateline before a text: "KUALA LUMPUR (Reuters) -", "Paris, 2 April 2024 (TDI):", "VILNIUS:"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

import msgspec

from dragoman.knowledge.layout_words import layout_words
from dragoman.reading.published import MONTH, WEEKDAY

ROOM: Final = 160  # code points in which a dateline must end

_CAP: Final = r"[A-ZÀ-Þ][\w’'.-]*"
_CITY: Final = rf"{_CAP}(?:[ /-](?:{_CAP}|de|del|da|do|al|of|the|la|el)){{0,4}}"
_PLACE: Final = rf"(?P<city>{_CITY})(?:,\s(?!{MONTH}\b){_CITY}){{0,2}}?(?:\s?\[[^\]]{{2,30}}\])?"
_NUMERIC: Final = r"\d{1,2}[-./]\d{1,2}[-./](?:[12]\d)?\d\d|[12]\d{3}-\d\d-\d\d"
_DAY: Final = (
    rf"(?P<date>(?i:{MONTH})\.?\s?\d{{1,2}}(?:,?\s[12]\d{{3}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s(?i:{MONTH})\.?(?:,?\s[12]\d{{3}})?|{_NUMERIC})"
)
_AGENCY: Final = r"[(\[/](?P<agency>[^()\[\]/\n]{2,40})[)\]/]"
_SIGN: Final = r"(?:\s?(?:--+|—|–|:)\s*|\s+-\s+|\s?-\s+(?=[A-Z]))"
_SITE: Final = r"(?:/[^/\s]{2,40}/\s*(?:--?|—|–)\s*)?"

# The city first, then perhaps the day, then perhaps who sent it, then the sign that ends a dateline.
_FORMS = (
    re.compile(rf"{_PLACE}(?:[,.]?\s+\(?{_DAY}\)?)?[.,]?(?:\s*{_AGENCY})?[.,]?{_SIGN}{_SITE}(?=\S)"),
    re.compile(rf"{_PLACE}(?:[,.]?\s+{_DAY})?[.,]?,?\s+(?P<bare>[A-Z][A-Za-z]+)[.,]?{_SIGN}(?=\S)"),
    re.compile(
        rf"(?P<city>[A-ZÀ-Þ][A-ZÀ-Þ’' -]{{2,25}})(?:,\s{_CITY})?[,.]\s+{_DAY},?\s+"
        r"[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+)?\s?"
        r"(?:--+|—|–|-)\s+(?=\S)"
    ),
    re.compile(rf"{_PLACE}(?:[,.]?\s+{_DAY})?[.,]?\s*(?:/(?P<agency>[^/\n]{{2,30}})/)\.?\s*(?=[“\"A-Z])"),
    re.compile(rf"{_PLACE}(?:[,.]?\s+{_DAY})?[.,]?\s*\((?P<agency>[^()]{{2,30}})\)\.?\s*(?=[“\"A-Z])"),
    re.compile(rf"{_PLACE}\s*\((?P<agency>[^()\d\n]{{2,40}}?)\s*[-–—]\s*{_DAY}\)\s*(?:--?|—|–|:)?\s*(?=[“\"A-Z])"),
    re.compile(rf"{_DAY}\s*\((?P<city>[^()\d]{{3,40}})\)\s*(?:--?|—|–|:)\s*(?=\S)"),
    re.compile(r"\((?P<agency>[^()\n]{2,40})\)\s*(?:--?|—|–|:)\s*(?=\S)"),
)


_ENDS = re.compile(r"[-—–:/(]")
"""Signs of which every dateline holds one."""


class Dateline(msgspec.Struct, frozen=True):
    """A dateline as written. ``end`` is the offset in its line where the text begins."""

    end: int
    city: str | None
    agency: str | None
    text: str
    strict: bool  # nothing else looks so: capitals throughout, or an agency, or a day


@cache
def _agencies() -> dict[str, str]:
    return {name.casefold(): p.name for p in layout_words().publishers for name in (p.name, *p.aliases)}


def publisher_named(words: str | None) -> str | None:
    """The publisher that ``words`` name ("AP" is "Associated Press"), else None."""
    return _agencies().get(" ".join(words.split()).casefold()) if words else None


@lru_cache(maxsize=64)
def dateline(line: str) -> Dateline | None:
    """The dateline at the start of ``line`` (a paragraph), else None. Speakers and labels are none."""
    head = line[:ROOM]
    if not _ENDS.search(head):
        return None
    for form in _FORMS:
        found = form.match(head)
        if found:
            checked = _checked(found, len(line))
            if checked:
                return checked
    return None


def _checked(found: re.Match[str], size: int) -> Dateline | None:
    group = found.groupdict()
    city, day = group.get("city"), group.get("date")
    agency = publisher_named(group.get("agency") or group.get("bare"))
    if group.get("bare") and not agency:
        return None
    bracketed = bool(group.get("agency"))
    if size - found.end() < 30 or (city is None and agency is None):
        return None
    if bracketed and not agency and day is None and found[0].rstrip().endswith(")"):
        return None  # "African Union (AU) Commission": an abbreviation, no agency
    if city is None:
        return Dateline(found.end(), None, agency, found[0].strip(), True)
    if not _may_be_city(city) or (_speaks(city)):
        return None
    capitals = city == city.upper() and len(city) > 2
    strict = capitals or day is not None or agency is not None or (bracketed and len(city.split()) <= 3)
    if not strict and (len(city.split()) > 3 or not found.string[found.end() : found.end() + 1].isupper()):
        return None
    return Dateline(found.end(), city.rstrip("."), agency, found[0].strip(), strict)


def _may_be_city(city: str) -> bool:
    words = city.casefold().strip(".").split()
    speakers = layout_words().speakers
    if len(words) == 1 and re.fullmatch(WEEKDAY, words[0], re.IGNORECASE):
        return False  # "Tuesday: Brussels, for the Council": a line of a schedule
    return not (" ".join(words) in speakers or (words[0].strip(".") in speakers and len(words) > 1) or len(city) < 3)


def _speaks(city: str) -> bool:
    """ "MR PRICE:", "SECRETARY BLINKEN:": a transcript's speaker, no city."""
    return any(word.strip(".").casefold() in layout_words().speakers for word in city.split())
