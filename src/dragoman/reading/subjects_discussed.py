"""What was discussed: which of the topics that an article names belong to which of its engagements."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.topic_scorer import topic_weights
from dragoman.reading.sentence import Sentence
from dragoman.reading.topic_features import Candidate, Event, candidates


def fill_topics(
    text: str, rows: Sequence[Sentence], events: Sequence[Event], genre: str | None, home: str | None
) -> list[Candidate]:
    """Give each engagement the topics that its words most likely tie to it; returns all that were weighed."""
    weights = topic_weights()
    weighed = list(candidates(text, rows, events, genre, home)) if events else []
    for candidate in weighed:
        if candidate.code not in candidate.event.topics and weights.score(candidate.features) >= weights.threshold:
            candidate.event.topics.append(candidate.code)
    return weighed
