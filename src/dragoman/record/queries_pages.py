"""All of one thing on a page: an engagement, a person, a country; and conflicts with both sides' words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from dragoman.merging.names import words_of
from dragoman.merging.types import Engagement, Support
from dragoman.model import Conflict, Evidence
from dragoman.record import tally
from dragoman.record.queries_filters import MissingError, QueryError, Question, country_code, country_name
from dragoman.record.queries_persons import counterparts, face_rows, faces, is_person, persons, shown, the_person
from dragoman.record.queries_select import (
    Condition,
    conditions,
    counts_of,
    land_alone,
    page_of,
    ranked,
    total_of,
    with_conflicts,
)
from dragoman.record.queries_trips import by_stop, members
from dragoman.record.queries_types import (
    Conflicts,
    Count,
    CountryPage,
    Disagreement,
    EngagementPage,
    Office,
    Person,
    PersonPage,
    Quote,
    Side,
    SourceDocument,
)
from dragoman.record.queries_view import Sight, by_ids
from dragoman.record.schema import document, engagement, engagement_country, engagement_party, face, redirect

MOST = 10
"""Engagements, counterparts and partners on a page where no limit is given."""
_E = engagement.c
_NEAR = 5


# --- one engagement ------------------------------------------------------------------------------


def engagement_page(sight: Sight, name: str, asked: Question) -> EngagementPage:
    """Everything of the engagement with this id, or of what a former id became.

    Raises:
        MissingError: there is none; the text names near ones.
    """
    given = name.strip()
    present = _present(sight, given)
    one = by_ids(sight, [present])[present]
    hung = members(sight, [one.id]).get(one.id, ()) if one.kind == "trip" else ()
    legs, elsewhere = by_stop(one, hung)
    return EngagementPage(
        engagement=one,
        asked=given if given != present else None,
        documents=source_documents(sight, [support.key for support in one.reports]),
        conflicts=disagreements(one),
        trip=by_ids(sight, [one.trip]).get(one.trip) if one.trip else None,
        legs=legs,
        elsewhere=elsewhere,
        today=asked.today,
    )


def _present(sight: Sight, name: str) -> str:
    if sight.view.execute(sa.select(_E.id).where(_E.id == name)).first():
        return name
    became = sight.truth.execute(sa.select(redirect.c.present).where(redirect.c.former == name)).scalar()
    if became and sight.view.execute(sa.select(_E.id).where(_E.id == became)).first():
        return str(became)
    day = f" as of {sight.as_of}" if sight.as_of else ""
    near = _near(sight, name)
    hint = f"; near it: {', '.join(near)}" if near else "; `dragoman engagements` lists them"
    raise MissingError(f"no engagement {name!r}{day}{hint}")


def _near(sight: Sight, name: str) -> list[str]:
    """Ids with the words of ``name``, without its day if there are none with it."""
    words = words_of(name)
    for some in (words, [word for word in words if not word.isdigit()]):
        if some:
            holding = [_E.id.like(f"%{word}%") for word in some]
            found = sight.view.execute(sa.select(_E.id).where(*holding).order_by(_E.id).limit(_NEAR)).scalars()
            if ids := [str(one) for one in found]:
                return ids
    return []


def source_documents(sight: Sight, report_keys: Sequence[str]) -> tuple[SourceDocument, ...]:
    """The documents of reports, in their order, each once."""
    keys = list(dict.fromkeys(key.partition("/")[0] for key in report_keys))
    columns = (document.c.key, document.c.id, document.c.title, document.c.url, document.c.publisher)
    found: dict[str, SourceDocument] = {}
    for at in range(0, len(keys), 400):
        wanted = sa.select(*columns, document.c.published).where(document.c.key.in_(keys[at : at + 400]))
        found.update((row.key, SourceDocument(*row)) for row in sight.truth.execute(wanted))
    return tuple(found[key] for key in keys if key in found)


# --- conflicts -----------------------------------------------------------------------------------


def conflicts_of(sight: Sight, asked: Question) -> Conflicts:
    """A page of engagements on which reports disagree, each field with what either side says."""
    page = page_of(sight, asked, [*conditions(sight, asked), with_conflicts()])
    found = tuple(one for engagement_ in page.items for one in disagreements(engagement_))
    return Conflicts(found, page.total, page.next)


def disagreements(one: Engagement) -> tuple[Disagreement, ...]:
    """The conflicts of an engagement with the words of those who give each value."""
    by_key = {support.key: support for support in one.reports}
    return tuple(Disagreement(one, conflict.field, _sides(conflict, by_key)) for conflict in one.conflicts)


def _sides(conflict: Conflict, by_key: dict[str, Support]) -> tuple[Side, ...]:
    sources = [*conflict.sources, *[()] * len(conflict.values)]
    return tuple(
        Side(value, tuple(_quote(by_key[key], value) for key in keys if key in by_key))
        for value, keys in zip(conflict.values, sources, strict=False)
    )


def _quote(support: Support, value: str) -> Quote:
    words = set(words_of(value))

    def telling(span: Evidence) -> tuple[int, int]:
        return (-len(words.intersection(words_of(span.quote))), span.start)

    best = min(support.evidence, key=telling)
    return Quote(support.document, support.published, support.publisher, best, support.key)


# --- a person ------------------------------------------------------------------------------------


def person_page(sight: Sight, name: str, asked: Question) -> PersonPage:
    """A person's offices by the ledger, engagements, and whom they met.

    Somebody whom only the ledger knows has a page without engagements.

    Raises:
        QueryError: nobody or several are called so.
    """
    found = persons(sight.view, name)
    person = the_person(sight.view, name) if found else _from_ledger(name)
    where = conditions(sight, asked, person=person)
    theirs = sa.select(_E.id).where(*where)
    others = (engagement_party.c.engagement_id.in_(theirs), sa.not_(is_person(person)))
    total = total_of(sight, where)
    return PersonPage(
        person=msgspec.structs.replace(person, engagements=total),
        offices=_offices(person),
        kinds=counts_of(sight, where, "kind"),
        statuses=counts_of(sight, where, "status"),
        counterparts=counterparts(sight.view, *others, most=asked.limit or MOST),
        engagements=page_of(sight, _latest(asked), where, total),
    )


def _latest(asked: Question) -> Question:
    return msgspec.structs.replace(asked, newest=True, limit=asked.limit or MOST)


def _from_ledger(name: str) -> Person:
    """The one person whom the ledger has by this name and the record has not. Raises QueryError."""
    from dragoman.knowledge.ledger import ledger  # noqa: PLC0415
    from dragoman.knowledge.who import QuestionError, who_is  # noqa: PLC0415

    try:
        tenures = ledger().tenures(name.strip()) or who_is(name)
    except QuestionError:
        raise MissingError(f"nobody called {name!r} is in this record or in the ledger") from None
    ids = list(dict.fromkeys(tenure.person_id for tenure in tenures))
    if len(ids) > 1:
        of = {tenure.person_id: tenure for tenure in reversed(tenures)}
        listed = "; ".join(f"{of[one].person} ({of[one].country}, {one})" for one in ids[:MOST])
        raise QueryError(
            f"nobody called {name!r} is in this record, {len(ids)} are in the ledger, name one by the id: {listed}"
            + ("; …" if len(ids) > MOST else "")
        )
    lands = tuple(dict.fromkeys(tenure.country for tenure in tenures))
    return Person(ids[0], tenures[0].person, lands, 0, (ids[0],))


def _offices(person: Person) -> tuple[Office, ...]:
    """Offices by the ledger, the latest first."""
    from dragoman.knowledge.ledger import ledger  # noqa: PLC0415
    from dragoman.knowledge.who import note  # noqa: PLC0415

    tenures = [tenure for one in person.ids for tenure in ledger().tenures(one)]
    found = {
        (one.office.casefold(), one.country, one.start): Office(one.office, one.country, one.start, one.end, note(one))
        for one in reversed(tenures)
    }
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.office), reverse=True))


# --- a country -----------------------------------------------------------------------------------


def country_page(sight: Sight, country: str, asked: Question) -> CountryPage:
    """Engagements with a country and in it, whom it meets, who acts for it.

    Raises:
        QueryError: there is no such country.
    """
    code = country_code(country)
    where = conditions(sight, msgspec.structs.replace(asked, country=code))
    if land_alone(msgspec.structs.replace(asked, country=code)) == code:
        return _kept_page(sight, code, asked, where)
    partners = [one for one in counts_of(sight, [*where, _how(code, "party")], "country") if one.key != code]
    theirs = engagement_party.c.engagement_id.in_(sa.select(_E.id).where(*where))
    return CountryPage(
        code=code,
        name=country_name(code),
        acting=total_of(sight, [*where, _how(code, "party")]),
        at=total_of(sight, [*where, _how(code, "place", "stop")]),
        kinds=counts_of(sight, where, "kind"),
        statuses=counts_of(sight, where, "status"),
        partners=tuple(partners[: asked.limit or MOST]),
        persons=counterparts(sight.view, theirs, engagement_party.c.country == code, most=asked.limit or MOST),
        engagements=page_of(sight, _latest(asked), where),
    )


def _kept_page(sight: Sight, code: str, asked: Question, where: Sequence[Condition]) -> CountryPage:
    """The page of a country without other filters, from the counts that are kept with the view."""

    def told(what: str) -> dict[str, int]:
        return tally.counted(sight.view, code, what)

    partners = [one for one in ranked(told("partner"), named=True) if one.key != code]
    return CountryPage(
        code=code,
        name=country_name(code),
        acting=told("acting").get("", 0),
        at=told("there").get("", 0),
        kinds=ranked(told("kind")),
        statuses=ranked(told("status")),
        partners=tuple(partners[: asked.limit or MOST]),
        persons=shown(faces(face_rows(sight.view, face.c.country == code)), asked.limit or MOST),
        engagements=page_of(sight, _latest(asked), where, told("all").get("", 0)),
    )


def _how(code: str, *how: str) -> Condition:
    table = engagement_country.c
    return _E.id.in_(sa.select(table.engagement_id).where(table.country == code, table.how.in_(how)))


def persons_counted(sight: Sight, where: Sequence[Condition]) -> tuple[Count, ...]:
    """Engagements by person."""
    theirs = engagement_party.c.engagement_id.in_(sa.select(_E.id).where(*where))
    found = counterparts(sight.view, theirs, most=1_000_000)
    return tuple(Count(one.id, one.count, one.name) for one in found)
