"""Relations: "Peru and Sweden established diplomatic relations in 1938", "Ghana recalled its ambassador". Pure.

Only sentences with a noun of ties and a verb that changes them are looked at. What is threatened, urged, denied or
weighed makes none; what is agreed or announced is ``planned``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from dragoman.knowledge.gazetteer import Entry
from dragoman.model import Dates, Evidence, Relation, Tie
from dragoman.reading.cited import cited
from dragoman.reading.relations_words import Words, gate, trigger, words
from dragoman.reading.sentence import Sentence
from dragoman.reading.times import TimeMention, resolve

_MARK, _TIME = re.compile(r"<C(\d+)>"), re.compile(r"<T(\d+)>")
_CLAUSE = re.compile(
    r" [;.](?: |$)| , (?:and|but|which|who|when|where|while|as|after)\b"
    r"| , (?:[\w'-]+ ){1,6}?(?:said|says|announced|confirmed|told|reported)\b"
    r"| (?:when|while|since (?!<T)|after (?!<T)|because) "
)
_DIPLOMATIC, _ALLIANCE = "diplomatic relations", "treaty alliance"
_OF_STATES = re.compile(r"\b(?:diplomatic|full|formal)\b")
_UNDER_WAY = re.compile(r"\b(?:is|are|was|were|been) (?:\w+ly )?$")
_YEARS_SINCE = re.compile(r"(\d{1,3}) years (?:since|after|ago) (?:the )?$")
_ADJUNCT = re.compile(
    r"(?: (?:on|in|at|during))? <T\d+>(?= )| (?:formally|officially|jointly|also|immediately|finally)\b"
)
_QUOTES = frozenset('"“”„«»')
_LONGEST = 600
_BACK = 3
"""Sentences back in which the two countries may be named."""


class _Line:
    """A sentence with marks for its countries and times."""

    def __init__(self, document: str, sentence: Sentence, published: str | None) -> None:
        self.sentence, self.published = sentence, published
        self.countries: list[str] = []
        self.times: list[TimeMention] = []
        parts: list[str] = []
        for atom in sentence.atoms:
            value = atom.value
            if isinstance(value, TimeMention) and value.form not in {"clock", "duration"}:
                parts.append(f"<T{len(self.times)}>")
                self.times.append(value)
            elif atom.code in "CDLVO" and isinstance(value, Entry) and value.country:
                parts.append(f"<C{len(self.countries)}>")
                self.countries.append(value.country)
            elif value is not None and len(found := _inside(atom.text)) > 1:
                parts += found
            elif atom.text not in _QUOTES:
                parts.append(atom.text.lower().replace("’", "'"))
        self.text = " ".join(parts).replace("n't", " n't")

    def lands(self, told: str | None) -> list[str]:
        """The countries of the marks in a stretch, each once, in order."""
        return list(dict.fromkeys(self.countries[int(mark)] for mark in _MARK.findall(told or "")))

    def day(self, start: int, *, planned: bool) -> Dates | None:
        """When it was or will be: the first time of the clause after ``start``, else one that opens the sentence."""
        stop = _CLAUSE.search(self.text, start)
        told = _TIME.search(self.text, start, stop.start() if stop else len(self.text))
        told = told or re.match(r"(?:in |on |by )?<T(\d+)> ", self.text)
        if told is None:
            return None
        dates = resolve(self.times[int(told[1])], self.published, "future" if planned else "past")
        if dates is None or dates.start is None or self.times[int(told[1])].form == "open":
            return dates if dates is None else Dates(dates.start, dates.start)
        return dates

    def day_within(self, gap: str, start: int) -> Dates | None:
        """The time between subject and verb: "agreed on Monday to restore ties"."""
        told = _TIME.search(gap) if start >= 0 else None
        return None if told is None else resolve(self.times[int(told[1])], self.published, "past")


def _inside(text: str) -> list[str]:
    """The words of an office's name, which an atom holds in one."""
    return text.lower().replace("’", "'").split()


