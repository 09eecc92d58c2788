"""How many examples the patterns carry, and how many kinds of sentence those are."""

from __future__ import annotations

import re
from functools import cache

import pytest

from dragoman.knowledge.patterns import patterns
from dragoman.reading.articles import split_articles
from dragoman.reading.reader import read_article

LEAST_EXAMPLES, LEAST_SKELETONS = 500, 150


@cache
def skeletons(side: str) -> dict[str, str]:
    """Each example of one side with its sentences as skeletons, the numbers of the marks taken off."""
    found: dict[str, str] = {}
    for entry in patterns().all:
        for text in getattr(entry.pattern, side):
            rows = [
                s for piece in split_articles(text, published="2022-05-18") for s in read_article(text, piece).sentences
            ]
            found[text] = re.sub(r"<(\w)\d+>", r"<\1>", " / ".join(s.skeleton.text for s in rows if s.skeleton))
    return found


@pytest.mark.parametrize("side", ["takes", "refuses"])
def test_enough_examples(side: str) -> None:
    assert sum(len(getattr(entry.pattern, side)) for entry in patterns().all) >= LEAST_EXAMPLES


@pytest.mark.parametrize("side", ["takes", "refuses"])
def test_enough_kinds_of_sentence(side: str) -> None:
    assert len(set(skeletons(side).values())) >= LEAST_SKELETONS


@pytest.mark.parametrize("side", ["takes", "refuses"])
def test_no_example_is_given_twice_for_one_pattern(side: str) -> None:
    for entry in patterns().all:
        rows = getattr(entry.pattern, side)
        assert len(rows) == len(set(rows)), entry.pattern.id
