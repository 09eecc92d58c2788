"""Signing in with a token, and out again."""

from __future__ import annotations

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.record.tokens import token_of_secret
from dragoman.web.review.access import (
    SIGN_IN,
    Posted,
    SignedIn,
    cookie_name,
    refuse_other_sites,
    reviewer_of,
    secure,
)
from dragoman.web.review.sessions import LIFE
from dragoman.web.state import state_of
from dragoman.web.templates import page

router = APIRouter()
HOME = "/review"
_LOCAL = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*", re.ASCII)


@router.get(SIGN_IN)
def form(request: Request, to: str = HOME) -> Response:
    """The form into which one pastes a token."""
    if reviewer_of(request) is not None:
        return RedirectResponse(local(to), 303)
    return _form(request, to, None, 200)


@router.post(SIGN_IN)
def sign_in(request: Request, form: Posted) -> Response:
    """Begin a session. Its secret is new each time, so that nobody can have put it there before."""
    refuse_other_sites(request)
    state = state_of(request)
    token = token_of_secret(state.record.store, form.get("token", ""))
    if token is None:
        told = "This is no token that counts. It may have been revoked or have expired."
        return _form(request, form.get("to", HOME), told, 401)
    _end(request)
    secret, _ = state.sessions.begin(token.id)
    answer = RedirectResponse(local(form.get("to", HOME)), 303)
    answer.set_cookie(
        cookie_name(request), secret, max_age=LIFE, httponly=True, samesite="strict", secure=secure(request)
    )
    return answer


@router.post("/review/sign-out")
def sign_out(request: Request, reviewer: SignedIn) -> Response:
    """End the session."""
    _end(request)
    answer = RedirectResponse(HOME, 303)
    answer.delete_cookie(cookie_name(request), httponly=True, samesite="strict", secure=secure(request))
    return answer


def local(address: str) -> str:
    """``address`` where it is one of this server's own, without a host; else the page of rulings."""
    return address if len(address) < 2_000 and _LOCAL.fullmatch(address) else HOME


def _end(request: Request) -> None:
    state_of(request).sessions.end(request.cookies.get(cookie_name(request), ""))


def _form(request: Request, to: str, told: str | None, status: int) -> Response:
    return page(request, "review_sign_in.html", status_code=status, title="Sign in", to=local(to), told=told)
