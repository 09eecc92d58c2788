"""Pages out of templates. Everything is escaped; what comes from documents passes through ``text`` besides."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dragoman import __version__
from dragoman.knowledge.topics import CODES
from dragoman.merging.types import Engagement
from dragoman.model import KINDS, STATUSES, Party
from dragoman.record.counting.rules import DEFINITIONS, UNITS
from dragoman.record.queries_filters import ACCEPTS, ORDERS, WHENS, country_name
from dragoman.record.queries_forms import as_report
from dragoman.show import day, party_name, where
from dragoman.texts import harmless, shortened
from dragoman.web import links
from dragoman.web.review import offers
from dragoman.web.state import state_of

NAVIGATION = (
    ("Engagements", "/engagements"),
    ("Trips", "/trips"),
    ("Calendar", "/calendar"),
    ("Persons", "/persons"),
    ("Countries", "/countries"),
    ("Topics", "/topics"),
    ("Conflicts", "/conflicts"),
    ("Gaps", "/gaps"),
    ("Relations", "/relations"),
    ("Claims", "/claims"),
    ("Documents", "/documents"),
)
_ROW = re.compile(r"<(?P<name>[A-Za-z][\w-]*)[\s>].*</(?P=name)>\s*", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
SOURCE_WORDS = {"official": "rows of imported lists", "reported": "what documents report"}
CHOICES = {
    "kind": KINDS,
    "status": STATUSES,
    "topic": tuple(CODES),
    "when": WHENS,
    "order": ORDERS,
    "rule": tuple(DEFINITIONS),
}
"""What there is to choose from in a form."""


def text(value: object) -> str:
    """What may be shown of words from outside: on one line, nothing that steers or hides."""
    return harmless(str(value))


def words(code: str) -> str:
    """A code as words: ``cut_short`` as "cut short"."""
    return harmless(code.replace("_", " ").replace("-", " "))


def unmarked(quote: str) -> str:
    """The words of a row of an XML list without its tags; any other quote as it is."""
    return _TAG.sub(" ", quote).strip() if _ROW.match(quote) else quote


def who(one: Engagement, most: int) -> str:
    """The name of a gathering, else the parties' last words of their names: so many of them at most."""
    if one.name:
        return text(one.name)
    names = list(dict.fromkeys(_brief(party) for party in one.parties))
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more if names else "parties not told"


def _brief(party: Party) -> str:
    known = party.name or (party.person.name if party.person else None)
    name = known or party.role or (country_name(party.country) if party.country else "?")
    return text(f"{name} ({party.country})" if party.country and (known or party.role) else name)


@cache
def environment() -> jinja2.Environment:
    """The templates with their filters; an unknown name in one is an error, not an empty string."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("dragoman.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "text": text,
        "unmarked": unmarked,
        "words": words,
        "day": day,
        "country": country_name,
        "party": party_name,
        "where": lambda one: where(as_report(one)),
        "short": shortened,
        "who": who,
    }
    made.globals |= {
        "links": links,
        "offers": offers,
        "navigation": NAVIGATION,
        "choices": CHOICES,
        "accepts": ACCEPTS,
        "nouns": UNITS,
        "source_words": SOURCE_WORDS,
        "formats": links.FORMATS,
        "version": __version__,
    }
    return made


def page(request: Request, name: str, *, status_code: int = 200, **values: Any) -> HTMLResponse:
    """A page out of the template of that name."""
    state = state_of(request)
    common: dict[str, Any] = {"reviewer": offers.reviewer_shown(request)}
    common |= {"request": request, "today": state.today, "shown": state.record.store.shown, "path": request.url.path}
    body = environment().get_template(name).render(**(common | values))
    return HTMLResponse(body, status_code)
