"""Forms whose decisions land as rulings, in the holder's name; the page after shows it with its undo."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.merging.rulings import FIELDS
from dragoman.record.decisions import Verdict, decide
from dragoman.record.queries_filters import QueryError
from dragoman.web.review.access import Form, Posted, Reviewer, Reviewing
from dragoman.web.review.rows import address
from dragoman.web.state import state_of

router = APIRouter()


@router.post("/review/engagements/{name}/same")
def same(request: Request, name: str, form: Posted, reviewer: Reviewing) -> Response:
    """Two engagements are one."""
    return _decided(request, reviewer, form, "same", name, _other(form))


@router.post("/review/engagements/{name}/split")
def split(request: Request, name: str, form: Posted, reviewer: Reviewing) -> Response:
    """A report tells of another engagement than the others of this one."""
    report = form.get("report", "").strip()
    page = state_of(request).record.show(name)
    if report not in {support.key for support in page.engagement.reports}:
        raise QueryError(f"report: choose one of {page.engagement.id}")
    if len(page.engagement.reports) == 1:
        raise QueryError(f"{page.engagement.id} has one report only: there is nothing to split off")
    return _decided(request, reviewer, form, "different", report, page.engagement.id)


@router.post("/review/engagements/{name}/field")
def field(request: Request, name: str, form: Posted, reviewer: Reviewing) -> Response:
    """A field of an engagement must say what the form says."""
    wanted = form.get("field", "")
    if wanted not in FIELDS:
        raise QueryError(f"field: {wanted!r} is none; there are {', '.join(FIELDS)}")
    given = form.getlist("value")
    value = ",".join(one for one in given if one) if wanted == "topics" else "".join(given[-1:])
    return _decided(request, reviewer, form, "field", name, None, field=wanted, value=value)


@router.post("/review/persons/{name:path}/same")
def same_person(request: Request, name: str, form: Posted, reviewer: Reviewing) -> Response:
    """Two persons are one."""
    return _decided(request, reviewer, form, "same", *_persons(request, name, form))


@router.post("/review/persons/{name:path}/different")
def different_person(request: Request, name: str, form: Posted, reviewer: Reviewing) -> Response:
    """Two persons are two, though they are called alike."""
    return _decided(request, reviewer, form, "different", *_persons(request, name, form))


def _other(form: Form) -> str:
    """What was typed, else what was chosen. Raises QueryError where there is neither."""
    given = (form.get("id", "").strip(), form.get("other", "").strip())
    found = next(filter(None, given), "")
    if not found:
        raise QueryError("choose one of those offered, or give an id")
    return found.rstrip("/").rpartition("/")[2] if found.startswith(("http://", "https://", "/")) else found


def _persons(request: Request, name: str, form: Form) -> tuple[str, str]:
    """The ids of both, each given by an id or as much of a name as one person has."""
    record = state_of(request).record
    found: list[str] = []
    for given in (name, _other(form)):
        fits = record.persons(given)
        if any(given in {one.id, *one.ids} for one in fits):
            found.append(given)
            continue
        if len(fits) > 1:
            known = "; ".join(f"{one.name} ({', '.join((*one.countries, one.id))})" for one in fits[:8])
            raise QueryError(f"{given!r} may be {len(fits)} persons; give the id: {known}")
        found.append(fits[0].id if fits else given)
    return found[0], found[1]


def _decided(
    request: Request,
    reviewer: Reviewer,
    form: Form,
    verdict: Verdict,
    left: str,
    right: str | None,
    *,
    field: str | None = None,
    value: str | None = None,
) -> Response:
    store = state_of(request).record.store
    why = form.get("why", "")
    made = decide(store, verdict, left, right, field=field, value=value, by=reviewer.name, why=why)
    store.derive()
    return RedirectResponse(address(made.id), 303)
