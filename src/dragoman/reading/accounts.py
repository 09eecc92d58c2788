"""What a document says was discussed at an engagement, sentence by sentence: for setting accounts side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dragoman.model import Document, Evidence
from dragoman.reading.reader import read_closely
from dragoman.reading.sentence import Sentence
from dragoman.reading.spoken_from import home_of
from dragoman.reading.topic_features import namings

_OWN = frozenset({"readout", "trip_page", "schedule"})
_PROMISE = re.compile(
    r"\b(?:agreed|pledged|promised|undertook|vowed|committed (?:to|himself|herself|themselves)|decided|assured"
    r"|guaranteed|(?:will|would|is to|are to) (?:\w+ly )?(?:continue|work|support|provide|send|host|hold|convene"
    r"|establish|launch|sign|open|increase|invest|supply|deliver|contribute|resume|expand|deepen|visit|meet"
    r"|set up|step up)"
    r"|(?:reaffirmed|reiterated|confirmed|stressed|underlined) (?:\S+ ){0,6}?commitment)\b",
    re.IGNORECASE,
)
"""Words that bind whoever says them: agreements, pledges and announced deeds."""
_READOUT_TITLE = re.compile(r"\b(?:Calls?|Conversation|Meetings?|Meets|Holds|Speaks|Spoke|Talks|Receives|Readout)\b")
_HEAD = 3
"""So many sentences show which of the parties needs no country beside the office."""
_NEAR = 2
"""In a story that tells of more than one thing: so many sentences behind its evidence belong to an engagement."""


class Statement(msgspec.Struct, frozen=True):
    """A sentence about the engagement: the topics it names, and whether it promises something."""

    evidence: Evidence
    topics: tuple[str, ...]
    promise: bool


class Account(msgspec.Struct, frozen=True):
    """What one document says of one engagement. ``home``: the country it speaks from; ``own``: a government's
    account of what it did itself, not a story of others.
    """

    home: str | None
    own: bool
    statements: tuple[Statement, ...]


def account_of(document: Document, spans: Sequence[tuple[int, int]]) -> Account:
    """The document's account of the engagement whose evidence stands at ``spans``.

    A government's readout tells of one engagement: every sentence of the article counts that names a topic or
    promises something. In other writing only the sentences with the evidence and those right behind it do.
    """
    close = read_closely(document)
    home, own, statements = None, False, []
    for piece, article in zip(close.pieces, close.articles, strict=True):
        if article is None or not any(_within(span, article.sentences) for span in spans):
            continue
        told_from = home_of(document.text, piece) or _unnamed_side(article.sentences)
        titled = piece.title is not None and piece.dateline_city is None and _READOUT_TITLE.search(piece.title)
        government = piece.genre in _OWN or bool(titled and told_from)
        home, own = home or told_from, own or government
        rows = article.sentences if government else _near(article.sentences, spans)
        statements += [told for row in rows if (told := _statement(document, row)) is not None]
    return Account(home, own, tuple(statements))


def _unnamed_side(rows: Sequence[Sentence]) -> str | None:
    """The country of the one whose office needs no country: "Foreign Minister A held a call with U.S. Secretary B".

    None where each side, or neither, is told with its country.
    """
    plain: set[str] = set()
    named: set[str] = set()
    for row in rows[:_HEAD]:
        for phrase, actors in zip(row.skeleton.phrases if row.skeleton is not None else (), row.actors, strict=False):
            for member, actor in zip(phrase.members, actors, strict=False):
                if member.title is not None and actor.country is not None and not actor.plural:
                    spelled = any(
                        atom.code in "CD" and member.start <= atom.start and atom.end <= member.end
                        for atom in row.atoms
                    )
                    (named if spelled else plain).add(actor.country)
    own = plain - named
    return own.pop() if len(own) == 1 and named else None


def _within(span: tuple[int, int], rows: Sequence[Sentence]) -> bool:
    return any(row.start < span[1] and span[0] < row.end for row in rows)


def _near(rows: Sequence[Sentence], spans: Sequence[tuple[int, int]]) -> list[Sentence]:
    at = [number for number, row in enumerate(rows) if any(_within(span, (row,)) for span in spans)]
    wanted = {number + more for number in at for more in range(_NEAR + 1)}
    return [row for number, row in enumerate(rows) if number in wanted]


def _statement(document: Document, row: Sentence) -> Statement | None:
    """What a sentence says; None for a headline, a caption, or where it names no topic and promises nothing."""
    if row.headline or row.role in {"caption", "date", "heading"}:
        return None
    words = document.text[row.start : row.end]
    named = (one for one in namings(document.text, 0, row) if not one.titular and not one.bare and one.code != "none")
    topics = tuple(dict.fromkeys(one.code for one in named))
    promise = _PROMISE.search(words) is not None
    if not topics and not promise:
        return None
    return Statement(document.evidence(row.start, row.end), topics, promise)
