"""The words of claims, compiled (data: knowledge/en/claims.json).

Expressions are matched on the text of a sentence with marks for its persons, places and times (``<P0>``,
``<L0>``, ``<T0>``), all else in lower case.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge.gate import Gate
from dragoman.knowledge.guarded import Guarded
from dragoman.knowledge.word_lists import any_of, compiled, decoded
from dragoman.model import ClaimKind

_FILE = "en/claims.json"
KINDS: tuple[ClaimKind, ...] = ("call", "meeting", "talks", "trip")


class _Raw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ordinals: dict[str, int]
    numbers: dict[str, int]
    units: dict[str, str]
    nouns: dict[str, list[str]]
    plain_adjectives: list[str]
    adjectives: list[str]
    abroad: list[str]
    verbs: dict[str, list[str]]
    openings: list[str]


class Words:
    """The expressions. Raises DataError for one that does not compile."""

    def __init__(self, raw: _Raw) -> None:
        self.ordinals, self.numbers, self.units = raw.ordinals, raw.numbers, raw.units
        self.abroad = frozenset(raw.abroad)
        self.plain = frozenset(raw.plain_adjectives)
        ordinal = rf"(?P<ord>{any_of(raw.ordinals)}|\d{{1,3}}(?:st|nd|rd|th))"
        number = rf"(?P<num>{any_of(raw.numbers)}|\d{{1,3}})"
        unit = any_of(raw.units)
        adjective = rf"(?P<adj>(?:(?:{any_of([*raw.plain_adjectives, *raw.adjectives, *raw.abroad])}) )*)"
        nouns = "|".join(rf"(?P<{kind}>{'|'.join(raw.nouns[kind])})" for kind in KINDS)
        noun = rf"(?:{nouns})(?= |$)"
        verbs = "|".join(rf"(?P<{kind}>{'|'.join(raw.verbs[kind])})" for kind in KINDS)
        verb = rf"(?:{verbs})(?= |$)"
        which = r"(?:the|their|his|her|its|a|an|'s|this) "
        be = (
            r"(?:is|are|was|were|be|been|being|marks|marked|mark|as|represents|became|become|becomes|make"
            r"|makes|,|-|—|–)"
        )
        self.noun, self.verb = _rx(rf"\b{noun}"), _rx(rf"\b{verb}")
        self.noun_phrase = _rx(rf"(?:(?P<det>{which})|\b){ordinal} {adjective}{noun}")
        self.elliptic = _rx(
            rf"(?<![\w<])(?<!not ){be} (?:also |only |just )?(?P<det>the |their |his |her ){ordinal} (?:one"
            r" )?(?:such )?(?:ever )?"
            rf"(?=between |by <P|by an? <P|to <L|with <P|of <P|involving |<T|since |in (?:{any_of(raw.numbers)}"
            r"|\d+|more|over|"
            r"almost|nearly|several) |$|\.)"
        )
        self.holder = _rx(
            rf"the {ordinal} (?P<sitting>sitting |serving |incumbent )?(?P<who><P\d+>) (?:ever )?to {verb}"
        )
        self.for_time = _rx(rf"for (?:the|a|his|her|their) {ordinal} (?:straight |consecutive )?time(?= |$)")
        self.done_so = _rx(
            rf"(?:\b(?:is|was|be|marks|marked|as)| ,) (?:just |only )?the {ordinal} time (?:that )?"
            r"(?:<P\d+>|they|he|she|both|the (?:two|pair)) (?:have |has |had )(?:ever )?(?:done "
            r"so|done this|done it)(?= |$)"
        )
        self.time_that = _rx(
            rf"(?:\b(?:is|was|be|marks|marked|as)| ,) (?:just |only )?the {ordinal} time (?:ever )?(?:that |in [a-z0-9"
            rf" ]{{3,20}} )?"
            r"(?:that )?(?P<who><P\d+>|they|the two|the pair|both)(?:(?! ,| and ).)*? (?:have |has |had |will"
            r" )?(?:ever )?"
            rf"{verb}"
        )
        self.last_did = _rx(
            r"(?P<who><P\d+>|<L\d+>|they|both|the (?:two|pair|sides|two (?:sides|leaders|ministers)))"
            rf"(?: ,)? (?:had |have |has )?last {verb}"
        )
        self.last_time = _rx(
            r"\blast time (?:that )?(?P<who><P\d+>|<L\d+>|they|both|the (?:two|pair|sides|two (?:sides|leaders"
            r"|ministers)))"
            rf" (?:had |have |has )?{verb}"
        )
        self.last_one = _rx(rf"(?:(?P<det>{which})|\b)(?:last|previous|most recent) {adjective}{noun}")
        self.took_place = _rx(
            r"(?: ,| )(?:was|were|took place|came|happened|occurred|(?:was|were) held|dates(?: back)?|dated(?: back)?)"
            r" (?:back |only )?(?:in|on|to|from|during|at)?"
        )
        self.not_since = _rx(rf"\b(?:\w+n't|not|never) (?:yet )?(?:been )?{verb}")
        self.nobody = _rx(rf"\bno (?:sitting |serving )?(?P<who><P\d+>) (?:has |had |have )(?:ever )?{verb}")
        self.did = _rx(rf"(?P<aux>\b(?:has|have|had|having) (?:already |now )?|\b){verb}")
        self.times = _rx(
            rf"(?<!, )\b(?:(?:on )?(?:at least |about |some |no fewer than |a total of )?{number} "
            rf"(?:separate )?(?:times|occasions)"
            r"|twice)(?= |$)"
        )
        self.made = _rx(
            r"(?:\b(?P<aux>has |have |had |having "
            r")?(?:made|making|paid|paying|pays|held|holding|had|conducted|undertaken)"
            rf" (?:at least |about |some |a total of |no fewer than )?|(?P<det>his |her |their |'s )){number}"
            rf" {adjective}{noun}"
        )
        self.ago = _rx(
            r"\bin (?:what (?:is|was) )?(?:more than |over |almost |nearly |about |at least |roughly |some "
            r"|just |as many as )?"
            rf"(?P<num>{any_of(raw.numbers)}|\d{{1,3}}|several)(?: and a half)? (?P<unit>{unit})(?= |$)"
        )
        self.past = _rx(
            rf"\b(?:in|over|during|within) the (?:past|last) (?:(?P<num>{any_of(raw.numbers)}|\d{{1,3}})"
            rf" )?(?P<unit>{unit})(?= |$)"
        )
        career = "|".join(raw.openings)
        self.career = _rx(rf"(?:as\b|{career})", re.IGNORECASE)
        self.since = _rx(
            rf"\b(?:since|after) (?P<career>(?:{career})(?: in <T\d+>)?)|\b(?P<office>as <P\d+>)"
            r"|\bsince (?P<rest>(?!<T)(?:(?! [,;.]| - ).){2,120})"
        )
        self.negated = _rx(r"(?:\bnot|n't|\bnever|\bdenied|\bhardly|\bneither)(?: \w+){0,3} $")


def _rx(expression: str, flags: int = 0) -> Guarded:
    return compiled(_FILE, expression, flags)


@cache
def _raw() -> _Raw:
    return decoded(_FILE, _Raw)


@cache
def trigger() -> Guarded:
    """Words of which one stands in every sentence that can tell any; the rest is compiled when one is met."""
    return _rx(
        rf"\b(?:{any_of(_raw().ordinals)}|\d+(?:st|nd|rd|th)|last|previous|most recent|times|twice|since"
        rf"|(?:{any_of(_raw().numbers)}|\d+) (?:[\w-]+ )?(?:visits|trips|meetings|calls))\b",
        re.IGNORECASE,
    )


@cache
def gate() -> Gate:
    """Pieces of which one stands in every text that ``trigger`` matches."""
    numbered = (f"{digit}{ending}" for digit in "0123456789" for ending in ("st", "nd", "rd", "th"))
    told = ("last", "previous", "most recent", "times", "twice", "since", "visits", "trips", "meetings", "calls")
    return Gate([*_raw().ordinals, *numbered, *told])


@cache
def words() -> Words:
    """The compiled words. Raises DataError where the file does not hold what it must."""
    try:
        return Words(_raw())
    except KeyError as error:
        raise DataError(f"knowledge/{_FILE}: there is no {error}") from error


def kind_of(match: re.Match[str]) -> ClaimKind:
    """The kind whose noun or verb an expression met."""
    return next(kind for kind in KINDS if match[kind] is not None)


def number_of(words_: Words, told: str | None) -> int | None:
    """The number that an ordinal or a number word means."""
    if told is None:
        return None
    if told in words_.ordinals:
        return words_.ordinals[told]
    if told in words_.numbers:
        return words_.numbers[told]
    digits = told.rstrip("stndrh")
    return int(digits) if digits.isdigit() else None
