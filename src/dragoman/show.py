"""A reading shown to people: as a table in a terminal, as plain text, as HTML for Jupyter.

Everything from a document passes through ``harmless``: text from outside cannot steer a terminal,
and in HTML it is escaped.
"""

from __future__ import annotations

import io
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

from dragoman.texts import harmless, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from dragoman.model import Dates, Document, Party, Report, Stop
    from dragoman.reading.result import Reading

NOTHING = "nothing found"
LEDGER_NOTE = "[name]: not in the text; known from the ledger of office-holders"
QUOTE_LIMIT = 150
PLAIN_WIDTH = 110
WIDE = 100
PLACE_WIDTH = 28
UNTOLD = "–"
_LOST = {"cancelled": " (cancelled)", "planned": " (planned)", "postponed": " (postponed)"}
_STYLES = {"held": "green", "planned": "cyan", "postponed": "yellow", "cut_short": "yellow"}


class ReadingTable:
    """A reading as a rich renderable: a heading, then one row a report.

    Args:
        most: how many rows to show; what is left out is counted in a last line. None for all.
        quote_limit: characters of the quote that are shown.
    """

    def __init__(self, reading: Reading, *, most: int | None = None, quote_limit: int = QUOTE_LIMIT) -> None:
        self.reading = reading
        self.shown = reading.reports[:most]
        self.quote_limit = quote_limit

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text  # noqa: PLC0415  (rich takes 100 ms; --json does without)

        yield Text(heading(self.reading.document), style="bold")
        if self.shown:
            yield from self._rows(narrow=options.max_width < WIDE)
        else:
            yield Text(f"  {NOTHING}", style="dim")
        left = len(self.reading.reports) - len(self.shown)
        if left:
            yield Text(f"  … and {left} more", style="dim")
        if _names_from_ledger(self.shown):
            yield Text(f"  {LEDGER_NOTE}", style="dim")

    def _rows(self, *, narrow: bool) -> Iterator[RenderableType]:
        """A row of cells a report, and below it the words that say it, over the whole width.

        Where the screen is narrow the place stands before the parties instead of in a column.
        """
        from rich.padding import Padding  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        cells = [_cells(report, narrow=narrow) for report in self.shown]
        titles = ("kind", "day", "status", "parties") if narrow else ("kind", "day", "status", "place", "parties")
        rows = [titles, *cells]
        widths = [min(max(len(row[n]) for row in rows), PLACE_WIDTH) for n in range(len(titles) - 1)]
        yield _row(titles, widths, ["dim"] * len(titles))
        for report, row in zip(self.shown, cells, strict=True):
            yield _row(row, widths, ["bold", "", _STYLES.get(report.status, "red")])
            words = Text(f"“{quote(report, self.quote_limit)}”", style="italic dim")
            yield Padding(words, (0, 0, 0, 2 + widths[0] + 2))


def _cells(report: Report, *, narrow: bool) -> tuple[str, ...]:
    status = report.status.replace("_", " ")
    place, people = where(report), parties(report)
    if narrow:
        return report.kind, day(report.date), status, people if place == UNTOLD else f"{place}: {people}"
    return report.kind, day(report.date), status, place, people


