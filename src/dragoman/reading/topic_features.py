"""Topics named in an article against its engagements: where each stands and how it is told, in named features.

A candidate is an engagement and a topic code; its features are true where one naming of the topic has them
("its own sentence: discussed"), so that a candidate's score can be told in words. ``subjects_discussed`` scores them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.knowledge.topic_scorer import Cue, cues
from dragoman.knowledge.topics import topics
from dragoman.reading.actor import Actor
from dragoman.reading.assemble import Engagement
from dragoman.reading.journeys import Journey
from dragoman.reading.sentence import Sentence
from dragoman.reading.subjects import main_subject

Event = Engagement | Journey
AHEAD = 2
TURNING = frozenset({"call", "meeting", "talks", "conference", "trip"})
"""Kinds that turn the story: what follows is told of them."""
BEHIND = 14
"""How many sentences before and behind an engagement's own ones may still speak of it."""
LEAD = 4
"""How many lines at the top may be headlines that speak of every event."""
_HOMES: dict[str, frozenset[str]] = {
    "ukraine-war": frozenset({"UA", "RU"}),
    "israel-palestine": frozenset({"IL", "PS"}),
    "iran": frozenset({"IR"}),
    "north-korea": frozenset({"KP"}),
    "taiwan": frozenset({"TW"}),
    "russia": frozenset({"RU"}),
    "china": frozenset({"CN"}),
    "afghanistan": frozenset({"AF"}),
    "syria": frozenset({"SY"}),
}
_GOVERNMENTS = {"CN": "china", "RU": "russia"}
_PLACE_WORDS = frozenset({"in", "to", "at", "from", "visit", "visited", "via", "near", "through", "leave", "left"})


class Naming(NamedTuple):
    """A topic named in a sentence, and how the sentence tells it."""

    row: int
    start: int
    end: int
    code: str
    tone: str
    bare: bool
    """Only the name of a country or region, which may be nothing but a place or a side."""
    sitting: bool
    quoted: bool
    titular: bool
    """Within the name of a body, an office or a gathering."""
    beside: int
    """How many other topics its sentence names."""


class Candidate(NamedTuple):
    """A topic that may belong to an engagement, and what speaks for it."""

    event: Event
    code: str
    naming: Naming
    features: tuple[str, ...]


def parties(event: Event) -> Sequence[Actor]:
    """Who takes part."""
    return event.travellers if isinstance(event, Journey) else event.actors


def kind_of(event: Event) -> str:
    return "trip" if isinstance(event, Journey) else event.kind


def namings(text: str, number: int, row: Sentence) -> Iterator[Naming]:
    """Topics that a sentence names, not those in titles of persons, names of cities and places gone to."""
    words = text[row.start : row.end]
    found = topics().spans(words)
    if not found:
        return
    taken = [(row.atoms[p.first].start, row.atoms[p.last - 1].end) for p in row.phrases]
    taken += [(atom.start, atom.end) for atom in row.atoms if atom.code in "L"]
    titles = [(atom.start, atom.end) for atom in row.atoms if atom.code in "OGF"]
    names = {(atom.start, atom.end) for atom in row.atoms if atom.code in "CDR"}
    told = cues().find(words)
    sitting = any(cue.kind == "sitting" for cue in told)
    beside = len({span.code for span in found}) - 1
    for span in found:
        first, last = row.start + span.start, row.start + span.end
        if _within(first, last, taken):
            continue
        bare = (first, last) in names
        if bare and _gone_to(words[max(0, span.start - 60) : span.start], span.start, told):
            continue
        quoted = any(a <= first < b for a, b in row.quotes)
        tone = _tone(span.start, span.end, told)
        yield Naming(number, first, last, span.code, tone, bare, sitting, quoted, _within(first, last, titles), beside)


def _within(first: int, last: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= first and last <= b for a, b in spans)


def _gone_to(before: str, at: int, told: Sequence[Cue]) -> bool:
    """The name stands as a place ("in Kenya"), and not as a subject ("the situation in Kenya")."""
    words = before.lower().split()
    while words and words[-1] == "the":
        words.pop()
    if not words or words[-1] not in _PLACE_WORDS:
        return False
    return not any(cue.kind == "standing" and at - 20 <= cue.end <= at for cue in told)


_TONES = {"discussing": "discussed", "committing": "stressed or agreed", "aiming": "the aim"}
_PASSIVE_REACH = 160


def _tone(start: int, end: int, told: Sequence[Cue]) -> str:
    """How a topic is told: "was discussed" behind it, else the cue before it that stands nearest."""
    if any(cue.kind == "passive" and end <= cue.start < end + _PASSIVE_REACH for cue in told):
        return "discussed"
    before = [cue for cue in told if cue.start < start and cue.kind in _TONES]
    return _TONES[before[-1].kind] if before else "only named"


