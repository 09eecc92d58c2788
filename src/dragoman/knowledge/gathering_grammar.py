"""The grammar of composed names of gatherings: "53rd session of the Human Rights Council", "India-U.S. Dialogue".

The words stand in en/gathering_words.json. Each shape of name is an expression of its own, compiled when a text
holds a word that it needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text
from dragoman.knowledge.gate import Gate
from dragoman.knowledge.organisations import organisations, spellings

WORDS_FILE = "en/gathering_words.json"

BLANK = r"[ \n\t\xa0]"
DASH = "[-‐‑‒–—−]"
APOSTROPHE = "['’‘ʼ]"
_FLEXIBLE = {" ": BLANK, "-": DASH, "'": APOSTROPHE}


class GatheringWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The word lists that names of gatherings are composed of."""

    ordinals: tuple[str, ...]
    qualifiers: tuple[str, ...]
    bodies: tuple[str, ...]
    posts: tuple[str, ...]
    levels: tuple[str, ...]
    themes: tuple[str, ...]
    subjects: tuple[str, ...]
    bare: tuple[str, ...]
    heads: tuple[str, ...]
    standing_heads: tuple[str, ...]
    standing_named: tuple[str, ...]
    meeting_words: tuple[str, ...]
    of_heads: tuple[str, ...]
    named_heads: tuple[str, ...]
    round_words: tuple[str, ...]
    consulting: tuple[str, ...]
    topical_heads: tuple[str, ...]
    tail_heads: tuple[str, ...]
    lands: tuple[str, ...]
    not_tail: tuple[str, ...]
    not_in_name: tuple[str, ...]
    not_after_head: tuple[str, ...]
    refused: tuple[str, ...]


@cache
def gathering_words() -> GatheringWords:
    """The word lists of the grammar. Raises DataError where the file does not fit."""
    try:
        return msgspec.json.decode(read_text(WORDS_FILE), type=GatheringWords)
    except (msgspec.DecodeError, ValueError) as error:
        raise DataError(f"knowledge/{WORDS_FILE}: {error}") from error


def _flex(words: str) -> str:
    return "".join(_FLEXIBLE.get(letter, re.escape(letter)) for letter in words)


def any_word(words: Iterable[str], *, cased: bool = False) -> str:
    """An expression for any of ``words``, longest first, ended at a word's end."""
    return rf"(?{'' if cased else 'i'}:{trie(words if cased else map(str.lower, words))})(?!\w)"


