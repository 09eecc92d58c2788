"""What was discussed: topics of an engagement from the sentences that follow it until the story turns."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.topics import topics
from dragoman.reading.assemble import Engagement
from dragoman.reading.sentence import Sentence

FOLLOWED = frozenset({"call", "meeting", "talks", "conference"})
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
                found += topics().find(text[row.start : row.end], weak=number == start)
        engagement.topics = list(dict.fromkeys([*found, *_of_ties(found, engagement)]))


def _of_ties(found: Sequence[str], engagement: Engagement) -> list[str]:
    """Ties between two governments, one of them China or Russia, are a topic of that name too."""
    sides = {actor.country for actor in engagement.actors}
    pairs = (("CN", "china"), ("RU", "russia"))
    return [code for country, code in pairs if "alliances" in found and country in sides]
