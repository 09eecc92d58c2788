"""The words that govern a predicate: its auxiliaries and the verbs above it, and what follows it."""

from __future__ import annotations

import re

import msgspec

from dragoman.knowledge.patterns import verbs
from dragoman.model import Status
from dragoman.reading.skeleton import Mark, Skeleton

_STOP = frozenset({".", ";", ":", "but", "who", "which", "while", "said", "says", "told", "that", "where"})
_ASIDE = frozenset(
    {
        "who",
        "which",
        "whose",
        "where",
        "having",
        "after",
        "before",
        "following",
        "despite",
        "amid",
        "citing",
        "while",
        "as",
        "when",
        "because",
        "since",
        "though",
        "although",
        "whom",
        "according",
    }
)
_BEING = frozenset({"is", "was", "are", "were", "be", "become", "became"})
_CLAUSE_LINKS = frozenset({"and", "so", "but"})
_FINITE = frozenset({"will", "would", "was", "were", "is", "are", "has", "have", "had", "took", "takes"})
_REPORTS = frozenset({"said", "says", "told", "added", "announced", "reported", "confirmed", "according", "wrote"})
_AUXILIARY = re.compile(
    r"\b(?:will|would|shall|is to|are to|was to|were to|due to|set to|plans? to|expected to|going to"
    r"|had been|may|might|could|should|hopes?|wants?|agreed|scheduled|supposed|intends?|'ll|not)\b"
)


class Chain(msgspec.Struct, frozen=True):
    """``own``: the words of the predicate's own conjunct; ``carried``: what earlier conjuncts lend to it.

    Lent are auxiliaries ("will fly to Peru and meet B"); ``whole`` is both.
    """

    own: str
    carried: str

    @property
    def whole(self) -> str:
        return f"{self.carried} {self.own}".strip()


def chain_of(tokens: list[Mark], subject: int | None, head: int, *, is_noun: bool) -> Chain:
    """The words between the subject (or the clause's beginning) and the head, what stands aside left out."""
    words: list[str] = []
    at = head - 1
    low = subject if subject is not None and subject < head else -1
    while at > low and len(words) < 16:
        token = tokens[at]
        if token.text == ",":
            at = _over_aside(tokens, at, low)
            words.append(",")
            continue
        if token.kind == "w":
            if token.text in {"after", "following", "since"}:
                break  # "skipped a visit after travelling to A": what comes after was done
            if token.text in _STOP and not (token.text in {"said", "says"} and words and words[-1] in {"no", "yes"}):
                break
            words.append(token.text)
        elif token.kind in "OL" and at and tokens[at - 1].text == "the":
            at -= 1  # "the EU postponed the visit": no "the postponed visit"
        elif token.kind == "P" and tokens[at - 1].text in _BEING and tokens[at + 1].text == "to":
            words.append("one")  # "was the first minister to visit": no "was to visit"
        at -= 1
    words.reverse()
    if is_noun and _is_subject(tokens, head):
        for index in range(len(words) - 1, 0, -1):
            if words[index] in _CLAUSE_LINKS and words[index - 1] == ",":
                return Chain(" ".join(w for w in words[index + 1 :] if w != ","), "")
    return _split(words, tokens[head].text, is_noun=is_noun)


def _is_subject(tokens: list[Mark], head: int) -> bool:
    """ "…, and her call with B will take place": a verb follows the noun in its own clause."""
    for token in tokens[head + 1 : head + 9]:
        if token.text in {",", ";", ".", "and", "but"}:
            return False
        if token.kind == "w" and token.text in _FINITE:
            return True
    return False


def _over_aside(tokens: list[Mark], comma: int, low: int) -> int:
    """Where to read on, left of an aside that closes with this comma (", who cancelled a trip,")."""
    at = comma - 1
    while at > low and tokens[at].text not in {",", ";", "."}:
        at -= 1
    first = tokens[at + 1].text if at + 1 < comma else ""
    opened = tokens[at].text == "," or at <= low
    if opened and (first in _ASIDE or any(tokens[i].text in _REPORTS for i in range(at + 1, comma))):
        return at - 1 if at > low and tokens[at].text == "," else low
    return comma - 1


def _split(words: list[str], head: str, *, is_noun: bool) -> Chain:
    """Cut where a conjunct with a verb of its own begins: what is cancelled in one is not in the next."""
    cut = -1
    for index, word in enumerate(words):
        if word not in {"and", "then"} and not (word == "," and index + 1 < len(words)):
            continue
        following = words[index + 1 : index + 4] if is_noun else [*words[index + 1 : index + 4], head]
        if word == "," and not any(_is_finite(w) for w in following[:1]):
            continue
        if any(_is_finite(w) or _is_base(w) for w in following[:3]):
            cut = index
    if cut < 0:
        return Chain(" ".join(w for w in words if w != ","), "")
    own, before = words[cut + 1 :], " ".join(words[:cut])
    verb = next((w for w in [*own, head] if _is_finite(w) or _is_base(w)), head)
    if _is_finite(verb) and not _is_base(verb):
        return Chain(" ".join(w for w in own if w != ","), "")
    carried = " ".join(match.group() for match in _AUXILIARY.finditer(before))
    return Chain(" ".join(w for w in own if w != ","), carried)


def _is_finite(word: str) -> bool:
    return verbs().form_of(word) in {"past", "s"} and word not in {
        "meeting",
        "visit",
        "talks",
        "visits",
        "call",
        "calls",
    }


def _is_base(word: str) -> bool:
    return verbs().form_of(word) == "base" and word not in {
        "visit",
        "tour",
        "call",
        "stop",
        "talk",
        "transit",
    }


def words_after(tokens: list[Mark], last: int) -> str:
    """What follows a predicate in its part of the sentence; times and places as ``<t>`` and ``<l>``."""
    words: list[str] = []
    for token in tokens[last : last + 30]:
        if token.text in {".", ";", ":"}:
            break
        if token.kind == "w":
            words.append(token.text)
        elif token.kind in "TL":
            words.append(f"<{token.kind.lower()}>")
    return " ".join(words) + " "


class Clause(msgspec.Struct, frozen=True):
    """A predicate and the words around it: all that its modality is read from."""

    skeleton: Skeleton
    subject: int | None
    head: int
    last: int
    chain: Chain
    inner: str
    after: str
    is_noun: bool
    headline: bool
    given: Status | None

    @property
    def tokens(self) -> list[Mark]:
        return self.skeleton.tokens

    @property
    def upto(self) -> str:
        """The words that govern the predicate, and its own."""
        return f"{self.chain.whole} {self.inner}"


def with_participle(chain: Chain, tokens: list[Mark], head: int, last: int) -> Chain:
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
_BEFORE_NOUN = frozenset({"'s", "'", "his", "her", "their", "its", "the", "a", "an", "this", "that", "no", "any"})


def noun_like(tokens: list[Mark], head: int) -> bool:
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
