"""A sentence as its skeleton: mentions replaced by typed marks, everything else in lower case.

``<P0> spoke with <P1> over the phone <T0>`` — P persons (a group is one mark), L places (a list is one mark),
T a time, G a gathering, O an organisation, Q words in quotation marks. Patterns are matched on this text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

import msgspec

from dragoman.knowledge.gatherings import GatheringMention
from dragoman.knowledge.gazetteer import Entry
from dragoman.knowledge.places import capital_of
from dragoman.model import Place
from dragoman.reading.mentions import Atom
from dragoman.reading.phrases import Phrase
from dragoman.reading.times import TimeMention


class Mark(msgspec.Struct, frozen=True):
    """One token of the skeleton: a word (kind "w") or a mark; offsets into the document."""

    kind: str
    index: int
    text: str
    start: int
    end: int


class Skeleton:
    """The skeleton of one sentence and what its marks stand for."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.tokens: list[Mark] = []
        self.phrases: list[Phrase] = []
        self.places: list[tuple[Place, ...]] = []
        self.times: list[TimeMention] = []
        self.gatherings: list[GatheringMention] = []
        self.organisations: list[Entry] = []
        self.text = ""
        self.words: frozenset[str] = frozenset()
        self.offsets: dict[str, list[int]] = {}
        """Where in the text each single word begins; of marks, also under ``<P`` and so on for all of a kind."""
        self.marks: dict[str, list[int]] = {}
        """The tokens that are marks, by kind."""
        self.asides: dict[int, range | None] = {}
        """The relative clauses between commas that tokens stand in, as far as asked for (``scopes.py``)."""
        self._starts: list[int] = []

    def add(self, kind: str, text: str, start: int, end: int, index: int = -1) -> None:
        self.tokens.append(Mark(kind, index, text if kind == "w" else f"<{kind}{index}>", start, end))

    def finish(self) -> Skeleton:
        """Lay out the text once all tokens are there."""
        at, texts, offsets = 0, [], self.offsets
        for number, token in enumerate(self.tokens):
            word = token.text
            self._starts.append(at)
            texts.append(word)
            if token.kind != "w":
                self.marks.setdefault(token.kind, []).append(number)
                offsets.setdefault(f"<{token.kind}", []).append(at)
                offsets.setdefault(word, []).append(at)
            elif " " not in word and word.isprintable():
                offsets.setdefault(word, []).append(at)
            else:
                for inner in _SINGLE.finditer(word):
                    offsets.setdefault(inner[0], []).append(at + inner.start())
            at += len(word) + 1
        self.words = frozenset(texts)
        self.text = " ".join([*texts, ""])
        return self

    def token_at(self, offset: int) -> int:
        """Index of the token that covers ``offset`` of the skeleton's text."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def offset_of(self, token: int) -> int:
        """Offset in the skeleton's text at which a token begins; its end for the token after the last."""
        return self._starts[token] if token < len(self._starts) else len(self.text)


_SINGLE = re.compile(r"\S+")
_PLACE_CODES = "LCVR"
_BEFORE_WEAK = frozenset({"in", "to", "from", "at", "for", "of", "near", "via", "visited", "through", "between"})


def build_skeleton(
    atoms: Sequence[Atom],
    phrases: Sequence[Phrase],
    quotes: Sequence[tuple[int, int]] = (),
    here: Place | None = None,
    there: Place | None = None,
) -> Skeleton:
    """The skeleton of a sentence given its atoms and person phrases; ``quotes`` are spans said by somebody, in order.

    ``here`` and ``there`` are what the words mean: the place of the dateline, and the one told last.
    """
    skeleton = Skeleton(atoms[0].start, atoms[-1].end) if atoms else Skeleton(0, 0)
    by_first = {phrase.first: phrase for phrase in phrases}
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        quote = _quote_at(quotes, atom.start) if quotes else None
        if quote is not None:
            last = index
            while last + 1 < len(atoms) and atoms[last + 1].start < quote[1]:
                last += 1
            skeleton.add("Q", "", atom.start, atoms[last].end, 0)
            index = last + 1
        elif index in by_first:
            phrase = by_first[index]
            skeleton.add("P", "", atom.start, atoms[phrase.last - 1].end, len(skeleton.phrases))
            skeleton.phrases.append(phrase)
            index = phrase.last
            if atoms[index - 1].code == ",":
                skeleton.add("w", ",", atoms[index - 1].start, atoms[index - 1].end)
        elif here is not None and _is_here(atoms, index):
            skeleton.add("w", "in", atom.start, atom.start)
            skeleton.add("L", "", atom.start, atom.end, len(skeleton.places))
            skeleton.places.append((here,))
            index += 1
        elif (lead := _there(atoms, index)) is not None and (told := _last_place(skeleton) or there) is not None:
            skeleton.add("w", lead, atom.start, atom.start)
            skeleton.add("L", "", atom.start, atom.end, len(skeleton.places))
            skeleton.places.append((told,))
            index += 1
        elif (ground := _ground(atoms, index, here)) is not None:
            skeleton.add("L", "", atom.start, atoms[index + 1].end, len(skeleton.places))
            skeleton.places.append((ground,))
            index += 2
        else:
            index = _plain(skeleton, atoms, index)
    return skeleton.finish()


