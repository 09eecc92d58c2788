"""Calendars and feeds: what programs that know these formats read back from them."""

from __future__ import annotations

import calendar
import datetime
from xml.etree import ElementTree as ET

import feedparser
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asked
from dragoman.exports.atom import atom_of
from dragoman.exports.entries import engagement_entry, title_of
from dragoman.exports.entry import Entry
from dragoman.exports.ics import dated, ics_of
from dragoman.merging.types import Engagement, Support
from dragoman.model import Dates, Evidence, Stop

BASE = "https://record.example.org"
HOSTILE = "a\x00b\x1b[31mc\u202ed\ud800\uffff\r\nBEGIN:VEVENT\r\n]]><script>&amp;;,\\"
ATOM = "{http://www.w3.org/2005/Atom}"
STATUSES = {
    "held": "CONFIRMED",
    "cut_short": "CONFIRMED",
    "planned": "TENTATIVE",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
    "declined": "CANCELLED",
}


def engagement(status: str = "held", **changed: object) -> Engagement:
    quote = Evidence(4, 21, "met Qin in Beijin")
    told = {
        "id": "2023-06-18-meeting-blinken-qin",
        "kind": "meeting",
        "status": status,
        "parties": (asked.BLINKEN, asked.QIN),
        "date": Dates("2023-06-18", "2023-06-19"),
        "reports": (
            Support("k/0", "one", "2023-06-20", "Wire", "held", (quote,)),
            Support("k/1", "two", "2023-06-19", "Wire", "held", (quote,)),
        ),
        "topics": ("climate",),
    }
    return Engagement(**{**told, **changed})  # type: ignore[arg-type]


def events(text: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


# --- entries -------------------------------------------------------------------------------------


def test_an_entry_has_the_first_quote_and_the_last_day_of_publication() -> None:
    one = engagement_entry(engagement())
    assert (one.title, one.updated) == ("Meeting: Antony J. Blinken (US), Qin Gang (CN)", "2023-06-20")
    assert (one.words, one.categories) == ("met Qin in Beijin", ("meeting", "climate"))
    assert one.path == "/engagements/2023-06-18-meeting-blinken-qin"


def test_a_title_says_what_was_not_simply_held_and_where_a_trip_leads() -> None:
    trip = engagement("cut_short", kind="trip", stops=(Stop("Jakarta", "ID"), Stop("Bangkok", "TH", "cancelled")))
    assert title_of(trip).startswith("Cut short trip: Antony J. Blinken (US), Qin Gang (CN): Jakarta (ID) → Bangkok")
    assert engagement_entry(engagement(id="x/y?z")).path == "/engagements/x%2Fy%3Fz"


# --- iCalendar -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", STATUSES)
def test_an_event_says_all_there_is_to_say(status: str) -> None:
    (event,) = events(ics_of([engagement_entry(engagement(status))], name="x", base=BASE + "/"))
    assert event["STATUS"] == STATUSES[status]
    assert event["UID"] == "2023-06-18-meeting-blinken-qin@engagements.dragoman"
    assert event["DTSTART"].dt == datetime.date(2023, 6, 18)
    assert event["DTEND"].dt == datetime.date(2023, 6, 20)
    assert event["DTSTAMP"].dt == datetime.datetime(2023, 6, 20, tzinfo=datetime.UTC)
    assert event["URL"] == f"{BASE}/engagements/2023-06-18-meeting-blinken-qin"
    assert event["DESCRIPTION"] == "“met Qin in Beijin”"
    assert event["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (("2023-06-18", None), ("2023-06-18", "2023-06-19")),
        (("2023-06-18", "2023-07"), ("2023-06-18", "2023-06-19")),
        (("2023-06-18", "2023-06-01"), ("2023-06-18", "2023-06-19")),
        ((None, "2023-06-18"), ("2023-06-18", "2023-06-19")),
        (("2023-06", None), None),
        (("2023-06", "2023-06-18"), None),
        (("2023", "2023"), None),
        ((None, None), None),
        (("9999-12-31", "9999-12-31"), ("9999-12-31", None)),
        (("0021-01-01", "0021-01-01"), ("0021-01-01", "0021-01-02")),
    ],
)
def test_no_day_is_made_up(days: tuple[str | None, str | None], shown: tuple[str, str | None] | None) -> None:
    one = engagement_entry(engagement(date=Dates(*days)))
    found = events(ics_of([one], name="x"))
    assert len(found) == len(dated([one])) == (0 if shown is None else 1)
    if shown is not None:
        end = found[0].get("DTEND")
        assert (found[0]["DTSTART"].dt.isoformat(), end and end.dt.isoformat()) == shown


