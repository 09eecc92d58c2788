"""The small language that patterns are written in, compiled to regular expressions over skeletons.

S {meet} [up] [with] B        S the subject, found by the reader; {lemma} any form of a verb; [x] may be absent
A 's @meeting with B          A and B persons at this very place; @name a set of words from verbs.toml
S {fly} ~ to L                ~ up to eight words that are no person and end no clause; ~~ goes over commas
-                             a tight gap: days, places, adverbs, and nothing else
(by|over the) phone           one of several wordings
^ remarks by A                at the beginning of a line, days and bullets before it
!(to|that)                    none of these words follows
{meet:ing} {call:past}        one form of a verb: base, s, past, part (past participle), ing
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.errors import DataError

if TYPE_CHECKING:
    from dragoman.knowledge.patterns import Verbs

GAP = r"(?:(?!<P|<Q|[.,;:!?()] |(?:who|whom|that|which|said|says|but|while|when|where) )\S+ ){0,8}?"
LONG_GAP = r"(?:(?!<P|<Q|[.;:!?] |(?:who|that|said|says|but|while) )\S+ ){0,16}?"
TIGHT_GAP = (
    r"(?:(?:on |in )?<T\d+> |(?:in|at|near|to|into) (?:the )?<L\d+> |\w+ly |also |then |again |later |earlier "
    r"|twice |visiting |outgoing |incoming |newly-?\w* |accredited |each |all |both |, |afterwards |afterward |in turn "
    r"|once more "
    r"|at (?:(?!<P|by |from |that |who )\S+ ){1,4}?){0,6}?"
)
ASIDE = "(?:, (?!<P))?"
"""The comma that closes an apposition ("the minister of Peru, Luis Salas, to Lima")."""
LINE_START = r"^(?:(?:<T\d+>|[-–—:|,•*·]) )*"
PIECE = re.compile(r"\{(\w+)(?::(\w+))?\}|@(\w+)|(~~?|-(?=\s))|(!\(|[\[\]()|])|(\S+?)(?=[\[\]()|\s]|$)")
MARKS = {"A": "P", "B": "P", "C": "P", "L": "L", "K": "L", "T": "T", "G": "G", "O": "O", "P": "P", "Q": "Q"}


def _mark(letter: str, seen: set[str]) -> str:
    kind = MARKS[letter]
    if letter in seen or letter == "P":
        return rf"<{kind}\d+> "
    seen.add(letter)
    return rf"<{kind}(?P<{letter}>\d+)> "


def written_out(expression: str, verbs: Verbs, where: str) -> str:
    """A pattern as a regular expression; the first verb or noun set is the group ``v``.

    ``where`` names the pattern in errors. Raises DataError for unknown verbs and sets.
    """
    seen: set[str] = set()
    out: list[str] = []
    for match in PIECE.finditer(expression):
        verb, form, group, gap, bracket, word = match.groups()
        if verb:
            forms = verbs.forms(verb, form, where)
            out.append(_head(forms, seen))
        elif group:
            out.append(_adjectives(verbs) + _head(verbs.group(group, where), seen))
        elif gap:
            out.append({"~": GAP, "~~": LONG_GAP, "-": TIGHT_GAP}[gap])
        elif bracket:
            out.append({"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|", "!(": "(?!"}[bracket])
        elif word == "S":
            continue

        elif word == "^":
            out.append(LINE_START)
        elif word in MARKS:
            out.append(_mark(word, seen) + (ASIDE if MARKS[word] == "P" and match.end() < len(expression) else ""))
        else:
            out.append(re.escape(word) + " ")
    return r"(?<!\S)" + "".join(out)


def compile_expression(written: str, where: str) -> re.Pattern[str]:
    """What ``written_out`` gave, compiled. Raises DataError for brackets that do not close."""
    try:
        return re.compile(written)
    except re.error as error:
        raise DataError(f"{where}: the expression {written!r} does not compile: {error}") from error


def _head(forms: tuple[str, ...], seen: set[str]) -> str:
    body = "|".join(re.escape(form) + " " for form in sorted(forms, key=lambda f: (-len(f), f)))
    if "v" in seen:
        return f"(?:{body})"
    seen.add("v")
    return f"(?P<v>{body})"


def _adjectives(verbs: Verbs) -> str:
    """Up to five adjectives or determiners before a noun of a set; hyphenated words and days among them."""
    words = "|".join(re.escape(word) for word in sorted(verbs.adjectives, key=lambda w: (-len(w), w)))
    return rf"(?:(?:{words}|\w+-\w+|<T\d+>(?: 's)?) ){{0,5}}?"
