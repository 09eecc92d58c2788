"""Properties that hold for any document: evidence is the text's own words, output is valid, reading is pure.

Documents are glued from sentences of the kind that report diplomacy, with odd spaces, odd characters and junk
between them. DRAGOMAN_EXAMPLES says how many are made of each (default 40; `just soak` takes 20,000).
"""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from dragoman import exchange
from dragoman.reading.result import Reading

if importlib.util.find_spec("dragoman.reading.reader") is None:
    pytest.skip("the reader is not there", allow_module_level=True)

SCHEMA = jsonschema.Draft202012Validator(
    json.loads((Path(__file__).parent / "data" / "exchange.schema.json").read_text(encoding="utf-8"))
)
many = settings(
    max_examples=int(os.environ.get("DRAGOMAN_EXAMPLES", "40")),
    deadline=None,
    derandomize="DRAGOMAN_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)

PERSONS = st.sampled_from(
    [
        "Foreign Minister Anna Berg of Sweden",
        "Peruvian President Luis Quispe",
        "U.S. Secretary of State Antony Blinken",
        "Chinese Defense Minister Adm. Dong Jun",
        "his Thai counterpart",
        "the foreign ministers of Chile, Peru and Bolivia",
        "H.E. Dr. Élodie N’Diaye-Smith",
        "the prime minister of Türkiye",
        "Wang Yi",
        "she",
        "the two",
        "NATO Secretary General Jens Stoltenberg",
        "王毅",
    ]
)
PLACES = st.sampled_from(
    [
        "Geneva",
        "Kuala Lumpur, Malaysia",
        "Washington",
        "the White House",
        "São Paulo",
        "Kyiv and Warsaw",
        "东京",
    ]
)
DAYS = st.sampled_from(
    [
        "on Tuesday",
        "on 3 May 2022",
        "earlier this month",
        "from Feb. 30 to 31",
        "Nov. 2-10, 2023",
        "yesterday",
        "in 2019",
        "on the sidelines of the UN General Assembly",
        "",
    ]
)
TEMPLATES = st.sampled_from(
    [
        "{a} met {b} in {p} {d}.",
        "{a} spoke by phone with {b} {d}, the ministry said.",
        "{a} will travel to {p} {d}, where talks with {b} are planned.",
        "{a} cancelled a visit to {p} {d} after {b} refused to meet.",
        "{a} and {b} held talks {d}, according to {a}.",
        "{a} cut short a trip to {p} {d}.",
        "{p} — {a} called {b}; {b} had met {a} {d}",
        "“We met {b} in {p},” {a} said {d}.",
        "{a} attended the G7 summit in {p} {d}.",
        "{a} was appointed {d}, replacing {b}.",
        "{a} and {b} issued a joint statement in {p} {d}.",
        "{d} {a}'s Meeting with {b}",
        "{p}\n\n{d} Remarks by {a}",
        "READ MORE: {a} in {p}",
        "By {a}",
        "{p}, {d} (Agency) —",
    ]
)
JUNK = st.sampled_from(
    [
        "\n\n",
        "\n",
        " ",
        "  ",
        "\t",
        "\u00a0",
        "\u200b",
        "\r\n",
        "\u2028",
        "*",
        "• ",
        "|",
        "\x0c",
        "\ufeff",
        "…",
        "(",
        '"',
        "\u202e",
    ]
) | st.text(max_size=12)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    values = {"a": draw(PERSONS), "b": draw(PERSONS), "p": draw(PLACES), "d": draw(DAYS)}
    text = draw(TEMPLATES).format(**values)
    how = draw(st.sampled_from(["as it is", "upper", "spaced", "cut"]))
    if how == "upper":
        return text.upper()
    if how == "spaced":
        return text.replace(" ", draw(st.sampled_from(["  ", "\n", "\u00a0", " \t"])))
    return text[: draw(st.integers(1, len(text)))] if how == "cut" else text


@st.composite
def documents(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(sentences(), JUNK), min_size=1, max_size=12))
    return "".join(piece for pair in pieces for piece in pair)


PUBLISHED = st.none() | st.dates().map(str).filter(lambda day: "1000" <= day[:4] < "3000")


def read(text: str, published: str | None) -> Reading | None:
    """The reading; None where the text is blank, which is refused."""
    return dragoman.read(text, published=published) if text.strip() else None


@many
@given(documents(), PUBLISHED)
def test_evidence_is_the_texts_own_words_and_output_is_valid(text: str, published: str | None) -> None:
    reading = read(text, published)
    if reading is None:
        return
    text = reading.document.text
    for report in reading.reports:
        assert report.evidence
        for span in report.evidence:
            assert text[span.start : span.end] == span.quote
            assert span.quote.strip() == span.quote
        assert all(0 <= index < len(reading.articles) for index in report.articles)
        assert 0 <= report.confidence <= 1
    for article in reading.articles:
        assert all(0 <= start < end <= len(text) for start, end in article.spans)
        assert list(article.spans) == sorted(article.spans)
    line = exchange.to_line(reading)
    assert len(line.splitlines()) == 1
    SCHEMA.validate(json.loads(line))


@many
@given(documents(), PUBLISHED)
def test_reading_twice_gives_the_same(text: str, published: str | None) -> None:
    assert read(text, published) == read(text, published)


@many
@given(documents())
def test_a_days_start_is_not_after_its_end(text: str) -> None:
    reading = read(text, "2023-11-15")
    for report in reading.reports if reading else ():
        if report.date and report.date.start and report.date.end:
            length = min(len(report.date.start), len(report.date.end))
            assert report.date.start[:length] <= report.date.end[:length]


@many
@given(st.text(max_size=300), PUBLISHED)
def test_any_text_can_be_read(text: str, published: str | None) -> None:
    reading = read(text, published)
    if reading is not None:
        SCHEMA.validate(exchange.to_dict(reading))
        assert repr(reading)
