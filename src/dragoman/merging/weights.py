"""The weights of the clues in one table, and the bar that their sum must reach.

Tuned on tests/data/clusters.jsonl.
"""

from __future__ import annotations

from collections.abc import Mapping

BAR: Mapping[str, float] = {
    "spoken": 3.6, "trip": 3.0, "conference": 3.4, "remarks": 3.6, "statement": 3.4, "appointment": 2.5,
}  # fmt: skip

WEIGHTS: Mapping[str, float] = {
    # kinds
    "same kind": 0.5,
    "talks of an open kind": 0.3,
    "call and meeting": -0.8,
    "call and meeting, places told": -2.5,
    "conference told as meeting": -0.8,
    "conference of many told as meeting": -0.5,
    "conference, many told as meeting": -1.5,
    "conference, two of it met": -3.5,
    # parties (what a pair of persons is worth stands in actors.VALUES)
    "only some of a long list": -0.5,
    "a few of a long list": -3.5,
    "an organisation, too": -1.0,
    "further members of a delegation": -0.6,
    "a further minister of each side": -4.0,
    "among many who met": 1.5,
    "several among many who met": 2.4,
    "others at the gathering": -0.5,
    "a further side": -4.0,
    "attend the same gathering": 0.8,
    "other attendants": 0.0,
    "other host": -1.5,
    # days
    "same day": 2.0,
    "within the days of the other": 1.2,
    "days overlap": 1.0,
    "a day apart, far zones": 1.0,
    "a day apart": -0.2,
    "two days apart, far zones": -1.5,
    "one publisher, other days": -5.0,
    "within the month": 0.8,
    "within the year": 0.7,
    "same coarse date": 0.8,
    "published on the day": 1.7,
    "published a day apart": 1.5,
    "published within two days": 1.3,
    "published within ten days": 1.0,
    "published within a month": 0.7,
    "published within a year": 0.2,
    "published long after": -1.0,
    "one without any day": 0.4,
    "both without any day": 0.0,
    "published together, both undated": 1.2,
    "published in one week, both undated": 0.5,
    "published long apart, both undated": -1.5,
    # journeys
    "journeys overlap": 1.0,
    "same first or last day": 1.5,
    "one journey follows the other": 1.3,
    "journeys some days apart": -0.5,
    "same stop": 1.5,
    "same country of a stop": 1.2,
    "other stops": 0.0,
    "dropped, to elsewhere": -1.0,
    # gatherings
    "same gathering": 2.5,
    "like gathering": -0.5,
    "gathering without a name": 0.5,
    "gathering named for its place": 0.5,
    "gathering named for its place, others attend": -1.5,
    # places, topics, states
    "same city": 1.0,
    "same country": 0.4,
    "other city": -0.9,
    "other country": -1.5,
    "same topics": 0.5,
    "a topic in common": 0.2,
    "other topics": -0.2,
    "made after it was off": -3.0,
    "off and held": -0.5,
    "other office": -3.0,
}
