"""Which of many expressions can match a sentence, told in a few steps by the words that it holds."""

from __future__ import annotations

from collections.abc import Sequence, Set

from dragoman.knowledge.needs import Need


class Chooser:
    """Chooses the expressions of which each need is met, by sums of bits.

    Each expression has one bit in each of several planes, one plane for its triggers and one for each of its
    needs; a word sets the bits of all that it meets. What has its bit in every plane can match.
    """

    def __init__(self, triggers: Sequence[Need], needs: Sequence[tuple[Need, ...]]) -> None:
        self._count = len(triggers)
        self._planes = 1 + max(map(len, needs), default=0)
        self._given = 0
        self._by_trigger: dict[str, int] = {}
        self._by_need: dict[str, int] = {}
        for number, (trigger, wanted) in enumerate(zip(triggers, needs, strict=True)):
            self._set(self._by_trigger, trigger, 1 << number)
            for plane in range(1, self._planes):
                bit = 1 << (plane * self._count + number)
                if plane <= len(wanted):
                    self._set(self._by_need, wanted[plane - 1], bit)
                else:
                    self._given |= bit

    @staticmethod
    def _set(table: dict[str, int], words: Need, bit: int) -> None:
        for word in words:
            table[word] = table.get(word, 0) | bit

    def fitting(self, words: Set[str], held: Set[str]) -> list[int]:
        """The numbers of the expressions with a trigger among ``words`` and all needs met by ``held``, in order."""
        triggers, needs = self._by_trigger, self._by_need
        met = 0
        for word in words & triggers.keys():
            met |= triggers[word]
        if not met:
            return []
        met |= self._given
        for word in held & needs.keys():
            met |= needs[word]
        fit = (1 << self._count) - 1
        for _ in range(self._planes):
            fit &= met
            met >>= self._count
        numbers: list[int] = []
        while fit:
            lowest = fit & -fit
            numbers.append(lowest.bit_length() - 1)
            fit ^= lowest
        return numbers
