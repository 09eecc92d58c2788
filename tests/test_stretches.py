"""A document that is too long for one look is read stretch by stretch, and tells the same."""

import pytest

import dragoman
from dragoman.reading import stretches

ROWS = [
    ("Anna", "Lima", "Peru", "trade in copper and the school at the harbour"),
    ("Berta", "Oslo", "Norway", "fishing grounds, ferries and a new bridge over the sound"),
    ("Clara", "Accra", "Ghana", "vaccines, cocoa and young people who look for work"),
    ("Dora", "Tokyo", "Japan", "earthquakes and how hospitals prepare for them"),
    ("Edda", "Cairo", "Egypt", "the canal, grain ships and insurance for sailors"),
    ("Frida", "Hanoi", "Vietnam", "rice, floods and a railway along the coast"),
]
TEXT = "\n\n".join(
    f"Foreign Minister {name} Lund Visits {city}\n\nBy Carla Marsh\n\n{city.upper()}, May {day}, 2024 (AP) — Swedish "
    f"Foreign Minister {name} Lund met {land}'s President Luis Salas in {city} on Tuesday, officials said. "
    f"They spoke about {matter}."
    for day, (name, city, land, matter) in enumerate(ROWS, start=7)
)


def told(reading):
    reports = reading.reports
    return sorted((r.kind, r.status, tuple(p.name for p in r.parties), r.date and r.date.start) for r in reports)


@pytest.mark.parametrize("size", [700, 1000, 2500])
def test_stretches_tell_the_same_and_keep_offsets(monkeypatch, size):
    whole = dragoman.read(TEXT)
    monkeypatch.setattr(stretches, "STRETCH", size)
    parts = dragoman.read(TEXT)
    assert len(whole.articles) == len(parts.articles) == len(ROWS)
    assert [article.spans for article in parts.articles] == [article.spans for article in whole.articles]
    assert told(parts) == told(whole)
    for article in parts.articles:
        assert "\n\n".join(TEXT[start:end] for start, end in article.spans) == article.text


def test_an_article_longer_than_a_stretch_is_cut_at_an_empty_line(monkeypatch):
    text = "\n\n".join("Foreign Minister Anna Berg of Sweden met Peru's President Luis Salas." for _ in range(30))
    monkeypatch.setattr(stretches, "STRETCH", 500)
    found = list(stretches.stretches(text, lambda part: []))
    assert "".join(part for _, part in found) == text
    assert all(part.startswith("Foreign") and len(part) <= 500 for _, part in found)
    assert all(text[start : start + len(part)] == part for start, part in found)
