"""The record as a store, in SQLite and PostgreSQL: what is in it does not depend on how it came there."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

import stand_in_merge
from dragoman.errors import RecordError
from dragoman.merging.types import Ruling
from dragoman.model import Document, Evidence
from dragoman.record import open_record
from dragoman.record.check import check
from dragoman.record.documents import address_of
from dragoman.record.schema import document, engagement_word, redirect, report, text_entry
from dragoman.record.store import Record
from readings import many, reading

pytest_plugins = ["postgres"]


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in_merge.install(monkeypatch)


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    with open_record(record_url) as one:
        yield one


def sound(record: Record) -> bool:
    """Nothing is wrong; shows what is."""
    assert check(record).problems == ()
    return True


# --- adding --------------------------------------------------------------------------------------


def test_what_is_added_can_be_asked_for(record: Record) -> None:
    given = reading(url="https://example.org/a#top", published="2021-01-27", publisher="Example", count=2)
    assert record.add([given]).added == ("readout",)
    (stored,) = record.documents()
    assert stored.document == given.document
    assert stored.articles == given.articles
    assert (stored.address, stored.genre, stored.speaks) == ("https://example.org/a", "news", True)
    assert [one.report for one in record.reports()] == list(given.reports)
    assert {one.published for one in record.reports()} == {"2021-01-27"}
    assert {one.publisher for one in record.reports()} == {"Example"}
    assert [one.date.start for one in record.engagements() if one.date] == ["2021-01-26", "2021-01-27"]
    assert sound(record)


def test_adding_twice_changes_nothing(record: Record) -> None:
    record.add(many(9))
    before = record.digest()
    again = record.add(many(9))
    assert (again.added, len(again.already)) == ((), 9)
    assert record.digest() == before


def test_any_order_and_any_database_give_the_same_digests(record: Record, tmp_path: Path) -> None:
    record.add(many(30))
    for seed in range(3):
        shuffled = many(30)
        random.Random(seed).shuffle(shuffled)
        with open_record(str(tmp_path / f"{seed}.db")) as other:
            for at, one in enumerate(shuffled):
                other.add([one])
                if at % 7 == 0:
                    other.engagements()
            assert other.digest() == record.digest()
            assert sound(other)


def test_digests_tell_different_records_apart(record: Record) -> None:
    seen = {record.digest()}
    for one in (
        reading("a"),
        reading("b", "Blinken called Garneau again. So it was."),
        reading("c", "No. More.", count=0),
    ):
        record.add([one])
        seen.add(record.digest())
    assert len({one.truth for one in seen}) == 4
    assert len({one.merged for one in seen}) == 3  # a document that reports nothing changes no engagement


def test_ids_are_not_part_of_the_digests(record: Record, tmp_path: Path) -> None:
    record.add([reading("one")])
    with open_record(str(tmp_path / "other.db")) as other:
        other.add([reading("another")])
        assert other.digest() == record.digest()


def test_of_two_ids_of_one_document_the_shorter_names_it_in_any_order(record: Record, tmp_path: Path) -> None:
    record.add([reading("readout-2"), reading("readout")])
    with open_record(str(tmp_path / "other.db")) as other:
        other.add([reading("readout"), reading("readout-2")])
        assert [one.document.id for one in other.documents()] == ["readout"]
    assert [one.document.id for one in record.documents()] == ["readout"]
    assert record.engagements()[0].reports[0].document == "readout"


def test_what_is_known_of_a_document_goes_before_what_is_not(record: Record, tmp_path: Path) -> None:
    bare, dated = reading(), reading(published="2021-01-27")
    assert record.add([bare, dated]).updated == ("readout",)
    assert record.add([bare]).already == ("readout",)
    assert record.documents()[0].document.published == "2021-01-27"
    with open_record(str(tmp_path / "other.db")) as other:
        assert other.add([dated, bare]).updated == ()
        assert other.digest() == record.digest()
    assert sound(record)


def test_a_newer_reader_replaces_an_older_ones_findings_and_not_the_other_way_round(record: Record) -> None:
    record.add([reading(count=1)], reader="dragoman 0.9.0")
    assert record.add([reading(count=3)], reader="dragoman 0.10.0").updated == ("readout",)
    assert len(record.reports()) == 3
    assert record.add([reading(count=2)], reader="dragoman 0.9.5").already == ("readout",)
    assert len(record.reports()) == 3
    assert record.documents()[0].reader == "dragoman 0.10.0"
    assert sound(record)


def test_has_says_what_adding_would_change(record: Record) -> None:
    record.add([reading()], reader="dragoman 1.0")
    assert record.has(reading().document, reader="dragoman 1.0")
    assert record.has(reading("a-longer-name").document, reader="dragoman 0.9")
    assert not record.has(reading("r").document, reader="dragoman 1.0")
    assert not record.has(reading().document, reader="dragoman 1.1")
    assert not record.has(reading(published="2021-01-27").document, reader="dragoman 1.0")
    assert not record.has(reading(url="https://example.org/").document, reader="dragoman 1.0")


def test_threads_add_to_one_record(record: Record) -> None:
    parts = [many(24)[at::3] for at in range(3)]
    errors: list[BaseException] = []

    def work(part: list[object]) -> None:
        try:
            record.add(part)  # type: ignore[arg-type]
            record.engagements()
        except BaseException as error:  # noqa: BLE001
            errors.append(error)

    threads = [threading.Thread(target=work, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    digest = record.digest()
    assert len(record.documents()) == 24
    assert record.add(many(24)).added == ()
    assert record.digest() == digest
    assert sound(record)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (reading("nul", "Blinken called\x00Garneau. Yes."), "NUL"),
        (reading("lone", "Blinken called. Yes.", title="\ud800"), "surrogate"),
    ],
)
def test_what_no_database_keeps_is_refused(record: Record, bad: object, words: str) -> None:
    with pytest.raises(RecordError, match=words):
        record.add([bad])  # type: ignore[list-item]
    assert record.documents() == []


def test_evidence_that_is_not_in_the_text_is_refused(record: Record) -> None:
    good = reading()
    wrong = msgspec.structs.replace(good.reports[0], evidence=(Evidence(0, 4, "Bush"),))
    with pytest.raises(RecordError, match="0:4"):
        record.add([msgspec.structs.replace(good, reports=(wrong,))])
    assert record.documents() == []


# --- versions of one address ---------------------------------------------------------------------


def test_the_newest_version_of_a_page_speaks_and_the_older_stays(record: Record) -> None:
    url = "https://example.org/page"
    old = reading("old", "Blinken will call Garneau. Soon.", url=url, published="2021-01-25", day="2021-01-27")
    new = reading("new", "Blinken called Garneau. It is done.", url=f"{url}#top", published="2021-01-28")
    record.add([new, old])
    assert {one.document.id: one.speaks for one in record.documents()} == {"old": False, "new": True}
    assert [one.document for one in record.reports()] == ["new"]
    assert [one.document for one in record.reports(until="2021-01-26")] == ["old"]
    assert record.reports(until="2021-01-01") == []
    assert [e.reports[0].document for e in record.merged(until="2021-01-26").engagements] == ["old"]
    assert sound(record)


def test_the_same_text_at_two_addresses_is_two_documents_of_one_origin(record: Record) -> None:
    record.add([reading("a", url="https://a.example/"), reading("b", url="https://b.example/")])
    reports = record.reports()
    assert len(reports) == 2
    assert reports[0].key != reports[1].key
    assert reports[0].origin == reports[1].origin
    (joined,) = record.engagements()
    assert (len(joined.reports), joined.origins) == (2, 1)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (None, None),
        (" ", None),
        ("https://example.org/a#b", "https://example.org/a"),
        ("https://example.org/#!/route", "https://example.org/#!/route"),
        (" https://example.org/a?b=c ", "https://example.org/a?b=c"),
    ],
)
def test_an_address_is_the_url_without_its_fragment(url: str | None, address: str | None) -> None:
    assert address_of(url) == address


# --- removing ------------------------------------------------------------------------------------


def test_a_removed_document_is_gone_with_its_quotes_and_stays_away(record: Record) -> None:
    secret = "Zanzibarquux said Garneau would call"
    record.add([reading("secret", f"{secret}. It was whispered."), reading("open")])
    record.engagements()
    record.remove("secret")
    assert [one.document.id for one in record.documents()] == ["open"]
    assert all("Zanzibarquux" not in span.quote for e in record.engagements() for r in e.reports for span in r.evidence)
    assert record.add([reading("secret", f"{secret}. It was whispered.")]).removed == ("secret",)
    assert record.was_removed(Document("any", f"{secret}. It was whispered."))
    assert sound(record)
    record.close()
    if record.path is not None:
        stored = record.path.read_bytes().lower()
        assert b"garneau" in stored
        assert b"zanzibarq" not in stored


def test_when_the_newest_version_is_removed_the_older_speaks_again(record: Record) -> None:
    url = "https://example.org/page"
    record.add(
        [
            reading("old", "Blinken will call. Soon.", url=url, published="2021-01-25"),
            reading("new", "Blinken called. Done.", url=url, published="2021-01-28"),
        ]
    )
    record.remove("new")
    assert [one.document for one in record.reports()] == ["old"]


def test_an_id_that_names_no_document_or_several_is_refused(record: Record) -> None:
    record.add([reading("same", "One text. Yes."), reading("same", "Other text. Yes.")])
    with pytest.raises(RecordError, match="no document 'nothing'"):
        record.remove("nothing")
    with pytest.raises(RecordError, match="2 documents") as told:
        record.remove("same")
    key = record.documents()[0].key
    assert key in str(told.value)
    assert record.remove(key) == key


# --- rulings, redirects, the merged view ---------------------------------------------------------


def test_a_ruling_is_kept_counts_and_can_be_withdrawn(record: Record) -> None:
    record.add([reading()])
    before = record.digest()
    ruling = Ruling("r1", "field", record.reports()[0].key, field="name", value="Ottawa round", by="me")
    record.rule(ruling)
    assert record.rulings() == [ruling]
    assert record.engagements()[0].name == "Ottawa round"
    assert record.digest().truth != before.truth
    record.rule(msgspec.structs.replace(ruling, withdrawn=True))
    assert record.engagements()[0].name is None
    assert len(record.rulings()) == 1
    assert sound(record)


def test_a_former_id_leads_to_what_became_of_the_engagement(record: Record) -> None:
    record.add([reading(day="2021-01-26", kind="call")], reader="dragoman 1")
    (before,) = record.engagements()
    record.add([reading(day="2021-01-27", kind="call")], reader="dragoman 2")
    (after,) = record.engagements()
    assert before.id != after.id
    with record.view() as connection:
        assert [tuple(row) for row in connection.execute(sa.select(redirect))] == [(before.id, after.id)]
    record.add([reading(day="2021-01-28", kind="call")], reader="dragoman 3")
    (last,) = record.engagements()
    with record.view() as connection:
        found = sorted(tuple(row) for row in connection.execute(sa.select(redirect)))
    assert found == [(before.id, last.id), (after.id, last.id)]
    record.add([reading(day="2021-01-26", kind="call")], reader="dragoman 4")
    record.engagements()
    with record.view() as connection:
        found = sorted(tuple(row) for row in connection.execute(sa.select(redirect)))
    assert found == [(after.id, before.id), (last.id, before.id)]


def test_names_are_indexed_by_each_of_their_words(record: Record) -> None:
    record.add([reading()])
    with record.view() as connection:
        words = connection.execute(sa.select(engagement_word.c.word, engagement_word.c.position)).all()
    assert sorted(map(tuple, words)) == [("antony", 0), ("blinken", 0), ("garneau", 1), ("marc", 1)]


def test_the_view_is_stored_by_difference(record: Record) -> None:
    record.add(many(20))
    record.engagements()
    with record.view() as connection:
        before = connection.execute(sa.text("SELECT count(*) FROM engagement_report")).scalar_one()
    record.add([reading("late", "Blinken called late. Yes.", day="2021-03-01")])
    assert len([one for one in record.engagements() if one.date and one.date.start == "2021-03-01"]) == 1
    with record.view() as connection:
        after = connection.execute(sa.text("SELECT count(*) FROM engagement_report")).scalar_one()
    assert after == before + 1
    assert sound(record)


# --- check finds what is wrong -------------------------------------------------------------------


def spoilt(record: Record, statement: sa.Executable) -> str:
    """What check says after a change behind the record's back."""
    record.engagements()
    with record.writing() as connection:
        connection.execute(statement)
    return "\n".join(check(record).problems)


