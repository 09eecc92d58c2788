"""Pages as articles."""

import random
import time

import pytest

from dragoman.reading.articles import article_of, glued_junk, page_genre, split_articles
from dragoman.reading.duplicates import duplicates
from dragoman.reading.snippets import snippet_day

NEWS = """\
Skip to content
Daily Courier
Home
World
Sports
Foreign minister calls off Lima trip over strike

By Ana Torres and Luis Vega
Published 3 March 2016 at 14:05 | Updated 4 March 2016 at 16:10
Share
Facebook

Pedro Rojas at the ministry. Photo: Eva Lind/AFP

Foreign Minister Pedro Rojas has called off a visit to Lima that was planned for next week, his office said.

Advertisement

The minister was to meet his Peruvian counterpart, Elena Castro, for talks on fishing rights.

READ MORE: Five things to know about the strike

'No other choice'

A spokesman said that there was no other choice. "We will find a new date," he said.

Related

Strike enters third week
Ports closed along the coast
How the strike began: a timeline

Rojas and Castro last met in Quito in November. They spoke by telephone on Wednesday evening.

Sign up for our morning newsletter and get the news in your inbox.

(Reporting by Ana Torres; Editing by Luis Vega)

About the author
Ana Torres is a reporter for the Daily Courier who covers the region.

More from World
Minister meets envoy in Quito
Court orders new vote

Copyright 2024 Daily Courier. All rights reserved.
"""

TWO = """\
Envoy to visit Oslo for talks on fishing

Jane Doe
Posted: May 3, 2011, 9:10 am

OSLO: Special envoy Maria Lund will visit Oslo next week for talks on fishing rights, her office said.

She is to see the foreign minister and the king. The talks were agreed on in March.

(Reporting by Jane Doe)

Recommended Stories

Ten ways to cook salmon in the summer

Salmon is back in season.

Skater wins third race in a row and breaks the old record

She has won every race of the season so far.

Follow us

Lund breaks off Oslo trip after a night in hospital

Updated: May 12, 2011 18:15

Special envoy Maria Lund broke off her trip to Oslo on Thursday after a night in hospital, her office said.

She had met the foreign minister on Wednesday. The audience with the king did not take place.

Copyright 2019. All rights reserved.
"""


def bodies(text: str) -> list[str]:
    return [article_of(piece, text).text for piece in split_articles(text)]


def test_an_ordinary_page_is_one_article() -> None:
    pieces = split_articles(NEWS)
    assert len(pieces) == 1
    piece = pieces[0]
    assert piece.title == "Foreign minister calls off Lima trip over strike"
    assert piece.published == "2016-03-03"
    assert piece.genre == "news"
    assert piece.duplicate_of is None
    roles = [(b.role, NEWS[b.start : b.end][:14]) for b in piece.blocks]
    assert roles == [
        ("headline", "Foreign minist"),
        ("caption", "Pedro Rojas at"),
        ("paragraph", "Foreign Minist"),
        ("paragraph", "The minister w"),
        ("heading", "'No other choi"),
        ("paragraph", "A spokesman sa"),
        ("paragraph", "Rojas and Cast"),
    ]
    article = article_of(piece, NEWS)
    assert article.text.startswith("Foreign Minister Pedro Rojas has called off")
    assert article.text == "\n\n".join(NEWS[a:b] for a, b in article.spans)


def test_what_the_document_says_of_itself_wins() -> None:
    piece = split_articles(
        NEWS, published="2016-03-05", title="Another title", publisher="Courier", url="https://reuters.com/x"
    )[0]
    assert (piece.published, piece.title, piece.publisher) == ("2016-03-05", "Another title", "Courier")


def test_the_address_tells_publisher_and_day() -> None:
    text = "Envoy in Bern\n\nThe envoy met the president in Bern. She goes home on Friday."
    piece = split_articles(text, url="https://www.reuters.com/world/2020/05/04/envoy")[0]
    assert (piece.publisher, piece.published) == ("Reuters", "2020-05-04")


def test_a_page_of_two_articles() -> None:
    pieces = split_articles(TWO, published="2019-01-01")
    assert [(p.title, p.published, p.dateline_city) for p in pieces] == [
        ("Envoy to visit Oslo for talks on fishing", "2011-05-03", "OSLO"),
        ("Lund breaks off Oslo trip after a night in hospital", "2011-05-12", None),
    ]
    assert page_genre(pieces) == "aggregate"
    assert TWO[pieces[0].body_start :].startswith("Special envoy Maria Lund will")
    first, second = bodies(TWO)
    assert "salmon" not in (first + second).lower()
    assert "race" not in first + second
    assert first.endswith("were agreed on in March.")
    assert second.endswith("did not take place.")


