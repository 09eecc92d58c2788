"""How a journey's words bound it: "began a three-day visit on Monday" is Monday to Wednesday."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from dragoman.knowledge.patterns import verbs
from dragoman.model import Dates
from dragoman.reading.skeleton import Mark, Skeleton
from dragoman.reading.times import TimeMention

if TYPE_CHECKING:
    from dragoman.reading.drafts import Draft

VISITS = frozenset(verbs().group("visit", "stays")) | {"stop", "stops", "swing", "leg"}
_ENDS = frozenset({"end", "conclude", "wrap", "complete", "finish", "wind", "round", "close", "cap"})
_BEGINS = frozenset({"begin", "start", "kick", "open", "embark", "launch", "set", "commence", "leave", "depart"}) | {
    "arrive",
    "land",
    "fly",
    "travel",
    "come",
    "go",
}
_MOVES_IN = frozenset({"arrive", "leave_for"})
_NUMBERS = {
    **{word: n for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight"), 1)},
    **{str(n): n for n in range(1, 22)},
}
_ORDINALS = {word: n for n, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"))}
_LAST = frozenset({"last", "final", "closing", "concluding"})
_BREAKS = frozenset({";", ".", "who", "which", "but", "while", "whose", "where", "said", "says"})
_FOR = frozenset({"for", "of", "lasting", "spend", "spends", "spent"})
_SPAN = re.compile(r"(for )?(?:the )?(\w+) days?")
"""A length of time is one token: "for two days", "two days"."""
_ONE_DAY = frozenset({"day-long", "daylong", "one-day", "day"})


class Stay(msgspec.Struct, frozen=True):
    """What the words around a move say of its bounds.

    ``days``: how long it lasts. ``day``: the count of the day told, from 0 ("on the second day of": 1), -1 for
    the last one. ``begins``, ``ends``: the time told is that of its beginning, of its end.
    """

    days: int | None = None
    day: int | None = None
    begins: bool = False
    ends: bool = False

    def bound(self, dates: Dates | None) -> Dates | None:
        """The days of the stay, from the single day that the words tell."""
        if dates is None or not _single(dates):
            return dates
        told = dates.start or dates.end
        assert told is not None
        if self.day is not None:
            if self.day < 0:
                return Dates(_later(told, 1 - self.days) if self.days else None, told)
            first = _later(told, -self.day)
            return Dates(first, _later(first, self.days - 1) if self.days else None)
        if self.ends:
            return Dates(_later(told, 1 - self.days) if self.days else None, told)
        if self.days:
            return Dates(told, _later(told, self.days - 1))
        return Dates(told, None) if self.begins else dates


def _single(dates: Dates) -> bool:
    """One exact day, or one exact end."""
    ends = {day for day in (dates.start, dates.end) if day}
    return len(ends) == 1 and len(next(iter(ends))) == 10


def _later(day: str, count: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


def stay_of(tokens: list[Mark], head: int, last: int, move: str) -> Stay:
    """The bounds that the words around the predicate at tokens ``head:last`` give; leaving is dated by its move."""
    if move in {"leave", "home"}:
        return Stay()
    verb = _verb_over(tokens, head) if tokens[head].text in VISITS else _lemma(tokens[head].text)
    days, day = _length(tokens, head, last), _which_day(tokens, head)
    ends = verb in _ENDS or _is_back(tokens, head)
    return Stay(days, day, not ends and (verb in _BEGINS or move in _MOVES_IN), ends)


def _lemma(word: str) -> str | None:
    return verbs().lemma_of(word)


def _verb_over(tokens: list[Mark], noun: int) -> str | None:
    """The verb whose object the noun is: "kicked off a two-nation tour", "wraps up her Peru visit"."""
    for at in range(noun - 1, max(-1, noun - 9), -1):
        token = tokens[at]
        if token.text in {",", "after", "following", "during", "before"} or token.text in _BREAKS or token.kind in "PG":
            return None
        form = verbs().form_of(token.text)
        if form is not None and token.text not in VISITS and token.text not in verbs().adjectives:
            return _lemma(token.text)
    return None


def _is_back(tokens: list[Mark], noun: int) -> bool:
    """ "returned from a three-day trip to L on Wednesday": Wednesday is the day of coming home, the last one."""
    if tokens[noun].text not in VISITS:
        return False
    words = [t.text for t in tokens[max(0, noun - 7) : noun]]
    if "from" not in words or words[-1] in _BREAKS:
        return False
    before = words[: words.index("from")]
    return "back" in before or any(_lemma(word) == "return" for word in before)


def _length(tokens: list[Mark], head: int, last: int) -> int | None:
    """How many days: "a three-day visit", "a visit of two days", "for four days"."""
    low = head
    while low > 0 and head - low < 8 and tokens[low - 1].text not in _BREAKS and tokens[low - 1].kind not in "P":
        low -= 1
    for at in range(low, min(len(tokens), last + 14)):
        if at >= last and tokens[at].text in _BREAKS:
            break
        text = tokens[at].text
        if text.endswith("-day") or text in _ONE_DAY:
            after = {t.text for t in tokens[at + 1 : at + 5]}
            number = 1 if text in _ONE_DAY else _NUMBERS.get(text[:-4])
            if after & VISITS and (text != "day" or tokens[at + 1].text in {"trip", "visit"}):
                return number
            continue
        spoken = _SPAN.fullmatch(text)
        if spoken and (spoken[1] or tokens[at - 1].text in _FOR):
            return _NUMBERS.get(spoken[2])
    return None


def _which_day(tokens: list[Mark], head: int) -> int | None:
    """ "on the second day of a visit to L": which of its days the sentence tells of."""
    words = [t.text for t in tokens[max(0, head - 8) : head]]
    for at, word in enumerate(words):
        if word == "day" and at and at + 1 < len(words) and words[at + 1] == "of":
            return -1 if words[at - 1] in _LAST else _ORDINALS.get(words[at - 1])
    return None


def last_since(draft: Draft, skeleton: Skeleton) -> TimeMention | None:
    """ "has not been in L since 2013": he was there then; the time of the last journey."""
    if draft.kind != "trip":
        return None
    for time in skeleton.times:
        if time.form == "open" and time.words.lower().startswith("since ") and time.inner:
            return time.inner[0] if time.inner[0].form in {"year", "month"} else None
    return None
