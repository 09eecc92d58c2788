"""What is kept of a merge in the record's tables, and how it changes (``dragoman.merging.stands``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa

from dragoman.merging.stands import Spot, Stand
from dragoman.merging.types import SourceReport
from dragoman.record.add import DbRow
from dragoman.record.schema import engagement_report, spot, stand

if TYPE_CHECKING:
    from dragoman.merging.grow import Grown

_CHUNK = 400
_S, _P = stand.c, spot.c
_STAND = (*(_S[name] for name in ("id", "key", "said", "lead", "exact", "root", "wants")), _S.first, _S.last)
_STAND = (*_STAND, _S.put_off, _S.leg, _S.drops)
_SPOT = (_P.block, _P.day, _P.until, _S.key, _P.looks, _P.node, _P.exact, _P.low)
T = TypeVar("T")
Rows = list[dict[str, Any]]


class Standing:
    """The tables, as ``dragoman.merging.grow`` asks for them.

    Args:
        sources: the reports with some keys.
    """

    def __init__(self, connection: sa.Connection, sources: Callable[[Sequence[str]], list[SourceReport]]) -> None:
        self._connection = connection
        self._sources = sources

    def block(self, block: int) -> list[tuple[Spot, Stand]]:
        """All nodes of a block."""
        wanted = sa.select(*_SPOT, *_STAND).join(stand, _S.id == _P.node).where(_P.block == block)
        return [(_spot(row)[1], _stand(row[8:])) for row in self._connection.execute(wanted)]

    def spots(self, nodes: Iterable[int]) -> Mapping[int, list[tuple[int, Spot]]]:
        """The blocks of nodes with their spots there."""
        found: dict[int, list[tuple[int, Spot]]] = {}
        for some in _chunks(nodes):
            wanted = sa.select(*_SPOT).join(stand, _S.id == _P.node).where(_P.node.in_(some))
            for row in self._connection.execute(wanted):
                found.setdefault(row.node, []).append(_spot(row))
        return found

    def stands(self, ids: Iterable[int]) -> list[Stand]:
        """The stands of reports."""
        return self._where(_S.id, ids)

    def named(self, keys: Iterable[str]) -> list[Stand]:
        """The stands of reports by their keys."""
        return self._where(_S.key, keys)

    def of_documents(self, keys: Iterable[str]) -> list[Stand]:
        """The stands of the reports of documents."""
        found: list[Stand] = []
        for key in sorted(keys):
            # "/" comes before "0", so these are the keys that begin with the document's and a slash
            wanted = sa.select(*_STAND).where(_S.key > f"{key}/", _S.key < f"{key}0")
            found += map(_stand, self._connection.execute(wanted))
        return found

    def saying(self, said: Iterable[int]) -> list[Stand]:
        """The reports that say the like."""
        return self._where(_S.said, said)

    def bundled(self, leads: Iterable[int]) -> list[Stand]:
        """All reports of bundles."""
        return self._where(_S.lead, leads)

    def rooted(self, roots: Iterable[int]) -> list[Stand]:
        """The leads of groups."""
        return self._where(_S.root, roots, _S.id == _S.lead)

    def wanting(self, roots: Iterable[int]) -> list[Stand]:
        """The leads of coarse bundles that chose one of these groups."""
        return self._where(_S.wants, roots, _S.id == _S.lead)

    def together(self, ids: Iterable[int]) -> list[Stand]:
        """The reports of all engagements that have one of these reports."""
        own, other = engagement_report.alias("own"), engagement_report.alias("other")
        found: dict[int, Stand] = {}
        for some in _chunks(ids):
            mine = sa.select(own.c.engagement_id).join(stand, _S.key == own.c.report_key).where(_S.id.in_(some))
            names = self._connection.execute(mine.distinct()).scalars().all()
            for part in _chunks(names):
                wanted = sa.select(*_STAND).join(other, other.c.report_key == _S.key)
                rows = self._connection.execute(wanted.where(other.c.engagement_id.in_(part)))
                found.update((row.id, _stand(row)) for row in rows)
        return list(found.values())

    def sources(self, keys: Sequence[str]) -> list[SourceReport]:
        """Reports by their keys."""
        return self._sources(keys)

    def last(self) -> int:
        """The greatest number that a report has, -1 where nothing is kept."""
        found = self._connection.execute(sa.select(sa.func.max(_S.id))).scalar()
        return -1 if found is None else int(found)

    def count(self) -> int:
        """How many reports there are."""
        return int(self._connection.execute(sa.select(sa.func.count()).select_from(stand)).scalar_one())

    def _where(self, column: sa.Column[Any], values: Iterable[Any], *more: sa.ColumnElement[bool]) -> list[Stand]:
        found: list[Stand] = []
        for some in _chunks(values):
            rows = self._connection.execute(sa.select(*_STAND).where(column.in_(some), *more))
            found += map(_stand, rows)
        return found


def _stand(row: DbRow | Sequence[Any]) -> Stand:
    id_, key, said, lead, exact, root, wants, first, last, put_off, leg, drops = row
    return Stand(id_, key, said, lead, bool(exact), root, wants, first, last, bool(put_off), bool(leg), bool(drops))


def _spot(row: DbRow) -> tuple[int, Spot]:
    block, day, until, key, looks, node, exact, low = row[:8]
    return block, Spot(day, until, key, bool(looks), node, bool(exact), low)


def _chunks(values: Iterable[T]) -> Iterable[list[T]]:
    ordered = sorted(set(values))  # type: ignore[type-var]
    return (ordered[at : at + _CHUNK] for at in range(0, len(ordered), _CHUNK))


# --- writing -------------------------------------------------------------------------------------


def clear(connection: sa.Connection) -> None:
    """Keep nothing."""
    connection.execute(sa.delete(spot))
    connection.execute(sa.delete(stand))


def fill(connection: sa.Connection, stands: Iterable[Stand], spots: Iterable[tuple[int, Spot]]) -> None:
    """Keep these, nothing else."""
    clear(connection)
    _insert(connection, stands, spots)


def change(connection: sa.Connection, grown: Grown) -> None:
    """Keep what a change leaves."""
    for some in _chunks(grown.dead):
        connection.execute(sa.delete(spot).where(_P.node.in_(some)))
    for some in _chunks([*grown.gone, *grown.stands]):
        connection.execute(sa.delete(stand).where(_S.id.in_(some)))
    _insert(connection, grown.stands.values(), grown.spots)


def _insert(connection: sa.Connection, stands: Iterable[Stand], spots: Iterable[tuple[int, Spot]]) -> None:
    rows: Rows = [
        {
            "id": one.id,
            "key": one.key,
            "said": one.said,
            "lead": one.lead,
            "exact": int(one.exact),
            "root": one.root,
            "wants": one.wants,
            "first": one.first,
            "last": one.last,
            "put_off": int(one.put_off),
            "leg": int(one.leg),
            "drops": int(one.drops),
        }
        for one in stands
    ]
    if rows:
        connection.execute(sa.insert(stand), rows)
    # in the order of the table's key, in which they are stored
    rows = [
        {
            "block": block,
            "node": one.node,
            "looks": int(one.looks),
            "day": one.day,
            "until": one.until,
            "exact": int(one.exact),
            "low": one.low,
        }
        for block, one in sorted(spots, key=lambda told: (told[0], told[1].node, told[1].looks))
    ]
    if rows:
        connection.execute(sa.insert(spot), rows)
