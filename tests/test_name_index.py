"""Names that can be the same are found by their words: none is lost on the way, however long the names are."""

from __future__ import annotations

import random

from dragoman.reading.name_index import NameIndex
from dragoman.reading.names import same_words

_WORDS = ("a", "b", "c", "anna", "berg", "bo", "cato", "al", "bin", "de", "la", "von", "x", "salas", "carla")


def test_all_names_that_can_be_the_same_are_found() -> None:
    dice, met = random.Random(2), 0
    for _ in range(400):
        names = [tuple(dice.choices(_WORDS, k=dice.choice([1, 1, 2, 2, 3, 4, 11, 12, 13, 14]))) for _ in range(20)]
        index = NameIndex()
        for number, words in enumerate(names):
            index.add(number, words)
        asked = dice.choice(names) if dice.random() < 0.3 else tuple(dice.choices(_WORDS, k=dice.randint(1, 14)))
        wanted = [number for number, words in enumerate(names) if same_words(words, asked)]
        assert index.same(asked) == wanted, asked
        met += len(wanted)
    assert met > 300


def test_a_fuller_name_takes_the_place_of_the_short_one() -> None:
    index = NameIndex()
    index.add(0, ("berg",))
    index.add(0, ("anna", "berg"))
    assert index.same(("berg",)) == [0]
    assert index.same(("carla", "berg")) == []
