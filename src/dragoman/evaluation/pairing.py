"""Which of the engagements read is which of the gold's."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.evaluation.dates import apart, date_right
from dragoman.evaluation.form import Engagement, GoldEngagement, ReadEngagement
from dragoman.evaluation.parties import folded, matching, shared_parties, somebody_named

_SPOKEN = frozenset({"call", "meeting", "talks"})
_DONE, _UNDONE = frozenset({"held", "cut_short"}), frozenset({"cancelled", "declined"})
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "on",
        "for",
        "in",
        "at",
        "to",
        "with",
        "meeting",
        "ministerial",
        "summit",
        "conference",
    ]
)

Pair = tuple[GoldEngagement, ReadEngagement]


def _countries(trip: Engagement) -> set[str]:
    return {stop.country for stop in trip.stops if stop.country}


def _same_gathering(gold: Engagement, read: Engagement) -> bool:
    """Half of the words that say something are shared; the G7 is not the G20."""
    ours, theirs = (set(folded(x.name)) - _SMALL for x in (gold, read))
    if not ours or not theirs:
        return True
    numbered = [{w for w in words if any(c.isdigit() for c in w)} for words in (ours, theirs)]
    if all(numbered) and not numbered[0] & numbered[1]:
        return False
    return 2 * len(ours & theirs) >= min(len(ours), len(theirs))


def _kinds_fit(gold: Engagement, read: Engagement, shared: int) -> bool:
    """The same kind; talks may be calls or meetings; a 2+2 may be a meeting of the same two."""
    kinds = {gold.kind, read.kind}
    spoken = kinds <= _SPOKEN and "talks" in kinds
    return len(kinds) == 1 or spoken or (kinds == {"meeting", "conference"} and shared >= 2)


def _sides_fit(gold: Engagement, read: Engagement, shared: int) -> bool:
    """Two parties agree; of a trip the traveller and half of the countries; of a conference one, and its name."""
    if gold.kind == "trip":
        ours, theirs = _countries(gold), _countries(read)
        return shared >= 1 and not ((ours or theirs) and 2 * len(ours & theirs) < len(ours | theirs))
    if gold.kind == read.kind == "conference":
        return shared >= min(len(gold.parties), 1) and _same_gathering(gold, read)
    return shared >= min(len(gold.parties), 2) and bool(read.parties)


def likeness(gold: GoldEngagement, read: ReadEngagement) -> float:
    """0 where ``read`` is not ``gold``; else how much it is, to choose among several."""
    shared = shared_parties(gold, read)
    if not _kinds_fit(gold, read, shared) or not somebody_named(gold, read) or apart(gold, read, 31):
        return 0.0
    statuses = {gold.status, read.status}
    if (statuses & _DONE and statuses & _UNDONE) or not _sides_fit(gold, read, shared):
        return 0.0
    close = 0.0 if apart(gold, read, 0) else 0.5 + 0.5 * date_right(gold, read)
    same = 0.5 * (gold.kind == read.kind) + 0.5 * (len(statuses) == 1)
    return 1 + shared / max(1, len(gold.parties), len(read.parties)) + close + same


def pair(golds: Sequence[GoldEngagement], reads: Sequence[ReadEngagement]) -> list[tuple[int, int]]:
    """Which gold (index) is which read (index): as many as possible, the likeliest first."""
    fits = [
        [(weight, j) for weight, j in sorted((-likeness(gold, read), j) for j, read in enumerate(reads)) if weight < 0]
        for gold in golds
    ]
    order = sorted(range(len(golds)), key=lambda i: fits[i][0] if fits[i] else (0.0, 0))
    owner = matching([[j for _, j in fits[i]] for i in order])
    return [(order[row], column) for column, row in sorted(owner.items())]
