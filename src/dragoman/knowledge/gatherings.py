"""Named multilateral gatherings: those known by name, and those that a grammar of names composes.

Known ones stand in en/gatherings.jsonl, the words of the grammar in en/gathering_words.json. A mention says
what the text calls a gathering, not that anybody attended it: "on the sidelines of X" is a mention too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

import daachorse
import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_jsonl, read_text
from dragoman.knowledge.organisations import fold, level, organisation_codes, organisations, spellings

FILE = "en/gatherings.jsonl"
WORDS_FILE = "en/gathering_words.json"
NUMBERS = range(1, 101)  # what {n} in a name stands for: COP28, UNGA 78

_BLANK = r"[ \n\t\xa0]"
_DASH = "[-‐‑‒–—−]"
_APOSTROPHE = "['’‘ʼ]"
_FLEXIBLE = {" ": _BLANK, "-": _DASH, "'": _APOSTROPHE}


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


@cache
def gathering_words() -> GatheringWords:
    """The word lists of the grammar. Raises DataError where the file does not fit."""
    try:
        return msgspec.json.decode(read_text(WORDS_FILE), type=GatheringWords)
    except (msgspec.DecodeError, ValueError) as error:
        raise DataError(f"knowledge/{WORDS_FILE}: {error}") from error


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


def _flex(words: str) -> str:
    return "".join(_FLEXIBLE.get(letter, re.escape(letter)) for letter in words)


def _any(words: Iterable[str], *, cased: bool = False) -> str:
    """An expression for any of ``words``, longest first, ended at a word's end."""
    return rf"(?{'' if cased else 'i'}:{_trie(words if cased else map(str.lower, words))})(?!\w)"


def _trie(words: Iterable[str]) -> str:
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
def _bodies() -> dict[str, str | None]:
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


def _pieces(words: GatheringWords) -> _Pieces:
    ordinal = rf"\d{{1,3}}(?:st|nd|rd|th)(?!\w)|{_any(words.ordinals)}"
    before = rf"(?:(?:{ordinal}|(?:19|20)\d\d(?!\w)|{_any(words.qualifiers)}){_BLANK}){{0,4}}"
    inner = _any({*words.posts, *words.levels, *words.themes, *words.qualifiers, "and", "&"})
    middle = rf"(?:(?:{inner}|{ordinal}|(?:19|20)\d\d(?!\w)){_APOSTROPHE}?{_BLANK}){{0,7}}"
    stop = _any(words.not_in_name, cased=True)
    capital = rf"(?!{stop})(?:(?:[A-Z]\.){{2,}}|[A-ZÀ-Þ]\w*(?:{_APOSTROPHE}s(?!\w))?)"
    side = rf"{capital}(?:{_BLANK}{capital}){{0,2}}"
    body = rf"(?:{_trie(_bodies())})(?!\w)(?:{_BLANK}\([A-Z]{{2,8}}\))?(?:{_APOSTROPHE}s?(?!\w))?"
    end = rf"(?!\w)(?!{_BLANK}{_any(words.not_after_head)})"
    return _Pieces(before, middle, capital, side, body, end)


def _tail(words: GatheringWords, p: _Pieces) -> str:
    """What a gathering is on or for: "on the Future of Syria", "for Democracy", "on maritime security"."""
    stop = rf"(?!{_any(words.not_tail)})"
    link = rf"(?:(?:and(?!{_BLANK}the)|of|for|the|to|on|&){_BLANK}){{0,3}}"
    lands = _any(words.lands, cased=True)
    capital = rf"{stop}{p.capital}(?:{_DASH}\w+)*"
    more = rf"(?:{_BLANK}(?:in{_BLANK}{lands}|{_any(words.subjects)}))?"
    names = rf"{capital}(?:{_BLANK}{link}{capital}){{0,8}}{more}"
    themes = rf"{_any(words.themes)}(?:{_BLANK}(?:and{_BLANK})?{_any(words.themes)}){{0,2}}"
    lower = rf"(?:{stop}[a-z][\w’'-]*{_BLANK}){{0,5}}?"
    the = rf"(?:the{_BLANK})?"
    return rf"{_BLANK}(?:on{_BLANK}{the}{lower}{names}|(?:on|for|against){_BLANK}{the}(?:{names}|{themes}))"


def _of_a_body(words: GatheringWords, p: _Pieces) -> str:
    """ "ASEAN foreign ministers' meeting", "EU-China summit", "NATO's annual summit" (+ what on)."""
    joint = rf"{_BLANK}?(?:{_DASH}|/){_BLANK}?"
    who = rf"(?:{p.side}{joint})?{p.body}(?:{joint}{p.side}){{0,2}}"
    place = rf"(?:{p.capital}{_BLANK}){{0,2}}"
    return rf"{who}{_BLANK}{place}{p.middle}{_any(words.heads)}{p.end}(?:{_tail(words, p)})?"


