"""Who does it: the subject of a predicate, found by walking left through the skeleton."""

from __future__ import annotations

from dragoman.knowledge.patterns import verbs
from dragoman.reading.skeleton import Mark, Skeleton

_PREPOSITIONS = frozenset(
    [
        "with",
        "of",
        "by",
        "for",
        "to",
        "from",
        "between",
        "against",
        "about",
        "on",
        "upon",
        "behind",
        "near",
        "over",
        "among",
        "under",
        "at",
        "in",
        "into",
        "alongside",
        "than",
        "like",
        "including",
        "unlike",
        "via",
        "concerning",
        "regarding",
        "besides",
        "toward",
        "towards",
    ]
)
_SUBORDINATE = frozenset(
    {
        "before",
        "after",
        "while",
        "when",
        "since",
        "following",
        "by",
        "during",
        "ahead",
        "upon",
        "on",
        "without",
        "besides",
        "despite",
        "in",
        "at",
        "having",
        "within",
        "as",
        "under",
        "amid",
        "prior",
        "speaking",
        "over",
        "via",
        "through",
    }
)
_CONTROL = frozenset({"invite", "ask", "urge", "allow", "let", "want", "enable", "tell", "expect", "permit"})
_CONTROL_WORDS = frozenset(
    {
        "invited",
        "inviting",
        "invites",
        "asked",
        "asking",
        "urged",
        "urging",
        "allowed",
        "let",
        "allow",
        "invite",
        "wants",
        "wanted",
        "want",
        "letting",
        "for",
        "sent",
        "sends",
        "send",
    }
)
_COMPANY = frozenset({"accompanied", "joined", "flanked", "alongside", "together", "along", "followed", "escorted"})
_ASIDE_MOST = 20
_AUXILIARIES = frozenset({"is", "was", "will", "would", "has", "had", "have", "are", "were", "did", "does", "also"})
_SPEECHES = frozenset({"speech", "address", "interview", "lecture", "remarks", "keynote"})
_CAUSING = frozenset({"let", "lets", "letting", "help", "helped", "helping"})
"""Verbs whose object does what the bare verb behind it says: "refused to let A visit L"."""
_BEING = frozenset({"is", "was", "are", "were", "became", "becomes", "become", "be"})
_KEPT = frozenset({"kept", "prevented", "stopped", "keeps", "prevents", "stops", "barred", "blocked"})
_TOLD = frozenset({"told", "tells", "telling", "informed", "thanked", "quoted"})


def find_subject(skeleton: Skeleton, head: int) -> int | None:
    """Index of the token of the subject of the predicate at token ``head``; None where no clause names one."""
    tokens = skeleton.tokens
    at = head - 1
    while at >= 0:
        token = tokens[at]
        if token.kind == "P" and _can_be_subject(tokens, at, head):
            return at
        if token.kind == "w" and token.text in {"who", "whom"}:
            antecedent = _antecedent(tokens, at)
            if antecedent is not None:
                return antecedent
        if token.kind == "w" and token.text in {";", "."}:
            break
        if token.text == ",":
            at = over_company(tokens, at)
            continue
        if token.text == "which" and tokens[at - 1].text in {",", "and"} and tokens[at - 2].kind not in "PT":
            return None  # "…, which meets in L": a gathering, a visit or the like does it
        at -= 1
    return _to_the_right(tokens, head)


def over_company(tokens: list[Mark], comma: int) -> int:
    """Where to read on, left of an aside that closes with this comma: "A, accompanied by his wife, met"."""
    opening = comma - 1
    while opening > 0 and comma - opening < _ASIDE_MOST and tokens[opening].text not in {",", ";", "."}:
        opening -= 1
    if tokens[opening].text == "," and tokens[opening + 1].text in _COMPANY:
        return opening - 1
    return comma - 1


def other_subject(tokens: list[Mark], head: int) -> bool:
    """Whether something that is no person does it: "The summit was hosted by B"."""
    if verbs().form_of(tokens[head].text) == "ing":
        return False
    start = head
    while start > 0 and tokens[start - 1].text not in {",", ";", ".", ":", "and", "but", "who", "which"}:
        start -= 1
    opening = tokens[start].text
    if start and tokens[start - 1].text == "which":
        return True
    return start + 1 < head and opening in {"the", "a", "an", "this", "that", "these", "those", "its", "their"}


_THEN = frozenset({"when", "as", "after", "because", "since", "while", "until", "before", "where", "although"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "two", "three", "several"})


def clause_of_others(tokens: list[Mark], head: int) -> bool:
    """Whether the predicate is that of a clause of its own about something else: "left when the cabinet resigned"."""
    for at in range(head - 1, max(-1, head - 7), -1):
        token = tokens[at]
        if token.kind == "P" or token.text in {",", ";", ".", "and", "but", "to", "who"}:
            return False
        if token.text in _THEN:
            return at + 2 < head and tokens[at + 1].text in _DETERMINERS
    return False


