"""Sentences inside a block."""

import time
from itertools import pairwise

import pytest

from dragoman.errors import DataError
from dragoman.knowledge.layout_words import decode_abbreviations
from dragoman.reading.blocks import Block
from dragoman.reading.sentences import sentences


def cut(text: str, role: str = "paragraph") -> list[str]:
    return [text[a:b] for a, b in sentences(text, Block(0, len(text), role))]


ROWS = [
    # plain ends
    ("He left. She stayed.", ["He left.", "She stayed."]),
    ("Did he leave? She stayed!", ["Did he leave?", "She stayed!"]),
    ("One sentence without an end", ["One sentence without an end"]),
    ("It is over.  Two spaces follow.", ["It is over.", "Two spaces follow."]),
    ("It is over.\u00a0A hard space follows.", ["It is over.", "A hard space follows."]),
    ("He waited … and went on.", ["He waited … and went on."]),
    ("He waited... Then he went.", ["He waited...", "Then he went."]),
    ("They agreed. 77 states signed.", ["They agreed.", "77 states signed."]),
    ("Élan was felt. Événements followed.", ["Élan was felt.", "Événements followed."]),
    # titles
    ("Mr. Ito met Dr. Weiss. They talked.", ["Mr. Ito met Dr. Weiss.", "They talked."]),
    ("Gen. Silva saw Lt. Col. Ruiz.", ["Gen. Silva saw Lt. Col. Ruiz."]),
    ("Adm. Tan Wei called. It was late.", ["Adm. Tan Wei called.", "It was late."]),
    ("Sen. Holt and Rep. Diaz flew out.", ["Sen. Holt and Rep. Diaz flew out."]),
    ("Prof. Adeyemi spoke to Gov. Stone.", ["Prof. Adeyemi spoke to Gov. Stone."]),
    ("H.E. Mr. Osei arrived. He was met.", ["H.E. Mr. Osei arrived.", "He was met."]),
    ("(Gen. Silva came too.) Nobody spoke.", ["(Gen. Silva came too.)", "Nobody spoke."]),
    ("“Gen. Silva came too.” Nobody spoke.", ["“Gen. Silva came too.”", "Nobody spoke."]),
    ("St. Petersburg hosts it. Ms. Lund goes.", ["St. Petersburg hosts it.", "Ms. Lund goes."]),
    # initials
    ("John F. Marsh went. He talked.", ["John F. Marsh went.", "He talked."]),
    ("J. R. Marsh went home.", ["J. R. Marsh went home."]),
    ("G. K. W. Perera signed it.", ["G. K. W. Perera signed it."]),
    ("They chose plan B. The rest is known.", ["They chose plan B.", "The rest is known."]),
    # months
    ("On Dec. 15 he left. He is back.", ["On Dec. 15 he left.", "He is back."]),
    ("They met in Feb. The talks failed.", ["They met in Feb.", "The talks failed."]),
    ("From Sept. 3 to Oct. 4, 2011, he sat.", ["From Sept. 3 to Oct. 4, 2011, he sat."]),
    # dotted abbreviations end a sentence only before a usual starter
    ("The U.S. Secretary of War spoke.", ["The U.S. Secretary of War spoke."]),
    ("He went to the U.S. The visit ended.", ["He went to the U.S.", "The visit ended."]),
    ("He left the U.S. He is home.", ["He left the U.S.", "He is home."]),
    ("The U.K. Foreign Office agreed.", ["The U.K. Foreign Office agreed."]),
    ("The U.S. Under Secretary flew in.", ["The U.S. Under Secretary flew in."]),
    ("He is in Washington, D.C. They wait.", ["He is in Washington, D.C.", "They wait."]),
    ("The U.S.-Chile talks ended. All left.", ["The U.S.-Chile talks ended.", "All left."]),
    ("A Chile-U.S. Maritime Accord was signed.", ["A Chile-U.S. Maritime Accord was signed."]),
    ("The U.N. General Assembly opened.", ["The U.N. General Assembly opened."]),
    ("The U.S.' envoy left. He is ill.", ["The U.S.' envoy left.", "He is ill."]),
    ("He landed at 9 a.m. Monday. All waited.", ["He landed at 9 a.m. Monday.", "All waited."]),
    ("He landed at 9 a.m. The king waited.", ["He landed at 9 a.m.", "The king waited."]),
    ("10:00 a.m. The Minister meets her.", ["10:00 a.m. The Minister meets her."]),
    ("Acme Inc. Chairman Bo Li came.", ["Acme Inc. Chairman Bo Li came."]),
    ("He leads Acme Corp. It makes ships.", ["He leads Acme Corp.", "It makes ships."]),
    ("Marsh Jr. met him. It was hot.", ["Marsh Jr. met him.", "It was hot."]),
    ("They spoke of arms, aid, etc. The end.", ["They spoke of arms, aid, etc.", "The end."]),
    # abbreviations that never end one
    ("It is Oslo vs. Rome now.", ["It is Oslo vs. Rome now."]),
    ("States, i.e. Mali and Chad, went.", ["States, i.e. Mali and Chad, went."]),
    ("Resolution No. 1701 stands.", ["Resolution No. 1701 stands."]),
    ("Under Art. 5 all must help.", ["Under Art. 5 all must help."]),
    # numbers
    ("It cost $1.2 billion. Nobody paid.", ["It cost $1.2 billion.", "Nobody paid."]),
    ("1. The two sides agreed. 2. They signed.", ["1. The two sides agreed.", "2. They signed."]),
    ("It was 2011. The war went on.", ["It was 2011.", "The war went on."]),
    # quotes and brackets after the stop
    ("“We met.” He smiled.", ["“We met.”", "He smiled."]),
    ('"We met." He smiled.', ['"We met."', "He smiled."]),
    ('"Why?" he asked. "Now?" she said.', ['"Why?" he asked.', '"Now?" she said.']),
    ("“Why?” she said. “No.”", ["“Why?” she said.", "“No.”"]),
    ("They met (in Bern). It rained.", ["They met (in Bern).", "It rained."]),
    ("They met. (It rained.) They left.", ["They met.", "(It rained.)", "They left."]),
    ("They met. “It rained,” he said.", ["They met.", "“It rained,” he said."]),
    ("He said ‘no.’ They left.", ["He said ‘no.’", "They left."]),
    ("«We met.» He smiled.", ["«We met.»", "He smiled."]),
    # a lost space
    ("So he said.“Maybe,” he added.", ["So he said.", "“Maybe,” he added."]),
    ('So he said."Maybe," he added.', ["So he said.", '"Maybe," he added.']),
    ("They held talks.The envoy left.", ["They held talks.", "The envoy left."]),
    ("They met in Bern.The envoy left.", ["They met in Bern.", "The envoy left."]),
    ("“We met.”The envoy left.", ["“We met.”", "The envoy left."]),
    # no end at all
    ("She writes for SomeNews.com. He reads.", ["She writes for SomeNews.com.", "He reads."]),
    # a small first letter and a capital after the stop cannot be told from a lost space
    ("See example.Org now.", ["See example.", "Org now."]),
    ("Yahoo! said so. All laughed.", ["Yahoo! said so.", "All laughed."]),
    ("He runs v2.0 of it.", ["He runs v2.0 of it."]),
    ("Mail Jane.Doe about it.", ["Mail Jane.Doe about it."]),
]


