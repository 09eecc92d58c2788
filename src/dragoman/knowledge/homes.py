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


_OFFICIAL = re.compile(
    r"\b(?:Ministry|Minister|Embassy|Government|Presidency|President|Office|Department|Chancellery|Cabinet"
    r"|Foreign Affairs|Permanent (?:Mission|Representation)|High Commission|Secretariat|White House|Kremlin|DIRCO)\b"
)


@cache
def official_home(publisher: str) -> str | None:
    """The country for which a publisher speaks officially ("Ministry of Foreign Affairs of Peru"); None: the press."""
    found = home_in(publisher)
    if found is not None or not _OFFICIAL.search(publisher):
        return found
    if publisher in homes().publishers:
        return homes().publishers[publisher]
    from dragoman.knowledge.gazetteer import gazetteer  # noqa: PLC0415  (only asked of records)

    hits = [hit.entry for hit in gazetteer().find(publisher)]
    return next((entry.country for entry in hits if entry.kind in {"country", "demonym"} and not entry.weak), None)
