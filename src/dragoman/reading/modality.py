"""Did it happen? The status of what a predicate reports, from the words around it (en/modality.json)."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text
from dragoman.knowledge.patterns import verbs
from dragoman.model import Status
from dragoman.reading.chains import Chain, chain_of, words_after
from dragoman.reading.skeleton import Mark, Skeleton

ORDER: tuple[Status, ...] = ("cut_short", "declined", "cancelled", "postponed")
"""The undone statuses, the more telling words first."""


class _Raw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    refused: list[tuple[str, str]]
    framed: str
    accepted: str
    invitation_of: str
    undone: dict[str, str]
    adjective: str
    shield: str
    sheltered: str
    halfway: str
    still_ahead: str
    early: str
    later: str
    instead: list[str]
    after_all: str
    was_planned: str
    beside: str
    asked: str
    unwilling: str
    past_plan: str
    planned: str
    move_now: list[str]
    gap: str
    be: str
    noun_after: dict[str, list[str]]
    held_after: str
    bare_ends: str
    meant: str
    begins: str


class _Rules:
    """The expressions of en/modality.json, compiled. Raises DataError for one that does not compile."""

    def __init__(self, raw: _Raw) -> None:
        def rx(expression: str) -> re.Pattern[str]:
            try:
                return re.compile(expression)
            except re.error as error:
                raise DataError(f"knowledge/en/modality.json: {expression!r}: {error}") from error

        self.refused = tuple((name, rx(expression)) for name, expression in raw.refused)
        self.framed, self.accepted, self.invitation_of = (
            rx(raw.framed),
            rx(raw.accepted),
            rx(raw.invitation_of),
        )
        self.undone = tuple((status, rx(raw.undone[status])) for status in ORDER)
        self.adjective, self.shield, self.sheltered = rx(raw.adjective), rx(raw.shield), rx(raw.sheltered)
        self.halfway, self.still_ahead = rx(raw.halfway), rx(raw.still_ahead)
        self.was_planned = rx(raw.was_planned)
        self.early, self.later, self.after_all = rx(raw.early), rx(raw.later), rx(raw.after_all)
        self.beside = rx(raw.beside)
        self.asked, self.unwilling = rx(raw.asked), rx(raw.unwilling)
        self.past_plan, self.planned = rx(raw.past_plan), rx(raw.planned)
        self.move_now, self.instead = frozenset(raw.move_now), tuple(raw.instead)
        gap = raw.gap
        self.after: list[tuple[Status, re.Pattern[str], re.Pattern[str]]] = []
        for status in (*ORDER, "planned"):
            state, *free = raw.noun_after[status]
            spoken = "|".join([rf"{raw.be} (?:\S+ ){{0,3}}?{state}", *free]) if status != "planned" else state
            told = rx(rf"^{gap}{{0,14}}?(?:{spoken})(?!\S)")
            bare = rx(rf"^{gap}{{0,5}}?{state}(?!\S)")
            self.after.append((status, told, bare))  # type: ignore[arg-type]
        self.held_after = rx(rf"^{gap}{{0,8}}?{raw.held_after}(?!\S)")
        self.bare_ends, self.meant, self.begins = rx(raw.bare_ends), rx(raw.meant), rx(raw.begins)


@cache
def rules() -> _Rules:
    """The rules, checked. Raises DataError for an unknown field, a missing status or a bad expression."""
    try:
        raw = msgspec.json.decode(read_text("en/modality.json"), type=_Raw)
    except msgspec.DecodeError as error:
        raise DataError(f"knowledge/en/modality.json: {error}") from error
    missing = [s for s in ORDER if s not in raw.undone or not raw.noun_after.get(s)]
    if missing or not raw.noun_after.get("planned"):
        raise DataError(f"knowledge/en/modality.json: no words for {', '.join(missing) or 'planned'}")
    return _Rules(raw)


class Modality(msgspec.Struct, frozen=True):
    """``status``, or why there is nothing to report (``refusal``); ``unsure`` where the document's other
    sentences must say what became of a plan that is told in the past ("was to have met"). ``ahead``: told in
    the future tense; ``instead``: the token after "instead of", where the time that was meant stands."""

    status: Status = "held"
    refusal: str | None = None
    unsure: bool = False
    ahead: bool = False
    instead: int | None = None


def modality(
    skeleton: Skeleton,
    subject: int | None,
    head: int,
    last: int,
    *,
    is_noun: bool,
    headline: bool = False,
    given: Status | None = None,
) -> Modality:
    """The modality of the predicate whose first token is ``head`` and last ``last`` (exclusive).

    ``subject`` is the token of its subject, where it has one. ``is_noun``: the head is a noun ("talks with").
    ``given``: the status that the pattern's own words say; a "not" among them is no denial.
    """
    table, tokens = rules(), skeleton.tokens
    is_noun = is_noun or _noun_like(tokens, head)
    chain = chain_of(tokens, subject, head, is_noun=is_noun)
    inner = " ".join(t.text for t in tokens[head:last] if t.kind == "w")
    chain = _with_participle(chain, tokens, head, last)
    after = words_after(tokens, last)
    framed = _kept(tokens, subject, after)
    if framed is not None:
        return framed
    refusal = _framed(table, tokens, subject)
    if refusal:
        return Modality(refusal=refusal)
    if tokens[head].text in {"agreed", "agree", "agrees"} and table.sheltered.match(
        after.removeprefix("to ")
    ):
        return Modality(refusal="hypothetical: agreed on a change of plan")
    found = _undone(table, chain, inner, after, is_noun=is_noun, headline=headline, label=_label(tokens))
    if found is not None:
        return found
    ahead = bool(re.search(r"\b(?:will|would|is to|are to|'ll)\b", chain.whole))
    shifted = None if is_noun else _shifted(table, tokens, last, chain, inner, after)
    if shifted is not None:
        return shifted
    if table.accepted.search(chain.whole):
        return Modality("planned")
    if _unwilling(table, skeleton, chain, inner):
        return Modality("declined")
    refusal = _refusal(table, chain, inner, given)
    if refusal:
        return _not_done(table, chain, inner, after, refusal)
    both = f"{chain.whole} {inner}"
    if subject is not None and tokens[subject - 1].text in _FORCED and tokens[head - 1].text == "to":
        return Modality("held")
    if table.past_plan.search(both):
        return Modality("cancelled", unsure=True)
    if table.planned.search(both):
        return Modality("planned", ahead=ahead)
    if is_noun and table.after[-1][1].search(after):
        return Modality("planned")
    return _by_form(table, tokens, head, chain.whole, is_noun=is_noun, headline=headline)


def is_early(skeleton: Skeleton, head: int, last: int) -> bool:
    """The move came before its time ("flew home a day early"): what says so stands by the verb."""
    tokens = skeleton.tokens
    start = head
    while start > 0 and tokens[start - 1].text not in {".", ";"} and head - start < 10:
        start -= 1
    before = " ".join(t.text.lower() for t in tokens[start:head]) + " "
    words = [_early_words(skeleton, t) for t in tokens[head : min(len(tokens), last + 14)] if t.kind != "P"]
    after = " ".join(words) + " "
    after = re.split(r" (?:and|but|;|\.|who|which|said) ", after)[0]
    return bool(
        rules().early.search(after)
        or re.search(r"\bahead of (?:schedule|time)\b|\bdays? early\b|\babruptly $", before)
    )


def _early_words(skeleton: Skeleton, token: Mark) -> str:
    """ "a day early on Tuesday": the time grammar takes "early on Tuesday" as one time, and here it is not."""
    if token.kind == "T" and skeleton.times[token.index].words.lower().startswith("early"):
        return "early <t0>"
    if token.kind == "T" and skeleton.times[token.index].words.lower().endswith("before"):
        return "days before"
    return token.text.lower()


def told_after(skeleton: Skeleton, last: int) -> Status | None:
    """What the words behind a noun tell of it, where that is a change of plan; ``last`` is the token after it."""
    return _told_after(rules(), words_after(skeleton.tokens, last), headline=False)


def _label(tokens: list[Mark]) -> Status | None:
    """The status that a line is labelled with: "POSTPONED: Visit of …"."""
    if len(tokens) > 1 and tokens[1].text in {":", "-", "–"}:
        for status, pattern in rules().undone:
            if pattern.fullmatch(tokens[0].text):
                return status
    return None


_FORCED = frozenset({"forced", "obliged", "compelled", "led", "caused", "prompted", "allowed", "enabled"})
_PLANS = frozenset({"plan", "plans", "arrangements", "preparations", "trip", "visit", "meeting"})


def _kept(tokens: list[Mark], subject: int | None, after: str) -> Modality | None:
    """ "Plans for A to visit L have been dropped", "Storms kept A from flying to L", "agreed to postpone"."""
    if subject is None or subject + 1 >= len(tokens):
        return None
    following = tokens[subject + 1].text
    before = [t.text for t in tokens[max(0, subject - 2) : subject]]
    if following == "to" and before[-1:] == ["for"] and set(before) & _PLANS:
        return Modality(_told_after(rules(), after, headline=False) or "planned")
    if following == "from" and set(before[-1:]) & {
        "kept",
        "prevented",
        "stopped",
        "keeps",
        "prevents",
        "stops",
        "barred",
    }:
        return Modality("cancelled")
    return None


def _framed(table: _Rules, tokens: list[Mark], subject: int | None) -> str | None:
    """ "denied that he would", "whether he will", "invited B to come": nothing has been said to happen."""
    if subject is None or not subject:
        return None
    if tokens[subject - 1].text in {"no", "neither", "nor"}:
        return "negated: nobody did"
    if _invited(tokens, subject):
        return "invited: no answer is told"
    words: list[str] = []
    for token in reversed(tokens[max(0, subject - 7) : subject]):
        if token.text in {",", ";", "."}:
            break
        words.append(token.text)
    frame = " ".join(reversed(words)) + " "
    match = table.framed.search(frame)
    return f"hypothetical: {match.group().strip()!r}" if match else None


def _undone(
    table: _Rules,
    chain: Chain,
    inner: str,
    after: str,
    *,
    is_noun: bool,
    headline: bool,
    label: Status | None,
) -> Modality | None:
    """Cancelled, postponed, refused, cut short: by the words before, within, or after a noun."""
    if is_noun:
        told = _told_after(table, after, headline=headline)
        if told is not None:
            return Modality(told)
        if table.held_after.search(after) and not re.search(r"\b(?:not|never|no longer)\b", after[:60]):
            return Modality("held") if not table.planned.search(chain.own) else None
    text = table.adjective.sub(" ", f"{chain.own} {inner} ")
    for status, pattern in table.undone:
        match = pattern.search(text)
        if match is None:
            continue
        if status != "cut_short" and table.beside.search(text, match.end()):
            continue
        shield = table.shield.search(text[: match.start()]) or table.shield.search(chain.carried)
        if shield and (
            table.sheltered.match(text, match.start()) or shield.group() in {"not", "never", "n't"}
        ):
            if status == "cancelled" and match.group() in {"no longer", "not be able to", "unable to"}:
                return Modality(status, ahead=True)
            return Modality(refusal=f"hypothetical: {shield.group()!r} before {match.group()!r}")
        if status == "cancelled" and table.halfway.search(after):
            status = "cut_short"
        if status == "cut_short" and table.still_ahead.search(f"{chain.whole} {inner}"):
            return Modality("planned", ahead=True)
        return Modality(status, ahead=bool(re.search(r"\b(?:will|is|are)\b", text[: match.end()])))
    if label is not None:
        return Modality(label)
    if re.match(r"(?:\S+ ){0,2}short\b", after) and "cut" in chain.own.split():
        return Modality("cut_short")
    return None


def _told_after(table: _Rules, after: str, *, headline: bool) -> Status | None:
    """What is told of a noun behind it: "the visit … has been put off", "Visit to Dakar - postponed"."""
    for status, told, bare in table.after:
        if status == "planned":
            continue
        if told.search(after):
            return status
        match = bare.search(after)
        if match and (headline or not table.bare_ends.search(after)) and "off" != match.group().strip():
            return status
    return None


def _shifted(
    table: _Rules, tokens: list[Mark], last: int, chain: Chain, inner: str, after: str
) -> Modality | None:
    """ "will go in July instead of May", "will visit at a later date": put off."""
    if not table.planned.search(f"{chain.whole} {inner}") and not re.search(r"\bto $", f"{chain.whole} "):
        return None
    text = [t.text for t in tokens]
    for at in range(last, min(len(tokens), last + 12)):
        if text[at] in {".", ";"}:
            break
        for words in table.instead:
            parts = words.split()
            end = at + len(parts)
            if text[at:end] != parts:
                continue
            for index in range(end, min(len(tokens), end + 3)):
                if tokens[index].kind == "T":
                    return Modality("postponed", ahead=True, instead=index)
                if text[index] not in {"in", "on", "this", "the", "at"}:
                    break
    if table.later.search(after) and re.search(r"\b(?:will|would|now|is to|are to)\b", chain.whole):
        return Modality("postponed", ahead=True)
    return None


def _refusal(table: _Rules, chain: Chain, inner: str, given: Status | None) -> str | None:
    text = table.invitation_of.sub(" ", chain.whole)
    for name, pattern in table.refused:
        if given == "declined" and name in {"hope", "invited"}:
            continue
        match = pattern.search(text)
        if match:
            return f"{name}: {match.group()!r}"
    negated = None if given else dict(table.refused)["negated"].search(inner)
    return f"negated: {negated.group()!r}" if negated else None


def _unwilling(table: _Rules, skeleton: Skeleton, chain: Chain, inner: str) -> bool:
    """ "would not see B, who had asked for a meeting": a refusal where the sentence tells of the wish."""
    match = table.unwilling.search(chain.whole.strip()) or re.search(
        r"\bnot (?:be )?(?:received|seen|hosted)\b", inner
    )
    if match is None:
        return False
    words = " ".join(t.text for t in skeleton.tokens if t.kind == "w")
    return table.asked.search(words.replace(match.group(), " ")) is not None


def _with_participle(chain: Chain, tokens: list[Mark], head: int, last: int) -> Chain:
    """ "had proposed a meeting": where the head is only the auxiliary, the participle governs as well."""
    if tokens[head].text not in {"have", "has", "had", "having"} or head + 1 >= last:
        return chain
    word = tokens[head + 1].text
    if not word.endswith("ed") or "-" in word:
        return chain
    return Chain(f"{chain.own} {word}", chain.carried)


_NOUNS = frozenset(
    {"visit", "visits", "tour", "tours", "call", "calls", "talks", "stop", "meeting", "meetings", "talk"}
)
_BEFORE_NOUN = frozenset(
    {"'s", "'", "his", "her", "their", "its", "the", "a", "an", "this", "that", "no", "any"}
)


def _noun_like(tokens: list[Mark], head: int) -> bool:
    """ "Berg's visit to Peru": a word that may be verb or noun stands behind a determiner or adjective."""
    if tokens[head].text not in _NOUNS:
        return False
    following = tokens[head + 1].text if head + 1 < len(tokens) else ""
    if following in {"to", "of", "by"} and tokens[head].text in {"visit", "visits", "tour", "tours"}:
        return True
    if not head:
        return False
    before = tokens[head - 1]
    return before.text in _BEFORE_NOUN or (before.kind == "w" and before.text in verbs().adjectives)


def _not_done(table: _Rules, chain: Chain, inner: str, after: str, refusal: str) -> Modality:
    """Not told to happen; but "will not come after all" was planned, and "would not see B, who had asked" refused."""
    if not refusal.startswith("negated"):
        return Modality(refusal=refusal)
    around = f"{chain.whole} {inner} {after}"
    if re.search(r"\b(?:not|n't|won't|never|cannot|didn't|wouldn't|couldn't|no)\b", chain.whole):
        ahead = not re.search(r"\b(?:did|didn't|never|could|couldn't)\b", chain.whole)
        if table.later.search(after) and table.planned.search(after):
            return Modality("postponed", ahead=ahead)
        if table.after_all.search(around) or table.was_planned.search(around):
            return Modality("cancelled", ahead=ahead)
    return Modality(refusal=refusal)


def _by_form(
    table: _Rules, tokens: list[Mark], head: int, chain: str, *, is_noun: bool, headline: bool
) -> Modality:
    word = tokens[head].text
    form = verbs().form_of(word)
    governing = chain.split()[-8:]
    if is_noun:
        bound = any(w in table.move_now for w in governing)
        if any(w in {"before", "ahead", "for"} for w in governing[-4:]) and bound:
            return Modality("planned")
        return Modality("planned" if "ahead" in governing[-3:] else "held")
    if word in table.move_now and form in {"s", "ing"}:
        return Modality("planned", ahead=True)
    before = tokens[head - 1].text if head else ""
    if form == "base" and before == "to":
        past = any(verbs().form_of(w) in {"past", "part"} for w in governing[:-1])
        if not past and (headline or not governing[:-1]):
            return Modality("planned", ahead=True)
        return Modality("held" if past else "planned")
    if before == "headed" or word == "headed":
        return Modality("planned")
    return Modality("held")


_CONTROL = frozenset(
    {
        "invited",
        "inviting",
        "invites",
        "asked",
        "asking",
        "urged",
        "urging",
        "invite",
        "wants",
        "wanted",
        "want",
        "allow",
        "allowed",
        "for",
    }
)


def _invited(tokens: list[Mark], subject: int) -> bool:
    """ "invited B to come": B has not come yet."""
    following = tokens[subject + 1].text if subject + 1 < len(tokens) else ""
    return following == "to" and tokens[subject - 1].text in _CONTROL
