"""Trips: moves told in many sentences chained into journeys, stop by stop, one per traveller and journey."""

from __future__ import annotations

from dragoman.model import Dates, Evidence, Place, Report, Status, Stop
from dragoman.reading.actor import Actor
from dragoman.reading.agenda import Heading
from dragoman.reading.dating import compatible
from dragoman.reading.drafts import Draft

NOUNS = frozenset(
    {"trip.visit-to", "trip.possessive-visit", "trip.place-visit", "trip.possessive-place", "trip.visit-by"}
)
"""Patterns of nouns, which tell no tense by themselves."""
HITHER = {"hither": "visit", "hither-arrive": "arrive"}
"""Moves told without a place, to where the article is written: "is expected on Monday", "who came on a visit"."""
UNDONE: frozenset[Status] = frozenset({"cancelled", "postponed", "declined"})


class JourneyStop:
    """One place of a journey under way."""

    def __init__(self, place: Place, status: Status) -> None:
        self.city, self.country = place.city, place.country
        self.status: Status = status
        self.bare = False
        """Told by a headline's noun alone ("A's travel to L"): the text below says whether it has been."""
        self.start: str | None = None
        self.end: str | None = None


class Journey:
    """One journey of one traveller (or of several together)."""

    def __init__(self, travellers: tuple[Actor, ...]) -> None:
        self.travellers = travellers
        self.stops: list[JourneyStop] = []
        self.start: str | None = None
        self.end: str | None = None
        self.dates: Dates | None = None
        self.forced: Status | None = None
        self.topics: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.sentence = 0
        self.cause: str | None = None
        self.under_way = False
        self.skipping = False
        """It was first told by stops that were given up."""

    @property
    def status(self) -> Status:
        if self.forced is not None:
            return self.forced
        if self.under_way:
            return "held"
        states = [stop.status for stop in self.stops]
        if any(state == "held" for state in states):
            return "held"
        if any(state == "planned" for state in states):
            return "planned"
        return states[0] if states else "held"

    @property
    def countries(self) -> set[str | None]:
        return {stop.country for stop in self.stops}

    def ordered(self) -> list[JourneyStop]:
        """The stops in the order of travel: as told, but those with days by their days."""
        dated = [(index, stop) for index, stop in enumerate(self.stops) if _day(stop)]
        row = list(self.stops)
        for (index, _), stop in zip(dated, sorted((s for _, s in dated), key=_day), strict=True):
            row[index] = stop
        return row

    def report(self, text: str, articles: tuple[int, ...] = ()) -> Report:
        """As a report of the model."""
        spans = sorted(dict.fromkeys(self.spans), key=lambda s: s[1] - s[0] > 400)[:8]
        return Report(
            kind="trip",
            status=self.status,
            parties=tuple(actor.party() for actor in self.travellers),
            date=self.span(),
            evidence=tuple(Evidence(a, b, text[a:b]) for a, b in spans),
            cause=self.cause,
            stops=tuple(Stop(s.city, s.country, s.status, s.start, s.end) for s in self.ordered()),
            topics=tuple(dict.fromkeys(self.topics)),
            articles=articles,
        )

    def span(self) -> Dates | None:
        """First and last day, from the trip's own words first, else from its stops."""
        going = [s for s in self.stops if s.status not in UNDONE] or self.stops
        starts = sorted(s.start for s in going if s.start)
        ends = sorted(s.end for s in going if s.end)
        if self.dates is not None and self.dates.start and self.dates.end and self.dates.start != self.dates.end:
            return self.dates
        start = self.start or (starts[0] if starts else None) or (self.dates.start if self.dates else None)
        end = self.end or (ends[-1] if ends and ends[-1] >= (start or "") else None)
        if end is None and self.dates and self.dates.end and (len(self.dates.end) < 10 or not self.dates.start):
            end = self.dates.end
        if start is None and end is None:
            return None
        if start and end and end < start[: len(end)]:
            end = None  # told of another journey: no journey ends before it begins
        return Dates(start, end)


