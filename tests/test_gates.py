"""Quick looks that spare most sentences a costly expression say no only where the expression says no."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from dragoman.knowledge.gate import Gate
from dragoman.reading import claims_words, relations_words
from dragoman.reading.articles import split_articles
from dragoman.reading.person_grammar import DELEGATION, RULES, START
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


def test_person_phrases_start_where_any_rule_matches() -> None:
    dice = random.Random(6)
    rules = [DELEGATION, *(rule for _, rule in RULES)]
    for _ in range(1500):
        codes = "".join(dice.choices("TGFNHCDLVROSpycomnjagfti,&wxB", k=10))
        for at in range(len(codes)):
            assert bool(START.match(codes, at)) == any(rule.match(codes, at) for rule in rules), codes[at:]


def test_signs_alone_are_no_sentence() -> None:
    text = "Foreign Minister Anna Berg of Sweden met her Peruvian counterpart in Lima. . … ! She flew home on Friday."
    article = read_article(text, split_articles(text)[0])
    assert all(re.search(r"\w", text[row.start : row.end]) for row in article.sentences)
    assert len(article.sentences) == 2
