"""``dragoman who`` and the questions behind it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from dragoman.cli.who import who as command
from dragoman.knowledge.who import QuestionError, country_coded, note, office_named, who, who_is


def run(*words: str) -> Result:
    return CliRunner().invoke(command, list(words))


def test_office_country_day() -> None:
    result = run("foreign minister", "TH", "2021-12-15")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].startswith("Don Pramudwinai  Minister of Foreign Affairs of Thailand  TH  2015-08-19  2023-09-01")
    assert lines[0].endswith("unverified")


def test_country_by_name_and_organisation() -> None:
    assert country_coded("Thailand") == country_coded("th") == country_coded("thailand") == "TH"
    assert country_coded("the Netherlands") == "NL"
    assert country_coded("NATO") == "NATO"
    assert country_coded("European Union") == "EU"
    with pytest.raises(QuestionError, match="ISO code"):
        country_coded("Narnia")


def test_office_by_title_and_by_class() -> None:
    assert office_named("foreign_minister") == ("foreign_minister", None)
    assert office_named("FOREIGN MINISTER")[0] == "foreign_minister"
    assert office_named("agriculture minister") == ("other_minister", "agriculture minister")


def test_several_offices_of_a_class_are_told_apart() -> None:
    found = who("ambassador to China", "US", "2022-05-01")
    assert [tenure.person for tenure in found] == ["R. Nicholas Burns"]


def test_an_executive_president_answers_for_the_prime_minister() -> None:
    assert who("prime minister", "US", "2023-01-01")[0].person == "Joe Biden"


def test_without_a_day_ten_of_all() -> None:
    short, long = run("foreign minister", "US"), run("foreign minister", "US", "--all")
    assert len(short.stdout.splitlines()) == 10
    assert len(long.stdout.splitlines()) > 10
    assert "add --all" in short.stderr
    assert short.stdout.splitlines()[0].startswith("Marco Rubio")


def test_a_name_lists_the_offices_once() -> None:
    result = run("Antony J. Blinken")
    assert result.exit_code == 0
    assert sum("Secretary of State " in line for line in result.output.splitlines()) == 2  # and its deputy
    assert result.output.count("2021-01-26") == 1


def test_a_last_name_is_enough() -> None:
    assert {tenure.person for tenure in who_is("Pramudwinai")} == {"Don Pramudwinai"}


def test_json() -> None:
    rows = json.loads(run("prime minister", "GB", "2023-01-01", "--json").stdout)
    assert [(row["person"], row["country"], row["unverified"]) for row in rows] == [("Rishi Sunak", "GB", True)]


def test_a_stale_row_says_so() -> None:
    (line,) = run("director of the CIA", "US", "2024-05-01").output.splitlines()[:1]
    assert "open in a source of 2022-08: may be out of date" in line


def test_note_is_empty_for_a_closed_row_of_the_main_source() -> None:
    assert note(who("president", "FR", "2010-01-01")[0]) == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("grand poobah", "TH"), "no office is called 'grand poobah'"),
        (("president", "Narnia"), "no country is called 'Narnia'"),
        (("president", "FR", "2021-13-01"), "'2021-13-01' is no date: write YYYY-MM-DD"),
        (("Nobody Whatsoever",), "nobody called 'Nobody Whatsoever'"),
        ((), "give OFFICE COUNTRY [DAY]"),
        (("a", "b", "c", "d"), "give OFFICE COUNTRY [DAY]"),
    ],
)
def test_a_wrong_question_is_one_line_and_exit_2(words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_good_question_without_an_answer_is_exit_1() -> None:
    result = run("foreign minister", "TH", "1801-01-01")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "knows no" in result.stderr