class Story:
    """The sentences of an article with what each tells of.

    ``focus`` holds, by place in the text, the events that are spoken of from there on: those just told, or those
    of a person just named (of several told at once, those that are his).
    """

    def __init__(self, rows: Sequence[Sentence], events: Sequence[Event], genre: str | None) -> None:
        self.rows, self.events, self.genre = rows, events, genre
        starts = [row.start for row in rows]
        self.told: list[list[tuple[int, int]]] = [[] for _ in rows]
        self.own: list[list[int]] = []
        for index, event in enumerate(events):
            mine = set()
            for start, _ in event.spans:
                number = max(0, bisect_right(starts, start) - 1)
                if start < rows[number].end:
                    self.told[number].append((start, index))
                    mine.add(number)
            self.own.append(sorted(mine))
        self.blocks = [{rows[n].block for n in own} for own in self.own]
        self.actors = [frozenset(parties(event)) for event in events]
        self.first = min(range(len(events)), key=lambda n: (self.own[n][:1] or [len(rows)], n), default=-1)
        self._subjects: dict[int, frozenset[Actor] | None] = {}
        self._months = [_month(event) for event in events]
        self._latest = max(self._months, default="")
        self._of_actor: dict[int, set[int]] = defaultdict(set)
        for index, event in enumerate(events):
            if kind_of(event) in TURNING:
                for actor in parties(event):
                    self._of_actor[actor.number].add(index)
        self._places: list[int] = [-1]
        self._focus: list[frozenset[int]] = [frozenset()]
        for number in range(len(rows)):
            self._follow(number)

    def _follow(self, number: int) -> None:
        """Move the focus through a sentence."""
        row = self.rows[number]
        if row.headline or row.skeleton is None:
            return
        turns: dict[int, set[int]] = defaultdict(set)
        for start, index in self.told[number]:
            if kind_of(self.events[index]) in TURNING:
                turns[start].add(index)
        named = [
            (row.atoms[p.first].start, actors) for p, actors in zip(row.skeleton.phrases, row.actors, strict=False)
        ]
        for at in sorted({*turns, *(start for start, _ in named)}):
            now = frozenset(turns[at]) if at in turns else self._focus[-1]
            for actors in (actors for start, actors in named if start == at):
                theirs = {index for actor in actors for index in self._of_actor.get(actor.number, ())}
                if theirs:
                    now = frozenset(theirs & now or theirs)
            self._places.append(at)
            self._focus.append(now)

    def focus(self, at: int) -> frozenset[int]:
        """The events that the text speaks of at a place."""
        return self._focus[bisect_right(self._places, at) - 1]

    def place(self, index: int, naming: Naming) -> str | None:
        """Where a topic is named, seen from an event; None where that is out of its reach."""
        number, own = naming.row, self.own[index]
        row = self.rows[number]
        if row.headline:
            return "its headline" if number in own else "a headline"
        share = self._share(index, self.focus(naming.start))
        if number in own:
            return f"its own sentence, {share}"
        before = [n for n in own if n < number and not self.rows[n].headline]
        if before and number - before[-1] <= BEHIND:
            gap = number - before[-1]
            if share == "another event nearer" and gap > 4:
                return None
            reach = "next sentence" if gap == 1 else "second sentence behind" if gap == 2 else "further behind"
            return f"{reach}, {share}"
        ahead = [n for n in own if n > number]
        if ahead and ahead[0] - number <= AHEAD and not any(self.told[n] for n in range(number, ahead[0])):
            return "a sentence before"
        return None

    def _share(self, index: int, focus: frozenset[int]) -> str:
        if index in focus:
            return "alone" if len(focus) == 1 else "with others"
        event = self.events[index]
        if isinstance(event, Journey):
            mine = {actor.number for actor in event.travellers}
            if any(mine & {actor.number for actor in parties(self.events[other])} for other in focus):
                return "an event of the traveller nearer"
        return "another event nearer"

    def earlier(self, index: int) -> bool:
        """Its day is of an earlier month than that of the article's latest event."""
        month = self._months[index]
        return bool(month) and month < self._latest[: len(month)]

    def subject(self, number: int) -> frozenset[Actor] | None:
        """Whose sentence it is; None where its subject is no person."""
        if number not in self._subjects:
            row = self.rows[number]
            at = main_subject(row.skeleton) if row.skeleton is not None and row.actors else None
            who = None if row.skeleton is None or at is None else row.actors[row.skeleton.tokens[at].index]
            self._subjects[number] = None if who is None else frozenset(who)
        return self._subjects[number]

    def within_reach(self, index: int) -> list[int]:
        """The sentences that may speak of an event: its own, those around them, and the lines above the text."""
        near = {n for n in range(min(LEAD, len(self.rows))) if self.rows[n].headline}
        for own in self.own[index]:
            near.update(range(max(0, own - AHEAD), min(len(self.rows), own + BEHIND + 1)))
        return sorted(near)


