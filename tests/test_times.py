"""Times: every row of data/times.jsonl, the calendar helpers, and what holds of any text."""

from __future__ import annotations

import json
import string
import time
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DataError
from dragoman.model import Dates
from dragoman.reading.times import (
    Form,
    agree,
    find_times,
    first_day,
    last_day,
    overlap,
    precision,
    resolve,
    tidy,
)
from dragoman.reading.times_build import BUILDERS
from dragoman.reading.times_grammar import compile_rules
from dragoman.reading.times_words import build, decode, lexicon, words

DATA = Path(__file__).parent / "data"
FIRST, SECOND = (
    [json.loads(line) for line in (DATA / name).read_text().splitlines()]
    for name in ("times.jsonl", "times_second.jsonl")
)
ROWS = FIRST + SECOND
"""The second file was written, in a commit of its own, before any rule was written for it."""

MISSED = {
    "On 31 December he will call the queen.": "two days later the last one is taken: a plan told late is likelier",
    "The next two days he spent in Rome.": "mostly counted from the article's day, in announcements",
    "They met again that Thursday.": "'that' more often begins a clause: 'said that Thursday was fine'",
    "At 15:00 local time he was received.": "an hour alone dates nothing and is not looked for",
    "A letter by May to the council drew fire.": "'by May' is a deadline more often than the work of a May",
}
"""Examples of the second file that do not hold, and why."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHIPPED = Path(__file__).parents[1] / "src" / "dragoman" / "knowledge" / "en" / "times.json"


def read(row: dict[str, Any]) -> list[dict[str, str | None]]:
    previous = Dates(**row["previous"]) if "previous" in row else None
    found = []
    for mention in find_times(row["text"]):
        if mention.form == "named":
            continue
        dates = resolve(mention, row["anchor"], row["tense"], previous)
        start, end = (dates.start, dates.end) if dates else (None, None)
        found.append({"words": mention.words, "start": start, "end": end})
    return found


@pytest.mark.parametrize("row", ROWS, ids=[f"{n}: {row['text'][:60]}" for n, row in enumerate(ROWS, 1)])
def test_row(row: dict[str, Any]) -> None:
    assert (read(row) == row["expect"]) is (row["text"] not in MISSED)


def test_what_is_missed_is_little_and_stands_in_the_second_file() -> None:
    assert set(MISSED) <= {row["text"] for row in SECOND}
    assert len(MISSED) <= len(SECOND) // 50


def test_rows_are_many_and_a_third_are_negative() -> None:
    for rows in (FIRST, SECOND):
        negatives = [row for row in rows if not row["expect"]]
        assert len(rows) >= 300
        assert len(negatives) * 3 >= len(rows)


def test_weekdays_of_the_rows_are_those_of_the_calendar() -> None:
    for row in ROWS:
        for expected in row["expect"]:
            named = [n for n, name in enumerate(WEEKDAYS) if name in expected["words"]]
            counted = {"after", "before"} & set(expected["words"].split())
            single = expected["start"] == expected["end"] and expected["start"] and not counted
            if len(named) == 1 and single:
                assert date.fromisoformat(expected["start"]).weekday() == named[0], row["text"]


WORDS = [
    "May",
    "March",
    "Tuesday",
    "Sun",
    "on",
    "the",
    "in",
    "last",
    "next",
    "of",
    "3",
    "14",
    "2021",
    "and",
    "to",
    "-",
    ",",
    ".",
    "(",
    ")",
    "two",
    "days",
    "ago",
    "week",
    "before",
    "after",
    "until",
    "from",
    "between",
    "early",
    "1500",
    "GMT",
    "quarter",
    "first",
    "same",
    "that",
    "evening",
    "today",
    "month",
    "year",
    "31",
    "Feb",
    "weekend",
    "for",
    ":",
    "/",
    "x",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["past", "future", "none"]))
def test_any_words_give_true_spans_and_sound_dates(words: list[str], tense: Any) -> None:
    text = " ".join(words)
    previous = Dates("2023-11-06", "2023-11-07")
    last = 0
    for mention in find_times(text):
        assert text[mention.start : mention.end] == mention.words
        assert last <= mention.start < mention.end
        last = mention.end
        for anchor in (None, "2023-11-15", "2024-02-29", "2023-12-31"):
            assert tidy(resolve(mention, anchor, tense, previous)) == resolve(mention, anchor, tense, previous)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=string.printable + "–’éİ�", max_size=80))
def test_any_characters_are_read(text: str) -> None:
    for mention in find_times(text):
        assert text[mention.start : mention.end] == mention.words
        resolve(mention, "2023-11-15", "past", None)


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    text = "Monday was long. They met on Tuesday in Bern. Friday is free."
    start, end = text.index("They"), text.index("Friday")
    assert [(m.start, m.end, m.words) for m in find_times(text, start, end)] == [(29, 36, "Tuesday")]


def test_a_line_end_inside_a_date_does_not_break_it_but_a_blank_line_does() -> None:
    assert [m.words for m in find_times("on December\n14, 2021 in Bern")] == ["December\n14, 2021"]
    assert [m.words for m in find_times("They met on Monday\n\nand Tuesday")] == ["Monday", "Tuesday"]


def test_fields_of_mentions() -> None:
    visit, duration, late = find_times("by Nov. 2-10 a three-week tour ended early Wednesday")
    assert (visit.form, visit.lead, [m.day for m in visit.inner]) == ("range", "by", [2, 10])
    assert (duration.form, duration.days) == ("duration", 21.0)
    assert (late.form, late.weekday, late.part) == ("weekday", 2, "early")
    assert find_times("at the 2019 summit")[0].attributive


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-11-09", "2023-11-09", "2023-11-09"),
    ],
)
def test_first_and_last_day(iso: str, first: str, last: str) -> None:
    assert (first_day(iso).isoformat(), last_day(iso).isoformat()) == (first, last)


@pytest.mark.parametrize("iso", ["", "23", "2023-13", "2023-02-30", "2023-1", "20231109", "now", "2023-11-09-01"])
def test_a_bad_date_is_refused(iso: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        precision(iso)


def test_agree_and_overlap() -> None:
    assert agree("2023", "2023-11-09")
    assert agree("2023-11-09", "2023-11")
    assert not agree("2023-10", "2023-11-09")
    assert overlap(Dates("2023-11-02", "2023-11-10"), Dates("2023-11", "2023-11"))
    assert overlap(Dates("2023-11-02", None), Dates("2024", "2024"))
    assert not overlap(Dates(None, "2023-11-02"), Dates("2023-11-03", "2023-11-04"))


def test_tidy_drops_what_says_nothing_or_runs_backwards() -> None:
    assert tidy(Dates(None, None)) is None
    assert tidy(Dates("2023-11-05", "2023-11-01")) is None
    assert tidy(Dates("2023", "2023-02")) == Dates("2023", "2023-02")


def test_a_coarse_article_day_settles_nothing_by_itself() -> None:
    assert resolve(find_times("on Tuesday")[0], "2023-11", "past") is None
    with pytest.raises(ValueError, match="no ISO date"):
        resolve(find_times("on Tuesday")[0], "yesterday", "past")


def test_every_rule_has_a_builder() -> None:
    assert {form for form, _ in words().rules} == set(BUILDERS)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"colour": 1}, "colour"),
        ({"months": []}, "months"),
        ({"weekdays": []}, "weekdays"),
        ({"numbers": {"two": "2"}}, "numbers"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_entry(change: dict[str, Any], words: str) -> None:
    data = json.loads(SHIPPED.read_text()) | change
    with pytest.raises(DataError, match=f"times.json.*{words}"):
        decode(json.dumps(data).encode())


def test_a_word_in_two_classes_is_refused() -> None:
    data = json.loads(SHIPPED.read_text())
    data["classes"]["ago"].append("today")
    with pytest.raises(DataError, match="'today' is already"):
        build(decode(json.dumps(data).encode()))


@pytest.mark.parametrize("rule", ["<mnth> <day>", "{NOWHERE}", "(<day>"])
def test_a_bad_rule_is_refused_with_its_text(rule: str) -> None:
    data = json.loads(SHIPPED.read_text())
    data["rules"].append(["day", rule])
    with pytest.raises(DataError, match=r"times.json: rules: day "):
        compile_rules(decode(json.dumps(data).encode()), lexicon())


def test_no_rule_misses_the_core() -> None:
    """A time without a core word would never be looked at: each rule alone must be found by its examples."""
    read_forms = {mention.form for row in ROWS for mention in find_times(row["text"])}
    assert read_forms == set(get_args(Form))


@pytest.mark.parametrize("unit", ["Monday, ", "3, 4, ", "2021 and ", "the first ", "May 3, ", "Monday to "])
def test_hostile_repetition_takes_time_in_proportion(unit: str) -> None:
    def cost(times: int) -> float:
        started = time.process_time()
        find_times(unit * times)
        return time.process_time() - started

    find_times(unit)
    assert min(cost(6000) for _ in range(2)) < 25 * max(cost(1000), 0.005)
