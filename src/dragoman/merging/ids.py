"""Readable identifiers, computed from the merged set: ``2021-01-26-call-blinken-garneau``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

import msgspec
from anyascii import anyascii

from dragoman.knowledge.countries import country
from dragoman.merging.actors import surname
from dragoman.merging.types import Engagement
from dragoman.model import Party, Stop

_NO_WORD = re.compile(r"[^a-z0-9]+")
NAMES = 3
"""Up to so many parties stand in an identifier; of more, two and how many others."""
LONGEST = 48
"""Characters of a gathering's name in an identifier."""


def slug(text: str) -> str:
    """``text`` in lower-case ASCII letters and digits, hyphens between: "Cote d'Ivoire" is cote-divoire."""
    return _NO_WORD.sub("-", anyascii(text).lower().replace("'", "")).strip("-")


@lru_cache(maxsize=4096)
def _land(code: str) -> str:
    known = country(code)
    return slug(known.name if known else code)


@lru_cache(maxsize=65536)
def _label(party: Party) -> str:
    # the ledger writes a name one way, whatever order of its parts a text takes
    name = party.person.name if party.person else party.name
    if name and (last := surname(name, party.country)):
        return slug(last)
    return _land(party.country) if party.country else slug(party.role or "") or "somebody"


def base_id(engagement: Engagement) -> str:
    """The identifier without what tells equal ones apart."""
    date = engagement.date
    day = (date.start or date.end if date else None) or "undated"
    parts = [day, engagement.kind]
    if engagement.kind == "trip":
        parts += [_label(party) for party in engagement.parties[:1]] + _first_land(engagement.stops)
    elif engagement.kind == "conference" and engagement.name:
        parts.append(_short(slug(engagement.name)))
    else:
        labels = sorted({_label(party) for party in engagement.parties})
        if len(labels) > NAMES:
            labels = [*labels[:2], "and", str(len(labels) - 2)]
        parts += labels
    return "-".join(part for part in parts if part)


def _first_land(stops: Sequence[Stop]) -> list[str]:
    going = [s.country for s in stops if s.country and s.status not in {"cancelled", "postponed", "declined"}]
    return [_land(code) for code in (going or [s.country for s in stops if s.country])[:1]]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[:LONGEST].rpartition("-")[0] or name[:LONGEST]


def with_ids(engagements: Sequence[Engagement]) -> list[Engagement]:
    """The engagements with their identifiers, in order of them; equal ones get -2, -3 by their content."""
    named: defaultdict[str, list[Engagement]] = defaultdict(list)
    for engagement in engagements:
        named[base_id(engagement)].append(engagement)
    bases = frozenset(named)
    found = [one for base in sorted(named) for one in numbered(base, named[base], bases)]
    return sorted(found, key=lambda engagement: engagement.id)


def numbered(base: str, same: Sequence[Engagement], bases: Container[str]) -> Iterator[Engagement]:
    """All engagements with one base identifier, with their own ones; ``bases``: those of all others, which none takes.

    A number is the last word of an identifier, so that no two bases lead to one.
    """
    number = 1
    for engagement in sorted(same, key=_content) if len(same) > 1 else same:
        while number > 1 and f"{base}-{number}" in bases:
            number += 1
        yield msgspec.structs.replace(engagement, id=base if number == 1 else f"{base}-{number}")
        number += 1


def _content(engagement: Engagement) -> tuple[str, bytes]:
    first = min((s.published for s in engagement.reports if s.published), default="9999")
    return first, msgspec.json.encode(msgspec.structs.replace(engagement, id=""), order="deterministic")
