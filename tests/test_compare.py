"""Both sides' accounts of one engagement side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

import dragoman
from dragoman.cli import main
from dragoman.record import open_record
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import QueryError

pytest_plugins = ["postgres"]

OURS = (
    "Ministry of Foreign Affairs of Norway\n\n"
    "Foreign Minister Anna Berg's Call with Foreign Minister Peter Mwangi of Kenya\n\n"
    "On Monday, 4 May 2020, Foreign Minister Anna Berg spoke by telephone with Foreign Minister Peter Mwangi of Kenya."
    "\n\nThe ministers discussed climate change and the protection of the oceans. The Minister raised the case of two"
    " detained journalists and human rights in the region. Norway will provide further humanitarian aid to refugees.\n"
)
THEIRS = (
    "Foreign Minister Peter Mwangi Holds a Phone Call with Norwegian Foreign Minister Anna Berg\n\n"
    "Nairobi, 4 May 2020\n\n"
    "On Monday, Foreign Minister Peter Mwangi held a phone call with Norwegian Foreign Minister Anna Berg.\n\n"
    "The two ministers exchanged views on climate change. Minister Mwangi briefed his counterpart on trade and"
    " investment between the two countries. They agreed to hold the next round of consultations in Nairobi.\n"
)
STORY = (
    "OSLO, May 5 - Norwegian Foreign Minister Anna Berg spoke by phone with Kenyan Foreign Minister Peter Mwangi on"
    " Monday. They discussed climate change. Fish prices fell on Tuesday."
)
CALL = "2020-05-04-call-berg-mwangi"


@pytest.fixture
def record(record_url: str) -> Iterator[OpenRecord]:
    with OpenRecord(open_record(record_url)) as one:
        one.store.add(
            [
                dragoman.read(OURS, published="2020-05-04", id="oslo"),
                dragoman.read(THEIRS, published="2020-05-04", id="nairobi"),
                dragoman.read(STORY, published="2020-05-05", id="story"),
            ]
        )
        yield one


def test_each_side_raises_leaves_out_and_promises(record: OpenRecord) -> None:
    found = record.compare(CALL)
    sides = {side.country: side for side in found.sides}
    assert list(sides) == ["KE", "NO", None]
    assert [side.documents for side in found.sides] == [("nairobi",), ("oslo",), ("story",)]
    assert found.topics[0] == "climate"
    assert {"human-rights", "humanitarian"} <= set(sides["NO"].alone)
    assert "economy" in sides["KE"].alone
    assert "human-rights" in sides["KE"].left_out
    assert "economy" in sides["NO"].left_out
    assert [one.evidence.quote for one in sides["NO"].promises] == [
        "Norway will provide further humanitarian aid to refugees."
    ]
    assert [one.evidence.quote for one in sides["KE"].promises] == [
        "They agreed to hold the next round of consultations in Nairobi."
    ]
    assert "Fish" not in " ".join(one.evidence.quote for one in sides[None].statements if one.topics == ("economy",))


def test_every_sentence_is_the_documents_own(record: OpenRecord) -> None:
    texts = {one.document.id: one.document.text for one in record.store.documents()}
    for side in record.compare(CALL).sides:
        for said in side.statements:
            span = said.evidence
            assert texts[said.document][span.start : span.end] == span.quote


def test_one_document_cannot_be_compared(record: OpenRecord) -> None:
    record.store.remove("story")
    record.store.remove("oslo")
    with pytest.raises(QueryError, match="one document alone tells of it"):
        record.compare(CALL)
    with pytest.raises(QueryError, match="no engagement 'nothing'"):
        record.compare("nothing")


def test_the_command(record: OpenRecord, record_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", CALL, "--record", record_url]) == 0
    out = capsys.readouterr().out
    assert "left out" in out
    assert "“Norway will provide further humanitarian aid to refugees.” — humanitarian" in " ".join(out.split())
    assert main(["compare", CALL, "--json", "--record", record_url]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["topics"]["climate"] == ["Kenya", "Norway", "others"]
    assert main(["compare", CALL, "--csv", "--record", record_url]) == 0
    assert "Kenya,KE,human-rights,left out" in capsys.readouterr().out
