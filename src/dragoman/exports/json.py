"""Wire forms as JSON: one list, or one line an item (JSON Lines)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.exchange import json_line


def json_of(forms: Iterable[Any]) -> str:
    """The items as one JSON list, an item a line."""
    lines = ",\n".join(json_line(one) for one in forms)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def json_lines(forms: Iterable[Any]) -> Iterator[str]:
    """The items one a line, each with its line end; what ``--json`` prints."""
    for one in forms:
        yield json_line(one) + "\n"
