"""Names as formal readouts give them: behind the country with styles, or in an apposition that no comma closes."""

from __future__ import annotations

import pytest

from dragoman.model import Document
from dragoman.reading.reader import read_document


@pytest.mark.parametrize(
    "whom",
    [
        "Ambassador of Peru H.E. Mr. Arno Velt",
        "Minister of Foreign Affairs of Peru H.E. Mr. Arno Velt",
        "Minister of Foreign Affairs of Peru Mr. Arno Velt",
        "Arno Velt, President of the Republic of Peru,",
        "President of the Republic of Peru Arno Velt",
        "Arno Velt, the foreign minister of the Republic of Peru,",
        "the Peruvian Foreign Minister, Arno Velt",
        "her Peruvian counterpart, Arno Velt",
    ],
)
def test_a_name_and_its_country(whom: str) -> None:
    text = f"Swedish Foreign Minister Anna Berg met with {whom} in Nairobi on Monday."
    reports = read_document(Document(id="x", text=text, published="2022-05-18")).reports
    found = [(r.kind, {(p.name, p.country) for p in r.parties}) for r in reports if r.kind == "meeting"]
    assert found == [("meeting", {("Anna Berg", "SE"), ("Arno Velt", "PE")})]


def test_the_president_of_a_federation_that_is_a_country() -> None:
    text = "Swedish Foreign Minister Anna Berg met with the President of the Russian Federation, Oleg Orlov, on Monday."
    reports = read_document(Document(id="x", text=text, published="1890-05-18")).reports
    assert ("Oleg Orlov", "RU") in {(p.name, p.country) for r in reports for p in r.parties}


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("the Honourable Ines Roth, the recently appointed Minister of Trade of Peru,", "Ines Roth"),
        ("the Hon. Ines Roth, MP, Minister for Foreign Affairs of Peru", "Ines Roth"),
        ("His Excellency, Mister Jorge Soto Lara, President of the Republic of Peru", "Jorge Soto Lara"),
        ("Speaker of the Majlis (House of Deputies) of Peru Jorge Soto", "Jorge Soto"),
        ("the Speaker of the House of Representatives of Peru Jorge Soto", "Jorge Soto"),
        ("Peruvian Director General for European Affairs Jorge Soto", "Jorge Soto"),
        ("Peru's Deputy Foreign Minister, Jorge Soto on Monday", "Jorge Soto"),
        ("the Amir of Peru sheikh Jorge Soto", "Jorge Soto"),
    ],
)
def test_a_name_among_styles(who: str, name: str) -> None:
    text = f"Swedish Foreign Minister Anna Berg met with {who} in Nairobi."
    reports = read_document(Document(id="x", text=text, published="2022-05-18")).reports
    found = [(r.kind, {(p.name, p.country) for p in r.parties}) for r in reports if r.kind == "meeting"]
    assert found == [("meeting", {("Anna Berg", "SE"), (name, "PE")})]


@pytest.mark.parametrize(
    ("opening", "role"),
    [
        (
            "First Deputy Prime Minister, Minister of Defense and Minister of Interior sheikh Fahad Saleh",
            "First Deputy Prime Minister and Minister of Defense and Minister of Interior",
        ),
        ("Prime Minister, Minister of Defence Fahad Saleh", "Prime Minister, Minister of Defence"),
        ("Deputy Prime Minister, Minister of Oil Sheikh Fahad Saleh", "Deputy Prime Minister, Minister of Oil"),
    ],
)
def test_a_row_of_titles_opens_a_sentence(opening: str, role: str) -> None:
    text = f"KUWAIT, May 16 (KUNA) -- {opening}, on Monday, received Peruvian Ambassador Jorge Soto."
    (report,) = read_document(Document(id="x", text=text, published="2022-05-17")).reports
    assert {(p.name, p.role, p.country) for p in report.parties} == {
        ("Fahad Saleh", role, "KW"),
        ("Jorge Soto", "Ambassador", "PE"),
    }


def test_a_row_of_officials_is_no_row_of_titles() -> None:
    text = "Swedish Foreign Minister Anna Berg met the Prime Minister, Foreign Minister Jorge Soto and others of Peru."
    reports = read_document(Document(id="x", text=text, published="2022-05-18")).reports
    assert not any("Prime Minister and" in (p.role or "") for r in reports for p in r.parties)


