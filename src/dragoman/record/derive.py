"""The merged view brought up to date with the truth.

What is derived is a function of the stored reports and rulings alone. It is computed from a snapshot, while
others may write, and stored by difference: rows of engagements that did not change are not touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa

from dragoman import __version__
from dragoman.merging.anchors import anchored
from dragoman.merging.types import Engagement, Merged, Ruling, SourceReport
from dragoman.model import Report
from dragoman.record import tally, view
from dragoman.record.add import ANY, DbRow, lock, newness
from dragoman.record.dialects import for_writing
from dragoman.record.documents import sha256
from dragoman.record.schema import (
    VIEW,
    document,
    engagement,
    engagement_report,
    pending,
    record_state,
    redirect,
    report,
    ruling,
)

if TYPE_CHECKING:
    from dragoman.merging.stands import Spot, Stand
    from dragoman.record.growing import Difference

DERIVER = f"dragoman {__version__} {sha256(','.join(Engagement.__struct_fields__))[:8]}"
"""A view that another version or another form of engagements made is out of date."""
_CHUNK = 400
_MOMENT = 2000
"""So many reports are merged in a moment."""
_FEW = 20
"""The changes of so many documents are."""
_SOURCES = sa.select(
    report.c.key, document.c.id, report.c.body, report.c.published, report.c.publisher, report.c.origin
).join(document, report.c.document_key == document.c.key)
"""What ``SourceReport`` holds."""
_REPORT = msgspec.json.Decoder(Report)
_RULING = msgspec.json.Decoder(Ruling)


def fresh(connection: sa.Connection) -> bool:
    """Whether the merged view fits the truth."""
    state = connection.execute(sa.select(record_state)).one()
    return bool(state.derived == state.truth and state.deriver == DERIVER)


def usable(connection: sa.Connection) -> bool:
    """Whether there is a merged view in this dragoman's form, up to date or not."""
    return bool(connection.execute(sa.select(record_state.c.deriver)).scalar_one() == DERIVER)


def state_of(connection: sa.Connection) -> tuple[int, int, str]:
    """Numbers of the truth and of the truth that the view was derived from, and the view's maker."""
    state = connection.execute(sa.select(record_state)).one()
    return state.truth, state.derived, state.deriver or ""


def takes_long(engine: sa.Engine) -> bool:
    """Whether bringing the view up to date may take more than a moment: much has changed, or all is merged anew."""
    with engine.begin() as connection:
        count = sa.select(sa.func.count()).select_from
        if connection.execute(count(report)).scalar_one() < _MOMENT:
            return False
        anything = sa.select(pending.c.truth).where(pending.c.document_key == ANY).limit(1)
        whole = not usable(connection) or connection.execute(anything).first() is not None
        return whole or connection.execute(count(pending)).scalar_one() > _FEW


def derive(engine: sa.Engine, *, anew: bool = False) -> None:
    """Bring the merged view up to the truth as it is now; ``anew``: write every row of it again."""
    while not _derived(engine, anew=anew):
        pass  # a document was removed meanwhile: what was computed may hold its words


def _derived(engine: sa.Engine, *, anew: bool) -> bool:
    """One try; False where it has to be done again."""
    from dragoman.record import growing, standing  # noqa: PLC0415  (they load what merging knows)

    with engine.begin() as connection:
        state = connection.execute(sa.select(record_state)).one()
        if state.derived == state.truth and state.deriver == DERIVER and not anew:
            return True
        found = None if anew or state.deriver != DERIVER else _difference(connection, growing)
        whole = _whole(connection, growing) if found is None else None
    with for_writing(engine).begin() as connection:
        now = lock(connection)
        if now.removals != state.removals:
            return False
        if now.derived >= state.truth and now.deriver == DERIVER and not anew:
            return True  # another process did it
        if found is not None:
            if (now.derived, now.deriver) != (state.derived, state.deriver):
                return False  # what differs was told from another view
            tally.change(connection, found.gone, found.come)
            _replace(connection, found.gone, found.come, found.digests)
            standing.change(connection, found.grown)
        elif whole is not None:
            if anew:
                connection.execute(sa.delete(engagement))
            _write(connection, whole.engagements)
            tally.write(connection, whole.engagements)
            standing.fill(connection, whole.stands, whole.spots)
        connection.execute(sa.delete(pending).where(pending.c.truth <= state.truth))
        connection.execute(sa.update(record_state).values(derived=state.truth, deriver=DERIVER))
    return True