def _quote_at(quotes: Sequence[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """The quote within which a place lies."""
    quote = quotes[bisect_right(quotes, at, key=itemgetter(0)) - 1]
    return quote if quote[0] <= at < quote[1] else None


_GOING = frozenset(
    {
        "travel", "travels", "travelled", "traveled", "travelling", "go", "goes", "going", "went", "fly",
        "flies", "flew", "flying", "head", "heads", "headed", "heading", "come", "comes", "came", "coming",
        "return", "returns", "returned", "returning",
    }
)  # fmt: skip
_EXPLETIVE = frozenset(
    {
        "is", "was", "were", "are", "has", "had", "have", "will", "would", "'s", "’s", "must", "can", "could",
        "may", "might", "should", "seems", "seemed", "remain", "remains", "exists", "been", "being", "be",
    }
)  # fmt: skip
_NOUNS_THERE = frozenset(
    ["meetings", "meeting", "talks", "visit", "stay", "time", "engagements", "programme", "counterpart"]
)


def _there(atoms: Sequence[Atom], index: int) -> str | None:
    """The preposition that "there" stands for as well ("met there": in), None where it tells no place."""
    if atoms[index].text != "there" or not index:
        return None
    before = atoms[index - 1].text.lower()
    following = atoms[index + 1].text.lower() if index + 1 < len(atoms) else "."
    if before in _GOING:
        return "to"
    expletive = following in _EXPLETIVE and before not in _NOUNS_THERE
    if expletive or not before.isalpha() or before in {"and", "but", "that", "from", "or", "of", "said", "out", "over"}:
        return None
    return "in"


def _last_place(skeleton: Skeleton) -> Place | None:
    """The single place that the sentence named last, so far."""
    if not skeleton.places or len(skeleton.places[-1]) != 1 or skeleton.places[-1][0].country is None:
        return None
    return skeleton.places[-1][0]


_LANDS = frozenset({"country", "kingdom", "sultanate", "emirate", "republic", "nation"})
_TOWNS = frozenset({"city", "capital"})
_GROUND_LEADS = frozenset({"in", "to", "left", "leave", "leaves", "leaving", "visit", "visited", "visiting", "reached"})


def _ground(atoms: Sequence[Atom], index: int, here: Place | None) -> Place | None:
    """ "arrives in the city tonight", "left the country": the place named before it, else the article's own."""
    if not 0 < index < len(atoms) - 1 or atoms[index].text.lower() not in {"the", "this"}:
        return None
    noun, before = atoms[index + 1].text, atoms[index - 1].text.lower()
    following = atoms[index + 2].text.lower() if index + 2 < len(atoms) else "."
    if (noun not in _LANDS and noun not in _TOWNS) or before not in _GROUND_LEADS or following in _NO_GROUND:
        return None
    if any(atom.text.lower() in _BACK for atom in atoms[max(0, index - 3) : index]):
        return None  # "returned to the capital": home
    named = [_entry(atom) for atom in atoms[:index] if atom.code in "LCV"]
    told = next((entry for entry in reversed(named) if entry is not None and entry.country), None)
    place = Place(told.city, told.country) if told is not None else here
    if place is None or place.country is None:
        return None
    if noun in _LANDS:
        return Place(None, place.country)
    return Place(place.city or (capital_of(place.country) if noun == "capital" else None), place.country)


_BACK = frozenset({"back", "return", "returns", "returned", "returning"})
_NO_GROUND = frozenset(
    {"of", "'s", "’s", "council", "hall", "mayor", "centre", "center", "markets", "and", "where", "that"}
)


def _is_here(atoms: Sequence[Atom], index: int) -> bool:
    """ "arrived here on Monday", not "here is", "from here", "here in Lima"."""
    if atoms[index].text != "here":
        return False
    before = atoms[index - 1].text.lower() if index else ""
    following = atoms[index + 1].text.lower() if index + 1 < len(atoms) else ""
    return (
        bool(before) and before not in {"from", "and", "or", "near"} and following not in {"'s", "’s", "is", "in", "at"}
    )


def _plain(skeleton: Skeleton, atoms: Sequence[Atom], index: int) -> int:
    """Add what begins at ``index`` (no person); returns where to go on."""
    atom = atoms[index]
    if atom.value is None and atom.code != "a":  # most atoms are plain words
        skeleton.add("w", atom.text.lower().replace("’", "'"), atom.start, atom.end)
        return index + 1
    if isinstance(atom.value, TimeMention):
        if atom.value.form not in {"clock", "duration"}:
            skeleton.add("T", "", atom.start, atom.end, len(skeleton.times))
            skeleton.times.append(atom.value)
            return index + 1
    elif isinstance(atom.value, GatheringMention):
        skeleton.add("G", "", atom.start, atom.end, len(skeleton.gatherings))
        skeleton.gatherings.append(atom.value)
        return index + 1
    places, stop = _place_list(atoms, index)
    if places:
        skeleton.add("L", "", atom.start, atoms[stop - 1].end, len(skeleton.places))
        skeleton.places.append(places)
        return stop
    if atom.code == "O" and isinstance(atom.value, Entry):
        skeleton.add("O", "", atom.start, atom.end, len(skeleton.organisations))
        skeleton.organisations.append(atom.value)
        return index + 1
    skeleton.add("w", atom.text.lower().replace("’", "'"), atom.start, atom.end)
    return index + 1


def _entry(atom: Atom) -> Entry | None:
    return atom.value if isinstance(atom.value, Entry) else None


def _one_place(atoms: Sequence[Atom], index: int) -> tuple[Place | None, int]:
    """A place that begins at ``index``: a city with its country, a country, "the Thai capital, Bangkok"."""
    if atoms[index].code == "a" and index + 1 < len(atoms) and atoms[index + 1].code in "DCLVR":
        place, stop = _one_place(atoms, index + 1)
        return place, stop
    atom = atoms[index]
    entry = _entry(atom)
    if entry is None or atom.code not in "LCVRD":
        return None, index
    following = atoms[index + 1] if index + 1 < len(atoms) else None
    after = index + 2 if following is not None and following.code == "S" else index + 1
    if after < len(atoms) and atoms[after].text.lower() in {"capital", "city"} and atom.code in "DC":
        return _capital(atoms, entry, after)
    if atom.code == "D" or (following is not None and following.code == "S"):
        return None, index
    if entry.weak and not _place_context(atoms, index):
        return None, index
    if atom.code in "LVR":
        return _with_country(atoms, index, Place(entry.city, entry.country))
    town = capital_of(entry.country) if entry.country in CITY_STATES else None
    return _with_country(atoms, index, Place(town, entry.country))


CITY_STATES = frozenset({"SG", "LU", "DJ", "VA", "MC"})
"""Countries whose name is that of their capital, and where an event in the one is in the other."""


def _capital(atoms: Sequence[Atom], entry: Entry, at: int) -> tuple[Place | None, int]:
    """``at`` stands on "capital" or "city"; a name may follow, with or without a comma."""
    stop = at + 1
    follow = stop + 1 if stop < len(atoms) and atoms[stop].code == "," else stop
    if follow < len(atoms) and atoms[follow].code == "L":
        named = _entry(atoms[follow])
        if named is not None and named.country == entry.country:
            stop = follow + 1
            if stop < len(atoms) and atoms[stop].code == ",":
                stop += 1
            return Place(named.city, named.country), stop
    if atoms[at].text.lower() == "capital" and entry.country:
        return Place(capital_of(entry.country), entry.country), at + 1
    return None, at


def _with_country(atoms: Sequence[Atom], index: int, place: Place) -> tuple[Place, int]:
    """Swallow "Paris, France", "Honolulu, Hawaii" and "Sweden (Stockholm)"; the country in words decides."""
    if index + 3 < len(atoms) and atoms[index + 1].text == "(" and atoms[index + 3].text == ")":
        inside = _entry(atoms[index + 2])
        if inside is not None and inside.country == place.country:
            return Place(place.city or inside.city, place.country), index + 4
    if place.city and index + 2 < len(atoms) and atoms[index + 1].code == "," and atoms[index + 2].code in "CR":
        entry = _entry(atoms[index + 2])
        possessive = index + 3 < len(atoms) and atoms[index + 3].code == "S"
        if entry is not None and entry.country == place.country and not possessive:
            return place, index + 3
    return place, index + 1


def _place_context(atoms: Sequence[Atom], index: int) -> bool:
    before = atoms[index - 1].text.lower() if index else ""
    follows = index + 2 < len(atoms) and atoms[index + 1].code == "," and atoms[index + 2].code == "C"
    return before in _BEFORE_WEAK or follows


_SEPARATORS = re.compile(r"(?:[,;]|,?&|;&|/)$")


def _place_list(atoms: Sequence[Atom], index: int) -> tuple[tuple[Place, ...], int]:
    """Places in a row ("Tel Aviv, Israel; Amman, Jordan; and Ramallah"), and where the row ends."""
    place, stop = _one_place(atoms, index)
    if place is None:
        return (), index
    places = [place]
    while stop < len(atoms):
        at = stop
        while at < len(atoms) and at < stop + 2 and (atoms[at].code in ",&" or atoms[at].text in {";", "/"}):
            at += 1
        if at == stop or at >= len(atoms):
            break
        following, end = _one_place(atoms, at)
        if following is None:
            break
        if following not in places:
            places.append(following)
        stop = end
    return tuple(places), stop
