"""Word lists of data files made into regular expressions; a file that does not fit is a DataError that names it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text
from dragoman.knowledge.guarded import Guarded

T = TypeVar("T")


def any_of(words: Iterable[str]) -> str:
    """An alternation of the words, the longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def compiled(file: str, expression: str, flags: int = 0) -> Guarded:
    """The expression that words of the file were put into. Raises DataError where it is none."""
    try:
        return Guarded(expression, flags)
    except re.error as error:
        raise DataError(f"knowledge/{file}: {expression!r}: {error}") from error


def decoded(file: str, form: type[T]) -> T:
    """A JSON file of the package's knowledge. Raises DataError where it has not that form."""
    try:
        return msgspec.json.decode(read_text(file), type=form)
    except msgspec.DecodeError as error:
        raise DataError(f"knowledge/{file}: {error}") from error
