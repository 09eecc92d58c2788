"""The pages, one module a kind."""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.pages import (
    calendar,
    compare,
    countries,
    documents,
    engagements,
    findings,
    persons,
    search,
    start,
    topics,
    trips,
    visits,
)

ROUTERS: tuple[APIRouter, ...] = tuple(
    module.router
    for module in (
        start,
        calendar,
        compare,
        countries,
        documents,
        engagements,
        findings,
        persons,
        search,
        topics,
        trips,
        visits,
    )
)
