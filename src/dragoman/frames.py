"""Answers of a record as frames of pandas and Polars, both optional and loaded only when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped, import-not-found, unused-ignore]
    import polars  # type: ignore[import-not-found, unused-ignore]

Row = Mapping[str, str | int | float | None]


def to_pandas(columns: Mapping[str, type], rows: Sequence[Row]) -> pandas.DataFrame:
    """Rows as a pandas frame: strings, ``Int64`` and ``Float64``, what is not told as NA.

    Raises:
        DragomanError: pandas is not installed.
    """
    try:
        import pandas  # type: ignore[import-untyped, import-not-found, unused-ignore]  # noqa: PLC0415
    except ImportError:
        raise DragomanError("pandas is not installed: pip install 'dragoman[pandas]'") from None
    kinds = {str: "string", int: "Int64", float: "Float64"}
    return pandas.DataFrame(
        {name: pandas.array([row[name] for row in rows], dtype=kinds[kind]) for name, kind in columns.items()}
    )


def to_polars(columns: Mapping[str, type], rows: Sequence[Row]) -> polars.DataFrame:
    """Rows as a Polars frame: ``String``, ``Int64`` and ``Float64``, what is not told as null.

    Raises:
        DragomanError: Polars is not installed.
    """
    try:
        import polars  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415
    except ImportError:
        raise DragomanError("Polars is not installed: pip install 'dragoman[polars]'") from None
    kinds = {str: polars.String, int: polars.Int64, float: polars.Float64}
    return polars.DataFrame(
        {name: [row[name] for row in rows] for name in columns},
        schema={name: kinds[kind] for name, kind in columns.items()},
    )
