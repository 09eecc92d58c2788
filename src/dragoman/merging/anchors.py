"""Rulings on reports as the reports are numbered now: each anchor finds its report by its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from dragoman.merging.types import Anchor, Ruling, SourceReport
from dragoman.model import Report

_SPOKEN = frozenset({"call", "meeting", "talks"})


def anchor(one: SourceReport) -> Anchor:
    """What a ruling on this report holds on to: the first and last of its evidence."""
    spans = one.report.evidence
    return Anchor(_page(one.key), one.report.kind, min(s.start for s in spans), max(s.end for s in spans))


def anchored(rulings: Sequence[Ruling], reports: Sequence[SourceReport]) -> list[Ruling]:
    """The rulings as merging takes them, on the keys that their reports have now.

    A ruling on engagements becomes one for each report, or pair of reports, that it meant. One whose words no report is
    about any more is left out (``orphans`` names them); one without anchors stays as it is.
    """
    if not any(one.lefts for one in rulings):
        return list(rulings)
    pages = _pages(rulings, reports)
    return [simple for one in rulings for simple in _simple(one, pages)]


def orphans(rulings: Sequence[Ruling], reports: Sequence[SourceReport]) -> list[Ruling]:
    """The rulings that count and whose words no report is about: of either side, where there are two."""
    pages = _pages(rulings, reports)
    return [
        one
        for one in rulings
        if not one.withdrawn
        and one.lefts
        and not (_keys(one.lefts, pages) and (not one.rights or _keys(one.rights, pages)))
    ]


def _page(key: str) -> str:
    return key.rpartition("/")[0] or key


def _pages(rulings: Iterable[Ruling], reports: Iterable[SourceReport]) -> Mapping[str, list[SourceReport]]:
    """The reports of the documents that rulings hold on to."""
    wanted = {one.document for ruling in rulings for one in (*ruling.lefts, *ruling.rights)}
    found: dict[str, list[SourceReport]] = {}
    for report in reports:
        if (page := _page(report.key)) in wanted:
            found.setdefault(page, []).append(report)
    return found


def _keys(anchors: Iterable[Anchor], pages: Mapping[str, list[SourceReport]]) -> list[str]:
    """The keys of the reports that anchors mean, each once, in order of the anchors."""
    found = (_key(one, pages.get(one.document, ())) for one in anchors)
    return list(dict.fromkeys(key for key in found if key is not None))


def _key(one: Anchor, reports: Iterable[SourceReport]) -> str | None:
    """The report of a like kind whose evidence shares most with the anchor's words."""
    fits = [
        (_like(one, told.report), shared, told.key)
        for told in reports
        if (shared := _shared(one, told.report)) and _like(one, told.report)
    ]
    return min(fits, key=lambda fit: (-fit[0], -fit[1], len(fit[2]), fit[2]))[2] if fits else None


def _like(one: Anchor, report: Report) -> int:
    """2 for the same kind, 1 for another way of speaking with each other, 0 for another thing."""
    return 2 if one.kind == report.kind else int({one.kind, report.kind} <= _SPOKEN)


def _shared(one: Anchor, report: Report) -> int:
    """Characters of the report's evidence that lie within the anchor's words."""
    return sum(max(0, min(one.end, span.end) - max(one.start, span.start)) for span in report.evidence)


def _simple(one: Ruling, pages: Mapping[str, list[SourceReport]]) -> Iterator[Ruling]:
    if not one.lefts:
        yield one
        return
    lefts, rights = _keys(one.lefts, pages), _keys(one.rights, pages)
    bare = msgspec.structs.replace(one, lefts=(), rights=())
    if one.verdict == "field":
        for number, key in enumerate(lefts):
            yield msgspec.structs.replace(bare, id=f"{one.id}.{number:03}", left=key)
        return
    if not (lefts and rights):
        return
    pairs = (
        [(left, right) for left in lefts for right in rights]
        if one.verdict == "different"
        else [(lefts[0], key) for key in (*lefts[1:], *rights)]
    )
    for number, (left, right) in enumerate(pairs):
        if left != right:
            yield msgspec.structs.replace(bare, id=f"{one.id}.{number:03}", left=left, right=right)
