"""Appointments, remarks and statements: what counts, what does not, who the parties are."""

from __future__ import annotations

import pytest

from dragoman.model import Document, Report
from dragoman.reading.reader import read_document
from dragoman.reading.scene import is_grouping, nation

OTHER = {"appointment", "remarks", "statement"}


def read(text: str, published: str | None = "2022-05-18") -> list[Report]:
    """The reports of the three kinds that a text gives."""
    document = Document(id="t", text=text, published=published)
    return [report for report in read_document(document).reports if report.kind in OTHER]


def parties(report: Report) -> list[tuple[str | None, str | None]]:
    return [(party.name, party.country) for party in report.parties]


NEWS = """Berg wants talks on ferry fees

STOCKHOLM, May 17 - Swedish Foreign Minister Anna Berg said on Tuesday that ferry fees were too high.

"We have said so for years," Berg told reporters. The ministry said in a statement that a letter was sent.
Prime Minister Maja Lind said she agreed. In a speech to parliament on Monday, Lind had warned of prices,
and her office later issued a statement. Norwegian Trade Minister Jon Vik said in an interview that Oslo
would reply.

Berg's spokesman said the minister had been named in a lawsuit, and the finance ministry declined to comment.
"""


def test_news_full_of_said_gives_none() -> None:
    assert read(NEWS) == []


@pytest.mark.parametrize(
    "text",
    [
        "Stockholm's police chief, Nils Holm, resigned on Monday.",
        "Nils Holm was elected mayor of Gothenburg on Sunday.",
        "The Swedish parliament's speaker, Nils Holm, stepped down on Monday.",
        "Anna Berg, leader of the opposition in Sweden, quit as party chairwoman on Monday.",
        "The foreign ministry's spokesman, Nils Holm, was dismissed on Monday.",
        "Swedish Foreign Minister Anna Berg refused to resign on Monday.",
        "Swedish Foreign Minister Anna Berg has met nine colleagues since she took office.",
        "Swedish Foreign Minister Anna Berg named a horse after the prime minister.",
    ],
)
def test_no_appointment(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Swedish foreign ministry issued a statement on Monday.",
        "Swedish Foreign Minister Anna Berg said in a statement on Monday that fees were too high.",
        "The presidents of Chile and Peru spoke by phone on Monday, the palace said in a statement.",
        "The European Union said in a statement on Monday that fees were too high.",
        "Chile and Peru share a border, a river and a joint statement of accounts that nobody reads.",
    ],
)
def test_no_statement(text: str) -> None:
    assert [report for report in read(text) if report.kind == "statement"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Swedish Foreign Minister Anna Berg told reporters on Monday that fees were too high.",
        "Swedish Foreign Minister Anna Berg wrote an article for a Peruvian newspaper.",
        "In a speech to the Swedish parliament on Monday, Foreign Minister Anna Berg spoke of fees.",
        "Swedish Foreign Minister Anna Berg spoke to journalists in Lima.",
        "Swedish Foreign Minister Anna Berg declined to give an interview in Lima on Monday.",
    ],
)
def test_no_remarks(text: str) -> None:
    assert read(text) == []


def test_appointment_takes_office_and_country_from_the_words_around() -> None:
    (report,) = read("Kari Lund was sworn in as Norway's defence minister on Tuesday.")
    assert (report.kind, report.status) == ("appointment", "held")
    party = report.parties[0]
    assert (party.name, party.role, party.country) == ("Kari Lund", "defence minister", "NO")
    assert report.date is not None
    assert report.date.start == "2022-05-17"


def test_appointment_only_of_the_one_who_takes_the_office() -> None:
    (report,) = read("President Marta Rojas of Chile named Pedro Lagos finance minister on Friday.")
    assert parties(report) == [("Pedro Lagos", "CL")]


def test_office_in_apposition_over_words() -> None:
    (report,) = read("Ecuador's health minister, retired surgeon Luis Paz, resigned on Monday.")
    assert parties(report) == [("Luis Paz", "EC")]


def test_each_official_is_an_appointment_of_their_own_and_only_once() -> None:
    text = (
        "Foreign Minister Anna Berg of Sweden and Defence Minister Nils Holm of Sweden were sworn in."
        "\n\n"
        "Berg's appointment surprised many. Berg took office at noon."
    )
    assert sorted(str(party.name) for report in read(text) for party in report.parties) == [
        "Anna Berg",
        "Nils Holm",
    ]


def test_present_tense_with_a_day_is_a_plan() -> None:
    (report,) = read("Sweden's new ambassador to Peru, Anna Berg, takes up her post on 1 September.")
    assert report.status == "planned"
    assert report.date is not None
    assert report.date.start == "2022-09-01"


def test_statement_of_states_has_parties_with_a_country_only() -> None:
    (report,) = read("Chile, Peru and Norway said in a joint statement on Monday that the vote was not free.")
    assert report.kind == "statement"
    assert parties(report) == [(None, "CL"), (None, "PE"), (None, "NO")]
    assert all(party.role is None for party in report.parties)


def test_group_is_one_party() -> None:
    (report,) = read("The G7 foreign ministers deplored the arrests in a statement on Monday.")
    assert parties(report) == [(None, "G7")]


def test_statement_line_with_hyphens() -> None:
    (report,) = read("Joint Statement on the Chile-Peru-Norway Trilateral Dialogue on Fishing")
    assert {country for _, country in parties(report)} == {"CL", "PE", "NO"}


def test_joint_statement_without_parties_has_those_of_the_meeting() -> None:
    text = (
        "Foreign Minister Anna Berg of Sweden met Foreign Minister Luis Quispe of Peru in Lima on Monday. "
        "A joint statement was released after the talks."
    )
    (report,) = read(text)
    assert report.kind == "statement"
    assert parties(report) == [("Anna Berg", "SE"), ("Luis Quispe", "PE")]


def test_joint_statement_of_nobody_gives_none() -> None:
    assert read("A joint statement was released after the talks.") == []


def test_remarks_with_a_fellow_in_apposition() -> None:
    text = "Foreign Minister Anna Berg of Sweden and her Peruvian host, Minister Luis Quispe, faced reporters in Lima."
    (report,) = read(text)
    assert report.kind == "remarks"
    assert [name for name, _ in parties(report)] == ["Anna Berg", "Luis Quispe"]


def test_remarks_count_abroad_and_not_at_home() -> None:
    abroad = read("Foreign Minister Anna Berg of Sweden gave a speech at the University of Lima on Monday.")
    home = read("Foreign Minister Anna Berg of Sweden gave a speech at the University of Uppsala on Monday.")
    assert [report.kind for report in abroad] == ["remarks"]
    assert home == []


def test_journalist_is_no_party() -> None:
    (report,) = read("Remarks by Foreign Minister Anna Berg of Sweden at a press conference with Hugo Paz, Lima")
    assert parties(report) == [("Anna Berg", "SE")]


def test_same_remarks_told_twice_are_one() -> None:
    text = (
        "The Norwegian and Swedish foreign ministers held a joint press conference in Oslo on Monday.\n\n"
        "At the joint press conference the ministers spoke of fees."
    )
    assert len(read(text)) == 1


@pytest.mark.parametrize(("code", "many"), [("G7", True), ("EU", True), ("NATO", True), ("NO", False), (None, False)])
def test_groupings(code: str | None, many: bool) -> None:
    assert is_grouping(code) is many


@pytest.mark.parametrize(
    ("word", "code"), [("lithuanian", "LT"), ("south african", "ZA"), ("table", None), ("of", None)]
)
def test_nation(word: str, code: str | None) -> None:
    assert nation(word) == code
