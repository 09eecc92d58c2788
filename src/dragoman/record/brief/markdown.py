"""A brief as Markdown: sections, lists, numbered footnotes; prints well as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.texts import harmless

if TYPE_CHECKING:
    from dragoman.record.brief.notes import Note
    from dragoman.record.brief.question import Brief

_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")


def page(brief: Brief) -> str:
    """The whole page; it ends in a line end."""
    return "\n".join(_lines(brief)) + "\n"


def plain(words: str) -> str:
    """Words of documents as Markdown shows them unchanged, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(harmless(words).split()))


def _lines(brief: Brief) -> Iterator[str]:
    one, other = brief.between
    yield f"# {plain(one)} and {plain(other)}"
    yield ""
    yield f"As of {brief.today}; changes and promises since {brief.since}."
    for section in brief.sections:
        yield ""
        yield f"## {section.title}"
        yield ""
        if not section.lines:
            yield section.empty
        for line in section.lines:
            yield f"- {plain(line.words)}" + "".join(f"[^{number}]" for number in line.notes)
    if brief.notes:
        yield ""
        yield from (_note(note) for note in brief.notes)


def _note(note: Note) -> str:
    source = ", ".join(plain(part) for part in (note.document, note.publisher, note.published) if part)
    span = note.evidence
    return f"[^{note.number}]: {source}, {span.start}–{span.end}: “{plain(span.quote)}”"
