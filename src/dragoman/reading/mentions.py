"""Mentions in one sentence: times, gatherings, offices, places, organisations, names, and the words between.

A sentence becomes a row of atoms that cover all of its words. Each atom has a one-letter code, so that the
grammar of persons (``persons.py``) can be written as regular expressions over the row of codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

import msgspec

from dragoman.knowledge.gatherings import GatheringMention, find_gatherings
from dragoman.knowledge.gazetteer import Entry, gazetteer
from dragoman.knowledge.guarded import Guarded
from dragoman.knowledge.ledger import Ledger
from dragoman.knowledge.offices import OfficeMention, find_offices, honorifics
from dragoman.knowledge.patterns import verbs
from dragoman.knowledge.words import words
from dragoman.reading.names import fold
from dragoman.reading.times import TimeMention, find_times

Value = TimeMention | GatheringMention | OfficeMention | Entry | str | None

TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|Eng|Gen|Lt|Col|Maj|Adm|Capt|Brig|Sen|Rep|Gov|Amb|Hon|Rev|Msgr|Smt|Shri|St)\.(?=\s)|H\.E\.(?=\s)|"
    r"[’'](?:s\b|(?=[\s,.;:]))|(?:[^\W\d_]\.)+(?:[^\W\d_]\b)?|[^\W_](?:\w*[^\W_])?(?:['’\-–.](?!s\b)\w+(?<!_))*|[^\w\s]"
)
"""A possessive, an initial or dotted abbreviation, a word with inner hyphens and apostrophes, a sign.

Underscores at the ends of a word are marks of emphasis and no part of it."""


class Atom(msgspec.Struct, frozen=True):
    """A mention or a word. Codes:

    T time, G gathering, F office, N name, H honorific, C country, D demonym, L city, V venue, R region,
    O organisation, S possessive, p pronoun, y possessive pronoun, c counterpart, o officials, n number word,
    m noun of a pair (sides, men), j adjective of persons,
    a article, g of, f for/from, t to, i in, ``,`` comma, & and, w any other word, x other sign.
    """

    code: str
    start: int
    end: int
    text: str
    value: Value = None


class Span(msgspec.Struct, frozen=True):
    code: str
    start: int
    end: int
    value: Value


_GAZETTEER_CODES = {
    "country": "C",
    "demonym": "D",
    "people": "w",
    "city": "L",
    "venue": "V",
    "region": "R",
    "organisation": "O",
}


_PATRONYM = re.compile(r"\b(?:bin|ibn|bint|ben|abu|al)[ -]$")
"""Before a word that is a title elsewhere: "Rashid bin Sultan"."""


_INITIALS = re.compile(r"(?:[A-Z]\.){2,3} [A-Z][a-z]")
_STATE_OF = re.compile(r"[A-Z][\w.]*,? $")
"""Before a state: "Raleigh, N.C." — and not before initials: "the army chief, N.C. Rao"."""


def _inside_name(text: str, start: int, end: int, entry: Entry) -> bool:
    """A city or region that is one half of a hyphenated name: "Oduya-Lund"."""
    if entry.kind not in {"city", "region"}:
        return False
    if _INITIALS.match(text, start) and not _STATE_OF.search(text, max(0, start - 30), start):
        return True
    before = start > 1 and text[start - 1] in "-–" and text[start - 2].isalpha()
    after = end + 1 < len(text) and text[end] in "-–" and text[end + 1].isupper()
    return before or after


_GIVEN_NAME = re.compile(r"(?:Emir|Amir|Ameer|Sultan) (?=[A-Z])")


def _names_a_thing(tokens: list[Token], start: int, stop: int) -> bool:
    """ "the Simón Bolívar", "Rafiq Hariri airport", "St Thomas' Hospital": named after somebody, and nobody."""
    if start and tokens[start - 1].text.lower() in words().articles:
        return True
    after = [token.text.lower() for token in tokens[stop : stop + 2]]
    if after and after[0] in {"'s", "’s", "'", "’"}:
        after.pop(0)
    return bool(after) and after[0] in words().facilities


_GIVEN_NAMES = frozenset({"Emir", "Amir", "Ameer", "Sultan"})
"""Styles that are given names as well: as titles they have been taken for offices before."""
_OF_WHOM = re.compile(r"(?:\b[Tt]he|[’']s|[a-z]i|ese|(?:[Nn]ew|[Ff]ormer|[Ll]ate|[Tt]hen|[Dd]eputy)) $")


def _is_given_name(text: str, start: int, office: OfficeMention) -> bool:
    """ "Emir Hodžić" and "Sultan Al Jaber" are names; "the Emir", "Qatari Emir", "Kuwait's Emir" are titles."""
    match = _GIVEN_NAME.match(text, office.start)
    if match is None or office.end > match.end():
        return False
    if match.group() == "Sultan ":
        return bool(re.match(r"(?:Al|al|bin)\b", text[match.end() : match.end() + 4]))
    return not _OF_WHOM.search(text, max(start, office.start - 9), office.start)


_OF_OFFICE = re.compile(
    r"(?:recently|lately|just)[ -](?:appointed|elected|re-elected|named|confirmed|installed)\b", re.I
)
"""How new somebody's office is, not when something happened: "the recently appointed Minister of Trade"."""