def test_ministers_in_a_row_keep_their_own_portfolios() -> None:
    text = (
        "Swedish Foreign Minister Anna Berg met Peru's Minister of International Trade and Industry Jorge Soto, "
        "Defence Minister Luis Lara and Minister of Science, Technology and Innovation Ines Roth on Monday."
    )
    reports = read_document(Document(id="x", text=text, published="2022-05-18")).reports
    assert {(p.name, p.role) for r in reports for p in r.parties} == {
        ("Anna Berg", "Foreign Minister"),
        ("Jorge Soto", "Minister of International Trade and Industry"),
        ("Luis Lara", "Defence Minister"),
        ("Ines Roth", "Minister of Science, Technology and Innovation"),
    }


@pytest.mark.parametrize(
    "title", ["European Energy Commissioner", "European Trade Commissioner", "European Commissioner"]
)
def test_a_european_commissioner_acts_for_the_union(title: str) -> None:
    text = f"SKOPJE, May 16 - {title} Ines Roth met Prime Minister of North Macedonia Goran Velt in Skopje on Monday."
    (report,) = read_document(Document(id="x", text=text, published="2022-05-17")).reports
    assert {(p.name, p.country) for p in report.parties} == {("Ines Roth", "EU"), ("Goran Velt", "MK")}


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("Readout of the Secretary-General's meeting with H.E. Mr. Jorge Soto, President of Peru", "UN"),
        ("Readout of the Deputy Secretary-General's call with H.E. Mr. Jorge Soto, President of Peru", "UN"),
        ("Readout of the OAS Secretary-General's meeting with Mr. Jorge Soto, President of Peru", "OAS"),
    ],
)
def test_the_secretary_general_of_a_readout(line: str, country: str) -> None:
    office = "Deputy Secretary-General" if "Deputy" in line else "Secretary-General"
    text = f"{line}\n\nThe {office} met today with H.E. Mr. Jorge Soto, President of Peru. They discussed trade.\n"
    reports = read_document(Document(id="x", text=text, published="2022-05-17")).reports
    assert {(p.name, p.country) for r in reports for p in r.parties} == {(None, country), ("Jorge Soto", "PE")}


def test_marks_of_emphasis_are_no_part_of_a_schedule() -> None:
    text = (
        "Office of the Spokesperson\n\n* ***THE DAILY PUBLIC SCHEDULE IS SUBJECT TO CHANGE****\n\n"
        "*_SECRETARY INES R. ROTH_* * *\n\n"
        "*8:00 a.m.* Secretary Roth meets with Peruvian Foreign Minister Jorge Soto in New York City.\n\n"
        "*(CLOSED PRESS COVERAGE)*\n\n"
        "*9:15 a.m. *Secretary Roth meets with Norwegian Prime Minister Anna Berg in New York City.\n\n"
        "*(CLOSED PRESS COVERAGE)*\n\n"
        "*_ASSISTANT SECRETARY FOR ARMS CONTROL, VERIFICATION, AND COMPLIANCE LUIS LARA_*\n\n"
        "Assistant Secretary Lara is on travel to Chile from May 16-18, 2022.\n"
    )
    reports = read_document(Document(id="x", text=text, published="2022-05-17")).reports
    assert {(r.kind, *((p.name, p.country) for p in r.parties)) for r in reports} == {
        ("meeting", ("Ines R. Roth", "US"), ("Jorge Soto", "PE")),
        ("meeting", ("Ines R. Roth", "US"), ("Anna Berg", "NO")),
        ("trip", ("Luis Lara", "US")),
    }


def test_a_trip_within_the_schedules_own_country_is_none() -> None:
    text = (
        "***THE DAILY PUBLIC SCHEDULE IS SUBJECT TO CHANGE***\n\n"
        "ASSISTANT SECRETARY FOR ARMS CONTROL, VERIFICATION, AND COMPLIANCE LUIS LARA\n\n"
        "Assistant Secretary Lara is on travel to New Mexico from May 16-18, 2022.\n"
    )
    assert read_document(Document(id="x", text=text, published="2022-05-17")).reports == ()


@pytest.mark.parametrize(
    "whom",
    [
        "Ambassador of Peru to the Kingdom of Norway, Arno Velt, on Monday",
        "Foreign Minister of Peru, Arno Velt, in Nairobi",
        "the Special Envoy of the Government of Peru, Minister of State, Hon. Arno Velt after the talks",
    ],
)
def test_a_name_behind_a_comma(whom: str) -> None:
    text = f"Swedish Foreign Minister Anna Berg met with {whom}."
    reports = read_document(Document(id="x", text=text, published="2022-05-18")).reports
    found = [(r.kind, {(p.name, p.country) for p in r.parties}) for r in reports if r.kind == "meeting"]
    assert found == [("meeting", {("Anna Berg", "SE"), ("Arno Velt", "PE")})]
