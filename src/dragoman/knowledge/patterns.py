"""Patterns as data: which words report which kind of engagement (en/patterns/*.toml), and the verbs they use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Set
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text
from dragoman.knowledge.chooser import Chooser
from dragoman.knowledge.expressions import compile_expression, written_out
from dragoman.knowledge.guarded import first_words
from dragoman.knowledge.needs import Need, needs_of
from dragoman.model import Kind, Part, Status

FORMS = ("base", "s", "past", "part", "ing")


class Verbs:
    """Verbs with their five forms, and named sets of words (en/patterns/verbs.toml)."""

    def __init__(self, verbs: dict[str, list[str]], groups: dict[str, list[str]], adjectives: list[str]) -> None:
        self._verbs = verbs
        self._groups = groups
        self.adjectives = frozenset(adjectives)
        self._form: dict[str, str] = {}
        self._lemma: dict[str, str] = {}
        for lemma, forms in verbs.items():
            for name, form in zip(FORMS, forms, strict=True):
                self._form.setdefault(form, name)
                self._lemma.setdefault(form, lemma)

    def forms(self, lemma: str, form: str | None, where: str) -> tuple[str, ...]:
        """All forms of a verb, or one. Raises DataError for a verb or form that is not listed."""
        if lemma not in self._verbs:
            raise DataError(f"{where}: verb {lemma!r} is not in en/patterns/verbs.toml")
        if form is None:
            return tuple(dict.fromkeys(self._verbs[lemma]))
        if form == "fin":
            return tuple(dict.fromkeys(self._verbs[lemma][i] for i in (0, 1, 2)))
        if form not in FORMS:
            raise DataError(f"{where}: {form!r} is no form of a verb (one of {', '.join(FORMS)})")
        return (self._verbs[lemma][FORMS.index(form)],)

    def group(self, name: str, where: str) -> tuple[str, ...]:
        """A named set of words. Raises DataError where there is none of that name."""
        if name not in self._groups:
            raise DataError(f"{where}: the set @{name} is not in en/patterns/verbs.toml")
        return tuple(self._groups[name])

    def form_of(self, word: str) -> str | None:
        """Which form of a listed verb a word is (the past where past and participle are alike)."""
        return self._form.get(word)

    def words_of(self, lemmas: frozenset[str]) -> frozenset[str]:
        """All words that are forms of one of the verbs."""
        return frozenset(word for word, lemma in self._lemma.items() if lemma in lemmas)

    def lemma_of(self, word: str) -> str | None:
        return self._lemma.get(word)


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern: kind, expression, who plays which part, examples that it takes and that it refuses."""

    id: str
    kind: Kind
    expr: str
    confidence: float = 0.8
    status: Status | None = None
    """A status that the words themselves say ("turned down a request to meet")."""
    a: Part | None = None
    b: Part | None = None
    move: str | None = None
    """Trips only, what the move is: visit, arrive, leave, leave_for, end (the trip's fate or last day), home,
    began (a place passed earlier), tour (places to come), stop (of the journey told), lost and dropped (a stop),
    hither and hither-arrive (to the place of the article, which the words do not name)."""
    traveller: str = "A"
    """Trips only: who travels, A or B."""
    together: bool = False
    """All persons met at one sitting (else each of several persons met is a meeting of its own)."""
    with_place: bool = False
    """The other side is the country of the place, without a name ("held talks in Lima")."""
    apart: bool = False
    """Several persons on one side each had an engagement of their own."""
    headline: bool = False
    """Only in headlines, which drop their verbs."""
    weak: bool = False
    """Only adds to an engagement that stands already (its topics, its words); begins none by itself."""
    lone: bool = True
    """A weak pattern may still begin an engagement of two named persons of two countries; not this one: people
    praise and urge each other from afar."""
    mutual: bool = False
    """The subject is the whole party: two sides at least, who met each other."""
    needs: Literal["abroad", "told", "new"] | None = None
    """Remarks count with a foreign audience ("abroad"), or where at least their day is told ("told");
    an appointment where the office is called new or next ("new")."""
    shared: bool = False
    """Statements, joint remarks: parties that the words do not give are those of the contact told last."""
    sitting: bool = False
    """Conferences: those who led the sides of a gathering that a sentence before tells of without persons."""
    takes: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()


class Compiled(msgspec.Struct, frozen=True, dict=True):
    """A pattern and what is told from it; its regular expression is compiled when a sentence first asks for it."""

    pattern: Pattern
    where: str
    written: str
    subject: bool
    verbal: bool
    triggers: frozenset[str]
    needs: tuple[Need, ...]
    """Sets of words and marks of which the sentence must hold one each (``needs.py``)."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Raises DataError where the expression does not compile."""
        return compile_expression(self.written, self.where)

    @cached_property
    def leads(self) -> frozenset[str] | None:
        """Single words, and kinds of marks as ``<P``, with one of which every match begins; None: any."""
        return first_words(self.written)


