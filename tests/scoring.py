"""The rules by which a reading is compared with gold annotations, for clones without ../shared.

A copy of the rules of the shared scorer (version 2) in our own code: kinds, parties, dates, pairing, f1 and strict_f1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

Engagement = dict[str, Any]

CORE = frozenset({"call", "meeting", "talks", "trip", "conference"})
SPOKEN = frozenset({"call", "meeting", "talks"})
_DONE, _UNDONE = frozenset({"held", "cut_short"}), frozenset({"cancelled", "declined"})
_VAGUE = frozenset(
    [
        "counterpart",
        "counterparts",
        "leader",
        "leaders",
        "official",
        "officials",
        "chief",
        "top",
        "senior",
        "of",
        "the",
        "for",
    ]
)
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
_SUFFIXES = frozenset({"ii", "iii", "iv", "jr", "sr"})


def folded(text: str | None) -> list[str]:
    """The words of a name or title without accents and case, hyphens as blanks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(c))
    plain = plain.casefold().replace("-", " ").replace("defense", "defence")
    return re.sub(r"[^a-z0-9 ]+", " ", plain).split()


def same_party(gold: Engagement, read: Engagement) -> bool:
    """The same person by name; without a name on one side, the same country and no other office."""
    ours, theirs = ([w for w in folded(x.get("name")) if w not in _SUFFIXES] for x in (gold, read))
    if ours and theirs:
        short, long = sorted((ours, theirs), key=len)
        alike = set(short) <= set(long) or (ours[-1] == theirs[-1] and ours[0][0] == theirs[0][0])
        told = gold.get("country") and read.get("country")
        return alike and (not told or gold["country"] == read["country"] or ours == theirs)
    roles = [set(folded(x.get("role"))) - _VAGUE for x in (gold, read)]
    return gold.get("country") == read.get("country") and (not all(roles) or bool(roles[0] & roles[1]))


def _matching(rows: Sequence[Sequence[int]]) -> dict[int, int]:
    """A largest matching of rows to the columns they list, as {column: row}."""
    owner: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column in rows[row]:
            if column in seen:
                continue
            seen.add(column)
            if column not in owner or place(owner[column], seen):
                owner[column] = row
                return True
        return False

    for row in range(len(rows)):
        place(row, set())
    return owner


def shared_parties(gold: Engagement, read: Engagement, *, named: bool = False) -> int:
    """How many parties agree; ``named``: a name that the gold gives must be given."""
    rows = [
        [
            j
            for j, theirs in enumerate(read["parties"])
            if same_party(ours, theirs) and (not named or not folded(ours.get("name")) or folded(theirs.get("name")))
        ]
        for ours in gold["parties"]
    ]
    return len(_matching(rows))


def _span(dates: Engagement | None) -> tuple[date, date] | None:
    """First and last day that a date object may mean."""
    if not dates or not (dates.get("start") or dates.get("end")):
        return None
    first, last = dates.get("start") or dates["end"], dates.get("end") or dates["start"]
    begin = date.fromisoformat(first + "-01-01"[len(first) - 4 :] if len(first) < 10 else first)
    if len(last) == 10:
        return begin, date.fromisoformat(last)
    year, month = int(last[:4]), int(last[5:7]) if len(last) == 7 else 12
    following = date(year + (month == 12), month % 12 + 1, 1)
    return begin, following - timedelta(days=1)


def _agree(one: str, other: str) -> bool:
    size = min(len(one), len(other))
    return one[:size] == other[:size] and abs(len(one) - len(other)) <= 3


def date_right(gold: Engagement, read: Engagement) -> bool:
    """Equal; a trip's ends where both are given; ranges may differ by a week in all."""
    if gold.get("date_free"):
        return True
    ours, theirs = _span(gold.get("date")), _span(read.get("date"))
    if ours is None or theirs is None or ours == theirs:
        return ours == theirs
    if gold["kind"] == "trip":
        ends = [(gold["date"].get(k), read["date"].get(k)) for k in ("start", "end")]
        both = [(a, b) for a, b in ends if a and b]
        return bool(both) and all(_agree(a, b) for a, b in both)
    if ours[0] == ours[1] or theirs[0] == theirs[1]:
        return False
    nested = (ours[0] <= theirs[0] and theirs[1] <= ours[1]) or (theirs[0] <= ours[0] and ours[1] <= theirs[1])
    return nested and abs((theirs[1] - theirs[0]).days - (ours[1] - ours[0]).days) <= 7


