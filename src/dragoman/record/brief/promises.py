"""What each side's accounts of the engagements promise, newest engagement first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import sqlalchemy as sa

from dragoman.merging.types import Engagement, Support
from dragoman.model import Evidence
from dragoman.reading.accounts import account_of
from dragoman.record.brief.sides import Side
from dragoman.record.queries_compare import documents_of, spans_of
from dragoman.record.queries_filters import country_name
from dragoman.record.queries_view import Sight
from dragoman.record.schema import engagement_report
from dragoman.texts import harmless, shortened

MOST = 60
"""Documents that are read again for their promises, those of the newest engagements."""
_SHORT = 180


class Promise(msgspec.Struct, frozen=True):
    """A sentence that promises something; ``who`` is the side whose account it stands in, ``report`` that of the
    engagement in its document.
    """

    who: str
    report: Support
    evidence: Evidence

    @property
    def short(self) -> str:
        """The sentence on one line, cut where it is long."""
        return shortened(" ".join(harmless(self.evidence.quote).split()), _SHORT)


def promises(
    sight: Sight, engagements: Sequence[Engagement], sides: tuple[Side, Side]
) -> Iterator[tuple[Engagement, Promise]]:
    """Each promising sentence once, with the engagement: the sides' own accounts before what others tell.

    A sentence of a story that tells of an engagement ("will meet …") is news, no promise.
    """
    seen: set[tuple[str, int]] = set()
    lands = {land for side in sides for land in side.lands}
    left = MOST
    for one in sorted(engagements, key=_newest, reverse=True):
        keys = list(dict.fromkeys(support.key.partition("/")[0] for support in one.reports))[:left]
        left -= len(keys)
        told = []
        for key, known in documents_of(sight, keys):
            report = next(support for support in one.reports if support.key.partition("/")[0] == key)
            account = account_of(known, spans_of(one, key))
            own = account.home if account.own and account.home in lands else None
            who = country_name(own) if own else f"as told by {report.publisher or known.id}"
            said = (each.evidence for each in account.statements if each.promise)
            news = () if own else _evidence_in(sight, key)
            kept = (span for span in said if not any(_touch(span, each) for each in news))
            told += [(own or "~", Promise(who, report, span)) for span in kept]
        for _, promise in sorted(told, key=lambda each: (each[0], each[1].report.document, each[1].evidence.start)):
            place = (promise.report.document, promise.evidence.start)
            if place not in seen:
                seen.add(place)
                yield one, promise


def _touch(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def _evidence_in(sight: Sight, key: str) -> tuple[Evidence, ...]:
    """The words of a document that tell of any engagement."""
    table = engagement_report.c
    rows = sight.view.execute(sa.select(table.evidence).where(table.document_key == key)).scalars()
    return tuple(span for row in rows for span in msgspec.json.decode(row, type=tuple[Evidence, ...]))


def _newest(one: Engagement) -> tuple[str, str]:
    return (one.date.end or one.date.start or "") if one.date else "", one.id
