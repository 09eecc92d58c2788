"""Operations as routes whose parameters are checked and described by FastAPI."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import Response

from dragoman.web.api.answers import NDJSON, answer, pages
from dragoman.web.api.operations import Operation
from dragoman.web.api.parameters import FORMAT, is_list, parameters_of
from dragoman.web.api.schemas import Schema, items_of, ref

_PROBLEM = {"content": {"application/problem+json": {"schema": ref("Problem")}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"description": "What is given means nothing here; the detail says what to write instead.", **_PROBLEM},
    404: {"description": "There is no such thing in the record.", **_PROBLEM},
    422: {"description": "A parameter is unknown, missing, given twice or no such value.", **_PROBLEM},
    "default": {"description": "Too many requests (429), the record cannot be read (503), or a fault.", **_PROBLEM},
}
_HEADERS: dict[str, Any] = {
    "ETag": {"description": "For If-None-Match.", "required": True, "schema": {"type": "string"}},
    "Cache-Control": {"description": "no-store for who shows a token.", "schema": {"enum": ["no-cache", "no-store"]}},
}
_LINK = {"Link": {"description": 'The next page (`rel="next"`), where there is one.', "schema": {"type": "string"}}}


def add_operation(router: APIRouter, operation: Operation) -> None:
    """The route of an operation."""
    router.add_api_route(
        operation.path,
        endpoint_of(operation),
        methods=["GET"],
        name=operation.name,
        operation_id=operation.name,
        summary=operation.summary,
        response_class=Response,
        responses=responses_of(operation),
    )


def endpoint_of(operation: Operation) -> Callable[..., Response]:
    """The function that answers, with the parameters of the operation in its signature."""
    taken = parameters_of(operation.query, operation.own, operation.may, required=operation.required)
    if operation.items is not None:
        taken.append(inspect.Parameter("format", inspect.Parameter.KEYWORD_ONLY, annotation=FORMAT, default=None))
    names = frozenset(one.name for one in taken)
    many = frozenset(one.name for one in taken if is_list(one.annotation))

    def endpoint(request: Request, **given: Any) -> Response:
        refuse_unknown(request, names, many)
        return answer(request, operation, given)

    first = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    endpoint.__signature__ = inspect.Signature([first, *taken])  # type: ignore[attr-defined]
    endpoint.__name__ = operation.name
    return endpoint


def refuse_unknown(request: Request, names: frozenset[str], many: frozenset[str]) -> None:
    """What is misspelt must not pass for an answer to something else.

    Raises:
        RequestValidationError: a parameter is unknown, or is given twice.
    """
    given = request.query_params
    for name in dict.fromkeys(given):
        if name not in names:
            told = f"there is no such parameter; there are {', '.join(sorted(names))}"
            raise RequestValidationError([{"loc": ("query", name), "msg": told}])
        if name not in many and len(given.getlist(name)) > 1:
            raise RequestValidationError([{"loc": ("query", name), "msg": "give it once"}])
    for value in (*given.values(), *request.path_params.values()):
        if "\x00" in str(value):
            raise RequestValidationError([{"loc": ("query", ""), "msg": "holds a NUL character"}])


def responses_of(operation: Operation) -> dict[int | str, dict[str, Any]]:
    """What the operation answers, for the OpenAPI document."""
    content: dict[str, Any] = {"application/json": {"schema": body_schema(operation)}}
    if operation.items is not None:
        content[NDJSON] = {"schema": {"type": "string", "description": "One item a line."}}
    headers = _HEADERS | (_LINK if pages(operation) else {})
    return {
        200: {"description": "The answer.", "content": content, "headers": headers},
        304: {"description": "Nothing has changed since the answer with that ETag."},
        **PROBLEMS,
    }


def body_schema(operation: Operation) -> Schema:
    """The schema of an answer's body."""
    if operation.items is None:
        return operation.schema
    beside: dict[str, Schema] = dict(operation.beside_schema)
    if pages(operation):
        beside["next"] = {"type": ["string", "null"], "description": "`page` of the next page."}
    return items_of(operation.schema, beside)