def trie(words: Iterable[str]) -> str:
    """An expression for any of ``words``, longest first, that shares beginnings: it is short and fails fast."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}

    def expression(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
        branches = [_flex(letter) + expression(below) for letter, below in sorted(node.items()) if letter]
        if not branches:
            return ""
        joined = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
        return f"{joined}?" if "" in node else joined

    return expression(root)


@cache
def bodies() -> dict[str, str | None]:
    """Names that make a meeting a gathering of theirs, with their code: organisations, regions."""
    names: dict[str, str | None] = dict.fromkeys(gathering_words().bodies)
    for entry in organisations():
        if entry.kind != "non_state":
            names |= {form: entry.code for name in entry.names for form in spellings(name)}
    return names


class _Pieces(NamedTuple):
    """Parts of the grammar as expressions; ``after`` and ``middle`` take their closing blank with them."""

    before: str
    middle: str
    capital: str
    side: str
    body: str
    end: str


@cache
def _pieces() -> _Pieces:
    words = gathering_words()
    ordinal = rf"\d{{1,3}}(?:st|nd|rd|th)(?!\w)|{any_word(words.ordinals)}"
    before = rf"(?:(?:{ordinal}|(?:19|20)\d\d(?!\w)|{any_word(words.qualifiers)}){BLANK}){{0,4}}"
    inner = any_word({*words.posts, *words.levels, *words.themes, *words.qualifiers, "and", "&"})
    middle = rf"(?:(?:{inner}|{ordinal}|(?:19|20)\d\d(?!\w)){APOSTROPHE}?{BLANK}){{0,7}}"
    stop = any_word(words.not_in_name, cased=True)
    capital = rf"(?!{stop})(?:(?:[A-Z]\.){{2,}}|[A-ZÀ-Þ]\w*(?:{APOSTROPHE}s(?!\w))?)"
    side = rf"{capital}(?:{BLANK}{capital}){{0,2}}"
    body = rf"(?:{trie(bodies())})(?!\w)(?:{BLANK}\([A-Z]{{2,8}}\))?(?:{APOSTROPHE}s?(?!\w))?"
    end = rf"(?!\w)(?!{BLANK}{any_word(words.not_after_head)})"
    return _Pieces(before, middle, capital, side, body, end)


def _tail(words: GatheringWords, p: _Pieces) -> str:
    """What a gathering is on or for: "on the Future of Syria", "for Democracy", "on maritime security"."""
    stop = rf"(?!{any_word(words.not_tail)})"
    link = rf"(?:(?:and(?!{BLANK}the)|of|for|the|to|on|&){BLANK}){{0,3}}"
    lands = any_word(words.lands, cased=True)
    capital = rf"{stop}{p.capital}(?:{DASH}\w+)*"
    more = rf"(?:{BLANK}(?:in{BLANK}{lands}|{any_word(words.subjects)}))?"
    names = rf"{capital}(?:{BLANK}{link}{capital}){{0,8}}{more}"
    themes = rf"{any_word(words.themes)}(?:{BLANK}(?:and{BLANK})?{any_word(words.themes)}){{0,2}}"
    lower = rf"(?:{stop}[a-z][\w’'-]*{BLANK}){{0,5}}?"
    the = rf"(?:the{BLANK})?"
    return rf"{BLANK}(?:on{BLANK}{the}{lower}{names}|(?:on|for|against){BLANK}{the}(?:{names}|{themes}))"


def _of_a_body(words: GatheringWords, p: _Pieces) -> str:
    """ "ASEAN foreign ministers' meeting", "EU-China summit", "NATO's annual summit" (+ what on)."""
    joint = rf"{BLANK}?(?:{DASH}|/){BLANK}?"
    who = rf"(?:{p.side}{joint})?{p.body}(?:{joint}{p.side}){{0,2}}"
    place = rf"(?:{p.capital}{BLANK}){{0,2}}"
    return rf"{who}{BLANK}{place}{p.middle}{any_word(words.heads)}{p.end}(?:{_tail(words, p)})?"


def _pair(p: _Pieces) -> str:
    joint = rf"(?:{BLANK}?(?:–|—|/){BLANK}?|{DASH})"
    return rf"{p.side}(?:{joint}{p.side}){{1,3}}"


def _standing(words: GatheringWords, p: _Pieces) -> str:
    """ "India-U.S. Strategic Dialogue", "Caribbean-Canada Foreign Ministers' Group"."""
    more = rf"(?:{BLANK}{any_word(words.meeting_words)})?"
    lower = rf"(?=\S+{BLANK}\S+){p.middle.replace('{0,7}', '{1,7}')}{any_word(words.standing_heads)}"
    names = rf"(?:{p.capital}{BLANK}(?:and{BLANK})?){{0,4}}"
    rank = rf"(?:(?:Trilateral|Tripartite|Bilateral){BLANK})?"
    rank += rf"(?:(?:(?:Vice|Deputy){BLANK})?(?:Foreign|Defen[cs]e){BLANK})?"
    rank += rf"(?:Minister(?:ial)?(?:{DASH}|{BLANK})Level{BLANK})?"
    upper = rf"{rank}(?:{p.middle}|{names}){any_word(words.standing_named, cased=True)}"
    return rf"{_pair(p)}{BLANK}(?:{lower}|{upper}){p.end}{more}"


def _meeting_of(words: GatheringWords, p: _Pieces) -> str:
    """ "summit of the Arab League", "meeting of NATO foreign ministers", "session of leaders of ASEAN"."""
    level = rf"{p.middle}{any_word(words.levels)}"
    people = rf"(?:{level}{BLANK}(?:of|from){BLANK}(?:the{BLANK})?)?"
    whole = rf"{_of_a_body(words, p)}|{_standing(words, p)}"
    body = rf"{p.body}(?:{BLANK}{level}|(?!{BLANK}[A-Z]))(?!{APOSTROPHE})"
    of = rf"{BLANK}of{BLANK}(?:the{BLANK})?"
    organ = (
        rf"(?:(?:Coordinating|Co-ordinating|Executive|Permanent|Standing){BLANK})?(?:Bureau|Committee|Authority){of}"
    )
    return rf"{p.middle}{any_word(words.of_heads)}{of}(?:{organ})?{people}(?:{whole}|{body})"


def _round_of(words: GatheringWords, p: _Pieces) -> str:
    """ "third round of political consultations", "5th session of the Peru-Chile human rights dialogue"."""
    kinds = any_word({*words.consulting, *words.themes, "and"})
    pair = rf"(?:{_pair(p)}{BLANK})?"
    heads = any_word(("consultations", "consultation", "dialogue", "dialogues", "consultation mechanism"))
    more = rf"(?:{BLANK}\([A-Z]{{2,5}}\))?"
    which = rf"(?:\d{{1,3}}(?:st|nd|rd|th)(?!\w)|{any_word(words.ordinals)}){BLANK}"
    body = r"(?:Committee|Commission|Council|Working Group)(?!\w)"
    mixed = rf"(?:Joint|Mixed|Intergovernmental)(?:{BLANK}{p.capital}){{0,3}}{BLANK}{body}"
    what = rf"{pair}(?:{kinds}{BLANK}){{1,5}}{heads}{more}"
    return rf"{any_word(words.round_words)}{BLANK}of{BLANK}(?:the{BLANK})?(?:{mixed}|{what})|{which}{what}"


def _friends(words: GatheringWords, p: _Pieces) -> str:
    """ "Group of Friends of Mediation", "third session of the Friends of the Rule of Law Group"."""
    whom = rf"{p.capital}(?:{BLANK}(?:of{BLANK}|and{BLANK})?{p.capital}){{0,4}}"
    lead = rf"(?:{p.middle}{any_word(words.of_heads)}{BLANK}of{BLANK}(?:the{BLANK})?)?"
    friends = rf"Friends{BLANK}of{BLANK}(?:the{BLANK})?{whom}"
    return rf"{lead}(?:Group{BLANK}of{BLANK}{friends}|{friends}{BLANK}[Gg]roup)(?!\w)"


def _on_something(words: GatheringWords, p: _Pieces) -> str:
    """ "Conference on the Future of Syria", "donors' conference for Gaza", "Ministerial to Advance ..."."""
    named = rf"(?:Ministerial|Summit|Conference){BLANK}to{BLANK}{p.capital}(?:{BLANK}{p.capital}){{0,5}}"
    return rf"{p.middle}(?:{any_word(words.tail_heads)}{_tail(words, p)}|{named})"


def _by_name(words: GatheringWords, p: _Pieces) -> str:
    """ "8th Asia Security Conference", "Oslo Forum"; one name alone makes no Summit ("Trump Summit")."""
    link = rf"(?:(?:of|for){BLANK})?"
    word = rf"(?:{any_word(words.themes)}{BLANK}(?:and|&){BLANK})?{p.capital}{BLANK}{link}"
    heads = [head for head in words.named_heads if head != "Summit"]
    named = rf"(?:{word}){{1,6}}{any_word(heads, cased=True)}"
    summit = rf"(?:{word}){{2,6}}Summit"
    return rf"(?:{named}|{summit}){p.end}(?:{_tail(words, p)})?"


def _two_plus_two(words: GatheringWords, p: _Pieces) -> str:
    joint = rf"(?:{DASH}|{BLANK})"
    two = rf"(?:2{BLANK}?\+{BLANK}?2|2{DASH}plus{DASH}2|[Tt]wo{joint}plus{joint}two)"
    more = rf"(?:{BLANK}{p.middle}{any_word(words.meeting_words)}(?:{BLANK}{any_word(words.meeting_words)})?)?"
    return rf"(?:{_pair(p)}{BLANK})?{p.middle}{two}(?!\w){more}"


def _topical(words: GatheringWords, p: _Pieces) -> str:
    """ "climate summit", "donors' conference", "regional summit"."""
    kinds = any_word({*words.themes, *words.qualifiers, *words.levels})
    return rf"{p.middle}{kinds}{BLANK}{any_word(words.topical_heads)}{p.end}"


_SHAPES = (_meeting_of, _round_of, _friends, _of_a_body, _two_plus_two, _standing, _on_something, _by_name, _topical)
"""The longer forms stand first."""


def _written(p: _Pieces, shapes: str) -> str:
    lead = rf"(?<![\w-])(?!(?:and|&){BLANK})(?P<before>{p.before})(?!and{BLANK})"
    return rf"{lead}(?:{shapes})"


@cache
def gathering_pattern() -> re.Pattern[str]:
    """The grammar of composed names: any dash or apostrophe, over single line ends, not over blank lines.

    ``find_gatherings`` drops what the word list "refused" rules out.
    """
    words, p = gathering_words(), _pieces()
    return re.compile(_written(p, "|".join(shape(words, p) for shape in _SHAPES)))


@cache
def _shape_pattern(number: int) -> re.Pattern[str]:
    words, p = gathering_words(), _pieces()
    return re.compile(_written(p, _SHAPES[number](words, p)))


_Look = Callable[[str], object]


@cache
def _needed() -> tuple[tuple[_Look, ...], ...]:
    """For each shape what a text must hold: one word of each list."""
    words = gathering_words()

    def some(*names: str) -> _Look:
        return Gate(re.split(r"[ -]", name)[-1] for name in names).open

    return (
        (some(*words.of_heads), some("of")),
        (some("consultation", "dialogue", "joint", "mixed", "intergovernmental"),),
        (some("friends"), some("of")),
        (some(*words.heads),),
        (some("2", "plus"),),
        (some(*words.standing_heads, *words.standing_named), re.compile(r"\w\W{0,2}[-‐‑‒–—−/]").search),
        (some(*words.tail_heads), some("on", "for", "against", "to")),
        (re.compile("|".join(re.split(r"[ -]", head)[-1] for head in words.named_heads)).search,),
        (some(*words.topical_heads),),
    )


def shapes_in(text: str) -> list[re.Pattern[str]]:
    """The expressions of the shapes that a text can hold."""
    return [_shape_pattern(number) for number, looks in enumerate(_needed()) if all(look(text) for look in looks)]


def composed_at(shapes: Iterable[re.Pattern[str]], text: str, left: int, end: int) -> re.Match[str] | None:
    """The name composed by one of the shapes that begins at ``left``, as ``gathering_pattern`` has it.

    Of several the one before which the most words stand that any name may begin with, then the first.
    """
    found = [match for shape in shapes if (match := shape.match(text, left, end)) is not None]
    return max(found, key=lambda match: match.end("before"), default=None)
