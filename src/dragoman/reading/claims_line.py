"""A sentence as claims are matched on it: marks for persons, places and days, all else in lower case."""

from __future__ import annotations

import re
from bisect import bisect_right

from dragoman.model import Party, Place
from dragoman.reading.actor import Actor
from dragoman.reading.sentence import Sentence
from dragoman.reading.skeleton import Skeleton

_END = re.compile(
    r" ; | \. | before <[PL]| and the (?:first|second|third|fourth|fifth|last|most)\b"
    r"| , (?:and|but|which|who|when|after|while|as|where|with|according|amid|although|though"
    r"|(?:<P\d+>|the|a|an)(?: \w+){0,4} (?:said|says|announced|told|reported))\b"
)
_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})
_INDEFINITE = frozenset({"a", "an", "any", "another"})
PERSON, PLACE = re.compile(r"<P(\d+)>"), re.compile(r"<L(\d+)>")


class Line:
    """``text`` is the skeleton's, but "in five years" stays words; what marks stand for is asked by number."""

    def __init__(self, document: str, sentence: Sentence, skeleton: Skeleton, number: int) -> None:
        self._document = document
        self.sentence, self.skeleton, self.number = sentence, skeleton, number
        parts: list[str] = []
        self._starts: list[int] = []
        at = 0
        for token in skeleton.tokens:
            word = token.text
            if token.kind == "T" and skeleton.times[token.index].form == "ago":
                word = " ".join(skeleton.times[token.index].words.lower().split())
            said = document[token.start : token.end].lower()
            if token.kind == "P" and said in _NUMBERS:  # "three visits", not "the three"
                word = said
            parts.append(word + " ")
            self._starts.append(at)
            at += len(word) + 1
        self.text = "".join(parts)

    def end_of(self, start: int) -> int:
        """Where the clause ends that goes on from ``start``."""
        match = _END.search(self.text, start)
        return match.start() if match else len(self.text)

    def token(self, offset: int) -> int:
        """Index of the token at an offset of the text."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def offset(self, at: int) -> int:
        """Where in the document the token at an offset of the text begins."""
        return self.skeleton.tokens[self.token(at)].start

    def quote(self, start: int, end: int) -> str:
        """The document's words of a stretch of the text, on one line."""
        last = self.skeleton.tokens[self.token(end - 1)]
        return " ".join(self._document[self.offset(start) : last.end].split())

    def titled(self, start: int, end: int) -> bool:
        """The words are a title of their own in running text: "the Tenth Trilateral Meeting"."""
        ends = (self.offset(start), self.offset(end - 1))
        return not self.sentence.headline and all(self._document[at].isupper() for at in ends)

    def actors(self, mark: str) -> tuple[Actor, ...]:
        """Whom ``<P3>`` stands for."""
        return self.sentence.actors[int(mark[2:-1])]

    def places(self, mark: str) -> tuple[Place, ...]:
        """Which places ``<L3>`` stands for."""
        return self.skeleton.places[int(mark[2:-1])]

    def office(self, mark: str, *, bare: bool = False) -> Party | None:
        """The office that a phrase names without its holder ("a Swedish foreign minister"); None: it names persons.

        ``bare``: it does so without an article ("no prime minister", "the first minister to").
        """
        phrase = self.skeleton.phrases[int(mark[2:-1])]
        member, article = phrase.members[-1], self.sentence.atoms[phrase.first].text.lower()
        if len(phrase.members) != 1 or member.name is not None or member.title is None:
            return None
        if not bare and article not in _INDEFINITE:
            return None
        actors = self.actors(mark)
        country = member.country or (actors[0].country if actors else None)
        return Party(None, member.title, country) if country else None
