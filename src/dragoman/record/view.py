"""Engagements as rows of the merged view's tables, and their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from dragoman.knowledge.offices import classify_title
from dragoman.merging.names import words_of
from dragoman.merging.types import Engagement
from dragoman.model import Dates, Party
from dragoman.record import missing
from dragoman.record.days import days
from dragoman.record.documents import canonical, sha256

Row = dict[str, Any]
_LONGEST = 100


def digests(engagements: Sequence[Engagement]) -> dict[str, str]:
    """Each engagement's digest by its id: of what it says, without ids of engagements and documents.

    Another engagement that it names (its trip, what it follows) is named by the reports of that one.
    """
    keys = {one.id: ",".join(sorted(support.key for support in one.reports)) for one in engagements}
    return {one.id: hashlib.sha256(_plain(one, keys)).hexdigest() for one in engagements}


def _plain(one: Engagement, keys: Mapping[str, str]) -> bytes:
    reports = sorted(one.reports, key=lambda support: support.key)
    return canonical(
        msgspec.structs.replace(
            one,
            id="",
            trip=_named(one.trip, keys),
            follows=_named(one.follows, keys),
            reports=tuple(msgspec.structs.replace(support, document="") for support in reports),
            fields={name: tuple(sorted(by)) for name, by in one.fields.items()},
        )
    )


def _named(other: str | None, keys: Mapping[str, str]) -> str | None:
    return None if other is None else sha256(keys.get(other, ""))


def body_of(one: Engagement) -> str:
    """The engagement as JSON."""
    return msgspec.json.encode(one, order="deterministic").decode()


def hash_of(one: Engagement) -> str:
    """A hash of the engagement with all that names it."""
    return sha256(body_of(one))


def rows_of(one: Engagement, body: str, digest: str) -> dict[str, list[Row]]:
    """The engagement's rows by table."""
    own = {"engagement_id": one.id}
    return {
        "engagement": [_engagement(one, body, digest)],
        "engagement_party": [{**own, "position": at, **party_row(party)} for at, party in enumerate(one.parties)],
        "engagement_word": [
            {**own, "position": at, "word": word} for at, party in enumerate(one.parties) for word in party_words(party)
        ],
        "engagement_country": [{**own, "country": country, "how": how} for country, how in sorted(countries(one))],
        "engagement_topic": [{**own, "topic": topic} for topic in sorted(set(one.topics))],
        "engagement_stop": [
            {
                **own,
                "position": at,
                "city": stop.city,
                "country": stop.country,
                "status": stop.status,
                **days(Dates(stop.start, stop.end)),
            }
            for at, stop in enumerate(one.stops)
        ],
        "engagement_report": [
            {
                **own,
                "position": at,
                "report_key": support.key,
                "document_key": support.key.partition("/")[0],
                "document_id": support.document,
                "published": support.published,
                "publisher": support.publisher,
                "status": support.status,
                "evidence": msgspec.json.encode(support.evidence).decode(),
            }
            for at, support in enumerate(one.reports)
        ],
        "engagement_conflict": [
            {
                **own,
                "position": at,
                "field": conflict.field,
                "given": msgspec.json.encode(conflict.values).decode(),
            }
            for at, conflict in enumerate(one.conflicts)
        ],
        "engagement_gap": [
            {**own, "position": gap.position, "sort": gap.sort, "start": gap.start or "", "past": gap.past}
            for gap in missing.missing(one)
        ],
    }


def _engagement(one: Engagement, body: str, digest: str) -> Row:
    published = sorted(support.published for support in one.reports if support.published)
    return {
        "id": one.id,
        "kind": one.kind,
        "status": one.status,
        **days(one.date),
        "city": one.place.city if one.place else None,
        "country": one.place.country if one.place else None,
        "name": one.name,
        "confidence": one.confidence,
        "origins": one.origins,
        "reports": len(one.reports),
        "published_first": published[0] if published else None,
        "published_last": published[-1] if published else None,
        "trip": one.trip,
        "body": body,
        "body_hash": sha256(body),
        "digest": digest,
    }


def party_row(party: Party) -> Row:
    """A party as a row, but for its place."""
    return {
        "name": party.name,
        "words": f" {' '.join(party_words(party))} ",
        "country": party.country,
        "part": party.part,
        "role": party.role,
        "office": classify_title(party.role) if party.role else None,
        "person_id": party.person.id if party.person else None,
        "person_name": party.person.name if party.person else None,
    }


def party_words(party: Party) -> tuple[str, ...]:
    """The folded words of a party's name and of its person's, each once."""
    names = (party.name, party.person.name if party.person else None)
    return tuple(dict.fromkeys(word[:_LONGEST] for name in names if name for word in words_of(name)))


def countries(one: Engagement) -> set[tuple[str, str]]:
    """The countries and organisations that an engagement touches, each with how: party, place or stop."""
    found = {(party.country, "party") for party in one.parties}
    found |= {(one.place.country, "place")} if one.place else set()
    found |= {(stop.country, "stop") for stop in one.stops}
    return {(country, how) for country, how in found if country}


def all_rows(engagements: Iterable[tuple[Engagement, str, str]]) -> dict[str, list[Row]]:
    """The rows of many engagements (each with its body and digest) by table."""
    found: dict[str, list[Row]] = {}
    for one, body, digest in engagements:
        for table, rows in rows_of(one, body, digest).items():
            found.setdefault(table, []).extend(rows)
    return found
