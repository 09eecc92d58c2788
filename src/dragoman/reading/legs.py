"""Further stops that a move names behind its first: "visited Lima on Monday and Santiago on Tuesday"."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence

from dragoman.reading.drafts import Draft
from dragoman.reading.skeleton import Skeleton
from dragoman.reading.stays import Stay

_GOING = r"(?:travell?|fly|head|go|mov|proceed|continu|journey|push)ing"
_LINK = (
    rf"(?:, |; )?(?:and |then |before (?={_GOING})|followed by |ahead of |later |, )*"
    rf"(?:finally |{_GOING} )?(?:on |onward |onwards )?(?:to |in |visiting |by |a visit to |a stop in |stops in )*"
)
_LEG = re.compile(
    rf"(?:(?:on |from |in |for |by )?<T\d+> )?"
    rf"(?:{_LINK}<L(?P<a>\d+)> (?:on |from |in |for )?<T(?P<t>\d+)> |"
    rf"{_LINK}(?:on |from )?<T(?P<u>\d+)> (?:to |in |, )*<L(?P<b>\d+)> (?=[,;.] |and )|"
    rf"(?:, )?(?:and (?:then |later |on |from there |afterwards )+(?:on )?(?:to |in )?|before {_GOING} (?:on )?to |"
    rf"followed by |and to )<L(?P<c>\d+)> )"
)
_SPEAKS = re.compile(r"(?:'s?|said|says|was|were|is|are|has|have|had|will|would|announced|confirmed) ")
_BY_WAY = re.compile(
    r"(?:by way of|via|after (?:a )?(?:stops?|stopovers?|layover) in|with a (?:stop|layover) in) <L(\d+)> "
)


def legs(drafts: Sequence[Draft], skeleton: Skeleton) -> list[Draft]:
    """A draft for each further stop that follows a trip draft's words, in the order of the text."""
    found: list[Draft] = []
    taken = {token for draft in drafts if draft.kind == "trip" for token in range(draft.head, draft.last)}
    for draft in drafts:
        if draft.kind != "trip" or not draft.places or draft.pattern.move == "leave":
            continue
        offset = skeleton.offset_of(draft.last)
        while (match := _LEG.match(skeleton.text, offset)) is not None:
            number = next(match[name] for name in "abc" if match[name])
            at = skeleton.token_at(match.start() + match.group().index(f"<L{number}>"))
            if at in taken or _SPEAKS.match(skeleton.text, match.end()):
                break
            found.append(_leg(draft, skeleton, int(number), match["t"] or match["u"], at))
            taken.add(at)
            offset = match.end()
        way = _BY_WAY.match(skeleton.text, skeleton.offset_of(draft.last))
        if way is not None:
            leg = _leg(draft, skeleton, int(way[1]), None, skeleton.token_at(way.end() - 2))
            leg.foregoing = True
            found.append(leg)
    return found


def _leg(draft: Draft, skeleton: Skeleton, place: int, time: str | None, at: int) -> Draft:
    leg = copy.copy(draft)
    leg.places = skeleton.places[place]
    leg.time = skeleton.times[int(time)] if time is not None else None
    leg.stay, leg.closing = Stay(), False
    token = skeleton.tokens[at]
    leg.end = max(draft.end, token.end)
    return leg
