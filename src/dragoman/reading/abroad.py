"""Where somebody is a guest: "A is to leave for Baghdad", "B's visit to Korea". Nobody acts for where they travel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.knowledge.gazetteer import Entry
from dragoman.reading.phrases import Member
from dragoman.reading.sentence import Sentence

HERE = "*"
"""The country that the article speaks from: "A, who jetted in on Sunday for a state visit"."""

_WORDS = r"(?:(?!back|home|return\w*|and|but|said|says|that)[\w'-]+ ){0,6}?"
_MOVES = (
    r"(?:travel(?:s|ed|led|ing|ling)?|fl(?:y|ies|ew|own|ying)|go(?:es|ing|ne)?|went|head(?:s|ed|ing)?|set (?:off|out)"
    r"|depart(?:s|ed|ing)?|leav(?:e|es|ing)|left|journey(?:s|ed)?|com(?:e|es|ing)|came|arriv(?:e|es|ed|ing)"
    r"|land(?:s|ed|ing)?|touch(?:ed|es|ing)? down|jet(?:s|ted|ting)?(?: off)?|due|expected|awaited)"
)
_NEAR = r"(?:(?!back|home|from)[\w'-]+ ){0,4}?"
_LAND = r"(?:the )?<[CL](\w+)>(?! 's)"
_VISIT = r"(?:visit|trip|tour|journey|travel|stay|arrival)"
_FORMS = (
    re.compile(rf"<P(\d+)> (?:, )?(?:who )?{_WORDS}{_MOVES} {_NEAR}(?:to|for|in|at) {_LAND}"),
    re.compile(rf"<P(\d+)> (?:, )?(?:who )?{_WORDS}(?:visit(?:s|ed|ing)?|tour(?:s|ed|ing)) {_LAND}"),
    re.compile(rf"<P(\d+)> (?:'s|’s|'|’) (?:[\w'-]+ ){{0,5}}?{_VISIT} (?:to|in|of) {_LAND}"),
    re.compile(rf"{_VISIT} (?:of|by) <P(\d+)> (?:, )?(?:[\w'-]+ ){{0,3}}?to {_LAND}"),
)
_BY = re.compile(rf"{_VISIT} (?:to|in|of) {_LAND} (?:[\w'-]+ ){{0,5}}?(?:by|of) <P(\d+)>")
_JETTED = re.compile(
    rf"<P(\d+)> (?:, )?(?:who )?{_WORDS}(?:arrived|jetted in|flew in|flies in|touched down|came in|arrives)"
    rf" (?:[\w'<>*-]+ ){{0,6}}?(?:for|on) (?:an? )?(?:[\w-]+ ){{0,3}}?(?:visit|trip)\b"
)


def abroad(sentence: Sentence) -> Iterator[tuple[Member, str]]:
    """Named persons without a country of their own in the words, with the code of a country they are guests of."""
    people = [phrase.members[0] if len(phrase.members) == 1 else None for phrase in sentence.phrases]
    if not any(person is not None and person.name for person in people):
        return
    line = _line(sentence)
    found = [(match.group(1), match.group(2)) for form in _FORMS for match in form.finditer(line)]
    found += [(match.group(2), match.group(1)) for match in _BY.finditer(line)]
    found += [(match.group(1), HERE) for match in _JETTED.finditer(line)]
    for number, code in found:
        person = people[int(number)]
        if person is not None and person.name and person.country is None:
            yield person, code


def _line(sentence: Sentence) -> str:
    """The sentence with marks for persons, countries and capitals; other places are plain words."""
    parts: list[str] = []
    starts = {phrase.first: (number, phrase) for number, phrase in enumerate(sentence.phrases)}
    index = 0
    while index < len(sentence.atoms):
        if index in starts:
            number, phrase = starts[index]
            parts.append(f"<P{number}>")
            index = phrase.last
            if sentence.atoms[index - 1].code == ",":
                parts.append(",")
            continue
        atom = sentence.atoms[index]
        entry = atom.value if isinstance(atom.value, Entry) else None
        known = entry is not None and entry.country and not entry.weak
        if known and entry is not None and entry.country and (atom.code == "C" or _is_capital(atom.code, entry)):
            parts.append(f"<{atom.code}{entry.country}>")
        else:
            parts.append("*" if atom.code == "T" else atom.text.lower().replace("’", "'"))
        index += 1
    return " ".join(parts)


def _is_capital(code: str, entry: Entry) -> bool:
    return code == "L" and entry.capital
