"""HTML: the main text of a page, and what its head says of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.sources import html
from dragoman.sources.found import Item, LeftOut, Wanted
from dragoman.sources.load import load

ARTICLE = '{"@type": "NewsArticle", "datePublished": "2023-11-12"}'


def ld(block: str) -> str:
    return f'<script type="application/ld+json">{block}</script>'


def read(folder: Path, data: bytes) -> Item:
    path = folder / "page.html"
    path.write_bytes(data)
    (item,) = load([str(path)], Wanted(), io.BytesIO())
    return item


PAGE = """<!doctype html><html><head><title>Trip | Ministry</title>%s</head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav><ul class="menu"><li>Sections</li></ul>
<main><article><h1>The trip</h1><p>By Ann Writer <time>Nov. 12</time></p>
<p>The minister left for two cities, where she will meet with her colleagues and with the president.</p>
<h2>Paris, France</h2>
<ul><li><a href="/1">November 9, 2023 Meeting with Minister Dupont</a></li><li>Dinner</li></ul>
<table><tr><td>Nov. 10</td><td>Berlin</td></tr></table>
<figure><img alt="ALT"><figcaption>She shakes hands in Paris.</figcaption></figure>
<p>The last paragraph says that she flew home when everything had been said.</p></article></main>
<aside><ul><li>Teaser</li></ul></aside><footer>Imprint</footer>
<script>var x = "code";</script></body></html>"""


def test_main_text_keeps_lists_tables_times_and_captions() -> None:
    text = html.page(PAGE % "").text
    meeting = "November 9, 2023 Meeting with Minister Dupont"
    for kept in ("The trip", "Nov. 12", meeting, "Dinner", "Nov. 10", "Berlin"):
        assert kept in text, kept
    assert "She shakes hands in Paris." in text.split("\n")
    for dropped in ("Home", "Sections", "Teaser", "Imprint", "code", "ALT"):
        assert dropped not in text, dropped


def test_short_lists_under_headings_are_kept_and_menus_are_not() -> None:
    page = """<html><body><nav><ul><li><a href="/">Home</a></li></ul></nav><main><h1>Travel to Peru and Chile</h1>
    <p>The minister travelled to Lima, Peru, and to Santiago, Chile, in the first week of June of that year.</p>
    <h2>Lima, June 1-2</h2><ul><li>Meeting with the president</li></ul>
    <h2>Santiago, June 3</h2><ul><li>Visit to the <a href="/port">port</a> of San Antonio</li><li>Dinner</li></ul>
    <h2>More</h2><ul><li><a href="/a">Other trips</a></li><li><a href="/b">Speeches</a></li></ul>
    </main><footer>Imprint</footer></body></html>"""
    lines = html.page(page).text.split("\n")
    assert "• Meeting with the president" in lines
    assert "• Visit to the port of San Antonio" in lines
    assert "• Dinner" in lines
    assert not any(menu in line for line in lines for menu in ("Home", "Other trips", "Speeches"))


def test_page_without_main_content_is_read_whole() -> None:
    assert html.page("<b>Short</b>").text == "Short"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2023-11-12T23:30:00-05:00">', "2023-11-12"),
        ('<meta name="DC.date.issued" content="2023-11-12">', "2023-11-12"),
        ('<meta itemprop="datePublished" content="2023-11-12 10:00">', "2023-11-12"),
        (ld(ARTICLE), "2023-11-12"),
        (ld('{"@graph": [{"@type": ["Article"], "datePublished": "2023-11-12"}]}'), "2023-11-12"),
        (ld(f"[{ARTICLE}, {ARTICLE}]"), "2023-11-12"),
        (ld(f"[{ARTICLE}, {ARTICLE.replace('-12', '-13')}]"), None),
        (ld('{"@type": "Person", "datePublished": "2023-11-12"}'), None),
        (ld('{"@type": "NewsArticle", '), None),
        (ld("[" * 5000), None),
        ('<meta name="date" content="12 November">', None),
        ('<meta name="date" content="2023-02-30">', None),
        ('<time datetime="2023-11-12">x</time>', "2023-11-12"),
        ('<time datetime="2023-11-12">x</time><time datetime="2023-11-13">x</time>', None),
        ('<time datetime="2023-11-11">x</time><time pubdate datetime="2023-11-12">x</time>', "2023-11-12"),
    ],
)
def test_day_of_publication(head: str, day: str | None) -> None:
    assert html.page(PAGE % head).published == day


def test_title_publisher_and_address() -> None:
    page = html.page(
        PAGE % '<meta property="og:title" content="OG"><meta property="og:site_name" content="Site">'
        '<link rel="canonical" href="https://x.org/a">'
    )
    assert (page.title, page.publisher, page.url) == ("OG", "Site", "https://x.org/a")
    bare = html.page(PAGE % '<link rel="canonical" href="javascript:alert(1)">')
    assert (bare.title, bare.publisher, bare.url) == ("Trip | Ministry", None, None)


def test_json_ld_goes_before_meta_tags() -> None:
    block = '{"@type": "NewsArticle", "headline": "LD", "publisher": {"name": "Pub"}}'
    page = html.page(PAGE % ('<meta property="og:title" content="OG">' + ld(block)))
    assert (page.title, page.publisher) == ("LD", "Pub")


def test_declared_charset_is_used_where_the_page_is_not_utf_8(tmp_path: Path) -> None:
    page = (PAGE % '<meta charset="iso-8859-1">').replace("Dupont", "Séjourné")
    document = read(tmp_path, page.encode("cp1252"))
    assert isinstance(document, Document)
    assert "Séjourné" in document.text
    bad = (PAGE % '<meta charset="rot13">').replace("Dupont", "Séjourné")
    left_out = read(tmp_path, bad.encode("cp1252"))
    assert isinstance(left_out, LeftOut)
    assert "is not UTF-8" in left_out.reason


def test_page_without_text(tmp_path: Path) -> None:
    left_out = read(tmp_path, b"<html><script>x</script></html>")
    assert isinstance(left_out, LeftOut)
    assert "holds no text" in left_out.reason


def test_deep_nesting_is_refused_at_once() -> None:
    with pytest.raises(SourceError, match="nested more than"):
        html.page("<div>" * 200_000)
    with pytest.raises(SourceError, match="nested more than"):
        html.page("<div>" * 30_000 + "x" + "</div>" * 30_000)
    assert html.page("<p>word<br>" * 30_000).text.startswith("word")
