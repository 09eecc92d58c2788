"""Schedules, diaries and trip pages: headings give the day and the place of the lines below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dragoman.knowledge.patterns import Pattern
from dragoman.model import Dates, Place
from dragoman.reading.actor import Actor
from dragoman.reading.articles import Piece
from dragoman.reading.dating import Clock, compatible
from dragoman.reading.drafts import Draft
from dragoman.reading.sentence import Sentence
from dragoman.reading.skeleton import Skeleton
from dragoman.reading.times import TimeMention, find_times, resolve

STRUCTURED = frozenset({"schedule", "trip_page"})
LINES = frozenset({"list", "paragraph", "heading", "date", "headline"})
_STAYS = re.compile(r"\b(?:is|are) (?:(?:currently|now|already|back) )?(?:in|on|at)\b")
"""Words of a state, not of an appointment: who "is in New York" on the day of a schedule is there."""
_DASHES = frozenset({"-", "–", "—", ":", "|"})


LINE = Pattern(id="conference.agenda-line", kind="conference", expr="^ G", confidence=0.65)
"""A pattern without an expression: it rests on whose agenda the line stands in."""
_LINE_LEADS = frozenset(
    {
        "for",
        "at",
        "the",
        "in",
        "attends",
        "attend",
        "attendance",
        "participation",
        "of",
        "and",
        "a",
        "an",
        "to",
        "am",
        "pm",
    }
)


class Heading(msgspec.Struct, frozen=True):
    """A heading that names a stop of the one whose page it is; ``start`` and ``end`` are offsets of its words."""

    place: Place
    dates: Dates | None
    start: int
    end: int


class Agenda:
    """The day and place that the last headings of an article set, and whose agenda it is."""

    def __init__(self, text: str, piece: Piece, protagonist: Actor | None, rows: Sequence[Sentence]) -> None:
        self.schedule = piece.genre == "schedule" or _timed_lines(text, piece)
        self._text = text
        self.structured = self.schedule or piece.genre in STRUCTURED or _stop_lines(rows) >= 2
        self.protagonist = protagonist
        self.day: Dates | None = None
        self.place: Place | None = None
        self.headings: list[Heading] = []
        titled = _days_of_title(text, piece)
        self._anchor = titled.start if titled is not None else None
        if self.schedule and titled is not None and titled.start == titled.end:
            self.day = titled
        self._last = ""
        self._labelled: TimeMention | None = None
        self._line_places: tuple[Place, ...] = ()

    def line(self, row: Sentence, clock: Clock) -> None:
        """Take in a line before its drafts are read: a heading of a day or of a place, or a line's own place."""
        skeleton = row.skeleton
        if skeleton is None:
            return
        self._line_places = _own_places(skeleton)
        if not self.structured:
            return
        self._label(skeleton, clock)
        words = [t for t in skeleton.tokens if t.kind == "w" and t.text.isalpha() and t.text not in {"in", "the"}]
        times = [t for t in skeleton.times if t.form not in {"clock", "duration"}]
        persons = bool(skeleton.phrases)
        dated = row.role == "date" or (not persons and len(words) <= 2 and not skeleton.gatherings)
        if len(times) == 1 and dated:
            dates = self._within(times[0]) or resolve(
                times[0], clock.published, "future" if self.schedule else "none", self.day
            )
            if dates is not None and dates.start and len(dates.start) == 10:
                self.day = dates
                self._anchor = self._anchor or dates.start
        if len(skeleton.places) == 1 and not persons and not words and len(skeleton.places[0]) == 1:
            self.place = skeleton.places[0][0]
            own = self.day if times or self._last == "day" else None
            self.headings.append(Heading(self.place, own, row.start, row.end))
            self._last = "" if own else "place"
        elif times and not persons and not words:
            if self._last == "place" and self.day is not None:
                self.headings[-1] = msgspec.structs.replace(self.headings[-1], dates=self.day)
            self._last = "day"
        elif words or persons:
            self._last = ""

    def _label(self, skeleton: Skeleton, clock: Clock) -> None:
        """ "Tuesday: Brussels, for the Council. In the margins, …": a day before a colon heads what follows it."""
        tokens = skeleton.tokens
        if not self.schedule or len(tokens) < 3 or tokens[0].kind != "T" or tokens[1].text != ":":
            return
        mention = skeleton.times[tokens[0].index]
        dates = self._within(mention) or resolve(mention, clock.published, "future", self.day)
        if dates is not None and dates.start and len(dates.start) == 10:
            self.day, self._labelled = dates, mention

    def gatherings(self, row: Sentence, number: int) -> list[Draft]:
        """ "10.00 NATO leaders' meeting, Watford": a line that names a gathering, which whose agenda it is attends."""
        skeleton = row.skeleton
        if not self.schedule or self.protagonist is None or skeleton is None or row.headline:
            return []
        if skeleton.phrases or len(skeleton.gatherings) != 1 or any(d.refusal is None for d in row.drafts):
            return []
        at = next(i for i, token in enumerate(skeleton.tokens) if token.kind == "G")
        before = [t.text for t in skeleton.tokens[:at] if t.kind == "w" and t.text.isalpha()]
        if len(skeleton.tokens) > 16 or not set(before) <= _LINE_LEADS:
            return []
        token, mention = skeleton.tokens[at], skeleton.gatherings[skeleton.tokens[at].index]
        draft = Draft(LINE, number, token.start, token.end)
        draft.first, draft.name, draft.head, draft.last, draft.present = (
            (self.protagonist,),
            mention.name,
            at,
            at + 1,
            True,
        )
        draft.time = skeleton.times[0] if len(skeleton.times) == 1 else None
        draft.place = skeleton.places[0][0] if len(skeleton.places) == 1 and len(skeleton.places[0]) == 1 else None
        return [draft]

    def _within(self, time: TimeMention) -> Dates | None:
        """A day without a year as the page's first heading with a year means it."""
        dates = resolve(time, self._anchor, "future", None) if self._anchor is not None else None
        if dates is None or not compatible(dates, Dates(self._anchor, self._anchor), slack=45):
            return None
        return dates

    def settle(self, draft: Draft, dates: Dates | None, clock: Clock) -> Dates | None:
        """The draft's dates, place and status as its line stands in the agenda."""
        self._local(draft)
        if not self.structured:
            return dates
        if self.place is not None and draft.kind != "trip" and draft.place is None and draft.kind != "call":
            draft.place = self.place
        if not self.schedule:
            return dates or (self.day if draft.kind != "trip" else None)
        if dates is None or (draft.time is not None and draft.time is self._labelled):
            dates = self.day
        elif dates.start is None and self.day is not None:
            dates = Dates(self.day.start, self._end(draft, dates.end))
        ahead = dates is None or clock.published is None or (dates.start or "9") >= clock.published[:10]
        stays = _STAYS.search(self._text, draft.start, draft.end) is not None
        if draft.present and draft.status == "held" and ahead and not draft.closing and not stays:
            draft.status = "planned"
        elif draft.kind == "trip" and draft.closing and self.day is not None:
            dates = Dates(None, self.day.end)
        return dates

    def _end(self, draft: Draft, end: str | None) -> str | None:
        """ "until March 18" under a day of March: of that year, whatever the tense."""
        if self.day is None or end is None or draft.time is None or end >= (self.day.start or "")[: len(end)]:
            return end
        after = resolve(draft.time, self.day.start, "future", None)
        return after.end if after is not None else None

    def _local(self, draft: Draft) -> None:
        """ "BEIJING - Angola's president begins a visit to China": the line's place is the event's."""
        if not self._line_places:
            return
        if draft.kind == "trip":
            draft.places = _with_cities(draft.places, self._line_places)
        elif draft.kind != "call" and draft.place is None and len(self._line_places) == 1:
            draft.place = self._line_places[0]


