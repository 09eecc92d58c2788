"""The pages, one module a kind."""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.pages import calendar, compare, documents, engagements, findings, search, start, topics, trips

ROUTERS: tuple[APIRouter, ...] = tuple(
    module.router for module in (start, calendar, compare, documents, engagements, findings, search, topics, trips)
)
