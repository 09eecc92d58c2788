"""Cities, venues and regions: what a place named in a text is, and in which country it lies.

Data: ``en/cities.tsv`` (GeoNames, CC BY 4.0, reviewed by hand), ``en/venues.jsonl``, ``en/regions.jsonl``;
see SOURCES.md and tools/build_places.py. A spelling names one city, the one that news means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, Protocol, TypeVar

import msgspec

from dragoman.knowledge._load import at_line, parse_jsonl, read_text, spellings
from dragoman.knowledge.countries import Code, Word, country

CITIES = "en/cities.tsv"
VENUES = "en/venues.jsonl"
REGIONS = "en/regions.jsonl"
COLUMNS = ("name", "country", "latitude", "longitude", "population", "flags", "aliases")


class City(msgspec.Struct, frozen=True, gc=False):
    """One city. ``latitude`` and ``longitude`` in degrees (WGS 84), ``population`` in heads (0: not known).

    ``capital``: capital or seat of government of its country. ``weak``: the name is also an ordinary word, a
    person's name or the like; it counts only after "in", "to", "from", "at" or before a comma and its
    country.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    capital: bool = False
    weak: bool = False
    aliases: tuple[str, ...] = ()

    def surfaces(self) -> Iterator[str]:
        yield self.name
        yield from self.aliases


class Venue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A building or retreat where diplomacy happens. ``city`` is null where it is in no city of ``cities()``:
    then the venue itself is the place ("Camp David").

    ``metonym``: the name mostly stands for a government or body ("the Kremlin said"). ``weak``: several
    countries have one ("State House"); ``country`` is then null.
    """

    name: Word
    names: tuple[Word, ...] = ()
    city: str | None = None
    country: Code | None = None
    metonym: bool = False
    weak: bool = False

    def surfaces(self) -> Iterator[str]:
        yield self.name
        yield from self.names


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place on the map that is no country: a world region, a sea, or a part of ``country``.

    ``members`` are the countries of a world region whose set is fixed, else empty. ``weak`` as for cities.
    """

    name: Word
    kind: Literal["region", "subnational", "sea"]
    names: tuple[Word, ...] = ()
    country: Code | None = None
    members: tuple[Code, ...] = ()
    weak: bool = False
    resort: bool = False
    """A small part of a country that stands where a city does: "met in Bali"."""

    def surfaces(self) -> Iterator[str]:
        yield self.name
        yield from self.names


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    def surfaces(self) -> Iterator[str]: ...


N = TypeVar("N", bound=_Named)


def _city(cells: list[str]) -> City:
    """The city of one line's cells. Raises ValueError with what is wrong."""
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} columns, not {len(COLUMNS)}")
    name, code, latitude, longitude, population, flags, aliases = cells
    city = City(
        name,
        code,
        float(latitude),
        float(longitude),
        int(population),
        "c" in flags,
        "w" in flags,
        tuple(aliases.split("|")) if aliases else (),
    )
    if not name or "" in city.aliases:
        raise ValueError("an empty name")
    if country(code) is None:
        raise ValueError(f"no such country: {code!r}")
    if not (-90 <= city.latitude <= 90 and -180 <= city.longitude <= 180) or city.population < 0:
        raise ValueError("latitude, longitude or population out of range")
    if flags.strip("cw"):
        raise ValueError(f"unknown flags {flags!r}")
    return city


def _claim(owner: dict[str, str], entry: _Named) -> None:
    """Notes who owns each spelling. Raises ValueError where one is already taken."""
    for surface in entry.surfaces():
        if surface in owner:
            raise ValueError(f"{surface!r} is claimed by {owner[surface]!r} and {entry.name!r}")
        owner[surface] = entry.name


def parse_cities(text: str, name: str = CITIES) -> tuple[City, ...]:
    """The cities of TSV ``text`` (``COLUMNS``; lines with "#" are notes); ``name`` is for errors.

    Raises DataError for a line with a wrong number of columns, a bad number, an unknown flag or country, or a
    spelling that another city has.
    """
    found: list[City] = []
    owner: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        try:
            city = _city(line.split("\t"))
            _claim(owner, city)
        except ValueError as error:
            raise at_line(name, number, error) from error
        found.append(city)
    return tuple(found)


def parse_venues(text: str, name: str = VENUES) -> tuple[Venue, ...]:
    """The venues of JSON Lines ``text``. Raises DataError for a bad entry, a name twice, an unknown city."""
    found: list[Venue] = []
    owner: dict[str, str] = {}
    towns = {(city.name, city.country) for city in cities()}
    for number, venue in parse_jsonl(text, name, Venue):
        try:
            _claim(owner, venue)
            if venue.country is not None and country(venue.country) is None:
                raise ValueError(f"no such country: {venue.country!r}")
            if venue.city is not None and (venue.city, venue.country) not in towns:
                raise ValueError(f"no such city: {venue.city!r} in {venue.country!r}")
            if (venue.country is None) != venue.weak:
                raise ValueError("a venue has a country, or is weak")
        except ValueError as error:
            raise at_line(name, number, error) from error
        found.append(venue)
    return tuple(found)


def parse_regions(text: str, name: str = REGIONS) -> tuple[Region, ...]:
    """The regions of JSON Lines ``text``. Raises DataError for a bad entry or a name given twice."""
    found: list[Region] = []
    owner: dict[str, str] = {}
    for number, region in parse_jsonl(text, name, Region):
        try:
            _claim(owner, region)
            for code in (*region.members, *([region.country] if region.country else [])):
                if country(code) is None:
                    raise ValueError(f"no such country: {code!r}")
            if (region.kind == "subnational") != (region.country is not None):
                raise ValueError("a subnational region has a country, and only it")
        except ValueError as error:
            raise at_line(name, number, error) from error
        found.append(region)
    return tuple(found)


def _table(entries: Iterable[N]) -> dict[str, N]:
    """Spelling -> entry. Derived spellings (plain ASCII) never displace one that the data give."""
    given: dict[str, N] = {}
    derived: dict[str, N] = {}
    for entry in entries:
        for surface in entry.surfaces():
            given[surface] = entry
            if not surface.isascii() or "'" in surface:
                for other in spellings(surface):
                    derived.setdefault(other, entry)
    return derived | given


@cache
def cities() -> tuple[City, ...]:
    """All cities, the most populous first. Raises DataError where the data file is wrong."""
    return parse_cities(read_text(CITIES))


@cache
def city_names() -> Mapping[str, City]:
    """Every spelling (aliases and plain ASCII forms too, with capitals) -> its city."""
    return MappingProxyType(_table(cities()))


def capital_of(code: str) -> str | None:
    """The capital or seat of government of a country, as named in ``cities()``; None where it has none."""
    entry = country(code)
    return entry.capital if entry else None


@cache
def venues() -> tuple[Venue, ...]:
    """All venues. Raises DataError where the data file is wrong."""
    return parse_venues(read_text(VENUES))


@cache
def venue_names() -> Mapping[str, Venue]:
    """Every spelling, without "the", -> its venue."""
    return MappingProxyType(_table(venues()))


@cache
def regions() -> tuple[Region, ...]:
    """All regions. Raises DataError where the data file is wrong."""
    return parse_regions(read_text(REGIONS))


@cache
def region_names() -> Mapping[str, Region]:
    """Every spelling, without "the", -> its region."""
    return MappingProxyType(_table(regions()))
