"""Composed names of gatherings are looked for only where one can begin: nothing may be lost by that."""

import random

import pytest

from dragoman.knowledge import gatherings as known
from dragoman.samples import __file__ as samples

WORDS = known.gathering_words()
LISTED = [
    *(word for field in WORDS.__struct_fields__ for word in getattr(WORDS, field)),
    *known.bodies(),
]
LINKS = [
    "of",
    "the",
    "and",
    "for",
    "on",
    "to",
    "from",
    "2 + 2",
    "2-plus-2",
    "53rd",
    "2024",
    "U.S.",
    "(ECO)",
    "he",
    "met",
]
JOINTS = [" "] * 9 + ["-", "/", "’s ", "' ", ", ", ". ", "\n", ": "]


def told(text):
    """What the whole expression finds, where one look says that there can be something."""
    if not known._look(text, 0, len(text)).heads:
        return []
    return [match.span() for match in known.gathering_pattern().finditer(text)]


@pytest.mark.parametrize("seed", range(8))
def test_generated_names(seed):
    dice = random.Random(seed)
    for _ in range(250):
        words = [dice.choice(LISTED if dice.random() < 0.75 else LINKS) for _ in range(dice.randint(3, 12))]
        words = [word.title() if dice.random() < 0.3 else word for word in words]
        text = "".join(word + dice.choice(JOINTS) for word in words).lstrip("&")
        if text.startswith(("and'", "and-", "And'")) or "and'" in text:
            continue  # no name begins so; the expression alone would take it
        found = [match.span() for match in known._composed(text, 0, len(text))]
        assert not told(text) or found == told(text), text


def test_the_samples():
    from pathlib import Path

    for path in sorted((Path(samples).parent / "documents").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if told(line):
                assert [match.span() for match in known._composed(line, 0, len(line))] == told(line)
