"""Days of drafts: the time mention of a draft against the article's day, by the tense of its status."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from dragoman.model import Dates
from dragoman.reading.drafts import Draft
from dragoman.reading.times import Tense, TimeMention, first_day, last_day, resolve

_WAYS: Final[tuple[Tense, ...]] = ("past", "future")
_SAME_STORY: Final = 92
"""How many days from the full date told first a day without its year may lie."""


_ON_OCCASION: Final = re.compile(
    r"(?:and |but )?(?:(?:while |once )?there|on (?:that|this|the same) occasion"
    r"|(?:during|on|at) (?:that|the same) (?:visit|trip|stay|tour|stop|meeting|summit|session|gathering))\b"
)


_GOING_ON: Final = frozenset({"then", "also", "later", "afterwards", "subsequently", "there"})


class Clock:
    """The article's day, and the day that its story has reached."""

    def __init__(self, published: str | None) -> None:
        self.forward = False
        """A schedule: what it tells in the present or without a verb is still to come."""
        self.begin(published)

    def begin(self, published: str | None) -> None:
        """Begin a story that was published on that day; nothing is told yet."""
        self.published = published if published and len(published) == 10 else None
        self.current: Dates | None = None
        self.current_sentence = -99
        self.ahead: Dates | None = None
        self.told: str | None = None
        self.last: tuple[Dates, int] | None = None

    def on_that_occasion(self, draft: Draft, sentence: str) -> Dates | None:
        """ "She visited Peru in May. There she met B": on the days of what was told right before."""
        if self.last is None or draft.headline or draft.time is not None or not _ON_OCCASION.match(sentence):
            return None
        dates, number = self.last
        return dates if draft.sentence - number == 1 else None

    def same_plan(self, draft: Draft, words: set[str]) -> Dates | None:
        """ "On Monday she will meet B. She will then meet C"; "on Monday …; he is to see C": a plan goes on."""
        if self.last is None or draft.status != "planned" or draft.time is not None or draft.headline:
            return None
        dates, number = self.last
        if dates != self.ahead or not _exact(dates):
            return None
        after = draft.sentence - number
        return dates if after == 0 or (after == 1 and words & _GOING_ON) else None

    def hear(self, mentions: Iterable[TimeMention]) -> None:
        """An article without a day of its own: the first full date in it says which year it speaks of."""
        if self.published is not None or self.told is not None:
            return
        for mention in mentions:
            dates = resolve(mention, None) if mention.form in {"day", "range", "open"} else None
            known = (dates.start or dates.end) if dates is not None else None
            if known is not None and len(known) == 10:
                self.told = known
                return

    def _settle(self, mention: TimeMention, tense: Tense, previous: Dates | None) -> Dates | None:
        """What the mention means by the article's day, else a day without its year by the full date told first."""
        dates = resolve(mention, self.published, tense, previous)
        if dates is not None or self.told is None or mention.form not in {"day", "range", "open"}:
            return dates
        if any(part.form != "day" for part in mention.inner):
            return None
        around = [found for way in _WAYS if (found := resolve(mention, self.told, way)) is not None]
        known = date.fromisoformat(self.told)
        near = [found for found in around if _days(found, known) <= _SAME_STORY]
        return min(near, key=lambda found: _days(found, known), default=None)

    def story_day(self, draft: Draft) -> Dates | None:
        """The day that the story has reached, for a held event without a time of its own."""
        if draft.status != "held" or draft.perfect or draft.headline:
            return None
        if draft.time is not None and not _same_day(draft.time):
            return None
        near = draft.sentence - self.current_sentence <= 8
        if near and self.current is not None:
            self.current_sentence = draft.sentence  # the story goes on through it
        return self.current if near else None

    def pass_by(self, mention: TimeMention, sentence: int) -> None:
        """A day told in the story without an engagement of its own still moves the story on."""
        dates = resolve(mention, self.published, "past", self.current)
        if dates is not None and (self.published is None or (dates.start or "") <= self.published):
            self._move(dates, sentence)

    def _move(self, dates: Dates, sentence: int) -> None:
        """The story moves on to a day, not back to one long before it: that is background."""
        if not _exact(dates) or dates.start is None:
            return
        old = self.current.start if self.current and self.current.start else None
        if old is not None and (first_day(old) - first_day(dates.start)).days > 2:
            return
        if old is None and self.published and (first_day(self.published) - first_day(dates.start)).days > 10:
            return
        self.current, self.current_sentence = dates, sentence

    def date_of(self, draft: Draft) -> Dates | None:
        """The draft's date from its own words; None where they give none. Moves the story's day on."""
        dates = self._date_of(draft)
        if dates is not None:
            self.last = dates, draft.sentence
        return dates

    def _date_of(self, draft: Draft) -> Dates | None:
        if draft.time is None or self._is_of_page(draft):
            return None
        if draft.status == "held":
            coming = _announced(draft) or (self.forward and draft.present)
            dates = self._resolve(draft, "future" if coming else "past")
        elif draft.status == "planned":
            known = self.ahead or self.current
            dates = self._nearest(draft) if draft.was_planned else self._settle(draft.time, "future", known)
            if dates is not None and _exact(dates):
                self.ahead = dates
        elif draft.status in {"declined", "cut_short"} and not draft.ahead:
            dates = self._resolve(draft, "past")
        else:
            dates = self._resolve(draft, "future") if draft.ahead else self._nearest(draft)
        if draft.status == "declined" and is_future(self._resolve(draft, "none"), self.published):
            return None
        if dates is not None and draft.open_end:
            dates = Dates(dates.start, None)
        if dates is not None and draft.kind == "trip" and draft.closing and _exact(dates):
            return Dates(None, dates.end)
        if dates is not None and draft.status == "held":
            self._move(dates, draft.sentence)
        return dates

    def _is_of_page(self, draft: Draft) -> bool:
        """ "Minister's visits to A and B, 9 September 2014": the article's day, told in its headline."""
        if not draft.headline or draft.kind != "trip" or draft.time is None or draft.time.form != "day":
            return False
        dates = resolve(draft.time, self.published)
        return dates is not None and dates.start == dates.end == self.published

    def _resolve(self, draft: Draft, tense: Tense) -> Dates | None:
        assert draft.time is not None
        undone = draft.status in {"cancelled", "postponed"}
        return self._settle(draft.time, tense, (self.ahead if undone else None) or self.current)

    def _nearest(self, draft: Draft) -> Dates | None:
        """Something undone keeps the day it was meant for."""
        assert draft.time is not None
        known = (self.ahead if draft.status in {"cancelled", "postponed"} else None) or self.current
        return self.meant(draft.time, known, unsure=draft.unsure)

    def meant(self, mention: TimeMention, known: Dates | None = None, *, unsure: bool = False) -> Dates | None:
        """What a time means by which something was to be: the nearer of the last and the next such day."""
        past, future = self._settle(mention, "past", known), self._settle(mention, "future", known)
        if past is None or future is None or self.published is None or past == future:
            return future or past
        anchor = date.fromisoformat(self.published)
        back, ahead = _days(past, anchor), _days(future, anchor)
        told_late = mention.form == "weekday" and back > 2 and not unsure
        return future if ahead <= back or told_late else past


