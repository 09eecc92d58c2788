"""What a ruling on a field may say: checked before it is kept, and written in one way."""

from __future__ import annotations

from dragoman.days import full_day
from dragoman.errors import SourceError
from dragoman.record.queries_filters import QueryError, country_code, topic_code
from dragoman.texts import harmless

LONGEST, LONGEST_REASON = 500, 2000
"""Characters of a value or a name, and of a reason."""


def plain(given: str, what: str, most: int = LONGEST) -> str:
    """Words as they are kept: on one line, without controls. Raises QueryError where they are too long."""
    words = " ".join(harmless(given).split())
    if len(words) > most:
        raise QueryError(f"{what}: {len(words):,} characters are too many, at most {most:,}")
    return words


def mended(field: str | None, value: str | None) -> str:
    """The value of a ruling on a field as it is kept; "" says that nothing is known.

    Kinds, statuses and names of fields are checked where rulings are carried out (``merging.rulings``).

    Raises:
        QueryError: it is no day, no place or no topic.
    """
    words = plain(value or "", field or "value")
    if not words:
        return ""
    if field == "date":
        return _date(words)
    if field == "place":
        return _place(words)
    if field == "topics":
        return ", ".join(sorted({topic_code(one.strip()) for one in words.split(",") if one.strip()}))
    return words


def _date(words: str) -> str:
    start, slash, end = (part.strip() for part in words.partition("/"))
    for one in (start, end) if slash else (start,):
        try:
            full_day((one + "-01-01")[:10] if len(one) in {4, 7} else one)
        except SourceError:
            raise QueryError(
                f"date: {one!r} is not a day, month or year, such as 2021-01-26, 2021-01 or 2021"
            ) from None
    if slash and end[: len(start)] < start[: len(end)]:
        raise QueryError(f"date: {end} is before {start}")
    return f"{start}/{end}" if slash and start != end else start


def _place(words: str) -> str:
    city, comma, country = (part.strip() for part in words.rpartition(","))
    if comma:
        if not city:
            raise QueryError(f'place: {words!r} is none: write "Geneva, CH", "Geneva" or "CH"')
        return f"{city}, {country_code(country)}"
    return country_code(country) if len(country) == 2 and country.isupper() else country
