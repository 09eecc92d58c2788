"""What is written through the API: rulings, by who shows a token that allows reviewing.

A cookie is never looked at here, so no other site can make a browser rule anything.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Body, Depends
from fastapi.security import HTTPBearer
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.merging.rulings import FIELDS
from dragoman.record import decisions
from dragoman.record.mended import LONGEST, LONGEST_REASON
from dragoman.record.queries_forms_more import ruling_form
from dragoman.record.store import Record
from dragoman.record.tokens import Token
from dragoman.web.api.endpoints import PROBLEMS, refuse_unknown
from dragoman.web.api.parameters import named
from dragoman.web.api.schemas import ref
from dragoman.web.review.access import token_of
from dragoman.web.state import state_of

_BEARER = HTTPBearer(auto_error=False, description="A token of `dragoman token new`.")
_Name = Annotated[str, StringConstraints(max_length=LONGEST, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")]
_FIELD: Any = Literal[tuple(FIELDS)]
_Id: Any = named("Id of a ruling.", "r3")


def may_review(request: Request, shown: Annotated[object, Depends(_BEARER)]) -> Token:
    """The token of the request, which allows reviewing. Raises HTTPException 401 or 403."""
    return token_of(request, "review")


Reviewer = Annotated[Token, Depends(may_review)]


class _Made(BaseModel):
    model_config = ConfigDict(extra="forbid")
    left: _Name = Field(description="Id of an engagement or person, or key of a report.")
    why: str = Field(default="", max_length=LONGEST_REASON, description="The reason, kept with the ruling.")


class Joined(_Made):
    """Two engagements, reports or persons are one, or are not."""

    verdict: Literal["same", "different"]
    right: _Name = Field(description="The other one, of the same sort.")


class Mended(_Made):
    """A field of an engagement must say something."""

    verdict: Literal["field"]
    field: _FIELD = Field(description="Which field.")
    value: str = Field(max_length=LONGEST, description='What it must say; "" for nothing known.')


NewRuling = Annotated[Joined | Mended, Body(discriminator="verdict")]


def add_writes(router: APIRouter) -> None:
    """The routes that write."""
    answers = {
        **PROBLEMS,
        401: {**PROBLEMS[400], "description": "No token, or none that counts."},
        403: {**PROBLEMS[400], "description": "The token does not allow reviewing."},
    }
    body = {"content": {"application/json": {"schema": ref("Ruling")}}}
    located: dict[str, Any] = {"Location": {"description": "Of the ruling.", "schema": {"type": "string"}}}
    router.add_api_route(
        "/rulings",
        decide,
        methods=["POST"],
        operation_id="decide",
        summary="Make a ruling, in the name of the token's holder; it is stronger than any rule.",
        status_code=201,
        response_class=Response,
        responses={201: {"description": "The ruling.", "headers": located, **body}, **answers},
    )
    router.add_api_route(
        "/rulings/{id}",
        withdraw,
        methods=["DELETE"],
        operation_id="withdraw",
        summary="Withdraw a ruling: it is kept and no longer counts.",
        response_class=Response,
        responses={
            200: {"description": "The ruling, withdrawn.", **body},
            409: {**PROBLEMS[400], "description": "It was withdrawn before."},
            **answers,
        },
    )


def decide(request: Request, reviewer: Reviewer, asked: NewRuling) -> Response:
    """Make a ruling; the answers that come after it know of it."""
    refuse_unknown(request, frozenset(), frozenset())
    store = state_of(request).record.store
    given = asked.model_dump(exclude={"verdict", "left"})
    made = decisions.decide(store, asked.verdict, asked.left, by=reviewer.name, **given)
    store.derive()
    return _told(store, made.id, 201, {"Location": f"{request.url.path}/{made.id}"})


def withdraw(request: Request, reviewer: Reviewer, id: _Id) -> Response:
    """Withdraw a ruling; the answers that come after it know of it."""
    refuse_unknown(request, frozenset(), frozenset())
    store = state_of(request).record.store
    if decisions.decision(store, id).ruling.withdrawn:
        raise HTTPException(409, f"ruling {id} was withdrawn before")
    decisions.withdraw(store, id)
    store.derive()
    return _told(store, id, 200, {})


def _told(store: Record, id: str, status: int, headers: dict[str, str]) -> Response:
    form = ruling_form(decisions.decision(store, id))
    kept = {"Cache-Control": "no-store", **headers}
    return Response(msgspec.json.encode(form), status, kept, media_type="application/json")
