"""Claims and relations: annotated sentences of our own (a third of them claim nothing), precision 0.9 and recall 0.6.

The sets "kept" were written before anything was tuned and are not tuned to: theirs are the honest figures.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import Claim, Dates, Document, Party, Relation
from dragoman.reading.reader import read_document
from dragoman.reading.result import Reading

DATA = Path(__file__).parent / "data"
_ORDERED = ("embassy", "ambassador")

Form = dict[str, Any]


def rows(name: str) -> list[Form]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def read(row: Form) -> Reading:
    return read_document(Document(row["id"], row["text"], published=row["published"]))


def who(party: Party) -> str:
    return party.name or (f"{party.country} {party.role.lower()}" if party.role else party.country or "?")


def span(dates: Dates | None) -> str | None:
    if dates is None:
        return None
    return dates.start if dates.start == dates.end else f"{dates.start or ''}/{dates.end or ''}"


def told(form: Form) -> Form:
    return {name: value for name, value in form.items() if value is not None}


def claim_form(one: Claim) -> Form:
    return told(
        {
            "what": one.what,
            "kind": one.kind,
            "who": sorted(map(who, one.parties)),
            "place": one.place.country if one.place else None,
            "since": one.since,
            "within": span(one.within),
            "number": one.number,
        }
    )


def relation_form(one: Relation) -> Form:
    ordered = one.what.startswith(_ORDERED)
    return told(
        {
            "what": one.what,
            "countries": list(one.countries) if ordered else sorted(one.countries),
            "level": one.level,
            "date": one.date.start if one.date else None,
            "status": "planned" if one.planned else "held",
        }
    )


def wanted(row: Form) -> list[Form]:
    if "claims" in row:
        return [{**one, "who": sorted(one["who"])} for one in row["claims"]]
    return [
        one if one["what"].startswith(_ORDERED) else {**one, "countries": sorted(one["countries"])}
        for one in row["relations"]
    ]


def found(row: Form) -> list[Form]:
    reading = read(row)
    return list(map(claim_form, reading.claims) if "claims" in row else map(relation_form, reading.relations))


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [
        ("claims", 0.9, 0.6),
        ("claims_kept", 0.9, 0.6),
        ("relations", 0.9, 0.6),
        ("relations_kept", 0.85, 0.6),
    ],
)
def test_annotated_sentences(name: str, precision: float, recall: float) -> None:
    """Right is what is right in every field: what, of which kind, of whom, where, since when, how many."""
    given = rows(name)
    right = read_ = there = 0
    for row in given:
        left, got = wanted(row), found(row)
        there, read_ = there + len(left), read_ + len(got)
        for one in got:
            if one in left:
                left.remove(one)
                right += 1
    assert right / read_ >= precision
    assert right / there >= recall
    assert 3 * sum(not wanted(row) for row in given) >= len(given)


@pytest.mark.parametrize("name", ["claims", "claims_kept", "relations", "relations_kept"])
def test_evidence_is_the_text_of_the_sentence(name: str) -> None:
    for row in rows(name):
        reading = read(row)
        for one in (*reading.claims, *reading.relations):
            assert row["text"][one.evidence.start : one.evidence.end] == one.evidence.quote
            assert 0 <= one.article < len(reading.articles)


def test_what_begins_with_an_event_keeps_its_words_and_names_no_day() -> None:
    text = (
        "Estonian Foreign Minister Oskar Tamm arrived in Nairobi on Monday. "
        "It is his first visit to Kenya since the coalition in Tallinn fell apart."
    )
    claim = read({"id": "a", "text": text, "published": "2024-03-06"}).claims[0]
    assert (claim.what, claim.since, claim.opening) == ("first", None, "the coalition in Tallinn fell apart")


def test_a_narrowed_claim_says_by_what_and_who_vouches_for_it() -> None:
    text = (
        "Salvadoran President Mateo Quintanilla began his first official visit to Japan on Monday, "
        "according to the foreign ministry."
    )
    claim = read({"id": "a", "text": text, "published": "2024-03-06"}).claims[0]
    assert (claim.qualifier, claim.attribution) == ("official", "the foreign ministry")
    assert claim.date == Dates("2024-03-04", None)


def test_nothing_is_claimed_twice_by_one_article() -> None:
    text = "Ghana recalled its ambassador to Estonia on Monday. On Monday Ghana recalled its ambassador to Estonia."
    assert len(read({"id": "a", "text": text, "published": "2024-03-06"}).relations) == 1
