"""One automaton over every name known beforehand: countries, demonyms, cities, venues, regions, organisations."""

from __future__ import annotations

from functools import cache
from typing import Literal

import daachorse
import msgspec
from anyascii import anyascii

from dragoman.knowledge.countries import country_names
from dragoman.knowledge.organisations import Organisation, organisations
from dragoman.knowledge.places import city_names, region_names, venue_names

EntryKind = Literal["country", "demonym", "people", "city", "venue", "region", "organisation"]


class Entry(msgspec.Struct, frozen=True):
    """What a surface stands for. ``weak`` names count only where the context is that of a place."""

    kind: EntryKind
    country: str | None
    city: str | None = None
    weak: bool = False
    organisation: Organisation | None = None
    capital: bool = False
    metonym: bool = False


class Hit(msgspec.Struct, frozen=True):
    start: int
    end: int
    entry: Entry


class Gazetteer:
    """Finds known names, longest first, only where they stand as whole words."""

    def __init__(self, surfaces: dict[str, Entry]) -> None:
        self._names = sorted(surfaces)
        self._entries = [surfaces[name] for name in self._names]
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(self._names)

    def find(self, text: str) -> list[Hit]:
        """All names in ``text``, left to right, not overlapping (of two that overlap, the longer)."""
        found = []
        for start, end, index in self._automaton.find_overlapping(text):
            if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
                continue
            found.append((start, -end, index))
        found.sort()
        hits: list[Hit] = []
        last = 0
        for start, minus_end, index in found:
            if start >= last:
                hits.append(Hit(start, -minus_end, self._entries[index]))
                last = -minus_end
        return hits


def _surfaces() -> dict[str, Entry]:
    surfaces: dict[str, Entry] = {}
    for name, region in region_names().items():
        surfaces[name] = Entry("region", region.country, region.name if region.resort else None)
    for name, city in city_names().items():
        surfaces[name] = Entry("city", city.country, city.name, weak=city.weak, capital=city.capital)
    for name, venue in venue_names().items():
        retreat = venue.name if venue.country and not venue.metonym else None  # "Camp David" is a place by itself
        surfaces[name] = Entry("venue", venue.country, venue.city or retreat, metonym=venue.metonym)
    for organisation in organisations():
        entry = Entry("organisation", organisation.code, organisation=organisation)
        for name in organisation.names:
            surfaces.setdefault(name, entry)
    kinds: dict[str, EntryKind] = {"people": "people"}
    for name, (code, kind) in country_names().items():
        plain: EntryKind = "demonym" if "demonym" in kind else kinds.get(kind, "country")
        old = surfaces.get(name)
        if old is not None and kind.startswith("weak"):
            continue
        if old is not None and old.kind == "city" and old.capital and plain == "country":
            # Singapore, Luxembourg, Djibouti, Kuwait: the country, whose capital is of the same name
            surfaces[name] = Entry("country", code, old.city if old.country == code else None)
            continue
        surfaces[name] = Entry(plain, code, weak=kind.startswith("weak"))
    for name in list(surfaces):
        folded = anyascii(name)
        if folded != name:
            surfaces.setdefault(folded, surfaces[name])
    return {name: entry for name, entry in surfaces.items() if len(name) > 1}


@cache
def gazetteer() -> Gazetteer:
    """The automaton over all packaged names, built once."""
    return Gazetteer(_surfaces())
