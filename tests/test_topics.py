"""Topics: phrases of readouts lead to the codes of the guidelines."""

from __future__ import annotations

import pytest

from dragoman.errors import DataError
from dragoman.knowledge import topics as topics_module
from dragoman.knowledge.topics import CODES, MUTED, TopicPhrases, topic_phrases, topics

# text, codes in order of first occurrence
ROWS = [
    ("Russia's war in Ukraine", "ukraine-war"),
    ("Russia’s invasion of Ukraine and its consequences", "ukraine-war"),
    ("support for Ukraine and energy security", "ukraine-war energy"),
    ("the situation around the Zaporizhzhia nuclear power plant", "ukraine-war"),
    ("a ceasefire in Gaza and the release of hostages", "israel-palestine peace-process hostages"),
    ("a two-state solution", "israel-palestine peace-process"),
    ("normalization between Israel and its neighbours", "israel-palestine"),
    ("Iran's nuclear program", "iran"),
    ("the return to the JCPOA", "iran"),
    ("denuclearization of the Korean Peninsula", "north-korea"),
    ("the DPRK's missile launches", "north-korea arms-control"),
    ("peace and stability across the Taiwan Strait", "taiwan"),
    ("the one-China principle", "taiwan"),
    ("disputes in the South China Sea", "south-china-sea"),
    ("a free and open Indo-Pacific", "indo-pacific"),
    ("the crisis in Myanmar", "indo-pacific"),
    ("the coup in Niger", "sahel-africa human-rights"),
    ("the Grand Ethiopian Renaissance Dam", "sahel-africa"),
    ("the Rapid Support Forces", "sahel-africa"),
    ("relations with Russia", "russia"),
    ("competition with China", "china"),
    ("the treatment of Uyghurs", "china human-rights"),
    ("the withdrawal from Afghanistan", "afghanistan"),
    ("Afghan refugees", "afghanistan humanitarian"),
    ("the political transition in Syria", "syria peace-process"),
    ("gang violence in Haiti", "western-hemisphere"),
    ("the crisis in Venezuela", "western-hemisphere"),
    ("the strategic partnership and bilateral ties", "alliances"),
    ("Sweden's membership in NATO", "alliances"),
    ("ways of strengthening relations between the two countries", "alliances"),
    ("defence cooperation and joint exercises", "defense"),
    ("military-to-military channels", "defense"),
    ("open lines of communication", "defense"),
    ("the New START treaty", "arms-control"),
    ("ballistic missile tests", "arms-control"),
    ("the fight against terrorism", "counterterrorism"),
    ("defeating Daesh", "counterterrorism"),
    ("sanctions evasion and export controls", "sanctions"),
    ("lifting the sanctions", "sanctions"),
    ("trade and investment", "economy"),
    ("steel and aluminum tariffs", "economy"),
    ("resilient supply chains", "economy"),
    ("a free trade agreement", "economy"),
    ("semiconductors and artificial intelligence", "technology"),
    ("5G and cyber security", "technology"),
    ("satellites and the Artemis Accords", "space"),
    ("natural gas pipelines", "energy"),
    ("Nord Stream 2", "russia energy"),
    ("climate finance", "climate"),
    ("the Paris Agreement", "climate"),
    ("COVID-19 vaccines", "health"),
    ("pandemic preparedness", "health"),
    ("global food security", "food-security"),
    ("the Black Sea Grain Initiative", "food-security"),
    ("humanitarian aid to civilians", "humanitarian"),
    ("the earthquake victims", "humanitarian"),
    ("irregular migration", "migration"),
    ("visa liberalisation", "migration"),
    ("human rights and press freedom", "human-rights"),
    ("free and fair elections", "human-rights"),
    ("wrongfully detained Americans", "hostages"),
    ("a prisoner swap", "hostages"),
    ("mediation and peace talks", "peace-process"),
    ("the Lachin corridor", "peace-process"),
    ("people–to–people ties and cultural exchanges", "culture"),
    ("fentanyl and drug trafficking", "narcotics"),
    ("freedom of navigation in the Red Sea", "maritime"),
    ("reform of the Security Council", "other"),
    ("aids to navigation", ""),
    ("which of them may visit", ""),
    ("chips in at the party", "technology"),
    ("a Turkey dinner with a chad and a china cup", ""),
    ("they had lunch", ""),
    ("trademark and economical", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "codes"), ROWS)
