"""A record of the samples with an imported list besides, and how the tests of pages look at a page."""

from __future__ import annotations

import html
import re

from starlette.testclient import TestClient

from dragoman.model import Document
from dragoman.reading.result import Reading
from dragoman.sources.lists import historian
from dragoman.sources.lists.reading import reading

_ROW = """    <trip role="secretary" who="blinken-antony-j">
        <id>{id}</id>
        <role>secretary</role>
        <name>Antony John Blinken</name>
        <start-date>{start}</start-date>
        <end-date>{end}</end-date>
        <country id="{place}">{country}</country>
        <locale>{locale}</locale>
        <remarks>{remarks}</remarks>
    </trip>
"""
ROWS = (
    ("2021-12-09", "2021-12-12", "United Kingdom", "Liverpool", "Attended the G7 Ministers’ Meeting."),
    ("2021-12-13", "2021-12-14", "Indonesia", "Jakarta", "Met with Foreign Minister Marsudi."),
    ("2021-12-13", "2021-12-14", "Indonesia", "Jakarta", "Met with Foreign Minister Marsudi."),
    ("2022-01-03", "2022-01-09", "Italy", "Rome", "Private."),
    ("2022-01-05", "2022-01-07", "Chile", "Santiago", "Private."),
)
LIST = "travels-of-blinken"


def imported() -> Reading:
    """A list of journeys of Antony Blinken: two rows that documents of the samples tell of, one of them twice, and two
    that cannot both be true.
    """
    rows = [
        _ROW.format(
            id=at, start=start, end=end, place=country.lower().replace(" ", "-"), country=country, locale=locale,
            remarks=remarks,
        )
        for at, (start, end, country, locale, remarks) in enumerate(ROWS, start=101)
    ]  # fmt: skip
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<trips>\n{"".join(rows)}</trips>\n'
    document = Document(LIST, text, published="2023-05-01")
    return reading(document, historian.rows(document, "trips"))


def plain(page: str) -> str:
    """The words of a page, as one reads them."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(
        html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", " ", body, flags=re.DOTALL))).split()
    )


def leads(page: str) -> list[str]:
    """The addresses that the content of a page leads to, each once."""
    body = page[page.index("<main") : page.index("</main>")]
    return [html.unescape(one) for one in dict.fromkeys(re.findall(r'href="([^"]*)"', body))]


OTHERS = (
    "/calendar",
    "/topics",
    "/search",
    "/claims",
    "/relations",
    "/gaps",
    "/conflicts",
    "/review",
    "/counts",
)
"""Where pages of others begin; their own tests walk them."""


def broken(asking: TestClient, page: str) -> list[tuple[str, int]]:
    """The links of a page that lead nowhere; an anchor must be in the page that it leads to."""
    found = []
    for address in leads(page):
        path, _, anchor = address.partition("#")
        if not path.startswith("/") or path.startswith(OTHERS):
            continue
        answer = asking.get(path)
        if answer.status_code != 200 or (anchor and f'id="{anchor}"' not in answer.text):
            found.append((address, answer.status_code))
    return found