def fellow_subject(tokens: list[Mark], subject: int) -> int | None:
    """The token of who shares the predicate with the subject: "he and President B opened …"."""
    at = subject - 1
    while at > 0 and subject - at < 4 and tokens[at].text in _COMPANION:
        at -= 1
    if at < 1 or tokens[at].text != "and" or tokens[at - 1].kind != "P":
        return None
    return at - 1 if _can_be_subject(tokens, at - 1, subject) else None


_COMPANION = frozenset({"his", "her", "their", "the", "accompanying", "large", "high-level", "entire"})
"""Words between "and" and the delegation that goes with somebody."""


def _antecedent(tokens: list[Mark], who: int) -> int | None:
    """The person before "who", over a comma."""
    for at in (who - 1, who - 2):
        if at >= 0 and tokens[at].kind == "P":
            return at
        if at >= 0 and tokens[at].text != ",":
            return None
    return None


def _can_be_subject(tokens: list[Mark], at: int, head: int) -> bool:
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    before = tokens[at - 1].text if at else ""
    if following in {"'s", "'"} and at + 1 < head:
        return False
    if at > 1 and following == "to" and tokens[at - 1].text in _BEING:
        return False  # "B was the first minister to go to L": what he was, not who went
    if following == "to" and before in _CONTROL_WORDS:
        return True
    if before == "for" and following == "to":
        return True
    if before == "by" and at > 2 and tokens[at - 2].text in {"led", "headed"}:
        return True
    if before in {"to", "of", "by", "with", "from"} and _gerund(tokens, at):
        return True
    if before in _KEPT and following == "from":
        return True  # "a storm kept A from reaching L"
    if before in _PREPOSITIONS:
        # "…, after talks with A": governed; but "on Monday A met B" has a time between
        return False
    if before in _CAUSING and at + 1 == head:
        return True
    if before in _TOLD and following not in {"that", "he", "she", "they"}:
        return False
    if before and before not in {"said", "says", "added"} and tokens[at - 1].kind == "w" and _is_verb(tokens, at - 1):
        # the object of the verb before it, unless that verb reports speech: "said A", "where A"
        return False
    if before in {"said", "says", "added"}:
        # "…," said A. — but: the office said A is to fly
        if following == "," and at + 2 < head:
            following = tokens[at + 2].text  # "the office said A, the minister, had met B"
        return verbs().form_of(following) is not None or following in _AUXILIARIES
    return True


def _gerund(tokens: list[Mark], at: int) -> bool:
    """ "led to A abruptly cancelling his trip": A does what the -ing form says."""
    index = at + 1
    if index < len(tokens) and tokens[index].text.endswith("ly"):
        index += 1
    return index < len(tokens) and tokens[index].kind == "w" and tokens[index].text.endswith("ing")


_NOUN_BEFORE = frozenset(
    {
        "their",
        "his",
        "her",
        "its",
        "the",
        "a",
        "an",
        "of",
        "'s",
        "for",
        "with",
        "after",
        "before",
        "during",
        "in",
        "at",
        "following",
        "ahead",
        "peace",
        "separate",
        "bilateral",
        "joint",
    }
)


def _is_verb(tokens: list[Mark], at: int) -> bool:
    """The word is a listed verb, and no determiner or adjective makes a noun of it ("after their talks")."""
    if verbs().form_of(tokens[at].text) is None:
        return False
    return not (
        at
        and (
            tokens[at - 1].text in _NOUN_BEFORE
            or tokens[at - 1].kind == "T"
            or tokens[at - 1].text in verbs().adjectives
        )
    )


def _to_the_right(tokens: list[Mark], head: int) -> int | None:
    """ "After meeting A in Paris, B flew home": the subject stands behind the comma."""
    start = head
    while start > 0 and tokens[start - 1].text not in {",", ";", "."}:
        start -= 1
    opening = [t.text for t in tokens[start : head + 1]]
    form = verbs().form_of(tokens[head].text)
    if opening[:1] == ["in"] and tokens[head].text in _SPEECHES:
        return _speaker_behind(tokens, head)
    if form != "ing" and not any(word in _SUBORDINATE for word in opening[:3]) and "during" not in opening:
        return None
    for at in range(head, min(head + 30, len(tokens) - 1)):
        if tokens[at].text in {";", "."}:
            break
        if tokens[at].text != ",":
            continue
        for index in range(at + 1, min(at + 3, len(tokens))):
            if tokens[index].kind == "P" and tokens[index - 1].text not in _PREPOSITIONS:
                return index
    return None


def _speaker_behind(tokens: list[Mark], head: int) -> int | None:
    """ "In a speech in Lima on Tuesday A said …": the speaker stands before the verb, with or without a comma."""
    for at in range(head + 1, min(head + 10, len(tokens) - 1)):
        if tokens[at].text in {";", "."}:
            return None
        if tokens[at].kind == "P" and tokens[at - 1].text not in {"by", "to", "with", "of"}:
            following = tokens[at + 1].text
            return at if following == "said" or verbs().form_of(following) in {"past", "s"} else None
    return None


def main_subject(skeleton: Skeleton) -> int | None:
    """The first person phrase that no preposition governs: who the sentence is about."""
    for at, token in enumerate(skeleton.tokens):
        if token.kind == "P" and _can_be_subject(skeleton.tokens, at, len(skeleton.tokens)):
            return at
    return None
