"""An answer as a table: columns, rows, frames."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, ClassVar

import msgspec

from dragoman.texts import harmless, shortened

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped, import-not-found, unused-ignore]
    import polars  # type: ignore[import-not-found, unused-ignore]

Cell = str | int | float | None
Columns = dict[str, type]
_SHOWN = 30
_LONGEST = 200


def _cell(value: Cell) -> str:
    return "" if value is None else escape(shortened(harmless(str(value)), _LONGEST))


class Tabular(msgspec.Struct, frozen=True):
    """An answer that is a table as well: ``rows()`` as plain dicts, and as a frame of pandas or Polars.

    Days stay strings, as they may be coarse ("2023-11").
    """

    COLUMNS: ClassVar[Columns] = {}

    def rows(self) -> list[dict[str, Cell]]:
        """The rows as dicts with the keys of ``COLUMNS``."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self.rows())} rows; rows(), to_pandas(), to_polars()>"

    def _repr_html_(self) -> str:
        """The first rows as a table for Jupyter; everything from documents is escaped."""
        rows = self.rows()
        shown = [name for name in self.COLUMNS if any(row[name] is not None for row in rows[:_SHOWN])]
        heads = "".join(f"<th>{name}</th>" for name in shown)
        body = "".join(
            "<tr>" + "".join(f"<td dir='auto'>{_cell(row[name])}</td>" for name in shown) + "</tr>"
            for row in rows[:_SHOWN]
        )
        more = f"<p>… and {len(rows) - _SHOWN} more</p>" if len(rows) > _SHOWN else ""
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{more}"

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas frame. Raises DragomanError where pandas is not installed."""
        from dragoman.frames import to_pandas  # noqa: PLC0415

        return to_pandas(self.COLUMNS, self.rows())

    def to_polars(self) -> polars.DataFrame:
        """The rows as a Polars frame. Raises DragomanError where Polars is not installed."""
        from dragoman.frames import to_polars  # noqa: PLC0415

        return to_polars(self.COLUMNS, self.rows())


ENGAGEMENT_COLUMNS: Columns = {
    "id": str,
    "kind": str,
    "status": str,
    "start": str,
    "end": str,
    "when": str,
    "city": str,
    "country": str,
    "name": str,
    "parties": str,
    "countries": str,
    "stops": str,
    "topics": str,
    "cause": str,
    "trip": str,
    "reports": int,
    "origins": int,
    "conflicts": int,
    "confidence": float,
    "first_published": str,
    "last_published": str,
    "documents": str,
    "quote": str,
}
