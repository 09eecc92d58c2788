"""Visits by counting rules, as pages show them: the rule that was chosen, and all rules side by side."""

from __future__ import annotations

import msgspec
from starlette.requests import Request

from dragoman.record.counting.question import SOURCES
from dragoman.record.counting.rules import DEFAULT, DEFINITIONS
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import QueryError
from dragoman.record.queries_types import Count, Visits
from dragoman.web import drawn

CHOSEN = ("rule", "source")


class Chosen(msgspec.Struct, frozen=True):
    """A rule and a source by which to count; None for the one that is taken where none is named."""

    rule: str | None = None
    source: str | None = None


class RuleCounts(msgspec.Struct, frozen=True):
    """What every rule gives from one source: ``totals`` by rule, ``by_country`` for each country by rule."""

    source: str
    visits: tuple[Visits, ...]

    @property
    def totals(self) -> dict[str, int]:
        """The total by the name of the rule."""
        return {one.rule: one.total for one in self.visits}

    def by_country(self, only: str | None = None) -> list[tuple[Count, dict[str, int]]]:
        """Countries, the most visited by the usual rule first, each with its count by rule."""
        counts: dict[str, dict[str, int]] = {}
        lands: dict[str, Count] = {}
        for one in self.visits:
            for land in one.by_country:
                lands.setdefault(land.key, land)
                counts.setdefault(land.key, {})[one.rule] = land.count
        codes = sorted(counts, key=lambda code: (-counts[code].get(DEFAULT, 0), lands[code].name or code))
        return [(lands[code], counts[code]) for code in codes if only in (None, code)]


class Counted(msgspec.Struct, frozen=True):
    """A person's visits for a page: by the rule chosen (``found``) and by every rule from each source there is."""

    found: Visits
    sources: tuple[RuleCounts, ...]
    map: drawn.Drawing | None

    @property
    def own(self) -> RuleCounts:
        """Every rule from the source that ``found`` is of."""
        return next(one for one in self.sources if one.source == self.found.source)


def chosen(request: Request) -> Chosen:
    """The rule and source that an address names."""
    given = {name: request.query_params.get(name, "").strip() or None for name in CHOSEN}
    return Chosen(given["rule"], given["source"])


def visits(
    record: OpenRecord,
    who: str,
    asked: Chosen,
    *,
    country: str | None = None,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
) -> Counted:
    """A person's visits by the rule chosen, and by every rule from every source that tells of them.

    Raises:
        QueryError: there is no such person, rule or source.
    """
    rule = asked.rule or DEFAULT
    if rule not in DEFINITIONS:
        raise QueryError(f"rule: {rule!r} is none; there are {', '.join(DEFINITIONS)}")
    filters = {"country": country, "since": since, "until": until, "as_of": as_of}
    first = record.visits_by_rule(who, **filters)
    every = [RuleCounts(first[0].source, first)]
    if first[0].source == "official":
        every.append(RuleCounts("reported", record.visits_by_rule(who, source="reported", **filters)))
    source = asked.source or first[0].source
    if source not in SOURCES:
        raise QueryError(f"source: {source!r} is none; there are {', '.join(SOURCES)}")
    taken = next((one for one in every if one.source == source), None)
    if taken is None:
        raise QueryError(f"no imported list has rows of {first[0].person.name}: import one with `dragoman import`")
    found = next(one for one in taken.visits if one.rule == rule)
    shown = drawn.visits(found, who=found.person.id, rule=rule, source=source, since=since, until=until, as_of=as_of)
    return Counted(found, tuple(every), shown if found.visits else None)
