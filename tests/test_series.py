"""One verb or one lead-in, several contacts: each is found, and nobody who only does something of his own."""

from __future__ import annotations

import pytest

from dragoman.model import Document
from dragoman.reading.reader import read_document

BERG = "Swedish Foreign Minister Anna Berg"
QUISPE, KIPRONO = "Peruvian President Luis Quispe", "Kenyan President Amos Kiprono"


def partners(text: str) -> list[tuple[str, str | None, str | None]]:
    """Kind, the other side's name and first day of each contact of Anna Berg."""
    found = read_document(Document(id="x", text=text, published="2022-05-18")).reports
    return [
        (r.kind, next(p.name for p in r.parties if p.name != "Anna Berg"), r.date.start if r.date else None)
        for r in found
        if r.kind in {"call", "meeting", "talks"}
    ]


@pytest.mark.parametrize(
    "words",
    [
        f"{BERG} met {QUISPE} and later {KIPRONO} in Lima.",
        f"{BERG} was received by {QUISPE} and then by {KIPRONO}.",
        f"{BERG} met first with {QUISPE}, then with {KIPRONO}.",
        f"{BERG} held talks with {QUISPE}, followed by {KIPRONO}.",
    ],
)
def test_those_who_follow_in_the_same_breath(words: str) -> None:
    assert [name for _, name, _ in partners(words)] == ["Luis Quispe", "Amos Kiprono"]


def test_each_has_its_own_day() -> None:
    assert partners(f"{BERG} met {QUISPE} on Monday and {KIPRONO} on Tuesday.") == [
        ("meeting", "Luis Quispe", "2022-05-16"),
        ("meeting", "Amos Kiprono", "2022-05-17"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        f"{BERG} met {QUISPE} on Monday and {KIPRONO} flew home.",
        f"{BERG} met {QUISPE} on Monday, then {KIPRONO} said that he would resign.",
        f"{BERG} met {QUISPE}, whom {KIPRONO} dislikes.",
    ],
)
def test_a_clause_of_its_own_is_no_contact(words: str) -> None:
    assert [name for _, name, _ in partners(words)] == ["Luis Quispe"]


LISTS = f"""LIMA, 17 May 2022 - {BERG} visited Lima on Monday.

On the sidelines of the forum, the minister met with the following counterparts:
- {QUISPE}
- {KIPRONO}, to talk about trade

She also held phone calls with:

1. Prime Minister Somchai Thep of Thailand
2. Danish Prime Minister Mette Holm

The delegation had three members:
- {BERG}
- Finnish President Outi Maki
"""


def test_lists_below_a_line_that_leads_into_them() -> None:
    assert [(kind, name) for kind, name, _ in partners(LISTS)] == [
        ("meeting", "Luis Quispe"),
        ("meeting", "Amos Kiprono"),
        ("call", "Somchai Thep"),
        ("call", "Mette Holm"),
    ]
