"""The grammar of person phrases: regular expressions over the codes of a sentence's atoms (``mentions.Atom``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from dragoman.knowledge.gazetteer import Entry
from dragoman.knowledge.guarded import first_letters
from dragoman.knowledge.offices import OfficeMention
from dragoman.reading.mentions import Atom

_Q = r"(?:[CDO]S?|[LVRB]S)"
_NAME = r"(?:H*N)"
_OF = r"(?:k*[fg]a?j*[COR](?:xOx)?(?:S(?:j*w{1,3}(?=,))?)?)"
_LIST = r"(?:[COR](?:,a?[COR])*(?:,?&a?[COR])?)"
_DLIST = r"(?:[DC]S?(?:,[DC]S?)*(?:,?&[DC]S?)?)"
_TO = r"(?:ta?[COLR](?!S))"
_FOR = r"(?:[fg]a?j*[RLVO](?:,?&a?w?[RLVwO])?)"
_UNDER = r"(?:[gt]a?(?:[CD]S?)j*F|[gt]a?Fga?[CO])"
"""Whose envoy: "special envoy [of the Chinese president]", "adviser [to the President of Peru]"."""
_OFFICE = rf"(?:F(?:{_UNDER}|{_TO}{_OF}?|{_OF}?{_TO}?|{_FOR}))"
_PRE = rf"(?:H*(?:a?j*{_Q}j*{_Q}?|a|y|NS)?j*H*)"

_NO_GOAL_NAMED = r"(?!(?<=\w)[CO],[CDO]S?j*FH*N)"
"""Not so "will visit Kenya, Peruvian President Luis Quispe said": where they go, then who says it."""
_NO_GOAL = r"(?!(?<=[it])[CO],[CDO]S?j*o)"
"""Not so "arrived in Kenya, Peruvian officials said": where they went, then who says it."""

RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "appos",
        re.compile(
            rf"(?:a(?=H))?(?P<n>{_NAME}),(?P<p>{_PRE})(?P<o>{_OFFICE})(?P<more>(?:,?&?a?{_Q}?j*F{_OF}?)*)"
            rf"(?!(?:[fg]a?j*[COR])?{_NAME})(?P<end>,?)"
        ),
    ),
    (
        "titled",
        re.compile(
            rf"(?P<p>{_PRE})(?P<o>F(?:(?:,F)*,?&?F)?(?:{_OF}{_TO}?|{_TO})?)(?P<on>[wi]a?[CRLO])?(?P<n>{_NAME})(?P<q>[fg]a?[CO](?!S)|,C(?=x?$))?(?:,(?P<p2>a?{_Q}j*)(?P<o2>{_OFFICE})(?!{_NAME})(?:,|(?=x)|$))?"
        ),
    ),
    (
        "office_name",
        re.compile(
            rf"(?P<p>(?:(?:H*a?j*{_Q}j*{_Q}?|H*a|y|NS)j*)?)(?P<o>{_OFFICE}(?:&a?F{_OF}?)?),(?P<n>{_NAME})(?P<q>ga?[CO](?!S))?(?:,|(?=[xiT]|wT)|$)"
        ),
    ),
    (
        "two_offices_name",
        re.compile(rf"(?P<p>{_PRE})(?P<o>F{_OF}),(?P<o2>F),(?P<n>H+N)"),
    ),
    (
        "host_name",
        re.compile(
            rf"(?:y|a|NS)?(?P<p>D?)j*(?P<h>o)(?:,(?={_PRE}{_OFFICE}?{_NAME}(?:ga?[CO](?!S))?(?:[,x]|$)))?"
            rf"(?P<p2>{_PRE})(?P<o>{_OFFICE})?(?P<n>{_NAME})(?P<q>ga?[CO](?!S))?(?:,|(?=x)|$)?"
        ),
    ),
    (
        "bracketed",
        re.compile(rf"(?P<n>{_NAME})x(?P<p>{_PRE})(?P<o>{_OFFICE})(?:,(?P<q>[wjga]{{0,4}}[CO]))?x"),
    ),
    (
        "names_offices",
        re.compile(
            rf"(?P<names>{_NAME}(?:,{_NAME})*,?&{_NAME}),a?n?(?P<d>{_DLIST}S?)?j*(?P<o>F)(?P<q>[fg]a?{_LIST})?(?P<end>w?,?)"
        ),
    ),
    ("styled", re.compile(rf"(?P<p>a?j*[CD]S?j*)(?P<n>H+N)(?!,{_PRE}F)")),
    ("owned", re.compile(rf"(?P<p>a?[COVD]S)j*(?P<n>{_NAME})")),
    (
        "officials_named",
        re.compile(rf"a?n?(?P<d>[CDO]S?)j*(?P<o>[om])(?P<names>,{_NAME}(?:,{_NAME})*,?&{_NAME})(?P<end>,?)"),
    ),
    ("leads_body", re.compile(rf"(?P<n>{_NAME}),w(?P<v>[wm])a?(?P<q>[OCDV])S?j*(?P<b>[wj]{{1,3}}),")),
    (
        "described",
        re.compile(
            rf"(?P<p>a?j*(?:[CDO]S?(?:j*BS)?|VS)|y|(?:a?(?:[CD]S?)?j*F)?H*NS)(?P<r>[wj]{{1,4}})(?:,(?P<n>{_NAME})(?:,|(?=x)|$)|(?P<m>{_NAME}))"
        ),
    ),
    (
        "described_after",
        re.compile(rf"(?P<n>{_NAME}),(?P<p>a?j*(?:[CDO]S?|VS)|y|NS)(?P<r>[wj]{{1,4}})(?:[fg]a?[wj]{{1,3}})?,"),
    ),
    (
        "serves",
        re.compile(
            rf"(?P<n>{_NAME}),a?(?P<r>[wj&F]{{1,5}})[gt]a?(?P<q>[CD]S?)?j*F(?P<m>{_NAME})(?P<q2>ga?[CO](?!S))?(?:,|(?=x)|$)"
        ),
    ),
    ("leads", re.compile(rf"(?P<n>{_NAME}),w(?P<v>[wm])a?(?P<q>[OC])(?:xOx)?,?")),
    (
        "counterpart",
        re.compile(
            rf"(?P<p>y|NS|a?{_Q}|a)?n?j*(?P<d>{_DLIST})?j*F?(?P<c>c)(?P<q>[fgi]a?{_LIST})?"
            rf"(?:(?P<n>F?{_NAME})(?P<q2>ga?[CO](?!S))?|,(?P<names>{_NAME}(?:,{_NAME})*,?&{_NAME})(?:,|(?=x)|$)"
            rf"|,(?P<m>(?:a?{_Q}?j*F)?{_NAME})(?:,|(?=[xiT])|$))?"
        ),
    ),
    ("named_counterpart", re.compile(rf"(?P<n>{_NAME}),(?P<p>y|NS)j*(?P<d>[DC]S?)?j*(?P<c>c)(?P<q>ga?[CO])?,?")),
    (
        "offices",
        re.compile(
            rf"a?n?(?P<d>{_DLIST}S?|O)?j*(?P<o>F)(?P<q>[fgi]a?(?:nw,)?{_LIST})"
            rf"(?P<names>,{_NAME}(?:,{_NAME})*,?&{_NAME},?)?"
        ),
    ),
    (
        "offices_each",
        re.compile(rf"a?n?j*(?P<o>F)[fgi]a?(?P<each>[CO],{_NAME}(?:(?:,&?|&)a?[CO],{_NAME})+),?"),
    ),
    (
        "offices_listed",
        re.compile(
            rf"a?n?(?P<d>[DC]S?(?:,[DC]S?)*(?:,?&[DC]S?))j*(?P<o>F)(?P<names>,{_NAME}(?:,{_NAME})*,?&{_NAME},?)"
        ),
    ),
    (
        "named_offices",
        re.compile(
            rf"a?n?(?P<d>{_DLIST}S?|O)?j*(?P<o>F)(?P<names>{_NAME}(?:ga?[CO])?(?:,{_NAME}(?:ga?[CO])?)*,?&{_NAME}(?:ga?[CO])?)"
        ),
    ),
    ("pair", re.compile(r"(?:an|n)(?:j|D|y)*(?P<o>[Fom])")),
    ("pair_alone", re.compile(r"a[nw]|n(?=$)|n")),
    ("office", re.compile(rf"{_NO_GOAL_NAMED}(?P<p>(?:a?{_Q}(?:,?&?{_Q})*|a|y|NS)?j*{_Q}?j*)(?P<o>{_OFFICE})")),
    (
        "officials",
        re.compile(
            rf"{_NO_GOAL}(?:a|(?P<p>y|NS))?j*(?P<d>(?:[CDO]S?(?:(?:,|&|,&|x)a?[CDO]S?)*))?j*(?P<o>o)(?P<q>[fgi]a?{_LIST})?"
        ),
    ),
    ("name", re.compile(rf"(?:a(?=H))?(?P<n>{_NAME})(?P<q>ga?[CO](?!S))?")),
    ("national", re.compile(r"a(?P<d>D)(?=w)")),
    ("pronoun", re.compile(r"p")),
)


def _nameless(expression: str) -> str:
    """An expression without its groups' names, to stand beside others."""
    return re.sub(r"\?P<\w+>", "?:", expression)


