"""Imported lists set against what documents report, and a stated number beside what each counting rule gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.record.contacts.sides import Witness
from dragoman.record.counting.audit import WHATS, Audit, Finding
from dragoman.record.counting.reconcile import Reconciled
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import QueryError
from dragoman.web import entries, links
from dragoman.web.lists import Listing, list_file, list_page
from dragoman.web.pages import counting
from dragoman.web.pages.persons import several
from dragoman.web.state import state_of
from dragoman.web.templates import page

router = APIRouter()
_LONGEST = 9
NARROWED = ("country", "since", "until", "as_of")
ABOUT = {
    "matched": "rows that documents report too, and agree with",
    "differing days": "rows of which documents tell days beyond them",
    "differing places": "rows of which documents tell another city",
    "only official": "rows of which no document tells",
    "only reported": "stays that documents tell and no row is near",
    "duplicate": "rows that are given twice",
    "near duplicate": "rows of one place, the one's days within the other's",
    "impossible": "rows that put the person in two countries for whole days",
    "odd": "rows with something wrong in themselves",
}
"""What each sort of finding is."""


def _ask(record: OpenRecord, filters: dict[str, Any]) -> Audit:
    if "who" not in filters:
        raise QueryError("an audit is of a person's rows: give who, such as who=blinken")
    return record.audit(**filters)


def _words(request: Request, findings: Iterable[Finding]) -> dict[str, Witness]:
    names = [name for one in findings for name in (*one.rows, *one.engagements)]
    return state_of(request).record.witnesses(names, as_of=request.query_params.get("as_of") or None)


def _groups(request: Request, found: Audit) -> Mapping[str, Any]:
    groups = [(what, [one for one in found.findings if one.what == what]) for what in WHATS]
    return {"groups": groups, "about": ABOUT, "words": _words(request, found.findings)}


AUDIT = Listing(
    path="/audit",
    title="Audit",
    template="audit.html",
    query="audit",
    ask=_ask,
    forms=lambda found: found.rows(),
    entries=entries.of_audit,
    extra=_groups,
)


def _reconciled(record: OpenRecord, filters: dict[str, Any]) -> Reconciled:
    stated = filters.pop("stated").strip()
    if "who" not in filters:
        raise QueryError("a number is stated of a person: give who, such as who=blinken")
    if not (stated.isascii() and stated.isdigit() and len(stated) <= _LONGEST):
        raise QueryError(f"stated: {stated!r} is no whole number")
    return record.reconcile(stated=int(stated), **filters)


def _disputed(request: Request, found: Reconciled) -> Mapping[str, Any]:
    return {"words": _words(request, found.disputed), "about": ABOUT, "narrowed": _narrowed(request)}


RECONCILE = Listing(
    path="/reconcile",
    title="A stated number",
    template="reconcile.html",
    query="reconcile",
    ask=_reconciled,
    forms=lambda found: found.rows(),
    entries=entries.of_outcomes,
    extra=_disputed,
    also=("stated",),
)


@router.get("/audit")
def audit(request: Request) -> Response:
    """The audit of a person's rows; without a person the imported lists and whose journeys they have."""
    if not request.query_params.get("who", "").strip():
        lists = state_of(request).record.imported_lists()
        return page(request, "imported.html", title="Imported lists", lists=lists)
    return _several(request, "/audit") or list_page(request, AUDIT)


@router.get("/audit.{ending}")
def audit_file(request: Request, ending: str) -> Response:
    """The same in another form."""
    return list_file(request, AUDIT, ending)


@router.get("/reconcile")
def reconcile(request: Request) -> Response:
    """A stated number beside every rule; the form that asks for it where none is stated."""
    who = request.query_params.get("who", "").strip()
    record = state_of(request).record
    if not who:
        people = record.person_list(limit=30)
        title = "A stated number of visits"
        return page(request, "choose_person.html", title=title, people=people, action="/reconcile", about="visits")
    choice = _several(request, "/reconcile")
    if choice is not None:
        return choice
    if request.query_params.get("stated", "").strip():
        return list_page(request, RECONCILE)
    narrowed = _narrowed(request)
    found = counting.visits(record, who, counting.Chosen(), **narrowed)
    return page(request, "stated.html", title="A stated number of visits", visits=found, narrowed=narrowed)


@router.get("/reconcile.{ending}")
def reconcile_file(request: Request, ending: str) -> Response:
    """The same in another form."""
    return list_file(request, RECONCILE, ending)


def _narrowed(request: Request) -> dict[str, str]:
    return {name: value for name in NARROWED if (value := request.query_params.get(name, "").strip())}


def _several(request: Request, path: str) -> Response | None:
    """A page to choose from where ``who`` may be several persons."""
    who = request.query_params.get("who", "").strip()
    fits = state_of(request).record.persons(who, as_of=request.query_params.get("as_of") or None)
    if len(fits) < 2:
        return None
    kept = {name: value for name, value in request.query_params.items() if name != "who"}
    return several(request, who, fits, partial(_with, path, kept))


def _with(path: str, kept: dict[str, str], who: str) -> str:
    return links.listing(path, who=who, **kept)
