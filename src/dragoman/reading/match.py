"""Patterns on a skeleton: every draft that a sentence gives, and every near miss with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from dragoman.knowledge.patterns import Compiled, Patterns, verbs
from dragoman.model import Place
from dragoman.reading.actor import Actor
from dragoman.reading.changes import settle
from dragoman.reading.drafts import Draft
from dragoman.reading.legs import legs
from dragoman.reading.manner import settle_manner
from dragoman.reading.modality import modality
from dragoman.reading.other_kinds import OTHER_KINDS, Scene, settle_other
from dragoman.reading.scopes import place_of, time_of
from dragoman.reading.series import further
from dragoman.reading.skeleton import Skeleton
from dragoman.reading.stays import last_since, stay_of
from dragoman.reading.subjects import clause_of_others, fellow_subject, find_subject, other_subject

MOST_HITS = 48
"""So many places where patterns match are weighed of a sentence: one with more of them is no prose."""
SPOKEN = frozenset({"call", "meeting", "talks"})
_POSSESSIVE = frozenset({"'s", "'", "his", "her", "their", "its"})
_AWAITED = frozenset({"when", "once", "until"})
_DIPLOMACY = frozenset(
    {
        "ministers",
        "ministries",
        "presidents",
        "presidencies",
        "presidency",
        "leaders",
        "governments",
        "envoys",
        "treaty",
    }
    | {"ministry", "delegations", "negotiators", "bilateral", "ceasefire", "diplomats", "summit", "sanctions"}
)
"""Words beside which two persons of two countries, told without an office, are no sportsmen."""
_PAST_WORDS = frozenset({"was", "were", "had", "has", "have", "been", "did"})


_BEFORE_VERBS = frozenset({"and", "who", "also", "then", "later", ",", "(", ")", "-", "–", "—", "'", ":", "&"})
_APART = frozenset({"each", "separately", "separate"})
_BEFORE_NOUNS = frozenset({"his", "her", "their", "the", "a", "an", "its", "our", "my"})


def _is_noun(skeleton: Skeleton, head: int) -> bool:
    """ "his host", "the visit": a word that is a verb elsewhere."""
    before = skeleton.tokens[head - 1].text if head else ""
    form = verbs().form_of(skeleton.tokens[head].text)
    following = skeleton.tokens[head + 1].text if head + 1 < len(skeleton.tokens) else ""
    if form == "ing":
        return (
            following == "between"
            or before in _BEFORE_NOUNS
            or (head > 1 and skeleton.tokens[head - 1].kind == "T" and skeleton.tokens[head - 2].text == "'s")
            or (before in verbs().adjectives and before != "of")
            or "-" in before
        )
    if skeleton.tokens[head].text == "talks" and head and skeleton.tokens[head - 1].kind == "w":
        return before not in _BEFORE_VERBS and not before.endswith("ly")
    return before in _BEFORE_NOUNS and form in {"base", "s"}


class Hit(msgspec.Struct, frozen=True):
    """One place where a pattern matched: tokens ``head:last``."""

    compiled: Compiled
    match: re.Match[str]
    head: int
    first: int
    last: int

    @property
    def weight(self) -> int:
        """How many persons and places the pattern names: one that names more, or says what became of it, says more."""
        return 3 * (self.compiled.pattern.status is not None) + sum(
            1 for name in "BCLKG" if self.match.groupdict().get(name) is not None
        )


def hits(skeleton: Skeleton, patterns: Patterns) -> list[Hit]:
    """All places where patterns match, the longest of those that overlap, in the order of the text."""
    found: list[Hit] = []
    for compiled in patterns.for_words(skeleton.words, skeleton.offsets.keys()):
        for match in _matches(compiled, skeleton):
            head = match.start("v") if "v" in compiled.regex.groupindex and match.group("v") else match.start()
            found.append(
                Hit(
                    compiled,
                    match,
                    skeleton.token_at(head),
                    skeleton.token_at(match.start()),
                    skeleton.token_at(match.end() - 1) + 1,
                )
            )
    return found


def _matches(compiled: Compiled, skeleton: Skeleton) -> Iterator[re.Match[str]]:
    """Where a pattern matches, left to right; looked for only at the words that can begin it, where these are known."""
    if compiled.leads is None:
        yield from compiled.regex.finditer(skeleton.text)
        return
    offsets, end = skeleton.offsets, 0
    for at in sorted(at for word in compiled.leads & offsets.keys() for at in offsets[word]):
        if at >= end and (match := compiled.regex.match(skeleton.text, at)) is not None:
            yield match
            end = match.end()


def _families(compiled: Compiled) -> str:
    kind = compiled.pattern.kind
    return "spoken" if kind in SPOKEN else kind


def drafts(
    skeleton: Skeleton,
    actors: list[tuple[Actor, ...]],
    patterns: Patterns,
    fallback: Actor | None,
    sentence: int,
    *,
    headline: bool = False,
    bare: bool = False,
    state: Callable[[str], Actor] | None = None,
) -> list[Draft]:
    """The drafts of a sentence: accepted ones first come, then the refused (``Draft.refusal`` set).

    ``actors`` are the persons of each phrase; ``fallback`` is the article's protagonist for clauses without
    a subject; ``state`` gives the actor of a country as a whole.
    """
    accepted: list[Draft] = []
    refused: list[Draft] = []
    taken: list[tuple[str, int, int]] = []
    found = hits(skeleton, patterns)
    heads = {hit.head for hit in found}
    found.sort(key=lambda h: (-h.weight, -(h.last - h.first), h.first, h.compiled.pattern.id))
    for hit in found[:MOST_HITS]:
        if hit.compiled.pattern.headline and not bare:
            continue
        family = _families(hit.compiled)
        if any(f == family and hit.first < stop and start < hit.last for f, start, stop in taken):
            continue
        if hit.compiled.verbal and _is_noun(skeleton, hit.head):
            continue
        if family == "appointment" and hit.compiled.verbal and clause_of_others(skeleton.tokens, hit.head):
            continue
        draft = _draft(skeleton, actors, hit, heads, fallback, sentence, headline, state)
        if draft.kind in OTHER_KINDS and draft.refusal is None:
            draft = settle_other(
                draft,
                Scene(skeleton, actors, hit.first, hit.last, _group(hit, "C"), _group(hit, "L"), state, fallback),
            )
        if draft.refusal is None:
            taken.append((family, hit.first, hit.last))
            accepted.append(draft)
            accepted += _series(skeleton, actors, hit, draft)
        else:
            refused.append(draft)
            if draft.refusal.startswith(("negated", "hope", "hypothetical", "invited")):
                taken.append((family, hit.first, hit.last))
    accepted += legs(accepted, skeleton)
    sittings = {draft.head for draft in accepted if draft.kind == "conference" and draft.name}
    for draft in [d for d in accepted if d.kind in SPOKEN and d.head in sittings]:
        accepted.remove(draft)
        refused.append(draft.refuse("a conference: the same words tell that they sat at a gathering"))
    for draft in [d for d in accepted if d.kind == "conference" and _met_there(d, accepted)]:
        accepted.remove(draft)
        refused.append(draft.refuse("a meeting: the same words tell that they were met beside the gathering"))
    accepted.sort(key=lambda d: (d.start, d.end))
    _inherit(accepted, skeleton)
    return accepted + refused


def _met_there(sitting: Draft, accepted: list[Draft]) -> bool:
    """ "met several ministers on the sidelines of G, including A and B": A and B are those who were met."""
    return any(
        contact.kind in SPOKEN
        and contact.second == sitting.first
        and contact.start <= sitting.start
        and sitting.end <= contact.end
        for contact in accepted
    )


def _inherit(accepted: list[Draft], skeleton: Skeleton) -> None:
    """ "cancelled his trip to A, during which he was to meet B": what hung on the trip fell with it."""
    for trip in accepted:
        if trip.kind != "trip" or trip.status not in {"cancelled", "postponed", "declined"}:
            continue
        for draft in accepted:
            between = {t.text for t in skeleton.tokens[trip.last : draft.head]}
            if draft.kind != "trip" and draft.status == "planned" and between & {"which", "where"}:
                draft.status = trip.status


def _series(skeleton: Skeleton, actors: list[tuple[Actor, ...]], hit: Hit, draft: Draft) -> list[Draft]:
    """The contacts with those who follow in the same breath, where the pattern ends with its second party."""
    second = _group(hit, "B")
    if draft.kind not in SPOKEN or second is None or draft.pattern.together:
        return []
    at = next(i for i, token in enumerate(skeleton.tokens) if token.kind == "P" and token.index == second)
    if hit.last > at + 2:
        return []
    return [one for one in further(skeleton, actors, draft, at + 1) if _check(one, has_object=True).refusal is None]


def _group(hit: Hit, name: str) -> int | None:
    if name not in hit.compiled.regex.groupindex:
        return None
    value = hit.match.group(name)
    return int(value) if value is not None else None


def _subject(skeleton: Skeleton, head: int, second: int | None) -> int | None:
    """ "10.00 A pays a courtesy call": on the one whose schedule it is; A is the second party, and no subject."""
    subject = find_subject(skeleton, head)
    return None if subject is not None and skeleton.tokens[subject].index == second else subject


def _draft(
    skeleton: Skeleton,
    actors: list[tuple[Actor, ...]],
    hit: Hit,
    heads: set[int],
    fallback: Actor | None,
    sentence: int,
    headline: bool,
    state: Callable[[str], Actor] | None,
) -> Draft:
    pattern = hit.compiled.pattern
    tokens = skeleton.tokens
    start, end = tokens[hit.first].start, tokens[hit.last - 1].end
    draft = Draft(pattern, sentence, start, end)
    draft.headline = headline
    draft.head, draft.last = hit.head, hit.last
    subject: int | None = None
    one, two = _group(hit, "A"), _group(hit, "B")
    if hit.compiled.subject:
        owned = hit.head > 0 and tokens[hit.head - 1].text in _POSSESSIVE
        if owned and hit.compiled.verbal and verbs().form_of(tokens[hit.head].text) != "ing":
            return draft.refuse("a noun: somebody's, and no verb")
        subject = _subject(skeleton, hit.head, two)
        if subject is not None:
            fellow = fellow_subject(tokens, subject)
            draft.first = tuple(
                dict.fromkeys(a for at in (fellow, subject) if at is not None for a in actors[tokens[at].index])
            )
            draft.start, draft.end = min(start, tokens[subject].start), max(end, tokens[subject].end)
        elif (
            fallback is not None
            and not headline
            and not (hit.compiled.verbal and pattern.kind in SPOKEN and other_subject(tokens, hit.head))
        ):
            draft.first = (fallback,)
            draft.guessed_subject = True
    elif one is not None:
        draft.first = actors[one]
    if two is not None:
        draft.second = actors[two]
    extra = _group(hit, "C")
    if extra is not None:
        draft.second = (*draft.second, *actors[extra])
    _fill(skeleton, hit, draft, heads)
    if pattern.with_place and draft.places and draft.first:
        draft.second = _hosts(draft, state)
    is_noun = not hit.compiled.subject or _head_is_noun(hit)
    found = modality(skeleton, subject, hit.head, hit.last, is_noun=is_noun, headline=headline, given=pattern.status)
    if found.refusal:
        last_time = last_since(draft, skeleton) if found.refusal.startswith("negated") else None
        if last_time is None:
            return draft.refuse(found.refusal)
        draft.time = last_time
        return _check(draft, two is not None)
    awaited = not is_noun and subject and tokens[subject - 1].text in _AWAITED and found.status == "held"
    if awaited and verbs().form_of(tokens[hit.head].text) in {"s", "base"}:
        draft.status = "planned"
        return _check(draft, two is not None)
    settle(draft, found, skeleton)
    near = {t.text for t in tokens[max(0, hit.first - 4) : hit.last + 4]}
    draft.skipping = not near.isdisjoint(_skipping())
    draft.joint = bool(
        near & {"jointly", "together", "trilateral", "three-way", "tripartite", "four-way", "triangular"}
    )
    # "paid courtesy calls on A and B": one after the other
    draft.apart = pattern.apart or not skeleton.words.isdisjoint(_APART) or "calls" in near
    before = [t.text for t in tokens[max(0, hit.head - 4) : hit.head]]
    draft.perfect = _is_perfect(before, is_noun) and "earlier" not in [t.text for t in tokens[: hit.head]]
    draft.closing = not _closing().isdisjoint([t.text for t in tokens[max(0, hit.head - 3) : hit.last]])
    if draft.kind == "trip":
        draft.stay = stay_of(tokens, hit.head, hit.last, pattern.move or "visit")
        draft.closing = draft.closing or draft.stay.ends
    draft.present = _present(skeleton, hit, is_noun=is_noun)
    return _check(draft, two is not None)


@cache
def _skipping() -> frozenset[str]:
    """Words by a move that tell that a stop was left out."""
    return frozenset({"stop", "leg", "stopover", "stops"}) | verbs().words_of(frozenset({"skip", "drop"}))


@cache
def _closing() -> frozenset[str]:
    """Words that tell the end of what was begun."""
    return verbs().words_of(frozenset({"end", "conclude", "wrap", "complete", "finish"}))


def _is_perfect(before: list[str], is_noun: bool) -> bool:
    """ "had met", "had held talks"; to have a meeting is no perfect ("afterwards had a meeting with")."""
    if "had" not in before:
        return False
    between = before[before.index("had") + 1 :]
    return not is_noun or any(verbs().form_of(word) in {"past", "part"} for word in between)


def _present(skeleton: Skeleton, hit: Hit, *, is_noun: bool) -> bool:
    """The predicate is told in the present, or without a verb: in a schedule that is what is to come."""
    word = skeleton.tokens[hit.head].text
    form = verbs().form_of(word)
    before = {t.text for t in skeleton.tokens[max(0, hit.head - 5) : hit.head] if t.kind == "w"}
    if before & _PAST_WORDS or any(verbs().form_of(w) == "past" for w in before):
        return False
    return is_noun or form in {"s", "base", "ing"} or word in {"is", "are"} or bool(before & {"is", "are"})


def _hosts(draft: Draft, state: Callable[[str], Actor] | None) -> tuple[Actor, ...]:
    """The country of the place as the other side, unless the subject acts for it."""
    own = {actor.country for actor in draft.first}
    if state is None:
        return ()
    return tuple(state(place.country) for place in draft.places if place.country and place.country not in own)


def _head_is_noun(hit: Hit) -> bool:
    expression = hit.compiled.pattern.expr
    return expression.startswith(("S @", "S [", "S ~"))


def _fill(skeleton: Skeleton, hit: Hit, draft: Draft, heads: set[int]) -> None:
    """Places, time, gathering and the way of speaking."""
    origin = range(hit.first, hit.last)
    others = heads - set(origin)
    places = [skeleton.places[i] for i in (_group(hit, "L"), _group(hit, "K")) if i is not None]
    draft.places = tuple(place for group in places for place in group)
    draft.place = place_of(skeleton, origin, others)
    draft.time = time_of(skeleton, origin, others)
    gathering = _group(hit, "G")
    if gathering is not None:
        mention = skeleton.gatherings[gathering]
        draft.name = mention.name
        if draft.place is None and (mention.city or mention.country):
            draft.place = Place(mention.city, mention.country)
    draft.diplomatic = not skeleton.words.isdisjoint(_DIPLOMACY)
    settle_manner(draft, skeleton, hit.first)


def _sides(actors: tuple[Actor, ...]) -> int:
    return len({actor.country or actor.number for actor in actors})


def complete_contact(draft: Draft) -> Draft:
    """A contact whose other side was told elsewhere: refused, with the reason, where it still is none."""
    return _check(draft, has_object=True)


def _check(draft: Draft, has_object: bool) -> Draft:
    """Refuse what is no engagement: nobody, one side only, officials of one government among themselves."""
    pattern = draft.pattern
    if pattern.kind in SPOKEN:
        everyone = draft.actors
        if not everyone:
            return draft.refuse("nobody: the persons cannot be told")
        if not draft.first:
            return draft.refuse("no subject: who met cannot be told")
        if (has_object and not draft.second) or len(everyone) < 2:
            return draft.refuse("one side only: the other cannot be told")
        if draft.headline and any(a.name is None and a.plural for a in everyone):
            return draft.refuse("nobody: a headline names offices only")
        unknown = [a for a in everyone if not a.country and not a.office_class and a.person is None and not a.plural]
        if unknown:
            return draft.refuse(f"no official: nothing says who {unknown[0].name or 'that'} acts for")
        if pattern.kind == "meeting" and not draft.diplomatic and not any(actor.official for actor in everyone):
            return draft.refuse("no official: persons of countries, none with an office")
        if pattern.with_place and (
            not draft.second or _sides(draft.first) > 1 or any(a.name is None for a in draft.first)
        ):
            return draft.refuse("no host: the place is at home, or nobody is named")
        if draft.second and all(a.name is None and a.country is None for a in draft.second):
            return draft.refuse("nobody: the other side has neither name nor country")
        if all(a.country is None for a in everyone):
            return draft.refuse("no country: nothing says whom they act for")
        if _sides(everyone) < 2:
            return draft.refuse("one government: officials of one country among themselves")
        if all(actor.name is None and actor.plural for actor in everyone) and pattern.weak:
            return draft.refuse("nobody: bodies without a name")
        return draft
    if pattern.kind == "trip":
        traveller = draft.first if pattern.traveller == "A" else draft.second
        if draft.headline and any(actor.name is None for actor in traveller):
            return draft.refuse("no traveller: a headline names an office only")
        if any(not a.country and not a.office_class and a.person is None for a in traveller):
            return draft.refuse("no official: nothing says whom the traveller acts for")
        if traveller and not any(actor.official for actor in traveller):
            return draft.refuse("no official: the traveller has a country and no office")
        if not traveller:
            return draft.refuse("no traveller: who travels cannot be told")
        return draft
    if not draft.actors and pattern.kind == "conference":
        return draft.refuse("nobody: the persons cannot be told")
    return draft
