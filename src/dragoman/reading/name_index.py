"""Which actors a name can stand for, found by its words, so that an article of a thousand names stays quick."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain


class NameIndex:
    """Numbers of actors under the words of their names (as ``names.name_words`` gives them).

    Two names can be the same only where all words of the shorter one, or their initials, stand in the longer one.
    """

    def __init__(self) -> None:
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        """Word: the names that hold it; a letter with a dot, as "b.": names with a word that begins with it."""
        self._anchored: defaultdict[str, list[int]] = defaultdict(list)
        """The same for one word of each name: the rarest when it was added."""

    def add(self, number: int, words: tuple[str, ...]) -> None:
        """Add an actor's name, or its new and fuller name."""
        if not words:
            return
        rarest = min(words, key=lambda word: (len(word) == 1, len(self._holding.get(word, ()))))
        for index, under in ((self._holding, words), (self._anchored, (rarest,))):
            for key in {*under, *(f"{word[0]}." for word in under)}:
                index[key].append(number)

    def candidates(self, words: tuple[str, ...]) -> list[int]:
        """The actors whose name can be the same as one of these words, and some more, in order."""
        keys = [_keys(word) for word in words]
        shorter = chain.from_iterable(self._anchored.get(key, ()) for key in chain.from_iterable(keys))
        longer: list[list[int]] = []
        least = -1
        for row in keys:
            found = [self._holding[key] for key in row if key in self._holding]
            size = sum(map(len, found))
            if least < 0 or size < least:
                longer, least = found, size
        return sorted({*shorter, *chain.from_iterable(longer)})


def _keys(word: str) -> tuple[str, ...]:
    """Under what a word that fits stands: itself, an initial that it begins with; all words of an initial."""
    return (word, f"{word}.") if len(word) == 1 else (word, word[0])