class Patterns:
    """All patterns, each found by the words that can begin it."""

    def __init__(self, compiled: list[Compiled], verbs: Verbs) -> None:
        self.all = tuple(compiled)
        self.verbs = verbs
        self._chooser = Chooser([entry.triggers for entry in compiled], [entry.needs for entry in compiled])

    def for_words(self, words: Set[str], held: Set[str]) -> list[Compiled]:
        """The patterns that can match a sentence of these words, in the order of the files.

        ``held`` is all that it holds: the single words and, as ``<P`` and so on, the kinds of its marks.
        """
        return [self.all[number] for number in self._chooser.fitting(words, held)]


def _toml(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(name))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"knowledge/{name}: {error}") from error


@cache
def verbs() -> Verbs:
    """The verbs and word sets. Raises DataError where a verb has not five forms."""
    data = _toml("en/patterns/verbs.toml")
    table: dict[str, list[str]] = {}
    for lemma, forms in data["verbs"].items():
        words = forms.split()
        if len(words) != len(FORMS):
            raise DataError(f"knowledge/en/patterns/verbs.toml: {lemma}: five forms wanted, {len(words)} given")
        table[lemma] = words
    return Verbs(table, data["sets"], data["adjectives"]["list"])


_TRIGGER = re.compile(r"\{(\w+)(?::(\w+))?\}|@(\w+)")


def _closing(expression: str, opening: int) -> int:
    """Where the bracket that opens at ``opening`` closes; -1 where none opens."""
    depth = 0
    for at in range(max(0, opening), len(expression)):
        depth += {"(": 1, ")": -1}.get(expression[at], 0)
        if opening >= 0 and depth == 0:
            return at
    return -1


def _triggers(pattern: Pattern, table: Verbs, where: str) -> frozenset[str]:
    """The words of which one must stand in the sentence: the alternatives of the first verb, noun set or word."""
    expression = re.sub(r"\[[^\]]*\]|!\([^)]*\)", "", pattern.expr)
    match = _TRIGGER.search(expression)
    opening = expression.rfind("(", 0, match.start() if match else len(expression))
    closing = _closing(expression, opening)
    if opening >= 0 and (match is None or closing > match.start()):
        alternatives = re.sub(r"\([^()]*\)", "", expression[opening + 1 : closing]).split("|")
    elif match is not None:
        alternatives = [match.group()]
    else:
        literal = re.findall(r"(?<![\w@{])[a-z]{2,}", expression)
        if not literal:
            raise DataError(f"{where}: the expression has no word to find it by")
        alternatives = [max(literal, key=len)]
    words: set[str] = set()
    for alternative in alternatives:
        inner = _TRIGGER.search(alternative)
        if inner is None:
            words.update(re.findall(r"[a-z'-]+", alternative)[:1])
            continue
        lemma, form, group = inner.groups()
        forms = table.group(group, where) if group else table.forms(lemma, form, where)
        words.update(word.split()[0] for word in forms)
    return frozenset(words)


def _verbal(pattern: Pattern) -> bool:
    """The first set of words is one of verbs, not of nouns."""
    match = _TRIGGER.search(pattern.expr)
    return match is not None and match.group(3) is None


@cache
def patterns() -> Patterns:
    """All packaged patterns, checked and compiled. Raises DataError naming file and pattern."""
    table = verbs()
    compiled: list[Compiled] = []
    seen: set[str] = set()
    folder = files("dragoman.knowledge").joinpath("en/patterns")
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".toml") or entry.name == "verbs.toml":
            continue
        for number, row in enumerate(_toml(f"en/patterns/{entry.name}").get("pattern", []), 1):
            where = f"knowledge/en/patterns/{entry.name}: pattern {row.get('id', number)}"
            try:
                pattern = msgspec.convert(row, Pattern)
            except msgspec.ValidationError as error:
                raise DataError(f"{where}: {error}") from error
            if pattern.id in seen:
                raise DataError(f"{where}: the id is given twice")
            seen.add(pattern.id)
            compiled.append(
                Compiled(
                    pattern,
                    where,
                    written_out(pattern.expr, table, where),
                    not re.search(r"(?<!\S)A(?!\S)", pattern.expr),
                    _verbal(pattern),
                    _triggers(pattern, table, where),
                    needs_of(pattern.expr, table, where),
                )
            )
    return Patterns(compiled, table)
