"""The words of times (knowledge/en/times.json) and the one-letter codes that the grammar is written in.

Every token of a text becomes one character: a letter for a class of words (month, weekday, number of a
day, "ago"), itself for punctuation that matters, and ``OTHER`` for all the rest. The grammar then is a
set of regular expressions over a string six times shorter than the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from dragoman.errors import DataError

OTHER: Final = "x"
FILE: Final = "knowledge/en/times.json"
SPACE: Final = " "
NEWLINE: Final = "_"
TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")


class MonthWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A month; ``doubtful`` where its name is also a given name or a verb."""

    number: int
    name: str
    short: tuple[str, ...]
    doubtful: bool


class DayWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A weekday, Monday 0."""

    number: int
    name: str
    short: tuple[str, ...]


class UnitWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of time with its singular and plural words."""

    unit: str
    one: tuple[str, ...]
    many: tuple[str, ...]


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file as it is written."""

    months: tuple[MonthWord, ...]
    weekdays: tuple[DayWord, ...]
    units: tuple[UnitWord, ...]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    days: dict[str, int]
    classes: dict[str, tuple[str, ...]]
    parts: dict[str, str]
    rules: tuple[tuple[str, str], ...]
    core: tuple[str, ...]


class Lexicon(msgspec.Struct, frozen=True):
    """``code``: token to letter; ``letter``: class to letter; ``value``, ``unit``: what a token tells."""

    code: dict[str, str]
    letter: dict[str, str]
    value: dict[str, int]
    unit: dict[str, str]


def decode(raw: bytes) -> TimeWords:
    """The checked words of a times file. Raises DataError naming the file and the entry."""
    try:
        data = msgspec.json.decode(raw, type=TimeWords)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DataError(f"{FILE}: {error}") from error
    if sorted(month.number for month in data.months) != list(range(1, 13)):
        raise DataError(f"{FILE}: months: every number from 1 to 12 must come once")
    if sorted(day.number for day in data.weekdays) != list(range(7)):
        raise DataError(f"{FILE}: weekdays: every number from 0 to 6 must come once")
    return data


def _entries(data: TimeWords) -> Iterator[tuple[str, str, int | None]]:
    """Class, word and value of every entry of the file."""
    for month in data.months:
        yield ("doubt" if month.doubtful else "month"), month.name, month.number
        yield from (("short", short, month.number) for short in month.short)
    for day in data.weekdays:
        yield "weekday", day.name, day.number
        yield from (("wd", short, day.number) for short in day.short)
    for unit in data.units:
        small = unit.unit in {"hour", "minute", "decade", "century"}
        single = "span" if small else {"month": "month_unit", "year": "year_unit"}.get(unit.unit, unit.unit)
        yield from ((single, word, None) for word in unit.one)
        yield from (("spans" if small else "units", word, None) for word in unit.many)
    yield from (("number", word, value) for word, value in data.numbers.items())
    yield from (("ordinal", word, value) for word, value in data.ordinals.items())
    yield from (("deictic", word, value) for word, value in data.days.items())
    for name, members in data.classes.items():
        yield from ((name, word, None) for word in members)


def _numeric() -> Iterator[tuple[str, str, int]]:
    """Class, token and value of every number that can stand in a time."""
    for n in range(100):
        name = "digit" if 1 <= n <= 31 else "count"
        for written in {str(n), f"{n:02d}"}:
            yield name, written, n
            if n < 60:
                yield from (("clockword", written + half, n) for half in ("am", "pm", "AM", "PM"))
    for n in range(1, 32):
        teen = 10 < n < 20
        ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
        yield "th", f"{n}{ending}", n
        yield "th", f"{n}{ending.upper()}", n
    yield from (("hundred", f"{n:03d}", n) for n in range(1000))
    for n in range(2400):
        if 1800 <= n < 2100:
            yield "year", str(n), n
        elif n % 100 < 60:
            yield "clock", f"{n:04d}", n
    yield from (("decades", f"{n}s", n) for n in range(1800, 2100, 10))
    yield from (("qcode", f"Q{n}", n) for n in range(1, 5))


def _cases(word: str) -> Iterable[str]:
    """The ways a word is written: as it stands, capitalised when it is small, and in capitals."""
    forms = {word, word.upper()}
    return forms | {word.capitalize()} if word[0].islower() else forms


_MARKS: Final = {
    **dict.fromkeys([" ", "  ", "\t", "\u00a0", "\u202f", "\u2009", " \u00a0"], SPACE),
    **dict.fromkeys(["\n", "\r\n", " \n", "\n ", "\n  ", "\n    "], NEWLINE),
    **dict.fromkeys("-‐‑–—", "-"),
    **dict.fromkeys("'’", "'"),
    **{mark: mark for mark in ".,;:()/%"},
    **dict.fromkeys("$€£¥#", "$"),
}


def build(data: TimeWords) -> Lexicon:
    """The lexicon of a file's words. Raises DataError where a word stands in two classes."""
    letters = iter(chr(n) for n in (*range(65, 91), *range(97, 120), 121, 122, *range(0xC0, 0x17F)))
    letter: dict[str, str] = {}
    code = dict(_MARKS)
    value: dict[str, int] = {}
    for name, written, number in _numeric():
        if name not in letter:
            letter[name] = next(letters)
        code[written] = letter[name]
        value[written] = number
    for name, word, known in _entries(data):
        if not word:
            raise DataError(f"{FILE}: {name}: empty word")
        if name not in letter:
            letter[name] = next(letters)
        for form in _cases(word):
            if form in code:
                raise DataError(f"{FILE}: {name}: {word!r} is already in another class or twice in this one")
            code[form] = letter[name]
            if known is not None:
                value[form] = known
    unit = {form: u.unit for u in data.units for word in u.one + u.many for form in _cases(word)}
    return Lexicon(code, letter, value, unit)


@cache
def words() -> TimeWords:
    """The shipped file, read once. Raises DataError."""
    return decode(files("dragoman").joinpath(FILE).read_bytes())


@cache
def lexicon() -> Lexicon:
    """The lexicon of the shipped file. Raises DataError."""
    return build(words())
