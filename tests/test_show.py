"""What people see: tables in a terminal and in Jupyter, in which no document can steer anything."""

from __future__ import annotations

import io

import msgspec
import pytest
import rich.console

from around import PARTIES, call, read_as_call, trip
from dragoman import show
from dragoman.model import Dates, Document, Party, PersonRef, Place, Stop
from dragoman.reading.result import Reading
from dragoman.texts import harmless, shortened, without_surrogates

DOCUMENT = Document("first-calls", "Blinken called Garneau on Tuesday.", title="First calls", published="2021-01-26")
EVIL = "\x1b[31mred\x07 \u202etxt.exe\u2066 [bold]b[/bold] <script>alert('x')</script>\u200b&amp;"


def in_terminal(reading: Reading, width: int) -> str:
    out = io.StringIO()
    rich.console.Console(file=out, width=width, force_terminal=True, color_system=None).print(reading)
    return out.getvalue()


def evil_reading() -> Reading:
    document = Document(EVIL, EVIL * 3, title=EVIL, published=EVIL)
    party = Party(EVIL, EVIL, EVIL, person=PersonRef(EVIL, EVIL, "ledger"))
    report = msgspec.structs.replace(
        call(document, end=len(EVIL)),
        name=EVIL,
        parties=(party, msgspec.structs.replace(party, name=None)),
        date=Dates(EVIL, None),
        place=Place(EVIL, EVIL),
    )
    ways = msgspec.structs.replace(report, stops=(Stop(EVIL, EVIL), Stop(None, EVIL, "cancelled")))
    return Reading(document, "news", (), (report, ways))


def test_the_table_says_all_that_people_look_for() -> None:
    text = repr(read_as_call(DOCUMENT))
    for part in (
        "first-calls · First calls · 2021-01-26",
        "call",
        "held",
        "Antony Blinken (US)",
        "Foreign Minister (CA) [Marc Garneau]",
        "“Blinken called Garne”",
        show.LEDGER_NOTE,
    ):
        assert part in text


def test_a_trip_shows_its_route() -> None:
    text = repr(Reading(DOCUMENT, "news", (), (trip(DOCUMENT),)))
    assert "Jakarta (ID) → Bangkok" in text
    assert "(cancelled)" in text
    assert "2021-12-13 – 15" in text
    assert "cut short" in text


def test_nothing_found_is_said() -> None:
    assert repr(Reading(DOCUMENT)).split("\n")[1].strip() == show.NOTHING
    assert show.NOTHING in Reading(DOCUMENT)._repr_html_()


def test_rows_over_the_most_are_counted() -> None:
    reading = Reading(DOCUMENT, "news", (), (call(DOCUMENT),) * 5)
    out = io.StringIO()
    rich.console.Console(file=out, width=120).print(show.ReadingTable(reading, most=2))
    assert out.getvalue().count("held") == 2
    assert "… and 3 more" in out.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 99, 100, 200])
def test_nothing_is_lost_on_a_narrow_screen(width: int) -> None:
    shown = in_terminal(Reading(DOCUMENT, "news", (), (call(DOCUMENT), trip(DOCUMENT))), width)
    assert all(len(line) <= width for line in shown.splitlines())
    joined = "".join(shown.split())
    for part in ("AntonyBlinken(US)", "cutshort", "2021-12-13–15"):
        assert part in joined


@pytest.mark.parametrize("width", [60, 160])
def test_hostile_text_is_harmless_in_a_terminal(width: int) -> None:
    for shown in (in_terminal(evil_reading(), width), show.plain(evil_reading(), width)):
        assert not set("\x1b\x07\u202e\u2066\u200b") & set(shown)
        assert "[bold]b[/bold]" in shown.replace("\n", "")


def test_hostile_text_is_escaped_in_html() -> None:
    html = evil_reading()._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "&amp;amp;" in html
    assert not set("\x1b\x07\u202e\u2066\u200b") & set(html)
    assert "'x'" not in html


def test_html_shows_whole_quotes() -> None:
    document = Document("d", "word " * 100)
    assert ("word " * 99).strip() in Reading(document, None, (), (call(document, end=495),))._repr_html_()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\nb\tc\u2028d\u00a0e", "a b c d e"),
        ("\x1b[0m", "\ufffd[0m"),
        ("a\u202eb\u200fc\ufeffd\u00ade", "abcde"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud83d", "\ufffd"),
        ("\ue000", "\ufffd"),
        ("😀 Séjourné", "😀 Séjourné"),
        ("\U000e0041", ""),
    ],
)
def test_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_shortened_cuts_at_a_word() -> None:
    assert shortened("one two three", 13) == "one two three"
    assert shortened("one two three", 12) == "one two…"
    assert shortened("x" * 30, 10) == "x" * 9 + "…"
    assert all(len(shortened("lorem ipsum, dolor sit", n)) <= n for n in range(1, 25))


def test_without_surrogates_keeps_the_length() -> None:
    assert without_surrogates("a\ud83db") == "a\ufffdb"


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        (None, "–"),
        (Dates(None, None), "–"),
        (Dates("2021-01-26", "2021-01-26"), "2021-01-26"),
        (Dates("2023-11", "2023-11"), "2023-11"),
        (Dates("2021-12-13", "2021-12-15"), "2021-12-13 – 15"),
        (Dates("2021-11-30", "2021-12-02"), "2021-11-30 – 12-02"),
        (Dates("2021-12-30", "2022-01-02"), "2021-12-30 – 2022-01-02"),
        (Dates("2021-12", "2021-12-05"), "2021-12 – 2021-12-05"),
        (Dates("2021-11", "2021-12"), "2021-11 – 12"),
        (Dates("2021", "2022"), "2021 – 2022"),
        (Dates("2021-12-13", None), "from 2021-12-13"),
        (Dates(None, "2021-12-13"), "until 2021-12-13"),
    ],
)
def test_day(dates: Dates | None, shown: str) -> None:
    assert show.day(dates) == shown


@pytest.mark.parametrize(
    ("party", "shown"),
    [
        (PARTIES[0], "Antony Blinken (US)"),
        (PARTIES[1], "Foreign Minister (CA) [Marc Garneau]"),
        (Party(None, None, "FR"), "FR"),
        (Party(None, "G7 foreign ministers", None), "G7 foreign ministers"),
        (Party(None, None, None), "?"),
        (Party("Blinken", None, "US", person=PersonRef("x", "Antony Blinken", "ledger")), "Blinken (US)"),
        (Party(None, "Minister", "TH", person=PersonRef("x", "Don", "text")), "Minister (TH)"),
    ],
)
def test_party_name(party: Party, shown: str) -> None:
    assert show.party_name(party) == shown
