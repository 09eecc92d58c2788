"""The grammar of times: regular expressions over the one-letter codes of times_words, kept in times.json.

In a rule ``<month|short>`` is any word of these classes, a blank is one space or line end, ``{NAME}`` is one
of the file's ``parts``. ``(?P<a>…)`` and ``(?P<b>…)`` mark the two ends of a range. Rules are tried at every
place where one can start; the longest that its reader (times_build) accepts wins, of equals the first.
``core`` names the classes of which every time has a word.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from dragoman.errors import DataError
from dragoman.knowledge.guarded import first_letters
from dragoman.reading.times_words import FILE, NEWLINE, OTHER, SPACE, Lexicon, TimeWords, lexicon, words

_MARKED: Final = re.compile(r"(?<!P)<([a-z_]+(?:\|[a-z_]+)*)>")
_PART: Final = re.compile(r"\{([A-Z]+)\}")
_DEPTH: Final = 12


class Rule(NamedTuple):
    """A compiled rule: the form it reads and its expression over codes."""

    form: str
    expression: re.Pattern[str]


class Grammar(NamedTuple):
    """``core`` finds words without which there is no time; ``starting`` holds the rules that can begin with a code."""

    core: re.Pattern[str]
    rules: tuple[Rule, ...]
    starting: dict[str, tuple[Rule, ...]]


def _expand(rule: str, parts: dict[str, str], letter: dict[str, str]) -> str:
    """A rule as an ordinary regular expression over codes. Raises KeyError for an unknown class or part."""
    for _ in range(_DEPTH):
        if _PART.search(rule) is None:
            break
        rule = _PART.sub(lambda found: parts[found[1]], rule)

    def classes(found: re.Match[str]) -> str:
        letters = "".join(letter[name] for name in found[1].split("|"))
        return letters if len(letters) == 1 else f"[{letters}]"

    return _MARKED.sub(classes, rule.replace(" ", f"[{SPACE}{NEWLINE}]"))


def compile_rules(data: TimeWords, lexical: Lexicon) -> Grammar:
    """The grammar of a file. Raises DataError naming the rule that is wrong."""
    plain: list[str] = []
    for form, rule in (*data.rules, ("core", f"<{'|'.join(data.core)}>")):
        try:
            plain.append(_expand(rule, data.parts, lexical.letter))
            re.compile(plain[-1])
        except KeyError as error:
            raise DataError(f"{FILE}: rules: {form} {rule!r}: there is no class or part {error}") from error
        except re.error as error:
            raise DataError(f"{FILE}: rules: {form} {rule!r}: {error}") from error
    core = plain.pop()
    rules = tuple(Rule(form, re.compile(text)) for (form, _), text in zip(data.rules, plain, strict=True))
    firsts = [first_letters(rule.expression.pattern) for rule in rules]
    letters = {SPACE, NEWLINE, OTHER, *lexical.letter.values()}
    starting = {
        letter: tuple(rule for rule, first in zip(rules, firsts, strict=True) if first is None or letter in first)
        for letter in sorted(letters)
    }
    return Grammar(re.compile(core), rules, starting)


@cache
def grammar() -> Grammar:
    """The grammar of the shipped file, compiled once. Raises DataError."""
    return compile_rules(words(), lexicon())
