"""The brief on two countries or persons: each line with a footnote to its words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

import dragoman
from dragoman.cli import main
from dragoman.merging.steps import steps
from dragoman.merging.types import HistoryEntry
from dragoman.model import Dates, Status
from dragoman.record import open_record
from dragoman.record.brief.markdown import plain
from dragoman.record.brief.question import Brief
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import QueryError

pytest_plugins = ["postgres"]

CALL = (
    "Ministry of Foreign Affairs of Norway\n\n"
    "Foreign Minister Anna Berg's Call with Foreign Minister Peter Mwangi of Kenya\n\n"
    "On Monday, 4 May 2020, Foreign Minister Anna Berg spoke by telephone with Foreign Minister Peter Mwangi of Kenya."
    "\n\nThe ministers discussed climate change. Norway will provide further humanitarian aid to refugees.\n"
)
PLAN = (
    "OSLO, May 6 - Norwegian Foreign Minister Anna Berg will visit Kenya on May 20. She will meet Kenyan Foreign"
    " Minister Peter Mwangi in Nairobi on May 20."
)
OFF = (
    "OSLO, May 18 - Norwegian Foreign Minister Anna Berg has cancelled her visit to Kenya on May 20 because of a"
    " strike of air traffic controllers."
)
OLD = "NAIROBI, Feb 3 - Kenyan President Grace Otieno met Norwegian Prime Minister Lars Dahl in Nairobi on Monday."
LATER = "OSLO, July 2 - Norwegian Foreign Minister Anna Berg spoke by phone with Kenyan Foreign Minister Peter Mwangi."


@pytest.fixture
def record(record_url: str) -> Iterator[OpenRecord]:
    with OpenRecord(open_record(record_url)) as one:
        one.store.add(
            [
                dragoman.read(CALL, published="2020-05-04", id="call"),
                dragoman.read(PLAN, published="2020-05-06", id="plan"),
                dragoman.read(OFF, published="2020-05-18", id="off"),
                dragoman.read(OLD, published="2020-02-03", id="old"),
                dragoman.read(LATER, published="2020-07-02", id="later"),
            ]
        )
        yield one


def told(found: Brief, section: str) -> list[str]:
    (one,) = (one for one in found.sections if one.name == section)
    return [line.words for line in one.lines]


def test_contacts_come_by_kind_the_most_senior_first(record: OpenRecord) -> None:
    found = record.brief("Norway", "KE", since="2020-05", today="2020-05-19")
    contacts = told(found, "contacts")
    assert [words.partition(":")[0] for words in contacts] == ["meeting (leaders)", "call (ministers)"]
    assert "2020-05-04" in contacts[1]  # the call of July is not known in May


def test_plans_made_and_called_off_since(record: OpenRecord) -> None:
    found = record.brief("NO", "KE", since="2020-05-05", today="2020-05-19")
    changes = told(found, "changes")
    assert any(words.startswith("2020-05-06, announced: trip") for words in changes)
    (off,) = (words for words in changes if words.startswith("2020-05-18, cancelled: trip"))
    assert "“because of a strike of air traffic controllers”" in off
    later = record.brief("NO", "KE", since="2020-05-07", today="2020-05-19")
    assert not any("announced" in words for words in told(later, "changes"))


def test_promises_plans_and_gaps(record: OpenRecord) -> None:
    found = record.brief("berg", "mwangi", since="2020-05", today="2020-05-19")
    assert found.between == ("Anna Berg", "Peter Mwangi")
    assert told(found, "promises") == [
        "Norway, call of 2020-05-04: “Norway will provide further humanitarian aid to refugees.”"
    ]
    assert [words.partition(",")[0] for words in told(found, "planned")] == ["meeting: 2020-05-20"]
    over = record.brief("berg", "mwangi", since="2020-05", today="2020-05-25")
    assert told(over, "planned") == []
    assert any(words.startswith("no outcome: meeting, 2020-05-20") for words in told(over, "gaps"))


def test_every_line_has_a_footnote_and_every_footnote_its_words(record: OpenRecord) -> None:
    texts = {one.document.id: one.document.text for one in record.store.documents()}
    found = record.brief("NO", "KE", since="2020-01", today="2020-05-25")
    lines = [line for section in found.sections for line in section.lines]
    assert len(lines) > 5
    assert {number for line in lines for number in line.notes} == set(range(1, len(found.notes) + 1))
    assert all(line.notes for line in lines)
    for note in found.notes:
        span = note.evidence
        assert texts[note.document][span.start : span.end] == span.quote
    assert [one.number for one in found.notes] == list(range(1, len(found.notes) + 1))
    assert len(found.rows()) == sum(len(line.notes) for line in lines)


def test_the_page(record: OpenRecord) -> None:
    page = record.brief("NO", "KE", since="2020-05", today="2020-05-19").markdown()
    assert page.startswith("# Norway and Kenya\n")
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == [
        "Last contacts",
        "What changed since 2020-05-01",
        "Promises on record",
        "Planned next",
        "Gaps",
    ]
    items = [line for line in page.splitlines() if line.startswith("- ")]
    assert items
    assert all(re.search(r"(?:\[\^\d+\])+$", line) for line in items)
    assert set(re.findall(r"\[\^(\d+)\](?!:)", page)) == set(re.findall(r"^\[\^(\d+)\]:", page, re.MULTILINE))


def test_empty_sections_say_so(record: OpenRecord) -> None:
    found = record.brief("NO", "Peru", since="2020-05", today="2020-05-19")
    assert all(not section.lines and section.empty in found.markdown() for section in found.sections)


def test_words_of_documents_are_no_markup() -> None:
    assert plain("a *b* <i>[c](d)\n# `e`") == r"a \*b\* \<i\>\[c\](d) \# \`e\`"


def test_what_cannot_be_asked(record: OpenRecord) -> None:
    with pytest.raises(QueryError, match="are both Norway"):
        record.brief("NO", "Norway", since="2020", today="2020-05-19")
    with pytest.raises(QueryError, match="give since and today"):
        record.brief("NO", "KE", since="2020")
    with pytest.raises(QueryError, match="is after today"):
        record.brief("NO", "KE", since="2021", today="2020-05-19")
    with pytest.raises(QueryError, match="nobody called 'quux'"):
        record.brief("NO", "quux", since="2020", today="2020-05-19")


def test_the_command(record: OpenRecord, record_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["brief", "--between", "NO", "KE", "--since", "2020-05", "--today", "2020-05-19", "--record", record_url]
    assert main(asked) == 0
    assert capsys.readouterr().out.startswith("# Norway and Kenya\n")
    assert main([*asked, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["between"] == ["Norway", "Kenya"]
    assert found["notes"][0].keys() == {"number", "document", "publisher", "published", "evidence", "key"}
    assert main(["brief", "--between", "NO", "KE", "--since", "2020-05", "--record", record_url]) == 2


# --- steps ---------------------------------------------------------------------------------------


def history(*given: tuple[str, Status, str | None, str | None]) -> tuple[HistoryEntry, ...]:
    return tuple(
        HistoryEntry(published, status, f"k/{at}", cause, Dates(day, day) if day else None)
        for at, (published, status, day, cause) in enumerate(given)
    )


def test_a_history_as_steps() -> None:
    found = steps(
        history(
            ("2020-05-01", "planned", "2020-05", None),
            ("2020-05-02", "planned", "2020-05-20", None),
            ("2020-05-03", "planned", "2020-05-28", None),
            ("2020-05-10", "postponed", None, None),
            ("2020-05-11", "postponed", None, "because of a storm"),
            ("2020-05-12", "postponed", None, "because of a storm"),
            ("2020-05-13", "planned", "2020-06-20", None),
            ("2020-06-21", "held", "2020-06-20", None),
            ("2020-06-22", "held", "2020-06-20", None),
            ("2020-06-23", "planned", "2020-06-20", None),
        )
    )
    assert [one.what for one in found] == [
        *("announced", "confirmed", "moved", "postponed", "postponed", "moved", "held")
    ]
    assert found[2].before == Dates("2020-05-20", "2020-05-20")
    assert found[4].cause == "because of a storm"
    assert found[5].before == Dates("2020-05-28", "2020-05-28")


def test_a_plan_after_a_refusal_is_another_announcement() -> None:
    found = steps(
        history(
            ("2020-05-01", "declined", None, "over a quarrel"),
            ("2020-06-01", "planned", "2020-06-20", None),
            ("2020-06-18", "cancelled", "2020-06-20", None),
        )
    )
    assert [one.what for one in found] == ["declined", "announced", "cancelled"]
    assert found[0].cause == "over a quarrel"
    assert all(one.before is None for one in found)