def test_an_article_without_a_day_takes_the_pages() -> None:
    text = TWO.replace("Updated: May 12, 2011 18:15", "By John Roe\nReporting from Oslo")
    assert [p.published for p in split_articles(text, published="2019-01-01")] == ["2011-05-03", "2019-01-01"]
    assert [p.published for p in split_articles(text)] == ["2011-05-03", None]


def test_a_reprint_is_told() -> None:
    again = TWO.replace("Envoy to visit Oslo for talks on fishing", "Fishing: envoy to visit Oslo for talks")
    head = again[: again.index("Recommended")].replace("Jane Doe", "John Roe").replace("OSLO: ", "")
    body = "She will also visit the islands in the north, where most of the fishing boats come from. " * 3
    one = TWO.replace("The talks were agreed on in March.", "The talks were agreed on in March.\n\n" + body)
    two = head.replace("The talks were agreed on in March.", "The talks were agreed on in March.\n\n" + body)
    pieces = split_articles(one + "\n" + two)
    assert [p.duplicate_of for p in pieces] == [None, None, 0]


def test_duplicates_names_the_first() -> None:
    words = [f"word{i}" for i in range(60)]
    a, b = " ".join(words), " ".join(words[:55] + ["other"] * 5)
    assert duplicates([a, "x " * 40, b, a, "short text"]) == [None, None, 0, 0, None]


RESULTS = """\
Envoy in Lima for talks

LIMA (AP) — Special envoy Maria Lund arrived in Lima on Monday for talks with the president about fish.

She will stay until Thursday. The talks are the first since 2009.

IMAGES

  1. Envoy at the airport

    envoy lima trip

  2. Envoy at the palace

    envoy lima trip

  3. Envoy on the beach

    envoy lima trip

COMMENTS

  1. Lund to visit Lima in May

    Apr 21, 2011 — Special envoy Maria Lund will visit Lima in May, her office said. She is to meet ...

  2. Envoy in Lima for talks

    May 2, 2011 — Special envoy Maria Lund arrived in Lima on Monday for talks with ...

  3. Fishing rights: the story so far

    In 2009 the president of Peru met the envoy in Bern. Since then nothing has ...
"""


def test_search_results_are_one_piece_of_snippets() -> None:
    pieces = split_articles(RESULTS)
    assert [p.genre for p in pieces] == ["news", "other"]
    snippets = pieces[1].blocks
    assert [b.role for b in snippets] == ["snippet"] * 3
    first = RESULTS[snippets[0].start : snippets[0].end]
    assert first.startswith("Lund to visit Lima in May\n")
    assert first.endswith("She is to meet ...")
    assert [snippet_day(RESULTS, b.start, b.end) for b in snippets] == ["2011-04-21", "2011-05-02", None]
    assert "beach" not in bodies(RESULTS)[0]


def test_an_article_takes_its_day_from_its_snippet() -> None:
    assert split_articles(RESULTS)[0].published == "2011-05-02"


def test_numbered_items_that_are_not_cut_off_belong_to_the_text() -> None:
    text = (
        "Envoys agree\n\nThe envoys met in Bern on Monday and agreed on three points:\n"
        "1. The borders open in May.\n2. The prisoners go home.\n3. Talks go on in the summer."
    )
    pieces = split_articles(text)
    assert len(pieces) == 1
    assert [b.role for b in pieces[0].blocks][2:] == ["list", "list", "list"]


def test_a_body_that_is_missing_leaves_headline_and_caption() -> None:
    text = TWO + (
        "\nTags: Oslo, envoy\n\nLund to see the king of Norway in the autumn after all\n\n"
        "Maria Lund leaves the palace in Oslo\n\n"
        "Sign up here for our weekly newsletter.\n\nReporting by Jane Doe in Oslo, Editing by John Roe.\n\n"
        "Another headline about something else entirely\n"
    )
    pieces = split_articles(text)
    assert len(pieces) == 3
    assert [b.role for b in pieces[2].blocks] == ["headline", "caption"]
    assert "Another headline" not in article_of(pieces[2], text).text


