"""The seventh sets of clusters, relations and claims are well-formed. Nothing is read or merged here.

Everything in them is invented: persons, meetings, ties and sentences. So say the names of their documents and rows
("invented-..."); a country or a date that fits history does so by chance. Their author knew the design and the
guidelines, and neither the reader nor the merging.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from dragoman.merging.types import SourceReport
from dragoman.model import ClaimKind, Rank, Tie

DATA = Path(__file__).parent / "data"

Form = dict[str, Any]


class Labelled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a file of clusters: reports with one label tell of one engagement."""

    label: str
    source: SourceReport


def lines(name: str) -> list[str]:
    return (DATA / f"{name}_seventh.jsonl").read_text(encoding="utf-8").splitlines()


def rows(name: str) -> list[Form]:
    return [json.loads(line) for line in lines(name)]


def test_clusters_have_the_form_of_the_others() -> None:
    items = [msgspec.json.decode(line, type=Labelled) for line in lines("clusters")]
    labels = Counter(item.label for item in items)
    assert len(items) >= 100
    assert len(labels) >= 40
    assert sum(count * (count - 1) // 2 for count in labels.values()) >= 100
    assert len({item.source.key for item in items}) == len(items)
    for item in items:
        report = item.source.report
        assert item.source.document.startswith("invented-seventh-")
        assert report.parties
        assert report.evidence
        assert bool(report.stops) == (report.kind == "trip")


def test_one_person_has_one_identifier() -> None:
    items = [msgspec.json.decode(line, type=Labelled) for line in lines("clusters")]
    persons = {
        (party.person.id, party.person.name)
        for item in items
        for party in item.source.report.parties
        if party.person is not None
    }
    assert len(persons) == len({id_ for id_, _ in persons}) == len({name for _, name in persons})


@pytest.mark.parametrize("name", ["relations", "claims"])
def test_sentences_have_the_form_of_the_others(name: str) -> None:
    given = rows(name)
    assert len(given) >= 60
    assert len({row["id"] for row in given}) == len({row["text"] for row in given}) == len(given)
    assert 3 * sum(not row[name] for row in given) >= len(given)
    for row in given:
        assert list(row) == ["id", "published", "text", name]
        assert row["id"].startswith("invented-")


def test_relations_use_the_words_of_the_model() -> None:
    for one in (one for row in rows("relations") for one in row["relations"]):
        assert set(one) <= {"what", "countries", "level", "date", "status"}
        assert one["what"] in get_args(Tie)
        assert one["status"] in ("held", "planned")
        assert len(set(one["countries"])) == 2
        assert ("level" in one) != one["what"].startswith(("embassy", "ambassador"))


def test_claims_use_the_words_of_the_model_and_the_names_of_the_text() -> None:
    for row in rows("claims"):
        for one in row["claims"]:
            assert set(one) <= {"what", "kind", "who", "place", "since", "within", "number"}
            assert one["what"] in get_args(Rank)
            assert one["kind"] in get_args(ClaimKind)
            assert ("number" in one) == (one["what"] in ("nth", "count"))
            assert one["what"] != "last" or "since" in one
            for who in one["who"]:
                assert who in row["text"] or who[:2].isupper()