def test_codes_in_order_of_occurrence(text: str, codes: str) -> None:
    assert topics().find(text) == tuple(codes.split())


def test_every_code_has_rows_and_phrases() -> None:
    assert len(ROWS) >= 60
    assert set(CODES) == {code for _, codes in ROWS for code in codes.split()}
    assert all(len(entry.phrases) >= 25 for entry in topic_phrases())


@pytest.mark.parametrize(
    ("text", "strong", "all_codes"),
    [
        ("Ukraine", (), ("ukraine-war",)),
        ("ties", (), ("alliances",)),
        ("Israel and the war in Gaza", ("israel-palestine",), ("israel-palestine",)),
        ("cooperation on space", (), ("alliances", "space")),
        ("food, water and trade", ("economy",), ("food-security", "climate", "economy")),
    ],
)
def test_weak_phrases_can_be_left_out(text: str, strong: tuple[str, ...], all_codes: tuple[str, ...]) -> None:
    assert topics().find(text, weak=False) == strong
    assert topics().find(text) == all_codes


def test_every_phrase_finds_its_code() -> None:
    for entry in topic_phrases():
        for phrase in (*entry.phrases, *entry.weak):
            text = f"on {phrase.replace('*', 's')}, among others"
            found = topics().find(text)
            assert entry.code in found or (entry.code == MUTED and not found), (entry.code, phrase)


@pytest.mark.parametrize(
    "text",
    [
        "the defence ministry and the finance minister",
        "a member of the Security Council",
        "the cornerstone of peace, security and prosperity",
        "the head of the Chamber of Commerce",
        "since the COVID-19 pandemic",
        "tested positive for COVID-19",
        "her Israeli counterpart and the Palestinian President",
        "the NATO Secretary General",
        "the Gulf Cooperation Council",
        "a South African delegation",
        "the leader of the opposition won the general election",
        "a guard of honour at the palace in Lima, Peru",
        "their hospitality",
        "in Kenya, Brazil and Senegal",
    ],
)
def test_words_of_a_topic_in_titles_and_set_phrases_are_none(text: str) -> None:
    assert topics().find(text) == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("condemned the suicide bombing", "counterterrorism"),
        ("reform of the UN and security in Iraq", "other"),
        ("tourism and vocational training", "culture"),
        ("Hajj quotas", "culture"),
        ("mine clearance and relief work", "humanitarian"),
        ("the damage to an undersea cable", "technology maritime"),
        ("arms exports", "defense"),
        ("a new round of penalties on traders", "sanctions"),
        ("interconnectors and power imports", "energy"),
        ("the accession process", "alliances"),
        ("fraternal ties between the peoples", "alliances"),
        ("border demarcation", "peace-process"),
        ("repatriation flights and readmission", "migration"),
        ("ways to combat organised crime", "narcotics"),
        ("joint naval patrols against pirates", "maritime"),
        ("the return of deported children", "humanitarian"),
        ("irrigation and rice imports", "food-security"),
        ("a currency swap and the airport project", "economy"),
    ],
)
def test_more_ways_in_which_ministries_say_it(text: str, codes: str) -> None:
    assert set(topics().find(text)) == set(codes.split())


def test_spans_show_the_words() -> None:
    text = "They discussed climate finance, cyberattacks and trade."
    said = [(text[span.start : span.end], span.code) for span in topics().spans(text)]
    assert said == [("climate finance", "climate"), ("cyberattacks", "technology"), ("trade", "economy")]


def test_a_phrase_inside_a_longer_one_is_silent() -> None:
    assert topics().find("food security") == ("food-security",)
    assert topics().find("maritime security") == ("maritime",)
    assert topics().find("security of food") == ("defense", "food-security")


def test_capitals_matter_where_the_phrase_has_them() -> None:
    assert topics().find("AIDS relief") == ("health", "humanitarian")
    assert topics().find("TRADE AND INVESTMENT") == ("economy",)
    assert topics().find("polish and turkey") == ()


def test_a_missing_code_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics_module, "read_jsonl", lambda *_: list(topic_phrases())[1:])
    with pytest.raises(DataError, match=r"en/topics\.jsonl: not exactly one entry for ukraine-war"):
        topic_phrases.__wrapped__()


@pytest.mark.parametrize("phrases", [("a", "a"), ("",), (" a",), ("a*b",), ("*",)])
def test_a_bad_phrase_is_refused(phrases: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"phrase|doubled"):
        TopicPhrases("iran", phrases)