def _announced(draft: Draft) -> bool:
    """ "meets B in Lima on Monday", in running text: what is told in the present with a weekday is still to come."""
    return bool(draft.finite_present and draft.time is not None and not draft.headline and draft.time.form == "weekday")


def _same_day(mention: TimeMention) -> bool:
    """ "earlier in the day", "later": words that stay within the story's day."""
    words = mention.words.lower().split()
    return (
        mention.form in {"anaphoric", "vague"}
        and (words[-1] == "day" or words[-1] in {"later", "earlier"})
        and (not any(word.isdigit() or word in {"days", "next", "following", "previous"} for word in words))
    )


def _exact(dates: Dates) -> bool:
    return dates.start is not None and len(dates.start) == 10 and dates.start == dates.end


def _days(dates: Dates, anchor: date) -> int:
    start = dates.start or dates.end
    if start is None:
        return 9999
    first, last = first_day(start), last_day(dates.end or start)
    if first <= anchor <= last:
        return 0
    return min(abs((first - anchor).days), abs((last - anchor).days))


def is_future(dates: Dates | None, published: str | None) -> bool:
    """The whole of the dates lies after the article's day."""
    if dates is None or published is None or len(published) < 10:
        return False
    start = dates.start or dates.end
    return start is not None and len(start) == 10 and start > published


def compatible(one: Dates | None, other: Dates | None, slack: int = 0) -> bool:
    """The two do not contradict each other; an open end or a missing date fits anything."""
    if one is None or other is None:
        return True
    a1, a2 = one.start or one.end, one.end or one.start
    b1, b2 = other.start or other.end, other.end or other.start
    if a1 is None or b1 is None or a2 is None or b2 is None:
        return True
    return (first_day(a1) - last_day(b2)).days <= slack and (first_day(b1) - last_day(a2)).days <= slack


def finer(one: Dates | None, other: Dates | None) -> Dates | None:
    """The more exact of two dates."""
    if one is None or other is None:
        return one or other
    weight = [len(d.start or "") + len(d.end or "") for d in (one, other)]
    inside = (one.start or "") <= (other.start or "") <= (other.end or "") <= (one.end or "")
    if weight == [20, 20] and inside:
        return other  # the days of the stop rather than those of the whole trip
    return other if weight[1] > weight[0] else one