def _pair(p: _Pieces) -> str:
    joint = rf"(?:{_BLANK}?(?:–|—|/){_BLANK}?|{_DASH})"
    return rf"{p.side}(?:{joint}{p.side}){{1,3}}"


def _standing(words: GatheringWords, p: _Pieces) -> str:
    """ "India-U.S. Strategic Dialogue", "Caribbean-Canada Foreign Ministers' Group"."""
    more = rf"(?:{_BLANK}{_any(words.meeting_words)})?"
    lower = rf"(?=\S+{_BLANK}\S+){p.middle.replace('{0,7}', '{1,7}')}{_any(words.standing_heads)}"
    names = rf"(?:{p.capital}{_BLANK}(?:and{_BLANK})?){{0,4}}"
    rank = rf"(?:(?:Trilateral|Tripartite|Bilateral){_BLANK})?"
    rank += rf"(?:(?:(?:Vice|Deputy){_BLANK})?(?:Foreign|Defen[cs]e){_BLANK})?"
    rank += rf"(?:Minister(?:ial)?(?:{_DASH}|{_BLANK})Level{_BLANK})?"
    upper = rf"{rank}(?:{p.middle}|{names}){_any(words.standing_named, cased=True)}"
    return rf"{_pair(p)}{_BLANK}(?:{lower}|{upper}){p.end}{more}"


def _meeting_of(words: GatheringWords, p: _Pieces) -> str:
    """ "summit of the Arab League", "meeting of NATO foreign ministers", "session of leaders of ASEAN"."""
    level = rf"{p.middle}{_any(words.levels)}"
    people = rf"(?:{level}{_BLANK}(?:of|from){_BLANK}(?:the{_BLANK})?)?"
    whole = rf"{_of_a_body(words, p)}|{_standing(words, p)}"
    body = rf"{p.body}(?:{_BLANK}{level}|(?!{_BLANK}[A-Z]))(?!{_APOSTROPHE})"
    of = rf"{_BLANK}of{_BLANK}(?:the{_BLANK})?"
    organ = (
        rf"(?:(?:Coordinating|Co-ordinating|Executive|Permanent|Standing){_BLANK})?(?:Bureau|Committee|Authority){of}"
    )
    return rf"{p.middle}{_any(words.of_heads)}{of}(?:{organ})?{people}(?:{whole}|{body})"


def _round_of(words: GatheringWords, p: _Pieces) -> str:
    """ "third round of political consultations", "5th session of the Peru-Chile human rights dialogue"."""
    kinds = _any({*words.consulting, *words.themes, "and"})
    pair = rf"(?:{_pair(p)}{_BLANK})?"
    heads = _any(("consultations", "consultation", "dialogue", "dialogues", "consultation mechanism"))
    more = rf"(?:{_BLANK}\([A-Z]{{2,5}}\))?"
    which = rf"(?:\d{{1,3}}(?:st|nd|rd|th)(?!\w)|{_any(words.ordinals)}){_BLANK}"
    body = r"(?:Committee|Commission|Council|Working Group)(?!\w)"
    mixed = rf"(?:Joint|Mixed|Intergovernmental)(?:{_BLANK}{p.capital}){{0,3}}{_BLANK}{body}"
    what = rf"{pair}(?:{kinds}{_BLANK}){{1,5}}{heads}{more}"
    return rf"{_any(words.round_words)}{_BLANK}of{_BLANK}(?:the{_BLANK})?(?:{mixed}|{what})|{which}{what}"


def _friends(words: GatheringWords, p: _Pieces) -> str:
    """ "Group of Friends of Mediation", "third session of the Friends of the Rule of Law Group"."""
    whom = rf"{p.capital}(?:{_BLANK}(?:of{_BLANK}|and{_BLANK})?{p.capital}){{0,4}}"
    lead = rf"(?:{p.middle}{_any(words.of_heads)}{_BLANK}of{_BLANK}(?:the{_BLANK})?)?"
    friends = rf"Friends{_BLANK}of{_BLANK}(?:the{_BLANK})?{whom}"
    return rf"{lead}(?:Group{_BLANK}of{_BLANK}{friends}|{friends}{_BLANK}[Gg]roup)(?!\w)"


def _on_something(words: GatheringWords, p: _Pieces) -> str:
    """ "Conference on the Future of Syria", "donors' conference for Gaza", "Ministerial to Advance ..."."""
    named = rf"(?:Ministerial|Summit|Conference){_BLANK}to{_BLANK}{p.capital}(?:{_BLANK}{p.capital}){{0,5}}"
    return rf"{p.middle}(?:{_any(words.tail_heads)}{_tail(words, p)}|{named})"