def relations_of(
    text: str, sentences: Sequence[Sentence], published: str | None, article: int = 0
) -> tuple[Relation, ...]:
    """What an article's sentences say of ties between states, each once, in the order of the text."""
    found: list[Relation] = []
    for number, sentence in enumerate(sentences):
        quote = text[sentence.start : sentence.end].rstrip()
        if not gate().open(quote) or not trigger().search(quote) or not (known := words()).acts.search(quote):
            continue
        line, pair = _Line(text, sentence, published), partial(_pair_before, sentences, number)
        for what, countries, level, planned, date in _told(line, known, pair):
            if len(countries) != 2 or countries[0] == countries[1]:
                continue
            shown = quote[:_LONGEST]
            one = Relation(
                what=what,
                countries=(countries[0], countries[1]),
                evidence=Evidence(sentence.start, sentence.start + len(shown), shown),
                level=level,
                planned=planned,
                date=date,
                attribution=cited(quote),
                article=article,
            )
            if not any(_same(one, other) for other in found):
                found.append(one)
    return tuple(found)


def _same(one: Relation, other: Relation) -> bool:
    told = (one.what, set(one.countries), one.level, one.planned, one.date)
    return told == (other.what, set(other.countries), other.level, other.planned, other.date)


def _pair(sentence: Sentence) -> list[str]:
    """The two countries that a sentence speaks of, for "the two countries" after it; none if it names more or less."""
    codes = [
        a.value.country for a in sentence.atoms if a.code in "CDLV" and isinstance(a.value, Entry) and a.value.country
    ]
    codes += [actor.country for actors in sentence.actors for actor in actors if actor.country]
    found = list(dict.fromkeys(codes))
    return found if len(found) == 2 else []


def _pair_before(sentences: Sequence[Sentence], number: int) -> list[str]:
    """Which two countries "the two countries" of a sentence are: its own, else those of a sentence shortly before."""
    near = reversed(sentences[max(0, number - _BACK) : number + 1])
    return next((found for sentence in near if (found := _pair(sentence))), [])


_Pair = Callable[[], list[str]]
_Told = tuple[Tie, list[str], str | None, bool, Dates | None]


def _told(line: _Line, known: Words, pair: _Pair) -> Iterator[_Told]:
    yield from _levels(line, known, pair)
    yield from _ties(line, known, pair)
    yield from _embassies(line, known)
    yield from _ambassadors(line, known)


def _sides(line: _Line, known: Words, match: re.Match[str], pair: _Pair) -> list[str]:
    """The two countries of a match: its list, or its one country and the other's."""
    given = match.groupdict()
    who = given.get("who")
    if who is not None and "<" not in who:
        return pair()
    return line.lands(" ".join(filter(None, (who or given.get("own"), given.get("other") or given.get("with")))))


def _state(line: _Line, known: Words, match: re.Match[str]) -> bool | None:
    """Whether the verb of a match tells a plan; None where it tells nothing that is or will be."""
    before = line.text[: match.start("verb")].rstrip()
    clause = _ADJUNCT.sub("", f"{before[max(0, before.rfind(' ; ')) :]} ").rstrip()
    planned = known.planned.search(clause)
    verb = match["verb"]
    if known.refusing.search(clause[: planned.start()] if planned else clause):
        return None
    if planned is not None:
        return True
    if verb in known.past:
        return None if re.search(r"\b(?:to|to be|be)$", clause) else False
    if verb in known.ing:
        return False if _UNDER_WAY.search(clause + " ") else None
    return None


def _levels(line: _Line, known: Words, pair: _Pair) -> Iterator[_Told]:
    for match in known.level_made.finditer(line.text):
        planned = _state(line, known, match)
        if planned is not None:
            day = line.day(match.end("verb"), planned=planned)
            yield "established", _sides(line, known, match, pair), match["level"], planned, day
    for match in known.level_had.finditer(line.text):
        yield "level", _sides(line, known, match, pair), match["level"], False, line.day(match.end(), planned=False)
    for match in known.partners.finditer(line.text):
        level = f"{match['adj']}partnership"
        yield "level", _sides(line, known, match, pair), level, False, line.day(match.end(), planned=False)
    for expression in (known.allies, known.ally):
        for match in expression.finditer(line.text):
            if not known.refusing.search(line.text[: match.start()]):
                yield "level", _sides(line, known, match, pair), _ALLIANCE, False, None
    for expression in (known.founding, known.undertaken):
        for match in expression.finditer(line.text):
            sides = _sides(line, known, match, pair) if match.groupdict().get("who") else pair()
            start = match.end() - len("<T0>") - 1
            yield "established", sides, _DIPLOMATIC, False, line.day(start, planned=False)
    for match in known.anniversary.finditer(line.text):
        year = line.day(match.start(), planned=False)
        when = year.start if year and year.start else line.published
        if when is not None:
            since = f"{int(when[:4]) - int(match['years']):04}"
            yield "established", _sides(line, known, match, pair), _DIPLOMATIC, False, Dates(since, since)