def test_the_same_entries_are_the_same_file_and_lines_are_as_the_format_wants() -> None:
    entries = [engagement_entry(engagement(id=f"id-{number}")) for number in range(3)]
    text = ics_of(entries, name="ü" * 90)
    assert text == ics_of(entries, name="ü" * 90)
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert "\n" not in "".join(lines)
    assert max(len(line.encode()) for line in lines) <= 75
    assert [event["UID"] for event in events(text)] == [f"id-{number}@engagements.dragoman" for number in range(3)]


def test_without_a_day_of_publication_the_stamp_is_the_day_itself_and_without_a_base_there_is_no_link() -> None:
    (event,) = events(ics_of([Entry(id="x", title="t", path="/x", start="2023-06-18")], name="x", scope="gaps"))
    assert event["DTSTAMP"].dt.date() == datetime.date(2023, 6, 18)
    assert "URL" not in event
    assert "STATUS" not in event
    assert event["UID"] == "x@gaps.dragoman"


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_out_of_its_event(one: str, other: str) -> None:
    hostile = Entry(
        id=one, title=other + HOSTILE, path="/x", start="2023-06-18", place=one, words=HOSTILE, categories=(other,)
    )
    (event,) = events(ics_of([hostile], name=one))
    assert event["DTSTART"].dt == datetime.date(2023, 6, 18)
    assert "<script>&amp;;,\\" in event["SUMMARY"]
    assert not {"\x1b", "\u202e", "\x00"} & set(event.to_ical().decode())


# --- Atom ----------------------------------------------------------------------------------------


def test_a_feed_reader_finds_entries_links_and_quotes() -> None:
    entries = [engagement_entry(engagement()), engagement_entry(engagement("planned", id="b", reports=()))]
    text = atom_of(entries, title="All & some", base=BASE, own="/engagements.atom?who=x", page="/engagements?who=x")
    feed = feedparser.parse(text)
    assert not feed.bozo
    assert (feed.version, feed.feed.title, feed.feed.updated) == ("atom10", "All & some", "2023-06-20T00:00:00Z")
    assert {(link.rel, link.href) for link in feed.feed.links} == {
        ("self", f"{BASE}/engagements.atom?who=x"),
        ("alternate", f"{BASE}/engagements?who=x"),
    }
    first, second = feed.entries
    assert first.link == f"{BASE}/engagements/2023-06-18-meeting-blinken-qin"
    assert first.content[0].value == "2023-06-18/2023-06-19 · “met Qin in Beijin”"
    assert [tag.term for tag in first.tags] == ["meeting", "climate"]
    assert (second.title, second.updated) == (
        "Planned meeting: Antony J. Blinken (US), Qin Gang (CN)",
        "1970-01-01T00:00:00Z",
    )
    assert calendar.timegm(first.updated_parsed) == 1687219200


def test_a_feed_has_all_that_the_format_demands_also_without_links_and_entries() -> None:
    for entries in ([], [Entry(id="x", title="t", path="/x", updated="2023-06-18T10:00:00+00:00")]):
        root = ET.fromstring(atom_of(entries, title="t"))
        for item in (root, *root.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert item.find(f"{ATOM}{name}").text  # type: ignore[union-attr]
        assert root.find(f"{ATOM}author/{ATOM}name").text == "dragoman"  # type: ignore[union-attr]
        assert all(entry.find(f"{ATOM}content").text == "t" for entry in root.findall(f"{ATOM}entry"))  # type: ignore[union-attr]


def test_ids_are_those_of_the_entries_wherever_they_are_served() -> None:
    one = engagement_entry(engagement())
    here, there = atom_of([one], title="a", base=BASE, own="/a"), atom_of([one], title="b", base="http://localhost")
    ids = [feedparser.parse(text).entries[0].id for text in (here, there, atom_of([one], title="a", scope="gaps"))]
    assert ids[0] == ids[1] != ids[2]


@given(st.text(max_size=60), st.text(max_size=60))
def test_every_feed_is_well_formed_xml(one: str, other: str) -> None:
    hostile = Entry(
        id=one, title=HOSTILE, path="/" + other, updated=other, place=one, words=HOSTILE, categories=(other,)
    )
    root = ET.fromstring(atom_of([hostile], title=other, base=BASE, own="/" + one).encode("utf-8"))
    assert len(root.findall(f"{ATOM}entry")) == 1
    assert "<script>" in root.findall(f"{ATOM}entry/{ATOM}title")[0].text  # type: ignore[operator]
