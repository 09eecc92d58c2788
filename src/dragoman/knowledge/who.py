"""The questions behind ``dragoman who``: an office, a country and a day, or a name, in a user's words."""

from __future__ import annotations

import re

from dragoman.errors import DragomanError
from dragoman.knowledge.countries import country_names
from dragoman.knowledge.ledger import Tenure, ledger
from dragoman.knowledge.offices import classify_title, office_ranks
from dragoman.knowledge.organisations import organisation_named

# several offices fall into one of these classes, so the asked title has to choose among them
_MANY_OFFICES = frozenset(("other_minister", "senior_official", "other", "ambassador", "envoy"))
# and in these the title is only a preference: organisations and parliaments name their heads in many ways
_SOME_OFFICES = frozenset(("head_of_organisation", "speaker", "military_chief", "deputy_foreign_minister"))


class QuestionError(DragomanError):
    """The question names no known office, country or day; the text says what to write instead."""


def office_named(words: str) -> tuple[str, str | None]:
    """The class of an office and, where the class holds many, the title that chooses among them.

    Takes a title in any case ("foreign minister", "Ambassador to China") or a class ("foreign_minister").
    Raises QuestionError for anything else.
    """
    plain = words.strip().lower().replace(" ", "_")
    if plain in office_ranks() and plain not in ("other", "other_minister"):
        return plain, None
    office_class = classify_title(words.strip())
    if office_class is None:
        raise QuestionError(f"no office is called {words!r}: try a title such as 'foreign minister' or 'president'")
    return office_class, words.strip() if office_class in _MANY_OFFICES | _SOME_OFFICES else None


def country_coded(words: str) -> str:
    """The code of a country or organisation given as code or name. Raises QuestionError."""
    plain = words.strip()
    if plain.upper() in ledger().countries and (plain.isupper() or len(plain) == 2):
        return plain.upper()
    wanted = re.sub(r"^the\s+", "", plain, flags=re.IGNORECASE).casefold()
    known = country_names()
    exact = known.get(plain) or known.get(wanted)
    if exact:
        return exact[0]
    for name, (code, _) in known.items():
        if name.casefold() == wanted:
            return code
    organisation = organisation_named(plain)
    if organisation is not None:
        return organisation.code
    raise QuestionError(f"no country is called {words!r}: give its English name or its ISO code, such as TH")


def who(office: str, country: str, day: str | None = None) -> tuple[Tenure, ...]:
    """Who held ``office`` for ``country`` on ``day``, best first; without a day all holders, latest first.

    The words are a user's (``office_named``, ``country_coded``), ``day`` is ISO and may be coarse. Raises
    QuestionError for what is not understood.
    """
    office_class, title = office_named(office)
    code = country_coded(country)
    try:
        found = ledger().holders(office_class, code, day, office=title)
        if not found and office_class in _SOME_OFFICES:
            found = ledger().holders(office_class, code, day)
    except ValueError as error:
        raise QuestionError(str(error)) from error
    if office_class == "head_of_government" and not found:
        # executive presidents stand in the ledger as heads of state only
        found = ledger().holders("head_of_state", code, day)
    elif office_class == "head_of_state" and not found:
        found = ledger().holders("head_of_government", code, day)
    return found


def who_is(name: str) -> tuple[Tenure, ...]:
    """All offices of the persons called ``name``, latest first; of those with that last name where nobody
    has it as a full name. Raises QuestionError where nobody is found.
    """
    found = ledger().by_name(name) or tuple(
        sorted(ledger().by_surname(name), key=lambda tenure: tenure.start, reverse=True)
    )
    if not found:
        raise QuestionError(
            f"nobody called {name!r} is in the ledger: check the spelling, "
            "or ask for an office with OFFICE COUNTRY [DAY]"
        )
    seen: dict[tuple[str, str, str], Tenure] = {}
    for tenure in found:
        seen.setdefault((tenure.person_id, tenure.office.casefold(), tenure.start), tenure)
    return tuple(seen.values())


def note(tenure: Tenure) -> str:
    """What is to be said of the source of a tenure, "" where nothing is."""
    said = []
    if tenure.stale:
        said.append(f"open in a source of {tenure.source_date[:7]}: may be out of date")
    elif tenure.end is None and not tenure.unverified:
        said.append(f"open in a source of {tenure.source_date[:7]}")
    if tenure.unverified:
        said.append("unverified")
    if tenure.end_inferred:
        said.append("end is the next holder's start")
    if tenure.acting:
        said.append("acting")
    return "; ".join(said)
