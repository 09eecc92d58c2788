"""Reads the data files that ship with dragoman.

Names are relative to this package ("en/countries.jsonl"). Every fault of a file is a DataError that names the
file and, where there is one, the line: ``knowledge/en/countries.jsonl: line 12: ...``.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import TypeVar

import msgspec
from anyascii import anyascii

from dragoman.errors import DataError

T = TypeVar("T")


def at_line(name: str, number: int, problem: object) -> DataError:
    """The error for line ``number`` (from 1) of the data file ``name``."""
    return DataError(f"knowledge/{name}: line {number}: {problem}")


def read_text(name: str) -> str:
    """The whole text of a packaged data file. Raises DataError where it is missing or is not UTF-8."""
    try:
        return files("dragoman.knowledge").joinpath(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"knowledge/{name}: cannot be read: {error}") from error


def parse_jsonl(text: str, name: str, type_: type[T]) -> list[tuple[int, T]]:
    """The entries of JSON Lines ``text`` with line numbers, blank lines skipped; ``name`` is for errors.

    Give ``type_`` as a Struct with ``forbid_unknown_fields=True``, so that a misspelt field is refused.
    Raises DataError at the first line that is no JSON or does not fit ``type_``.
    """
    decoder = msgspec.json.Decoder(type_)
    entries: list[tuple[int, T]] = []
    # not splitlines(): a U+2028 inside a JSON string is no end of line
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            entries.append((number, decoder.decode(line)))
        except (msgspec.DecodeError, ValueError) as error:
            raise at_line(name, number, error) from error
    return entries


def read_jsonl(name: str, type_: type[T]) -> list[T]:
    """The entries of a packaged JSON Lines file, in order (see ``parse_jsonl``). Raises DataError."""
    return [entry for _, entry in parse_jsonl(read_text(name), name, type_)]


def spellings(name: str) -> Iterator[str]:
    """``name`` as written, then with the other apostrophe, then the same two in plain ASCII letters.

    "Côte d'Ivoire" gives also "Côte d’Ivoire", "Cote d'Ivoire" and "Cote d’Ivoire".
    """
    yield name
    plain = name if name.isascii() else anyascii(name.replace("’", "'")).strip()
    for form in (name, plain):
        for other in (form, form.replace("'", "’"), form.replace("’", "'")):
            if other != name:
                yield other
