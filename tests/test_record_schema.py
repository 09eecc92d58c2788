"""The record's schema: made by numbered steps, brought up from older ones, refused where it is newer."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

import stand_in_merge
from dragoman.errors import RecordError
from dragoman.record import dialects, migrations, open_record
from dragoman.record.check import check
from dragoman.record.derive import DERIVER
from dragoman.record.dialects import matching
from dragoman.record.schema import NUMBER, engagement_gap, metadata, text_entry
from dragoman.record.store import Record
from dragoman.record.target import target_of
from dragoman.record.words import PIECE, pieces, words_for_index
from readings import reading

pytest_plugins = ["postgres"]
STORED = Path(__file__).parent / "data" / "record-1.jsonl"
"""Rows of a record of schema 1, its view derived by an older dragoman."""
TRUTH = "23d39bbb5f2aeea5fbb4e16003e3b1b79a37b387ff2e31f52d3e693c39b3a6e6"
"""Its digest of the truth, which no later version may change."""


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in_merge.install(monkeypatch)


def make_old(url: str) -> None:
    """A record of schema 1 at ``url``, with the stored rows."""
    engine = dialects.engine_for(target_of(url), 5)
    dialects.prepare(engine, 5)
    with dialects.for_writing(engine).begin() as connection:
        migrations.migrate(connection, url, until=1)
        connection.execute(sa.text("DELETE FROM record_state"))
        for line in STORED.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            names = list(entry["row"])
            values = ", ".join(f":{name}" for name in names)
            statement = f"INSERT INTO {entry['table']} ({', '.join(names)}) VALUES ({values})"
            connection.execute(sa.text(statement), entry["row"])
    engine.dispose()


def found(record: Record, question: str, *, phrase: bool = False) -> list[tuple[str, str]]:
    """Documents (by their first key digits) and words that a question finds."""
    with record.view() as connection:
        words = words_for_index(question).split()
        wanted = text_entry.c.id.in_(matching(connection.dialect.name, words, phrase=phrase))
        rows = connection.execute(sa.select(text_entry).where(wanted)).all()
    names = {one.key: one.document for one in record.documents()}
    return sorted((names[row.document_key].id, names[row.document_key].text[row.starts : row.ends]) for row in rows)


def test_the_steps_lead_to_the_schema_that_queries_use(record_url: str) -> None:
    with open_record(record_url) as record, record.reading() as connection:
        assert migrations.number_of(connection) == NUMBER == len(migrations.STEPS)
        inspector = sa.inspect(connection)
        for table in metadata.sorted_tables:
            made = {column["name"]: column["nullable"] for column in inspector.get_columns(table.name)}
            made.pop("vector", None)  # PostgreSQL's own
            wanted = {column.name: bool(column.nullable) for column in table.columns}
            keys = {column.name for column in table.primary_key}
            assert {name: null and name not in keys for name, null in made.items()} == wanted, table.name


def test_a_record_of_schema_1_is_brought_up_with_all_that_is_in_it(record_url: str) -> None:
    make_old(record_url)
    with open_record(record_url) as record:
        assert check(record).problems == ()
        assert record.digest().truth == TRUTH
        assert len(record.engagements()) == 3
        assert [one.document.id for one in record.documents()] == ["old", "readout-ottawa", "wire-ottawa"]
        assert {name for name, _ in found(record, "expected")} == {"wire-ottawa"}
        quote = "Secretary Blinken was to call Garneau"
        assert (("wire-ottawa", quote)) in found(record, "secretary blinken")
        assert record.add([reading("more", "Blinken called. Again.")]).added == ("more",)
        assert {name for name, _ in found(record, "again")} == {"more"}
        assert check(record).problems == ()


@pytest.mark.parametrize("number", range(2, NUMBER))
def test_a_record_of_any_schema_is_brought_up(number: int, tmp_path: Path) -> None:
    path = str(tmp_path / "record.db")
    make_old(path)
    engine = dialects.engine_for(target_of(path), 5)
    with dialects.for_writing(engine).begin() as connection:
        migrations.migrate(connection, path, until=number)
        connection.execute(sa.text("UPDATE record_state SET derived = truth, deriver = :one"), {"one": DERIVER})
        connection.execute(sa.text("DELETE FROM engagement"))
    engine.dispose()
    with open_record(path) as record:
        assert not record.is_fresh()  # nothing is kept of that merge: the view is merged anew, once
        assert len(record.engagements()) == 3
        assert check(record).problems == ()


def test_gaps_of_engagements_that_stay_the_same_are_filled_in(record_url: str) -> None:
    with open_record(record_url) as record:
        record.add([reading("old", "Blinken called.", publisher="A paper")])
        record.derive()
        with record.writing() as connection:
            connection.execute(sa.text("DROP TABLE engagement_gap"))
            connection.execute(sa.text("UPDATE record_state SET schema_number = 8"))
    with open_record(record_url) as record:
        assert record.engagements()
        assert check(record).problems == ()
        with record.reading() as connection:
            made = connection.execute(sa.select(sa.func.count()).select_from(engagement_gap)).scalar_one()
        assert made == len(record.engagements())


def test_a_step_that_fails_leaves_the_record_as_it_was(record_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make_old(record_url)

    def fails(connection: sa.Connection) -> None:
        migrations._full_text(connection)
        raise RecordError("on purpose")

    with monkeypatch.context() as context:
        context.setattr(migrations, "STEPS", (migrations.STEPS[0], fails))
        with pytest.raises(RecordError, match="on purpose"):
            open_record(record_url)
    engine = dialects.engine_for(target_of(record_url), 5)
    with engine.begin() as connection:
        assert migrations.number_of(connection) == 1
        assert "text_entry" not in sa.inspect(connection).get_table_names()
    engine.dispose()
    with open_record(record_url) as record:
        assert check(record).problems == ()


def test_a_newer_schema_is_refused_in_one_line(record_url: str) -> None:
    with open_record(record_url) as record, record.writing() as connection:
        connection.execute(sa.text("UPDATE record_state SET schema_number = 99"))
    with pytest.raises(RecordError, match=rf"newer dragoman \(schema 99, this one knows {NUMBER}\); upgrade") as told:
        open_record(record_url)
    assert "\n" not in str(told.value)


def test_a_database_of_another_program_is_refused_and_not_touched(record_url: str) -> None:
    engine = dialects.engine_for(target_of(record_url), 5)
    with dialects.for_writing(engine).begin() as connection:
        connection.execute(sa.text("CREATE TABLE bookmarks (id INTEGER)"))
    engine.dispose()
    before = None if "://" in record_url else Path(record_url).read_bytes()
    with pytest.raises(RecordError, match="another program"):
        open_record(record_url)
    if before is not None:
        assert Path(record_url).read_bytes() == before


def test_an_empty_database_is_made_a_record_only_where_that_was_asked(record_url: str) -> None:
    with pytest.raises(RecordError, match=r"no such record|not a record"):
        open_record(record_url, create=False)
    open_record(record_url).close()
    open_record(record_url, create=False).close()


def test_a_file_that_a_killed_maker_left_empty_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(b"")
    with open_record(str(path)) as record:
        assert record.documents() == []
    sqlite3.connect(path).close()


# --- full text -----------------------------------------------------------------------------------


def test_words_are_found_in_any_form_without_accents_and_case(record_url: str) -> None:
    with open_record(record_url) as record:
        record.add(
            [
                reading("a", "Łukašenka visited São Paulo's port. The visits were planned."),
                reading("b", 'Nobody visits. "Quotes" & (brackets) OR *stars* -minus- it\'s 1e5 g7.', count=0),
            ]
        )
        assert {name for name, _ in found(record, "visiting")} == {"a", "b"}
        assert {name for name, _ in found(record, "LUKASENKA sao paulo")} == {"a"}
        assert {name for name, _ in found(record, "plan")} == {"a"}
        assert {name for name, _ in found(record, "or quote bracket star minus its")} == {"b"}
        assert {name for name, _ in found(record, "1e5 G7")} == {"b"}
        assert found(record, "paulo sao", phrase=True) == []
        assert {name for name, _ in found(record, "sao paulos", phrase=True)} == {"a"}
        assert found(record, "nobody paulo") == []


def test_a_quote_is_found_with_its_report(record_url: str) -> None:
    with open_record(record_url) as record:
        record.add([reading("a", "Blinken called Garneau. Nothing more is said.")])
        assert found(record, "garneau") == [
            ("a", "Blinken called Garneau"),
            ("a", "Blinken called Garneau. Nothing more is said."),
        ]
        with record.view() as connection:
            keys = connection.execute(sa.select(text_entry.c.report_key).order_by(text_entry.c.id)).scalars().all()
        assert keys == [None, record.reports()[0].key]


def test_words_that_are_not_in_normal_form_are_refused() -> None:
    for words in ([], ["a b"], ['"'], ["é"], [""]):
        with pytest.raises(ValueError, match="normal form"):
            matching("sqlite", words)


def test_a_very_long_text_is_indexed_in_pieces(record_url: str) -> None:
    text = "Blinken called Garneau. " + "palaver " * (2 * PIECE // 8) + "finis"
    with open_record(record_url) as record:
        record.add([reading("long", text)])
        assert [name for name, _ in found(record, "finis")] == ["long"]
        assert check(record).problems == ()


@pytest.mark.parametrize("text", ["", "a", "word " * PIECE, "x" * (PIECE * 2 + 1), "line\n" * PIECE])
def test_pieces_cover_the_text(text: str) -> None:
    spans = list(pieces(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 < end - start <= PIECE for start, end in spans)
    assert "x" in text or all(text[end - 1].isspace() for _, end in spans[:-1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("visits", "visited"),
        ("planned", "plan"),
        ("cancelled", "cancels"),
        ("postponed", "postpone"),
        ("countries", "country"),
        ("meeting", "meets"),
        ("Blinken's", "blinkens"),
    ],
)
def test_forms_of_one_word_are_one(one: str, other: str) -> None:
    assert words_for_index(one) == words_for_index(other)


@pytest.mark.parametrize(("one", "other"), [("Texas", "Tex"), ("call", "calm"), ("UN", "us")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert words_for_index(one) != words_for_index(other)