def test_a_robots_check_is_no_article() -> None:
    check = (
        "There was unusual activity from your network today\n\n"
        "Tick the box underneath and show that you're not a robot.\n\n"
        "Check that your browser supports JavaScript as well as cookies.\n\n"
    )
    assert bodies(TWO + check) == bodies(TWO)


TRIP = """\
Secretary Doe's Travel to Bern and Oslo

Secretary Doe traveled to Bern, Switzerland, and Oslo, Norway, May 2-5, 2011.

Oslo
- May 5, 2011 Secretary Doe's Meeting with Prime Minister Lund
- May 4, 2011 Remarks With Foreign Minister Berg
Bern
- May 3, 2011 Secretary Doe's Meeting with President Frei
- May 2, 2011 Press Availability in Bern
Trip Preview
- May 1, 2011 Background Briefing on the Secretary's Travel
"""


def test_a_trip_page_keeps_its_cities_and_items() -> None:
    pieces = split_articles(TRIP)
    assert [p.genre for p in pieces] == ["trip_page"]
    roles = [b.role for b in pieces[0].blocks]
    assert roles == [
        "headline",
        "paragraph",
        "heading",
        "list",
        "list",
        "heading",
        "list",
        "list",
        "heading",
        "list",
    ]
    assert pieces[0].published is None


SCHEDULE = """\
Weekly schedule of President Jane Doe

Monday 7 March 2011
10.00 Meeting with Prime Minister Lund
14.30 Phone call with President Frei

Tuesday 8 March 2011
Visit to Malta (local time)
12.30 Meeting with the Prime Minister of Malta

Wednesday 9 March 2011
European summit by video conference

Leave a Reply

Your email address will not be published.
"""


def test_a_schedule_keeps_its_days_and_items() -> None:
    pieces = split_articles(SCHEDULE)
    assert [p.genre for p in pieces] == ["schedule"]
    kept = [(b.role, SCHEDULE[b.start : b.end][:8]) for b in pieces[0].blocks]
    assert kept == [
        ("headline", "Weekly s"),
        ("date", "Monday 7"),
        ("list", "10.00 Me"),
        ("list", "14.30 Ph"),
        ("date", "Tuesday "),
        ("list", "Visit to"),
        ("list", "12.30 Me"),
        ("date", "Wednesda"),
        ("list", "European"),
    ]
    assert pieces[0].published is None


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (
            "Ministry of Foreign Affairs\n\nMinister meets envoy\n\nThe minister met the envoy. They talked.",
            "readout",
        ),
        (
            "Readout of the Secretary's Call with Minister Lund\n\nThe Secretary spoke with Minister Lund.",
            "readout",
        ),
        (
            "Minister meets envoy\n\nLIMA (AP) — The minister met the envoy at noon. They talked of fish.",
            "news",
        ),
        ("Nothing to see\n\nA list of names\n\nJane Doe", "other"),
    ],
)
def test_genre(text: str, genre: str) -> None:
    assert page_genre(split_articles(text)) == genre


def test_a_governments_address_makes_a_readout() -> None:
    text = "Minister meets envoy\n\nThe minister met the envoy in Bern. They talked of fishing rights."
    assert page_genre(split_articles(text, url="https://www.mfa.gov.xy/news/1")) == "readout"
    assert page_genre(split_articles(text, url="https://courier.example/news/1")) == "news"


def test_datelines_divide_a_digest() -> None:
    text = (
        "World in brief\n\n"
        "KABUL (AFP) - The foreign minister met the envoy of the United Nations on Monday and discussed aid "
        "for the provinces that were hit by floods.\n\nThe talks will go on.\n\n"
        "OSLO (NTB) - The foreign minister will receive her Danish colleague on Thursday for talks about the "
        "Arctic and its shipping lanes, her office said."
    )
    assert [(p.title, p.dateline_city) for p in split_articles(text)] == [
        ("World in brief", "KABUL"),
        (None, "OSLO"),
    ]


def test_headings_and_pictures_inside_an_article_do_not_split_it() -> None:
    text = (
        "Envoy in Bern for talks on fishing\n\nBy Jane Doe\n\n"
        "BERN, Switzerland — The envoy came to Bern on Monday. She stays a week.\n\nShe met the king.\n\n"
        "Fishing boats wait along the northern coast\n\nenvoy bern\n\n"
        "Fishing boats on the northern coast. Eva Lind/AFP hide caption\n\n"
        "Fishing boats have waited along the northern coast for a week.\n\n"
        "They want to go out again.\n\nenvoy bern\n"
    )
    pieces = split_articles(text)
    assert len(pieces) == 1
    assert article_of(pieces[0], text).text.endswith("They want to go out again.")


