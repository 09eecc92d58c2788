"""Who asks, and what they may do: tokens in a header, sessions in a cookie, forms that only our pages send.

A write by session needs all of these: a session whose token counts and allows reviewing, the session's CSRF
token in the form, and no sign that another site sent it (Origin, Sec-Fetch-Site). A write by the API needs the
token itself, in the Authorization header, which no other site can make a browser send.
"""

from __future__ import annotations

import hmac
from typing import Annotated
from urllib.parse import parse_qsl, quote, urlsplit

import msgspec
from fastapi import Depends
from starlette.datastructures import ImmutableMultiDict
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.record.tokens import Token, token_called, token_of_secret
from dragoman.web.state import state_of

COOKIE, SECURE_COOKIE = "dragoman_session", "__Host-dragoman_session"
"""The cookie's name; browsers take the second from https alone and for this host alone."""
CSRF = "csrf"
"""The field that every form of a session has."""
SIGN_IN = "/review/sign-in"
FIELDS = 200
"""Fields of a form at most."""
_FORM = "application/x-www-form-urlencoded"
_OPEN = (SIGN_IN, "/static/")
"""What a private server shows to everybody."""

Form = ImmutableMultiDict[str, str]


class Reviewer(msgspec.Struct, frozen=True):
    """Somebody who is signed in."""

    token: Token
    csrf: str

    @property
    def name(self) -> str:
        """As rulings name them."""
        return self.token.name

    @property
    def may_review(self) -> bool:
        """Whether the token allows rulings."""
        return self.token.allows("review")


def secure(request: Request) -> bool:
    """Whether the browser reaches the server by https."""
    return state_of(request).settings.secure or request.url.scheme == "https"


def cookie_name(request: Request) -> str:
    """The name of the session's cookie."""
    return SECURE_COOKIE if secure(request) else COOKIE


def reviewer_of(request: Request) -> Reviewer | None:
    """Who is signed in; None for nobody, also where the token was revoked or expired since.

    Raises:
        RecordError: the record cannot be read.
    """
    if not hasattr(request.state, "reviewer"):
        request.state.reviewer = _reviewer(request)
    found: Reviewer | None = request.state.reviewer
    return found


def _reviewer(request: Request) -> Reviewer | None:
    secret = request.cookies.get(cookie_name(request))
    state = state_of(request)
    session = state.sessions.of(secret) if secret else None
    if session is None:
        return None
    token = token_called(state.record.store, session.token)
    return None if token is None else Reviewer(token, session.csrf)


def token_of(request: Request, scope: str) -> Token:
    """The token in the Authorization header, where it counts and allows ``scope``: for the API.

    Raises:
        HTTPException: 401 without one that counts, 403 where its scopes do not hold this one.
        RecordError: the record cannot be read.
    """
    token = _bearer(request)
    if token is None:
        asked = {"WWW-Authenticate": 'Bearer realm="dragoman"'}
        raise HTTPException(
            401, "this needs a token: send Authorization: Bearer with one of `dragoman token new`", asked
        )
    if not token.allows(scope):
        raise HTTPException(403, f"token {token.id} allows {' and '.join(token.scopes)}, not {scope}")
    return token


def _bearer(request: Request) -> Token | None:
    given = request.headers.getlist("authorization")
    kind, _, secret = (given[0] if len(given) == 1 else "").partition(" ")
    return token_of_secret(state_of(request).record.store, secret) if kind.lower() == "bearer" else None


def may_read(request: Request) -> None:
    """On a private server only who has a token reads.

    Raises:
        HTTPException: 401 for programs; 303 to the page for signing in for browsers.
    """
    path = request.url.path
    if not state_of(request).settings.private or path.startswith(_OPEN) or reviewer_of(request) is not None:
        return
    if "authorization" in request.headers or path.startswith("/api/") or request.method not in {"GET", "HEAD"}:
        token_of(request, "read")
        return
    wanted = path + (f"?{request.url.query}" if request.url.query else "")
    raise HTTPException(303, "sign in first", {"Location": f"{SIGN_IN}?to={quote(wanted, safe='/')}"})


async def form_of(request: Request) -> Form:
    """The fields of a form that was sent. Raises HTTPException 400 or 415 for what is none."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, f"a form is sent as {_FORM}")
    try:
        body = (await request.body()).decode("utf-8", "replace")
        return ImmutableMultiDict(parse_qsl(body, keep_blank_values=True, max_num_fields=FIELDS))
    except ValueError:
        raise HTTPException(400, f"a form has at most {FIELDS} fields") from None


Posted = Annotated[Form, Depends(form_of)]


def refuse_other_sites(request: Request) -> None:
    """Raises HTTPException 403 where the browser says that a page of another site sent this."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    if site not in {"same-origin", "none"} or (origin is not None and not _is_ours(request, origin)):
        raise HTTPException(403, "this form was sent from another site")


def _is_ours(request: Request, origin: str) -> bool:
    """Whether an Origin header names the host that was asked (already known to be ours)."""
    try:
        given = urlsplit(origin)
        port = given.port or {"https": 443, "http": 80}.get(given.scheme)
        asked = urlsplit(f"//{request.headers.get('host', '')}")
        host_port = asked.port or (443 if given.scheme == "https" else 80)
    except ValueError:
        return False
    schemes = {"https"} if secure(request) else {"http", "https"}
    return given.scheme in schemes and given.hostname == asked.hostname and port == host_port


def signed_in(request: Request, form: Posted) -> Reviewer:
    """Who sent a form of ours.

    Raises:
        HTTPException: 401 where nobody is signed in, 403 where another site sent it or it is not of this session.
    """
    refuse_other_sites(request)
    reviewer = reviewer_of(request)
    if reviewer is None:
        raise HTTPException(401, "sign in first, at /review/sign-in; your session may have ended")
    if not hmac.compare_digest(form.get(CSRF, "").encode(), reviewer.csrf.encode()):
        raise HTTPException(403, "this form is not of your session: go back, load the page again and repeat")
    return reviewer


def reviewing(reviewer: Annotated[Reviewer, Depends(signed_in)]) -> Reviewer:
    """Who sent a form of ours and may review. Raises HTTPException as ``signed_in``, and 403 without the scope."""
    if not reviewer.may_review:
        raise HTTPException(403, f"your token allows {' and '.join(reviewer.token.scopes)}, not reviewing")
    return reviewer


SignedIn = Annotated[Reviewer, Depends(signed_in)]
Reviewing = Annotated[Reviewer, Depends(reviewing)]
