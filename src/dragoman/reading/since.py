""" "Their first call since November 2022": a contact told with a day tells of the one before it."""

from __future__ import annotations

import re
from copy import copy
from typing import Final

from dragoman.model import Kind
from dragoman.reading.drafts import Draft
from dragoman.reading.match import SPOKEN
from dragoman.reading.skeleton import Skeleton

_KINDS: Final[dict[str, Kind]] = {
    "call": "call",
    "meeting": "meeting",
    "encounter": "meeting",
    "talks": "talks",
    "conversation": "talks",
    "exchange": "talks",
    "contact": "talks",
}
_FIRST: Final = re.compile(
    rf"\b(?:(?P<own>their) first (?:[\w-]+ ){{0,3}}?(?P<noun>{'|'.join(_KINDS)})"
    rf"|first (?:[\w-]+ ){{0,3}}?(?P<other>{'|'.join(_KINDS)}) between (?:the two(?: [\w-]+)?|them|the pair))"
    r" (?:in person )?<T(?P<time>\d+)>"
)


def earlier(draft: Draft, skeleton: Skeleton) -> Draft | None:
    """The contact before a draft's own, where the words say when it was and that it was of the same two.

    "The first in five years", "the first by a foreign minister since 2010" name no such two.
    """
    found = _FIRST.search(skeleton.text)
    if found is None or draft.kind not in SPOKEN or draft.headline or len(draft.actors) != 2:
        return None
    mention = skeleton.times[int(found["time"])]
    if mention.which != "since" or not mention.inner or mention.inner[0].form not in {"year", "month", "day"}:
        return None
    if any(actor.name is None for actor in draft.actors):
        return None
    before = copy(draft)
    before.kind = _KINDS[found["noun"] or found["other"]]
    before.status, before.perfect, before.place, before.name = "held", True, None, None
    before.time = mention.inner[0]
    before.start = skeleton.tokens[skeleton.token_at(found.start())].start
    before.end = mention.end
    return before