_CAPITALS = re.compile(r"\b[A-Z]{4,}\b(?:(?: (?:OF|AND|THE))+ [A-Z]{4,}\b)*")
"""Names in datelines, headings and diaries are often all capitals: "BEIJING", "REPUBLIC OF PERU"."""


def _as_title(match: re.Match[str]) -> str:
    return re.sub(r"(?<= )(?:Of|And|The)(?= )", lambda m: m.group().lower(), match.group().title())


@cache
def _styles() -> Guarded:
    """Honorifics of several words or with a sign at their end: "His Royal Highness", "Datuk Seri", "Dato'"."""
    several = sorted((h for h in honorifics() if " " in h or h[-1] in "'’"), key=lambda h: (-len(h), h))
    others = "|".join(map(re.escape, several))
    return Guarded(rf"\b(?:[Tt]he )?(?:(?:His|Her) (?:Excellency|Eminence),(?= [A-Z])|(?:{others})(?=\s))")


def _claimed(spans: list[Span], start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for span in spans)


def _known(text: str, start: int, end: int, headline: bool) -> list[Span]:
    """Times, gatherings, offices and gazetteer names of a sentence, in this order of precedence."""
    spans: list[Span] = [
        Span("T", m.start, m.end, m) for m in find_times(text, start, end) if not _OF_OFFICE.match(text, m.start, end)
    ]
    offices = [
        o
        for o in find_offices(text, start, end)
        if not _PATRONYM.search(text, max(start, o.start - 6), o.start) and not _is_given_name(text, start, o)
    ]
    titled = {office.start for office in offices}
    for gathering in find_gatherings(text, start, end):
        # "European Council President": a body's officer, not its sitting
        if titled & {gathering.end + 1, gathering.end + 3} or any(
            office.start <= gathering.start and gathering.end <= office.end for office in offices
        ):
            continue
        if not _claimed(spans, gathering.start, gathering.end):
            spans.append(Span("G", gathering.start, gathering.end, gathering))
    for office in offices:
        if not _claimed(spans, office.start, office.end):
            spans.append(Span("F", office.start, office.end, office))
    spans += [
        Span("H", m.start(), m.end(), None)
        for m in _styles().within(text, start, end)
        if not _claimed(spans, m.start(), m.end())
    ]
    plain = text[start:end]
    versions = [plain] if _CAPITALS.search(plain) is None else [plain, _CAPITALS.sub(_as_title, plain)]
    for version in versions:
        for at, to, entry in _named_beside(version, start, offices):
            if not _claimed(spans, at, to) and not _inside_name(text, at, to, entry):
                spans.append(Span(_GAZETTEER_CODES[entry.kind], at, to, entry))
    spans.sort(key=lambda span: span.start)
    return spans


def _named_beside(version: str, start: int, offices: list[OfficeMention]) -> Iterator[tuple[int, int, Entry]]:
    """Names known beforehand; of one that reaches into an office, what stands before it.

    "Libyan National Army commander" is the army's commander, and Libyan.
    """
    for hit in gazetteer().find(version):
        at, to = start + hit.start, start + hit.end
        cut = next((office.start for office in offices if at < office.start < to), None)
        if cut is None:
            yield at, to, hit.entry
            continue
        for inner in gazetteer().find(version[hit.start : cut - start]):
            yield at + inner.start, at + inner.end, inner.entry


class Token(msgspec.Struct, frozen=True):
    """A word, a sign or a known span of a sentence."""

    start: int
    end: int
    text: str
    span: Span | None

    @property
    def code(self) -> str:
        """The code of a known span, empty for a word."""
        return "" if self.span is None else self.span.code


