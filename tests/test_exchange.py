"""The exchange form: valid by its schema, nothing of the model left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from around import PARTIES, call, read_as_call, trip
from dragoman import __version__, exchange
from dragoman.model import (
    KINDS,
    STATUSES,
    Article,
    Conflict,
    Dates,
    Document,
    Evidence,
    Party,
    PersonRef,
    Place,
    Report,
    Stop,
)
from dragoman.reading.result import Reading

SCHEMA = Path(__file__).parent / "data" / "exchange.schema.json"
SHARED = Path(__file__).parents[2] / "shared" / "gold" / "exchange.schema.json"
DOCUMENT = Document("d", "Blinken called Garneau on Tuesday.\nHe \u2028went \U0001f600 on.", published="2021-01-26")


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def full_reading() -> Reading:
    """A reading in which every field of every record is filled."""
    full = msgspec.structs.replace(
        call(DOCUMENT),
        name="G7",
        cause="a storm",
        place=Place("Ottawa", "CA"),
        stops=(Stop("Ottawa", "CA", "held", "2021-01", "2021-01-27"),),
        topics=("economy",),
        attribution="the ministry",
        articles=(0,),
        conflicts=(Conflict("date", ("2021-01-26", "2021-01-27")),),
    )
    article = Article(((0, 5), (8, 10)), "Blink c", "T", "P", "2021-01-26", "news", 0)
    document = msgspec.structs.replace(DOCUMENT, url="https://x.org", title="T", publisher="P")
    return Reading(document, "news", (article,), (full, trip(DOCUMENT)))


def test_the_schema_is_the_shared_one() -> None:
    if not SHARED.is_file():
        pytest.skip("../shared is absent")
    assert SCHEMA.read_bytes() == SHARED.read_bytes()


@pytest.mark.parametrize("reading", [full_reading(), read_as_call(DOCUMENT), Reading(DOCUMENT)])
def test_output_is_valid(reading: Reading) -> None:
    validator().validate(exchange.to_dict(reading))


def test_the_schema_knows_every_field_that_is_written() -> None:
    """Unknown fields would pass the schema; here they do not."""
    closed = json.loads(SCHEMA.read_text(encoding="utf-8"), object_hook=_close)
    jsonschema.Draft202012Validator(closed).validate(exchange.to_dict(full_reading()))


def _close(value: dict[str, Any]) -> dict[str, Any]:
    if value.get("type") == "object" or value.get("type") == ["object", "null"]:
        known = value.get("properties", {}).keys()
        # The schema names a conflict's fields only as required ones.
        return value | ({"additionalProperties": False} if known else {})
    return value


@pytest.mark.parametrize("kind", [Report, Party, PersonRef, Stop, Place, Dates, Article, Conflict, Evidence])
def test_no_field_of_the_model_is_forgotten(kind: type[msgspec.Struct]) -> None:
    written = exchange.to_dict(full_reading())
    report = written["engagements"][0]
    party = report["parties"][1]
    places = {
        Report: report,
        Party: party,
        PersonRef: party["person"],
        Stop: report["stops"][0],
        Place: report["place"],
        Dates: report["date"],
        Article: written["articles"][0],
        Conflict: report["conflicts"][0],
        Evidence: report["evidence"][0],
    }
    of_the_record = {"sources"}  # which report told a value: a document's own reading has one source
    assert set(places[kind]) == set(kind.__struct_fields__) - of_the_record


def test_document_fields_and_reader() -> None:
    written = exchange.to_dict(full_reading())
    assert written["reader"] == f"dragoman {__version__}"
    assert (written["id"], written["url"], written["title"], written["publisher"], written["published"]) == (
        "d",
        "https://x.org",
        "T",
        "P",
        "2021-01-26",
    )


def test_unknown_fields_are_null() -> None:
    report = exchange.to_dict(Reading(DOCUMENT, None, (), (call(DOCUMENT),)))["engagements"][0]
    assert report["place"] is None
    assert report["name"] is None
    assert report["stops"] == []
    assert report["parties"][1]["name"] is None
    assert report["parties"][0]["person"] is None


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\n", "\r", "\x0b", "\x1e"])
def test_a_line_is_one_line(separator: str) -> None:
    reading = read_as_call(Document("d", f"one{separator}two é"))
    line = exchange.to_line(reading)
    assert len(line.splitlines()) == 1
    assert json.loads(line) == exchange.to_dict(reading)
    assert "é" in line


def test_lone_surrogates_can_be_written() -> None:
    line = exchange.to_line(read_as_call(Document("d", "a\ud83d b é")))
    line.encode("utf-8")
    assert json.loads(line)["articles"][0]["text"] == "a\ud83d b é"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", STATUSES)
def test_every_kind_and_status_is_allowed(kind: Any, status: Any) -> None:
    report = Report(kind, status, PARTIES, None, (DOCUMENT.evidence(0, 7),))
    validator().validate(exchange.to_dict(Reading(DOCUMENT, "news", (), (report,))))


def test_a_wrong_day_would_be_noticed() -> None:
    report = msgspec.structs.replace(call(DOCUMENT), date=Dates("26 January", None))
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(exchange.to_dict(Reading(DOCUMENT, None, (), (report,))))
