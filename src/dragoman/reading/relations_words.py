"""The words of ties between states, compiled (data: knowledge/en/relations.json).

Expressions are matched on a sentence with marks for countries (``<C0>``: by name, adjective, city or organisation) and
times (``<T0>``), all else in lower case.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge.gate import Gate
from dragoman.knowledge.guarded import Guarded
from dragoman.knowledge.word_lists import any_of, compiled, decoded
from dragoman.model import Tie
from dragoman.reading import relations_missions_words as missions
from dragoman.reading.relations_forms import BETWEEN, LANDS, ONE, PASSIVE, TIES, TWO, Forms

_FILE = "en/relations.json"
_TIES2 = TIES.replace("ties>", "ties2>")
_ASIDE = r" , [^,;]{1,60} ,"
_DIPLOMATIC = r"(?:full |formal )?diplomatic (?:relations|ties)"
_YEARS = r"(?P<years>\d{1,3}|[a-z]+(?:-[a-z]+)?)"


class _Raw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ties: dict[str, Forms]
    level_made: Forms
    documents: Forms
    papers: list[str]
    embassy_opened: Forms
    embassy_closed: Forms
    ambassador_recalled: Forms
    ambassador_expelled: Forms
    ambassador_returned: Forms
    level_words: list[str]
    numbers: dict[str, int]
    planned: list[str]
    refusing: list[str]
    noun_leads: list[str]
    noun_plans: list[str]


class Words:
    """The expressions. Raises DataError for one that does not compile."""

    def __init__(self, raw: _Raw) -> None:
        words = rf"(?:{any_of(raw.level_words)})"
        level = (
            rf"(?P<level>(?:{words} )+(?:and )?(?:{words} )*"
            r"(?:partnership|alliance)(?: of cooperation| for cooperation)?)"
        )
        rank = r"(?P<rank>ambassadorial|embassy)"
        to_level = (
            rf"(?: from(?: [\w-]+){{1,6}}?)? (?:to|into) (?:that of )?(?:an? |the )?(?:level "
            rf"of )?(?:an? )?(?:{level}|{rank} level)"
        )
        who, partner = rf"(?P<who>{LANDS}|{TWO})", rf"(?: with (?P<other>{LANDS}))?"
        self.numbers = raw.numbers
        self.ties = {what: list(_ties(what, forms, who, partner, to_level)) for what, forms in raw.ties.items()}
        self.tie_nouns = {
            what: _rx(
                rf"(?P<noun>{any_of(forms.nouns)}) (?:of|in) {TIES}"
                rf"(?: (?:between (?P<who>{LANDS}|{TWO})|with "
                rf"(?P<other>{LANDS})))?{to_level if what == 'upgraded' else ''}"
            )
            for what, forms in raw.ties.items()
        }
        deed = "|".join(any_of([*forms.ing]) for forms in raw.ties.values())
        nouns = "|".join(any_of(forms.nouns) for forms in raw.ties.values())
        paper = rf"(?:[\w-]+ ){{0,6}}?(?:{any_of(raw.papers)})"
        self.documents = _rx(
            rf"(?P<verb>{raw.documents.any()}) {paper} (?P<way>(?:(?!after\b|before\b)[\w-]+ |<[CT]\d+> |, ){{0,9}}?)"
            rf"(?:(?P<deed>{deed})|(?:on|for) (?:the )?(?P<noun>{nouns}) of) {TIES}{partner}(?:{to_level})?"
        )
        self.founding = _rx(
            r"(?<!anniversary of )(?<!anniversary of the )(?:establishment|opening) of "
            rf"{_DIPLOMATIC}"
            rf"(?: between (?P<who>{LANDS}|the two (?:countries|sides|nations|states)))? (?:in|on) <T\d+>"
        )
        self.undertaken = _rx(
            r"(?:^|and |when |since |, )(?:their |the |full |formal )*diplomatic (?:relations|ties) (?:were"
            r"|had been|have been)"
            rf" (?P<verb>{any_of(raw.ties['established'].past)}|forged) (?:in|on|as early as) <T\d+>"
        )
        self.existing = [
            _rx(
                rf"{_DIPLOMATIC} (?:between (?P<who>{LANDS}|{TWO})|with (?P<other>{LANDS}))"
                r" (?:(?:which )?(?:date|dates|dated|go|goes|stretch)(?: back)?(?: from| "
                r"to)?|(?:have|had) existed|began"
                r"|started) (?:in |to )?(?P<day><T\d+>|\d{4}\b)"
            ),
            _rx(rf"{who} (?:have|has|had)(?: (?:had|maintained|enjoyed|kept))? {_DIPLOMATIC}{partner} (?P<day><T\d+>)"),
            _rx(
                rf"{who} (?:became|was|is|,) the (?:[\w<>-]+ )?(?:[\w<>-]+ )?(?:country|state|nation) to establish"
                rf" {_DIPLOMATIC}{partner}(?: ,)?(?: in| on)?(?P<day> <T\d+>)?"
            ),
        ]
        self.level_made = _rx(
            rf"{who}{BETWEEN}(?P<verb>{raw.level_made.any()}) (?:an? |their |its |the )?(?:new |so-called"
            rf" )?{level}{partner}"
        )
        made = any_of(raw.level_made.past)
        self.level_been_made = _rx(
            rf"(?:(?P<who>{LANDS}) (?:'s )?{level}{partner}|{level.replace('level>', 'level2>')} "
            rf"(?:between (?P<own>{LANDS})"
            rf"|with (?P<with>{LANDS}))){PASSIVE}(?P<verb>{made})(?= (?:in|on|by|during|at|when|<T)|$)"
        )
        self.level_that = _rx(
            rf"{level} (?:that |which )?(?P<who>{LANDS}) (?:have |had )?(?P<verb>{made})(?= "
            rf"(?:in|on|by|during|at|when|<T)|$)"
        )
        self.level_had = _rx(
            rf"{who}(?: , (?:which|who))?"
            r" (?:have|has|had|have had|has had|have enjoyed|enjoy|enjoys|maintain|maintains|share)"
            rf" (?:enjoyed |had |maintained )?(?:an? )?{level}{partner}"
        )
        self.partners = _rx(
            rf"{who} (?P<be>are|have been|were|remain|became|have become) (?P<adj>(?:{words} )+)partners\b"
        )
        self.partner_of = _rx(
            rf"(?P<who>{ONE}) (?:is|remains|was|has been|,) (?:an? |the )?(?P<adj>(?:{words} "
            rf")+)partner of (?P<other>{LANDS})"
        )
        self.allies = _rx(
            rf"{who}(?: are| have been| were| remain| ,) (?:both )?(?:long-standing |longtime )?treaty allies\b"
        )
        self.ally = [
            _rx(rf"(?P<who>{ONE})(?: is| ,| remains| was)? (?:an? |the )?(?:[\w-]+ )?treaty ally of (?P<other>{ONE})"),
            _rx(
                r"(?:its|their) (?:[\w-]+ )?treaty all(?:y|ies)(?: ,)?(?: such as| including| like)? "
                rf"(?P<other>{LANDS})"
            ),
            _rx(rf"(?P<other>{ONE})(?: ,)? (?:its|their) (?:[\w-]+ )?treaty ally\b"),
            _rx(rf"(?P<who>{ONE})(?: ,| is| remains)? (?:an? )(?P<other>{ONE}) treaty ally\b"),
            _rx(rf"(?P<who>{ONE})(?: ,| is) (?P<other>{ONE}) 's (?:[\w-]+ )?treaty ally\b"),
        ]
        anniversary = (
            rf"{_YEARS}(?:(?:st|nd|rd|th)? anniversary of (?:the )?(?:establishment of )?(?:(?:their|its|the) )?"
            rf"| years of ){_DIPLOMATIC}"
        )
        self.anniversary = [
            _rx(rf"{anniversary} (?:between (?P<who>{LANDS}|{TWO})|of (?P<own>{LANDS}))"),
            _rx(rf"{who}(?: [\w'-]+){{0,6}}? {anniversary}{partner}"),
            _rx(rf"{anniversary} with (?P<other>{LANDS})"),
        ]
        self.missions: dict[Tie, dict[str, Guarded]] = {
            what: {name: _rx(expression) for name, expression in forms.items()}
            for what, forms in _missions(raw).items()
        }
        planned = any_of(raw.planned)
        self.planned = _rx(rf"\b(?:{planned})(?: [\w-]+ly)?(?: be)?$")
        self.refusing = _rx(rf"(?:\b|(?<=n't))(?:{any_of(raw.refusing)})(?= |$)|n't(?= |$)")
        self.noun_lead = _rx(
            rf"(?:(?:^|[;,:] "
            rf")|\b(?:(?P<plan>{any_of(raw.noun_plans)})|{any_of(raw.noun_leads)})(?P<day> (?:on |in )?<T\d+>)?)"
            r" ?(?:the |a |an |its )?$"
        )
        every = [*raw.ties.values(), raw.level_made, raw.documents, raw.embassy_opened, raw.embassy_closed]
        every += [raw.ambassador_recalled, raw.ambassador_returned, raw.ambassador_expelled]
        self.deeds = {what: frozenset([*forms.ing, *forms.nouns]) for what, forms in raw.ties.items()}
        self.base = frozenset(word for forms in every for word in forms.base) | {"send", "send back"}
        self.ing = frozenset(word for forms in every for word in forms.ing)
        self.past = frozenset(word for forms in every for word in (*forms.past, *forms.now))
        self.doing = tuple(f" {word} " for word in sorted({*self.base, *self.ing, *self.past}))
        every_word = {*self.base, *self.ing, *self.past, *(word for forms in every for word in forms.nouns)}
        self.acts = _rx(
            rf"\b(?:{any_of(sorted(every_word))}|treaty all(?:y|ies)|anniversary|establishment "
            rf"of|forged|years of|partners?"
            r"|enjoy\w*|maintains?|maintained|has|have|had|share|dates?|dated|goes? "
            r"back|became|is|are|was|were|sent|put"
            r"|gave|told|asked|ordered)\b",
            re.IGNORECASE,
        )


def _ties(what: str, forms: Forms, who: str, partner: str, to_level: str) -> list[Guarded]:
    """The ways to tell a change of ties: by who changes them, by the ties that are changed."""
    level = to_level if what == "upgraded" else ""
    past = rf"(?P<verb>{any_of(forms.past)})"
    named = (
        rf"(?:{TIES} (?:between (?P<who>{LANDS})|with (?P<other>{LANDS}))|(?P<own>{LANDS}) (?:'s )?{_TIES2}"
        rf"(?: with (?P<with>{LANDS}))?)"
    )
    found = [
        rf"{who}{BETWEEN}(?P<verb>{forms.any()}) {TIES}{partner}{level}",
        rf"{named}{PASSIVE}{past}(?: [\w-]+ly)?{level}(?= |$)",
        rf"{named}{_ASIDE}{PASSIVE}{past}(?: [\w-]+ly)?{level}(?= |$)",
        rf"(?P<other><C\d+>)(?: ,)? with (?:which|whom) (?P<who>{LANDS}){BETWEEN}(?P<verb>{forms.any()}) {TIES}{level}",
        rf"{TIES} with (?P<other>{LANDS}){PASSIVE}{past} by (?P<who>{ONE}){level}",
        rf"(?:\band|\bbut| ,)(?: also| then| later)? (?P<verb>{forms.any()}) {TIES} with (?P<other>{LANDS}){level}",
        (
            rf"\b(?:after|since|by) (?:it (?:had |has )?)?(?P<verb>{forms.any()}) {TIES} with (?P<other>{LANDS}){level}"
            rf"(?: [^,;]{{1,40}})? , (?P<who>{ONE})"
        ),
        rf"{TIES}{PASSIVE}{past}(?: (?:on |in )?<T\d+>)? between (?P<who>{LANDS}){level}",
    ]
    if what == "suspended":
        found.append(rf"{who}{BETWEEN}(?P<verb>put|puts) {TIES}{partner} on (?:hold|ice)\b")
    return [_rx(expression) for expression in found]


def _missions(raw: _Raw) -> dict[Tie, dict[str, str]]:
    return {
        "embassy_opened": {**missions.embassy_forms(raw.embassy_opened, raw.embassy_closed), "raised": missions.RAISED},
        "embassy_closed": missions.embassy_forms(raw.embassy_closed, raw.embassy_opened),
        "ambassador_recalled": missions.recall_forms(raw.ambassador_recalled),
        "ambassador_returned": missions.return_forms(raw.ambassador_returned),
        "ambassador_expelled": missions.expulsion_forms(raw.ambassador_expelled),
    }


def _rx(expression: str, flags: int = 0) -> Guarded:
    return compiled(_FILE, expression, flags)


@cache
def _raw() -> _Raw:
    return decoded(_FILE, _Raw)


@cache
def trigger() -> Guarded:
    """Words of which one stands in every sentence that can tell any; the rest is compiled when one is met."""
    return _rx(
        r"(?:relations(?!hip with reporters)|\bties\b|partner|allianc|\ball(?:y|ies)\b|embass|ambassador|high"
        r" commission|\benvoys?\b)",
        re.IGNORECASE,
    )


@cache
def gate() -> Gate:
    """Pieces of which one stands in every text that ``trigger`` matches."""
    return Gate(
        (
            "relations",
            "ties",
            "partner",
            "allianc",
            "ally",
            "allies",
            "embass",
            "ambassador",
            "high commission",
            "envoy",
        )
    )


@cache
def words() -> Words:
    """The compiled words. Raises DataError where the file does not hold what it must."""
    try:
        return Words(_raw())
    except KeyError as error:
        raise DataError(f"knowledge/{_FILE}: there is no {error}") from error