def _row(cells: Sequence[str], widths: Sequence[int], styles: Sequence[str]) -> RenderableType:
    """Cells side by side, two spaces apart; the last takes what is left of the line."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=0)
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    grid.add_column(overflow="fold")
    styled = [Text(cell, style=style) for cell, style in zip_longest(cells, styles, fillvalue="")]
    grid.add_row("", *styled)
    return grid


def plain(reading: Reading, width: int = PLAIN_WIDTH) -> str:
    """The table as plain text, ``width`` columns wide, without colours."""
    from rich.console import Console  # noqa: PLC0415

    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, legacy_windows=False)
    console.print(ReadingTable(reading))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def html(reading: Reading) -> str:
    """The table as an HTML fragment; everything from the document is escaped, quotes are whole."""
    parts = [f"<p><b>{escape(heading(reading.document))}</b></p>"]
    if not reading.reports:
        return f"<div>{parts[0]}<p>{NOTHING}</p></div>"
    names = ("kind", "parties", "day", "place", "status", "quote")
    heads = "".join(f"<th>{name}</th>" for name in names)
    parts.append(f"<table><thead><tr>{heads}</tr></thead><tbody>")
    parts.extend(_html_row(report) for report in reading.reports)
    parts.append("</tbody></table>")
    if _names_from_ledger(reading.reports):
        parts.append(f"<p>{escape(LEDGER_NOTE)}</p>")
    return "<div>" + "".join(parts) + "</div>"


def _html_row(report: Report) -> str:
    status = report.status.replace("_", " ")
    cells = (report.kind, parties(report), day(report.date), where(report), status)
    quoted = f"<td><q dir='auto'>{escape(quote(report, None))}</q></td>"
    return "<tr>" + "".join(f"<td dir='auto'>{escape(cell)}</td>" for cell in cells) + quoted + "</tr>"


def heading(document: Document) -> str:
    """One line that names the document: id, title where it says more, day of publication."""
    parts = [harmless(document.id)]
    if document.title:
        parts.append(shortened(harmless(document.title), 80))
    if document.published:
        parts.append(harmless(document.published))
    return " · ".join(parts)


def parties(report: Report) -> str:
    """The parties, first the name of a gathering if there is one."""
    names = ", ".join(party_name(party) for party in report.parties) or "parties not told"
    return f"{harmless(report.name)}: {names}" if report.name else names


def party_name(party: Party) -> str:
    """``Name (US)``, or the office where the text has no name, with the ledger's name in brackets."""
    base = party.name or party.role
    if base is None:
        return harmless(party.country or "?")
    country = f" ({harmless(party.country)})" if party.country else ""
    known = f" [{harmless(party.person.name)}]" if party.person and _known_from_ledger(party) else ""
    return harmless(base) + country + known


def _names_from_ledger(reports: Iterable[Report]) -> bool:
    return any(_known_from_ledger(party) for report in reports for party in report.parties)


def _known_from_ledger(party: Party) -> bool:
    return party.name is None and party.person is not None and party.person.via != "text"


def day(dates: Dates | None) -> str:
    """``2021-01-26``, ``2021-12-13 – 14`` for a range, ``from …`` where the end is not told, or ``–``."""
    start = harmless(dates.start or "") if dates else ""
    end = harmless(dates.end or "") if dates else ""
    if not start:
        return f"until {end}" if end else UNTOLD
    if not end:
        return f"from {start}"
    return start if start == end else f"{start} – {_differing(start, end)}"


def _differing(start: str, end: str) -> str:
    """The end of a range without what it shares with the start: the year, or year and month."""
    if len(start) != len(end):
        return end
    if len(end) == 10 and start[:8] == end[:8]:
        return end[8:]
    return end[5:] if len(end) > 4 and start[:5] == end[:5] else end


def where(report: Report) -> str:
    """The route of a trip (``Jakarta → Bangkok (cancelled)``), else the place, else ``–``."""
    if report.stops:
        return " → ".join(_stop_name(stop, report) for stop in report.stops)
    if report.place is None:
        return UNTOLD
    return _place_name(report.place.city, report.place.country)


def _stop_name(stop: Stop, report: Report) -> str:
    mark = _LOST.get(stop.status, "") if stop.status != report.status else ""
    return _place_name(stop.city, stop.country) + mark


def _place_name(city: str | None, country: str | None) -> str:
    if city is None:
        return harmless(country or UNTOLD)
    return harmless(f"{city} ({country})" if country else city)


def quote(report: Report, limit: int | None) -> str:
    """The first words of evidence on one line, shortened to ``limit`` characters where it is given."""
    words = " ".join(harmless(report.evidence[0].quote).split()) if report.evidence else ""
    return words if limit is None else shortened(words, limit)
