"""Claims and relations: annotated sentences of our own (a third of them claim nothing), precision 0.9 and recall 0.6.

The sets "kept" were written before anything was tuned. The honest figures, every field right, are what they gave after
tuning on the others and before any of their misses was looked at: claims precision 0.94 and recall 0.80, relations
0.86 and 0.90. Some of their misses have been looked at since. The sets "seventh" are by an author who knew neither the
reader nor its words; at first look they gave 0.912 and 0.689 (claims), 0.867 and 0.441 (relations).
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
        ("relations_kept", 0.9, 0.6),
        ("claims_seventh", 0.95, 0.86),
        ("relations_seventh", 0.92, 0.79),
        ("relations_forms", 0.98, 0.98),
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


@pytest.mark.parametrize(
    "name",
    ["claims", "claims_kept", "claims_seventh", "relations", "relations_kept", "relations_seventh", "relations_forms"],
)
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


RELATIONS = [
    ("Georgia downgrades diplomatic relations with Laos", ["downgraded"]),
    ("Togo recalls its ambassador to Malta for consultations.", ["ambassador_recalled"]),
    ("Panama expels the Serbian ambassador.", ["ambassador_expelled"]),
    ("Kenya-Oman relations were upgraded to a strategic partnership in 2016.", ["upgraded"]),
    ("In 2001, Chile–Fiji ties were severed.", ["severed"]),
    ("The ties between Qatar and Nepal have been transformed into a comprehensive partnership.", ["upgraded"]),
    ("Since the establishment of diplomatic ties between Cuba and Gabon in 1971, much changed.", ["established"]),
    ("Trade between Malta and Togo has grown since diplomatic relations were established in 1972.", ["established"]),
    ("Cuba and Gabon celebrated the anniversary of the establishment of diplomatic relations in 2021.", []),
    ("Peru ordered the Bolivian ambassador to leave the country.", ["ambassador_expelled"]),
    ("Oman told the ambassador of Chad to leave within two days.", ["ambassador_expelled"]),
    ("Fiji asked the Omani ambassador to leave on Monday.", ["ambassador_expelled"]),
    ("Fiji asked the Omani ambassador to explain the remarks.", []),
    ("The Togolese embassy in Valletta opens at nine.", []),
    ("Malta's embassy in Lomé said it would be closed on Monday.", []),
    ("Chad and Laos agreed on Monday to restore diplomatic relations, their ministers said on Tuesday.", ["restored"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RELATIONS, ids=[text[:40] for text, _ in RELATIONS])
def test_more_ways_to_tell_ties(text: str, expected: list[str]) -> None:
    reading = read({"id": "a", "text": f"{text}\nThat is all there was.", "published": "2024-03-06"})
    assert [one.what for one in reading.relations] == expected


def test_the_day_of_an_agreement_is_not_that_of_its_telling() -> None:
    text = "Chad and Laos agreed on Monday to restore diplomatic relations, their ministers said on Tuesday."
    (one,) = read({"id": "a", "text": text, "published": "2024-03-06"}).relations
    assert (one.planned, one.date) == (True, Dates("2024-03-04", "2024-03-04"))


CLAIMS = [
    (
        "The last time an Omani foreign minister visited Peru was in 2008.",
        ("last", "trip", ["OM foreign minister"], "2008"),
    ),
    (
        "The last time Chilean President Ana Rojas Vidal met Cuban President Luis Ferro Sosa was in May 2021.",
        ("last", "meeting", ["Ana Rojas Vidal", "Luis Ferro Sosa"], "2021-05"),
    ),
    (
        "The last time Finnish President Pia Rantala spoke with Kenyan President Joy Wambui came in 2019.",
        ("last", "talks", ["Joy Wambui", "Pia Rantala"], "2019"),
    ),
    (
        "It was the first time in eleven years that a Peruvian president had set foot in Laos.",
        ("first", "trip", ["PE president"], "2013"),
    ),
    (
        (
            "Finnish President Pia Rantala and Kenyan President Joy Wambui met in Oslo, the ninth time "
            "the two have met since 2019."
        ),
        ("nth", "meeting", ["Joy Wambui", "Pia Rantala"], "2019"),
    ),
    (
        (
            "Finnish President Pia Rantala and Kenyan President Joy Wambui spoke by phone, the first "
            "time they had done so since 2021."
        ),
        ("first", "call", ["Joy Wambui", "Pia Rantala"], "2021"),
    ),
    (
        (
            "Finnish President Pia Rantala and her Kenyan counterpart, Joy Wambui, had last seen each "
            "other in Lima in May 2023."
        ),
        ("last", "meeting", ["Joy Wambui", "Pia Rantala"], "2023-05"),
    ),
    (
        "Since November 2023, Finnish President Pia Rantala has met Kenyan President Joy Wambui on seven occasions.",
        ("count", "meeting", ["Joy Wambui", "Pia Rantala"], "2023-11"),
    ),
    (
        "Peru and Laos held their first ministerial talks since 2018 in Vienna on Monday.",
        ("first", "meeting", ["LA", "PE"], "2018"),
    ),
    (
        "Finnish Foreign Minister Pia Rantala paid three visits to Lima in 2023.",
        ("count", "trip", ["Pia Rantala"], None),
    ),
    (
        "The visit, the first to Laos by a Peruvian foreign minister, will last three days.",
        ("first", "trip", ["PE foreign minister"], None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS, ids=[text[:40] for text, _ in CLAIMS])
def test_more_ways_to_claim(text: str, expected: tuple[str, str, list[str], str | None]) -> None:
    (one,) = read({"id": "a", "text": text, "published": "2024-03-06"}).claims
    assert (one.what, one.kind, sorted(map(who, one.parties)), one.since) == expected


NO_CLAIMS = [
    "Pia Rantala and Joy Wambui agreed, the first time in eleven years that anything was settled in Laos.",
    "Finnish Foreign Minister Pia Rantala named three visits to Lima that she would like to make in 2025.",
    "The ministers discussed the port on seven occasions in the novel by Joy Wambui.",
]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_what_is_no_claim(text: str) -> None:
    assert read({"id": "a", "text": text, "published": "2024-03-06"}).claims == ()


def test_the_first_of_a_day_is_no_claim() -> None:
    text = (
        "Estonian Foreign Minister Oskar Tamm flew to Nairobi on Monday. "
        "His first meeting in Nairobi will be with Kenyan Foreign Minister Joy Wambui."
    )
    assert read({"id": "a", "text": text, "published": "2024-03-06"}).claims == ()
