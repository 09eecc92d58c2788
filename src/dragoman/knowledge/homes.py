"""From where publishers speak (en/homes.json): the country whose minister is "the minister" on their pages."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text

_FILE = "en/homes.json"


class Homes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``publishers`` by the names of layout.json; ``phrases`` of title blocks; ``cities`` where organisations sit."""

    publishers: dict[str, str]
    phrases: dict[str, str]
    cities: dict[str, tuple[str, ...]]


@cache
def homes() -> Homes:
    """The table, loaded once. Raises DataError where the file does not fit."""
    try:
        return msgspec.json.decode(read_text(_FILE), type=Homes)
    except msgspec.DecodeError as error:
        raise DataError(f"knowledge/{_FILE}: {error}") from error


@cache
def _phrases() -> re.Pattern[str]:
    words = sorted(homes().phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def home_in(line: str) -> str | None:
    """The country or organisation whose office a line of a title block names ("Global Affairs Canada")."""
    match = _phrases().search(line)
    return None if match is None else homes().phrases[match.group()]
