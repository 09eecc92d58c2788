"""One contact told with names and again without is one engagement; two contacts stay two."""

from __future__ import annotations

from dragoman.model import Document, Report
from dragoman.reading.reader import read_document


def contacts(text: str) -> list[Report]:
    document = Document(id="x", text=text, published="2022-05-18")
    return [r for r in read_document(document).reports if r.kind in {"call", "meeting", "talks"}]


def names(report: Report) -> set[str | None]:
    return {party.name for party in report.parties}


def test_a_headline_without_names_is_the_call_of_the_text() -> None:
    found = contacts(
        "Swedish Prime Minister Discusses Fishing with the Leader of Peru\n\n"
        "STOCKHOLM, 18 May 2022 - Swedish Prime Minister Maja Lind held a phone call with Peruvian President "
        "Luis Quispe on Tuesday."
    )
    assert [(r.kind, names(r)) for r in found] == [("call", {"Maja Lind", "Luis Quispe"})]


def test_the_office_alone_later_is_the_person_named_before() -> None:
    found = contacts(
        "Swedish Foreign Minister Anna Berg met Rosa Inca, the foreign minister of Peru, in Lima on Monday.\n\n"
        "It was raining. Swedish Foreign Minister Anna Berg met the Peruvian minister for two hours."
    )
    assert [names(r) for r in found] == [{"Anna Berg", "Rosa Inca"}]


def test_another_office_of_the_same_country_stays_a_meeting_of_its_own() -> None:
    found = contacts(
        "Swedish Foreign Minister Anna Berg met Peruvian President Luis Quispe in Lima on Monday. "
        "Swedish Foreign Minister Anna Berg also met the Peruvian defence minister."
    )
    assert len(found) == 2


def test_another_day_stays_a_meeting_of_its_own() -> None:
    found = contacts(
        "Swedish Foreign Minister Anna Berg met Peruvian Foreign Minister Rosa Inca in Lima on Monday. "
        "Anna Berg had met the foreign minister of Peru in 2019."
    )
    assert len(found) == 2
