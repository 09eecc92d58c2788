"""One person named twice: "the special envoy, Minister A,", "the chairman of the Community, Norwegian President A"."""

from __future__ import annotations

import msgspec

from dragoman.reading.phrases import Phrase

_CALLED = frozenset(
    {"envoy", "chairman", "chairperson", "chairwoman", "chair", "mediator", "host", "guest", "visitor", "general"}
    | {"representative", "facilitator", "negotiator", "emissary", "ruler"}
)
"""Last words of what somebody may be called before office and name follow: "the special envoy, Minister A,"."""
_SHORT_STYLES = frozenset({"ambassador", "general", "judge", "prince", "sheikh"})


def apposed(phrases: list[Phrase], codes: str) -> list[Phrase]:
    """ "the chairman of the Community, Norwegian President A, said": one person, not two."""
    out: list[Phrase] = []
    for phrase in phrases:
        before = out[-1] if out else None
        if before is not None and _is_apposed(before, phrase, codes):
            (called,), (named,) = before.members, phrase.members
            keeps = called.country and (not named.country or (named.title or "").lower() in _SHORT_STYLES)
            told = called if keeps else named
            owner = called.owner if named.country is None else None
            member = msgspec.structs.replace(
                named,
                owner=named.owner or owner,
                title=told.title,
                office_class=told.office_class,
                country=told.country,
                start=called.start,
            )
            out[-1] = Phrase(before.first, phrase.last, (member,))
        else:
            out.append(phrase)
    return out


def _is_apposed(before: Phrase, phrase: Phrase, codes: str) -> bool:
    if len(before.members) != 1 or len(phrase.members) != 1 or codes[before.last : phrase.first] != ",":
        return False
    (called,), (named,) = before.members, phrase.members
    last = (called.title or "").lower().split()[-1:]
    after = codes[phrase.last : phrase.last + 2]
    closed = codes[phrase.last - 1] == "," or after[:1] in {",", "", "x"}
    return (
        called.name is None
        and not called.plural
        and bool(last)
        and last[0] in _CALLED
        and named.form == "name"
        and named.title is not None
        and closed
        and "&" not in after
    )
