"""The development and the sealed documents are well-formed: gold form, evidence in the text, real ISO dates, codes.

Whoever develops the reader reads tests/documents and never tests/documents2; what they say is judged elsewhere.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from dragoman.model import KINDS, STATUSES, Genre

TESTS = Path(__file__).parent
NOTES = {
    "documents": "Development document of the dragoman project; invented persons and events.",
    "documents2": "Invented sample of the dragoman project (sealed); persons and events are made up.",
}
"""The first line of each document of a folder."""
NAMES = [f"{folder}/{path.stem}" for folder in NOTES for path in sorted((TESTS / folder).glob("*.json"))]
CORE = {"call", "meeting", "talks", "trip", "conference"}
TOP_FIELDS = {"id", "published", "genre", "engagements"}
FIELDS = {"kind", "status", "parties", "date", "place", "topics", "core", "evidence"}
OPTIONAL = {"date_free", "articles", "conflicts"}
STOP_FIELDS = {"city", "country", "status", "start", "end"}
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
COUNTRY = re.compile(r"[A-Z]{2}")
# Of a party: also an organisation or a grouping, by its acronym (EU, NATO, UNRWA, G7).
PARTY_COUNTRY = re.compile(r"[A-Z]{2}|[A-Z][A-Za-z0-9+-]{1,9}")
TOPICS = set(
    re.findall(
        r"\S+",
        """
    ukraine-war israel-palestine iran north-korea taiwan south-china-sea indo-pacific russia china
    afghanistan syria sahel-africa western-hemisphere alliances defense arms-control counterterrorism
    sanctions economy technology space energy climate health food-security humanitarian migration
    human-rights hostages peace-process culture narcotics maritime other
        """,
    )
)

Row = dict[str, Any]


@cache
def _text(name: str) -> str:
    return (TESTS / f"{name}.txt").read_text(encoding="utf-8")


@cache
def _gold(name: str) -> Row:
    gold: Row = json.loads((TESTS / f"{name}.json").read_text(encoding="utf-8"))
    return gold


def _engagements(name: str) -> list[Row]:
    engagements: list[Row] = _gold(name)["engagements"]
    return engagements


def _is_date(value: str) -> bool:
    """A year, month or day that the calendar has."""
    if not ISO.fullmatch(value):
        return False
    year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _spans(engagement: Row) -> list[Row]:
    return [*([engagement["date"]] if engagement["date"] else []), *engagement.get("stops", [])]


def _note(name: str) -> str:
    return NOTES[str(Path(name).parent)]


@pytest.mark.parametrize("folder", NOTES)
def test_there_are_documents(folder: str) -> None:
    annotated = [path.stem for path in (TESTS / folder).glob("*.json")]
    assert annotated
    assert sorted(path.stem for path in (TESTS / folder).glob("*.txt")) == sorted(annotated)


@pytest.mark.parametrize("name", NAMES)
def test_the_head_is_in_order(name: str) -> None:
    gold = _gold(name)
    assert set(gold) == TOP_FIELDS
    assert gold["id"] == Path(name).name
    assert gold["genre"] in get_args(Genre)
    assert gold["published"] is None or (_is_date(gold["published"]) and len(gold["published"]) == 10)
    assert _text(name).splitlines()[0] == _note(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_engagement_has_the_gold_form(name: str) -> None:
    for row in _engagements(name):
        extra = {"stops"} if row["kind"] == "trip" else {"name"} if row["kind"] == "conference" else set()
        assert set(row) - OPTIONAL == FIELDS | extra, row["evidence"]
        assert row["kind"] in KINDS
        assert row["status"] in STATUSES
        assert row["core"] is (row["kind"] in CORE), row["evidence"]
        assert set(row["topics"]) <= TOPICS, row["evidence"]
        assert row.get("date_free", True) is True


@pytest.mark.parametrize("name", NAMES)
def test_the_evidence_stands_in_the_text_below_the_note(name: str) -> None:
    body = _text(name).removeprefix(_note(name))
    for row in _engagements(name):
        assert row["evidence"] in body, row["evidence"]
        assert row["evidence"] == row["evidence"].strip() != ""


@pytest.mark.parametrize("name", NAMES)
def test_parties_are_named_or_placed(name: str) -> None:
    text = _text(name).casefold()
    for row in _engagements(name):
        assert row["parties"], row["evidence"]
        for party in row["parties"]:
            assert set(party) == {"name", "role", "country"}
            assert party["name"] or party["country"], row["evidence"]
            assert party["name"] is None or party["name"].casefold() in text, party["name"]
            assert party["country"] is None or PARTY_COUNTRY.fullmatch(party["country"]), party


@pytest.mark.parametrize("name", NAMES)
def test_places_and_stops_have_codes(name: str) -> None:
    for row in _engagements(name):
        if row["kind"] == "trip":
            assert row["place"] is None, row["evidence"]
        for stop in row.get("stops", []):
            assert set(stop) == STOP_FIELDS
            assert stop["status"] in STATUSES
        for place in [*([row["place"]] if row["place"] else []), *row.get("stops", [])]:
            assert place["city"] or place["country"], row["evidence"]
            assert place["country"] is None or COUNTRY.fullmatch(place["country"]), place


@pytest.mark.parametrize("name", NAMES)
def test_dates_are_iso_and_do_not_run_backwards(name: str) -> None:
    for row in _engagements(name):
        assert row["date"] is None or set(row["date"]) == {"start", "end"}
        for span in _spans(row):
            start, end = span["start"], span["end"]
            assert all(_is_date(value) for value in (start, end) if value), (name, span)
            assert not (start and end) or end[: len(start)] >= start[: len(end)], (name, span)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_held_is_not_after_and_what_is_planned_not_before_publication(name: str) -> None:
    published = _gold(name)["published"]
    for row in _engagements(name):
        if published is None or row["date"] is None:
            continue
        start, end = row["date"]["start"], row["date"]["end"]
        if row["status"] == "held" and start:
            assert start <= published, (row["evidence"], start)
        if row["status"] == "planned" and (last := end or start):
            assert last >= published[: len(last)], (row["evidence"], last)
