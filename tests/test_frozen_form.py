"""The frozen and the sealed examples are well-formed (they are judged elsewhere; see frozen, frozen2/README.md)."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import KINDS, STATUSES

TESTS = Path(__file__).parent
LABELS = (*KINDS, *STATUSES)
EXAMPLES_PER_FILE = {"frozen": 25, "frozen2": 12}
FILES = [(folder, label) for folder in EXAMPLES_PER_FILE for label in LABELS]
ROW_FIELDS = {"id", "published", "text", "expect"}
FIELDS = {"kind", "status", "parties", "date", "place", "evidence"}
WEEKDAYS = list(calendar.day_name)
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
COUNTRY = re.compile(r"[A-Z]{2}|[A-Z][A-Z0-9+]{1,9}")
DAY = "|".join(WEEKDAYS)
MONTH = "|".join(MONTHS)
WEEKDAY_DATE = re.compile(
    rf"\b(?P<day>{DAY}),?(?: next week,)? (?:the )?"
    rf"(?:(?P<d1>\d\d?) (?P<m1>{MONTH})|(?P<m2>{MONTH}) (?P<d2>\d\d?))\b,? ?(?P<year>\d{{4}})?"
)
# Words that give a day in another way than by its weekday.
OTHER_DAY = re.compile(
    rf"\b(today|yesterday|tomorrow|tonight|this (morning|evening)|next day|\d\d?(-\d\d?)? ({MONTH})"
    rf"|({MONTH}) \d\d?)\b",
    re.I,
)

Row = dict[str, Any]


@cache
def _rows(folder: str, label: str) -> list[Row]:
    part = "kinds" if label in KINDS else "status"
    lines = (TESTS / folder / part / f"{label}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _all_rows(folder: str) -> list[Row]:
    return [row for label in LABELS for row in _rows(folder, label)]


def _first_day(value: str) -> dt.date:
    year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def _spans(engagement: Row) -> list[tuple[str | None, str | None]]:
    holders = [*([engagement["date"]] if engagement["date"] else []), *engagement.get("stops", [])]
    return [(holder["start"], holder["end"]) for holder in holders]


@pytest.mark.parametrize(("folder", "label"), FILES)
def test_each_file_holds_its_examples(folder: str, label: str) -> None:
    rows = _rows(folder, label)
    assert len(rows) == EXAMPLES_PER_FILE[folder]
    field = "kind" if label in KINDS else "status"
    for number, row in enumerate(rows, 1):
        assert set(row) == ROW_FIELDS, row["id"]
        assert row["id"] == f"{label}-{number:02d}"
        assert row["expect"], row["id"]
        assert row["expect"][0][field] == label, row["id"]


@pytest.mark.parametrize("folder", EXAMPLES_PER_FILE)
def test_ids_are_all_different(folder: str) -> None:
    rows = _all_rows(folder)
    assert len({row["id"] for row in rows}) == len(rows) == EXAMPLES_PER_FILE[folder] * len(LABELS)


def test_texts_are_all_different() -> None:
    rows = [(folder, row) for folder in EXAMPLES_PER_FILE for row in _all_rows(folder)]
    words = [(f"{at} {row['id']}", frozenset(re.findall(r"\w+", row["text"].casefold()))) for at, row in rows]
    alike = [
        (one, other)
        for index, (one, mine) in enumerate(words)
        for other, theirs in words[index + 1 :]
        if len(mine & theirs) > 0.6 * len(mine | theirs)
    ]
    assert alike == []


@pytest.mark.parametrize(("folder", "label"), FILES)
def test_engagements_have_the_fields_of_their_kind(folder: str, label: str) -> None:
    for row in _rows(folder, label):
        for found in row["expect"]:
            extra = {"trip": {"stops"}, "conference": {"name"}}.get(found["kind"], set())
            assert set(found) == FIELDS | extra, row["id"]
            assert found["kind"] in KINDS, row["id"]
            assert found["status"] in STATUSES, row["id"]
            assert found["parties"], row["id"]
            assert found["kind"] != "trip" or (found["stops"] and found["place"] is None), row["id"]
            assert all(stop["status"] in STATUSES for stop in found.get("stops", [])), row["id"]


@pytest.mark.parametrize(("folder", "label"), FILES)
def test_quoted_words_stand_in_the_text(folder: str, label: str) -> None:
    for row in _rows(folder, label):
        for found in row["expect"]:
            places = [*([found["place"]] if found["place"] else []), *found.get("stops", [])]
            quoted = [found["evidence"], *(party["name"] for party in found["parties"])]
            quoted += [found.get("name"), *(place["city"] for place in places)]
            for words in filter(None, quoted):
                assert words in row["text"], (row["id"], words)
            assert found["evidence"].strip() == found["evidence"] != "", row["id"]


@pytest.mark.parametrize(("folder", "label"), FILES)
def test_countries_are_codes(folder: str, label: str) -> None:
    for row in _rows(folder, label):
        for found in row["expect"]:
            holders = [*found["parties"], *found.get("stops", []), found["place"] or {}]
            for code in filter(None, (holder.get("country") for holder in holders)):
                assert COUNTRY.fullmatch(code), (row["id"], code)
            assert all(party["name"] or party["role"] or party["country"] for party in found["parties"])


@pytest.mark.parametrize(("folder", "label"), FILES)
def test_dates_are_real_and_in_order(folder: str, label: str) -> None:
    for row in _rows(folder, label):
        if row["published"] is not None:
            assert dt.date.fromisoformat(row["published"]), row["id"]
        for found in row["expect"]:
            for start, end in _spans(found):
                for value in filter(None, (start, end)):
                    assert ISO.fullmatch(value), (row["id"], value)
                    _first_day(value)
                if start and end:
                    assert start[: len(end)] <= end[: len(start)], row["id"]
            if found["date"]:
                assert found["date"]["start"] or found["date"]["end"], row["id"]


@pytest.mark.parametrize(("folder", "label"), FILES)
def test_weekday_and_date_in_the_text_agree(folder: str, label: str) -> None:
    for row in _rows(folder, label):
        for match in WEEKDAY_DATE.finditer(row["text"]):
            year = match["year"] or (row["published"] or "")[:4]
            assert year, row["id"]
            day = dt.date(int(year), MONTHS[match["m1"] or match["m2"]], int(match["d1"] or match["d2"]))
            assert match["day"] == WEEKDAYS[day.weekday()], row["id"]


@pytest.mark.parametrize(("folder", "label"), FILES)
def test_days_told_by_weekday_are_near_publication(folder: str, label: str) -> None:
    for row in _rows(folder, label):
        named = {day for day in WEEKDAYS if re.search(rf"\b{day}\b", row["text"])}
        if not named or row["published"] is None or OTHER_DAY.search(row["text"]):
            continue
        published = dt.date.fromisoformat(row["published"])
        for found in row["expect"]:
            date = found["date"]
            if not date or date["start"] != date["end"] or len(date["start"] or "") != 10:
                continue
            day = _first_day(date["start"])
            assert WEEKDAYS[day.weekday()] in named, (row["id"], date)
            assert abs((day - published).days) <= 7, (row["id"], date)
