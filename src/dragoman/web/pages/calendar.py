"""The calendar: a month or a week, day by day, planned and held told apart."""

from __future__ import annotations

import calendar as months
import datetime
import re
from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.merging.types import Engagement
from dragoman.record.days import days as days_of
from dragoman.web import links
from dragoman.web.filters import filters_of
from dragoman.web.lists import files_of, given_of, query_of
from dragoman.web.state import state_of
from dragoman.web.templates import page

router = APIRouter()
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
MOST = 400
"""Engagements of one page of the calendar."""
A_DAY = 6
"""Of one day in a month."""
_LONG = 45
"""Days; what may have been in more of them (told by year) stands beside the days, not in each."""


class Day(msgspec.Struct, frozen=True):
    """One square: ``inside`` the month that is shown; ``more`` are not shown of it."""

    day: str
    number: int
    inside: bool
    found: tuple[Engagement, ...]
    more: int


class Span(msgspec.Struct, frozen=True):
    """What a page of the calendar shows: its name, first and last day, and the names of its neighbours."""

    name: str
    title: str
    first: datetime.date
    last: datetime.date
    before: str
    after: str
    week: bool


@router.get("/calendar")
def today(request: Request) -> Response:
    """To the month of today."""
    query = query_of(request)
    return RedirectResponse(links.calendar(state_of(request).today) + query, 307)


@router.get("/calendar/{name}")
def calendar(request: Request, name: str) -> Response:
    """A month (``2021-12``) or a week (``2021-W50``), narrowed as lists are."""
    span = span_of(name)
    state = state_of(request)
    filters: dict[str, Any] = filters_of(request.query_params, "engagements", today=state.today, limit=MOST)
    edges = {"since": span.first.isoformat(), "until": span.last.isoformat()}
    found = state.record.engagements(**filters | edges)
    exact = [one for one in found if _exact(one)]
    kept = {key: value for key, value in filters.items() if key not in ("today", "limit")}
    return page(
        request,
        "calendar.html",
        title=f"Calendar: {span.title}",
        span=span,
        weeks=weeks_of(span, exact),
        coarse=[one for one in found if not _exact(one)],
        found=found,
        given=given_of(request.query_params),
        listed=links.listing("/engagements", **kept | edges),
        neighbours={way: links.listing(links.calendar(to), **kept) for way, to in _ways(span)},
        day_list=lambda day: links.listing("/engagements", **kept | {"since": day, "until": day}),
        files=files_of(request, "/engagements", **edges),
    )


def span_of(name: str) -> Span:
    """The month or week of that name. Raises HTTPException 404 where there is none."""
    try:
        if month := _MONTH.fullmatch(name):
            return _month(int(month[1]), int(month[2]))
        if week := _WEEK.fullmatch(name):
            return _week(datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1))
    except (ValueError, OverflowError):
        pass
    raise HTTPException(404, f"{name!r} is no month or week: write 2021-12 or 2021-W50")


def _month(year: int, number: int) -> Span:
    first = datetime.date(year, number, 1)
    last = datetime.date(year, number, months.monthrange(year, number)[1])
    before, after = first - datetime.timedelta(1), last + datetime.timedelta(1)
    title = f"{months.month_name[number]} {year}"
    return Span(first.isoformat()[:7], title, first, last, before.isoformat()[:7], after.isoformat()[:7], week=False)


def _week(first: datetime.date) -> Span:
    last = first + datetime.timedelta(6)
    name, before, after = (week_of(first + datetime.timedelta(days)) for days in (0, -7, 7))
    return Span(name, f"week {name[-2:]} of {name[:4]}, {first} to {last}", first, last, before, after, week=True)


def week_of(day: datetime.date) -> str:
    """``2021-W50``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _ways(span: Span) -> tuple[tuple[str, str], ...]:
    middle = span.first if not span.week else span.first + datetime.timedelta(3)
    other = middle.isoformat()[:7] if span.week else week_of(span.first)
    return (("before", span.before), ("after", span.after), ("other", other))


def _exact(one: Engagement) -> bool:
    """Whether its days are known well enough to stand in squares."""
    told = days_of(one.date)
    first, last = told["first_day"], told["last_day"]
    if one.date is None or first is None or last is None:
        return False
    full = all(len(day) == 10 for day in (one.date.start, one.date.end) if day)
    return full and (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days <= _LONG


def weeks_of(span: Span, found: list[Engagement]) -> list[list[Day]]:
    """The squares, a list for each week, Monday first."""
    by_day: dict[str, list[Engagement]] = {}
    for one in found:
        told = days_of(one.date)
        day = max(datetime.date.fromisoformat(str(told["first_day"])), span.first)
        last = min(datetime.date.fromisoformat(str(told["last_day"])), span.last)
        while day <= last:
            by_day.setdefault(day.isoformat(), []).append(one)
            day += datetime.timedelta(1)
    at = span.first - datetime.timedelta(span.first.weekday())
    weeks = []
    while at <= span.last:
        weeks.append([_day(at + datetime.timedelta(days), span, by_day) for days in range(7)])
        at += datetime.timedelta(7)
    return weeks


def _day(day: datetime.date, span: Span, by_day: dict[str, list[Engagement]]) -> Day:
    found = by_day.get(day.isoformat(), [])
    shown = found if span.week else found[:A_DAY]
    return Day(day.isoformat(), day.day, span.first <= day <= span.last, tuple(shown), len(found) - len(shown))
