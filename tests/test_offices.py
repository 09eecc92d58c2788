"""Office titles: the lists, the forms that the grammar makes, and what is refused."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.knowledge.ledger import ledger
from dragoman.knowledge.offices import OfficeMention, classify_title, find_offices, honorifics, office_ranks
from dragoman.knowledge.offices_data import entries, titles_by_word


def spans(text: str) -> list[tuple[str, str, str | None]]:
    return [(text[m.start : m.end], m.office_class, m.country) for m in find_offices(text)]


def only(text: str) -> OfficeMention:
    found = find_offices(text)
    assert len(found) == 1, found
    return found[0]


def test_there_are_enough_titles_and_each_finds_itself() -> None:
    titles = [(title, entry) for entry in entries() for title in entry.titles]
    assert len(titles) > 350
    wrong = [title for title, entry in titles if classify_title(title) != entry.office_class]
    assert wrong == []


def test_every_class_of_the_ledger_has_a_rank() -> None:
    assert set(ledger().classes) <= set(office_ranks())
    assert office_ranks()["head_of_state"] < office_ranks()["foreign_minister"] < office_ranks()["spokesperson"]


def test_titles_are_looked_up_by_their_first_word() -> None:
    assert all(title.tokens[0].norm == word for word, found in titles_by_word().items() for title in found)


@pytest.mark.parametrize(
    ("title", "office_class", "country"),
    [
        ("Foreign Minister", "foreign_minister", None),
        ("the foreign minister", "foreign_minister", None),
        ("Minister for Foreign Affairs", "foreign_minister", None),
        ("Foreign Secretary", "foreign_minister", None),
        ("top diplomat", "foreign_minister", None),
        ("Secretary of State", "foreign_minister", "US"),
        ("Secretary of State for Foreign Affairs", "foreign_minister", "GB"),
        ("Secretary of State for Defence", "defence_minister", "GB"),
        ("Secretary of State for Health", "other_minister", None),
        ("Taoiseach", "head_of_government", "IE"),
        ("Chancellor of the Exchequer", "finance_minister", "GB"),
        ("Pentagon chief", "defence_minister", "US"),
        ("Secretary of Defense", "defence_minister", None),
        ("defense minister", "defence_minister", None),
        ("Treasury Secretary", "finance_minister", "US"),
        ("trade and industry minister", "trade_minister", None),
        ("Minister of Economy, Trade and Industry", "trade_minister", None),
        ("Agriculture, Forestry and Fisheries Minister", "other_minister", None),
        ("Minister of Water and Irrigation", "other_minister", None),
        ("Deputy Minister of Energy", "senior_official", None),
        ("First Deputy Minister of Foreign Affairs", "deputy_foreign_minister", None),
        ("senior vice foreign minister", "deputy_foreign_minister", None),
        ("Minister of State for Foreign Affairs", "deputy_foreign_minister", None),
        ("Deputy Secretary of State", "deputy_foreign_minister", "US"),
        ("Vice President", "deputy_head_of_government", None),
        ("Vice-President", "deputy_head_of_government", None),
        ("First Deputy Prime Minister", "deputy_head_of_government", None),
        ("national security advisor", "national_security_adviser", None),
        ("national security adviser", "national_security_adviser", None),
        ("Secretary of the Security Council", "national_security_adviser", None),
        ("Chairman of the Joint Chiefs of Staff", "military_chief", None),
        ("Chargé d’Affaires", "ambassador", None),
        ("Special Presidential Envoy for Climate", "envoy", None),
        ("Secretary-General", "head_of_organisation", None),
        ("UN Secretary-General", "head_of_organisation", "UN"),
        ("U.N. chief", "head_of_organisation", "UN"),
        ("UNDP chief", "head_of_organisation", None),
        ("President of the European Commission", "head_of_organisation", "EU"),
        ("EU foreign policy chief", "foreign_minister", "EU"),
        ("Speaker of the House", "speaker", None),
        ("CIA Director", "intelligence_chief", "US"),
        ("head of the National Intelligence Agency", "intelligence_chief", None),
        ("opposition leader", "opposition_leader", None),
        ("general secretary of the Communist Party", "party_leader", None),
        ("Assistant Secretary of State for East Asian and Pacific Affairs", "senior_official", "US"),
        ("Indian Foreign Secretary", "deputy_foreign_minister", "IN"),
        ("Foreign Ministry spokesperson", "spokesperson", None),
        ("governor", "other", None),
    ],
)
def test_one_title(title: str, office_class: str, country: str | None) -> None:
    text = f"He met {title}, on Monday."
    found = only(text)
    assert (found.office_class, found.country) == (office_class, country)
    assert text[found.start : found.end] == title.removeprefix("the ")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Minister of Foreign Affairs Hana Okoro spoke", "Minister of Foreign Affairs"),
        ("Minister for Foreign Affairs of the Republic", "Minister for Foreign Affairs"),
        ("Chief of the General Staff Gen. Ivan Petrov", "Chief of the General Staff"),
        ("the minister of defense of Israel", "minister of defense"),
        ("Director of National Intelligence Jane Roe", "Director of National Intelligence"),
        ("the prime minister’s visit", "prime minister"),
        ("the foreign minister for trade talks", "foreign minister"),
        ("Foreign Minister for Security Cooperation Ana Novak", "Foreign Minister for Security Cooperation"),
    ],
)
def test_names_and_countries_stay_outside(text: str, title: str) -> None:
    found = only(text)
    assert text[found.start : found.end] == title


@pytest.mark.parametrize(
    ("text", "plural"),
    [
        ("the foreign ministers of both sides", True),
        ("secretaries of state", True),
        ("heads of state and government", True),
        ("chiefs of staff", True),
        ("the presidents", True),
        ("the president", False),
        ("Chairman of the Joint Chiefs of Staff", False),
    ],
)
def test_plural(text: str, plural: bool) -> None:
    assert only(text).plural is plural


@pytest.mark.parametrize(
    ("text", "span", "former", "acting"),
    [
        ("the then foreign minister", "then foreign minister", False, False),
        ("former President Roe", "former President", True, False),
        ("the ex-president", "ex-president", True, False),
        ("former South African president", "president", True, False),
        ("acting Defense Secretary", "acting Defense Secretary", False, True),
        ("caretaker prime minister", "caretaker prime minister", False, True),
        ("newly appointed Foreign Minister", "newly appointed Foreign Minister", False, False),
        ("was appointed foreign minister", "foreign minister", False, False),
        ("Foreign Minister-designate Roe", "Foreign Minister-designate", False, False),
    ],
)
def test_modifiers(text: str, span: str, former: bool, acting: bool) -> None:
    found = only(text)
    assert (text[found.start : found.end], found.former, found.acting) == (span, former, acting)


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        (
            "Deputy Prime Minister and Foreign Minister Ana Novak",
            ("deputy_head_of_government", "foreign_minister"),
        ),
        (
            "Prime Minister and Minister of Foreign Affairs Ali Hasan",
            ("head_of_government", "foreign_minister"),
        ),
        (
            "Deputy Prime Minister, Minister of Foreign Affairs Ana Novak",
            ("deputy_head_of_government", "foreign_minister"),
        ),
        ("the State Councilor and Foreign Minister", ("deputy_head_of_government", "foreign_minister")),
    ],
)
def test_compound_of_one_person(text: str, classes: tuple[str, ...]) -> None:
    found = only(text)
    assert found.classes == classes
    assert found.office_class == classes[0]
    assert text[found.start : found.end] == found.title


def test_two_persons_stay_two() -> None:
    assert [kind for _, kind, _ in spans("the president and the foreign minister")] == [
        "head_of_state",
        "foreign_minister",
    ]
    assert len(find_offices("He met the president and prime minister of Peru.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "the Premier League",
        "Chancellor of the University of Oxford",
        "the king of pop",
        "secretary of the company",
        "the president of the company",
        "the company president",
        "vice president of marketing",
        "the Prime Minister's Office",
        "the office of the president",
        "a presidential palace on President Street",
        "business leaders and world leaders",
        "the General Assembly",
        "tell us, chief among them",
        "fm radio at 3 pm",
        "the secretary said",
        "the director said",
        "in charge of",
        "the foreign ministry",
    ],
)
def test_refused(text: str) -> None:
    assert find_offices(text) == []


def test_offsets_hold_within_a_window() -> None:
    text = "Foreign Minister A met Defence Minister B and Trade Minister C."
    at = text.index("Defence")
    found = find_offices(text, at, text.index("Trade"))
    assert [(m.start, m.end, m.office_class) for m in found] == [(at, at + 16, "defence_minister")]


def test_classify_title_of_the_ledger_s_own_words() -> None:
    assert classify_title("Minister of Foreign Affairs of Thailand") == "foreign_minister"
    assert classify_title("ambassador to Hungary") == "ambassador"
    assert classify_title("Grand Poobah") is None
    assert classify_title("") is None


def test_honorifics() -> None:
    assert {"Mr.", "Sheikh", "Lt. Gen.", "Daw", "Tan Sri", "Sayyid", "H.E."} <= honorifics()
    assert all(word == word.strip() and word[0].isupper() for word in honorifics())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("the", "of", "and", ",", ".", "for", "-"),
                "Minister",
                "foreign",
                "Deputy",
                "Chief",
                "president's",
                "ex",
                "Staff",
                "\n",
                "É",
                "US",
            ]
        ),
        max_size=25,
    )
)
def test_any_row_of_words_gives_ordered_spans(words: list[str]) -> None:
    text = " ".join(words)
    found = find_offices(text)
    assert all(0 <= m.start < m.end <= len(text) and m.title in text[m.start : m.end] for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_long_text_takes_linear_time() -> None:
    text = "The Deputy Foreign Minister of Peru met the president of the senate and others in Lima. " * 500
    begun = time.perf_counter()
    assert len(find_offices(text)) == 1000
    assert time.perf_counter() - begun < 3


def test_the_secretary_of_a_readout() -> None:
    def titles(text: str) -> list[str]:
        return [mention.title for mention in find_offices(text)]

    assert titles("The Secretary will be in Rabat.") == ["Secretary"]
    assert titles("The Secretary and Foreign Minister Juan Soto discussed trade.") == ["Secretary", "Foreign Minister"]
    assert titles("the secretary typed a letter") == []


def test_a_federation_that_is_a_country_is_no_company() -> None:
    def titles(text: str) -> list[str]:
        return [mention.title for mention in find_offices(text)]

    assert titles("talks with Prime Minister of the Russian Federation Oleg Orlov") == ["Prime Minister"]
    assert titles("the President of the Football Federation, Oleg Orlov") == []


def test_the_president_of_a_republic_has_its_country() -> None:
    def titles(text: str) -> list[tuple[str, str | None]]:
        return [(mention.title, mention.country) for mention in find_offices(text)]

    assert titles("Ivan Petrov, President of the Republic of Serbia, in Belgrade")[0][0] == "President"
    assert titles("the President of the Republic received him")[0][0] == "President of the Republic"
