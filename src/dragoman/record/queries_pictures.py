"""Answers that are pictures as well.

``dragoman.pictures`` builds on the record, so it is imported only where a picture is asked for: the record knows
its name and nothing of how it draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.pictures.picture import Picture


class Pictured:
    """An answer with ``map()`` and ``timeline()``: pictures that Jupyter shows and ``save("x.svg")`` writes."""

    __slots__ = ()

    def map(self) -> Picture:
        """Where it was: the route of a trip, else how often in which country."""
        from dragoman.pictures.answers import map_of  # noqa: PLC0415

        return map_of(self)

    def timeline(self) -> Picture:
        """When it was, along a time axis; the day that the answer was asked for as ``today`` is marked."""
        from dragoman.pictures.answers import timeline_of  # noqa: PLC0415

        return timeline_of(self)
