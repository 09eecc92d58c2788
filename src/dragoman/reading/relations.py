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
from dragoman.reading.relations_line import Line
from dragoman.reading.relations_missions import Told, missions
from dragoman.reading.relations_state import noun_state, state
from dragoman.reading.relations_words import Words, gate, trigger, words
from dragoman.reading.sentence import Sentence

_DIPLOMATIC, _ALLIANCE = "diplomatic relations", "treaty alliance"
_OF_STATES = re.compile(r"\b(?:diplomatic|full|formal)\b")
_YEARS_SINCE = re.compile(r"(\d{1,3}|[a-z]+(?:-[a-z]+)?) years (?:since|after|ago) (?:the )?$")
_LONGEST = 600
_BACK = 3
"""Sentences back in which the two countries may be named."""


def relations_of(
    text: str, sentences: Sequence[Sentence], published: str | None, article: int = 0
) -> tuple[Relation, ...]:
    """What an article's sentences say of ties between states, each once, in the order of the text."""
    found: list[Relation] = []
    for number, sentence in enumerate(sentences):
        quote = text[sentence.start : sentence.end].rstrip()
        if not gate().open(quote) or not trigger().search(quote) or not (known := words()).acts.search(quote):
            continue
        line, pair = Line(sentence, published), partial(_pair_before, sentences, number)
        for told in _told(line, known, pair):
            if told.countries[0] == told.countries[1]:
                continue
            shown = quote[:_LONGEST]
            one = Relation(
                what=told.what,
                countries=told.countries,
                evidence=Evidence(sentence.start, sentence.start + len(shown), shown),
                level=told.level,
                planned=told.planned,
                date=told.date,
                attribution=cited(quote),
                article=article,
            )
            if not any(_same(one, other) for other in found):
                found.append(one)
    return tuple(found)


def _same(one: Relation, other: Relation) -> bool:
    ordered = one.what.startswith(("embassy", "ambassador"))
    sides = one.countries == other.countries if ordered else set(one.countries) == set(other.countries)
    return sides and (one.what, one.level, one.planned, one.date) == (
        other.what,
        other.level,
        other.planned,
        other.date,
    )


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


def _told(line: Line, known: Words, pair: _Pair) -> Iterator[Told]:
    """What a sentence tells; then what it tells without its asides, where that is something else."""
    told = list(_as_told(line, known, pair))
    yield from told
    if (bare := line.bare()) is not None:
        known_of = {(one.what, frozenset(one.countries)) for one in told}
        for one in _as_told(bare, known, pair):
            if (one.what, frozenset(one.countries)) not in known_of:
                yield one


def _as_told(line: Line, known: Words, pair: _Pair) -> Iterator[Told]:
    yield from _levels(line, known, pair)
    yield from _ties(line, known, pair)
    yield from _documents(line, known)
    yield from missions(line, known)


def _pairs(line: Line, match: re.Match[str], pair: _Pair) -> list[tuple[str, str]]:
    """The pairs of countries of a match: of its list, or of its one side with each of the other."""
    given = match.groupdict()
    who = given.get("who")
    if who is not None and "<" not in who:
        found = pair()
        return [(found[0], found[1])] if found else []
    first = line.lands(" ".join(filter(None, (who, given.get("own")))))
    second = line.lands(" ".join(filter(None, (given.get("other"), given.get("with")))))
    if first and not second:
        return [(first[0], first[1])] if len(first) == 2 else []
    if not first:
        first = line.before(match.start(), frozenset(second))
    return [(one, other) for one in first for other in second if one != other]


def _levels(line: Line, known: Words, pair: _Pair) -> Iterator[Told]:
    for expression in (known.level_made, known.level_been_made, known.level_that):
        for match in expression.finditer(line.text):
            planned = state(line, known, match)
            if planned is not None:
                day, level = (
                    line.day(match.end("verb"), planned=planned),
                    match["level"] or match.groupdict().get("level2"),
                )
                yield from _each("established", _pairs(line, match, pair), level, planned, day)
    for match in known.level_had.finditer(line.text):
        day = line.day(match.end(), planned=False)
        yield from _each("level", _pairs(line, match, pair), match["level"], False, day)
    for expression in (known.partners, known.partner_of):
        for match in expression.finditer(line.text):
            made = "become" in (be := match.groupdict().get("be") or "") or be == "became"
            day, level = line.day(match.end(), planned=False), f"{match['adj']}partnership"
            yield from _each("established" if made else "level", _pairs(line, match, pair), level, False, day)
    for expression in (known.allies, *known.ally):
        for match in expression.finditer(line.text):
            if not known.refusing.search(line.text[: match.start()]):
                yield from _each("level", _pairs(line, match, pair), _ALLIANCE, False, None)
    yield from _since(line, known, pair)


