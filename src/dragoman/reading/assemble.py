"""Drafts of one article joined into engagements: the same meeting told in five sentences is one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.model import Conflict, Dates, Evidence, Kind, Party, Place, Report, Status
from dragoman.reading.actor import Actor
from dragoman.reading.dating import Clock, compatible, finer, is_future
from dragoman.reading.drafts import Draft
from dragoman.reading.match import SPOKEN
from dragoman.reading.names import fold
from dragoman.reading.other_kinds import lend
from dragoman.reading.sentence import Sentence

_RANK: dict[Status, int] = {
    "held": 1,
    "planned": 0,
    "postponed": 3,
    "cancelled": 3,
    "declined": 3,
    "cut_short": 3,
}


class Engagement:
    """One engagement of the article, growing as sentences tell more of it."""

    def __init__(self, kind: Kind, actors: tuple[Actor, ...]) -> None:
        self.kind = kind
        self.actors = list(actors)
        self.status: Status = "held"
        self.date: Dates | None = None
        self.place: Place | None = None
        self.name: str | None = None
        self.topics: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.sentences: list[int] = []
        self.patterns: list[str] = []
        self.parts: dict[int, str] = {}
        self.unsure = False
        self.dated_by_story = False
        self.present = True
        self.perfect = False
        self.headline_only = True
        self.cause: str | None = None
        self.roles: dict[int, tuple[str | None, str | None]] = {}

    def take(self, draft: Draft, dates: Dates | None) -> None:
        """Add what a further draft says."""
        if self.dated_by_story and dates is not None:
            self.date, self.dated_by_story = dates, False
        else:
            self.date = finer(self.date, dates)
        if self.place is None or (
            self.place.city is None
            and draft.place
            and draft.place.city
            and draft.place.country in (None, self.place.country)
        ):
            self.place = draft.place or self.place
        self.name = self.name or draft.name
        self.present = self.present and draft.present
        self.perfect = self.perfect or draft.perfect
        self.headline_only = self.headline_only and draft.headline
        self.spans.append((draft.start, draft.end))
        self.sentences.append(draft.sentence)
        self.patterns.append(draft.pattern.id)
        self.roles = {**draft.roles, **self.roles}
        for side, part in ((draft.first, draft.pattern.a), (draft.second, draft.pattern.b)):
            if part:
                for actor in side:
                    self.parts.setdefault(actor.number, part)

    def report(self, text: str, articles: tuple[int, ...] = ()) -> Report:
        """As a report of the model."""
        spans = sorted(set(self.spans), key=lambda s: (s[1] - s[0] > 400, self.spans.index(s)))[:8]
        return Report(
            kind=self.kind,
            status=self.status,
            parties=tuple(self._party(actor) for actor in self.actors),
            date=self.date,
            evidence=tuple(Evidence(a, b, text[a:b]) for a, b in spans),
            name=self.name,
            cause=self.cause,
            place=None if self.kind == "call" else self.place,
            topics=tuple(dict.fromkeys(self.topics)),
            articles=articles,
        )

    def _party(self, actor: Actor) -> Party:
        party = actor.party()
        role, country = self.roles.get(actor.number, (party.role, party.country))
        return Party(party.name, role, country, self.parts.get(actor.number), party.person)  # type: ignore[arg-type]


def settle_status(draft: Draft, clock: Clock) -> Dates | None:
    """The draft's date; what is told as held but lies ahead of the article's day is planned."""
    dates = clock.date_of(draft)
    if draft.status == "held" and is_future(dates, clock.published):
        draft.status = "planned"
    return dates


def expand(draft: Draft) -> list[tuple[Actor, ...]]:
    """The parties of each engagement that a draft tells of: A met B and C is two meetings."""
    first, second = _without_bodies(draft.first), _without_bodies(draft.second)
    if draft.kind == "appointment":
        return [(actor,) for actor in draft.actors]
    if draft.kind not in SPOKEN or not second:
        return [tuple(dict.fromkeys((*first, *second)))]
    if len(first) > 1 and len(second) == 1 and draft.apart and len({a.country for a in first}) == 1:
        return [(one, *second) for one in first]
    if len(first) > 1 or draft.pattern.together or draft.joint or len(second) == 1:
        return [tuple(dict.fromkeys((*first, *second)))]
    if draft.pattern.b == "host" and not draft.apart and len({actor.country for actor in second}) == 1:
        return [tuple(dict.fromkeys((*first, *second)))]
    return [(*first, other) for other in second if other not in first]


def _without_bodies(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "the president, the minister and other French officials": the bodies go where named ones stand."""
    named = {actor.country for actor in actors if not actor.plural}
    kept = tuple(a for a in actors if not (a.plural and a.name is None and a.country in named))
    return kept or actors


