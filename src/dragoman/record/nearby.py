"""Engagements merged again among those that stay: their identifiers, journeys and what they make up for.

What stays is changed only where it has the same identifier but for its number, took place on a journey that
changed, or stands beside something that was off and changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import msgspec
import sqlalchemy as sa

from dragoman.merging.ids import base_id, numbered
from dragoman.merging.links import LinkKey, link_keys, made_up
from dragoman.merging.trips import HANGS, LONGEST, SLACK, exact_days, first_of, hung, journeys_of, names_of
from dragoman.merging.types import Engagement
from dragoman.merging.views import OFF, SPOKEN
from dragoman.record import view
from dragoman.record.schema import engagement, engagement_party, engagement_word

_ENGAGEMENT = msgspec.json.Decoder(Engagement)
_NUMBERED = re.compile(r"-[0-9]+")
_E, _P, _W = engagement.c, engagement_party.c, engagement_word.c
_CHUNK = 400


class Nearby:
    """The merged view with some engagements in the place of others. After ``run``:

    Attributes:
        gone: ids of those that are no more or differ.
        come: those that are new or differ, whole.
        digests: theirs.
    """

    def __init__(self, connection: sa.Connection, before: set[str], made: Iterable[Engagement]) -> None:
        """``before``: ids of those that go; ``made``: those in their place, without ids."""
        self._connection = connection
        self._known: dict[str, Engagement] = {}
        self._ids: dict[tuple[str, str], set[str]] = {}
        self._groups: dict[LinkKey, list[Engagement]] = {}
        self._before = set(before)
        self._made = list(made)
        self._now: dict[str, Engagement] = {}
        self.gone: set[str] = set()
        self.come: list[Engagement] = []
        self.digests: dict[str, str] = {}

    def run(self) -> None:
        """Find what changes."""
        self._name()
        old = self._load(self._before)
        same = {name for name, one in old.items() if name in self._now and _bare(self._now[name]) == _bare(one)}
        for name in same:
            self._before.discard(name)
            self._made_over(name)
        changed = [one for name, one in old.items() if name not in same]
        changed += [one for name, one in self._now.items()]
        final = self._with_trips(changed)
        final = self._with_follows(changed, final)
        self._compare(final)

    def _made_over(self, name: str) -> None:
        """An engagement that comes out as it was stays."""
        del self._now[name]

    # --- what is there ---------------------------------------------------------------------------

    def _load(self, ids: Iterable[str]) -> dict[str, Engagement]:
        """Engagements as they are stored."""
        names = sorted(set(ids))
        missing = [name for name in names if name not in self._known]
        for at in range(0, len(missing), _CHUNK):
            wanted = sa.select(_E.id, _E.body).where(_E.id.in_(missing[at : at + _CHUNK]))
            for row in self._connection.execute(wanted):
                self._known[row.id] = _ENGAGEMENT.decode(row.body)
        return {name: self._known[name] for name in names if name in self._known}

    def _staying(self, ids: Iterable[str]) -> dict[str, Engagement]:
        return self._load(name for name in ids if name not in self._before)

    def _with_name(self, name: str, what: str, *conditions: sa.ColumnElement[bool]) -> set[str]:
        """Ids of the stored engagements with a traveller's name (``names_of``, perhaps a few more) that fit;
        ``what`` names the conditions.
        """
        if (name, what) not in self._ids:
            land, colon, word = name.partition(":")
            named = sa.select(_W.engagement_id).join(
                engagement_party, sa.and_(_P.engagement_id == _W.engagement_id, _P.position == _W.position)
            )
            party = sa.select(_P.engagement_id).where(_P.person_id == name)
            found: set[str] = set()
            for these in [party, *([named.where(_W.word == word, _P.country == land)] if colon else [])]:
                wanted = sa.select(_E.id).where(_E.id.in_(these), *conditions)
                found |= set(self._connection.execute(wanted).scalars())
            self._ids[name, what] = found
        return self._ids[name, what]

    # --- identifiers -----------------------------------------------------------------------------

    def _name(self) -> None:
        """Give identifiers, also to those that stay and get another number."""
        made: dict[str, list[Engagement]] = {}
        for one in self._made:
            made.setdefault(base_id(one), []).append(one)
        bases = made.keys() | {base_id(one) for one in self._load(self._before).values()}
        # where "x-2" is what something is called by itself, the second of "x" is "x-3"
        bases |= {base.rpartition("-")[0] for base in bases if _NUMBERED.fullmatch(base[base.rfind("-") :])}
        for base in sorted(bases):
            there = self._called(base)
            mine = {name: one for name, one in there.items() if base_id(one) == base}
            others = {name for name, one in there.items() if base_id(one) == name != base} | made.keys()
            plain = [msgspec.structs.replace(one, trip=None, follows=None) for one in mine.values()]
            self._before |= mine.keys()
            self._now |= {one.id: one for one in numbered(base, [*plain, *made.get(base, [])], others)}

    def _called(self, base: str) -> dict[str, Engagement]:
        """What stays and has this identifier, or this one and a number."""
        wanted = sa.select(_E.id).where(sa.or_(_E.id == base, sa.and_(_E.id > f"{base}-", _E.id < f"{base}.")))
        ids = [str(name) for name in self._connection.execute(wanted).scalars()]
        return self._staying(name for name in ids if name == base or _NUMBERED.fullmatch(name[len(base) :]))

    # --- journeys --------------------------------------------------------------------------------

    def _with_trips(self, changed: list[Engagement]) -> dict[str, Engagement]:
        """What may hang on another journey than before, hung anew: new and staying engagements by id."""
        final = {name: msgspec.structs.replace(one, trip=None) for name, one in self._now.items()}
        trips = [one for one in changed if one.kind == "trip"]
        on = [one.id for one in trips]
        ids = set()
        for at in range(0, len(on), _CHUNK):
            wanted = sa.select(_E.id).where(_E.trip.in_(on[at : at + _CHUNK]))
            ids |= set(self._connection.execute(wanted).scalars())
        for trip in trips:
            ids |= self._during(trip)
        final |= self._staying(ids)
        for name, one in final.items():
            if one.kind in HANGS:
                plain = msgspec.structs.replace(one, trip=None)
                final[name] = hung(plain, journeys_of(self._journeys(one)))
        return final

    def _during(self, trip: Engagement) -> set[str]:
        """Engagements of a traveller that may have taken place on a journey."""
        first, whole = first_of(trip), exact_days(trip.date)
        if first is None:
            return set()
        begin, end = whole or (first, first + LONGEST)
        span = (_E.kind.in_(sorted(HANGS)), _E.first_day <= _iso(end + SLACK), _E.last_day >= _iso(begin - SLACK))
        names = {name for party in trip.parties for name in names_of(party)}
        return {one for name in names for one in self._with_name(name, f"from {begin} to {end}", *span)}

    def _journeys(self, one: Engagement) -> list[Engagement]:
        """The journeys on which an engagement may have taken place."""
        days = exact_days(one.date)
        if days is None:
            return []
        first, last = _iso(days[0] + SLACK), _iso(days[1] - SLACK)
        start, end = sa.func.coalesce(_E.date_start, _E.date_end), sa.func.coalesce(_E.date_end, _E.date_start)
        coarse = sa.or_(_E.first_day.is_(None), sa.func.length(start) < 10, sa.func.length(end) < 10)
        fits = sa.or_(coarse, sa.and_(_E.first_day <= first, _E.last_day >= last))
        names = {name for party in one.parties for name in names_of(party)}
        ids = {each for name in names for each in self._with_name(name, f"on {days}", _E.kind == "trip", fits)}
        return [*self._staying(ids).values(), *(each for each in self._now.values() if each.kind == "trip")]

    # --- what makes up for what ------------------------------------------------------------------

    def _with_follows(self, changed: list[Engagement], final: dict[str, Engagement]) -> dict[str, Engagement]:
        """What may make up for something else than before, linked anew, with ``final``."""
        known = self._load(self._before)
        affected = set(self._now)
        for key in sorted({key for one in changed for key in link_keys(one)}):
            if any(one.status in OFF and key in link_keys(one) for one in changed) or self._off(key):
                now = self._group(key)
                before = [one for one in now if one.id not in self._now]
                before += [one for one in known.values() if key in link_keys(one)]
                affected |= {after for after, *_ in {*made_up(now)} ^ {*made_up(before)}}
                # the name of what is made up for stays while its reports change
                affected |= {after for after, _, name in made_up(now) if name in self._now}
        staying = self._staying(name for name in affected if name not in self._now)
        final = staying | final
        for name in sorted(affected & final.keys()):
            found: tuple[int, str] | None = None
            for key in set(link_keys(final[name])):
                if self._off(key) or any(one.status in OFF for one in self._now.values()):
                    pairs = [(day, other) for after, day, other in made_up(self._group(key)) if after == name]
                    found = max([*pairs, *([found] if found else [])], default=None)
            final[name] = msgspec.structs.replace(final[name], follows=found[1] if found else None)
        return final

    def _sharing(self, key: LinkKey, what: str, *conditions: sa.ColumnElement[bool]) -> set[str]:
        """Ids of the stored engagements that may have a key."""
        if key[0] == "trip":
            return self._with_name(key[1], f"trip {what}", _E.kind == "trip", *conditions)
        spoken = (_E.kind.in_(sorted(SPOKEN)), *conditions)
        found = self._with_name(key[1], f"spoken {what}", *spoken)
        return found & self._with_name(key[2], f"spoken {what}", *spoken)

    def _off(self, key: LinkKey) -> bool:
        """Whether something with this key that stays was off."""
        ids = self._sharing(key, "off", _E.status.in_(sorted(OFF)))
        return any(key in link_keys(one) for one in self._staying(ids).values())

    def _group(self, key: LinkKey) -> list[Engagement]:
        """All engagements with a key, as they are now."""
        if key not in self._groups:
            there = [*self._staying(self._sharing(key, "")).values(), *self._now.values()]
            self._groups[key] = [one for one in there if key in link_keys(one)]
        return self._groups[key]

    # --- the difference --------------------------------------------------------------------------

    def _compare(self, final: dict[str, Engagement]) -> None:
        named = {name for one in final.values() for name in (one.trip, one.follows) if name}
        every = self._staying(named) | final | {n: self._now[n] for n in named if n in self._now}
        digests = view.digests(list(every.values()))
        stored = self._digests(final)
        for name, one in sorted(final.items()):
            if name in self._before or stored.get(name) != (view.hash_of(one), digests[name]):
                self.come.append(one)
                self.digests[name] = digests[name]
        self.gone = self._before | {one.id for one in self.come if one.id in stored}

    def _digests(self, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        names = sorted(ids)
        found: dict[str, tuple[str, str]] = {}
        for at in range(0, len(names), _CHUNK):
            wanted = sa.select(_E.id, _E.body_hash, _E.digest).where(_E.id.in_(names[at : at + _CHUNK]))
            found |= {row.id: (row.body_hash, row.digest) for row in self._connection.execute(wanted)}
        return found


def _bare(one: Engagement) -> Engagement:
    return msgspec.structs.replace(one, trip=None, follows=None)


def _iso(day: int) -> str:
    return date.fromordinal(min(max(day, 1), date.max.toordinal())).isoformat()
