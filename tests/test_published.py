"""Days of publication and datelines."""

import pytest

from dragoman.reading.dateline import dateline
from dragoman.reading.published import Clues, find_dates, published_day, url_day


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Published Nov 16, 2019, 3:58 pm IST", [("2019-11-16", "published")]),
        ("UPDATED AT 07:34 a.m. ET on 2023-04-17.", [("2023-04-17", "updated")]),
        ("21 December 2020", [("2020-12-21", "plain")]),
        ("Wednesday, January 13, 2021", [("2021-01-13", "plain")]),
        ("Brussels, 18-10-2012 --", [("2012-10-18", "plain")]),
        ("Dec. 15, 2021.", [("2021-12-15", "plain")]),
        ("3rd of March, 2011", [("2011-03-03", "plain")]),
        ("1st June 2014", [("2014-06-01", "plain")]),
        ("2014/06/01 08:00", [("2014-06-01", "plain")]),
        ("24.12.2014", [("2014-12-24", "plain")]),
        ("04/24/2013", [("2013-04-24", "plain")]),
        ("24/04/2013", [("2013-04-24", "plain")]),
        ("04/04/2013", [("2013-04-04", "plain")]),
        ("03/04/2013", []),  # March or April
        ("31 June 2014", []),
        ("30 February 2012 | 1 March 2012", [("2012-03-01", "plain")]),
        ("Copyright 2020", []),
        ("May 2020", []),
        ("Call 12-2020-15", []),
        (
            "Updated: 15-03-2024 05:35 IST | Created: 14-03-2024 05:35 IST",
            [("2024-03-15", "updated"), ("2024-03-14", "published")],
        ),
        (
            "First published on 2 May 2020, last updated 4 May 2020",
            [("2020-05-02", "published"), ("2020-05-04", "updated")],
        ),
        ("Posted: Sept 9, 2009", [("2009-09-09", "published")]),
    ],
)
def test_find_dates(line: str, days: list[tuple[str, str]]) -> None:
    assert [(found.day, found.label) for found in find_dates(line)] == days


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2021/01/26/envoy", "2021-01-26"),
        ("https://example.org/news/2021-01-26-envoy", "2021-01-26"),
        ("https://example.org/news/envoy-20210126", "2021-01-26"),
        ("https://example.org/2021/1/6/envoy", "2021-01-06"),
        ("https://example.org/world/2024/apr/12/envoy", "2024-04-12"),
        ("https://example.org/2021/13/26/envoy", None),
        ("https://example.org/id/1234567890123", None),
        ("https://example.org/2021/", None),
        (None, None),
    ],
)
def test_url_day(url: str | None, day: str | None) -> None:
    assert url_day(url) == day


URL = "https://example.org/2020/01/05/envoy"


@pytest.mark.parametrize(
    ("clues", "day"),
    [
        (Clues(), None),
        (Clues(url=URL), "2020-01-05"),
        (Clues(after=("Updated 9 May 2020", "Published 7 May 2020"), url=URL), "2020-05-07"),
        (Clues(after=("Updated 9 May 2020",), tail=("First published on 7 May 2020",)), "2020-05-07"),
        (Clues(after=("8 May 2020",), dateline="BERN, May 6, 2020 -"), "2020-05-08"),
        (Clues(after=("Updated 9 May 2020",), dateline="BERN, May 6, 2020 -"), "2020-05-06"),
        (Clues(after=("Updated 9 May 2020",), url=URL), "2020-05-09"),
        (Clues(before=("Monday, 3 May 2021",), url=URL), "2020-01-05"),
        (Clues(before=("Monday, 3 May 2021",)), "2021-05-03"),
        (Clues(tail=("2 June 2020",)), None),  # any date below the text: not called published
        (Clues(dateline="BERN, May 6 (Wire) -"), None),  # no year to be had
        (Clues(dateline="BERN, Jan 4 (Wire) -", url=URL), "2020-01-04"),
        (Clues(dateline="BERN, Dec 30 (Wire) -", url=URL), "2019-12-30"),
    ],
)
def test_published_day(clues: Clues, day: str | None) -> None:
    assert published_day(clues) == day


REST = "The envoy of the five states met the king and the prime minister."


@pytest.mark.parametrize(
    ("prefix", "city", "strict"),
    [
        ("KUALA LUMPUR — ", "KUALA LUMPUR", True),
        ("LIMA (AP) — ", "LIMA", True),
        ("LIMA (Reuters) - ", "LIMA", True),
        ("TAIPEI, Taiwan — ", "TAIPEI", True),
        ("GEORGETOWN, Guyana (CMC) — ", "GEORGETOWN", True),
        ("VILNIUS: ", "VILNIUS", True),
        ("Lima: ", "Lima", False),
        ("Lima — ", "Lima", False),
        ("Kyiv (dpa) - ", "Kyiv", True),
        ("Brussels, 18-10-2012 -- /example.eu/ -- ", "Brussels", True),
        ("TOKYO, Feb. 23, 2009 Kyodo - ", "TOKYO", True),
        ("July 14, 2012 (ADDIS ABABA) – ", "ADDIS ABABA", True),
        ("Paris, 2 April 2024 (XYZ): ", "Paris", True),
        ("OSLO, November 9. /TASS/. ", "OSLO", True),
        ("Oslo, Dec. 24 (Jiji Press)--", "Oslo", True),
        ("ISLAMABAD, JAN 17 /XYZ/ – ", "ISLAMABAD", True),
        ("ISLAMABAD, Dec 23 (APP):", "ISLAMABAD", True),
        ("New Delhi [India], May 3 (ANI): ", "New Delhi", True),
        ("ANKARA/ISTANBUL (AA) – ", "ANKARA/ISTANBUL", True),
        ("MOSCOW. May 5 (Interfax) - ", "MOSCOW", True),
        ("HÀ NỘI — ", "HÀ NỘI", True),
        ("OSLO (Northern News / Vestnik - 21st September, 2021) ", "OSLO", True),
        ("LIMA (Andean Wire - 3rd March, 2022) - ", "LIMA", True),
        ("GENEVA (Alpine Press - April 4, 2023) ", "GENEVA", True),
        ("(AFP) – ", None, True),
    ],
)
def test_dateline(prefix: str, city: str | None, strict: bool) -> None:
    found = dateline(prefix + REST)
    assert found is not None
    assert (found.city, found.strict, found.end) == (city, strict, len(prefix))


@pytest.mark.parametrize(
    "line",
    [
        REST,
        "QUESTION: " + REST,
        "SECRETARY SMITH: " + REST,
        "MR. SMITH: " + REST,
        "The ministers - all five of them - said that they would go home on Friday.",
        "Asked about the trip: " + REST,
        "African Union (AU) Commission officials met the king and the prime minister of the country.",
        "Oslo (the seat of the talks - reopened in May) was where the king and the prime minister met again.",
        "Jones - the envoy of the five states - met the king and the prime minister.",
        "China: what the trip means for the two countries and for their neighbours",
        "LIMA - short",
    ],
)
def test_no_dateline(line: str) -> None:
    assert dateline(line) is None


def test_dateline_names_its_agency() -> None:
    found = dateline("LIMA, May 5 (Xinhua) -- " + REST)
    assert found is not None
    assert found.agency == "Xinhua"
    unknown = dateline("LIMA, May 5 (QQZ) -- " + REST)
    assert unknown is not None
    assert unknown.agency is None
