"""Did it happen? The status of what a predicate reports, from the words around it (en/modality.json)."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text
from dragoman.knowledge.patterns import verbs
from dragoman.model import Status
from dragoman.reading.skeleton import Mark, Skeleton


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    refused: list[tuple[str, str]]
    declined: str
    cancelled: str
    postponed: str
    cut_short: str
    past_plan: str
    planned: str
    move_now: list[str]
    noun_after: dict[str, str]


class _Compiled(msgspec.Struct, frozen=True):
    refused: tuple[tuple[str, re.Pattern[str]], ...]
    undone: tuple[tuple[Status, re.Pattern[str]], ...]
    past_plan: re.Pattern[str]
    planned: re.Pattern[str]
    move_now: frozenset[str]
    after: tuple[tuple[Status, re.Pattern[str]], ...]


@cache
def _rules() -> _Compiled:
    try:
        raw = msgspec.json.decode(read_text("en/modality.json"), type=_Rules)
    except msgspec.DecodeError as error:
        raise DataError(f"knowledge/en/modality.json: {error}") from error
    order: tuple[Status, ...] = ("declined", "cancelled", "postponed", "cut_short")
    return _Compiled(
        tuple((name, re.compile(expr)) for name, expr in raw.refused),
        tuple((status, re.compile(getattr(raw, status))) for status in order),
        re.compile(raw.past_plan),
        re.compile(raw.planned),
        frozenset(raw.move_now),
        tuple((status, re.compile(raw.noun_after[status])) for status in (*order, "planned")
              if status in raw.noun_after),
    )


class Modality(msgspec.Struct, frozen=True):
    """``status``, or why there is nothing to report (``refusal``); ``unsure`` where the document's other
    sentences must say what became of a plan that is told in the past ("was to have met")."""

    status: Status = "held"
    refusal: str | None = None
    unsure: bool = False


_STOP = frozenset({".", ";", ":", "but", "who", "which", "while", "said", "says", "told", "that", "where"})


def _chain(tokens: list[Mark], subject: int | None, head: int) -> str:
    """The words between the subject (or the clause's beginning) and the head."""
    words: list[str] = []
    at = head - 1
    low = subject if subject is not None and subject < head else -1
    while at > low and len(words) < 14:
        token = tokens[at]
        if token.kind == "w":
            if token.text in _STOP:
                break
            words.append(token.text)
        at -= 1
    words.reverse()
    return " ".join(words)


def modality(skeleton: Skeleton, subject: int | None, head: int, last: int, *, is_noun: bool,
             headline: bool = False) -> Modality:
    """The modality of the predicate whose first token is ``head`` and last ``last`` (exclusive).

    ``subject`` is the token of its subject, where it has one. ``is_noun``: the head is a noun ("talks with").
    """
    rules = _rules()
    tokens = skeleton.tokens
    chain = _chain(tokens, subject, head)
    inner = " ".join(t.text for t in tokens[head:last] if t.kind == "w")
    both = f"{chain} {inner}"
    if subject is not None and subject and _invited(tokens, subject):
        return Modality(refusal="invited: no answer is told")
    after = " ".join(t.text for t in tokens[last : last + 14] if t.kind == "w" or t.kind in "TL")
    word = tokens[head].text
    for status, pattern in rules.undone:
        if pattern.search(both) and not re.search(r"\b(?:not|never|without|n't)\b (?:\w+ )?(?:cancel|postpone)", both):
            if _refused(rules, chain, only=("hypothetical",)):
                return Modality(refusal=f"hypothetical: {chain!r}")
            return Modality(status)
    if is_noun:
        for status, pattern in rules.after:
            if status != "planned" and pattern.search(after):
                return Modality(status)
    if re.search(r"\bshort\b", " ".join(t.text for t in tokens[last : last + 3])) and "cut" in chain.split():
        return Modality("cut_short")
    refusal = _refused(rules, chain) or _refused(rules, inner, only=("negated",))
    if refusal:
        return Modality(refusal=refusal)
    if rules.past_plan.search(both):
        return Modality("cancelled", unsure=True)
    if rules.planned.search(both):
        return Modality("planned")
    if is_noun and any(p.search(after) for status, p in rules.after if status == "planned"):
        return Modality("planned")
    return _by_form(rules, tokens, head, word, chain, is_noun=is_noun, headline=headline)


def _by_form(rules: _Compiled, tokens: list[Mark], head: int, word: str, chain: str, *, is_noun: bool,
             headline: bool) -> Modality:
    form = verbs().form_of(word)
    governing = chain.split()[-8:]
    if is_noun:
        if any(w in {"before", "ahead", "for"} for w in governing[-4:]) and any(w in rules.move_now for w in governing):
            return Modality("planned")
        if "ahead" in governing[-3:]:
            return Modality("planned")
        return Modality("held")
    if word in rules.move_now and form in {"s", "ing"}:
        return Modality("planned")
    before = tokens[head - 1].text if head else ""
    if form == "base" and before == "to":
        past = any(verbs().form_of(w) in {"past", "part"} for w in governing[:-1])
        if not past and (headline or not governing[:-1]):
            return Modality("planned")
        return Modality("held" if past else "planned")
    if before == "headed" or word == "headed":
        return Modality("planned")
    return Modality("held")


_CONTROL = frozenset({"invited", "inviting", "invites", "asked", "asking", "urged", "urging", "invite", "wants", "wanted",
                      "want", "allow", "allowed", "for"})


def _invited(tokens: list[Mark], subject: int) -> bool:
    """"invited B to come": B has not come yet."""
    following = tokens[subject + 1].text if subject + 1 < len(tokens) else ""
    return following == "to" and tokens[subject - 1].text in _CONTROL


def _refused(rules: _Compiled, chain: str, only: tuple[str, ...] = ()) -> str | None:
    for name, pattern in rules.refused:
        if only and name not in only:
            continue
        match = pattern.search(chain)
        if match:
            return f"{name}: {match.group()!r}"
    return None
