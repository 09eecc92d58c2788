"""Lines and what each of them is."""

import pytest

from dragoman.errors import DataError
from dragoman.knowledge.layout_words import decode_layout, layout_words
from dragoman.reading.layout import kinds
from dragoman.reading.lines import split_lines

PROSE = "The envoy met the king in the capital on Monday and flew home in the evening."


def kind(line: str) -> str:
    """The kind of ``line`` amid running text."""
    text = f"{PROSE}\n\n{line}\n\n{PROSE} He is back."
    return kinds(text, split_lines(text))[1]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (PROSE, "prose"),
        ("They met in Bern.", "prose"),
        ("“We will meet again,” he said.", "prose"),
        ("The two sides agreed to the following:", "prose"),
        ("QUESTION: Will you go there?", "prose"),
        ("Envoy calls off trip to Lima over strike", "title"),
        ("Will the envoy go to Lima after all?", "title"),
        ("Envoys of Five Nations to Meet in Lima Next Wed.", "title"),
        ("Next steps", "short"),
        # dates
        ("21 December 2020", "date"),
        ("Wednesday, January 13, 2021", "date"),
        ("Wednesday, Jan 13, 2021 | 01:42 PM IST", "date"),
        ("Updated Jan 19, 2021, 7:20 pm   |   2 minutes", "date"),
        ("Lima | Updated: January 23, 2021 08:15 IST", "date"),
        ("January 25, 2021   4 min read", "date"),
        ("January 15, 2021 / 8:42 AM EST / CBS News", "date"),
        ("Reuters Published January 10, 2021 02:40pm", "date"),
        ("London, June 23, 2005", "date"),
        ("FRIDAY, MARCH 15", "date"),
        ("Monday 7 December 2020", "date"),
        ("PTI   |   April 23, 2020, 7:50 am", "date"),
        ("04/23/2013 Remarks After a Meeting of Ministers", "title"),
        ("Public Schedule – March 5, 2024", "title"),
        # people
        ("By Jane Doe", "byline"),
        ("By Jane Doe and John Roe, Diplomatic Correspondents", "byline"),
        ("Reporting from Lima", "byline"),
        ("Staff Writers", "byline"),
        ("AFP/The Local", "byline"),
        ("Press Trust of India  New Delhi", "byline"),
        ("(Reporting by Jane Doe; Editing by John Roe)", "credit"),
        ("Edited by Jane Doe.", "credit"),
        ("Jane Doe contributed research from Lima.", "credit"),
        ("==Kyodo", "credit"),
        ("ab/cde (dpa, AFP)", "credit"),
        ("Jane Doe is a politics reporter for the Daily Courier.", "bio"),
        ("Jane Doe covers diplomacy as a correspondent in Lima.", "bio"),
        # pictures
        ("FILE - The envoy speaks to the council in Bern, May 9, 2019.", "caption"),
        ("The envoy leaves his plane in Lima. Image: Jane Doe/dpa", "caption"),
        ("The envoy at the palace (Photo: Press office of the king)", "caption"),
        ("The envoy speaks in Bern on Monday. (AP Photo/Jane Doe)", "caption"),
        ("The envoy speaks in Bern on Monday. Jane Doe/AFP hide caption", "caption"),
        ("The envoy leaves his plane in Lima [Jane Doe/Reuters]", "caption"),
        ("envoy-in-lima_2.JPG", "alt"),
        # the page
        ("Home | News | Sport", "navigation"),
        ("World   Politics   Business", "navigation"),
        ("Home > Activities > Minister", "navigation"),
        ("HomeWorldDiplomacyEnvoy in Lima for talks", "navigation"),
        ("Advertisement", "navigation"),
        ("Sign up here for our weekly letter from the capital", "furniture"),
        ("We use cookies to improve our service for you.", "furniture"),
        ("Please make sure your browser supports JavaScript and cookies.", "furniture"),
        ("Recommended Stories", "teaser_head"),
        ("More on this story", "teaser_head"),
        ("More from the Daily Courier", "teaser_head"),
        ("Most viewed.", "teaser_head"),
        ("Also Read: Envoy to visit Bern in the spring", "teaser"),
        ("Leave a Reply", "comments"),
        ("Copyright © 2020 Daily Courier", "footer"),
        ("Tags: envoy, Lima", "footer"),
    ],
)
def test_kind(line: str, wanted: str) -> None:
    assert kind(line) == wanted


def test_agency_after_a_full_stop_is_no_caption() -> None:
    assert kind("He will be back in the capital on Friday, sources said. (ANI)") == "prose"


def test_caption_printed_twice() -> None:
    shown = "The envoy of the five states greets the king at the palace in Lima on Monday."
    text = f"{PROSE}\n{shown} Jane Doe/AP hide caption\n{shown}\n{PROSE}"
    assert kinds(text, split_lines(text)) == ["prose", "caption", "caption", "prose"]


def test_words_searched_for_stand_for_pictures() -> None:
    text = f"envoy lima trip\n{PROSE}\nenvoy lima trip\n{PROSE}"
    assert kinds(text, split_lines(text))[0] == "alt"


def test_lines_know_their_marks() -> None:
    text = "Top\n\n  • first item\n- second item\n-\nthird item\n1. fourth\n(2) fifth\n** sixth"
    found = [(text[line.start : line.end], line.mark, line.number) for line in split_lines(text)]
    assert found == [
        ("Top", "", 0),
        ("first item", "bullet", 0),
        ("second item", "bullet", 0),
        ("third item", "bullet", 0),
        ("fourth", "number", 1),
        ("fifth", "number", 2),
        ("sixth", "bullet", 0),
    ]


def test_wrapped_paragraphs_are_joined() -> None:
    row = "the envoy of the five states met the king at noon and went on to"
    text = "TITLE\n\n" + "\n".join([row] * 4) + "\nLima.\n\n" + "\n".join([row] * 4) + "\nBern."
    found = [text[line.start : line.end] for line in split_lines(text)]
    assert len(found) == 3
    assert found[1].endswith("Lima.")
    assert found[2].startswith("the envoy")


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "\n".join(f"{PROSE} It is day {i}." for i in range(9))
    assert len(split_lines(text)) == 9


def test_many_publishers_are_known() -> None:
    assert len(layout_words().publishers) >= 150


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"navigation": []', '"navigation": ["Home"]', "lower case"),
        ('"navigation": []', '"navigation": ["home", "home"]', "twice"),
        ('"navigation": []', '"navigation": [""]', "empty"),
        ('"navigation": []', '"navigatoin": []', "navigat"),
        ('"publishers": []', '"publishers": [{"name": "A", "kind": "blog"}]', "blog"),
        ('"publishers": []', '"publishers": [{"name": "A", "kind": "outlet", "aliases": ["A"]}]', "twice"),
    ],
)
def test_bad_data_is_refused(old: str, new: str, told: str) -> None:
    fields = ", ".join(f'"{name}": []' for name in type(layout_words()).__struct_fields__)
    decode_layout("{" + fields + "}")
    with pytest.raises(DataError, match=told):
        decode_layout("{" + fields.replace(old, new) + "}")
