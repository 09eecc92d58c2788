"""Every pattern keeps its promises: it reads what it says it takes and leaves alone what it says it refuses."""

from __future__ import annotations

import pytest

from dragoman.knowledge.patterns import Compiled, patterns
from dragoman.reading.articles import split_articles
from dragoman.reading.reader import read_article

ALL = patterns().all


def accepted(text: str) -> list[str]:
    """Ids of the patterns whose drafts are accepted in ``text``."""
    found: list[str] = []
    for piece in split_articles(text, published="2022-05-18"):
        for sentence in read_article(text, piece).sentences:
            found += [draft.pattern.id for draft in sentence.drafts if draft.refusal is None]
    return found


def cases(side: str) -> list[tuple[Compiled, str]]:
    return [(entry, text) for entry in ALL for text in getattr(entry.pattern, side)]


@pytest.mark.parametrize("entry", ALL, ids=lambda e: e.pattern.id)
def test_has_examples_of_both_sides(entry: Compiled) -> None:
    assert entry.pattern.takes, "a pattern shows at least one sentence that it takes"
    assert entry.pattern.refuses, "a pattern shows at least one near miss"


@pytest.mark.parametrize(
    ("entry", "text"), cases("takes"), ids=lambda v: getattr(getattr(v, "pattern", None), "id", None)
)
def test_takes(entry: Compiled, text: str) -> None:
    assert entry.pattern.id in accepted(text)


@pytest.mark.parametrize(
    ("entry", "text"), cases("refuses"), ids=lambda v: getattr(getattr(v, "pattern", None), "id", None)
)
def test_refuses(entry: Compiled, text: str) -> None:
    assert entry.pattern.id not in accepted(text)
