"""The rows of imported lists, as the record keeps them."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from dragoman.model import ListRow
from dragoman.record.schema import list_row

_ROW = msgspec.json.Decoder(ListRow)


def rows_of(connection: sa.Connection, key: str) -> tuple[ListRow, ...]:
    """The rows of the list with that key, in its order; none where the document is no list."""
    wanted = sa.select(list_row.c.body).where(list_row.c.document_key == key).order_by(list_row.c.number)
    return tuple(_ROW.decode(body) for body in connection.execute(wanted).scalars())


def row_of(body: str) -> ListRow:
    """The row that is stored as ``body``."""
    return _ROW.decode(body)
