"""When two parties are the same, and how many of two engagements are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from dragoman.evaluation.form import Engagement, Party

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
_SUFFIXES = frozenset({"ii", "iii", "iv", "jr", "sr"})


@lru_cache(maxsize=20_000)
def folded(text: str | None) -> tuple[str, ...]:
    """The words of a name or title without accents, case and signs, hyphens as blanks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(c))
    plain = plain.casefold().replace("-", " ").replace("defense", "defence")
    return tuple(re.sub(r"[^a-z0-9 ]+", " ", plain).split())


def same_party(gold: Party, read: Party) -> bool:
    """The same person: all words of the shorter name, or last name and first letter, and no other country.

    Where one side has no name: the same country and no contradicting office.
    """
    ours, theirs = ([w for w in folded(x.name) if w not in _SUFFIXES] for x in (gold, read))
    if ours and theirs:
        short, long = sorted((ours, theirs), key=len)
        if not (set(short) <= set(long) or (ours[-1] == theirs[-1] and ours[0][0] == theirs[0][0])):
            return False
        return not (gold.country and read.country) or gold.country == read.country or ours == theirs
    if gold.country != read.country:
        return False
    roles = [set(folded(x.role)) - _VAGUE for x in (gold, read)]
    return not all(roles) or bool(roles[0] & roles[1])


def matching(rows: Sequence[Sequence[int]]) -> dict[int, int]:
    """A largest matching of rows to the columns that they list, best first; as {column: row}."""
    owner: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column in rows[row]:
            if column not in seen:
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
            column
            for column, theirs in enumerate(read.parties)
            if same_party(ours, theirs) and (not named or not folded(ours.name) or folded(theirs.name))
        ]
        for ours in gold.parties
    ]
    return len(matching(rows))


def all_parties(gold: Engagement, read: Engagement) -> bool:
    """The two have the same parties, with every name that the gold gives."""
    return shared_parties(gold, read, named=True) == len(gold.parties) == len(read.parties)


def somebody_named(gold: Engagement, read: Engagement) -> bool:
    """One of the persons whom the gold names is named, where it names any."""
    named = [p for p in gold.parties if folded(p.name)]
    return not named or any(folded(q.name) and same_party(p, q) for p in named for q in read.parties)