_TITLE = re.compile(r"\b(?:schedule|diary|agenda|calendar|programme of|week ahead|weekly|engagements)\b", re.IGNORECASE)
_TIMED = re.compile(
    r"\W*(?:\d{1,2}[.:]\d{2}\b|\d{1,2} ?(?:a\.?m|p\.?m)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?=[ ,:–—-])|\d{1,2}/\d{1,2}\b)"
)


def _days_of_title(text: str, piece: Piece) -> Dates | None:
    """The first days, with their year, that the headline tells: "Travel to Peru and Chile, June 1-3, 2021"."""
    for block in piece.blocks[:1]:
        for time in find_times(text, block.start, block.end):
            dates = resolve(time, None, "none", None)
            if dates is not None and dates.start and len(dates.start) == 10:
                return dates
    return None


_STOP = re.compile(r"[LCRx,]*[LC][LCRx,]*[T,x]*")


def _stop_lines(rows: Sequence[Sentence]) -> int:
    """How many lines hold a place, days and nothing else: the skeleton of a trip page."""
    lines = ("".join(atom.code for atom in row.atoms) for row in rows if row.role in LINES and len(row.atoms) <= 9)
    return sum(1 for codes in lines if _STOP.fullmatch(codes))


def _timed_lines(text: str, piece: Piece) -> bool:
    """Most lines of the article begin with an hour or a day: a schedule, whatever it calls itself."""
    lines = [block for block in piece.blocks if block.role in LINES]
    timed = sum(1 for block in lines if _TIMED.match(text, block.start, block.end))
    named = any(_TITLE.search(text, block.start, block.end) for block in piece.blocks[:2]) or bool(
        piece.title and _TITLE.search(piece.title)
    )
    return (timed >= 3 and timed * 3 >= len(lines)) or (named and timed >= 2)


def _own_places(skeleton: Skeleton) -> tuple[Place, ...]:
    tokens = skeleton.tokens
    start = 0
    while start < len(tokens) and tokens[start].text in {"*", "**", "•"}:
        start += 1
    if start + 1 < len(tokens) and tokens[start].kind == "L" and tokens[start + 1].text in _DASHES:
        return skeleton.places[tokens[start].index]
    return ()


def _with_cities(places: tuple[Place, ...], local: tuple[Place, ...]) -> tuple[Place, ...]:
    """Countries of a journey with the cities that the line names before its dash."""
    out: list[Place] = []
    for place in places:
        city = next((p for p in local if p.country == place.country and p.city), None)
        out.append(city if place.city is None and city is not None else place)
    return tuple(out)
