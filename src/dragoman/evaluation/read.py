"""What today's reader makes of a document, in the form that is compared."""

from __future__ import annotations

import msgspec

from dragoman.evaluation.form import ReadDocument
from dragoman.exchange import to_dict
from dragoman.reading.result import Reading


def as_read(reading: Reading) -> ReadDocument:
    """The reading as the exchange form tells it."""
    return msgspec.convert(to_dict(reading), ReadDocument)
