"""Which actors a name can stand for, found by its words, so that an article of a thousand names stays quick."""

from __future__ import annotations

from collections import defaultdict

from dragoman.reading.names import LONGEST, same_words

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
        """Word: the names that hold it; a letter with a dot, as "b.": names with a word that begins with it.

        Without names longer than ``LONGEST``, which equal only themselves and single words (``_inside``)."""
        self._inside: defaultdict[str, set[int]] = defaultdict(set)
        """Word: all names that hold it."""
        self._whole: defaultdict[Words, set[int]] = defaultdict(set)
        """The names of these words."""
        self._alone: defaultdict[str, set[int]] = defaultdict(set)
        """Word: the names that are this word alone."""
        self._letters: dict[int, frozenset[str]] = {}
        """The letters with which the words of a name begin: those of the shorter of two that are the same are
        among those of the longer."""
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
        self._letters[number] = _letters(words)
        self._found.clear()
        self._whole[words].add(number)
        if len(words) == 1:
            self._alone[words[0]].add(number)
        for word in (words[0], words[-1]):
            self._ends[word].add(number)
        for word in words:
            self._inside[word].add(number)
        if len(words) > LONGEST:
            return
        rarest = min(words, key=lambda word: (len(word) == 1, len(self._holding.get(word, ()))))
        for index, under in ((self._holding, words), (self._anchored, (rarest,))):
            for key in {*under, *(f"{word[0]}." for word in under)}:
                index[key].add(number)

    def same(self, words: Words) -> list[int]:
        """The actors whose name can be the same as one of these words (``names.same_words``), in order."""
        found = self._found.get(words)
        if found is None:
            candidates = self._of_one(words[0]) if len(words) == 1 else self._of_several(words)
            letters = _letters(words)
            near = (n for n in sorted(candidates) if self._letters[n] <= letters or letters <= self._letters[n])
            found = [number for number in near if same_words(self._words[number], words)]
            self._found[words] = found
        return found

    def _of_one(self, word: str) -> set[int]:
        ends = self._ends.get(word, _NOBODY)
        return {*ends, *self._inside.get(word, _NOBODY)} if len(word) > 3 else {*ends}

    def _of_several(self, words: Words) -> set[int]:
        shorter = set(self._whole.get(words, _NOBODY))
        if len(words) > LONGEST:
            return shorter.union(*(self._alone.get(word, _NOBODY) for word in words))
        longer: set[int] | None = None
        for word in sorted(words, key=len, reverse=True):  # few names hold a long word, many an initial
            one, two = _keys(word)
            whole, initial = self._holding.get(one, _NOBODY), self._holding.get(two, _NOBODY)
            if longer is None:
                longer = {*whole, *initial}
            else:
                longer = {number for number in longer if number in whole or number in initial}
            shorter.update(self._anchored.get(one, _NOBODY), self._anchored.get(two, _NOBODY))
        return shorter if longer is None else shorter | longer


def _letters(words: Words) -> frozenset[str]:
    return frozenset(word[0] for word in words)


def _keys(word: str) -> tuple[str, str]:
    """Under what a word that fits stands: itself, an initial that it begins with; all words of an initial."""
    return (word, f"{word}.") if len(word) == 1 else (word, word[0])
