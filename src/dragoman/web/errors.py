"""Errors as answers: a page for people, problem details (RFC 9457) under /api/."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from dragoman.errors import DragomanError, RecordError
from dragoman.record.queries_filters import MissingError
from dragoman.texts import harmless
from dragoman.web.refusal import phrase_of
from dragoman.web.templates import page

_LOG = logging.getLogger("dragoman.web")
_LONGEST = 600
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def add_errors(app: FastAPI) -> None:
    """Answer every error of the app in the form that the asker reads."""

    @app.exception_handler(DragomanError)
    def asked_wrongly(request: Request, error: DragomanError) -> Response:
        if isinstance(error, MissingError):
            return problem(request, 404, str(error))
        return problem(request, 503 if isinstance(error, RecordError) else 400, str(error))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        answer = problem(request, error.status_code, str(error.detail))
        answer.headers.update(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            answer.headers["Allow"] = ", ".join(methods_of(request))
        return answer

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
        return problem(request, 422, told)

    @app.exception_handler(Exception)
    def fault(request: Request, error: Exception) -> Response:
        _LOG.exception("a fault in dragoman, please report it: %s %s", request.method, request.url.path)
        return problem(request, 500, "a fault in dragoman, please report it with what the server's log says")


def methods_of(request: Request) -> list[str]:
    """What can be done at the address of a request: of all routes together, each knows but its own."""
    routes = request.app.router.routes
    asked = {method: {**request.scope, "method": method} for method in _METHODS}
    found = [name for name, scope in asked.items() if any(route.matches(scope)[0] == Match.FULL for route in routes)]
    return ["GET", "HEAD", *found[1:]] if "GET" in found else found


def problem(request: Request, status: int, detail: str) -> Response:
    """An error as the asker reads it."""
    title = phrase_of(status)
    said = harmless(detail)[:_LONGEST]
    if request.url.path.startswith("/api/"):
        body = {"type": "about:blank", "title": title, "status": status, "detail": said}
        return JSONResponse(body, status, media_type="application/problem+json")
    return page(request, "error.html", status_code=status, title=title, detail=said)