def _since(line: Line, known: Words, pair: _Pair) -> Iterator[Told]:
    """Since when there are relations."""
    for expression in (known.founding, known.undertaken):
        for match in expression.finditer(line.text):
            found = pair()
            sides = _pairs(line, match, pair) if match.groupdict().get("who") else [(a, b) for a, b in [found] if found]
            start = match.end() - len("<T0>") - 1
            yield from _each("established", sides, _DIPLOMATIC, False, line.day(start, planned=False))
    for expression in known.existing:
        for match in expression.finditer(line.text):
            if known.refusing.search(line.clause(match.start())):
                continue
            told = match["day"] or ""
            start = match.start("day") if told else match.end()
            day = Dates(told, told) if told.isdigit() else line.day(start, planned=False)
            yield from _each("established", _pairs(line, match, pair), _DIPLOMATIC, False, day)
    for expression in known.anniversary:
        for match in expression.finditer(line.text):
            year = line.day(match.start(), planned=False)
            since = _back(line, known, match["years"], year.start if year and year.start else line.published)
            if since is not None:
                yield from _each("established", _pairs(line, match, pair), _DIPLOMATIC, False, since)


def _each(
    what: Tie, pairs: list[tuple[str, str]], level: str | None, planned: bool, day: Dates | None
) -> Iterator[Told]:
    for one in pairs:
        yield Told(what, one, level, planned, day)


def _back(line: Line, known: Words, years: str, day: str | None) -> Dates | None:
    """The year so many years before a day."""
    number = int(years) if years.isdigit() else known.numbers.get(years)
    if number is None or day is None:
        return None
    since = f"{int(day[:4]) - number:04}"
    return Dates(since, since)


def _ties(line: Line, known: Words, pair: _Pair) -> Iterator[Told]:
    for what, expressions in known.ties.items():
        for expression in expressions:
            for match in expression.finditer(line.text):
                if line.text[: match.start()].endswith(known.doing):
                    continue
                planned = state(line, known, match)
                given = match.groupdict()
                level = _level(what, given, given["ties"] or given.get("ties2") or "")
                if planned is None or level is None:
                    continue
                day = line.day(match.end("verb"), planned=planned) or _years_since(line, known, match.start())
                day = day or line.day_within(given.get("gap") or "")
                day = day or line.day_made_known(match.start())
                yield from _each(_TIES[what], _pairs(line, match, pair), level, planned, day)
        for match in known.tie_nouns[what].finditer(line.text):
            level = _level(what, match.groupdict(), match["ties"])
            planned, day = noun_state(line, known, match)
            if planned is not None and level is not None:
                yield from _each(_TIES[what], _pairs(line, match, pair), level, planned, day)


def _documents(line: Line, known: Words) -> Iterator[Told]:
    """ "signed a joint communiqué in New York on Monday establishing diplomatic relations"."""
    for match in known.documents.finditer(line.text):
        what = next(what for what, deeds in known.deeds.items() if (match["deed"] or match["noun"]) in deeds)
        planned, level = state(line, known, match), _level(what, match.groupdict(), match["ties"])
        if planned is None or level is None or known.refusing.search(match["way"]):
            continue
        sides = line.states(match.start() - len(line.clause(match.start())), match.start())
        if match["other"]:
            sides = [*sides[:1], *line.lands(match["other"])]
        if len(sides) == 2:
            day = line.day(match.end("verb"), planned=planned)
            yield Told(_TIES[what], (sides[0], sides[1]), level, planned, day)


def _years_since(line: Line, known: Words, start: int) -> Dates | None:
    """ "The visit marks 75 years since A and B opened diplomatic relations": the year, by the article's day."""
    match = _YEARS_SINCE.search(line.text[:start])
    return _back(line, known, match[1], line.published) if match else None


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
