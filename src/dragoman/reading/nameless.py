"""What is told once with names and once without ("the leaders of A and B", "ENVOY") is one engagement."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.reading.actor import Actor
from dragoman.reading.assemble import Engagement
from dragoman.reading.dating import compatible, finer
from dragoman.reading.match import SPOKEN

_VAGUE = frozenset(
    {"leader", "leaders", "counterpart", "envoy", "diplomat", "official", "minister", "colleague", "host"}
)


def fold_nameless(engagements: list[Engagement]) -> None:
    """Join each contact that leaves a side without a name to the one contact that names it.

    Both must be of one kind family and status, of days that fit, and agree on all that both tell. Where several
    fit, one told in the headline only goes: the text below says it better. Changes the list in place.
    """
    for one in [e for e in engagements if e.kind in SPOKEN and any(a.name is None for a in e.actors)]:
        fits = [other for other in engagements if other is not one and _covers(other, one)]
        if len(fits) == 1:
            _absorb(fits[0], one)
        if len(fits) == 1 or (fits and one.headline_only):
            engagements.remove(one)


def _covers(named: Engagement, bare: Engagement) -> bool:
    """Every side of ``bare`` is one of ``named``, which names more of them."""
    if named.kind not in SPOKEN or not (named.kind == bare.kind or "talks" in {named.kind, bare.kind}):
        return False
    if named.status != bare.status or not compatible(named.date, bare.date):
        return False
    if not bare.headline_only and len(named.actors) != len(bare.actors):
        return False
    if sum(a.name is not None for a in named.actors) <= sum(a.name is not None for a in bare.actors):
        return False
    return _mapped(bare.actors, named.actors)


def _mapped(bare: Sequence[Actor], named: Sequence[Actor]) -> bool:
    """Each of the one can stand for another one of the other list."""
    left = list(named)
    for actor in sorted(bare, key=lambda a: a.name is None):
        match = next((other for other in left if _may_be(actor, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _may_be(bare: Actor, named: Actor) -> bool:
    if bare is named:
        return True
    if bare.name is not None or bare.country is None or bare.country != named.country or bare.plural != named.plural:
        return False
    title, other = _words(bare), _words(named)
    if bare.office_class and named.office_class and bare.office_class == named.office_class:
        return True
    return (
        not title
        or bool(title & _VAGUE and (len(title) == 1 or title & other))
        or bool(title & other and title <= other)
    )


def _words(actor: Actor) -> set[str]:
    return set((actor.title or "").lower().replace("-", " ").split())


def _absorb(into: Engagement, one: Engagement) -> None:
    into.date = finer(into.date, one.date)
    into.place = into.place or one.place
    into.spans += one.spans
    into.sentences += one.sentences
    into.patterns += one.patterns
    if into.kind == "talks":
        into.kind = one.kind
