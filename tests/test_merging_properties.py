"""Merging as a pure function of a set: order, repetition and unrelated reports change nothing."""

from __future__ import annotations

import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merging.merge import merge, why
from dragoman.merging.types import Merged, Ruling, SourceReport
from dragoman.model import STATUSES, Dates, Evidence, Party, PersonRef, Place, Report, Stop

WEST = [("Anna Berg", "SE"), ("Jonas Adler", "AT"), ("Ivo Horvat", "HR"), ("Berg", "SE"), (None, "AT")]
EAST = [("Haruki Kato", "JP"), ("Seo Min-jun", "KR"), ("Lin Wei", "CN"), ("Kato", "JP"), (None, "CN")]
IDS = {"Anna Berg": "P1", "Jonas Adler": "P2", "Haruki Kato": "P3", "Lin Wei": "P4"}
PLACES = [None, Place("Geneva", "CH"), Place("Vienna", "AT"), Place(None, "CH"), Place("Tokyo", "JP")]
STOPS = [Stop("Geneva", "CH"), Stop("Tokyo", "JP", "planned"), Stop("Manila", "PH", "cancelled"), Stop(None, "JP")]
KINDS = ["call", "meeting", "talks", "trip", "conference", "remarks", "statement", "appointment"]
NAMES = ["G7 Foreign Ministers' Meeting", "G7", "NATO Summit", None]


@st.composite
def days(draw: st.DrawFn) -> Dates | None:
    shape = draw(st.sampled_from(["day", "day", "day", "stay", "month", "year", "none"]))
    day = draw(st.integers(1, 12))
    if shape == "none":
        return None
    if shape in {"month", "year"}:
        words = "2023-03" if shape == "month" else "2023"
        return Dates(words, words)
    end = day + draw(st.integers(0, 3)) if shape == "stay" else day
    return Dates(f"2023-03-{day:02d}", f"2023-03-{end:02d}")


@st.composite
def reports(
    draw: st.DrawFn,
    people: list[tuple[str | None, str]],
    page: str = "page",
    kinds: list[str] = KINDS,
    whole: bool = False,
) -> SourceReport:
    """A report; with ``whole`` all of ``people`` take part, so that many reports tell of one engagement."""
    kind = draw(st.sampled_from(kinds))
    some = st.lists(st.sampled_from(people), min_size=1, max_size=4)
    chosen = draw(st.permutations(people) if whole else some)
    parties = []
    for name, land in chosen:
        ref = PersonRef(IDS[name], name, "ledger") if name in IDS and draw(st.booleans()) else None
        role = draw(st.sampled_from(["Foreign Minister", "President", None]))
        parties.append(Party(name, role, land, person=ref))
    quote = draw(
        st.sampled_from(["short words", "one long sentence that several outlets print in the very same words"])
    )
    report = Report(
        kind,
        draw(st.sampled_from(STATUSES)),
        tuple(parties),
        draw(days()),
        (Evidence(0, len(quote), quote),),
        name=draw(st.sampled_from(NAMES)) if kind == "conference" else None,
        place=None if kind in {"trip", "call"} else draw(st.sampled_from(PLACES)),
        stops=tuple(draw(st.lists(st.sampled_from(STOPS), max_size=3))) if kind == "trip" else (),
        topics=tuple(sorted(set(draw(st.lists(st.sampled_from(["energy", "climate"]), max_size=2))))),
        confidence=draw(st.sampled_from([0.3, 0.6, 0.9])),
    )
    published = draw(st.sampled_from([None, "2023-02-25", "2023-03-05", "2023-03-14", "2024-01-10"]))
    key = f"{page}{draw(st.integers(0, 12)):02d}/{draw(st.integers(0, 2))}"
    origin = draw(st.sampled_from([None, None, "agency"]))
    return SourceReport(
        key, f"doc {key.partition('/')[0]}", report, published, draw(st.sampled_from([None, "x", "y"])), origin
    )


