"""Visits of a person by a counting rule: the rows behind each figure, and every rule side by side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.record.contacts.sides import Witness
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import QueryError, country_code
from dragoman.record.queries_types import Visits
from dragoman.web import entries, links
from dragoman.web.lists import Listing, list_file, list_page
from dragoman.web.pages import counting
from dragoman.web.pages.persons import several
from dragoman.web.state import state_of
from dragoman.web.templates import page

router = APIRouter()
NARROWED = ("country", "since", "until", "as_of")
MOST = 30


def _ask(record: OpenRecord, filters: dict[str, Any]) -> Visits:
    if "who" not in filters:
        raise QueryError("visits are those of a person: give who, such as who=blinken")
    return record.visits(**filters)


def _more(request: Request, found: Visits) -> Mapping[str, Any]:
    """Every rule beside the one chosen, and the words behind each row."""
    state = state_of(request)
    narrowed = {name: value for name in NARROWED if (value := request.query_params.get(name, "").strip())}
    asked = counting.Chosen(found.rule, found.source)
    names = [name for one in found.visits for name in (*one.engagements, *one.rows)]
    words: dict[str, Witness] = state.record.witnesses(names, as_of=narrowed.get("as_of"))
    key = ("visits of", found.person.id, found.rule, found.source, *sorted(narrowed.items()))
    return {
        "visits": state.memory.lately(key, lambda: counting.visits(state.record, found.person.id, asked, **narrowed)),
        "words": words,
        "narrowed": narrowed,
        "country": country_code(narrowed["country"]) if "country" in narrowed else None,
    }


LIST = Listing(
    path="/visits",
    title="Visits",
    template="visits.html",
    heavy=True,
    query="visits",
    ask=_ask,
    forms=lambda found: found.rows(),
    entries=entries.of_visits,
    extra=_more,
    about=lambda found: {"rule": found.rule, "definition": found.definition, "source": found.source},
)


@router.get("/visits")
def as_page(request: Request) -> Response:
    """The visits of the person that ``who`` names; without one, or with several of that name, persons to choose."""
    who = request.query_params.get("who", "").strip()
    record = state_of(request).record
    if not who:
        people = record.person_list(limit=MOST)
        title = "Visits by counting rule"
        return page(request, "choose_person.html", title=title, people=people, action="/visits", about="visits")
    fits = record.persons(who, as_of=request.query_params.get("as_of") or None)
    if len(fits) > 1:
        kept = {name: value for name, value in request.query_params.items() if name != "who"}
        return several(request, who, fits, partial(_with, kept))
    return list_page(request, LIST)


def _with(kept: dict[str, str], who: str) -> str:
    return links.listing("/visits", who=who, **kept)


@router.get("/visits.{ending}")
def as_file(request: Request, ending: str) -> Response:
    """The same in another form."""
    return list_file(request, LIST, ending)