DELEGATION = re.compile(r"a?[jw]?j*(?P<d>[CDO]S?)?[jw]{0,2}o(?:[fg]a?(?P<q>[COD])S?[jwO]{0,2})?,?w(?P<by>w)")


_LEADS = r"[HajyCDOLVRBS,&nx]*[NFompcn]|(?:a?j*[CDOV]S?(?:j*BS)?|y)[wj]{1,4},?H*N|aDw"
"""What stands at the beginning of any phrase: up to its name, office or other head only what may lead to one."""


@cache
def start_of(*, counts: bool, delegations: bool) -> re.Pattern[str]:
    """Where any rule matches, in a sentence with or without words that count persons, with or without officials.

    None begins at a sign, a time or a preposition, none but that of delegations at a word, none but that and "the
    pair" at an article with a word behind it: said once, before the rules, since most atoms are such.
    """
    rules = "|".join(_nameless(rule.pattern) for name, rule in RULES if counts or name != "pair_alone")
    plain = rf"(?!w)(?={_LEADS}{'|aw' if counts else ''})(?:{rules})"
    delegation = rf"|{_nameless(DELEGATION.pattern)}" if delegations else ""
    return re.compile(rf"(?![,x&STGtifg])(?:{plain}{delegation})")


class Reach(NamedTuple):
    """The rules that can begin with a code, and how far each matches at one place: a group for each, in order."""

    rules: tuple[tuple[str, re.Pattern[str]], ...]
    expression: re.Pattern[str]

    def ends(self, codes: str, at: int) -> Iterator[tuple[tuple[str, re.Pattern[str]], int]]:
        """Each rule with where it ends that begins at ``at``; -1 where it does not match."""
        match = self.expression.match(codes, at)
        spans = match.regs[1:] if match is not None else ()
        return zip(self.rules, [end for _, end in spans], strict=True)