def _apart(gold: Engagement, read: Engagement, slack: int) -> bool:
    ours, theirs = _span(gold.get("date")), _span(read.get("date"))
    if ours is None or theirs is None or gold.get("date_free"):
        return False
    return (theirs[0] - ours[1]).days > slack or (ours[0] - theirs[1]).days > slack


def _countries(trip: Engagement) -> set[str]:
    return {stop["country"] for stop in trip.get("stops") or [] if stop.get("country")}


def _same_gathering(gold: Engagement, read: Engagement) -> bool:
    ours, theirs = (set(folded(x.get("name"))) - _SMALL for x in (gold, read))
    if not ours or not theirs:
        return True
    numbered = [{w for w in words if any(c.isdigit() for c in w)} for words in (ours, theirs)]
    if all(numbered) and not numbered[0] & numbered[1]:
        return False
    return 2 * len(ours & theirs) >= min(len(ours), len(theirs))


def likeness(gold: Engagement, read: Engagement) -> float:
    """0 where ``read`` is not ``gold``; else how much it is."""
    kinds = {gold["kind"], read["kind"]}
    hits = shared_parties(gold, read)
    sizes = len(gold["parties"]), len(read["parties"])
    spoken = kinds <= SPOKEN and "talks" in kinds
    sitting = kinds == {"meeting", "conference"} and hits >= 2
    named = [p for p in gold["parties"] if folded(p.get("name"))]
    somebody = not named or any(folded(q.get("name")) and same_party(p, q) for p in named for q in read["parties"])
    if not (len(kinds) == 1 or spoken or sitting) or not somebody or _apart(gold, read, 31):
        return 0.0
    statuses = {gold["status"], read["status"]}
    if statuses & _DONE and statuses & _UNDONE:
        return 0.0
    if gold["kind"] == "trip":
        ours, theirs = _countries(gold), _countries(read)
        if hits < 1 or ((ours or theirs) and 2 * len(ours & theirs) < len(ours | theirs)):
            return 0.0
    elif kinds == {"conference"}:
        if hits < min(sizes[0], 1) or not _same_gathering(gold, read):
            return 0.0
    elif hits < min(sizes[0], 2) or not sizes[1]:
        return 0.0
    close = 0.0 if _apart(gold, read, 0) else 0.5 + 0.5 * date_right(gold, read)
    return 1 + hits / max(1, *sizes) + close + 0.5 * (len(kinds) == 1) + 0.5 * (len(statuses) == 1)


def pair(golds: Sequence[Engagement], reads: Sequence[Engagement]) -> list[tuple[int, int]]:
    """Which gold (index) is which read (index): as many as possible, the likeliest first."""
    rows = [sorted(((-likeness(g, r), j) for j, r in enumerate(reads))) for g in golds]
    fits = [[(w, j) for w, j in row if w < 0] for row in rows]
    order = sorted(range(len(golds)), key=lambda i: fits[i][0] if fits[i] else (0.0, 0))
    owner = _matching([[j for _, j in fits[i]] for i in order])
    return [(order[row], column) for column, row in sorted(owner.items())]


def strictly(gold: Engagement, read: Engagement) -> bool:
    """Kind, every party with its name, status, date and a conference's name are right."""
    whole = shared_parties(gold, read, named=True) == len(gold["parties"]) == len(read["parties"])
    named = gold["kind"] != "conference" or not folded(gold.get("name")) or bool(folded(read.get("name")))
    return (
        whole and named and gold["kind"] == read["kind"] and gold["status"] == read["status"] and date_right(gold, read)
    )


def f1(hits: float, golds: int, reads: int) -> float:
    return 1.0 if golds == reads == 0 else 2 * hits / (golds + reads)
