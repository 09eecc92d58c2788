"""Parameters of the API, made from ``record.queries_filters``: a filter added there is a parameter here."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from fastapi import Path, Query

from dragoman.knowledge.topics import CODES
from dragoman.model import KINDS, STATUSES
from dragoman.record.counting.question import SOURCES
from dragoman.record.counting.rules import DEFINITIONS
from dragoman.record.queries_filters import ACCEPTS, ORDERS, WHENS, Filters
from dragoman.record.queries_select import COUNTED

LIMIT, MOST = 50, 500
"""Items of an answer where no limit is given, and at most."""
_DAY = r"^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$"
_COARSE = r"^[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?$"
_LONGEST = 500


def _one_of(values: Iterable[str]) -> Any:
    return Literal[tuple(values)]


def _words(description: str, example: str) -> Any:
    """Words that hold something besides white space."""
    told: dict[str, Any] = {"examples": [example]}
    return Annotated[str, Query(description=description, pattern=r"\S", max_length=_LONGEST, json_schema_extra=told)]


def _day(description: str) -> Any:
    return Annotated[str, Query(description=description, pattern=_DAY, json_schema_extra={"examples": ["2023-06-20"]})]


def _coarse(description: str) -> Any:
    return Annotated[str, Query(description=description, pattern=_COARSE, json_schema_extra={"examples": ["2023-06"]})]


def _choice(values: Iterable[str], description: str) -> Any:
    return Annotated[_one_of(values), Query(description=description)]


def _choices(values: Iterable[str], description: str) -> Any:
    several: Any = list.__class_getitem__(_one_of(values))
    return Annotated[several, Query(description=f"{description} May be repeated.", max_length=50)]


_SIDES = "Two sides, the parameter twice: countries, persons, or offices of a country (of relations countries alone)."
TWO = Annotated[
    list[str],
    Query(min_length=2, max_length=2, description=_SIDES, examples=[["US", "CN"]]),
]
"""Two countries, offices or persons."""

FILTERS: dict[str, Any] = {
    "who": _words("Any part of a person's name, or an id.", "blinken"),
    "country": _words("Country or organisation, by name or code: a party's, or the place's.", "China"),
    "at": _words("Country where it took place or a journey stopped, by name or code.", "China"),
    "acting": _words("Country or organisation that a party acts for, by name or code.", "China"),
    "kind": _choices(KINDS, "Kind of engagement."),
    "status": _choices(STATUSES, "Status."),
    "topic": _choice(CODES, "Code of a topic."),
    "since": _coarse("From this day, month or year on."),
    "until": _coarse("Up to this day, month or year."),
    "min_confidence": Annotated[float, Query(ge=0, le=1, description="Leave out what is less sure.")],
    "when": _choice(WHENS, "As seen from `today`, which must be given."),
    "as_of": _day("Only what was published up to this day."),
    "today": _day("The day to tell coming from past; there is no other clock."),
    "order": _choice(ORDERS, "What engagements are ordered by; the day where none is given."),
    "newest": Annotated[bool, Query(description="The latest (or the most) first.")],
    "rule": _choice(DEFINITIONS, "What to count."),
    "source": _choice(SOURCES, "Rows of imported lists, or what documents report."),
    "between": TWO,
    "limit": Annotated[
        int, Query(ge=1, le=MOST, description=f"How many at most; without it a list gives {LIMIT}, a stream all.")
    ],
    "page": _words("`next` of the page before.", "2023-06-13:2023-06-13-call-blinken-qin"),
}
"""What values a filter takes."""

FORMAT = Annotated[
    Literal["json", "ndjson"],
    Query(description="`ndjson`: all items, one a line, page after page (as does `Accept: application/x-ndjson`)."),
]
WORDS = _words("Words to search for; in double quotes, one after the other.", "balloon")
PART = _words("Any part of a name.", "wang")
BY = _choice(COUNTED, "What to count by.")
STATED = Annotated[int, Query(ge=0, le=100_000, description="The number that somebody states.", examples=[12])]


def named(description: str, example: str) -> Any:
    """A part of the path that names a thing."""
    told: dict[str, Any] = {"examples": [example]}
    return Annotated[str, Path(description=description, max_length=_LONGEST, pattern=r"\S", json_schema_extra=told)]


def parameters_of(
    query: str | None, own: Mapping[str, Any], may: Mapping[str, Any], *, required: Iterable[str] = ()
) -> list[inspect.Parameter]:
    """The parameters of an operation: its own, then the filters of its query (``ACCEPTS``).

    Args:
        own, may: parameters that are no filters, by name; those of ``own`` must be given.
        required: filters that must be given.
    """
    found = [_parameter(name, kind, inspect.Parameter.empty) for name, kind in own.items()]
    found += [_parameter(name, kind, None) for name, kind in may.items()]
    for name in () if query is None else ACCEPTS[query]:
        default: Any = False if name == "newest" else None
        found.append(_parameter(name, filter_type(name), inspect.Parameter.empty if name in required else default))
    return found


def filter_type(name: str) -> Any:
    """What values a filter takes; of one that nobody has described here, what ``Filters`` says."""
    if name in FILTERS:
        return FILTERS[name]
    kind = next(field.type for field in msgspec.structs.fields(Filters) if field.name == name)
    return Annotated[kind, Query()]


def is_list(kind: Any) -> bool:
    """Whether a parameter of this type may be given several times."""
    return get_origin(get_args(kind)[0]) is list


def _parameter(name: str, kind: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