class Journeys:
    """Chains the trip drafts of one article."""

    def __init__(self, here: Place | None = None) -> None:
        self.here = here
        """The place that the article is written from, where its guests come to."""
        self.all: list[Journey] = []
        self.pending: tuple[tuple[Actor, ...], int, tuple[int, int], Dates | None] | None = None
        self.set_out: tuple[tuple[Actor, ...], int, Dates] | None = None
        """Who left home, in which sentence and when, before any stop is told."""

    def add(self, draft: Draft, dates: Dates | None) -> Journey | None:
        """Take in a trip draft; None where it adds nothing (a return home without a journey)."""
        travellers = draft.first if draft.pattern.traveller == "A" else draft.second
        travellers = tuple(a for a in travellers if not (a.name is None and a.plural and len(travellers) > 1))
        move = draft.pattern.move or "visit"
        dates = draft.stay.bound(dates)
        home = {actor.country for actor in travellers}
        if move in HITHER and not draft.places and draft.place is not None and draft.place.country:
            draft.places, move = (draft.place,), HITHER[move]  # "in Lima, where she is expected on Friday"
        if move in HITHER and not draft.places:
            if self.here is None or not self._is_guest(travellers):
                return None
            near = [j for j in self._of(travellers) if draft.sentence - j.sentence <= 6]
            if near and self.here.country not in near[-1].countries:
                return None
            draft.places, move = (self.here,), HITHER[move]
        places = [p for p in draft.places if p.country and p.country not in home]
        regions = bool(draft.places) and all(p.country is None for p in draft.places)
        if move in {"end", "home"} or (draft.places and not places and not regions):
            return self._close(draft, travellers, dates, home_coming=bool(draft.places) or move == "home")
        if not places and draft.places:
            return self._somewhere(draft, travellers)
        if not places:
            return None
        journey = self._find(draft, travellers, places, dates)
        if journey is None and move in {"lost", "dropped"}:
            return None
        if journey is None:
            journey = Journey(travellers)
            journey.sentence, journey.skipping = draft.sentence, draft.skipping and draft.status in UNDONE
            self.all.append(journey)
            self._told_before(journey, draft)
            self._set_out_before(journey, draft, dates)
        if _abandoned(journey, draft):
            journey.forced = "cut_short"
        self._extend(journey, draft, places, dates, move)
        return journey

    def heading(self, traveller: Actor, heading: Heading, published: str | None) -> None:
        """Take in a stop that a heading of the traveller's page names: "Abuja, Nigeria, November 18-19"."""
        place, dates = heading.place, heading.dates
        if traveller.country in (None, place.country) or place.country is None:
            return
        near = [j for j in self._of((traveller,)) if compatible(_known(j), dates, slack=4)]
        here = next((j for j in near if place.country in j.countries), near[-1] if near else None)
        if here is None:
            if dates is None or place.city is None:
                return
            here = Journey((traveller,))
            self.all.append(here)
        ahead = published is None or dates is None or (dates.start or "") >= published[:10]
        stop = self._stop(here, place, here.status if here.stops else "planned" if ahead else "held")
        if dates is not None:
            self._date(stop, dates, "visit")
        here.spans.append((heading.start, heading.end))

    def _told_before(self, journey: Journey, draft: Draft) -> None:
        """ "A cut short her tour": where she was comes in the next sentences."""
        if self.pending is None or draft.status not in {"held", "planned"}:
            return
        travellers, sentence, span, dates = self.pending
        if set(travellers) & set(journey.travellers) and draft.sentence - sentence <= 3:
            journey.forced = "cut_short"
            journey.spans.append(span)
            if dates is not None and dates.end and len(dates.end) == 10:
                journey.end = dates.end
            self.pending = None

    def _somewhere(self, draft: Draft, travellers: tuple[Actor, ...]) -> Journey:
        """ "cut short his tour of South America": a journey whose stops other sentences tell."""
        mine = [j for j in self._of(travellers) if draft.sentence - j.sentence <= 6]
        journey = mine[-1] if mine else Journey(travellers)
        if not mine:
            journey.sentence = draft.sentence
            self.all.append(journey)
        journey.spans.append((draft.start, draft.end))
        if draft.status in UNDONE or draft.status == "cut_short":
            journey.forced = draft.status
        return journey

    def _is_guest(self, travellers: tuple[Actor, ...]) -> bool:
        """The travellers act for other countries than that of the article, which is known."""
        homes = {actor.country for actor in travellers}
        return self.here is not None and bool(homes) and None not in homes and self.here.country not in homes

    def _of(self, travellers: tuple[Actor, ...]) -> list[Journey]:
        who = frozenset(travellers)
        return [journey for journey in self.all if not who.isdisjoint(journey.travellers)]

    def _find(
        self, draft: Draft, travellers: tuple[Actor, ...], places: list[Place], dates: Dates | None
    ) -> Journey | None:
        """The journey that a move belongs to: the same country and no other time, else the journey under way."""
        countries = {place.country for place in places}
        for journey in reversed(self._of(travellers)):
            if not compatible(_known(journey), dates, slack=4):
                continue
            if countries & journey.countries and not self._clash(journey, draft, dates):
                return journey
        for journey in reversed(self._of(travellers)):
            if self._continues(journey, draft, dates):
                return journey
        return None

    @staticmethod
    def _clash(journey: Journey, draft: Draft, dates: Dates | None) -> bool:
        """The same country at another time: a new date refused is not the trip that was held."""
        known = _known(journey)
        if draft.status in UNDONE and journey.status in UNDONE and "declined" in {draft.status, journey.status}:
            return draft.status != journey.status
        long_ago = draft.time is not None and dates is not None and known is None and _length(dates) == 4
        if draft.status == "held" and journey.status == "planned" and long_ago:
            return True  # "will be in France; was last there in 2007"
        if draft.status == "planned" and journey.status == "held" and known is not None and dates is not None:
            return not compatible(known, dates, slack=2)
        return known is not None and dates is not None and _length(known) - _length(dates) >= 6

    @staticmethod
    def _continues(journey: Journey, draft: Draft, dates: Dates | None) -> bool:
        if _abandoned(journey, draft):
            return True
        if (draft.status in UNDONE) != (journey.status in UNDONE) and not (
            draft.skipping
            or journey.skipping
            or draft.pattern.move in {"lost", "dropped"}
            or "cut_short" in (journey.forced, draft.status)
        ):
            return False
        known = _known(journey)
        if known is not None and dates is not None:
            if min(_length(known), _length(dates)) < 10:
                return known == dates
            return compatible(known, dates, slack=5)
        if draft.status in UNDONE and journey.status in UNDONE:
            return False
        near = draft.sentence - journey.sentence <= 6
        sure = not draft.guessed_subject or draft.pattern.move in {"lost", "dropped"}
        return near and (dates is None or known is None) and sure

    def _close(
        self, draft: Draft, travellers: tuple[Actor, ...], dates: Dates | None, *, home_coming: bool
    ) -> Journey | None:
        """Home again, or "cut short the visit": the end, or the fate, of the journey told last."""
        mine = self._of(travellers)
        if home_coming and draft.pattern.move == "leave":
            return self._leave_home(draft, travellers, dates)
        if not mine and draft.status in UNDONE and self._is_guest(travellers) and not draft.guessed_subject:
            assert self.here is not None
            journey = Journey(travellers)
            self.all.append(journey)
            self._extend(journey, draft, [self.here], dates, "visit")
            return journey
        if not mine:
            if draft.status == "cut_short":
                self.pending = (travellers, draft.sentence, (draft.start, draft.end), dates)
            return None
        journey = mine[-1]
        if draft.status in UNDONE or draft.status == "cut_short":
            if draft.status != "cut_short" or journey.status != "cancelled":
                journey.forced = draft.status
            if draft.status in UNDONE:
                for stop in journey.stops:
                    stop.status = draft.status
        told = dates is not None and dates.end is not None and len(dates.end) == 10
        back = home_coming and draft.pattern.move != "leave_for" and draft.status in {"held", "planned"}
        if dates is not None and told and back and journey.end is None:
            journey.end = dates.end
        journey.spans.append((draft.start, draft.end))
        return journey

    def _leave_home(self, draft: Draft, travellers: tuple[Actor, ...], dates: Dates | None) -> Journey | None:
        """ "left Washington on Monday": the beginning of the journey just told, or of one to be told next."""
        if dates is None or dates.start is None or len(dates.start) < 10 or draft.status in UNDONE:
            return None
        near = [j for j in self._of(travellers) if 0 <= draft.sentence - j.sentence <= 2]
        if near and near[-1].start is None and compatible(_known(near[-1]), dates, slack=5):
            near[-1].start = dates.start
            near[-1].spans.append((draft.start, draft.end))
            return near[-1]
        self.set_out = (travellers, draft.sentence, dates)
        return None

    def _set_out_before(self, journey: Journey, draft: Draft, dates: Dates | None) -> None:
        if self.set_out is None:
            return
        travellers, sentence, left = self.set_out
        fits = set(travellers) & set(journey.travellers) and 0 <= draft.sentence - sentence <= 3
        if fits and draft.status not in UNDONE and compatible(dates, left, slack=5):
            journey.start = left.start
            self.set_out = None

    def _extend(self, journey: Journey, draft: Draft, places: list[Place], dates: Dates | None, move: str) -> None:
        journey.spans.append((draft.start, draft.end))
        journey.sentence = max(journey.sentence, draft.sentence)
        status = draft.status
        if status == "cut_short" or (move == "lost" and journey.status in {"held", "cut_short"}):
            journey.forced = "cut_short"
        if status == "cut_short":
            status = "held"
            if dates is not None and dates.start == dates.end:
                move = "leave"
        if move == "tour" and status == "held":
            journey.under_way, status = True, "planned"
        if move == "stop" and status == "held" and journey.status == "planned" and draft.present:
            status = "planned"  # "Peru is the first stop": the tense is that of the journey
        bare = draft.headline and status == "held" and draft.pattern.id in NOUNS
        for place in places:
            known = len(journey.stops)
            stop = self._stop(journey, place, status, draft.unsure, first=draft.foregoing or move == "began")
            if stop.bare and not bare:
                stop.status, stop.bare = status, False
            elif bare and len(journey.stops) > known:
                stop.bare = True
            if len(places) == 1 and dates is not None:
                self._date(stop, dates, move)
        if dates is None:
            return
        if move in {"leave_for", "tour"} and journey.start is None and dates.start and len(dates.start) == 10:
            journey.start = dates.start
        elif move == "leave" and dates.end and len(dates.end) == 10 and len(journey.stops) == 1:
            pass
        elif journey.dates is None or _length(dates) > _length(journey.dates):
            journey.dates = dates

    @staticmethod
    def _date(stop: JourneyStop, dates: Dates, move: str) -> None:
        if (dates.start and len(dates.start) < 10) or move in {"tour", "began"}:
            return
        if move in {"arrive", "leave_for"}:
            stop.start = stop.start or dates.start
        elif move == "leave":
            stop.end = stop.end or dates.end
        else:
            stop.start = stop.start or dates.start
            stop.end = stop.end or dates.end

    @staticmethod
    def _stop(
        journey: Journey, place: Place, status: Status, unsure: bool = False, *, first: bool = False
    ) -> JourneyStop:
        for stop in journey.stops:
            if status in UNDONE and stop.status == "held" and place.city and not stop.city:
                continue
            if stop.status == "held" and not stop.bare and status == "planned" and place.city and not stop.city:
                continue  # "is in India and will go on to Agra"
            if stop.country == place.country and (stop.city is None or place.city is None or stop.city == place.city):
                stop.city = stop.city or place.city
                if (status in UNDONE and not unsure) or (stop.status == "planned" and status == "held"):
                    stop.status = status
                return stop
        stop = JourneyStop(place, status)
        beside = [i for i, other in enumerate(journey.stops) if other.country == place.country]
        last = beside[-1] + 1 if beside and status == "planned" and beside[-1] >= len(journey.stops) - 3 else None
        journey.stops.insert(0 if first else last or len(journey.stops), stop)
        return stop


def _abandoned(journey: Journey, draft: Draft) -> bool:
    """ "abandoned her tour of West Africa", and then where she had been: a tour cut short, not one called off."""
    near = 0 < draft.sentence - journey.sentence <= 4
    return not journey.stops and journey.forced == "cancelled" and draft.status == "held" and near


def _day(stop: JourneyStop) -> str:
    """The exact day that a stop is known by; empty where there is none."""
    day = stop.start or stop.end or ""
    return day if len(day) == 10 else ""


def _known(journey: Journey) -> Dates | None:
    return journey.span() or journey.dates


def _length(dates: Dates) -> int:
    return len(dates.start or dates.end or "")
