"""Why reports are one engagement, in words: the clues of the merge and the rulings of users."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from dragoman.merging.anchors import anchored
from dragoman.merging.types import Engagement, Ruling, SourceReport
from dragoman.model import Report
from dragoman.record import derive
from dragoman.record.queries_view import Sight
from dragoman.record.schema import document, report

_REPORT = msgspec.json.Decoder(Report)
_COMPARED = 12
"""A report is compared with at most this many others of its engagement."""


class Reason(msgspec.Struct, frozen=True):
    """Why a report (``key``) belongs to the engagement: the clues that tie it to another report (``other``)."""

    key: str
    document: str
    other: str
    clues: tuple[str, ...]


def reasons(sight: Sight, one: Engagement) -> tuple[Reason, ...]:
    """For every report but the first, what ties it to the report before it that fits it best."""
    from dragoman.merging.clues import score  # noqa: PLC0415  (loads what merging knows)
    from dragoman.merging.merge import why  # noqa: PLC0415
    from dragoman.merging.views import View  # noqa: PLC0415

    told = _reports(sight.truth, [support.key for support in one.reports])
    simple = anchored(derive.rulings(sight.truth), told)
    views = [View(source, number) for number, source in enumerate(told)]
    found = []
    for at, source in enumerate(told[1:], start=1):
        best = max(range(min(at, _COMPARED)), key=lambda before: (score(views[before], views[at]), -before))
        ruled = [_said(made) for made in simple if not made.withdrawn and {made.left, made.right} & {source.key}]
        clues = (*why(told[best], source), *ruled)
        found.append(Reason(source.key, source.document, told[best].document, clues))
    return tuple(found)


def _said(made: Ruling) -> str:
    who = f" by {made.by}" if made.by else ""
    reason = f": {made.why}" if made.why else ""
    return f"ruling {made.id.partition('.')[0]}{who}: {made.verdict}{reason}"


def _reports(truth: sa.Connection, keys: list[str]) -> list[SourceReport]:
    columns = (report.c.key, document.c.id, report.c.body, report.c.published, report.c.publisher, report.c.origin)
    wanted = sa.select(*columns).join(document, report.c.document_key == document.c.key)
    rows = truth.execute(wanted.where(report.c.key.in_(keys))).all()
    made = {
        key: SourceReport(key, name, _REPORT.decode(body), published, publisher, origin)
        for key, name, body, published, publisher, origin in rows
    }
    return [made[key] for key in keys if key in made]