@pytest.mark.parametrize(("text", "wanted"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_rows(text: str, wanted: list[str]) -> None:
    assert cut(text) == wanted


def test_there_are_sixty_rows() -> None:
    assert len(ROWS) >= 60


def test_spans_are_of_the_whole_text() -> None:
    text = "Junk. The envoy left. He is home. Junk."
    block = Block(6, 33, "paragraph")
    assert [text[a:b] for a, b in sentences(text, block)] == ["The envoy left.", "He is home."]


def test_a_snippets_title_is_a_sentence_of_its_own() -> None:
    text = "Envoy calls off trip\n\n   The envoy called off her trip on Monday and ..."
    assert cut(text, "snippet") == ["Envoy calls off trip", "The envoy called off her trip on Monday and ..."]


def test_a_wrapped_paragraph_is_not_broken_at_its_lines() -> None:
    assert cut("The envoy of the\nUnited Nations left. He\nis home.") == [
        "The envoy of the\nUnited Nations left.",
        "He\nis home.",
    ]


def test_no_word_is_lost() -> None:
    text = "".join(row[0] + " " for row in ROWS)
    spans = sentences(text, Block(0, len(text), "paragraph"))
    joined = "".join("".join(text[a:b].split()) for a, b in spans)
    assert joined == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "."])
def test_nothing_to_cut(text: str) -> None:
    assert cut(text) == ([text] if text == "." else [])


@pytest.mark.parametrize("unit", [".", ". ", "A", '"', '." ', "A. ", "?!", " ", "a.B"])
def test_long_odd_text_takes_linear_time(unit: str) -> None:
    def took(count: int) -> float:
        text = unit * count
        begun = time.perf_counter()
        sentences(text, Block(0, len(text), "paragraph"))
        return time.perf_counter() - begun

    took(1000)
    assert took(400_000) < 5.0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ('"titles": ["Mr", "Mr"]', "twice"),
        ('"titles": ["Mr", "Jan"]', "twice"),
        ('"titles": [" Mr"]', "stray spaces"),
        ('"titles": [3]', "titles"),
        ('"titles": [], "odd": []', "odd"),
    ],
)
def test_bad_data_is_refused(change: str, told: str) -> None:
    rest = '"months": ["Jan"], "before_number": [], "never_end": [], "may_end": [], "starters": ["The"]'
    with pytest.raises(DataError, match=told):
        decode_abbreviations("{" + change + ", " + rest + "}")
