"""Did it happen? The status of what a predicate reports, from the words around it (en/modality.json)."""

from __future__ import annotations

import re

import msgspec

from dragoman.knowledge.patterns import verbs
from dragoman.model import Status
from dragoman.reading.chains import Clause, chain_of, noun_like, with_participle, words_after
from dragoman.reading.framing import FORCED, framed, is_kept_from, is_plan_for
from dragoman.reading.modality_rules import Rules, rules
from dragoman.reading.skeleton import Mark, Skeleton


class Modality(msgspec.Struct, frozen=True):
    """``status``, or why there is nothing to report (``refusal``).

    ``unsure``: the document's other sentences must say what became of a plan told in the past ("was to have
    met"). ``ahead``: told in the future tense. ``instead``: the token behind "instead of", where the time
    that was meant stands.
    """

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
    tokens = skeleton.tokens
    is_noun = is_noun or noun_like(tokens, head)
    chain = with_participle(chain_of(tokens, subject, head, is_noun=is_noun), tokens, head, last)
    inner = " ".join(t.text for t in tokens[head:last] if t.kind == "w")
    after = words_after(tokens, last)
    clause = Clause(skeleton, subject, head, last, chain, inner, after, is_noun, headline, given)
    return _made_up_for(clause, _by_frame(clause) or _undone(clause) or _shifted(clause) or _told(clause))


def _made_up_for(clause: Clause, found: Modality) -> Modality:
    """ "will not fly to L this week; new dates are being looked for": put off, not called off."""
    denied = (found.refusal or "").startswith("negated") and rules().denial.search(clause.chain.whole)
    if clause.given is not None or (found.status != "cancelled" and not denied):
        return found
    rest = " ".join(t.text for t in clause.tokens[clause.last :] if t.kind == "w") + " "
    if rules().new_date.search(rest) is None:
        return found
    return msgspec.structs.replace(found, status="postponed", refusal=None, unsure=False)


def _by_frame(clause: Clause) -> Modality | None:
    """What stands around the subject decides, whatever the predicate says."""
    table, tokens = rules(), clause.tokens
    if is_plan_for(tokens, clause.subject):
        return Modality(_told_after(clause.after, headline=False) or "planned")
    if is_kept_from(tokens, clause.subject):
        return Modality("cancelled")
    refusal = framed(table, tokens, clause.subject)
    if refusal:
        return Modality(refusal=refusal)
    agreed = tokens[clause.head].text in {"agreed", "agree", "agrees"}
    if agreed and table.sheltered.match(clause.after.removeprefix("to ")):
        return Modality(refusal="hypothetical: agreed on a change of plan")
    return None


_RELATIVE = re.compile(r", (?:where|from which|during which|at which|in which|from where) [^,;]{1,150} , ")
"""An aside that says what a visit was for: ", where she was due on Friday to open talks, has been called off"."""


def _undone(clause: Clause) -> Modality | None:
    """Cancelled, postponed, refused, cut short: by the words before, within, or after a noun."""
    table, chain, after = rules(), clause.chain, _RELATIVE.sub(", ", clause.after)
    if clause.is_noun:
        told = _told_after(after, headline=clause.headline)
        if told is not None and not _held_in_the_end(after):
            return Modality(told)
        if table.held_after.search(after) and not re.search(r"\b(?:not|never|no longer)\b", after[:60]):
            return Modality("held") if not table.planned.search(chain.own) else None
    text = table.adjective.sub(" ", f"{chain.own} {clause.inner} ")
    for status, pattern in table.undone:
        match = pattern.search(text)
        if match is not None and not (status != "cut_short" and table.beside.search(text, match.end())):
            return _changed(clause, status, match, text)
    label = _label(clause.tokens)
    if label is not None:
        return Modality(label)
    if re.match(r"(?:\S+ ){0,2}short\b", after) and "cut" in chain.own.split():
        return Modality("cut_short")
    return None


def _changed(clause: Clause, status: Status, match: re.Match[str], text: str) -> Modality:
    """A word of change found: unless it is itself only threatened, denied or asked for."""
    table = rules()
    shield = table.shield.search(text[: match.start()]) or table.shield.search(clause.chain.carried)
    if shield and shield.group() in _NOTS and len(text[shield.end() : match.start()].split()) > 3:
        shield = None  # "was told not to fly and will miss": denied is what stands next to it
    if (
        shield
        and status != clause.given
        and (table.sheltered.match(text, match.start()) or shield.group() in {"not", "never", "n't"})
    ):
        if status == "cancelled" and match.group() in {"no longer", "not be able to", "unable to"}:
            return Modality(status, ahead=True)
        return Modality(refusal=f"hypothetical: {shield.group()!r} before {match.group()!r}")
    cut = status == "cut_short" or (status == "cancelled" and table.halfway.search(clause.after) is not None)
    if cut and table.still_ahead.search(clause.upto):
        return Modality("planned", ahead=True)
    ahead = re.search(r"\b(?:will|is|are)\b", text[: match.end()]) is not None
    return Modality("cut_short" if cut else status, ahead=ahead)


