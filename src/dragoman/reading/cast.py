"""The cast of an article: who its person phrases stand for.

Last names lead to full names, offices to the persons that hold them in the text, "his Thai counterpart" to the
holder of the same office, pronouns and "the two ministers" to those spoken of last. What only the ledger knows
goes into ``Actor.person`` (via ledger), never into the name that the text is said to give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from dragoman.knowledge.countries import country as country_of
from dragoman.knowledge.given_names import gender_of
from dragoman.knowledge.ledger import Ledger, Tenure, covers
from dragoman.knowledge.words import words
from dragoman.model import PersonRef
from dragoman.reading.abroad import HERE
from dragoman.reading.actor import Actor
from dragoman.reading.clues import Setting
from dragoman.reading.homes import held_elsewhere
from dragoman.reading.mentions import KNOWN_BY_SURNAME
from dragoman.reading.name_index import NameIndex
from dragoman.reading.names import fold, name_words, same_name
from dragoman.reading.phrases import THERE, Member, Phrase

LEADERS = ("head_of_state", "head_of_government")
_JUNIOR = frozenset({"assistant", "deputy", "under", "undersecretary", "vice", "junior", "permanent", "parliamentary"})
"""Words of those who are not meant where the bare office is: "the Secretary" is no Assistant Secretary. (A deputy
minister's own page calls her "the Minister".)"""
_GENDERS = {
    "mr": "m", "sir": "m", "lord": "m", "prince": "m", "king": "m", "sheikh": "m", "his excellency": "m",
    "his royal highness": "m", "his majesty": "m", "mrs": "f", "ms": "f", "miss": "f", "madam": "f", "madame": "f",
    "mme": "f", "dame": "f", "lady": "f", "baroness": "f", "queen": "f", "princess": "f", "sheikha": "f",
    "her excellency": "f", "her royal highness": "f", "her majesty": "f",
}  # fmt: skip
SINGLE_HOLDER = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "finance_minister"}
)


def _share(first: tuple[Member, Actor], second: tuple[Member, Actor]) -> None:
    """ "Norwegian Prime Minister A and Foreign Minister B": B acts for whom A does, where B's own words do not tell."""
    (leader, one), (member, other) = first, second
    pair = (one.office_class, member.office_class)
    below = member.office_class and member.office_class not in LEADERS
    if leader.country and not member.country and leader.heads and member.heads and (below or pair == LEADERS):
        other.hints.setdefault("shared", leader.country)


_RANKS = frozenset(
    {"general", "senior general", "colonel", "lieutenant general", "major general", "brigadier general", "admiral"}
    | {"gen", "col", "lt. gen", "maj. gen", "brig. gen", "field marshal", "marshal", "vice admiral", "rear admiral"}
)
"""Styles of soldiers, who may rule a country: where they are met tells which."""


def _speaks_of_several(member: Member) -> bool:
    """ "the leaders", "the top diplomats"."""
    return (member.title or "").split()[-1:] != [] and (member.title or "").split()[-1] in words().pair_nouns


_FM = frozenset({"foreign_minister", "finance_minister"})
"""What headlines mean by "FM"."""
_DEPUTY = "deputy_head_of_government"

_ROYAL = frozenset({"King", "Prince", "Queen", "Princess", "Crown Prince", "Emir"})
"""Styles of those whom an office does not tell apart from others of their house."""