def test_check_finds_a_changed_text(record: Record) -> None:
    record.add([reading()])
    assert "not the one that was stored" in spoilt(record, sa.update(document).values(text="Bush called."))


def test_check_finds_evidence_that_does_not_fit(record: Record) -> None:
    record.add([reading()])
    (one,) = reading().reports
    wrong = msgspec.structs.replace(one, evidence=(Evidence(1, 5, "Bush"),))
    problems = spoilt(record, sa.update(report).values(body=msgspec.json.encode(wrong).decode()))
    assert "evidence 1:5 is not in the text" in problems
    assert "merged view is not what a fresh derivation gives" in problems


def test_check_finds_a_missing_report(record: Record) -> None:
    record.add([reading(count=2)])
    assert "report is missing" in spoilt(record, sa.delete(report).where(report.c.number == 0))


def test_check_finds_words_missing_from_the_index(record: Record) -> None:
    record.add([reading()])
    assert "missing from the text index" in spoilt(record, sa.delete(text_entry))


def test_check_finds_a_spoilt_view_and_rebuilding_it_helps(record: Record) -> None:
    record.add(many(6))
    assert "engagement_word" in spoilt(record, sa.delete(engagement_word))
    record.derive(anew=True)
    assert sound(record)


def test_check_finds_json_that_is_none(record: Record) -> None:
    record.add([reading()])
    record.engagements()
    with record.writing() as connection:
        connection.execute(sa.update(report).values(body="{"))
    with pytest.raises(RecordError, match="damaged"):
        check(record)
