"""The app put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from dragoman import __version__
from dragoman.web.errors import add_errors
from dragoman.web.pages import ROUTERS
from dragoman.web.security import Secured
from dragoman.web.settings import Settings
from dragoman.web.state import State

STATIC = Path(__file__).with_name("static")
_SMALL = 800
"""Bytes under which an answer is not worth compressing."""


def create_app(settings: Settings) -> FastAPI:
    """The web app over one record.

    Raises:
        RecordError: there is no such record, or it cannot be read.
    """
    state = State(settings)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        state.start()
        try:
            yield
        finally:
            state.stop()

    app = FastAPI(
        title="dragoman",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=life,
        middleware=[Middleware(Secured, hosts=settings.hosts), Middleware(GZipMiddleware, minimum_size=_SMALL)],
    )
    app.state.dragoman = state
    add_errors(app)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