class Cast:
    """All actors of one article, and who was spoken of last."""

    def __init__(self, ledger: Ledger, day: str | None, home: str | None) -> None:
        self._ledger = ledger
        self._day = day
        self.home = home
        self.actors: list[Actor] = []
        self._names = NameIndex()
        self.subject: Actor | None = None
        self.group: tuple[Actor, ...] = ()
        self._clock = 0
        self._acted_for: set[str | None] = set()
        self._before: list[Actor] = []
        self._told: dict[str, int] = {}
        self.schedule = False
        """Whether the article is a schedule, where offices without more are those of its own side."""

    # --- first pass: the names ---------------------------------------------------------------------------

    def introduce(self, phrases: Iterable[Phrase], setting: Setting | None = None) -> None:
        """Take in the named persons of a sentence (all sentences are introduced before any is read)."""
        here = setting or Setting()
        seen: list[Actor] = []
        received: list[Actor] = []
        """Those met by somebody who is not named: they are not who meets the next."""
        for phrase in phrases:
            together: list[tuple[Member, Actor]] = []
            for member in phrase.members:
                self._acted_for.add(member.country)
                actor = self._introduced(member, seen)
                if actor is None:
                    continue
                self._hint(actor, member, here, met=phrase.first in here.met)
                if together:
                    _share(together[-1], (member, actor))
                together.append((member, actor))
            if phrase.first in here.met and seen and seen[0] not in received:
                for _, actor in together:
                    actor.partners.add(seen[0].number)
            if phrase.first in here.met:
                received += [actor for _, actor in together]
            seen += [actor for _, actor in together if actor not in seen]
        if seen:
            self._before = seen

    def _introduced(self, member: Member, seen: Sequence[Actor]) -> Actor | None:
        """The actor of a named member, with what the words around say of it."""
        if member.name is None:
            return None
        known = member.title is not None or member.honorific is not None or " " in member.name
        actor = self._named(member, create=known)
        if actor is None:
            return None
        if member.form == "counterpart" and actor.office_class is None:
            likes = next(iter([*seen, *self._before]), None)
            actor.title, actor.office_class = (likes.title, likes.office_class) if likes else (member.title, None)
        if member.form == "counterpart" and actor.unlike is None:
            actor.unlike = next((a for a in [*seen, *self._before] if a is not actor), None)
        theirs = member.owner and member.owner != THERE and not member.hosting
        if theirs and member.form == "name" and actor.owner is None:
            actor.owner = self._possessor(member, [*seen, *self._before], actor)
        return actor

    def _possessor(self, member: Member, near: Sequence[Actor], actor: Actor) -> Actor | None:
        """Whose minister somebody is: of the name, or the first person near by of fitting gender."""
        if len(member.owner or "") > 1:
            return next(
                (a for a in self.actors if a.name and a is not actor and same_name(a.name, member.owner or "")), None
            )
        return next((a for a in near if a is not actor and a.gender in (None, member.owner)), None)

    def _hint(self, actor: Actor, member: Member, here: Setting, *, met: bool) -> None:
        """Note where the person is met: "In Manila he saw President A" says for whom A acts."""
        if not member.title and (member.honorific or "").lower().rstrip(".") in _RANKS:
            actor.hints.setdefault("rank", member.honorific or "")
        elif not member.title and not member.hosting:
            return
        before = next((code for at, code in reversed(here.places) if at < member.start), None)
        if member.owner in {THERE, "n"} or member.hosting:
            there = here.story or before or self.home if member.hosting else before or here.story
            if there:
                actor.hints.setdefault("there", there)
        if "first" not in actor.hints:
            actor.hints["first"] = ""
            if before:
                actor.hints["scene"] = before
            if met and here.story:
                actor.hints["story"] = here.story
            after = {code for at, code in here.places if at > member.start}
            if met and len(after) == 1:
                actor.hints["after"] = after.pop()

    def settle(self, told: Mapping[str, int] | None = None) -> None:
        """After the first pass: country, office and identity of every actor, with the ledger's help.

        ``told`` counts how often each country is named; where nothing else says from which country an article
        speaks, it is the one named most of those for which no person is said to act.
        """
        self._told = dict(told or {})
        if self.home is None and told:
            foreign = self._acted_for | {actor.country for actor in self.actors}
            own = [(count, code) for code, count in told.items() if code not in foreign and count > 1]
            best = max(own, default=None, key=lambda pair: (pair[0], pair[1]))
            rest = [count for count, code in own if best and code != best[1]]
            if best is not None and (not rest or best[0] > max(rest)):
                self.home = best[1]
        for actor in self.actors:
            self._look_up(actor)

    def hear_side(self, member: Member, code: str) -> None:
        """Take in that a sentence lets somebody act for a country, where nothing beside the name says it."""
        actor = self.named(member)
        if actor is not None:
            actor.hints.setdefault("told", code)

    def hear_office(self, member: Member, code: str) -> None:
        """Take in that the holder of somebody's office was spoken of just before without a name."""
        actor = self.named(member)
        if actor is not None:
            actor.hints.setdefault("later", code)

    def hear_abroad(self, member: Member, code: str) -> None:
        """Take in that a sentence lets somebody be the guest of a country: they do not act for it."""
        actor = self.named(member)
        guest_of = self.home if code == HERE else code
        if actor is not None and guest_of:
            actor.abroad.add(guest_of)

    def hear_gender(self, member: Member, gender: str) -> None:
        """Take in that the article says "he" or "she" of somebody; what a name or style tells goes before it."""
        actor = self.named(member)
        if actor is not None and actor.gender is None:
            actor.gender = gender

    def conclude(self, of_page: Actor | None = None) -> None:
        """After the second pass: whom those act for of whom only their surroundings tell.

        ``of_page`` is whose page a trip page, schedule or readout is: it speaks from that side, where nothing else
        says from which.
        """
        for actor in self.actors:
            self._look_up(actor)
        if self.home is None and of_page is not None:
            self.home = of_page.country or of_page.hints.get("told")
        for actor in self.actors:
            if (
                actor.name
                and actor.country is None
                and (actor.office_class or actor.owner or {"there", "told", "rank"} & set(actor.hints))
            ):
                actor.country = self._surroundings(actor)

    def _surroundings(self, actor: Actor) -> str | None:
        """The best hint that contradicts nothing: a state has one president, and officials meet those of others."""
        if actor.office_class == "head_of_organisation":
            return self.home if self.home and country_of(self.home) is None else None
        owner = actor.owner.country if actor.owner else None
        sent = actor.office_class in {"ambassador", "envoy", "opposition_leader"}
        kinds = ["told", "shared", "there"] if sent else ["told", "shared", "there", "later", "scene", "story"]
        hints = [actor.hints.get(kind) for kind in kinds]
        if "there" not in actor.hints:
            hints.insert(1, owner)
        soldier = "rank" in actor.hints and actor.office_class is None
        ranked = [hint for hint in (*hints, None if soldier else self.home) if hint]
        if not sent:
            ranked += [hint for hint in [actor.hints.get("after")] if hint]
        partners = {self.actors[number].country for number in actor.partners}
        foreign = actor.abroad | ({actor.unlike.country} if actor.unlike is not None else set())
        told = actor.hints.get("told")
        free = [hint for hint in ranked if hint not in foreign and (hint == told or not self._taken(actor, hint))]
        if not free and (ranked or actor.unlike is not None):
            return self._other_state(actor, foreign | partners)
        return next((hint for hint in free if hint not in partners), next(iter(free), None))

    def _other_state(self, actor: Actor, unlike: Collection[str | None] = ()) -> str | None:
        """A second president in a story of two states is the other one's; of three states, nobody can tell."""
        foreign = [code for code, count in self._told.items() if count > 1 and code != self.home and code not in unlike]
        others = [code for code in foreign if country_of(code) is not None and not self._taken(actor, code)]
        return others[0] if len(others) == 1 else None

    def _taken(self, actor: Actor, code: str) -> bool:
        """Somebody else holds that one office of the country."""
        return actor.office_class in SINGLE_HOLDER and any(
            other is not actor
            and other.name
            and other.country == code
            and other.office_class == actor.office_class
            and not (other.former or actor.former)
            for other in self.actors
        )

    def surnames(self) -> frozenset[str]:
        """Last names of the cast, folded."""
        found: set[str] = set()
        for actor in self.actors:
            if actor.name:
                parts = name_words(actor.name)
                found.add(parts[-1])
                if actor.country in {"CN", "KR", "KP", "VN", "TW", "JP", "SG", "KH", "HU", "MY"}:
                    found.add(parts[0])
        return frozenset(found)

    # --- second pass: every phrase -----------------------------------------------------------------------

    def resolve(self, phrase: Phrase, before: Sequence[Actor]) -> tuple[Actor, ...]:
        """Who the phrase stands for; empty where it cannot be told.

        ``before`` are the actors named earlier in the same sentence, in order.
        """
        self._clock += 1
        found: list[Actor] = []
        for member in phrase.members:
            for actor in self._resolve_member(member, [*before, *found]):
                if actor not in found:
                    found.append(actor)
        for actor in found:
            actor.last_seen = self._clock
            actor.count += 1
        if len(found) > 1:
            self.group = tuple(found)
        return tuple(found)

    def _resolve_member(self, member: Member, before: Sequence[Actor]) -> tuple[Actor, ...]:
        if member.form == "pronoun":
            return self._pronoun(member, before)
        if member.form == "pair":
            return self._pair(member, before)
        if member.form == "counterpart":
            return self._one(self._counterpart(member, before))
        if member.name is not None:
            return self._one(self._named(member, create=member.title is not None or " " in member.name))
        if member.form == "office":
            return self._one(self._office(member))
        if member.form == "anaphor" and member.plural and member.definite and _speaks_of_several(member):
            return self._pair(member, before)
        if member.form == "anaphor":
            return self._one(self._anaphor(member, before))
        return self._one(self._body(member))

    def named(self, member: Member) -> Actor | None:
        """The actor of that name, where there is one already; changes nothing."""
        if member.name is None:
            return None
        fits = self._fitting(member)
        return max(fits, key=lambda a: a.count) if fits else None

    @staticmethod
    def _one(actor: Actor | None) -> tuple[Actor, ...]:
        return () if actor is None else (actor,)

    # --- names -------------------------------------------------------------------------------------------

    def _named(self, member: Member, *, create: bool) -> Actor | None:
        assert member.name is not None
        fits = self._fitting(member)
        if fits:
            best = fits[0] if len(fits) == 1 else self._nearest(fits, member)
            self._enrich(best, member)
            return best
        if not create:
            tenure = self._by_surname(member.name)
            if tenure is None:
                return None
            known = ((actor, self._tenure(actor)) for actor in self.actors if actor.name)
            same = next((actor for actor, held in known if held and held.person_id == tenure.person_id), None)
            if same is not None:  # "Zelenskyy" of the Volodymyr Zelensky named before
                return same
        actor = Actor(len(self.actors))
        self.actors.append(actor)
        self._enrich(actor, member)
        if not create:
            self._look_up(actor)
        return actor

    @staticmethod
    def _nearest(fits: list[Actor], member: Member) -> Actor:
        """Of several whom a name can mean: with as many names, of that office, told of last, told of most."""
        size = len(name_words(member.name or ""))

        def nearness(actor: Actor) -> tuple[bool, bool, int, int]:
            alike = actor.office_class == member.office_class
            return len(name_words(actor.name or "")) == size, alike, actor.last_seen, actor.count

        return max(fits, key=nearness)

    def _fitting(self, member: Member) -> list[Actor]:
        """The actors, in order, whom the name of ``member`` can mean."""
        same = [self.actors[number] for number in self._names.same(name_words(member.name or ""))]
        if not member.country and not member.office_class:  # nothing that could tell them apart
            return same
        return [actor for actor in same if self._fits(actor, member)]

    @staticmethod
    def _fits(actor: Actor, member: Member) -> bool:
        """Two that have a name in common can be one: by their countries and styles."""
        if len(name_words(actor.name or "")) > 1 and len(name_words(member.name or "")) > 1:
            return True
        if actor.country and member.country and actor.country != member.country:
            return False
        clash = (
            actor.office_class
            and member.office_class
            and actor.office_class != member.office_class
            and (actor.title in _ROYAL or member.title in _ROYAL)
        )
        return not clash

    def _enrich(self, actor: Actor, member: Member) -> None:
        if (member.name and len(name_words(member.name)) > len(name_words(actor.name or ""))) or actor.name is None:
            actor.name = member.name
            self._names.add(actor.number, name_words(actor.name or ""))
        if member.office_class and actor.office_class is None:
            actor.office_class, actor.title = member.office_class, member.title
        elif member.title and actor.title is None:
            actor.title = member.title
        if member.country and (actor.country is None or actor.person is None):
            actor.country = actor.country or member.country
        actor.former = actor.former or member.former
        if actor.gender is None and actor.name is not None:
            actor.gender = gender_of(actor.name)
        if member.honorific:
            actor.gender = _GENDERS.get(member.honorific.lower().rstrip("."), actor.gender)

    def _by_surname(self, name: str) -> Tenure | None:
        """The one prominent office-holder of that last name on the article's day; of an undated one, of any day."""
        if " " in name:
            return None
        people: dict[str, Tenure] = {}
        for office_class in KNOWN_BY_SURNAME:
            for tenure in self._ledger.by_surname(name, office_class=office_class, day=self._day):
                if self._day is None or not tenure.stale:
                    people.setdefault(tenure.person_id, tenure)
        return next(iter(people.values())) if len(people) == 1 else None

    def _look_up(self, actor: Actor) -> None:
        """Country, office and identity from the ledger, by name and whatever the text says besides."""
        if actor.person is not None or actor.name is None:
            return
        tenure = self._tenure(actor)
        if tenure is None and actor.country is None:
            tenure = held_elsewhere(self._ledger, actor.name, actor.office_class, self.home, self._day)
        if tenure is not None:
            actor.person = PersonRef(tenure.person_id, tenure.person, "ledger")
            actor.gender = actor.gender or gender_of(tenure.person)
            if actor.country is None:
                actor.country = tenure.country
            if actor.office_class is None and (self._day is None or covers(tenure, self._day, slack=30)):
                actor.office_class, actor.title = tenure.office_class, actor.title or tenure.office

    def _tenure(self, actor: Actor) -> Tenure | None:
        assert actor.name is not None
        if " " not in actor.name.strip() and "-" not in actor.name:
            if actor.country or actor.office_class:
                for code in dict.fromkeys((actor.country, actor.country or self.home, None)):
                    if code is None and (actor.country or "prince" in fold(actor.title or "")):
                        break
                    rows = [
                        t
                        for t in self._ledger.by_surname(actor.name, country=code, day=self._day)
                        if actor.office_class in (None, t.office_class, "other")
                    ]
                    if code is None:
                        rows = [t for t in rows if t.office_class in KNOWN_BY_SURNAME]
                    if len({t.person_id for t in rows}) == 1:
                        return rows[0]
                return None
            return self._by_surname(actor.name)
        rows = self._fitting_tenures(actor)
        if not rows:
            return None
        day = self._day
        offices = Counter(t.country for t in rows)

        def weight(t: Tenure) -> tuple[bool, bool, int, int]:
            """Of two states with one head (France and Andorra) it is the one that gave more offices."""
            there = day and covers(t, day, slack=45)
            return (not there, t.office_class != actor.office_class, t.rank, -offices[t.country])

        rows.sort(key=weight)
        people = {t.person_id for t in rows}
        if len(people) > 1:
            current = {t.person_id for t in rows if day and covers(t, day, slack=45)}
            if len(current) != 1:
                return None
        return rows[0]

    def _fitting_tenures(self, actor: Actor) -> list[Tenure]:
        """What the ledger has under the actor's full name, as far as it fits country and office in the text.

        A name alone is little: where the text tells the country, the ledger's person must be of that country; where
        it tells only the office, the person must hold it, or have held it.
        """
        rows = list(self._ledger.by_name(actor.name or ""))
        if actor.country:
            own = [tenure for tenure in rows if tenure.country == actor.country]
            foreign = country_of(actor.country) is not None or actor.office_class is not None
            return own or ([] if foreign else rows)
        if actor.office_class in LEADERS:
            leaders = {tenure.person_id for tenure in rows if tenure.office_class in (*LEADERS, _DEPUTY)}
            return [tenure for tenure in rows if tenure.person_id in leaders]
        if actor.office_class in SINGLE_HOLDER:
            classes = _FM if actor.title == "FM" else {actor.office_class}
            held = {tenure.person_id for tenure in rows if tenure.office_class in classes}
            return [tenure for tenure in rows if tenure.person_id in held]
        return rows

    # --- offices and bodies ------------------------------------------------------------------------------

    def _office(self, member: Member) -> Actor | None:
        if member.title in {"leader", "chief"} and not member.plural:
            return self._leader(member)
        fits = [
            actor
            for actor in self.actors
            if actor.name and actor.country == member.country and not member.plural and self._same_office(actor, member)
        ]
        if member.former:
            fits = [actor for actor in fits if actor.former] or fits
        elif len(fits) > 1:
            fits = [actor for actor in fits if not actor.former] or fits
        if fits:
            return max(fits, key=lambda a: (a.last_seen, a.count))
        return self._nameless(member.title, member.office_class, member.country, plural=member.plural)

    @staticmethod
    def _same_office(actor: Actor, member: Member) -> bool:
        if actor.office_class == member.office_class and member.office_class is not None:
            if member.office_class in {"other_minister", "other", "senior_official", "head_of_organisation"}:
                return bool(set(fold(actor.title or "").split()) & set(fold(member.title or "").split()))
            return True
        return False

    def _leader(self, member: Member) -> Actor | None:
        fits = [a for a in self.actors if a.name and a.country == member.country and a.office_class in LEADERS]
        if fits:
            return max(fits, key=lambda a: (a.last_seen, a.count))
        others = [a for a in self.actors if a.name and a.country == member.country]
        if len(others) == 1:
            return others[0]
        return None if member.country is None else self._nameless(member.title, None, member.country)

    def _nameless(
        self, title: str | None, office_class: str | None, country: str | None, *, plural: bool = False
    ) -> Actor:
        for actor in self.actors:
            if (
                actor.name is None
                and actor.country == country
                and actor.office_class == office_class
                and (office_class or actor.title == title)
                and actor.plural == plural
            ):
                return actor
        actor = Actor(len(self.actors))
        actor.title, actor.office_class, actor.country, actor.plural = title, office_class, country, plural
        self.actors.append(actor)
        if office_class in SINGLE_HOLDER and country and self._day and not plural:
            holders = [t for t in self._ledger.holders(office_class, country, self._day) if not t.stale]
            if len({t.person_id for t in holders}) == 1:
                actor.person = PersonRef(holders[0].person_id, holders[0].person, "ledger")
                actor.gender = actor.gender or gender_of(holders[0].person)
        return actor

    def state(self, country: str) -> Actor:
        """The actor that a country (or group of countries) is where it acts without any official."""
        return self._nameless(None, None, country)

    def body(self, role: str, country: str) -> Actor:
        """The actor that the members of a grouping are as one: "G7 foreign ministers" of G7."""
        return self._nameless(role, None, country, plural=True)

    def _anaphor(self, member: Member, before: Sequence[Actor] = ()) -> Actor | None:
        """ "the president", "the Egyptian leader": the one spoken of last who can be meant."""
        if member.country and member.title in {"diplomat", "official"}:
            fits = [
                a
                for a in self.actors
                if a.name and a.country == member.country and a.office_class == "foreign_minister"
            ]
            return max(fits, key=lambda a: (a.last_seen, a.count)) if fits else None
        if member.country:
            return self._leader(member)
        own = self.of_schedule(member) if self.schedule else None
        if own is not None:
            return own
        if not member.definite or member.plural:
            if member.plural and member.office_class and member.title not in {"leaders", "ministers", "delegates"}:
                return self._nameless(member.title, member.office_class, None, plural=True)
            return None
        if member.title in {"dignitary", "guest", "visitor", "host"}:
            return self._guest_or_host(member, before)
        owner = self._owner(member, before) if member.owner and member.owner != THERE else None
        if owner is not None and owner.country and member.office_class and not member.plural:
            return self._office(msgspec.structs.replace(member, form="office", country=owner.country))
        word = fold(member.title or "").split()
        fits = [
            actor
            for actor in self.actors
            if (actor.name or (actor.last_seen >= 0 and not actor.plural)) and self._answers_to(actor, member, word)
        ]
        heard = [a for a in fits if a.last_seen >= 0 or a.country is None or a.country == self.home]
        if fits and not heard:
            seen = [a for a in self.actors if a.name and a.last_seen >= 0]
            last = self.subject or max(seen, key=lambda a: a.last_seen, default=None)
            if last is not None and last.acts and not last.office_class:
                return self._takes_office(last, member)
        if fits:
            generic = len(word) == 1 and member.office_class != "head_of_organisation"
            return max(
                fits,
                key=lambda a: (
                    fold(a.title or "") == fold(member.title or ""),
                    set(word) <= set(fold(a.title or "").split()),
                    generic and self.home is not None and a.country == self.home,
                    a.last_seen,
                    a.count,
                ),
            )
        if member.office_class in {"head_of_state", "head_of_government", "foreign_minister"} and self.home:
            return self._nameless(member.title, member.office_class, self.home)
        if member.office_class == "head_of_organisation" and self.home and country_of(self.home) is None:
            return self._nameless(member.title, member.office_class, self.home)
        return None

    def of_schedule(self, member: Member) -> Actor | None:
        """Whose schedule it is: there "the Minister" without more is the one of the page's own side."""
        if self.home is None or member.owner or member.plural or member.former or member.office_class is None:
            return None
        word = fold(member.title or "").split()
        fits = [a for a in self.actors if a.name and a.country == self.home and self._answers_to(a, member, word)]
        if fits:
            return max(fits, key=lambda a: (fold(a.title or "") == fold(member.title or ""), a.count))
        if member.office_class in SINGLE_HOLDER or member.office_class == "head_of_organisation":
            return self._nameless(member.title, member.office_class, self.home)
        return None

    @staticmethod
    def _takes_office(actor: Actor, member: Member) -> Actor:
        """ "A's visit is put off, Downing Street said. The prime minister …": who was spoken of has that office."""
        actor.office_class, actor.title = member.office_class, actor.title or member.title
        return actor

    def _guest_or_host(self, member: Member, before: Sequence[Actor]) -> Actor | None:
        """ "the visitor", "his guest", "her host": whoever of the other side was spoken of last."""
        owner = self._owner(member, before) if member.owner else next(iter(before), None)
        own = {owner.country} if owner is not None else set()
        if member.title != "host" and owner is None:
            own.add(self.home)
        others = [a for a in self.actors if a.name and a.last_seen >= 0 and a is not owner and a.country not in own]
        return max(others, key=lambda a: a.last_seen) if others else None

    @staticmethod
    def _answers_to(actor: Actor, member: Member, word: list[str]) -> bool:
        if actor.office_class == member.office_class and member.office_class is not None:
            return True
        title = set(fold(actor.title or "").split())
        if word and word[-1] in {
            "minister",
            "secretary",
            "envoy",
            "president",
            "chief",
            "prince",
            "king",
            "emir",
        }:
            junior = word[-1] != "minister" and bool((title & _JUNIOR) - set(word))
            return set(word) <= title and not junior
        if word == ["leader"]:
            return actor.office_class in LEADERS
        return word in (["diplomat"], ["official"]) and actor.office_class in {"foreign_minister", "envoy"}

    def _body(self, member: Member) -> Actor | None:
        """A body without a name: "senior Kazakh officials"."""
        if member.country is None and member.title in {
            "officials",
            "leaders",
            "ministers",
            "diplomats",
            "representatives",
            "delegates",
            "authorities",
            "delegation",
            "delegations",
        }:
            return None
        return self._nameless(member.title, None, member.country, plural=True)

    def _counterpart(self, member: Member, before: Sequence[Actor]) -> Actor | None:
        owner = self._owner(member, before)
        office_class = member.office_class or (owner.office_class if owner else None)
        role = owner.title if owner else None
        if member.name is not None:
            actor = self._named(member, create=True)
            if actor is not None and actor.office_class is None:
                actor.office_class, actor.title = office_class, role
            if actor is not None and actor.country is None:
                actor.country = member.country
            return actor
        if member.country is None:
            fits = [
                a
                for a in self.actors
                if a is not owner
                and a.name
                and a.office_class == office_class
                and (owner is None or a.country != owner.country)
            ]
            if fits and not member.plural:
                return max(fits, key=lambda a: a.last_seen)
            return None
        fits = [
            a
            for a in self.actors
            if a.name and a.country == member.country and a.office_class == office_class and office_class
        ]
        if len(fits) >= 1:
            return max(fits, key=lambda a: (a.last_seen, a.count))
        return self._nameless("counterpart", office_class, member.country)

    def _owner(self, member: Member, before: Sequence[Actor]) -> Actor | None:
        if member.owner and len(member.owner) > 1:
            return next((a for a in self.actors if a.name and same_name(a.name, member.owner)), None)
        named = [a for a in before if a.office_class or a.name]
        return named[0] if named else self.subject

    # --- pronouns ----------------------------------------------------------------------------------------

    def _pronoun(self, member: Member, before: Sequence[Actor]) -> tuple[Actor, ...]:
        if member.plural:
            together = [a for a in before if a.name or a.country]
            if len(together) > 1 and len(before) == len(self.group):
                return tuple(together)
            return self.group
        latest = max((a for a in self.actors if a.name and a.last_seen >= 0), key=lambda a: a.last_seen, default=None)
        order: tuple[Actor | None, ...] = (*before[:1], self.subject or latest, *before[1:])
        if member.title in {"him", "her"}:
            order = (*before[:-1], self.subject)
            order = tuple(a for a in order if a is None or not before or a is not before[-1])
        able = [a for a in order if a is not None and not a.plural and a.gender in (None, member.owner)]
        apt = [a for a in before if a.gender == member.owner and not a.plural]
        said = member.title in {"he", "she"}
        if said and len(apt) == 1 and apt[0] in able and able[0].gender is None:
            return (apt[0],)
        if able:
            return (next((actor for actor in able if actor.acts), able[0]),)
        fits = [a for a in self.actors if a.name and a.last_seen >= 0 and a.gender == member.owner]
        if fits and member.title in {"he", "she"}:
            return (max(fits, key=lambda a: a.last_seen),)
        return tuple(before[-1:]) if len(before) == 1 and not before[0].plural else ()

    def _pair(self, member: Member, before: Sequence[Actor]) -> tuple[Actor, ...]:
        count = member.count or 2
        if len(self.group) == count:
            return self.group
        pool = sorted((a for a in self.actors if a.name and a.last_seen >= 0), key=lambda a: -a.last_seen)
        if member.office_class:
            same = [a for a in pool if a.office_class == member.office_class]
            pool = same if len(same) >= count else pool
        chosen = tuple(sorted(pool[:count], key=lambda a: a.number))
        return chosen if len(chosen) == count else ()
