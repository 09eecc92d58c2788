"""Lists of what stands beside engagements: conflicts, gaps, relations, claims; and the counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from dragoman.record.contacts.checking import Claims
from dragoman.record.contacts.checking import words_of as claim_words
from dragoman.record.contacts.gaps import WHATS, Gaps
from dragoman.record.contacts.ties import Relations
from dragoman.record.contacts.ties import words_of as tie_words
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_forms import disagreement_form
from dragoman.record.queries_forms_more import claim_form, count_form
from dragoman.record.queries_select import COUNTED
from dragoman.record.queries_types import Counts
from dragoman.web import entries, links
from dragoman.web.lists import Listing, add_list

router = APIRouter()
Asked = dict[str, Any]


def _rows(found: Any) -> Iterable[Any]:
    return found.rows()  # type: ignore[no-any-return]


def _gap_groups(request: Request, found: Gaps) -> dict[str, Any]:
    groups = [(what, [one for one in found.items if one.what == what]) for what in WHATS]
    return {"groups": [(what, gaps) for what, gaps in groups if gaps]}


def _counts(record: OpenRecord, filters: Asked) -> Counts:
    return record.counts(filters.pop("by") or "kind", **filters)


def _relations_extra(request: Request, found: Relations) -> dict[str, Any]:
    pairs = {tuple(sorted(one.relation.countries)) for one in found.changes}
    return {"tie_words": tie_words, "levels": [one for one in found.levels if one.countries in pairs]}


def _claims_extra(request: Request, found: Claims) -> dict[str, Any]:
    return {"claim_words": claim_words}


def _counts_extra(request: Request, found: Counts) -> dict[str, Any]:
    kept = {name: request.query_params.getlist(name) for name in request.query_params if name not in ("by", "today")}
    return {"counted": COUNTED, "list_of": lambda key: links.listing("/engagements", **_narrowed(found.by, key, kept))}


def _narrowed(by: str, key: str, kept: dict[str, list[str]]) -> dict[str, Any]:
    """The filters of the engagements behind a count."""
    if by in ("year", "month", "day"):
        return {**kept, "since": key, "until": key}
    return {**kept, "who" if by == "person" else by: key}


CONFLICTS = Listing(
    path="/conflicts",
    title="Conflicts",
    template="conflicts.html",
    query="conflicts",
    ask=lambda record, filters: record.conflicts(**filters),
    forms=lambda found: map(disagreement_form, found),
    entries=lambda found: map(entries.of_disagreement, found),
)
GAPS = Listing(
    path="/gaps",
    title="Gaps",
    template="gaps.html",
    heavy=True,
    query="gaps",
    ask=lambda record, filters: record.gaps(**filters),
    forms=_rows,
    entries=lambda found: map(entries.of_gap, found.items),
    extra=_gap_groups,
)
RELATIONS = Listing(
    path="/relations",
    title="Relations",
    template="relations.html",
    query="relations",
    ask=lambda record, filters: record.relations(**filters),
    forms=_rows,
    entries=lambda found: map(entries.of_change, found.changes),
    extra=_relations_extra,
)
CLAIMS = Listing(
    path="/claims",
    title="Claims",
    template="claims.html",
    heavy=True,
    query="claims",
    ask=lambda record, filters: record.claims(**filters),
    forms=lambda found: map(claim_form, found.items),
    entries=lambda found: map(entries.of_claim, found.items),
    extra=_claims_extra,
)
COUNTS = Listing(
    path="/counts",
    title="Counts",
    template="counts.html",
    heavy=True,
    query="counts",
    ask=_counts,
    forms=lambda found: map(count_form, found.items),
    entries=lambda found: (),
    extra=_counts_extra,
    also=("by",),
)
for listing in (CONFLICTS, GAPS, RELATIONS, CLAIMS, COUNTS):
    add_list(router, listing)
