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

_FILE = "en/relations.json"
_ONE = r"(?:the )?<C\d+>"
LANDS = rf"{_ONE}(?:(?: ,)? and {_ONE}| , {_ONE}| [-–] {_ONE})*"
"""A list of countries."""
TWO = (
    r"(?:the two (?:countries|nations|states|sides|neighbours|neighbors|governments)|both (?:countries"
    r"|nations|sides)|they)"
)
_KIND = (
    r"(?:full|formal|bilateral|diplomatic|official|mutual|political|their|its|the|all|comprehensive|strategic|special"
    r"|cooperative|existing)"
)
_TIES = rf"(?P<ties>(?:{_KIND} ){{0,4}}(?:relations|ties|relationship|links|partnership))"


_ORDERED = ["ordered", "orders", "asked", "told", "gave"]


class Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The forms of verbs: "sever", "severed" (past and participle), "severing"; ``now``: "severs", as headlines say."""

    base: list[str]
    past: list[str]
    ing: list[str]
    now: list[str] = []


class _Raw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ties: dict[str, Forms]
    level_made: Forms
    embassy_opened: Forms
    embassy_closed: Forms
    ambassador_recalled: Forms
    ambassador_expelled: Forms
    ambassador_returned: Forms
    level_words: list[str]
    planned: list[str]
    refusing: list[str]


class Words:
    """The expressions. Raises DataError for one that does not compile."""

    def __init__(self, raw: _Raw) -> None:
        level = (
            rf"(?P<level>(?:(?:{any_of(raw.level_words)}) )+(?:and )?(?:(?:{any_of(raw.level_words)}) )*"
            r"(?:partnership|alliance)(?: of cooperation| for cooperation)?)"
        )
        to_level = (
            rf" (?:to|into) (?:an? |the )?(?:level of )?(?:an? )?(?:{level}|(?P<rank>ambassadorial|embassy) level)"
        )
        who = rf"(?P<who>{LANDS}|{TWO})"
        between = r"(?: ,)?(?P<gap>(?: (?!<C|which\b|who\b|;)[\w'-]+| <T\d+>){0,7}?) "
        passive = (
            r"(?: ,)?(?P<gap>(?: (?:was|were|is|are|has|have|had|been|will|would|be|being|to|agreed|decided|set"
            r"|due|expected"
            r"|\w+ly|also|again|both|finally|then)| (?:on |in )?<T\d+>){0,7}) "
        )
        partner = rf"(?: with (?P<other>{LANDS}))?"
        embassy = r"(?:(?:new|first|own) )?(?:embassy|embassies|high commission)"
        where = rf"(?: in| to) (?P<where>{LANDS})"
        self.ties = {
            what: (
                _rx(
                    rf"{who}{between}(?P<verb>{_forms(forms)}) {_TIES}{partner}{to_level if what == 'upgraded' else ''}"
                ),
                _rx(
                    rf"(?:{_TIES} (?:between (?P<who>{LANDS})|with (?P<other>{LANDS}))|(?P<own>{LANDS}) (?:'s"
                    rf" )?{_TIES.replace('ties>', 'ties2>')}"
                    rf"(?: with (?P<with>{LANDS}))?){passive}(?P<verb>{any_of(forms.past)})"
                    rf"(?: [\w-]+ly)?{to_level if what == 'upgraded' else ''}(?= |$)"
                ),
            )
            for what, forms in raw.ties.items()
        }
        self.founding = _rx(
            r"(?<!anniversary of )(?<!anniversary of the )(?:establishment|opening) of (?:full |formal"
            r" )?diplomatic (?:relations|ties)"
            rf"(?: between (?P<who>{LANDS}|the two (?:countries|sides|nations|states)))? (?:in|on) <T\d+>"
        )
        self.undertaken = _rx(
            r"(?:^|and |when |since |, )(?:their |the |full |formal )*diplomatic (?:relations|ties) (?:were"
            r"|had been|have been)"
            rf" (?P<verb>{any_of(raw.ties['established'].past)}|forged) (?:in|on|as early as) <T\d+>"
        )
        self.told_to_leave = _rx(
            rf"(?P<host>{_ONE}){between}(?P<verb>{any_of(_ORDERED)}) (?:the )?(?:ambassador of (?P<owner>{_ONE})"
            rf"|(?P<adj>{_ONE}) (?:'s )?ambassador)(?: to <C\d+>)? (?:to leave|\d+ hours to leave|out)"
        )
        self.level_made = _rx(
            rf"{who}{between}(?P<verb>{_forms(raw.level_made)}) (?:an? |their |its |the )?(?:new |so-called"
            rf" )?{level}{partner}"
        )
        self.level_had = _rx(
            rf"{who} (?:have|has|had|have had|has had|have enjoyed|enjoy|enjoys|maintain|maintains|share)"
            rf" (?:enjoyed |had |maintained )?(?:an? )?{level}{partner}"
        )
        self.partners = _rx(
            rf"{who} (?:are|have been|were|remain) (?P<adj>(?:(?:{any_of(raw.level_words)}) )+)partners\b"
        )
        self.allies = _rx(rf"{who} (?:are|have been|were|remain) (?:long-standing |longtime )?treaty allies\b")
        self.ally = _rx(
            rf"(?P<who>{_ONE})(?: is| ,| remains| was)? (?:an? |the )?(?:[\w-]+ )?treaty ally of (?P<other>{_ONE})"
        )
        self.anniversary = _rx(
            rf"{who}(?: [\w'-]+){{0,6}}? (?P<years>\d{{1,3}})(?:(?:st|nd|rd|th) anniversary of (?:the"
            r" )?(?:establishment of )?"
            r"(?:(?:their|its) )?| years of )(?:full |formal )?diplomatic (?:relations|ties)(?: with"
            r" (?P<other><C\d+>))?"
        )
        opened, closed = raw.embassy_opened, raw.embassy_closed
        self.embassy = {
            what: (
                _rx(rf"(?P<who>{_ONE}){between}(?P<verb>{_forms(forms)}) (?:its|an?|their|the) {embassy}{where}"),
                _rx(rf"(?P<host>{_ONE}){between}(?P<verb>{_forms(forms)}) (?:the )?{embassy} of (?P<owner>{_ONE})"),
                _rx(
                    rf"(?P<who>{_ONE}) (?:'s )?{embassy}{where}(?: ,[^,]{{0,40}}"
                    rf" ,)?{passive}(?P<verb>{any_of(forms.past)})"
                    r"(?= (?:in|on|at|again|after|for|,|\.|<T|to the public)|$)"
                ),
            )
            for what, forms in (("embassy_opened", opened), ("embassy_closed", closed))
        }
        recalled = _forms(raw.ambassador_recalled)
        self.recalled = (
            _rx(
                rf"(?P<who>{_ONE}){between}(?P<verb>{recalled}) (?:back |home )?(?:its|their|the) ambassador"
                rf"(?: to| in| from| out of) (?P<where>{_ONE})"
            ),
            _rx(
                rf"(?P<who>{_ONE}) (?:'s )?ambassador (?:to|in)"
                rf" (?P<where>{_ONE}){between}(?P<verb>{any_of(raw.ambassador_recalled.past)})"
                r"(?= |$)"
            ),
        )
        self.expelled = (
            _rx(
                rf"(?P<host>{_ONE}){between}(?P<verb>{_forms(raw.ambassador_expelled)}) (?:the )?(?:ambassador"
                rf" of (?P<owner>{_ONE})"
                rf"|(?P<adj>{_ONE}) (?:'s )?ambassador)(?P<grata>(?: [\w-]+){{0,4}}? persona non grata)?"
            ),
        )
        self.returned = (
            _rx(
                rf"(?:ambassador of (?P<of>{_ONE})|(?P<own>{_ONE}) (?:'s )?ambassador(?: to (?P<to>{_ONE}))?){between}"
                rf"(?P<verb>{_forms(raw.ambassador_returned)}) to (?P<where>{_ONE})"
            ),
        )
        planned = any_of(raw.planned)
        self.planned = _rx(rf"\b(?:{planned})(?: [\w-]+ly)?(?: be)?$")
        self.refusing = _rx(rf"(?:\b|(?<=n't))(?:{any_of(raw.refusing)})(?= |$)|n't(?= |$)")
        every = [*raw.ties.values(), raw.level_made, opened, closed, raw.ambassador_recalled, raw.ambassador_returned]
        self.base = frozenset(word for forms in every for word in forms.base) | frozenset(raw.ambassador_expelled.base)
        self.ing = frozenset(word for forms in every for word in forms.ing)
        told = [raw.ambassador_expelled, *every]
        self.past = frozenset(word for forms in told for word in (*forms.past, *forms.now)) | frozenset(_ORDERED)
        verbs = sorted({*self.base, *self.ing, *self.past})
        self.acts = _rx(
            rf"\b(?:{any_of(verbs)}|treaty all(?:y|ies)|anniversary|establishment of|forged|years of|partners"
            r"|enjoy\w*|maintains?|has"
            r"|have|had|share)\b",
            re.IGNORECASE,
        )


def _forms(forms: Forms) -> str:
    return any_of([*forms.base, *forms.past, *forms.ing, *forms.now])


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
        r" commission)",
        re.IGNORECASE,
    )


@cache
def gate() -> Gate:
    """Pieces of which one stands in every text that ``trigger`` matches."""
    return Gate(
        ("relations", "ties", "partner", "allianc", "ally", "allies", "embass", "ambassador", "high commission")
    )


@cache
def words() -> Words:
    """The compiled words. Raises DataError where the file does not hold what it must."""
    try:
        return Words(_raw())
    except KeyError as error:
        raise DataError(f"knowledge/{_FILE}: there is no {error}") from error
