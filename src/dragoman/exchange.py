"""A reading in the exchange form that ``dragoman read --json`` prints (docs/exchange.md).

Every field of the form is always there, null or empty where the document tells nothing.
"""

from __future__ import annotations

import json
from typing import Any

from dragoman import __version__
from dragoman.model import Article, Conflict, Dates, Evidence, Party, PersonRef, Place, Report, Stop
from dragoman.reading.result import Reading

READER = f"dragoman {__version__}"

Json = dict[str, Any]


def to_dict(reading: Reading) -> Json:
    """The reading as plain dicts, lists, strings and numbers, keys in the order of the schema."""
    document = reading.document
    return {
        "id": document.id,
        "url": document.url,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "genre": reading.genre,
        "reader": READER,
        "articles": [_article(article) for article in reading.articles],
        "engagements": [_report(report) for report in reading.reports],
    }


def to_line(reading: Reading) -> str:
    """The reading as one line of JSON without its line end.

    Lone surrogates, which UTF-8 cannot carry, are written as JSON escapes; everything else as it is.
    U+2028, U+2029 and U+0085 are escaped, too: some tools take them for line ends.
    """
    return json_line(to_dict(reading))


def json_line(thing: Any) -> str:
    """One line of JSON without its line end; what ``to_line`` says of escapes holds for it."""
    line = json.dumps(thing, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    if line.isascii():
        return line
    return "".join(f"\\u{ord(char):04x}" if _needs_escape(char) else char for char in line)


def _needs_escape(char: str) -> bool:
    return "\ud800" <= char <= "\udfff" or char in "\x85\u2028\u2029"


def _article(article: Article) -> Json:
    return {
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "genre": article.genre,
        "duplicate_of": article.duplicate_of,
        "spans": [list(span) for span in article.spans],
        "text": article.text,
    }


def _report(report: Report) -> Json:
    return {
        "kind": report.kind,
        "name": report.name,
        "status": report.status,
        "cause": report.cause,
        "parties": [_party(party) for party in report.parties],
        "date": _dates(report.date),
        "place": _place(report.place),
        "stops": [_stop(stop) for stop in report.stops],
        "topics": list(report.topics),
        "attribution": report.attribution,
        "confidence": round(report.confidence, 3),
        "articles": list(report.articles),
        "conflicts": [_conflict(conflict) for conflict in report.conflicts],
        "evidence": [_evidence(evidence) for evidence in report.evidence],
    }


def _party(party: Party) -> Json:
    return {
        "name": party.name,
        "role": party.role,
        "country": party.country,
        "part": party.part,
        "person": _person(party.person),
    }


def _person(person: PersonRef | None) -> Json | None:
    return None if person is None else {"id": person.id, "name": person.name, "via": person.via}


def _dates(dates: Dates | None) -> Json | None:
    return None if dates is None else {"start": dates.start, "end": dates.end}


def _place(place: Place | None) -> Json | None:
    return None if place is None else {"city": place.city, "country": place.country}


def _stop(stop: Stop) -> Json:
    return {
        "city": stop.city,
        "country": stop.country,
        "status": stop.status,
        "start": stop.start,
        "end": stop.end,
    }


def _conflict(conflict: Conflict) -> Json:
    return {"field": conflict.field, "values": list(conflict.values)}


def _evidence(evidence: Evidence) -> Json:
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}
