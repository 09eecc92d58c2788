"""Which engagement a topic belongs to, and that the answer can be told in words."""

from __future__ import annotations

import pytest

from dragoman.errors import DataError
from dragoman.knowledge import topic_scorer
from dragoman.knowledge.topic_scorer import TopicWeights, cues, topic_weights
from dragoman.model import Document
from dragoman.reading.explain import explain
from dragoman.reading.reader import read_document

DAY = "2024-03-04"


def topics_by_kind(text: str) -> dict[str, set[str]]:
    reports = read_document(Document(id="x", text=text, published=DAY)).reports
    return {report.kind: set(report.topics) for report in reports}


def test_what_was_discussed_is_the_meetings() -> None:
    text = (
        "LISBON, March 4, 2024\n\nForeign Minister Ana Pereira of Portugal met Defence Minister Tomasz Zielinski of "
        "Poland in Lisbon on Monday. They discussed trade, energy security and the war in Ukraine.\n"
    )
    assert {"economy", "energy", "ukraine-war"} <= topics_by_kind(text)["meeting"]


def test_each_of_two_calls_keeps_its_own() -> None:
    text = (
        "LISBON, March 4, 2024\n\nForeign Minister Ana Pereira of Portugal met Foreign Minister Tomasz Zielinski of "
        "Poland in Lisbon on Monday and discussed migration.\n\nPereira also spoke by telephone with Foreign Minister "
        "Lucia Moravcova of Slovakia on Monday. The two ministers discussed climate change.\n"
    )
    told = topics_by_kind(text)
    assert told["meeting"] == {"migration"}
    assert told["call"] == {"climate"}


def test_the_passive_says_it_too() -> None:
    text = (
        "LISBON, March 4, 2024\n\nForeign Minister Ana Pereira of Portugal received Foreign Minister Tomasz Zielinski "
        "of Poland in Lisbon on Monday. Food security and trade were reviewed at the meeting.\n"
    )
    assert topics_by_kind(text)["meeting"] == {"food-security", "economy"}


def test_a_country_gone_to_is_no_topic() -> None:
    text = "Foreign Minister Ana Pereira of Portugal met President Tomasz Zielinski of Poland in Ukraine on Monday.\n"
    assert topics_by_kind(text)["meeting"] == set()


def test_an_appointment_has_no_topics() -> None:
    text = "Ana Pereira was sworn in as foreign minister of Portugal on Monday and promised to discuss trade.\n"
    assert topics_by_kind(text).get("appointment", set()) == set()


def test_explain_says_why() -> None:
    text = (
        "Foreign Minister Ana Pereira of Portugal met Defence Minister Tomasz Zielinski of Poland in Lisbon on Monday. "
        "They discussed fisheries.\n"
    )
    lines = list(explain(Document(id="x", text=text, published=DAY)))
    taken = [line for line in lines if line.startswith("  taken economy ")]
    assert len(taken) == 1
    assert taken[0].endswith("for meeting Ana Pereira / Tomasz Zielinski: “fisheries”")
    assert " +" in lines[lines.index(taken[0]) + 1]


def test_a_score_is_a_likelihood_and_has_reasons() -> None:
    weights = TopicWeights(threshold=0.5, base=-1.0, weights={"near": 3.0, "far": -2.0})
    assert weights.score(["near"]) == pytest.approx(0.881, abs=0.001)
    assert weights.score(["far", "unheard of"]) == pytest.approx(0.047, abs=0.001)
    assert weights.reasons(["far", "near", "unheard of"]) == ["near +3.00", "far -2.00"]


def test_packaged_weights_speak_words() -> None:
    weights = topic_weights()
    assert 0.1 < weights.threshold < 0.7
    assert weights.weights["kind trip"] < 0 < weights.weights["next sentence, alone"]


def test_cues_are_whole_words() -> None:
    assert [(cue.kind, cue.start) for cue in cues().find("They discussed it")] == [
        ("sitting", 0),
        ("discussing", 5),
        ("passive", 5),
    ]
    assert not [cue for cue in cues().find("a wanton misfocus") if cue.kind == "discussing"]


def test_a_missing_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topic_scorer, "read_text", lambda _: '{"discussing": ["talks on"]}')
    with pytest.raises(DataError, match="not exactly the lists aiming, committing"):
        cues.__wrapped__()
