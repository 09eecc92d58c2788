"""Confidence: what it is made of, that it means what it says, and that learning it is exact."""

from __future__ import annotations

import math
import time
from itertools import chain

import gold_sets
import msgspec
import pytest
import train_confidence

from dragoman import read_document
from dragoman.errors import DataError
from dragoman.evaluation.calibration import calibration, judged
from dragoman.knowledge import confidence as weights_file
from dragoman.knowledge.confidence import ConfidenceWeights, confidence_weights
from dragoman.model import Document, Evidence, Party, Report
from dragoman.reading.confidence import LEAST, MOST, chance, in_words
from dragoman.reading.explain import explain
from dragoman.reading.reader import read_closely
from dragoman.reading.support import Among, features

NAMED = "Foreign Minister Anna Berg of Sweden met Foreign Minister Luis Quispe of Peru in Lima on Tuesday."
HARD = (
    "Foreign Minister Anna Berg of Sweden arrived in Peru on Monday for the summer.\n\n"
    "She also spoke with the Peruvian president, officials said, and the two may have met him later, in a month in"
    " which others, the president of Chile and the prime minister of Fiji among them, were received there as well.\n"
)


def close(text: str) -> list[tuple[Report, dict[str, float]]]:
    found = read_closely(Document("x", text, published="2021-05-05"))
    return list(zip(found.reports, found.features, strict=True))


def words_of(text: str) -> set[str]:
    return {name for _, found in close(text) for name in found}


# --- features ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [
        (NAMED, "a party by name", "a party by pronoun"),
        (NAMED, "one sentence", "two sentences"),
        (NAMED, "the document's only report", "document with many reports"),
        (NAMED, "parties: 2", "parties: 3"),
        (NAMED, "kind: meeting", "kind: call"),
        (NAMED.replace(" on Tuesday", ""), "no date", "coarse date"),
        (NAMED.replace("on Tuesday", "in 2019"), "coarse date", "no date"),
        (NAMED.replace("Foreign Minister Luis Quispe", "the foreign minister"), "a party without a name", "parties: 1"),
        (NAMED + " She met Quispe again on Wednesday.", "a party by pronoun", "one sentence and more"),
        (NAMED + " Berg called Quispe on Wednesday.", "kind: call", "another report of the same parties"),
    ],
)
def test_features_are_what_one_can_see(text: str, there: str, absent: str) -> None:
    assert there in words_of(text)
    assert absent not in words_of(text)


def report(*names: str, kind: str = "meeting", start: int = 0) -> Report:
    parties = tuple(Party(name, "minister", "SE") for name in names)
    return Report(kind, "held", parties, None, (Evidence(start, start + 1, "x"),), articles=(0,))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        ([report("A", "B"), report("A", "B", start=5)], "another report of the same parties"),
        ([report("A", "B"), report("A", "B", "C", start=5)], "another report of some of the parties"),
        ([report("A", "B", "C"), report("B", "C", start=5)], "another report of some of the parties"),
        ([report("A", "B"), report("A", "C")], "one of several from the same words"),
        ([report("A", kind="trip"), report("A", kind="trip", start=5)], "another trip of the traveller"),
    ],
)
def test_a_report_among_others(reports: list[Report], said: str) -> None:
    assert said in set(Among(reports).of(reports[0]))
    assert said not in set(Among(reports[:1]).of(reports[0]))
    other_kind = msgspec.structs.replace(reports[1], kind="call")
    assert said not in set(Among([reports[0], other_kind]).of(reports[0]))


def test_many_reports_take_no_longer_each() -> None:
    def seconds(count: int) -> float:
        reports = [report("Berg", f"N{n}", f"M{n % 7}", start=n) for n in range(count)]
        begin = time.process_time()
        among = Among(reports)
        for one in reports:
            features(one, {}, among, "news", "2021-05-05")
        return time.process_time() - begin

    small, large = min(seconds(500) for _ in range(3)), min(seconds(5000) for _ in range(3))
    assert large < 40 * small


# --- the weights ---------------------------------------------------------------------------------


def test_the_chance_is_that_of_a_logistic_regression() -> None:
    weights = ConfidenceWeights("", 1.0, {"for": 0.5, "against": -2.0, "amount": 0.1})
    assert chance({}, weights) == pytest.approx(1 / (1 + math.exp(-1)), abs=5e-4)
    assert chance({"for": 1, "amount": 2, "unknown": 9}, weights) == pytest.approx(1 / (1 + math.exp(-1.7)), abs=5e-4)
    assert chance({"against": 100}, weights) == LEAST
    assert chance({"for": 100}, weights) == MOST