_NOTS = frozenset({"not", "never", "n't"})


def _told(clause: Clause) -> Modality:
    """Held, planned, or nothing: no change of plan is told."""
    table, chain, tokens = rules(), clause.chain, clause.tokens
    if table.accepted.search(chain.whole):
        return Modality("planned")
    if _unwilling(clause):
        return Modality("declined")
    refusal = _refusal(clause)
    if refusal:
        return _not_done(clause, refusal)
    if "would" in chain.own.split() and _CONDITION.match(clause.after):
        return Modality(refusal="hypothetical: would, if")
    forced = clause.subject is not None and tokens[clause.subject - 1].text in FORCED
    if forced and tokens[clause.head - 1].text == "to":
        return Modality("held")
    words = table.as_planned.sub(" ", _governing(clause))
    if table.past_plan.search(words):
        put_off = _PUT_OFF.search(clause.after) is not None
        return Modality("postponed") if put_off else Modality("cancelled", unsure=True)
    if table.planned.search(words):
        ahead = re.search(r"\b(?:will|would|is to|are to|'ll)\b", chain.whole) is not None
        return Modality("planned", ahead=ahead)
    ahead_of = table.planned_after.search(clause.after) if clause.is_noun else None
    if ahead_of is not None and _DENIED.search(clause.after[: ahead_of.end()]):
        return Modality(refusal="negated: not planned")
    if ahead_of is not None:
        return Modality("planned")
    return _by_form(clause, table)


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
    return bool(rules().early.search(after) or rules().early_before.search(before))


def _early_words(skeleton: Skeleton, token: Mark) -> str:
    """In "a day early on Tuesday" the time grammar takes "early on Tuesday" as one time; here it is not."""
    if token.kind == "T" and skeleton.times[token.index].words.lower().startswith("early"):
        return "early <t0>"
    if token.kind == "T" and skeleton.times[token.index].words.lower().endswith("before"):
        return "days before"
    if token.kind == "T" and skeleton.times[token.index].words.lower().endswith(("earlier", "sooner")):
        return "earlier"
    return token.text.lower()


def told_after(skeleton: Skeleton, last: int) -> Status | None:
    """The change of plan told of a noun by the words behind it; ``last`` is the token after it."""
    return _told_after(words_after(skeleton.tokens, last), headline=False)


def _label(tokens: list[Mark]) -> Status | None:
    """The status that a line is labelled with: "POSTPONED: Visit of …"."""
    if len(tokens) > 1 and tokens[1].text in {":", "-", "–"}:
        for status, pattern in rules().undone:
            if pattern.fullmatch(tokens[0].text):
                return status
    return None


_PUT_OFF = re.compile(
    r"\b(?:but|and|only to) (?:\S+ ){0,5}?(?:delay|delayed|postponed?|put off|defer|deferred|push(?:ed)? back)"
    r" (?:it|that|the (?:trip|visit|journey|meeting|talks|plan|call)|(?:his|her|their) (?:trip|visit|journey))\b"
)
"""What became of a plan told in the past: "was to visit L in February but was forced to delay it"."""
_DENIED = re.compile(r"\b(?:not|never|no longer|n't|nor)\b")
_CONDITION = re.compile(r"(?:[^\s,]+ ){0,8}?(?:if|unless|provided)\b")
_TAKES_PLACE = re.compile(
    r"(?:\S+ ){0,4}?(?:will|would|is to|are to) (?:now |only )?(?:take place|be held|happen|begin|start|open)\b"
)
_HELD = frozenset({"hold", "begin", "start", "open", "conclude", "end", "attend", "chair", "pay", "undertake"})


def _governing(clause: Clause) -> str:
    """The words that can make a plan of the predicate: none behind a verb that says that it was done."""
    if not clause.is_noun:
        return clause.chain.whole if _is_done(clause.tokens[clause.head].text) else clause.upto
    words = clause.chain.whole.split()
    for index in range(len(words) - 1, -1, -1):
        if verbs().lemma_of(words[index]) in _HELD and _is_done(words[index]):
            return " ".join(words[:index])
    return clause.upto


def _is_done(word: str) -> bool:
    """A past form that no auxiliary is: what it governs ("held the planned talks") does not unmake it."""
    return verbs().form_of(word) == "past" and word not in {"was", "were", "had"}


def _held_in_the_end(after: str) -> bool:
    """ "which had been put off in April, took place on Monday": the last word is that it was held."""
    held = rules().held_after.search(after)
    if held is None or re.search(r"\b(?:not|never|no longer)\b", after[: held.end()]):
        return False
    rest = after[held.end() :]
    return not any(told.search(rest) for _, told, _ in rules().after)