def _ties(line: _Line, known: Words, pair: _Pair) -> Iterator[_Told]:
    for what, expressions in known.ties.items():
        for expression in expressions:
            for match in expression.finditer(line.text):
                planned = _state(line, known, match)
                given = match.groupdict()
                ties = match["ties"] or given.get("ties2") or ""
                level = _level(what, given, ties)
                if planned is None or level is None:
                    continue
                day = line.day(match.end("verb"), planned=planned) or _years_since(line, match.start())
                day = day or line.day_within(given.get("gap") or "", match.start("gap"))
                yield _TIES[what], _sides(line, known, match, pair), level, planned, day


def _years_since(line: _Line, start: int) -> Dates | None:
    """ "The visit marks 75 years since A and B opened diplomatic relations": the year, by the article's day."""
    match = _YEARS_SINCE.search(line.text[:start])
    if match is None or line.published is None:
        return None
    since = f"{int(line.published[:4]) - int(match[1]):04}"
    return Dates(since, since)


_TIES: dict[str, Tie] = {
    "established": "established",
    "restored": "restored",
    "upgraded": "upgraded",
    "downgraded": "downgraded",
    "suspended": "suspended",
    "severed": "severed",
}


def _level(what: str, given: dict[str, str | None], ties: str) -> str | None:
    """The level that a change of ties leads to or ends; None where the words are too weak to mean it."""
    if what == "upgraded":
        return given.get("level") or (f"{given['rank']} level" if given.get("rank") else None)
    if ties.endswith("partnership"):
        return None
    if what == "established" and not _OF_STATES.search(ties):
        return None
    return _DIPLOMATIC


def _embassies(line: _Line, known: Words) -> Iterator[_Told]:
    for name, (own, hosted, passive) in known.embassy.items():
        what: Tie = "embassy_opened" if name == "embassy_opened" else "embassy_closed"
        for expression in (own, passive):
            for match in expression.finditer(line.text):
                planned = _state(line, known, match)
                if planned is None:
                    continue
                day = line.day(match.end("verb"), planned=planned)
                for host in line.lands(match["where"]):
                    yield what, [*line.lands(match["who"]), host], None, planned, day
        for match in hosted.finditer(line.text):
            planned = _state(line, known, match)
            if planned is not None:
                sides = [*line.lands(match["owner"]), *line.lands(match["host"])]
                yield what, sides, None, planned, line.day(match.end(), planned=planned)


def _ambassadors(line: _Line, known: Words) -> Iterator[_Told]:
    for expression in known.recalled:
        for match in expression.finditer(line.text):
            planned = _state(line, known, match)
            if planned is not None:
                sides = [*line.lands(match["who"]), *line.lands(match["where"])]
                yield "ambassador_recalled", sides, None, planned, line.day(match.end("verb"), planned=planned)
    for match in known.expelled[0].finditer(line.text):
        planned = _state(line, known, match)
        if planned is None or (match["verb"].startswith("declar") and not match["grata"]):
            continue
        sides = [*line.lands(match["owner"] or match["adj"]), *line.lands(match["host"])]
        yield "ambassador_expelled", sides, None, planned, line.day(match.end(), planned=planned)
    for match in known.told_to_leave.finditer(line.text):
        if _state(line, known, match) is False:
            sides = [*line.lands(match["owner"] or match["adj"]), *line.lands(match["host"])]
            yield "ambassador_expelled", sides, None, False, line.day(match.end(), planned=False)
    for match in known.returned[0].finditer(line.text):
        planned = _state(line, known, match)
        if planned is not None:
            sides = [*line.lands(match["of"] or match["own"]), *line.lands(match["where"])]
            yield "ambassador_returned", sides, None, planned, line.day(match.end(), planned=planned)