def find_tokens(text: str, start: int, end: int, *, headline: bool = False) -> list[Token]:
    """The tokens of the sentence ``text[start:end]``; a known span is one token. Names do not matter to them."""
    tokens: list[Token] = []
    at = start
    for span in _known(text, start, end, headline):
        if at < span.start:
            tokens += [Token(*m.span(), m[0], None) for m in TOKEN.finditer(text, at, span.start)]
        tokens.append(Token(span.start, span.end, text[span.start : span.end], span))
        at = span.end
    tokens += [Token(*m.span(), m[0], None) for m in TOKEN.finditer(text, at, end)]
    return tokens


def is_capital(word: str) -> bool:
    """The word begins like a name: a capital, or a small prefix glued to one ("al-Sudani", "d'Estaing")."""
    return word[:1].isupper() or bool(_GLUED.match(word))


_GLUED = re.compile(r"(?:al|el|as|ash|an|ar|d|at|az)[-’'][A-Z]")


@lru_cache(maxsize=65536)
def _begins_name(code: str, word: str) -> bool:
    """A token of that code (none for a word) can stand in a row of capitalised words that is a name."""
    if code:
        return code in "LRC" and " " not in word and word[:1].isupper() and not word.isupper()
    return is_capital(word) and not word.endswith("’s") and (len(word) > 1 or word.endswith("."))


@lru_cache(maxsize=65536)
def _may_begin_name(word: str) -> bool:
    """A row that is a name may begin at the word: a capital, a bare initial, a particle ("van Duijn")."""
    return _begins_name("", word) or (len(word) == 1 and word.isupper()) or word in words().particles


_LINKING = frozenset({"At", "And", "Before", "After", "With", "During", "Following", "For", "From", "On", "Of", "Upon"})
"""Words that link names and are no part of them, however a title in capitals writes them."""


LONGEST_NAME = 10
"""Words of the longest name of a person that is looked up among other capitalised words."""
LONGEST_RUN = 24
"""Words of the longest row of capitalised words that is read as one: names in a longer one are no prose."""

KNOWN_BY_SURNAME = ("head_of_state", "head_of_government", "foreign_minister")
"""Offices so prominent that stories name their holders by last name alone."""
PROMINENT = 8
"""Ranks of offices whose holders stories may name by last name alone."""


