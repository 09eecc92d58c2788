"""Given names decide whom "he" and "she" stand for."""

import pytest

from dragoman.knowledge.given_names import gender_of
from dragoman.model import Document
from dragoman.reading.reader import read_document


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("José Salas", "m"),
        ("Anna Berg", "f"),
        ("Kim Salas", None),
        ("Anna", None),
        ("", None),
        ("Aigul Bekova", "f"),
        ("Adilet Bekov", "m"),
        ("Rūta Petraitytė", "f"),
        ("Unnur Jónsdóttir", "f"),
        ("Noura bint Saleh", "f"),
        ("Talal bin Saleh", "m"),
        ("Sam Petrova-Lund", None),
    ],
)
def test_gender_of_a_full_name(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender


def parties(text: str) -> list[tuple[str, ...]]:
    reports = read_document(Document(id="d", text=text, published="2021-06-10")).reports
    return [tuple(p.name or "" for p in report.parties) for report in reports]


def test_she_is_not_the_man_spoken_of_last() -> None:
    text = (
        "Norwegian Foreign Minister Anna Berg met Peruvian President José Quispe in Lima on Monday. "
        "He thanked her for coming. On Tuesday she called Chilean President Juan Soto."
    )
    assert ("Anna Berg", "Juan Soto") in parties(text)


def test_a_refusal_goes_to_the_one_who_was_asked() -> None:
    text = (
        "Norwegian Foreign Minister Anna Berg asked for a meeting with Peruvian President José Quispe, "
        "but he turned her down."
    )
    assert ("Anna Berg", "José Quispe") in parties(text)
