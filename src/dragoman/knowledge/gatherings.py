"""Named multilateral gatherings: those known by name, and those that a grammar of names composes.

Known ones stand in en/gatherings.jsonl, the words of the grammar in en/gathering_words.json. A mention says
what the text calls a gathering, not that anybody attended it: "on the sidelines of X" is a mention too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import daachorse
import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_jsonl
from dragoman.knowledge.gathering_grammar import (
    APOSTROPHE,
    BLANK,
    any_word,
    bodies,
    composed_at,
    gathering_pattern,
    gathering_words,
    shapes_in,
    trie,
)
from dragoman.knowledge.organisations import fold, level, organisation_codes, spellings

__all__ = ["Gathering", "GatheringMention", "find_gatherings", "gathering_pattern", "gathering_words", "gatherings"]

FILE = "en/gatherings.jsonl"
NUMBERS = range(1, 101)  # what {n} in a name stands for: COP28, UNGA 78


class Gathering(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A gathering known by name; ``city`` and ``country`` only where it always meets at one place."""

    name: str
    names: tuple[str, ...]
    organisation: str | None
    kind: Literal["session", "summit", "forum", "format"]
    city: str | None
    country: str | None

    def __post_init__(self) -> None:
        if not self.name.strip() or (self.city is not None and self.country is None):
            raise ValueError(f"{self.name!r}: a name must be there, and a country for a city")
        if self.country is not None and not re.fullmatch(r"[A-Z]{2}", self.country):
            raise ValueError(f"{self.name}: country {self.country!r} is no ISO code")


class GatheringMention(NamedTuple):
    """A span that names a gathering. ``name`` is the text's words with single blanks; ``canonical`` the name
    of the known gathering that they are or contain, else None; offsets are code points of the text."""

    start: int
    end: int
    name: str
    organisation: str | None
    city: str | None
    country: str | None
    canonical: str | None

    @property
    def known(self) -> bool:
        return self.canonical is not None


@cache
def gatherings() -> tuple[Gathering, ...]:
    """All known gatherings. Raises DataError for a bad or doubled entry or an unknown organisation."""
    entries = tuple(read_jsonl(FILE, Gathering))
    codes, seen = organisation_codes(), dict[str, str]()
    for entry in entries:
        if entry.organisation is not None and entry.organisation not in codes:
            raise DataError(f"knowledge/{FILE}: {entry.name}: no organisation {entry.organisation!r}")
        for name in (entry.name, *entry.names):
            if fold(name) in seen:
                raise DataError(f"knowledge/{FILE}: {entry.name}: {name!r} also names {seen[fold(name)]}")
            seen[fold(name)] = entry.name
    return entries


class _Form(NamedTuple):
    gathering: Gathering
    capitals: tuple[int, ...]  # places in the form where the text must have a capital


def _capitals(form: str) -> tuple[int, ...]:
    """Places of the capitals of acronyms and of the first word: what tells a name from common words."""
    places: list[int] = []
    for word in re.finditer(r"\S+", form):
        upper = [word.start() + i for i, letter in enumerate(word[0]) if letter.isupper()]
        if word.start() == 0 or len(upper) > 1 or (upper and re.search(r"\d", word[0])):
            places += upper
    return tuple(places)


def _forms(name: str) -> Iterator[str]:
    numbered = (name.replace("{n}", str(n)) for n in NUMBERS) if "{n}" in name else (name,)
    for form in numbered:
        yield from spellings(form)


class _Surface(NamedTuple):
    """What a surface tells: a known gathering, a head of composed names, a grouping that stands for its gathering."""

    form: _Form | None = None
    head: bool = False
    bare: bool = False


@cache
def _surfaces() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, tuple[_Surface, ...]]:
    found: dict[str, _Surface] = {}
    for gathering in gatherings():
        for name in (gathering.name, *gathering.names):
            for form in _forms(name):
                found.setdefault(fold(form), _Surface(_Form(gathering, _capitals(form))))
    for head in _head_words():
        found[head] = found.get(head, _Surface())._replace(head=True)
    for name in gathering_words().bare:
        found[fold(name)] = found.get(fold(name), _Surface())._replace(bare=True)
    return daachorse.CharwiseDoubleArrayAhoCorasick(list(found)), tuple(found.values())


def _mention(text: str, start: int, end: int, gathering: Gathering) -> GatheringMention:
    name = " ".join(text[start:end].split())
    place = (gathering.city, gathering.country)
    return GatheringMention(start, end, name, gathering.organisation, *place, gathering.name)


class _Sighting(NamedTuple):
    """What one look at a piece of text gives: the known gatherings, and whether others can be in it."""

    known: list[GatheringMention]
    heads: bool
    bare: bool


def _look(text: str, start: int, end: int) -> _Sighting:
    automaton, surfaces = _surfaces()
    piece = text[start:end]
    known: list[GatheringMention] = []
    heads = bare = False
    for left, right, index in automaton.find_overlapping(fold(piece)):
        before, after = piece[left - 1 : left], piece[right : right + 1]
        if before.isalnum() or after.isalnum():
            continue
        form, head, grouping = surfaces[index]
        heads = heads or (head and "_" not in before + after)
        bare = bare or grouping
        if form is not None and all(piece[left + place].isupper() for place in form.capitals):
            known.append(_mention(text, start + left, start + right, form.gathering))
    return _Sighting(known, heads, bare)


@cache
def _head_words() -> frozenset[str]:
    """Of these every composed name holds one; most sentences hold none."""
    words = gathering_words()
    heads = {*words.heads, *words.standing_heads, *words.standing_named, *words.of_heads, *words.named_heads}
    return frozenset({"2+2", "plus", *(re.split(r"[ -]", head)[-1].lower() for head in heads if head[-1].isalpha())})