class NameFinder:
    """Finds names of persons among the tokens of a sentence.

    ``surnames`` are last names established by the article, folded; they win over places of the same name.
    """

    def __init__(self, ledger: Ledger, surnames: Iterable[str] = ()) -> None:
        self._ledger = ledger
        self._surnames = frozenset(surnames)

    def tells_surnames(self, tokens: list[Token]) -> bool:
        """Some token is a last name that the article has established: without one, they change nothing."""
        return not self._surnames.isdisjoint(map(fold, [token.text for token in tokens]))

    def runs(self, tokens: list[Token], headline: bool) -> dict[int, int]:
        """Index ranges of tokens that are names: where each begins, and where it ends (exclusive)."""
        out: dict[int, int] = {}
        at = 0
        for index, token in enumerate(tokens):
            if index < at or not (_may_begin_name(token.text) if token.span is None else _eligible(token)):
                continue
            stop = self._run_end(tokens, index)
            if stop > index:
                out.update(self._names_in(tokens, index, stop, headline))
                at = stop
        return out

    def _particle_first(self, tokens: list[Token], index: int) -> bool:
        """ "Minister van Duijn": a last name that begins with a particle, behind a title or known by now."""
        if tokens[index].text not in words().particles or index + 1 == len(tokens):
            return False
        known = index > 0 and (_is_title(tokens[index - 1]) or self._is_surname(tokens[index + 1].text))
        return known and _eligible(tokens[index + 1]) and tokens[index + 1].start - tokens[index].end == 1

    def _run_end(self, tokens: list[Token], index: int) -> int:
        """Where the run of capitalised words that begins at ``index`` ends (exclusive)."""
        particles = words().particles
        begins = _eligible(tokens[index]) or _bare_initial(tokens, index)
        if not begins and not self._particle_first(tokens, index):
            return index
        at = index + 1
        while at < min(len(tokens), index + LONGEST_RUN):
            gap = tokens[at].start - tokens[at - 1].end
            if gap > 1 or (gap == 0 and not tokens[at - 1].text.endswith(".")):
                break
            if tokens[at].text in _LINKING:
                break
            if _eligible(tokens[at]) or _bare_initial(tokens, at):
                at += 1
                continue
            if (
                tokens[at].text in particles
                and at + 1 < len(tokens)
                and (_eligible(tokens[at + 1]) or tokens[at + 1].text in particles)
                and tokens[at + 1].start - tokens[at].end == 1
            ):
                at += 1
                continue
            break
        while at > index + 1 and (tokens[at - 1].text in particles or tokens[at - 1].text in _POSTNOMINALS):
            at -= 1
        return at

    def _names_in(self, tokens: list[Token], start: int, stop: int, headline: bool) -> list[tuple[int, int]]:
        titled = start > 0 and (
            _is_title(tokens[start - 1])
            or (tokens[start - 1].text == "," and start > 1 and _introduces(tokens[start - 2]))
        )
        opens = start == 0 or tokens[start - 1].text in {".", "“", '"', ":"}
        if opens and stop - start == 1 and not titled and not self._opens_with(tokens, start):
            return []
        lexicon = words()
        while start < stop and not titled and tokens[start].text.lower() in lexicon.starters:
            start += 1
        while start < stop and _is_honorific(tokens[start].text) and tokens[start].text not in _GIVEN_NAMES:
            start += 1
            titled = True
        if start >= stop:
            return []
        plain = [t for t in tokens[start:stop] if t.span is None]
        whole = " ".join(t.text for t in tokens[start:stop])
        if stop - start > 1 and not headline and self._ledger.knows(whole):
            return [(start, stop)]
        inner = self._known_in(tokens, start, stop, headline) if stop - start > 1 else None
        if inner is not None:
            at, end = inner
            before = self._names_in(tokens, start, at, headline) if at > start else []
            after = self._names_in(tokens, end, stop, headline) if end < stop else []
            return [*before, inner, *after]
        known = [i for i in range(start, stop) if self._is_surname(tokens[i].text)]
        while titled and stop - start > 1 and verbs().form_of(tokens[stop - 1].text.lower()) == "s":
            stop -= 1
        title_case = stop - start >= 4 and any(verbs().form_of(t.text.lower()) for t in plain)
        if title_case and not titled:
            return [(i, i + 1) for i in known]
        if headline and titled and plain:
            last = start
            while last < stop and not _ends_name(tokens[last]):
                last += 1
            return [(start, last)] if last > start else []
        if headline or not plain:
            if titled and not plain and not headline and tokens[start].span is not None:
                return [(start, stop)] if tokens[start].code in {"L", "R"} else []
            return [(i, i + 1) for i in known]
        if start + 1 < stop and tokens[start].code in {"C", "D"} and _is_style(tokens[start + 1].text):
            start += 1
            while start + 1 < stop and _styles_before(tokens, start, stop):
                start, titled = start + 1, True
        if not titled and not known and _names_a_thing(tokens, start, stop):
            return []
        long = stop - start > 4 and not any(t.text in lexicon.particles for t in plain)
        if (long or any(t.text.lower() in lexicon.not_names for t in plain)) and not titled:
            return [(i, i + 1) for i in known]
        while start < stop and (_stands_before(tokens, start, stop) or _styles_before(tokens, start, stop)):
            start += 1
        if stop - start == 1 and not titled and not known and not self._is_holder(tokens[start].text):
            return []
        return [(start, stop)] if start < stop else []

    def _known_in(self, tokens: list[Token], start: int, stop: int, headline: bool) -> tuple[int, int] | None:
        """The longest name of somebody known among the tokens, and of those the first.

        In prose every word around it must be one that ends names.
        """
        low, high = stop, start
        if not headline:
            needed = [index for index in range(start, stop) if not _ends_name(tokens[index])]
            low, high = (needed[0], needed[-1] + 1) if needed else (stop, start)
        plain = any(token.span is None for token in tokens[start:stop])
        for size in range(min(stop - start, LONGEST_NAME), 1, -1):
            if not (headline or size > 2 or plain):
                break
            for at in range(max(start, high - size), min(low, stop - size) + 1):
                if self._ledger.knows(" ".join(token.text for token in tokens[at : at + size])):
                    return at, at + size
        return None

    def _opens_with(self, tokens: list[Token], index: int) -> bool:
        """A last name at the head of a sentence: one of the article's, or of the only leader or foreign minister so
        called, with a verb behind it ("Lavrov met"). "May" and "Rice" begin sentences as words do.
        """
        word = tokens[index].text
        if self._is_surname(word):
            return True
        following = tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""
        plain = tokens[index].span is None and len(word) > 4 and not verbs().form_of(word.lower())
        if not plain or (
            verbs().form_of(following) not in {"past", "s"} and following not in {"will", "has", "is", "was"}
        ):
            return False
        if word.lower() in words().not_names or word.lower() in words().starters:
            return False
        people = {t.person_id for t in self._ledger.by_surname(word) if t.office_class in KNOWN_BY_SURNAME}
        return len(people) == 1

    def _is_holder(self, word: str) -> bool:
        """Some prominent office-holder has that last name."""
        return any(tenure.rank <= PROMINENT for tenure in self._ledger.by_surname(word))

    def _is_surname(self, word: str) -> bool:
        return fold(word) in self._surnames


