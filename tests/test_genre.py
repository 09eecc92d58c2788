"""Genres of texts whose address and publisher are not known: told by how they are headed and worded."""

from __future__ import annotations

import pytest

from dragoman.reading.articles import page_genre, split_articles

BODY = (
    "On 3 May 2021, the Minister of Foreign Affairs of Peru, Luis Salas, held a telephone conversation with the"
    " Minister of Foreign Affairs of Norway, Anna Berg.\n\nThe ministers exchanged views on fish and on the ties"
    " between the two countries, and agreed to stay in touch."
)
TRIP = (
    "Foreign Minister Luis Salas will travel to Oslo, Stockholm and Helsinki from 3 to 7 May 2021.\n\nHe will meet his"
    " counterparts in each of the three capitals and speak at a university in Helsinki."
)
STORY = (
    "LIMA, May 3 - The foreign ministers of Peru and Norway spoke by phone on Monday, officials told reporters.\n\nThe"
    " call came after weeks of silence, the paper El Faro reported, and critics of the government asked for more."
)


@pytest.mark.parametrize(
    ("title", "body", "genre"),
    [
        ("Foreign Minister's Telephone Conversation with the Minister of Norway", BODY, "readout"),
        ("Deputy PM receives Norwegian Minister of Fisheries", BODY, "readout"),
        ("Peru-Norway Foreign Ministers' Telephone Talk", BODY, "readout"),
        ("No: 187, 3 May 2021, Press Release Regarding a Telephone Conversation", BODY, "readout"),
        ("Secretary Salas's Travel to Norway, Sweden, and Finland", TRIP, "trip_page"),
        ("Foreign Minister to visit Norway, Sweden and Finland", TRIP, "trip_page"),
        ("Salas receives Berg in Lima", STORY, "news"),
        ("Foreign ministers hold talks by phone as row goes on", STORY, "news"),
        ("Foreign Minister to visit Norway, Sweden and Finland", STORY, "news"),
    ],
)
def test_genre_by_heading_and_wording(title: str, body: str, genre: str) -> None:
    assert page_genre(split_articles(f"{title}\n\n3 May 2021\n\n{body}\n")) == genre