class Assembly:
    """Joins the drafts of one article, in the order of the text (trips are joined elsewhere)."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.engagements: list[Engagement] = []
        self.denied: list[Draft] = []
        self.asked: list[Draft] = []
        """What was asked for, or an invitation without an answer yet."""
        self.put_off: list[tuple[str, Status, int, int, Dates | None]] = []

    def add(self, draft: Draft, dates: Dates | None, story_day: Dates | None = None) -> list[Engagement]:
        """Join a draft to what stands, or begin an engagement with it.

        ``story_day`` is the day that the story has reached: it dates what has no time of its own.
        """
        done: list[Engagement] = []
        if draft.shared and not lend(draft, self.engagements):
            return done
        for actors in expand(draft):
            found = self._match(draft, actors, dates)
            if found is None:
                if draft.weak and not self._worthy(draft, actors):
                    continue
                found = Engagement(draft.kind, actors)
                found.status, found.unsure = draft.status, draft.unsure
                self.engagements.append(found)
            else:
                self._update(found, draft)
                if draft.kind == found.kind == "conference":
                    found.actors += [actor for actor in actors if actor not in found.actors]
            found.take(draft, dates)
            if found.date is None and story_day is not None and found.status == "held":
                found.date = story_day
                found.dated_by_story = True
            done.append(found)
        return done

    def _worthy(self, draft: Draft, actors: tuple[Actor, ...]) -> bool:
        """A weak draft that may stand alone: two named persons of two countries who "discussed" something."""
        return draft.pattern.lone and len({a.country for a in actors if a.country}) >= 2 and all(a.name for a in actors)

    def _update(self, engagement: Engagement, draft: Draft) -> None:
        if draft.kind != engagement.kind and engagement.kind == "talks":
            engagement.kind = draft.kind
        if draft.unsure and not engagement.unsure:
            return
        if (engagement.unsure and draft.status in {"cancelled", "postponed", "declined"}) or _RANK[
            draft.status
        ] > _RANK[engagement.status]:
            engagement.status, engagement.unsure = draft.status, draft.unsure

    def _match(self, draft: Draft, actors: tuple[Actor, ...], dates: Dates | None) -> Engagement | None:
        """The engagement that the draft speaks of again, the last one first."""
        # most are told apart by this alone: who takes part in the draft takes part in what it speaks of again
        somebody = actors[0] if actors and draft.kind not in {"conference", "appointment"} else None
        for engagement in reversed(self.engagements):
            if somebody is not None and somebody not in engagement.actors:
                continue
            if self._same(engagement, draft, actors, dates):
                return engagement
        return None

    def _same(self, engagement: Engagement, draft: Draft, actors: tuple[Actor, ...], dates: Dates | None) -> bool:
        if not _same_kind(engagement.kind, draft.kind):
            return False
        if draft.kind == "conference":
            if not same_gathering(engagement.name, draft.name) or _other_sides(engagement, actors, draft.name):
                return False
        elif draft.kind == "appointment":
            if set(engagement.actors).isdisjoint(actors):
                return False
        elif set(engagement.actors) != set(actors) and not _subset(engagement.actors, actors, draft):
            return False
        known = None if engagement.dated_by_story else engagement.date
        if not compatible(known, dates):
            return False
        if dates is not None and engagement.date is not None and _steps(dates, engagement.date) > 1:
            return False
        if draft.kind == "appointment" and engagement.status != "cancelled":
            return True
        done = {"held", "cut_short"}
        if engagement.status in done and draft.status not in done:
            near = draft.sentence - max(engagement.sentences) <= 2 or draft.headline
            return dates is not None and engagement.date == dates and near
        if engagement.status not in done and draft.status in done:
            return engagement.date is None and engagement.status == "planned" and dates is not None
        return True


_OF_TWO = re.compile(r"2 ?\+ ?2|two-plus-two|\b(?:dialogue|commission|consultations?|committee)\b", re.IGNORECASE)


def _other_sides(engagement: Engagement, actors: tuple[Actor, ...], name: str | None) -> bool:
    """A format of two sides with another side is another sitting: the 2+2 with Japan, then that with Chile."""
    if not _OF_TWO.search(name or engagement.name or ""):
        return False
    one, other = {a.country for a in engagement.actors}, {a.country for a in actors}
    return len(one) > 1 and len(other) > 1 and not (one <= other or other <= one)


def _steps(one: Dates, other: Dates) -> int:
    a, b = len(one.start or one.end or ""), len(other.start or other.end or "")
    return abs(a - b) // 3


def _same_kind(one: Kind, other: Kind) -> bool:
    if one == other:
        return True
    return {one, other} in ({"talks", "call"}, {"talks", "meeting"})


def _subset(engaged: list[Actor], actors: tuple[Actor, ...], draft: Draft) -> bool:
    """A trilateral told again by two of its three, or a body that is named by its country."""
    return len(engaged) > 2 and set(actors) < set(engaged) and draft.pattern.weak


def same_gathering(one: str | None, other: str | None) -> bool:
    """Two names of a gathering that can mean the same one; a missing name fits any."""
    if not one or not other:
        return True
    small = {"the", "of", "and", "a", "annual", "meeting", "summit", "conference", "session", "ministerial"}
    a, b = set(fold(one).split()) - small, set(fold(other).split()) - small
    if not a or not b:
        return fold(one) == fold(other)
    return bool(a & b) and len(a & b) * 2 >= min(len(a), len(b))


_BESIDE = frozenset({"sidelines", "margins", "fringes", "edges"})


def beside_gathering(draft: Draft, sentence: Sentence, assembly: Assembly) -> Dates | None:
    """ "On the sidelines, she met B": on the days of the gathering told last, or of the one that is named."""
    skeleton = sentence.skeleton
    if skeleton is None or draft.kind not in SPOKEN or draft.time is not None or draft.headline:
        return None
    if not any(token.text in _BESIDE for token in skeleton.tokens):
        return None
    name = skeleton.gatherings[0].name if skeleton.gatherings else None
    for engagement in reversed(assembly.engagements):
        if engagement.kind == "conference" and engagement.date is not None and same_gathering(engagement.name, name):
            return engagement.date
    return None


def conflict(field: str, values: Iterable[str]) -> Conflict:
    return Conflict(field, tuple(values))