def _told_after(after: str, *, headline: bool) -> Status | None:
    """What is told of a noun behind it: "the visit … has been put off", "Visit to Dakar - postponed"."""
    table = rules()
    for status, told, bare in table.after:
        if told.search(after):
            return status
        match = bare.search(after)
        if match and (headline or not table.bare_ends.search(after)) and match.group().strip() != "off":
            return status
    return None


def _shifted(clause: Clause) -> Modality | None:
    """ "will go in July instead of May", "will visit at a later date": put off."""
    table, tokens, whole = rules(), clause.tokens, clause.chain.whole
    if clause.is_noun and _ANOTHER_DAY.search(clause.after) and table.planned.search(whole):
        return Modality("postponed", ahead=True)
    ahead = _TAKES_PLACE.match(clause.after) if clause.is_noun else table.planned.search(clause.upto)
    if not ahead and (clause.is_noun or not whole.endswith("to")):
        return None
    for at in range(clause.last, min(len(tokens), clause.last + 12)):
        if tokens[at].text in {".", ";"}:
            break
        instead = _instead(tokens, at)
        if instead is not None:
            return Modality("postponed", ahead=True, instead=instead)
    if clause.is_noun and not _ANOTHER_DAY.search(clause.after):
        return None
    if table.later.search(clause.after) and re.search(r"\b(?:will|would|now|is to|are to)\b", whole):
        return Modality("postponed", ahead=True)
    return None


_ANOTHER_DAY = re.compile(r"<t> (?:instead|than)\b")
"""What puts a visit off even where it is a noun: "will make his visit to L next month instead"."""


def _instead(tokens: list[Mark], at: int) -> int | None:
    """The token of the time behind "instead of" at token ``at``."""
    for words in rules().instead:
        end = at + len(words)
        if tuple(t.text for t in tokens[at:end]) != words:
            continue
        for index in range(end, min(len(tokens), end + 3)):
            if tokens[index].kind == "T":
                return index
            if tokens[index].text not in {"in", "on", "this", "the", "at"}:
                break
    return None


_UNDONE = frozenset({"declined", "postponed", "cancelled"})


def _refusal(clause: Clause) -> str | None:
    table = rules()
    text = table.invitation_of.sub(" ", clause.chain.whole)
    for name, pattern in table.refused:
        if clause.given in _UNDONE and name in {"hope", "invited"}:
            continue
        match = pattern.search(text)
        if match:
            return f"{name}: {match.group()!r}"
    negated = None if clause.given else dict(table.refused)["negated"].search(clause.inner)
    return f"negated: {negated.group()!r}" if negated else None


def _unwilling(clause: Clause) -> bool:
    """ "would not see B, who had asked for a meeting": a refusal where the sentence tells of the wish."""
    table = rules()
    match = table.unwilling.search(clause.chain.whole) or table.unreceived.search(clause.inner)
    if match is None:
        return False
    words = " ".join(t.text for t in clause.tokens if t.kind == "w")
    return table.asked.search(words.replace(match.group(), " ")) is not None


def _not_done(clause: Clause, refusal: str) -> Modality:
    """Not told to happen; but "will not come after all", "did not make the planned visit" was planned."""
    table, chain, after = rules(), clause.chain, clause.after
    if refusal.startswith("negated") and table.denial.search(chain.whole):
        around = f"{clause.upto} {after}"
        ahead = not re.search(r"\b(?:did|didn't|never|could|couldn't)\b", chain.whole)
        if table.later.search(after) and table.planned.search(after):
            return Modality("postponed", ahead=ahead)
        if table.after_all.search(around) or table.was_planned.search(around):
            return Modality("cancelled", ahead=ahead)
    return Modality(refusal=refusal)


_RANKED = frozenset({"last", "first", "only", "latest", "second", "third"})


def _by_form(clause: Clause, table: Rules) -> Modality:
    """By the form of the verb: "to meet" in a headline and "leaves for" tell what is to come."""
    tokens, head = clause.tokens, clause.head
    word = tokens[head].text
    form = verbs().form_of(word)
    governing = clause.chain.whole.split()[-8:]
    if clause.is_noun:
        bound = any(w in table.move_now for w in governing)
        if any(w in {"before", "ahead", "for"} for w in governing[-4:]) and bound:
            return Modality("planned")
        return Modality("planned" if "ahead" in governing[-3:] else "held")
    if word in table.move_now and form in {"s", "ing"}:
        return Modality("planned", ahead=True)
    before = tokens[head - 1].text if head else ""
    if form == "base" and before == "to":
        if clause.subject and tokens[clause.subject - 1].text in _RANKED and head - clause.subject <= 3:
            return Modality("held")  # "the last minister to visit L was B"
        past = any(verbs().form_of(w) in {"past", "part"} for w in governing[:-1])
        if not past and (clause.headline or not governing[:-1]):
            return Modality("planned", ahead=True)
        return Modality("held" if past else "planned")
    if before == "headed" or word == "headed":
        return Modality("planned")
    return Modality("held")
