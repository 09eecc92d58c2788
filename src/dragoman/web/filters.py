"""Filters out of a query string, by the names and in the words of ``record.queries_filters.Filters``."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import QueryParams

from dragoman.record.queries_filters import ACCEPTS, QueryError

MANY = ("kind", "status", "between")
"""Filters that may be given several times."""
LIMIT, MOST = 50, 500
"""Items of a page where no limit is given, and at most."""
_YES = ("1", "true", "yes", "on")
_NO = ("0", "false", "no", "off", "")


def filters_of(
    params: QueryParams, query: str, *, today: str | None = None, limit: int = LIMIT, also: tuple[str, ...] = ()
) -> dict[str, Any]:
    """What a query string asks of a query.

    Empty values do not filter, as forms send them. ``also`` names parameters that belong to the page itself.
    ``today`` is put in where the query takes it and none is given.

    Raises:
        QueryError: a parameter is none of the query's, is given twice, or is no number where one must be.
    """
    known = ACCEPTS[query]
    found: dict[str, Any] = {}
    for name in dict.fromkeys(params):
        if name in also:
            continue
        if name not in known:
            raise QueryError(f"{name!r} is no filter here; there are {', '.join(known)}")
        given = [value.strip() for value in params.getlist(name) if value.strip()]
        if not given:
            continue
        if name in MANY:
            found[name] = tuple(given)
        elif len(given) > 1:
            raise QueryError(f"{name}: give it once")
        else:
            found[name] = _valued(name, given[0])
    if today is not None and "today" in known:
        found.setdefault("today", today)
    if "limit" in known:
        found["limit"] = min(found.get("limit", limit), MOST)
    return found


def _valued(name: str, given: str) -> Any:
    if name == "limit":
        if not given.isascii() or not given.isdigit() or len(given) > 9:
            raise QueryError(f"limit: {given!r} is no whole number")
        return int(given)
    if name == "min_confidence":
        try:
            return float(given)
        except ValueError:
            raise QueryError(f"min_confidence: {given!r} is not a number from 0 to 1") from None
    if name == "newest":
        if given.lower() in (*_YES, *_NO):
            return given.lower() in _YES
        raise QueryError(f"newest: {given!r} is neither 1 nor 0")
    return given
