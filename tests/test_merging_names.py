"""Merging: names written by way of two languages, names that stand alone, gatherings called in several ways."""

from __future__ import annotations

import pytest

from dragoman.merging.merge import merge
from dragoman.merging.sounds import family_alike, full_names_alike
from dragoman.merging.types import SourceReport
from dragoman.model import Kind, Party, Place, Stop

from .test_merging import ADLER, BERG, HORVAT, QUISPE, only, told

RIGA = Place("Riga", "LV")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Serguei Lobanovski", "Sergei Lobanovsky", True),
        ("Oleksandr Hrytsai", "Alexander Gritsay", True),
        ("Abd al-Rahman Khalidi", "Abdulrahman Al-Khaldi", True),
        ("Hossein Amir-Farahani", "Hosein Amirfarahani", True),
        ("Anna Berg", "Eva Berg", False),
        ("Ana Rojas", "Ana Ríos", False),
        ("Luis Quispe", "Luisa Quispe", False),
        ("Wang Yi", "Wang Yu", False),
    ],
)
def test_full_names_that_sound_alike(one: str, other: str, alike: bool) -> None:
    assert full_names_alike(one, other) is full_names_alike(other, one) is alike


@pytest.mark.parametrize(
    ("word", "name", "alike"),
    [
        ("Gunavardhana", "Nimal Gunawardena", True),
        ("Dervichpour", "Kamran Darvishpour", True),
        ("Berg", "Anna Burg", False),
        ("Lin", "Lan Wei", False),
    ],
)
def test_family_names_that_sound_alike(word: str, name: str, alike: bool) -> None:
    assert family_alike(word, name) is alike


@pytest.mark.parametrize("kind", ["meeting", "trip"])
@pytest.mark.parametrize(
    ("full", "alone"),
    [("Clara Goh Mei Xin", "Goh"), ("Hafiz Rosli", "Hafiz"), ("Mariya Zaharieva", "Zakharieva")],
)
def test_any_word_of_a_name_may_stand_alone_for_it_with_its_office(kind: Kind, full: str, alone: str) -> None:
    def report(key: str, name: str, office: str = "Foreign Minister", country: str = "SG") -> SourceReport:
        side = Party(name, office, country)
        parties = (side,) if kind == "trip" else (side, ADLER)
        stops = (Stop("Vienna", "AT"),) if kind == "trip" else ()
        return told(key, kind=kind, parties=parties, stops=stops)

    only(merge([report("a", full), report("b", alone)]))
    for other in (report("b", alone, "Defence Minister"), report("b", alone, country="MY")):
        assert len(merge([report("a", full), other]).engagements) == 2


def test_a_gathering_named_for_its_place_is_the_one_held_there_that_somebody_attends() -> None:
    ports = told("a", kind="conference", name="Northern Ports Forum", parties=(ADLER, BERG), place=RIGA)
    only(merge([ports, told("b", kind="conference", name="Riga summit", parties=(BERG, HORVAT), place=RIGA)]))
    other = told("b", kind="conference", name="Riga summit", parties=(HORVAT, QUISPE), place=RIGA)
    assert len(merge([ports, other]).engagements) == 2
    elsewhere = told("b", kind="conference", name="Geneva summit", parties=(BERG,), place=Place("Geneva", "CH"))
    assert len(merge([ports, elsewhere]).engagements) == 2


def test_a_gathering_by_the_letters_of_its_name() -> None:
    ports = told("a", kind="conference", name="Northern Ports Initiative", parties=(ADLER,), place=RIGA)
    only(merge([ports, told("b", kind="conference", name="NPI summit", parties=(HORVAT,), place=RIGA)]))
    other = told("b", kind="conference", name="NRC summit", parties=(ADLER,), place=RIGA)
    assert len(merge([ports, other]).engagements) == 2


def test_a_summit_named_for_its_two_sides_is_their_meeting() -> None:
    met = told("b", kind="meeting", place=RIGA)
    only(merge([told("a", kind="conference", name="Sweden-Peru Summit", place=RIGA), met]))
    assert len(merge([told("a", kind="conference", name="Amber Forum", place=RIGA), met]).engagements) == 2


def test_each_day_of_talks_that_went_on_for_days_is_part_of_them() -> None:
    both = (ADLER, HORVAT)
    whole = told("a", "2023-03-05", end="2023-03-07", kind="talks", parties=both, published="2023-03-08")
    first = told("b", "2023-03-05", kind="meeting", parties=both, place=RIGA, published="2023-03-05")
    last = told("c", "2023-03-07", kind="talks", parties=both, published="2023-03-07")
    only(merge([whole, first, last]))
    assert len(merge([first, last]).engagements) == 2
    calls = [
        told("a", "2023-03-05", end="2023-03-07", parties=both, published="2023-03-08"),
        told("b", "2023-03-05", parties=both),
        told("c", "2023-03-07", parties=both, published="2023-03-07"),
    ]
    assert len(merge(calls).engagements) == 2
