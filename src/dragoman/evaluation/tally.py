"""What one document adds to the sums that the figures are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.evaluation.fields import in_order, place_right, shown, whole_articles, wrong_fields
from dragoman.evaluation.form import GoldDocument, GoldEngagement, ReadDocument, ReadEngagement
from dragoman.evaluation.pairing import pair
from dragoman.evaluation.parties import folded, shared_parties

Group = tuple[str, str]
"""A dimension (kind, status, genre; "all" for the whole) and a value of it."""
Tally = Counter[tuple[Group, str]]
"""Sums by group and by what is counted."""

CORE_GROUP: Group = ("all", "core")
OTHER_GROUP: Group = ("all", "other")
PAGE_GROUP: Group = ("all", "pages")

Paired = list[tuple[GoldEngagement, ReadEngagement]]


class Compared:
    """One document's engagements, paired; core kinds and the others are never taken for each other."""

    def __init__(self, gold: GoldDocument, read: ReadDocument) -> None:
        self.pairs: Paired = []
        self.missed: list[GoldEngagement] = []
        self.extra: list[ReadEngagement] = []
        for core in (True, False):
            golds = [e for e in gold.engagements if e.core == core]
            reads = [e for e in read.engagements if e.core == core]
            found = pair(golds, reads)
            self.pairs += [(golds[i], reads[j]) for i, j in found]
            ours, theirs = {i for i, _ in found}, {j for _, j in found}
            self.missed += [e for i, e in enumerate(golds) if i not in ours]
            self.extra += [e for j, e in enumerate(reads) if j not in theirs]


def tally(gold: GoldDocument, read: ReadDocument, text: str) -> Tally:
    """The document's sums. By kind all kinds are counted, by status and genre the core kinds."""
    sums: Tally = Counter()
    compared = Compared(gold, read)
    genre = gold.genre or "?"
    for one, other in compared.pairs:
        exact = not wrong_fields(one, other)
        for group in _groups(one, genre):
            sums[group, "gold"] += 1
            sums[group, "hit_gold"] += 1
            sums[group, "strict"] += exact
        for group in _groups(other, genre):
            sums[group, "read"] += 1
            sums[group, "hit_read"] += 1
        if one.core:
            _add_fields(sums, one, other, text)
    _add_all(sums, compared.missed, genre, "gold")
    _add_all(sums, compared.extra, genre, "read")
    good, wanted = whole_articles(gold, read)
    sums[PAGE_GROUP, "whole"] += good
    sums[PAGE_GROUP, "wanted"] += wanted
    return sums


def _groups(engagement: GoldEngagement | ReadEngagement, genre: str) -> tuple[Group, ...]:
    kind: Group = ("kind", engagement.kind)
    if not engagement.core:
        return OTHER_GROUP, kind
    return CORE_GROUP, kind, ("status", engagement.status), ("genre", genre)


def _add_all(sums: Tally, rest: Sequence[GoldEngagement | ReadEngagement], genre: str, what: str) -> None:
    for engagement in rest:
        for group in _groups(engagement, genre):
            sums[group, what] += 1


def _add_fields(sums: Tally, gold: GoldEngagement, read: ReadEngagement, text: str) -> None:
    """The fields of a found engagement of a core kind."""
    wrong = wrong_fields(gold, read)
    ours, theirs = set(gold.topics), set(read.topics)
    undone, placed = gold.status != "held", gold.place is not None and gold.kind != "trip"
    row = {
        "kind": "kind" not in wrong,
        "status": "status" not in wrong,
        "date": "date" not in wrong,
        "undone": undone,
        "undone_right": undone and "status" not in wrong,
        "placed": placed,
        "placed_right": placed and place_right(gold, read),
        "shown": bool(text) and shown(gold, read, text),
        "party_hit": shared_parties(gold, read, named=True),
        "party_both": len(gold.parties) + len(read.parties),
        "topic_hit": len(ours & theirs),
        "topic_both": len(ours) + len(theirs),
    }
    if gold.kind == "trip":
        states = [Counter((s.country, s.status) for s in trip.stops) for trip in (gold, read)]
        routes = [[(s.country, folded(s.city)) for s in trip.stops] for trip in (gold, read)]
        row["stop_hit"] = (states[0] & states[1]).total()
        row["stop_both"] = len(gold.stops) + len(read.stops)
        row["route_hit"] = in_order(routes[0], routes[1])
    for what, value in row.items():
        sums[CORE_GROUP, what] += int(value)