def _difference(connection: sa.Connection, growing: ModuleType) -> Difference | None:
    """What the changes since the last time come to; None where the whole must be merged."""
    touched = set(connection.execute(sa.select(pending.c.document_key)).scalars())

    def of_documents(keys: Iterable[str]) -> list[SourceReport]:
        return _some(connection, document.c.key, sorted(set(keys)))

    def by_key(keys: Sequence[str]) -> list[SourceReport]:
        return _some(connection, report.c.key, keys)

    found: Difference | None = growing.difference(connection, touched, of_documents, by_key, rulings(connection))
    return found


class Whole(msgspec.Struct, frozen=True):
    """A whole merge with what is kept of it."""

    engagements: Sequence[Engagement]
    stands: Sequence[Stand] = ()
    spots: Sequence[tuple[int, Spot]] = ()


def _whole(connection: sa.Connection, growing: ModuleType) -> Whole:
    """Everything merged; of few reports nothing is kept."""
    from dragoman.merging.merge import merge  # noqa: PLC0415

    reports = source_reports(connection)
    told = anchored(rulings(connection), reports)
    if len(reports) < growing.LEAST:
        return Whole(merge(reports, told).engagements)
    from dragoman.merging.merge import traced  # noqa: PLC0415
    from dragoman.merging.stands import kept_of  # noqa: PLC0415

    merged, clustered = traced(reports, told)
    ids = {one.key: at for at, one in enumerate(reports)}
    return Whole(merged.engagements, *kept_of(clustered, merged.engagements, ids))


def merged_of(connection: sa.Connection, until: str | None = None) -> Merged:
    """The merged view of what is stored, computed now; ``until``: of what was published by that day."""
    from dragoman.merging.merge import merge  # noqa: PLC0415  (loads what merging knows)

    reports = source_reports(connection, until)
    return merge(reports, anchored(rulings(connection), reports))


def source_reports(connection: sa.Connection, until: str | None = None) -> list[SourceReport]:
    """The reports of the documents that speak, in order of their keys.

    With ``until`` (a day) only what was published by then, the newest version of each address at that time
    speaking; what has no day of publication is left out.
    """
    wanted = _SOURCE_REPORTS.where(document.c.speaks == 1 if until is None else report.c.published <= until)
    unheard = set() if until is None else silent(connection, until)
    rows = connection.execute(wanted).all()
    return sorted((_source(row) for row in rows if row.key.partition("/")[0] not in unheard), key=_numbered)


def reports_of(connection: sa.Connection, documents: Sequence[str]) -> list[SourceReport]:
    """The reports of those of the documents (keys) that speak, in order of their keys."""
    found: list[SourceReport] = []
    for at in range(0, len(documents), _CHUNK):
        some = report.c.document_key.in_(documents[at : at + _CHUNK])
        found += map(_source, connection.execute(_SOURCE_REPORTS.where(document.c.speaks == 1, some)))
    return sorted(found, key=_numbered)


_SOURCE_REPORTS = sa.select(
    report.c.key,
    document.c.id,
    report.c.body,
    report.c.published,
    report.c.publisher,
    report.c.origin,
).join(document, report.c.document_key == document.c.key)


def _source(row: DbRow) -> SourceReport:
    return SourceReport(row.key, row.id, _REPORT.decode(row.body), row.published, row.publisher, row.origin)


def _some(connection: sa.Connection, column: sa.Column[str], values: Sequence[str]) -> list[SourceReport]:
    """Of the documents that speak, the reports with one of these values."""
    found = []
    for some in _chunks(values):
        rows = connection.execute(_SOURCES.where(document.c.speaks == 1, column.in_(some)))
        found += [SourceReport(key, name, _REPORT.decode(body), *more) for key, name, body, *more in rows]
    return sorted(found, key=_numbered)


def _numbered(one: SourceReport) -> tuple[str, int]:
    key, _, number = one.key.partition("/")
    return (key, int(number))


