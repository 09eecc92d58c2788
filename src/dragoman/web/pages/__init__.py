"""The pages, one module a kind."""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.pages import documents, engagements, trips

ROUTERS: tuple[APIRouter, ...] = (engagements.router, documents.router, trips.router)
