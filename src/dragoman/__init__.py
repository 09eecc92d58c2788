"""dragoman reads the documents that report diplomacy and keeps the record of it.

Example:
    >>> import dragoman
    >>> reading = dragoman.read("...", published="2021-01-26")
    >>> for report in reading.reports:
    ...     print(report.kind, report.status, report.evidence[0].quote)
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # as typing has it, which takes a while to import
if TYPE_CHECKING:
    from dragoman.errors import DataError, DragomanError, SourceError
    from dragoman.model import Document, Evidence, Party, Report
    from dragoman.reading.result import Reading
    from dragoman.record.queries import OpenRecord

_HOMES = {
    "DataError": "dragoman.errors",
    "DragomanError": "dragoman.errors",
    "SourceError": "dragoman.errors",
    "Document": "dragoman.model",
    "Evidence": "dragoman.model",
    "Party": "dragoman.model",
    "Report": "dragoman.model",
    "Reading": "dragoman.reading.result",
}
"""Where the names live that are loaded when they are first asked for, so that ``import dragoman`` takes no time."""

__all__ = [
    "DataError",
    "Document",
    "DragomanError",
    "Evidence",
    "Party",
    "Reading",
    "Report",
    "SourceError",
    "__version__",
    "open",
    "read",
    "read_document",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def read(
    text: str,
    *,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    id: str = "text",
) -> Reading:
    """What ``text`` says about diplomacy.

    Args:
        text: the document as plain text; offsets in the result are code points of it.
        published: its day of publication as ``YYYY-MM-DD``, which words such as "Tuesday" are
            resolved against; None where it is not known (the text itself may still tell).
        url, title, publisher: what is known of the document, handed through to the result;
            an address may tell the day of publication.
        id: the name of the document in the result.

    Raises:
        SourceError: the text is empty, or ``published`` is no day of the calendar.
    """
    from dragoman.days import full_day  # noqa: PLC0415
    from dragoman.errors import SourceError  # noqa: PLC0415
    from dragoman.model import Document  # noqa: PLC0415
    from dragoman.texts import without_surrogates  # noqa: PLC0415

    if not text.strip():
        raise SourceError("the text is empty: there is nothing to read")
    day = None if published is None else full_day(published)
    whole = without_surrogates(text)
    document = Document(id=id, text=whole, url=url, title=title, publisher=publisher, published=day)
    return read_document(document)


def read_document(document: Document) -> Reading:
    """What a document says about diplomacy; like ``read``, for callers that hold a Document."""
    from dragoman.reading.reader import read_document as reader  # noqa: PLC0415  (loads the knowledge)

    return reader(document)


def open(url_or_path: str) -> OpenRecord:
    """The record at a path (SQLite) or at ``postgresql://user@host/database``, to be asked.

    Example:
        >>> record = dragoman.open("dragoman.db")
        >>> record.engagements(who="blinken", kind="call", since="2023").to_pandas()

    Raises:
        RecordError: there is no such record, or it cannot be read.
    """
    from dragoman.record.queries import open as open_record  # noqa: PLC0415  (loads SQLAlchemy)

    return open_record(url_or_path)
