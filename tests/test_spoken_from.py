"""From which country a page speaks, told by what stands at its head."""

from __future__ import annotations

import pytest

from dragoman.reading.articles import split_articles
from dragoman.reading.spoken_from import home_of

BODY = "\n\nThe Minister received the Foreign Minister of Chile, Juan Soto, on Monday and spoke with him about trade.\n"


@pytest.mark.parametrize(
    ("head", "home"),
    [
        ("Minister meets colleague\n\nMinistry of Foreign Affairs, Tallinn, 10.01.2025", "EE"),
        ("Statements of the Spokesperson\n(Paris, 19 February 2024)", "FR"),
        (
            "Minister in Santiago\n\nFrom: Foreign, Commonwealth & Development Office",
            "GB",
        ),
        ("European Commission - weekly activities\nBrussels, 18 October 2024", "EU"),
        ("Weekly activities of the King\nBrussels, 18 October 2024", "BE"),
        ("Daily schedule of the Secretary-General\nTuesday, 6 May 2025", "UN"),
        ("Peru-Chile Foreign Ministers' Telephone Talk\n\nOctober 21, 2025", "PE"),
        ("Embassy of Peru in Norway\n\nNews", "PE"),
        ("Minister receives call\n\nDoha / QNA", "QA"),
        ("Minister flies home\nLima, June 17", "PE"),
        ("Minister flies home\n\nBy Mere Lund in Suva", "FJ"),
        ("Minister flies home\nFrom our correspondent in Niamey (with wires)", "NE"),
        ("UNITED NATIONS SECRETARY-GENERAL\nSchedule for Wednesday, 24 September 2025", "UN"),
        ("Minister meets Chilean colleague", None),
        ("President of Chile arrives for talks", None),
    ],
)
def test_home(head: str, home: str | None) -> None:
    text = head + BODY
    assert home_of(text, split_articles(text)[0]) == home


def test_publishers_speak_from_home() -> None:
    text = "Minister meets colleague" + BODY
    assert home_of(text, split_articles(text, publisher="Yonhap News Agency")[0]) == "KR"


def test_a_dateline_with_a_day_needs_no_known_agency() -> None:
    text = "VILNIUS, Jul 08, BalticWire – The interior ministers of Chile and Peru spoke about the border on Thursday."
    assert home_of(text, split_articles(text)[0]) == "LT"
