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
