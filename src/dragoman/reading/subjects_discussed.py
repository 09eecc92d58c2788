"""What was discussed: topics of an engagement from the sentences that follow it until the story turns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.knowledge.topics import topics
from dragoman.reading.assemble import Engagement
from dragoman.reading.sentence import Sentence

FOLLOWED = frozenset({"call", "meeting", "talks", "conference"})
_DISCUSSED = re.compile(
    r"\b(?:discuss\w*|talk(?:s|ed|ing)? (?:about|on|over)|about|over|focus\w*|topics?|agenda|issues?|address\w*"
    r"|cover\w*|concern\w*|regarding|raise[ds]?|co-?operation|agreed|reaffirm\w*|underscor\w*|stress\w*|emphasi[sz]\w*"
    r"|exchang\w*|review\w*|consult\w*|touch\w*|efforts?|on\b.{0,40}(?:ties|relations|trade|security))\b",
    re.IGNORECASE,
)
_REACH = 4
_REACH_OF_READOUTS = 14
"""How many sentences behind an engagement may still speak of it; a readout tells of one throughout."""


def fill_topics(text: str, rows: Sequence[Sentence], engagements: Sequence[Engagement], genre: str | None) -> None:
    """Add to each engagement the topics of its sentences, and of those behind them that tell no other event."""
    turns = {
        number
        for number, row in enumerate(rows)
        if any(d.refusal is None and not d.weak and d.kind in FOLLOWED | {"trip"} for d in row.drafts)
    }
    reach = _REACH_OF_READOUTS if genre == "readout" else _REACH
    for engagement in engagements:
        if engagement.kind not in FOLLOWED:
            continue
        own = sorted(set(engagement.sentences))
        found = list(engagement.topics)
        for start in own:
            for number in range(start, min(start + reach, len(rows))):
                row = rows[number]
                if number != start and (number in turns or row.headline):
                    break
                found += told_in(text, row, weak=number == start)
        engagement.topics = list(dict.fromkeys([*found, *_of_ties(found, engagement)]))


def told_in(text: str, row: Sentence, *, weak: bool = True) -> list[str]:
    """Topics that a sentence names as discussed, not those in titles of persons and in places.

    ``weak``: the sentence reports the event itself, so it must say that something was talked about; one behind
    it is taken to go on about what was said.
    """
    taken = [(row.atoms[p.first].start, row.atoms[p.last - 1].end) for p in row.phrases]
    taken += [(atom.start, atom.end) for atom in row.atoms if atom.code in "L"]
    if weak and not _DISCUSSED.search(text, row.start, row.end):
        return []
    codes: list[str] = []
    for span in topics().spans(text[row.start : row.end], weak=weak):
        first, last = row.start + span.start, row.start + span.end
        if span.code not in codes and not any(a <= first and last <= b for a, b in taken):
            codes.append(span.code)
    return codes


def _of_ties(found: Sequence[str], engagement: Engagement) -> list[str]:
    """Ties between two governments, one of them China or Russia, are a topic of that name too."""
    sides = {actor.country for actor in engagement.actors}
    pairs = (("CN", "china"), ("RU", "russia"))
    return [code for country, code in pairs if "alliances" in found and country in sides]