def _by_name(words: GatheringWords, p: _Pieces) -> str:
    """ "8th Asia Security Conference", "Oslo Forum"; one name alone makes no Summit ("Trump Summit")."""
    link = rf"(?:(?:of|for){_BLANK})?"
    word = rf"(?:{_any(words.themes)}{_BLANK}(?:and|&){_BLANK})?{p.capital}{_BLANK}{link}"
    heads = [head for head in words.named_heads if head != "Summit"]
    named = rf"(?:{word}){{1,6}}{_any(heads, cased=True)}"
    summit = rf"(?:{word}){{2,6}}Summit"
    return rf"(?:{named}|{summit}){p.end}(?:{_tail(words, p)})?"


def _two_plus_two(words: GatheringWords, p: _Pieces) -> str:
    joint = rf"(?:{_DASH}|{_BLANK})"
    two = rf"(?:2{_BLANK}?\+{_BLANK}?2|2{_DASH}plus{_DASH}2|[Tt]wo{joint}plus{joint}two)"
    more = rf"(?:{_BLANK}{p.middle}{_any(words.meeting_words)}(?:{_BLANK}{_any(words.meeting_words)})?)?"
    return rf"(?:{_pair(p)}{_BLANK})?{p.middle}{two}(?!\w){more}"


def _topical(words: GatheringWords, p: _Pieces) -> str:
    """ "climate summit", "donors' conference", "regional summit"."""
    kinds = _any({*words.themes, *words.qualifiers, *words.levels})
    return rf"{p.middle}{kinds}{_BLANK}{_any(words.topical_heads)}{p.end}"


@cache
def gathering_pattern() -> re.Pattern[str]:
    """The grammar of composed names: any dash or apostrophe, over single line ends, not over blank lines.

    The longer forms stand first; ``find_gatherings`` drops what the word list "refused" rules out.
    """
    words = gathering_words()
    p = _pieces(words)
    shapes = (_meeting_of, _round_of, _friends, _of_a_body, _two_plus_two, _standing, _on_something, _by_name, _topical)
    joined = "|".join(shape(words, p) for shape in shapes)
    return re.compile(rf"(?<![\w-])(?!(?:and|&){_BLANK}){p.before}(?!and{_BLANK})(?:{joined})")


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
    listed |= {"two", *words.tail_heads, *_bodies()}
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
    listed = (name for row in (*lists, *more, words.meeting_words, _bodies()) for name in row)
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
    pattern, at = gathering_pattern(), start
    for left in _starts(text, start, end):
        if left >= at and (found := pattern.match(text, left, end)) is not None:
            yield found
            at = found.end()


@cache
def _refused() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may not stand in a name (small letters: "Bilateral Commission" is one), nor just before it."""
    refused = gathering_words().refused
    return re.compile(rf"(?<!\w){_any(refused, cased=True)}"), re.compile(rf"(?<!\w){_any(refused)}\W?$")


@cache
def _bare() -> re.Pattern[str]:
    """ "at the G20 in Bali": a grouping's name that stands for its gathering."""
    names = _any(gathering_words().bare, cased=True)
    lead = rf"(?:at|for|attend\w*|(?:sidelines|margins){_BLANK}of)"
    which = rf"(?:the|(?:this|last){_BLANK}year{_APOSTROPHE}s)"
    return re.compile(rf"\b{lead}{_BLANK}{which}{_BLANK}({names})(?=[.,;]|$|{_BLANK}(?:in|this|last|next|on)\b)")


_ORGAN = re.compile(
    r"\b(?:attend(?:s|ed|ing)?|address(?:es|ed|ing)?|(?:tak|took)\w* part in|participat\w+ in|chair(?:s|ed|ing)?|"
    r"told|brief(?:s|ed|ing)?|(?:spoke|speaks?|speaking) (?:at|to|before)|at) (?:the|an?) "
)
"""Before the name of an organ that is then its sitting: "attended the ASEAN Coordinating Council"."""
_SITTING_ORGANS = ("Council", "Assembly", "Commission", "Committee", "Congress", "Board of Governors")


def _find_organs(text: str, start: int, end: int) -> Iterator[GatheringMention]:
    """Organs that somebody attends or addresses; the known organisations among them only."""
    for lead in _ORGAN.finditer(text, start, end):
        found = _body_pattern().match(text, lead.end(), end)
        if found is not None and found[0].endswith(_SITTING_ORGANS):
            yield GatheringMention(*found.span(), found[0], _code(text, *found.span()), None, None, None)


@cache
def _body_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_trie(_bodies())})(?!\w)")


def _code(text: str, start: int, end: int) -> str | None:
    """The code of the first organisation named in the span."""
    bodies = _bodies()
    codes = (bodies.get(found[0]) for found in _body_pattern().finditer(text, start, end))
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
        if level(found[0]) not in _bodies():  # "Islamic Conference" is an organisation
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
