"""The tables of a wiki page's source, cells that span rows written out (extra ``[wiki]``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.errors import SourceError
from dragoman.sources.lists.cells import Cells

_CELLS = {"td", "th"}
_DROPPED = {"ref", "br", "hr", "gallery", "math"}
_LAST_WORD = {"sort", "sortname", "nowrap", "nobr", "abbr", "small", "center", "nobold"}
_DATES = {"dts", "start date", "date", "start-date", "end date", "dtsa"}
_MOST = 500
"""Rows or columns that a cell may span; more is a slip."""


def tables(text: str) -> list[list[Cells]]:
    """The tables of a page in order, each a list of rows with its head first.

    Raises:
        SourceError: mwparserfromhell is not installed.
    """
    try:
        import mwparserfromhell  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415
    except ImportError:
        raise SourceError("is wikitext, which needs an extra: pip install 'dragoman[wiki]'") from None
    page = mwparserfromhell.parse(text)
    found: list[list[Cells]] = []
    at = 0
    for table in page.filter_tags(matches=lambda node: node.tag == "table"):
        start = text.find(str(table), at)
        if start < 0:
            continue
        at = start + 1
        found.append(list(_written_out(_rows(table), text, start)))
    return found


def _rows(table: Any) -> list[list[Any]]:
    """The cells of each row; those before the first row mark are a row too."""
    rows: list[list[Any]] = [[]]
    for node in table.contents.nodes:
        if _tag(node) == "tr":
            rows.append([cell for cell in node.contents.nodes if _tag(cell) in _CELLS])
        elif _tag(node) in _CELLS:
            rows[0].append(node)
    return [row for row in rows if row]


def _tag(node: Any) -> str:
    return str(getattr(node, "tag", "")).strip().lower()


def _written_out(rows: Iterable[list[Any]], text: str, at: int) -> Iterator[Cells]:
    """Each row with the cells of earlier rows that reach down into it."""
    hanging: dict[int, tuple[int, str]] = {}
    for row in rows:
        start = text.find(str(row[0]), at)
        for node in row:
            at = text.find(str(node), at) + len(str(node))
        cells: list[str] = []
        left = iter(row)
        while True:
            if len(cells) in hanging:
                more, told = hanging.pop(len(cells))
                if more > 1:
                    hanging[len(cells)] = (more - 1, told)
                cells.append(told)
                continue
            node = next(left, None)
            if node is None:
                break
            told = _plain(node.contents)
            for _ in range(_number(node, "colspan")):
                if _number(node, "rowspan") > 1:
                    hanging[len(cells)] = (_number(node, "rowspan") - 1, told)
                cells.append(told)
        words = text[start:at]
        yield Cells(tuple(cells), start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _number(node: Any, name: str) -> int:
    value = str(node.get(name).value).strip().strip('"') if node.has(name) else "1"
    return max(1, min(_MOST, int(value))) if value.isascii() and value.isdigit() else 1


def _plain(code: Any) -> str:
    """The words of a cell: of links their text, of flags the country, of dates the day; notes left out."""
    parts: list[str] = []
    for node in code.nodes:
        kind = type(node).__name__
        if kind == "Template":
            parts.append(_of_template(node))
        elif kind == "Wikilink":
            title = str(node.title)
            parts.append("" if title.lower().startswith(("file:", "image:")) else _plain(node.text or node.title))
        elif kind == "ExternalLink":
            parts.append(_plain(node.title) if node.title else "")
        elif kind == "Tag":
            parts.append(" " if _tag(node) in _DROPPED else _plain(node.contents) if node.contents else " ")
        elif kind in {"Text", "HTMLEntity"}:
            parts.append(node.normalize() if kind == "HTMLEntity" else str(node))
    return "".join(parts).strip()


def _of_template(node: Any) -> str:
    name = " ".join(str(node.name).split()).casefold()
    told = [_plain(one.value) for one in node.params if not one.showkey]
    if name in _DATES:
        return "-".join(part.zfill(2) for part in told[:3])
    if name in _LAST_WORD:
        return told[-1] if told else ""
    if name.startswith("flag"):
        return told[0] if told and not name.startswith("flagicon") else ""
    return told[0] if told and len(told) == 1 else ""
