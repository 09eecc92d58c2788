"""Rulings as users make them: on ids that the record shows, kept with who, when and why, withdrawable."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Literal

import msgspec
import sqlalchemy as sa

from dragoman.merging.anchors import anchor, anchored, orphans
from dragoman.merging.rulings import ruling_number
from dragoman.merging.types import Anchor, Ruling, SourceReport
from dragoman.record import derive
from dragoman.record.mended import LONGEST_REASON, mended, plain
from dragoman.record.queries_filters import MissingError, QueryError
from dragoman.record.schema import engagement, engagement_party, engagement_report, redirect, ruling

if TYPE_CHECKING:
    from dragoman.record.store import Record

Verdict = Literal["same", "different", "field"]
_PERSON = re.compile(r"(?:Q\d+|x:.+|name:.+)")


class Decision(msgspec.Struct, frozen=True):
    """A ruling as it is listed: ``recorded`` is the moment (UTC, ISO 8601) it was made; ``orphaned``: no report
    is about its words any more.
    """

    ruling: Ruling
    recorded: str
    orphaned: bool


def decide(  # one parameter a field
    record: Record,
    verdict: Verdict,
    left: str,
    right: str | None = None,
    *,
    field: str | None = None,
    value: str | None = None,
    by: str = "",
    why: str = "",
) -> Ruling:
    """Store a ruling on engagements, reports or persons and return it.

    A report ruled different from its own engagement is split off from the others of it.

    Args:
        left, right: ids of engagements (former ones too), keys of reports, or ids of persons.
        field, value: for a "field" ruling on ``left``; an empty value says that nothing is known.

    Raises:
        QueryError: nothing is called so, the two are not of one sort, or the value is none.
        DragomanError: the field or value is none that an engagement can have.
    """
    by, why = plain(by, "by"), plain(why, "why", LONGEST_REASON)
    kept = mended(field, value) if verdict == "field" else None
    with record.view() as connection:
        lefts = _anchors(connection, left)
        rights = () if right is None else _anchors(connection, right)
    if right is not None:
        if bool(lefts) != bool(rights):
            raise QueryError(f"{left!r} and {right!r}: name two reports (or engagements), or two persons")
        if left == right or (lefts and set(lefts) == set(rights)):
            raise QueryError(f"{left!r} and {right!r} are one already")
    elif not lefts:
        raise QueryError(f"{left!r} is a person: a field is mended on an engagement or report")
    if verdict == "different":
        lefts, rights = _apart(lefts, rights)
    return record.rule(Ruling("", verdict, left, right, field, kept, by, why, False, lefts, rights))


def withdraw(record: Record, name: str) -> Ruling:
    """Withdraw a ruling: it is kept and no longer counts.

    Raises:
        QueryError: there is none with that id, or it was withdrawn before.
    """
    found = {one.id: one for one in record.rulings()}
    if name not in found:
        known = ", ".join(sorted(found, key=_order)) or "none"
        raise QueryError(f"no ruling {name!r}; there are: {known}")
    if found[name].withdrawn:
        raise QueryError(f"ruling {name} was withdrawn before")
    return record.rule(msgspec.structs.replace(found[name], withdrawn=True))


def decisions(record: Record) -> list[Decision]:
    """All rulings, withdrawn ones too, in the order in which they were made."""
    with record.reading() as connection:
        told = derive.rulings(connection)
        lost = {one.id for one in orphans(told, _reports_held(connection, told))}
        recorded = {row.id: row.recorded for row in connection.execute(sa.select(ruling.c.id, ruling.c.recorded))}
    ordered = sorted(told, key=lambda one: _order(one.id))
    return [Decision(one, recorded[one.id], one.id in lost) for one in ordered]


def decision(record: Record, id: str) -> Decision:
    """The ruling with that id. Raises MissingError where there is none."""
    found = next((one for one in decisions(record) if one.ruling.id == id), None)
    if found is None:
        raise MissingError(f"no ruling {id!r}")
    return found


def about(record: Record, made: Ruling) -> tuple[str, ...]:
    """The ids of the engagements that the reports of a ruling belong to now; none for a ruling on persons."""
    with record.view() as connection:
        simple = anchored([msgspec.structs.replace(made, withdrawn=False)], _reports_held(connection, [made]))
        keys = list(dict.fromkeys(key for one in simple for key in (one.left, one.right) if key and made.lefts))
        wanted = sa.select(engagement_report.c.report_key, engagement_report.c.engagement_id)
        rows = connection.execute(wanted.where(engagement_report.c.report_key.in_(keys))).all()
    found = {row.report_key: row.engagement_id for row in rows}
    return tuple(dict.fromkeys(found[key] for key in keys if key in found))


def decisions_on(record: Record, keys: Collection[str]) -> list[Decision]:
    """The rulings that count and are about a report of these keys, in the order in which they were made."""
    with record.reading() as connection:
        told = [one for one in derive.rulings(connection) if one.lefts and not one.withdrawn]
        pages = {key.rpartition("/")[0] for key in keys}
        near = [one for one in told if any(held.document in pages for held in (*one.lefts, *one.rights))]
        simple = anchored(near, _reports_held(connection, near))
        meant = {one.id.partition(".")[0] for one in simple if {one.left, one.right} & set(keys)}
        recorded = {row.id: row.recorded for row in connection.execute(sa.select(ruling.c.id, ruling.c.recorded))}
    ordered = sorted((one for one in near if one.id in meant), key=lambda one: _order(one.id))
    return [Decision(one, recorded[one.id], False) for one in ordered]


def _reports_held(connection: sa.Connection, rulings: Iterable[Ruling]) -> list[SourceReport]:
    """The reports of the documents that rulings hold on to."""
    held = {one.document for made in rulings for one in (*made.lefts, *made.rights)}
    return derive.reports_of(connection, sorted(held))


def _apart(lefts: tuple[Anchor, ...], rights: tuple[Anchor, ...]) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
    """Both sides without what they share: the side with more gives it up."""
    shared = set(lefts) & set(rights)
    if len(set(rights)) < len(set(lefts)):
        return tuple(one for one in lefts if one not in shared), rights
    return lefts, tuple(one for one in rights if one not in shared)


def _order(name: str) -> tuple[int, str]:
    return (ruling_number(name), name)


def _anchors(connection: sa.Connection, name: str) -> tuple[Anchor, ...]:
    """The anchors of the reports that a name means; none for a person.

    Raises:
        QueryError: nothing is called so.
    """
    keys = [name] if "/" in name else _reports_of(connection, name)
    reports = derive.reports_of(connection, sorted({key.rpartition("/")[0] for key in keys}))
    found = tuple(sorted(anchor(one) for one in reports if one.key in set(keys)))
    if found:
        return found
    if _PERSON.fullmatch(name) and plain(name, "id") == name:
        if name.startswith("name:") or _is_person(connection, name):
            return ()
        raise QueryError(f"no person {name!r} takes part in anything; `dragoman person NAME` shows ids")
    raise QueryError(
        f"nothing is called {name!r}: give the id of an engagement (`dragoman engagements`), the key of a report"
        " (`dragoman show ID --json`) or the id of a person (`dragoman person NAME`)"
    )


def _reports_of(connection: sa.Connection, name: str) -> list[str]:
    became = connection.execute(sa.select(redirect.c.present).where(redirect.c.former == name)).scalar()
    exists = connection.execute(sa.select(engagement.c.id).where(engagement.c.id == name)).first()
    wanted = name if exists else became
    rows = sa.select(engagement_report.c.report_key).where(engagement_report.c.engagement_id == wanted)
    return list(connection.execute(rows).scalars()) if wanted else []


def _is_person(connection: sa.Connection, name: str) -> bool:
    wanted = sa.select(engagement_party.c.person_id).where(engagement_party.c.person_id == name).limit(1)
    return connection.execute(wanted).first() is not None