def test_bulleted_links_inside_a_text_are_left_out() -> None:
    text = (
        "Envoy in Bern\n\nThe envoy came to Bern on Monday. She stays a week, her office said.\n"
        "- Five things to know about the fishing war\n- The envoy's long road to the capital\n"
        "She met the president on Tuesday, and he promised help."
    )
    (body,) = bodies(text)
    assert body.split("\n\n") == [
        "The envoy came to Bern on Monday. She stays a week, her office said.",
        "She met the president on Tuesday, and he promised help.",
    ]


def test_caption_before_the_dateline() -> None:
    text = (
        "Envoy breaks off Bern trip\n\nEnvoy Maria Lund greets the president in Bern on May 3, 2011.\n\n"
        "BERN — Envoy Maria Lund broke off her trip on Wednesday, an official said. She is ill.\n"
    )
    piece = split_articles(text)[0]
    assert [b.role for b in piece.blocks] == ["headline", "caption", "paragraph"]
    assert piece.published == "2011-05-04"  # 3 May 2011 was a Tuesday
    archive = text.replace("Envoy Maria Lund greets", "FILE - Envoy Maria Lund greets")
    assert split_articles(archive)[0].published is None


def test_glued_link_text_is_skipped() -> None:
    text = "Minister Jane DoeJane DoeStorm nears Ten tips MORE met John RoeJohn A. RoeShip lost MORE."
    kept = list(text)
    for a, b in reversed(glued_junk(text, 0, len(text))):
        del kept[a:b]
    assert "".join(kept) == "Minister Jane Doe met John Roe."


@pytest.mark.parametrize(
    "text", ["Jane Doe wants MORE of it.", "McDonald met DeVries. MORE to come.", "DoeJane Doe said."]
)
def test_nothing_glued(text: str) -> None:
    assert glued_junk(text, 0, len(text)) == []


def test_skips_lie_in_blocks() -> None:
    text = "Calls\n\nMinister Jane DoeJane DoeStorm nears MORE spoke with the envoy on Monday evening."
    piece = split_articles(text)[0]
    (skip,) = piece.skips
    assert any(b.start <= skip[0] < skip[1] <= b.end for b in piece.blocks)
    assert text[skip[0] : skip[1]] == "Jane DoeStorm nears MORE"


@pytest.mark.parametrize("text", ["", " \n\n ", "***\n---\n"])
def test_no_text_no_article(text: str) -> None:
    assert split_articles(text) == []


def test_a_page_of_links_still_yields_something() -> None:
    text = "Envoy meets the king in Bern\n" * 5
    assert "Envoy meets the king" in bodies(text)[0]


def test_any_mix_of_lines_gives_true_offsets() -> None:
    lines = [line for line in (NEWS + TWO + RESULTS + TRIP + SCHEDULE).split("\n") if line]
    dice = random.Random(7)
    for _ in range(150):
        text = "\n\n".join(dice.choices(lines, k=dice.randint(1, 40)))
        pieces = split_articles(text)
        assert pieces == split_articles(text)
        ends = 0
        for piece in pieces:
            assert piece.blocks
            assert all(0 <= b.start < b.end <= len(text) for b in piece.blocks)
            assert piece.blocks[0].start >= ends
            assert all(a.end <= b.start for a, b in zip(piece.blocks, piece.blocks[1:], strict=False))
            ends = piece.blocks[-1].end
            article = article_of(piece, text)
            assert article.text == "\n\n".join(text[a:b] for a, b in article.spans)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 3_000_000,
        "Ab" * 1_000_000 + " MORE",
        ". " * 1_000_000,
        "((((" * 500_000,
        '"' * 1_000_000 + " A",
        ("A Headline About The Minister\nThe minister met the king. He left.\n") * 3000,
        ("LIMA (AP) - The minister met the king in the old palace by the sea. He left on Monday, he said.\n") * 800,
    ],
    ids=["one word", "capitals", "stops", "brackets", "quotes", "titles", "datelines"],
)
def test_long_odd_pages_take_linear_time(text: str) -> None:
    begun = time.perf_counter()
    split_articles(text)
    assert time.perf_counter() - begun < 10.0
