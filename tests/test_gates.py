"""Quick looks that spare most sentences a costly expression say no only where the expression says no."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from dragoman.knowledge.chooser import Chooser
from dragoman.knowledge.gate import Gate
from dragoman.knowledge.guarded import Guarded, first_letters, first_words, needed_pieces
from dragoman.reading import claims_words, relations_words
from dragoman.reading.articles import split_articles
from dragoman.reading.modality_rules import rules
from dragoman.reading.person_grammar import DELEGATION, RULES, reach_of, start_of
from dragoman.reading.reader import read_article

_WORDS = re.findall(
    r"[^,]+",
    "first,21st,2nd,fourth,last,Last,previous,most recent,times,twice,since,Since,three,visits,4,meetings,calls,"
    "relations,relationship,ties,neckties,partners,alliance,ally,Allies,embassies,AMBASSADOR,high commission,"
    "commissioner,the,of,and,met,Peru,plasticity,a,on,in,long,high",
)


def test_a_gate_looks_inside_words_and_past_capitals() -> None:
    gate = Gate(("alliance", "ties"))
    assert gate.open("The ALLIANCES hold.")
    assert gate.open("neckties")
    assert not gate.open("Peru and Sweden tie.")


@pytest.mark.parametrize("words", [claims_words, relations_words])
def test_gates_are_open_wherever_the_trigger_matches(words: object) -> None:
    gate: Callable[[], Gate] = words.gate  # type: ignore[attr-defined]
    trigger: Callable[[], re.Pattern[str]] = words.trigger  # type: ignore[attr-defined]
    dice, open_, shut = random.Random(5), 0, 0
    for _ in range(4000):
        text = " ".join(dice.choices(_WORDS, k=dice.randint(1, 3)))
        if gate().open(text):
            open_ += 1
        else:
            shut += 1
            assert not trigger().search(text), text
    assert open_ > 500
    assert shut > 500


_CODES = "TGFNHCDLVROSpycomnjagfti,&wxBaaNNFFwwwwjjCC,&"


@pytest.mark.parametrize(("counts", "delegations"), [(True, True), (True, False), (False, True), (False, False)])
def test_person_phrases_start_where_any_rule_matches(counts: bool, delegations: bool) -> None:
    dice = random.Random(6)
    rules = [rule for name, rule in RULES if counts or name != "pair_alone"]
    start = start_of(counts=counts, delegations=delegations)
    for _ in range(1000):
        codes = "".join(dice.choices(_CODES, k=dice.randint(2, 11)))
        for at in range(len(codes)):
            told = any(rule.match(codes, at) for rule in rules) or (delegations and DELEGATION.match(codes, at))
            assert bool(start.match(codes, at)) == bool(told), codes[at:]


def test_a_rule_of_persons_is_tried_wherever_it_matches() -> None:
    dice = random.Random(7)
    for _ in range(500):
        codes = "".join(dice.choices(_CODES, k=11))
        for at, code in enumerate(codes):
            tried = reach_of(code).rules
            assert [rule for rule in RULES if rule[1].match(codes, at) and rule not in tried] == [], codes[at:]


@pytest.mark.parametrize(
    ("expression", "pieces", "first"),
    [
        (r"\b(?:cancel|call(?:ed|s)? off)\b", {"ncel", "ll off", "lled off", "lls off"}, {"c"}),
        (r"(?:the )?(?P<who>\w+) (?:was|is) sworn in", {" was sworn in", " is sworn in"}, None),
        (r"[A-C]x|(?=d)\d", None, None),
        (r"a?b+c{0,3}", {"b"}, {"a", "b"}),
        (r"(?i:MET) (?=with)", {"MET"}, None),
    ],
)
def test_what_an_expression_needs_is_told_from_it(
    expression: str, pieces: set[str] | None, first: set[str] | None
) -> None:
    assert needed_pieces(expression) == pieces
    assert first_letters(expression) == first


def test_the_words_that_can_begin_a_pattern_are_told_from_it() -> None:
    assert first_words(r"(?<!\S)(?P<v>met |meets )(?:up )?with ") == {"met", "meets"}
    assert first_words(r"(?<!\S)(?:(?P<v>laid on )|<P(?P<A>\d+)> (?:who )?met )") == {"laid", "<P"}
    assert first_words(r"(?<!\S)(?:\S+ ){0,3}?met ") is None
    assert first_words(r"(?<!\S)meet") is None


def test_a_guarded_expression_finds_what_the_plain_one_does() -> None:
    dice, found = random.Random(8), 0
    expressions = [one for one in vars(rules()).values() if isinstance(one, Guarded)]
    expressions += [one for _, one in (*rules().undone, *rules().refused)]
    words = re.findall(r"[\w']+", " ".join(one.expression for one in expressions))
    for _ in range(2000):
        text = " ".join(dice.choices(words, k=dice.randint(1, 4)))
        for one in expressions:
            match, plain = one.search(text), one.pattern.search(text)
            assert (match and match.span()) == (plain and plain.span()), (one.expression, text)
            found += match is not None
    assert found > 1000
    assert Guarded("visit", re.IGNORECASE).search("The VISIT").span() == (4, 9)


def test_patterns_are_chosen_by_all_that_they_need() -> None:
    chooser = Chooser(
        [frozenset({"met", "meets"}), frozenset({"flew"}), frozenset({"met"})],
        [(frozenset({"<P"}), frozenset({"in", "at"})), (), (frozenset({"<L"}),)],
    )
    assert chooser.fitting({"met", "in"}, {"met", "in", "<P", "<L"}) == [0, 2]
    assert chooser.fitting({"flew"}, {"flew"}) == [1]
    assert chooser.fitting({"meets", "flew"}, {"meets", "flew", "<P"}) == [1]
    assert chooser.fitting({"in"}, {"in", "<P"}) == []


def test_signs_alone_are_no_sentence() -> None:
    text = "Foreign Minister Anna Berg of Sweden met her Peruvian counterpart in Lima. . … ! She flew home on Friday."
    article = read_article(text, split_articles(text)[0])
    assert all(re.search(r"\w", text[row.start : row.end]) for row in article.sentences)
    assert len(article.sentences) == 2