def _month(event: Event) -> str:
    day = event.span() if isinstance(event, Journey) else event.date
    return "" if day is None else (day.start or day.end or "")[:7]


def candidates(
    text: str, rows: Sequence[Sentence], events: Sequence[Event], genre: str | None, home: str | None = None
) -> Iterator[Candidate]:
    """Every naming of a topic within reach of an event, with its features, in the order of the events and the text.

    ``home`` is the country that the article speaks from.
    """
    story = Story(rows, events, genre)
    weighed = [index for index, event in enumerate(events) if kind_of(event) != "appointment"]
    reach = {index: story.within_reach(index) for index in weighed}
    named = {n: list(namings(text, n, rows[n])) for n in sorted({n for near in reach.values() for n in near})}
    counts = Counter(naming.code for found in named.values() for naming in found)
    close = _close(story, named)
    for index in weighed:
        event = events[index]
        countries = {actor.country for actor in parties(event)}
        about = list(_of_event(story, index))
        for naming in (naming for number in reach[index] for naming in named[number]):
            place = story.place(index, naming)
            if place is None:
                continue
            here = [*_of_naming(story, index, naming, place), *about]
            for code, how in _codes(naming, countries, home):
                features = [*here, *_of_code(code, countries, counts[naming.code])]
                if how:
                    features.append(how)
                if close[naming.code] and index not in close[naming.code]:
                    features.append("another event's own words name it")
                yield Candidate(event, code, naming, tuple(features))


def _close(story: Story, named: dict[int, list[Naming]]) -> dict[str, set[int]]:
    """Which events name a topic in their own sentences."""
    close: dict[str, set[int]] = defaultdict(set)
    for number, found in named.items():
        if not story.rows[number].headline:
            for naming in found:
                close[naming.code].update(index for _, index in story.told[number])
    return close


def _codes(naming: Naming, countries: set[str | None], home: str | None) -> Iterator[tuple[str, str | None]]:
    """The topic; ties are also a topic of the great power that is one of the sides."""
    yield naming.code, None
    if naming.code == "alliances":
        for country, code in _GOVERNMENTS.items():
            if country in countries:
                yield code, "ties told by that government itself" if country == home else "ties with that government"


def _rough(place: str) -> str:
    """The place in coarser words, to be crossed with others."""
    where, _, share = place.partition(", ")
    if not share or where == "its own sentence":
        return where
    return "behind another event" if share.endswith("nearer") else "behind"


def _of_naming(story: Story, index: int, naming: Naming, place: str) -> Iterator[str]:
    row = story.rows[naming.row]
    yield place
    rough = _rough(place)
    if ", " in place:
        yield place.partition(", ")[2]
    yield f"{rough}: {naming.tone}"
    if naming.bare:
        yield f"only a country's name, {naming.tone}"
    if naming.titular:
        yield "within the name of a body or gathering"
    others = "alone" if not naming.beside else "with another topic" if naming.beside == 1 else "in a row of topics"
    yield f"{rough}: {others}"
    if naming.tone == "discussed" and naming.beside > 1:
        yield f"{rough}: discussed in a row of topics"
    if naming.quoted:
        yield f"{rough}: in a quote"
    yield f"{rough}: subject {_subject(story, index, naming)}"
    if naming.sitting:
        yield f"{rough}: the sitting is named"
    if rough != "its own sentence" and row.block in story.blocks[index]:
        yield f"{rough}: same paragraph"
    if story.genre == "readout":
        yield f"readout: {rough}"


def _subject(story: Story, index: int, naming: Naming) -> str:
    """Whose sentence it is: a party's, a party's of the event told last too, somebody else's, or nobody's."""
    who = story.subject(naming.row)
    if who is None:
        return "no person"
    if not who & story.actors[index]:
        return "somebody else" if who else "no person"
    focus = story.focus(naming.start)
    shared = index not in focus and any(who & story.actors[other] for other in focus)
    return "a party of both" if shared else "a party"


def _of_event(story: Story, index: int) -> Iterator[str]:
    event, number = story.events[index], len(story.events)
    yield f"kind {kind_of(event)}"
    yield f"status {event.status}"
    yield "the only event" if number == 1 else "two or three events" if number < 4 else "many events"
    if index == story.first:
        yield "the first event told"
    if len(story.own[index]) > 1:
        yield "told in several sentences"
    yield f"genre {story.genre or 'unknown'}"
    if story.earlier(index):
        yield "an earlier occasion"


def _of_code(code: str, countries: set[str | None], number: int) -> Iterator[str]:
    yield f"topic {code}"
    if _HOMES.get(code, frozenset()) & countries:
        yield "a party's own country"
    yield "named once" if number < 2 else "named two or three times" if number < 4 else "named often"
