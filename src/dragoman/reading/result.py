"""What reading one document gives: the document, its articles and what it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from dragoman.model import Article, Claim, Document, Genre, ListRow, Relation, Report

if TYPE_CHECKING:
    from rich.console import RenderableType


class Reading(msgspec.Struct, frozen=True):
    """All that one document says, in the order of its text.

    ``articles`` is never empty for a document with text; ``Report.articles`` holds indexes into it.
    ``claims`` say what an engagement is in a row of them ("the first since 2018"), ``relations`` what ties
    two countries have. ``rows`` are those of an imported list (genre "list"), whose reports are the journeys
    that they make.
    A reading shows itself as a table in a terminal (``rich.print``) and in Jupyter.
    """

    document: Document
    genre: Genre | None = None
    articles: tuple[Article, ...] = ()
    reports: tuple[Report, ...] = ()
    rows: tuple[ListRow, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()

    def at_least(self, confidence: float) -> Reading:
        """The same reading without the reports below ``confidence`` (0 to 1)."""
        kept = tuple(report for report in self.reports if report.confidence >= confidence)
        return msgspec.structs.replace(self, reports=kept)

    def __rich__(self) -> RenderableType:
        from dragoman import show  # noqa: PLC0415  (rich is loaded only where something is shown)

        return show.ReadingTable(self)

    def __repr__(self) -> str:
        from dragoman import show  # noqa: PLC0415

        return show.plain(self)

    def _repr_html_(self) -> str:
        from dragoman import show  # noqa: PLC0415

        return show.html(self)
