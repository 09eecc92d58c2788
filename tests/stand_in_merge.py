"""A merge that joins reports of one kind, one start and the same countries: for tests of the store itself."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterable

import pytest

from dragoman.merging.types import Engagement, Merged, Ruling, SourceReport, Support


def merge(reports: Iterable[SourceReport], rulings: Iterable[Ruling] = ()) -> Merged:
    """Engagements of equal kind, start and countries; a ruling on a field sets its value in all of them."""
    groups: dict[str, list[SourceReport]] = {}
    for one in reports:
        told = one.report
        start = told.date.start if told.date else None
        sides = "-".join(sorted({party.country or "x" for party in told.parties})).lower()
        groups.setdefault(f"{start or 'undated'}-{told.kind}-{sides}", []).append(one)
    names = {ruling.value for ruling in rulings if ruling.field == "name" and not ruling.withdrawn}
    name = min((one for one in names if one), default=None)
    return Merged(tuple(_joined(ident, groups[ident], name) for ident in sorted(groups)))


def _joined(ident: str, group: list[SourceReport], name: str | None) -> Engagement:
    first = min(group, key=lambda one: one.key).report
    supports = tuple(
        Support(one.key, one.document, one.published, one.publisher, one.report.status, one.report.evidence)
        for one in sorted(group, key=lambda one: one.key)
    )
    return Engagement(
        id=ident,
        kind=first.kind,
        status=first.status,
        parties=first.parties,
        date=first.date,
        reports=supports,
        name=name or first.name,
        place=first.place,
        stops=first.stops,
        topics=first.topics,
        confidence=first.confidence,
        origins=len({one.origin for one in group}),
    )


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-in in the place of merging."""
    module = types.ModuleType("dragoman.merging.merge")
    module.__dict__["merge"] = merge
    monkeypatch.setitem(sys.modules, "dragoman.merging.merge", module)
