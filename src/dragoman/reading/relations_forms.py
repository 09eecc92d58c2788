"""Pieces of which the expressions of relations are made: lists of countries, what stands between subject and verb."""

from __future__ import annotations

import msgspec

from dragoman.knowledge.word_lists import any_of

ONE = r"(?:the )?<C\d+>"
LANDS = rf"{ONE}(?:(?: ,)? and {ONE}| , {ONE}| [-–] {ONE})*"
"""A list of countries."""
TWO = (
    r"(?:the two (?:countries|nations|states|sides|neighbours|neighbors|governments)|both (?:countries"
    r"|nations|sides)|they)"
)
_KIND = (
    r"(?:full|formal|bilateral|diplomatic|official|mutual|political|their|its|the|all|comprehensive|strategic|special"
    r"|cooperative|existing)"
)
TIES = rf"(?P<ties>(?:{_KIND} ){{0,4}}(?:relations|ties|relationship|links|partnership))"
BETWEEN = r"(?: , (?:which|having)(?= ))?(?: ,)?(?P<gap>(?: (?!<C|which\b|who\b|;)[\w'-]+| <T\d+>){0,8}?) "
"""Between a subject and its verb."""
PASSIVE = (
    r"(?: ,)?(?P<gap>(?: (?:was|were|is|are|has|have|had|been|will|would|be|being|to|agreed|decided|set"
    r"|due|expected"
    r"|\w+ly|also|again|both|finally|then)| (?:on |in )?<T\d+>){0,7}) "
)
"""Between what something is done to and the verb."""
BEEN = (
    r"(?P<gap>(?: (?:has|have|had|will|would|to|also|then|later|<T\d+>|\w+ly)){0,4}"
    r" (?:was|were|been|being|is|are|be)(?: \w+ly| also| finally| then)?) "
)
"""The same where an active verb would mean another thing ("the ambassador recalled")."""


class Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The forms of verbs: "sever", "severed" (past and participle), "severing"; ``now``: "severs", as headlines say.

    ``nouns`` tell the same: "severance".
    """

    base: list[str]
    past: list[str]
    ing: list[str]
    now: list[str] = []
    nouns: list[str] = []

    def any(self) -> str:
        """An alternation of all forms of the verbs."""
        return any_of([*self.base, *self.past, *self.ing, *self.now])
