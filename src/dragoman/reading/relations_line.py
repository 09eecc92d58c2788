"""A sentence as ties are looked for in it: marks for its countries and times, all else in lower case."""

from __future__ import annotations

import re
from copy import copy

from dragoman.knowledge.countries import country
from dragoman.knowledge.gazetteer import Entry
from dragoman.model import Dates
from dragoman.reading.sentence import Sentence
from dragoman.reading.times import TimeMention, resolve

MARK, TIME = re.compile(r"<C(\d+)>"), re.compile(r"<T(\d+)>")
CLAUSE = re.compile(
    r" [;.](?: |$)| , (?:and|but|which|who|when|where|while|as|after)\b"
    r"| , (?:[\w'-]+ ){1,6}?(?:said|says|announced|confirmed|told|reported)\b"
    r"| (?:when|while|since (?!<T)|after (?!<T)|because) "
)
"""Where a clause ends."""
_QUOTES = frozenset('"“”„«»')
_ASIDE = re.compile(r" , (?!(?:and|but|or|<C\d+>|the <C\d+>) )[^,;.]{6,90} ,(?= (?!(?:and|or) <C))| \( [^()]{3,90} \)")
_MADE_KNOWN = re.compile(
    r"\b(?:announced|declared|proclaimed|agreed|decided|unveiled)(?: in <C\d+>)?(?: (?:on |in "
    r")?<T(\d+)>)? that (?:the )?$"
)


class Line:
    """``text`` is the sentence with ``<C0>`` for a country and ``<T0>`` for a time; marks are asked by number."""

    def __init__(self, sentence: Sentence, published: str | None) -> None:
        self.published = published
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

    def bare(self) -> Line | None:
        """The line without what commas or brackets set aside; None where nothing is."""
        text = _ASIDE.sub("", self.text)
        if text == self.text:
            return None
        bare = copy(self)
        bare.text = text
        return bare

    def lands(self, told: str | None) -> list[str]:
        """The countries of the marks in a stretch, each once, in order."""
        return list(dict.fromkeys(self.countries[int(mark)] for mark in MARK.findall(told or "")))

    def states(self, start: int, end: int) -> list[str]:
        """The states (no organisations) of the marks between two offsets, each once, in order."""
        return [code for code in self.lands(self.text[start:end]) if country(code) is not None]

    def before(self, at: int, without: frozenset[str]) -> list[str]:
        """The country named last before an offset that is none of ``without``; [] for none."""
        named = [code for code in self.lands_each(0, at) if code not in without]
        return named[-1:]

    def lands_each(self, start: int, end: int) -> list[str]:
        """The countries of the marks between two offsets, as often as they stand there."""
        return [self.countries[int(mark)] for mark in MARK.findall(self.text[start:end])]

    def clause(self, at: int) -> str:
        """What stands before an offset in its clause."""
        ends = [match.end() for match in CLAUSE.finditer(self.text, 0, at)]
        return self.text[ends[-1] if ends else 0 : at]

    def day(self, start: int, *, planned: bool) -> Dates | None:
        """When it was or will be: the first time of the clause after ``start``, else one that opens the sentence."""
        stop = CLAUSE.search(self.text, start)
        told = TIME.search(self.text, start, stop.start() if stop else len(self.text))
        opening = re.match(r"(?:in |on |by )?<T(\d+)> ", self.text)
        if told is None and opening and not CLAUSE.search(self.text, opening.end(), start):
            told = opening
        if told is None:
            return None
        dates = resolve(self.times[int(told[1])], self.published, "future" if planned else "past")
        if dates is None or dates.start is None or self.times[int(told[1])].form == "open":
            return dates if dates is None else Dates(dates.start, dates.start)
        return dates

    def day_within(self, gap: str) -> Dates | None:
        """The time between subject and verb: "agreed on Monday to restore ties"."""
        told = TIME.search(gap)
        return None if told is None else resolve(self.times[int(told[1])], self.published, "past")

    def day_made_known(self, start: int) -> Dates | None:
        """The day on which two sides announced or agreed what is told from ``start``."""
        match = _MADE_KNOWN.search(self.text[:start])
        if match is None:
            return None
        marks = [match[1]] if match[1] else TIME.findall(self.clause(match.start()))
        return resolve(self.times[int(marks[0])], self.published, "past") if len(marks) == 1 else None


def _inside(text: str) -> list[str]:
    """The words of an office's name, which an atom holds in one."""
    return text.lower().replace("’", "'").split()