_WORD = re.compile(r"\w+")
_NO_JOINT = re.compile(r"[;:!?\"“”…]")


@cache
def _first_words() -> frozenset[str]:
    """The words in small letters with which a composed name can begin; besides, capitals and numbers begin one."""
    words = gathering_words()
    listed = {*words.ordinals, *words.qualifiers, *words.posts, *words.levels, *words.themes, *words.of_heads}
    listed |= {"two", *words.tail_heads, *bodies()}
    return frozenset(found[0].lower() for name in listed if (found := _WORD.match(name)))


@cache
def _last_words() -> frozenset[str]:
    """The words that can close the first head in a composed name."""
    words = gathering_words()
    heads = {*words.tail_heads, *words.topical_heads, *words.meeting_words}
    return frozenset({"2", "two", *_head_words(), *(_WORD.findall(head)[-1].lower() for head in heads)})


@cache
def _inner_words() -> frozenset[str]:
    """The words in small letters that can stand in a composed name up to its first head."""
    words = gathering_words()
    lists = (words.ordinals, words.qualifiers, words.posts, words.levels, words.themes, words.heads, words.of_heads)
    more = (words.standing_heads, words.standing_named, words.named_heads, words.tail_heads, words.topical_heads)
    listed = (name for row in (*lists, *more, words.meeting_words, bodies()) for name in row)
    grammar = {"and", "of", "from", "for", "the", "to", "s", "two", "plus"}
    return frozenset(grammar.union(word.lower() for name in listed for word in _WORD.findall(name)))


def _starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a composed name can begin: at a word that leads to a head over words that can stand in a name."""
    firsts, inner, lasts = _first_words(), _inner_words(), _last_words()
    row: list[int] = []
    last = start
    for found in _WORD.finditer(text, start, end):
        left, word = found.start(), found[0]
        small, lower = word[0].islower(), word.lower()
        if (small and lower not in inner) or (left - last > 1 and _NO_JOINT.search(text, last, left)):
            row.clear()
        last = found.end()
        if (not small or lower in firsts) and text[left - 1 : left] != "-":
            row.append(left)
        if lower in lasts:
            yield from row
            row.clear()


def _composed(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where ``gathering_pattern`` matches, looked for only where a name can begin."""
    shapes: list[re.Pattern[str]] | None = None
    at = start
    for left in _starts(text, start, end):
        if left < at:
            continue
        shapes = shapes_in(text[start:end]) if shapes is None else shapes
        if (found := composed_at(shapes, text, left, end)) is not None:
            yield found
            at = found.end()


@cache
def _refused() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may not stand in a name (small letters: "Bilateral Commission" is one), nor just before it."""
    refused = gathering_words().refused
    return re.compile(rf"(?<!\w){any_word(refused, cased=True)}"), re.compile(rf"(?<!\w){any_word(refused)}\W?$")


@cache
def _bare() -> re.Pattern[str]:
    """ "at the G20 in Bali": a grouping's name that stands for its gathering."""
    names = any_word(gathering_words().bare, cased=True)
    lead = rf"(?:at|for|attend\w*|(?:sidelines|margins){BLANK}of)"
    which = rf"(?:the|(?:this|last){BLANK}year{APOSTROPHE}s)"
    return re.compile(rf"\b{lead}{BLANK}{which}{BLANK}({names})(?=[.,;]|$|{BLANK}(?:in|this|last|next|on)\b)")


@cache
def _body_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{trie(bodies())})(?!\w)")


def _code(text: str, start: int, end: int) -> str | None:
    """The code of the first organisation named in the span."""
    known = bodies()
    codes = (known.get(found[0]) for found in _body_pattern().finditer(text, start, end))
    return next((code for code in codes if code is not None), None)


def _with_known(text: str, start: int, end: int, known: list[GatheringMention]) -> GatheringMention:
    """The span as a mention; what is known of a gathering named inside holds for it ("U.S.-" before: not)."""
    name = " ".join(text[start:end].split())
    inside = [m for m in known if start <= m.start and m.end <= end and text[m.start - 1 : m.start] not in "-–—/"]
    if not inside:
        return GatheringMention(start, end, name, _code(text, start, end), None, None, None)
    best = max(inside, key=lambda m: m.end - m.start)
    return best._replace(start=start, end=end, name=name)


def _find_composed(text: str, start: int, end: int, sighting: _Sighting) -> Iterator[GatheringMention]:
    if sighting.bare:
        for found in _bare().finditer(text, start, end):
            yield GatheringMention(*found.span(1), found[1], _code(text, *found.span(1)), None, None, None)
    if not sighting.heads:
        return
    within, before = _refused()
    for found in _composed(text, start, end):
        left, right = found.span()
        if within.search(found[0]) or before.search(text[max(start, left - 24) : left]):
            continue
        if level(found[0]) not in bodies():  # "Islamic Conference" is an organisation
            yield _with_known(text, left, right, sighting.known)


def find_gatherings(text: str, start: int, end: int) -> list[GatheringMention]:
    """The gatherings that ``text[start:end]`` names, in order, without overlaps, the longest first served.

    A composed name that holds a known one ("53rd session of the Human Rights Council") counts as known.
    """
    sighting = _look(text, start, end)
    if not sighting.known and not sighting.heads and not sighting.bare:
        return []
    candidates = [*sighting.known, *_find_composed(text, start, end, sighting)]
    candidates.sort(key=lambda m: (m.start - m.end, m.start, not m.known))
    taken: list[GatheringMention] = []
    for mention in candidates:
        if all(mention.end <= other.start or other.end <= mention.start for other in taken):
            taken.append(mention)
    return sorted(taken)
