"""Nobody acts for a country whose guest the words call them."""

from __future__ import annotations

import pytest

from dragoman.model import Document
from dragoman.reading.reader import read_document

HEAD = "LIMA, June 8 - Peruvian officials spoke of trade on Monday. "


def country_of(name: str, text: str) -> str | None:
    reports = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    return next((p.country for r in reports for p in r.parties if p.name == name), None)


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Anna Berg is expected to come to Peru in July.",
        "Prime Minister Anna Berg arrived in Lima on Tuesday.",
        "The minister recalled Prime Minister Anna Berg's official visit to Peru in 2019.",
        "Prime Minister Anna Berg, who jetted in on Sunday for a state visit, was received by President Luis Quispe.",
    ],
)
def test_a_guest_is_of_another_country(text: str) -> None:
    assert country_of("Anna Berg", HEAD + text) != "PE"


def test_the_host_beside_the_guest_is_of_the_country() -> None:
    text = "President Anna Berg, who jetted in on Sunday for a state visit, met her host, President Luis Quispe."
    assert country_of("Luis Quispe", HEAD + text) in {"PE", None}


def test_a_minister_at_home_may_travel_at_home() -> None:
    text = "Foreign Minister Anna Berg travelled to Cusco and met Chilean Foreign Minister Juan Soto there on Tuesday."
    assert country_of("Anna Berg", HEAD + text) == "PE"


def test_a_counterpart_is_of_another_country() -> None:
    text = "Peruvian Foreign Minister Luis Quispe met her counterpart, Anna Berg, in Oslo on Tuesday."
    assert country_of("Anna Berg", HEAD + text) != "PE"
