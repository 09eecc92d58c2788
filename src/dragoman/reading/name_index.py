"""Which actors a name can stand for, found by its words, so that an article of a thousand names stays quick."""

from __future__ import annotations

from collections import defaultdict

from dragoman.reading.names import same_words

Words = tuple[str, ...]

_NOBODY: frozenset[int] = frozenset()


class NameIndex:
    """Numbers of actors under the words of their names (as ``names.name_words`` gives them).

    Two names can be the same only where all words of the shorter one, or their initials, stand in the longer one;
    a single word only where it stands first or last there, or is a long one.
    """

    def __init__(self) -> None:
        self._words: dict[int, Words] = {}
        self._holding: defaultdict[str, set[int]] = defaultdict(set)
        """Word: the names that hold it; a letter with a dot, as "b.": names with a word that begins with it."""
        self._anchored: defaultdict[str, set[int]] = defaultdict(set)
        """The same for one word of each name: the rarest when it was added."""
        self._ends: defaultdict[str, set[int]] = defaultdict(set)
        """Word: the names that begin or end with it."""
        self._found: dict[Words, list[int]] = {}

    def add(self, number: int, words: Words) -> None:
        """Add an actor's name, or its new and fuller name."""
        if not words:
            return
        self._words[number] = words
        self._found.clear()
        rarest = min(words, key=lambda word: (len(word) == 1, len(self._holding.get(word, ()))))
        for index, under in ((self._holding, words), (self._anchored, (rarest,))):
            for key in {*under, *(f"{word[0]}." for word in under)}:
                index[key].add(number)
        for word in (words[0], words[-1]):
            self._ends[word].add(number)

    def same(self, words: Words) -> list[int]:
        """The actors whose name can be the same as one of these words (``names.same_words``), in order."""
        found = self._found.get(words)
        if found is None:
            candidates = self._of_one(words[0]) if len(words) == 1 else self._of_several(words)
            found = [number for number in sorted(candidates) if same_words(self._words[number], words)]
            self._found[words] = found
        return found

    def _of_one(self, word: str) -> set[int]:
        ends = self._ends.get(word, _NOBODY)
        return {*ends, *self._holding.get(word, _NOBODY)} if len(word) > 3 else {*ends}

    def _of_several(self, words: Words) -> set[int]:
        shorter: set[int] = set()
        longer: set[int] | None = None
        for word in words:
            one, two = _keys(word)
            fitting = self._holding.get(one, _NOBODY) | self._holding.get(two, _NOBODY)
            longer = set(fitting) if longer is None else longer & fitting
            shorter |= self._anchored.get(one, _NOBODY) | self._anchored.get(two, _NOBODY)
        return shorter if longer is None else shorter | longer


def _keys(word: str) -> tuple[str, str]:
    """Under what a word that fits stands: itself, an initial that it begins with; all words of an initial."""
    return (word, f"{word}.") if len(word) == 1 else (word, word[0])