def silent(connection: sa.Connection, until: str) -> set[str]:
    """Keys of the documents that a newer version of their address, known on that day, has replaced."""
    columns = (
        document.c.key,
        document.c.address,
        document.c.published,
        document.c.latest,
        document.c.length,
    )
    rows = connection.execute(sa.select(*columns).where(document.c.address.is_not(None))).all()
    newest: dict[str, DbRow] = {}
    for row in rows:
        known = newest.get(row.address)
        if (row.latest or "") <= until and (known is None or newness(row) > newness(known)):
            newest[row.address] = row
    return {row.key for row in rows if row.address not in newest or newest[row.address].key != row.key}


def rulings(connection: sa.Connection) -> list[Ruling]:
    """All rulings in order of their ids, withdrawn ones too."""
    rows = connection.execute(sa.select(ruling.c.body)).all()
    return sorted((_RULING.decode(row.body) for row in rows), key=lambda one: one.id)


def ruling_of(body: str) -> Ruling:
    """The ruling of a stored body."""
    return _RULING.decode(body)


# --- writing by difference -----------------------------------------------------------------------


def _write(connection: sa.Connection, engagements: Sequence[Engagement]) -> None:
    """Put the whole view in the place of the stored one."""
    found = view.digests(engagements)
    hashes = {one.id: view.hash_of(one) for one in engagements}
    stored = {
        row.id: (row.body_hash, row.digest)
        for row in connection.execute(sa.select(engagement.c.id, engagement.c.body_hash, engagement.c.digest))
    }
    changed = [one for one in engagements if stored.get(one.id) != (hashes[one.id], found[one.id])]
    gone = (stored.keys() - hashes.keys()) | {one.id for one in changed if one.id in stored}
    _replace(connection, sorted(gone), changed, found)


def _replace(
    connection: sa.Connection, gone: Sequence[str], come: Sequence[Engagement], digests: Mapping[str, str]
) -> None:
    """Put engagements in the place of others, and note what became of ids that are no more."""
    vanished = sorted(set(gone) - {one.id for one in come})
    reports: dict[str, list[str]] = {}
    for some in _chunks(vanished):
        columns = (engagement_report.c.engagement_id, engagement_report.c.report_key)
        for name, key in connection.execute(sa.select(*columns).where(engagement_report.c.engagement_id.in_(some))):
            reports.setdefault(name, []).append(key)
    for some in _chunks(gone):
        connection.execute(sa.delete(engagement).where(engagement.c.id.in_(some)))
    rows = view.all_rows((one, view.body_of(one), digests[one.id]) for one in come)
    for table in VIEW:
        if rows.get(table.name):
            connection.execute(sa.insert(table), rows[table.name])
    _redirect(connection, reports, [one.id for one in come])


def _redirect(connection: sa.Connection, vanished: Mapping[str, list[str]], come: Sequence[str]) -> None:
    """Note what became of ids that are no more: the engagement that has most of their reports now."""
    now_in: dict[str, str] = {}
    for some in _chunks(sorted({key for keys in vanished.values() for key in keys})):
        columns = (engagement_report.c.report_key, engagement_report.c.engagement_id)
        wanted = sa.select(*columns).where(engagement_report.c.report_key.in_(some))
        now_in |= {row.report_key: row.engagement_id for row in connection.execute(wanted)}
    became = {name: Counter(now_in[key] for key in keys if key in now_in) for name, keys in vanished.items()}
    new = {name: min(counts, key=lambda one: (-counts[one], one)) for name, counts in became.items() if counts}
    for some in _chunks(come):
        connection.execute(sa.delete(redirect).where(redirect.c.former.in_(some)))
    for name, target in sorted(new.items()):
        connection.execute(sa.update(redirect).where(redirect.c.present == name).values(present=target))
        connection.execute(sa.insert(redirect).values(former=name, present=target))
    # what was removed with a document, or has no report left, is nowhere
    connection.execute(sa.delete(redirect).where(redirect.c.present.not_in(sa.select(engagement.c.id))))


def _chunks(names: Sequence[str]) -> Iterable[Sequence[str]]:
    return (names[at : at + _CHUNK] for at in range(0, len(names), _CHUNK))
