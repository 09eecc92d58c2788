"""Where labels of points go so that none covers another, a point or the edge; those that fit nowhere are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

import msgspec

from dragoman.pictures.projection import Point

_FAR = (5.0, 14.0, 28.0, 46.0, 70.0)
"""How far from its point a label may be."""
_GAP = 2.0
_CROSSED, _NEARER = 6.0, 30.0
"""What a point of a line under a label costs, and another mark that is nearer to it, in units of distance."""


class Box(msgspec.Struct, frozen=True):
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Whether they share anything, or are nearer than ``gap``."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def within(self, other: Box) -> bool:
        """Whether all of it lies in the other."""
        inside = self.left >= other.left and self.right <= other.right
        return inside and self.top >= other.top and self.bottom <= other.bottom

    def far(self, other: Box) -> float:
        """How far they are apart."""
        x = max(self.left - other.right, other.left - self.right, 0.0)
        y = max(self.top - other.bottom, other.top - self.bottom, 0.0)
        return hypot(x, y)

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


class Wanted(msgspec.Struct, frozen=True):
    """A label of a size for a point, which is drawn as ``mark``."""

    mark: Box
    width: float
    height: float


def placed(wanted: Sequence[Wanted], edge: Box, lines: Sequence[Point] = ()) -> list[Box | None]:
    """The box of each label, None where there is no room. Those with the fewest places choose first."""
    marks = [one.mark for one in wanted]
    free = [
        [
            (cost + _CROSSED * sum(map(box.holds, lines)) + _NEARER * _is_nearer(box, one.mark, marks), at, box)
            for at, (cost, box) in enumerate(_places(one))
            if box.within(edge) and not any(box.overlaps(mark, _GAP) for mark in marks)
        ]
        for one in wanted
    ]
    found: list[Box | None] = [None] * len(wanted)
    taken: list[Box] = []
    for at in sorted(range(len(wanted)), key=lambda at: (len(free[at]), at)):
        open_ = [one for one in free[at] if not any(one[2].overlaps(other, _GAP) for other in taken)]
        if open_:
            found[at] = best = min(open_, key=lambda one: one[:2])[2]
            taken.append(best)
    return found


def _is_nearer(box: Box, own: Box, marks: Sequence[Box]) -> bool:
    """Whether a label stands nearer to another mark than to its own."""
    far = box.far(own)
    return any(box.far(mark) < far for mark in marks if mark is not own)


def _places(one: Wanted) -> Iterator[tuple[float, Box]]:
    """Cost and box of each place around a mark, the usual ones first."""
    mark, wide, high = one.mark, one.width, one.height
    x, y = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    for far in _FAR:
        right, left, above, below = mark.right + far, mark.left - far - wide, mark.top - far - high, mark.bottom + far
        corners = (
            (0.0, right, y - high / 2),
            (1.0, left, y - high / 2),
            (2.0, x - wide / 2, below),
            (2.0, x - wide / 2, above),
            (3.0, mark.right + far / 2, above + far / 2),
            (3.0, mark.right + far / 2, below - far / 2),
            (4.0, mark.left - far / 2 - wide, above + far / 2),
            (4.0, mark.left - far / 2 - wide, below - far / 2),
        )
        for cost, at_x, at_y in corners:
            yield cost + far, Box(at_x, at_y, at_x + wide, at_y + high)


def spread(marks: Sequence[tuple[float, float, float]], gap: float, edge: Box, rounds: int = 60) -> list[Point]:
    """Middles of marks (x, y, half the width; all as high as the first is wide) moved apart until none overlap.

    They keep as near as that allows; always the same way for the same marks.
    """
    middles = [(x, y) for x, y, _ in marks]
    for _ in range(rounds):
        moved = False
        for at, (_, _, wide) in enumerate(marks):
            for other in range(at):
                apart = wide + marks[other][2] + gap
                dx = middles[at][0] - middles[other][0]
                dy = middles[at][1] - middles[other][1]
                far = hypot(dx, dy)
                if far >= apart:
                    continue
                if far < 0.01:
                    dx, dy = 1.0, 0.5 + at / 10
                    far = hypot(dx, dy)
                push = (apart - min(far, apart) + 0.1) / 2
                middles[at] = _kept(middles[at], dx / far * push, dy / far * push, edge)
                middles[other] = _kept(middles[other], -dx / far * push, -dy / far * push, edge)
                moved = True
        if not moved:
            break
    return middles


def _kept(point: Point, dx: float, dy: float, edge: Box) -> Point:
    x = min(max(point[0] + dx, edge.left), edge.right)
    return x, min(max(point[1] + dy, edge.top), edge.bottom)
