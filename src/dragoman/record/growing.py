"""The merged view after a few documents changed: what they touch is merged again, the rest stays as it is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec
import sqlalchemy as sa

from dragoman.merging.anchors import anchored
from dragoman.merging.grow import Grown, grow
from dragoman.merging.rulings import Rulings
from dragoman.merging.types import Engagement, Ruling, SourceReport
from dragoman.record.add import ANY
from dragoman.record.nearby import Nearby
from dragoman.record.ruled import REPORT_KEY
from dragoman.record.schema import engagement_report
from dragoman.record.standing import Standing

LEAST = 2000
"""A record with fewer reports is merged as a whole: that takes a moment, and nothing need be kept."""
SHARE = 3.0
"""Where more than one report in so many would be looked at, the whole is merged."""

Sources = Callable[[Sequence[str]], list[SourceReport]]


class Difference(msgspec.Struct, frozen=True):
    """What changes in the view: engagements that go (by id) and come; digests of those that come; what is kept."""

    gone: list[str]
    come: list[Engagement]
    digests: dict[str, str]
    grown: Grown


def difference(
    connection: sa.Connection,
    touched: set[str],
    of_documents: Callable[[Iterable[str]], list[SourceReport]],
    by_key: Sources,
    rulings: Sequence[Ruling],
) -> Difference | None:
    """What the changes of some documents come to; None where the whole must be merged.

    Args:
        touched: keys of the documents that changed. of_documents: their reports as they speak now.
        by_key: the reports with some keys. rulings: all.
    """
    from dragoman.merging.neighbours import TooWide  # noqa: PLC0415

    standing = Standing(connection, by_key)
    size = standing.count()
    if size < LEAST or ANY in touched:
        return None
    ruled = _ruled(standing, of_documents, rulings)
    if ruled is None:
        return None
    gone = standing.of_documents(touched)
    come = of_documents(touched)
    ids = {one.key: at for at, one in enumerate(come, start=standing.last() + 1)}
    try:
        grown = grow(standing, gone, come, ids, ruled, int(size / SHARE))
    except TooWide:
        return None
    nearby = Nearby(connection, _engagements_of(connection, grown.before), grown.made)
    nearby.run()
    return Difference(sorted(nearby.gone), nearby.come, nearby.digests, grown)


def _engagements_of(connection: sa.Connection, keys: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for at in range(0, len(keys), 400):
        wanted = sa.select(engagement_report.c.engagement_id)
        wanted = wanted.where(engagement_report.c.report_key.in_(keys[at : at + 400]))
        found |= set(connection.execute(wanted).scalars())
    return found


def _ruled(
    standing: Standing, of_documents: Callable[[Iterable[str]], list[SourceReport]], rulings: Sequence[Ruling]
) -> Rulings | None:
    """The rulings on reports; None where one is on persons, or on an engagement by its id: these reach anywhere."""
    counted = [one for one in rulings if not one.withdrawn]
    pages = {anchor.document for one in counted for anchor in (*one.lefts, *one.rights)}
    simple = anchored(counted, of_documents(pages))
    named = {name for one in simple for name in (one.left, one.right) if name is not None}
    if not all(REPORT_KEY.fullmatch(name) for name in named):
        return None
    here = {stand.key for stand in standing.named(named)}
    return Rulings(
        simple, frozenset(here | {one.key for one in of_documents({key.partition("/")[0] for key in named})})
    )
