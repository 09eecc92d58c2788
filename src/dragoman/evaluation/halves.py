"""A set of documents in two halves: one whose misses are read while the reader is worked on, one never looked at.

Half A are the documents at even places of the sorted ids (the first, the third, …), half B the rest. Of half B only
totals are looked at: how much lower they are than those of half A says how much was learned by heart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Half = Literal["a", "b"]


def halves(ids: Iterable[str]) -> dict[Half, list[str]]:
    """The ids of each half."""
    ordered = sorted(ids)
    return {"a": ordered[0::2], "b": ordered[1::2]}
