"""What one can filter by: the one definition for the command line, Python, the web and the API.

A user's words come in (``Filters``), are checked once and go on as a ``Question``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeVar, get_args

import msgspec

from dragoman.days import full_day
from dragoman.errors import DragomanError, SourceError
from dragoman.model import KINDS, STATUSES
from dragoman.record.days import first_day, last_day

When = Literal["coming", "now", "past"]
WHENS: tuple[When, ...] = get_args(When)
Order = Literal["day", "published", "reports", "confidence"]
ORDERS: tuple[Order, ...] = get_args(Order)
"""What engagements can be ordered by: their day, the day of the last report, how many reports, how sure they are."""

Item = TypeVar("Item")
_WINDOW = "from"
_PAGED = ("limit", "page")
_COMMON = ("who", "country", "at", "acting", "between", "kind", "status", "topic", "since", "until", "min_confidence")
ACCEPTS: dict[str, tuple[str, ...]] = {
    "engagements": (*_COMMON, "when", "as_of", "today", "order", "newest", *_PAGED),
    "trips": (
        *("who", "country", "at", "acting", "between", "status", "topic", "since", "until", "min_confidence"),
        *("when", "as_of", "today", "newest", *_PAGED),
    ),
    "visits": ("who", "rule", "source", "country", "since", "until", "as_of"),
    "audit": ("who", "country", "since", "until", "as_of"),
    "reconcile": ("who", "country", "since", "until", "as_of"),
    "claims": ("who", "country", "between", "kind", "since", "until", "as_of", "newest", *_PAGED),
    "last": ("kind", "as_of", "today"),
    "relations": ("between", "country", "since", "until", "as_of", "newest", *_PAGED),
    "gaps": ("who", "country", "between", "kind", "since", "until", "as_of", "today", "newest", *_PAGED),
    "person": ("country", "kind", "status", "topic", "since", "until", "min_confidence", "as_of", "today", "limit"),
    "country": ("who", "kind", "status", "topic", "since", "until", "min_confidence", "as_of", "today", "limit"),
    "show": ("as_of", "today"),
    "brief": ("since", "today"),
    "conflicts": (*_COMMON, "as_of", "newest", *_PAGED),
    "search": (*_COMMON, "as_of", *_PAGED),
    "counts": (*_COMMON, "when", "as_of", "today"),
    "documents": ("since", "until", "newest", *_PAGED),
    "document": ("as_of",),
    "person_list": ("country", "as_of", *_PAGED),
    "country_list": ("as_of", *_PAGED),
}
"""Which filter works on which query."""


class QueryError(DragomanError):
    """A question that cannot be answered as it was asked; the text says what to write instead."""


class MissingError(QueryError):
    """What was asked for by its id or name is not in the record."""


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for, in a user's words; None or () does not filter.

    Attributes:
        who: any part of a person's name, or an id such as ``Q7821917``.
        country: name or code of a country or organisation that a party acts for, or where it took place.
        at: name or code of a country where it took place or a journey stopped.
        acting: name or code of a country or organisation that a party acts for.
        kind, status: one or several of ``dragoman.model.KINDS`` and ``STATUSES``.
        topic: code of a topic.
        since, until: a day, month or year; an engagement counts whose days may touch the range.
        min_confidence: 0 to 1; what is less sure is left out.
        when: ``coming``, ``now`` or ``past``; needs ``today``.
        as_of: a day; only what was published by then counts.
        today: the day that ``coming`` and ``past`` are told from; there is no other clock.
        order: what engagements are ordered by, one of ``ORDERS``.
        newest: the latest (or the most) first; those without a day are last in either order.
        rule: name of a counting rule. source: ``official`` (rows of imported lists) or ``reported``.
        between: two countries or organisations, by name or code; for all but ``relations`` also persons, and offices
            of a country ("foreign minister of Peru").
        limit: how many at most. page: the ``next`` of the page before.
    """

    who: str | None = None
    country: str | None = None
    at: str | None = None
    acting: str | None = None
    kind: str | tuple[str, ...] | None = None
    status: str | tuple[str, ...] | None = None
    topic: str | None = None
    since: str | None = None
    until: str | None = None
    min_confidence: float | None = None
    when: str | None = None
    as_of: str | None = None
    today: str | None = None
    order: str | None = None
    newest: bool = False
    rule: str | None = None
    source: str | None = None
    between: tuple[str, ...] | None = None
    limit: int | None = None
    page: str | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Checked filters: codes for names, first and last day for a month. ``after``: (day or "", id or key).

    ``between``: codes of countries for ``relations``, else the words for two sides (``contacts.sides.side_named``).
    """

    who: str | None = None
    country: str | None = None
    at: str | None = None
    acting: str | None = None
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    topic: str | None = None
    first: str | None = None
    last: str | None = None
    min_confidence: float | None = None
    when: str | None = None
    as_of: str | None = None
    today: str | None = None
    order: str = "day"
    newest: bool = False
    rule: str | None = None
    source: str | None = None
    between: tuple[str, ...] = ()
    limit: int | None = None
    after: tuple[str, str] | None = None


def question(query: str, **given: object) -> Question:
    """The question that a query's filters ask.

    Args:
        query: name of the query, which says what filters it takes (``ACCEPTS``).

    Raises:
        QueryError: a filter does not work on this query, or a value means nothing.
        TypeError: there is no such filter.
    """
    filters = _filters(given)
    for name, value in given.items():
        if value not in (None, (), [], False) and name not in ACCEPTS[query]:
            raise QueryError(f"{query}: there is no filter {name!r}; there are {', '.join(ACCEPTS[query])}")
    return _checked(filters, countries_alone=query == "relations")


def _filters(given: dict[str, object]) -> Filters:
    known = Filters.__struct_fields__
    for name in given:
        if name not in known:
            raise TypeError(f"there is no filter {name!r}; there are {', '.join(known)}")
    try:
        return msgspec.convert(given, Filters)
    except msgspec.ValidationError as error:
        raise TypeError(f"a filter has another type: {error}") from None


def _checked(filters: Filters, *, countries_alone: bool) -> Question:
    today = _day("today", filters.today)
    if filters.when is not None and today is None:
        raise QueryError(f"{filters.when!r} needs a day to tell it from: give today, such as 2023-06-20")
    if filters.limit is not None and filters.limit < 1:
        raise QueryError(f"limit: {filters.limit} is less than 1")
    if filters.who is not None and not filters.who.strip():
        raise QueryError("who: give a part of a name")
    if filters.min_confidence is not None and not 0 <= filters.min_confidence <= 1:
        raise QueryError(f"min-confidence: {filters.min_confidence} is not a number from 0 to 1")
    question = Question(
        who=filters.who,
        country=None if filters.country is None else country_code(filters.country),
        at=None if filters.at is None else country_code(filters.at),
        acting=None if filters.acting is None else country_code(filters.acting),
        kinds=_each("kind", filters.kind, KINDS),
        statuses=_each("status", filters.status, STATUSES),
        topic=None if filters.topic is None else topic_code(filters.topic),
        first=_edge("since", filters.since, first=True),
        last=_edge("until", filters.until, first=False),
        min_confidence=filters.min_confidence,
        when=None if filters.when is None else _one("when", filters.when, WHENS),
        as_of=_day("as_of", filters.as_of),
        today=today,
        order="day" if filters.order is None else _one("order", filters.order, ORDERS),
        newest=filters.newest,
        rule=filters.rule,
        source=filters.source,
        between=_between(filters.between, countries_alone=countries_alone),
        limit=filters.limit,
        after=None if filters.page is None else cursor_read(filters.page),
    )
    if question.first and question.last and question.first > question.last:
        raise QueryError(f"since {filters.since} is after until {filters.until}")
    return question


def _between(given: tuple[str, ...] | None, *, countries_alone: bool) -> tuple[str, ...]:
    if not given:
        return ()
    if not countries_alone:
        if len(given) != 2 or not all(one.strip() for one in given):
            raise QueryError("between: give two countries or persons, such as US CN")
        return given
    if len(given) != 2 or len(set(codes := tuple(map(country_code, given)))) != 2:
        raise QueryError("between: give two countries, such as US CN")
    return codes


def _each(name: str, given: str | tuple[str, ...] | None, known: tuple[str, ...]) -> tuple[str, ...]:
    values = (given,) if isinstance(given, str) else given or ()
    return tuple(dict.fromkeys(_one(name, value, known) for value in values))


def _one(name: str, given: str, known: tuple[str, ...]) -> str:
    plain = given.strip().lower().replace(" ", "_").replace("-", "_")
    if plain not in known:
        raise QueryError(f"{name}: {given!r} is none; there are {', '.join(known)}")
    return plain


def _day(name: str, given: str | None) -> str | None:
    try:
        return None if given is None else full_day(given)
    except SourceError as error:
        raise QueryError(f"{name.replace('_', '-')}: {error}") from None


def _edge(name: str, given: str | None, *, first: bool) -> str | None:
    """The first or last day of a day, month or year."""
    if given is None:
        return None
    try:
        full_day((given + "-01-01")[:10] if len(given) in {4, 7} else given)
    except SourceError:
        raise QueryError(
            f"{name}: {given!r} is not a day: write YYYY-MM-DD, YYYY-MM or YYYY, such as 2021-01-26"
        ) from None
    return first_day(given) if first else last_day(given)


def country_code(words: str) -> str:
    """The code of a country or organisation given by name or code. Raises QueryError."""
    from dragoman.knowledge.organisations import organisation_codes  # noqa: PLC0415
    from dragoman.knowledge.who import QuestionError, country_coded  # noqa: PLC0415

    if words.strip().upper() in organisation_codes():
        return words.strip().upper()
    try:
        return country_coded(words)
    except QuestionError as error:
        raise QueryError(str(error)) from None


def country_name(code: str) -> str:
    """The usual name of a country or organisation; its code where none is known."""
    from dragoman.knowledge.countries import country  # noqa: PLC0415
    from dragoman.knowledge.organisations import organisations  # noqa: PLC0415

    known = country(code)
    if known is not None:
        return known.name
    return next((one.names[0] for one in organisations() if one.code == code), code)


def topic_code(words: str) -> str:
    """The code of a topic. Raises QueryError."""
    from dragoman.knowledge.topics import CODES  # noqa: PLC0415

    plain = "-".join(words.lower().replace("_", "-").split())
    if plain not in CODES:
        raise QueryError(f"topic: {words!r} is none; there are {', '.join(CODES)}")
    return plain


# --- cursors -------------------------------------------------------------------------------------


def cursor(day: str | None, name: str) -> str:
    """Where the next page begins: behind the entry of this day and id."""
    return f"{day or '-'}:{name}"


def cursor_read(given: str) -> tuple[str, str]:
    """What ``cursor`` made, as (day or "", id). Raises QueryError."""
    day, colon, name = given.partition(":")
    if not colon or not name or not day:
        raise QueryError(f"page: {given!r} is no page; take it from the line after the page before")
    return ("" if day == "-" else day, name)


def windowed(items: Sequence[Item], asked: Question) -> tuple[Sequence[Item], str | None]:
    """The page of a list that is whole in memory, and the cursor of the one after it. Raises QueryError."""
    at, end, after = window(len(items), asked)
    return items[at:end], after


def window(total: int, asked: Question) -> tuple[int, int, str | None]:
    """From where to where the page of a list of so many items reaches, and the next one's cursor. Raises QueryError."""
    at = 0
    if asked.after is not None:
        if asked.after[0] != _WINDOW or not asked.after[1].isdecimal():
            raise QueryError(f"page: {':'.join(asked.after)!r} is no page of this list")
        at = int(asked.after[1])
    end = total if asked.limit is None else at + asked.limit
    return at, end, cursor(_WINDOW, str(end)) if end < total else None
