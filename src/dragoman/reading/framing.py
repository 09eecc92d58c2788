"""What stands around a subject and takes its predicate back: "denied that A would", "kept A from"."""

from __future__ import annotations

from dragoman.reading.modality_rules import Rules
from dragoman.reading.skeleton import Mark

FORCED = frozenset({"forced", "obliged", "compelled", "led", "caused", "prompted", "allowed", "enabled", "required"})
"""Verbs whose object did what follows: "forced A to leave"."""
_PLANS = frozenset({"plan", "plans", "arrangements", "preparations", "trip", "visit", "meeting"})
_KEPT = frozenset({"kept", "prevented", "stopped", "keeps", "prevents", "stops", "barred"})
_CONTROL = frozenset(
    {
        "invited",
        "inviting",
        "invites",
        "invite",
        "asked",
        "asking",
        "urged",
        "urging",
        "wants",
        "wanted",
        "want",
        "allow",
        "allowed",
        "for",
    }
)


def is_plan_for(tokens: list[Mark], subject: int | None) -> bool:
    """ "Plans for A to visit L": what is told of the plans behind the visit decides."""
    if subject is None or subject + 1 >= len(tokens):
        return False
    before = [t.text for t in tokens[max(0, subject - 2) : subject]]
    return tokens[subject + 1].text == "to" and before[-1:] == ["for"] and bool(set(before) & _PLANS)


def is_kept_from(tokens: list[Mark], subject: int | None) -> bool:
    """ "Storms kept A from flying to L"."""
    if not subject or subject + 1 >= len(tokens):
        return False
    return tokens[subject + 1].text == "from" and tokens[subject - 1].text in _KEPT


def framed(rules: Rules, tokens: list[Mark], subject: int | None) -> str | None:
    """Why nothing has been said to happen: "denied that he would", "whether he will", "invited B to come"."""
    if not subject:
        return None
    if tokens[subject - 1].text in {"no", "neither", "nor"}:
        return "negated: nobody did"
    following = tokens[subject + 1].text if subject + 1 < len(tokens) else ""
    if following == "to" and tokens[subject - 1].text in _CONTROL:
        return "invited: no answer is told"
    words: list[str] = []
    for token in reversed(tokens[max(0, subject - 7) : subject]):
        if token.text in {",", ";", "."}:
            break
        words.append(token.text)
    match = rules.framed.search(" ".join(reversed(words)) + " ")
    return f"hypothetical: {match.group().strip()!r}" if match else None