def _eligible(token: Token) -> bool:
    return _begins_name("" if token.span is None else token.span.code, token.text)


def _bare_initial(tokens: list[Token], index: int) -> bool:
    """An initial without its stop, a word of the name behind it: "Mark T Esper", "S Jaishankar"; "I" is none."""
    for at in range(index, min(len(tokens) - 1, index + LONGEST_NAME)):
        token, word = tokens[at], tokens[at + 1]
        if token.span is not None or len(token.text) != 1 or not token.text.isupper() or token.text in "AIO":
            return False
        if word.start - token.end != 1:
            return False
        if len(word.text) > 2 and not word.text.isupper() and _eligible(word):
            return True
    return False


_COUNTRIES_AS_NAMES = frozenset({"Israel", "Jordan", "Chad", "Georgia", "Kenya", "India", "Malta", "Cyprus"})


def _is_first_name(tokens: list[Token], start: int, stop: int) -> bool:
    """ "Foreign Minister Israel Cohen", "Chad Okoye, Nigeria's minister": a country's name as somebody's."""
    if tokens[start].text not in _COUNTRIES_AS_NAMES or stop - start < 2:
        return False
    titled = start > 0 and _is_title(tokens[start - 1])
    opens = start == 0 or tokens[start - 1].text in {",", ".", ":"}
    return titled or (opens and stop < len(tokens) and tokens[stop].text == ",")


def _stands_before(tokens: list[Token], start: int, stop: int) -> bool:
    """ "Qatar Sheikh A", "the embassy in Ankara Dan Cole": a place that is no part of the name behind it."""
    if tokens[start].code in {"C", "D"}:
        return not _is_first_name(tokens, start, stop)
    governed = start > 0 and tokens[start - 1].text.lower() in {"in", "to", "of", "from", "at"}
    opening = start == 1 and tokens[0].text in {"In", "At"} and stop - start == 2  # "In Brussels Quispe was received"
    return governed and tokens[start].code in {"L", "R"} and (stop - start > 2 or opening)


def _styles_before(tokens: list[Token], start: int, stop: int) -> bool:
    """ "Qatar Sheikh A", "Peru H.E. Mr. A": the styles behind a country are no part of the name."""
    if not start or start + 1 >= stop:
        return False
    word, before = tokens[start].text, tokens[start - 1]
    styled = before.code in {"C", "D"} or _is_style(before.text)
    return styled and _is_style(word) and word not in _GIVEN_NAMES


_POSTNOMINALS = frozenset({"TD", "MP", "MEP", "MLA", "KC", "QC", "CBE", "OBE"})
_SMALL_STYLES = frozenset({"sheikh", "sheikha", "shaikh", "shaikha", "sheik", "sayyid"})
"""Styles that Gulf agencies write small before a name: "the Amir sheikh A", "Minister of Interior sheikh B"."""


def _ends_name(token: Token) -> bool:
    """In a headline in title case the verb is capital too: "Foreign Minister Anna Berg Visits Lima"."""
    lexicon, word = words(), token.text.lower()
    return (
        token.span is not None or word in lexicon.starters or word in lexicon.not_names or bool(verbs().form_of(word))
    )


def _is_title(token: Token) -> bool:
    return (token.span is not None and token.span.code in "FH") or _is_honorific(token.text)


def _introduces(token: Token) -> bool:
    """ "the foreign minister, A B": what stands before the comma calls for a name."""
    return (token.span is not None and token.span.code == "F") or token.text.lower() in words().counterparts


_EXCELLENCIES = frozenset({"HE", "H.E.", "HRH", "HM", "HH"})


