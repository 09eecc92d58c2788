"""The pages, one module a kind."""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.lists import first_of
from dragoman.web.pages import (
    audits,
    calendar,
    compare,
    countries,
    documents,
    engagements,
    findings,
    pairs,
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
        audits,
        calendar,
        compare,
        countries,
        documents,
        engagements,
        findings,
        pairs,
        persons,
        search,
        topics,
        trips,
        visits,
    )
)
FIRST = (start.first, *map(first_of, (persons.LIST, findings.GAPS, findings.CLAIMS)))
"""What is made before anybody asks."""