WORLDS = st.one_of(
    st.lists(reports(WEST + EAST), max_size=14),
    st.lists(reports([WEST[0], EAST[0]], kinds=["call", "meeting", "talks"], whole=True), max_size=14),
    st.lists(reports([WEST[0]], kinds=["trip"], whole=True), max_size=14),
    st.lists(reports(WEST[:3], kinds=["conference", "meeting"], whole=True), max_size=14),
)
"""Reports of many engagements and, in the narrower worlds, many reports of a few."""


def same_bytes(one: Merged, other: Merged) -> bool:
    return msgspec.json.encode(one) == msgspec.json.encode(other)


@settings(max_examples=250, deadline=None)
@given(WORLDS, st.integers(0, 999))
def test_order_and_repetition_change_nothing(items: list[SourceReport], seed: int) -> None:
    expected = merge(items)
    again = [*items, *items[::2]]
    random.Random(seed).shuffle(again)
    assert same_bytes(merge(again), expected)


@settings(max_examples=150, deadline=None)
@given(WORLDS)
def test_every_report_stands_in_one_engagement_and_identifiers_are_unique(items: list[SourceReport]) -> None:
    merged = merge(items)
    kept = sorted((s.key, s.document) for one in merged.engagements for s in one.reports)
    assert kept == sorted((item.key, item.document) for item in set(items))
    names = [one.id for one in merged.engagements]
    assert names == sorted(set(names))
    assert all(name.isascii() and name == name.lower() and " " not in name for name in names)
    trips = {one.id for one in merged.engagements if one.kind == "trip"}
    for one in merged.engagements:
        assert one.trip is None or one.trip in trips
        assert 1 <= one.origins <= len(one.reports)
        for conflict in one.conflicts:
            assert len(conflict.values) == len(conflict.sources) >= 2


@settings(max_examples=100, deadline=None)
@given(st.lists(reports(WEST, "west"), max_size=8), st.lists(reports(EAST, "east"), max_size=8))
def test_sets_without_a_party_in_common_merge_as_if_alone(west: list[SourceReport], east: list[SourceReport]) -> None:
    # a gathering is one for all who attend it, so it is the one thing that such sets may share
    west = [item for item in west if item.report.kind != "conference"]
    east = [item for item in east if item.report.kind != "conference"]
    apart = [*merge(west).engagements, *merge(east).engagements]
    assert same_bytes(merge([*east, *west]), Merged(tuple(sorted(apart, key=lambda one: one.id))))


@settings(max_examples=80, deadline=None)
@given(WORLDS.filter(lambda items: len(items) > 1), st.data())
def test_rulings_hold_in_any_order(items: list[SourceReport], data: st.DataObject) -> None:
    keys = sorted({item.key for item in items})
    verdicts = st.tuples(st.sampled_from(["same", "different"]), st.sampled_from(keys), st.sampled_from(keys))
    rulings = [
        Ruling(str(number), verdict, left, right, withdrawn=data.draw(st.booleans()))
        for number, (verdict, left, right) in enumerate(data.draw(st.lists(verdicts, max_size=4)))
        if left != right
    ]
    merged = merge(items, rulings)
    assert same_bytes(merge(items[::-1], rulings[::-1]), merged)
    assert same_bytes(merge(items, [ruling for ruling in rulings if not ruling.withdrawn]), merged)
    at = {support.key: one.id for one in merged.engagements for support in one.reports}
    counted = [ruling for ruling in rulings if not ruling.withdrawn]
    different = {frozenset((r.left, r.right)) for r in counted if r.verdict == "different"}
    assert all(len({at[key] for key in pair if key}) == 2 for pair in different)
    if not different:
        assert all(at[r.left] == at[r.right or ""] for r in counted)


@settings(max_examples=60, deadline=None)
@given(reports(WEST + EAST), reports(WEST + EAST))
def test_why_is_the_same_from_both_sides(one: SourceReport, other: SourceReport) -> None:
    assert why(one, other)[-1] == why(other, one)[-1]
    assert all(line for line in why(one, other))