def test_what_is_named_and_told_plainly_is_surer() -> None:
    ((plain, _),) = close(NAMED)
    hard = close(HARD)
    assert hard
    assert all(one.confidence < plain.confidence for one, _ in hard)


def test_the_shipped_weights_are_of_words_that_occur() -> None:
    weights = confidence_weights().weights
    assert 50 <= len(weights) <= 250
    assert len(words_of(NAMED) & set(weights)) >= 8
    assert all(abs(weight) < 4 for weight in weights.values())


def test_weights_of_another_form_are_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights_file, "read_text", lambda name: '{"start": "x"}')
    confidence_weights.cache_clear()
    with pytest.raises(DataError, match=r"knowledge/confidence\.json: "):
        confidence_weights()
    monkeypatch.undo()
    confidence_weights.cache_clear()
    assert confidence_weights().weights


def test_explain_says_what_weighs_most() -> None:
    told = list(explain(Document("x", NAMED, published="2021-05-05")))
    ((one, found),) = close(NAMED)
    assert any(line.endswith(f"confidence {one.confidence}") for line in told)
    assert f"    {in_words(found)}" in told
    heaviest = max(found, key=lambda name: abs(confidence_weights().weights.get(name, 0.0) * found[name]))
    assert heaviest in in_words(found).split(", ")[0]


# --- learning ------------------------------------------------------------------------------------


def example(number: int, right: bool, *names: str) -> train_confidence.Example:
    return train_confidence.Example("set", f"d{number}", dict.fromkeys(names, 1.0), right)


def test_what_is_learned_is_what_the_examples_say() -> None:
    rows = [example(n, n % 10 != 0, "good") for n in range(100)] + [example(n, n % 10 == 0, "bad") for n in range(100)]
    rows += [example(n, True, "rare") for n in range(train_confidence.FEWEST - 1)]
    learned = train_confidence.learn(rows)
    assert set(learned.weights) == {"good", "bad"}
    assert 0.8 < chance({"good": 1.0}, learned) < 0.9
    assert 0.1 < chance({"bad": 1.0}, learned) < 0.2
    assert train_confidence.learn(list(reversed(rows))) == learned


def test_odds_are_stretched_until_enough_is_sure() -> None:
    rows = [example(n, True, *(["good"] if n < 60 else [])) for n in range(100)]
    flat = ConfidenceWeights("", 0.1, {"good": 1.7})
    found = train_confidence.stretched(flat, rows)
    assert found.weights["good"] / flat.weights["good"] == pytest.approx(found.start / flat.start, rel=0.05)
    assert chance({"good": 1.0}, flat) < 0.9 < chance({"good": 1.0}, found) < 0.91
    assert train_confidence.stretched(found, rows) == found


def test_a_document_is_judged_by_weights_that_were_learned_without_it() -> None:
    rows = [example(n, True, "good", *([] if n else ["only here"])) for n in range(40)]
    rows += [example(n + 40, False, "bad") for n in range(40)]
    found = train_confidence.unseen(rows)
    assert all(p > 0.6 for p in found[:40])
    assert all(p < 0.4 for p in found[40:])


# --- calibration ---------------------------------------------------------------------------------


@pytest.mark.skipif(not gold_sets.SHARED.is_dir(), reason="needs ../shared")
def test_confidence_is_calibrated_on_dev_and_samples_together() -> None:
    names = ("dev", "samples")
    found = calibration(
        chain.from_iterable(
            judged(gold, gold_sets.read_set(name)[gold.id]) for name in names for gold in gold_sets.gold_set(name).golds
        )
    )
    figures = {"right": found.sure_right, "share": found.sure_share, "error": found.error}
    assert found.sure_right is not None
    assert found.sure_right >= 0.95, figures
    assert found.sure_share is not None
    assert found.sure_share >= 0.5, figures
    assert found.error is not None
    assert found.error <= 0.08, figures


def test_the_surer_half_of_the_samples_is_right_more_often() -> None:
    rows = [
        row
        for gold in gold_sets.gold_set("samples").golds
        for row in judged(gold, gold_sets.read_set("samples")[gold.id])
    ]
    ordered = [right for _, right in sorted(rows, reverse=True)]
    half = len(ordered) // 2
    assert sum(ordered[:half]) / half >= 0.95
    assert sum(ordered[:half]) > sum(ordered[-half:])


def test_min_confidence_leaves_out_what_is_less_sure() -> None:
    reading = read_document(Document("x", NAMED + "\n\n" + HARD, published="2021-05-05"))
    sure = max(one.confidence for one in reading.reports)
    kept = reading.at_least(sure).reports
    assert 0 < len(kept) < len(reading.reports)
    assert all(one.confidence >= sure for one in kept)
