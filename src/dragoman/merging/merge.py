"""Reports of many documents into engagements: a pure function of the set of reports and rulings."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.merging.clues import VETO, bar, clues
from dragoman.merging.cluster import Clustered, cluster, in_order, join_ruled
from dragoman.merging.combine import combine
from dragoman.merging.dropped import join_dropped
from dragoman.merging.ids import with_ids
from dragoman.merging.links import link
from dragoman.merging.moved import join_moved
from dragoman.merging.ruled_persons import with_persons
from dragoman.merging.rulings import Rulings
from dragoman.merging.trips import hang
from dragoman.merging.types import Merged, Ruling, SourceReport
from dragoman.merging.views import View


def merge(reports: Sequence[SourceReport], rulings: Sequence[Ruling] = ()) -> Merged:
    """The engagements that ``reports`` tell of, under ``rulings``.

    The order of either changes nothing, nor does giving one twice. Every report is in exactly one engagement.

    Raises:
        RulingError: a ruling that is not withdrawn names a field or value that no engagement can have.
        ValueError: a report's date is no ISO date.
    """
    return traced(reports, rulings)[0]


def traced(reports: Sequence[SourceReport], rulings: Sequence[Ruling] = ()) -> tuple[Merged, Clustered]:
    """The same as ``merge``, and how it came about: what a later merge of nearly the same reports builds on."""
    ruled = Rulings(rulings, frozenset(report.key for report in reports))
    views = _views(with_persons(reports, ruled.persons))
    clustered = cluster(views, ruled)
    groups = in_order([*clustered.dated, *clustered.rest])
    groups = in_order(join_moved(groups, ruled))
    groups = in_order(join_dropped(groups, ruled))
    groups = in_order(join_ruled(groups, ruled))
    made = with_ids([combine(group) for group in groups])
    if ruled.fields:
        made = with_ids([ruled.mend(engagement) for engagement in made])
    return Merged(tuple(link(hang(made)))), clustered


def why(a: SourceReport, b: SourceReport) -> list[str]:
    """The clues that the two tell of one engagement or of two, in words, and last what they come to."""
    one, other = sorted(
        _views((a, b)) if a != b else [View(a), View(b, 1)],
        key=lambda view: view.number,
    )
    found = list(clues(one, other))
    said = [f"{clue.sentence} ({'rules it out' if clue.number == VETO else f'{clue.number:+.1f}'})" for clue in found]
    total, wanted = sum(clue.number for clue in found), bar(one, other)
    if total == VETO:
        return [*said, "together: two engagements"]
    verdict = "one engagement" if total >= wanted else "two engagements"
    return [*said, f"together: {verdict} ({total:.1f}, {wanted:.1f} needed)"]


def _views(reports: Sequence[SourceReport]) -> list[View]:
    """The reports made comparable, each once, in order of content."""
    ordered = sorted(set(reports), key=_order)
    return [View(report, number) for number, report in enumerate(ordered)]


def _order(report: SourceReport) -> tuple[str, str, bytes]:
    return report.key, report.document, msgspec.json.encode(report)
