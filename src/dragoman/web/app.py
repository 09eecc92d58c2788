"""The app put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dragoman import __version__
from dragoman.web import api
from dragoman.web.errors import add_errors
from dragoman.web.head import Headed
from dragoman.web.limits import Limited
from dragoman.web.pages import FIRST, ROUTERS
from dragoman.web.review import deciding, rulings, signing
from dragoman.web.review.access import may_read
from dragoman.web.security import Secured
from dragoman.web.settings import Settings
from dragoman.web.state import State

STATIC = Path(__file__).with_name("static")
_SMALL = 800
"""Bytes under which an answer is not worth compressing."""
_LEVEL = 5
"""Of gzip: 9 takes four times as long for a twentieth less."""
THREADS = 12
"""Requests that are worked on at once; more would take one another's time, and the record's connections."""


class WebApp(FastAPI):
    """FastAPI with what must hold for every answer, errors too, around all the rest."""

    def build_middleware_stack(self) -> ASGIApp:
        """The app as it is called."""
        settings: Settings = self.state.dragoman.settings
        return Secured(super().build_middleware_stack(), settings.hosts, settings.secure)


def create_app(settings: Settings) -> FastAPI:
    """The web app over one record.

    Raises:
        RecordError: there is no such record, or it cannot be read.
    """
    state = State(settings, FIRST)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        state.start()
        try:
            yield
        finally:
            state.stop()

    app = WebApp(
        title="dragoman",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=life,
        dependencies=[Depends(may_read)],
        middleware=[
            Middleware(Limited, reads=settings.reads),
            Middleware(Headed),
            Middleware(GZipMiddleware, minimum_size=_SMALL, compresslevel=_LEVEL),
        ],
    )
    app.state.dragoman = state
    add_errors(app)
    for router in (*ROUTERS, signing.router, rulings.router, deciding.router):
        app.include_router(router, include_in_schema=False)
    app.include_router(api.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