@cache
def reach_of(code: str) -> Reach:
    """The rules for a place where ``code`` stands."""
    fits = [(name, rule) for name, rule in RULES if (first := first_letters(rule.pattern)) is None or code in first]
    return Reach(tuple(fits), re.compile("".join(rf"(?=({_nameless(rule.pattern)})?)" for _, rule in fits)))


STATES = frozenset(
    {
        "country",
        "nation",
        "kingdom",
        "sultanate",
        "emirate",
        "republic",
        "state",
        "junta",
        "island",
        "archipelago",
        "government",
        "party",
    }
)
"""Words for a state named before: "that country's president"."""


class Found(msgspec.Struct, frozen=True):
    rule: str
    match: re.Match[str]


def codes_of(atoms: Sequence[Atom]) -> str:
    """The row of atoms as one string, a code each."""
    return "".join(atom.code for atom in atoms)


def plural_office(atom: Atom) -> bool:
    return isinstance(atom.value, OfficeMention) and atom.value.plural


def _country(atom: Atom) -> str | None:
    return atom.value.country if isinstance(atom.value, Entry) else None


def countries_of(atoms: Sequence[Atom]) -> list[str]:
    found: list[str] = []
    for atom in atoms:
        code = _country(atom) if atom.code in "CDOLVR" else None
        if code and code not in found:
            found.append(code)
    return found


class Parts(msgspec.Struct, frozen=True):
    """The named parts of a match as atoms."""

    found: Found
    atoms: Sequence[Atom]

    def __getitem__(self, group: str) -> Sequence[Atom]:
        groups = self.found.match.re.groupindex
        if group not in groups or self.found.match.start(group) < 0:
            return ()
        return self.atoms[self.found.match.start(group) : self.found.match.end(group)]


def name_of(atoms: Sequence[Atom]) -> tuple[str | None, str | None]:
    """Name and honorific of a name phrase."""
    name = next((_cased(atom.text) for atom in atoms if atom.code == "N"), None)
    title = next((atom.text.rstrip(",") for atom in atoms if atom.code == "H"), None)
    return name, title


def _cased(name: str) -> str:
    """A name in capitals as it is written elsewhere; one word in capitals may be a family name or letters."""
    words_of = name.split()
    if len(words_of) < 2 or name != name.upper() or not name.isascii():
        return name
    return " ".join(w if w in {"II", "III", "IV"} else w.title() for w in words_of)


def office_of(atoms: Sequence[Atom]) -> OfficeMention | None:
    return next((atom.value for atom in atoms if isinstance(atom.value, OfficeMention)), None)


def role_text(atoms: Sequence[Atom], office: OfficeMention | None) -> str | None:
    if office is None:
        return None
    titles: list[str] = []
    for before, atom in zip([None, *atoms], atoms, strict=False):
        if isinstance(atom.value, OfficeMention) and (before is None or before.code not in "aDCSg" or not titles):
            titles.append(atom.value.title)
    return " and ".join(titles)