def _is_style(word: str) -> bool:
    return word in _EXCELLENCIES or _is_honorific(word)


def _is_honorific(word: str) -> bool:
    return word in honorifics() or word.rstrip(".") in honorifics() or word + "." in honorifics()


@lru_cache(maxsize=65536)
def _word_code(word: str) -> str:
    """The code of a word that is no mention."""
    if word in _EXCELLENCIES:
        return "H"
    lower = word.lower()
    lexicon = words()
    single = {",": ",", "and": "&", "&": "&", "in": "i", "to": "t", "of": "g"}
    if lower in single:
        return single[lower]
    if lower in {"’s", "'s", "’", "'"}:
        return "S"
    if lower in lexicon.counterparts:
        return "c"
    if lower in lexicon.pair_nouns and lower not in lexicon.officials:
        return "m"
    table = (
        ("y", lexicon.possessives),
        ("p", lexicon.pronouns),
        ("o", lexicon.officials),
        ("n", lexicon.number_words),
        ("a", lexicon.articles),
        ("f", lexicon.links),
        ("j", lexicon.adjectives),
    )
    for code, group in table:
        if lower in group:
            return code
    if lower.endswith("-year-old"):
        return "j"
    if _is_honorific(word) and word[:1].isupper():
        return "H"
    return "w" if word[:1].isalnum() else "x"


def find_mentions(text: str, tokens: list[Token], names: Mapping[int, int]) -> list[Atom]:
    """The atoms of a sentence of these tokens and names, left to right, offsets into ``text``."""
    atoms: list[Atom] = []
    at = 0
    for first, stop in names.items():
        if first < at:  # within the name before it
            continue
        atoms += map(_atom, tokens[at:first])
        if first > at and tokens[first - 1].text in _SMALL_STYLES and tokens[first - 1].span is None:
            atoms[-1] = msgspec.structs.replace(atoms[-1], code="H")
        at = stop
        if at < len(tokens) and tokens[at].text in _POSTNOMINALS:
            at += 1
        elif _letters_before_office(tokens, at):
            at += 2
        name = text[tokens[first].start : tokens[stop - 1].end]
        atoms.append(Atom("N", tokens[first].start, tokens[at - 1].end, name))
    atoms += map(_atom, tokens[at:])
    said = text[tokens[0].start : tokens[-1].end].lower() if tokens else ""
    if "her" in said:
        atoms = [_object_her(atoms, index) if atom.code == "y" else atom for index, atom in enumerate(atoms)]
    return _opposite_numbers(atoms) if "host" in said or "number" in said else atoms


def _atom(token: Token) -> Atom:
    """A token that is no part of a name."""
    span = token.span
    if span is None:
        return Atom(_word_code(token.text), token.start, token.end, token.text)
    return Atom(span.code, token.start, token.end, token.text, span.value)


def _opposite_numbers(atoms: list[Atom]) -> list[Atom]:
    """ "opposite number" is a word for a counterpart."""
    out: list[Atom] = []
    for atom in atoms:
        if out and out[-1].code in "yaS" and atom.text.lower() == "host":
            out.append(Atom("o", atom.start, atom.end, atom.text))
            continue
        if out and out[-1].text.lower() == "opposite" and atom.text.lower() in {"number", "numbers"}:
            before = out.pop()
            out.append(Atom("c", before.start, atom.end, "counterpart" + atom.text[6:]))
        else:
            out.append(atom)
    return out


def _letters_before_office(tokens: list[Token], index: int) -> bool:
    """ "the Hon. Ann Berg, MP, Minister for Trade": letters between commas, her office behind them."""
    if [token.text for token in tokens[index : index + 3 : 2]] != [",", ","]:
        return False
    behind = tokens[index + 3] if index + 3 < len(tokens) else None
    return tokens[index + 1].text in _POSTNOMINALS and behind is not None and behind.code in {"F", "D", "C"}


def _object_her(atoms: list[Atom], index: int) -> Atom:
    """ "took her to Lima": "her" is a person here, not a possessor."""
    atom = atoms[index]
    if atom.code != "y" or atom.text.lower() != "her":
        return atom
    following = atoms[index + 1] if index + 1 < len(atoms) else None
    if following is None or following.code in "tiTfx,&" or following.text.lower() in {"on", "at", "by", "that", "with"}:
        return Atom("p", atom.start, atom.end, atom.text)
    return atom
