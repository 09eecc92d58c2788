"""A list's file as a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.sources.decode import read_all, refuse_binary, to_text
from dragoman.sources.folder import why
from dragoman.texts import without_surrogates

_HEAD = 4096


def document_of(path: Path, publisher: str | None, published: Callable[[str], str | None]) -> Document:
    """The file's text as a document named after it; ``published`` finds the day that the list speaks from.

    Raises:
        SourceError: it cannot be read, or is no text.
    """
    try:
        with path.open("rb") as stream:
            data = read_all(stream)
    except OSError as error:
        raise SourceError(why(error)) from None
    refuse_binary(data[:_HEAD])
    text = without_surrogates(to_text(data, None)).replace("\x00", "\ufffd")
    return Document(without_surrogates(path.stem), text, publisher=publisher, published=published(text))
