"""Values weighed by how many independent origins give them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

from dragoman.merging.names import words_of
from dragoman.merging.views import View

T = TypeVar("T", bound=Hashable)

_LONG = 40


def origins(views: Iterable[View]) -> dict[int, str]:
    """The origin of each view by its number: copies of one text are one, under whatever publisher.

    Beside what the source says (origin, publisher, document), a long quote in the same words makes two one.
    """
    ordered = sorted(views, key=lambda view: view.number)
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.get(name, name) != name:
            name = root[name]
        return name

    quoted: dict[str, str] = {}
    for view in ordered:
        for evidence in view.report.evidence:
            quote = " ".join(words_of(evidence.quote))
            if len(quote) >= _LONG:
                a, b = sorted((find(view.origin), find(quoted.setdefault(quote, view.origin))))
                root[b] = a
    return {view.number: find(view.origin) for view in ordered}


def votes(given: Iterable[tuple[T, View]], origin: dict[int, str]) -> list[tuple[T, list[View]]]:
    """Each value with the views that give it: most origins first, then most reports, then by its text."""
    views: dict[T, list[View]] = {}
    for value, view in given:
        views.setdefault(value, []).append(view)

    def order(one: tuple[Any, list[View]]) -> tuple[int, int, str]:
        return -len({origin[view.number] for view in one[1]}), -len(one[1]), repr(one[0])

    return sorted(views.items(), key=order)


def keys(views: Iterable[View]) -> tuple[str, ...]:
    """The keys of the reports, each once, in order."""
    return tuple(sorted({view.key for view in views}))
