"""Organisations and gatherings: the data keep their promises, and names are found and refused."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from dragoman.errors import DataError
from dragoman.knowledge import gatherings as gatherings_module
from dragoman.knowledge import organisations as organisations_module
from dragoman.knowledge.gatherings import (
    Gathering,
    find_gatherings,
    gathering_pattern,
    gathering_words,
    gatherings,
)
from dragoman.knowledge.organisations import (
    Organisation,
    codes_headed_by,
    fold,
    level,
    organisation_codes,
    organisation_named,
    organisations,
    spellings,
)


def test_there_are_enough_of_each_kind() -> None:
    kinds = [entry.kind for entry in organisations()]
    assert len(kinds) >= 220
    assert {kind for kind in kinds if kinds.count(kind) >= 20} == {
        "organisation",
        "grouping",
        "body",
        "non_state",
    }
    assert len(gatherings()) >= 160


def test_two_letter_codes_are_the_intended_ones() -> None:
    # PS is a country on purpose, AU is Australia's ISO code as well
    assert {code for code in organisation_codes() if len(code) == 2 and code.isalpha()} == {
        "AU",
        "EU",
        "PS",
        "UN",
        "WB",
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("NATO", "NATO"),
        ("North Atlantic Treaty Organisation", "NATO"),
        ("the European Commission", "EU"),
        ("European Council", "EU"),
        ("European Parliament", "EU"),
        ("African Union Commission", "AU"),
        ("U.N. Security Council", "UN"),
        ("UN General Assembly", "UN"),
        ("the U.N.", "UN"),
        ("E.U.", "EU"),
        ("G-7", "G7"),
        ("Group of 20", "G20"),
        ("Council of Europe", "COE"),
        ("Arab League", "LAS"),
        ("Palestinian Authority", "PS"),
        ("Hamas", "HAMAS"),
        ("International Atomic Energy Agency", "IAEA"),
        ("World Health Organisation", "WHO"),
        ("Visegrad Four", "V4"),
        ("Nordic–Baltic Eight", "NB8"),
        ("P5+1", "P5+1"),
        ("Pacific Islands Forum", "PIF"),
        ("United Nations Children’s Fund", "UNICEF"),
    ],
)
def test_a_name_has_its_code(name: str, code: str) -> None:
    found = organisation_named(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["Nato Corp", "who", "Commission", "", "the Foreign Ministry", "un"])
def test_other_words_are_no_organisation(name: str) -> None:
    assert organisation_named(name) is None


def test_titles_lead_to_bodies() -> None:
    assert codes_headed_by("Chairperson-in-Office") == {"OSCE"}
    assert codes_headed_by("commissioner-general") == {"UNRWA"}
    assert {"NATO", "UN", "ASEAN"} <= codes_headed_by("secretary general")
    assert codes_headed_by("Foreign Minister") == frozenset()


def test_folding_keeps_offsets() -> None:
    text = "İstanbul – Côte d’Ivoire\u00a0SUMMIT"
    assert len(fold(text)) == len(text)
    assert fold(text).endswith("- côte d'ivoire summit")
    assert level("G7—EU’s") == "G7-EU's"


def test_spellings_are_made_not_listed() -> None:
    assert {"UN Women", "U.N. Women"} == set(spellings("UN Women"))
    assert "G-20 Defense Ministers Meeting" in spellings("G20 Defence Ministers' Meeting")


@pytest.mark.parametrize(
    "line",
    [
        {"code": "x y", "names": ("X",), "kind": "body", "seat": None, "heads": ()},
        {"code": "XY", "names": (), "kind": "body", "seat": None, "heads": ()},
        {"code": "XY", "names": (" X",), "kind": "body", "seat": None, "heads": ()},
    ],
)
def test_a_bad_organisation_is_refused(line: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"code|names"):
        Organisation(**line)  # type: ignore[arg-type]


def test_doubled_names_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Organisation("XY", ("X",), "body", None, ())
    monkeypatch.setattr(organisations_module, "read_jsonl", lambda *_: [entry, entry])
    with pytest.raises(DataError, match=r"en/organisations\.jsonl: XY: 'X'"):
        organisations.__wrapped__()


def test_a_gathering_of_an_unknown_organisation_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Gathering("X forum", (), "NOSUCH", "forum", None, None)
    monkeypatch.setattr(gatherings_module, "read_jsonl", lambda *_: [entry])
    with pytest.raises(DataError, match=r"en/gatherings\.jsonl: X forum: no organisation 'NOSUCH'"):
        gatherings.__wrapped__()


def test_every_known_name_is_found() -> None:
    for gathering in gatherings():
        for name in (gathering.name, *gathering.names):
            said = name.replace("{n}", "28")
            text = f"They spoke at the {said} yesterday"
            found = [m for m in find_gatherings(text, 0, len(text)) if m.known]
            assert found, said
            assert said in text[found[0].start : found[0].end], said


# text, name, organisation, known
FOUND = [
    ("took part in the G7 Foreign Ministers' Meeting in Bonn", "G7 Foreign Ministers' Meeting", "G7", True),
    ("took part in the G-7 Foreign Ministers’ Meeting", "G-7 Foreign Ministers’ Meeting", "G7", True),
    ("a NATO Foreign Minister Meeting", "NATO Foreign Minister Meeting", "NATO", False),
    ("at the annual summit of the Arab League", "annual summit of the Arab League", "LAS", False),
    ("the EU–China summit opened", "EU–China summit", "EU", True),
    ("the EU-Brazil summit opened", "EU-Brazil summit", "EU", False),
    ("an ASEAN foreign ministers’ meeting in Jakarta", "ASEAN foreign ministers’ meeting", "ASEAN", True),
    ("for the BRICS summit in Johannesburg", "BRICS summit", "BRICS", True),
    ("the Third Forum for Cooperation was held", "Third Forum for Cooperation", None, False),
    (
        "the 53rd session of the Human Rights Council in Geneva",
        "53rd session of the Human Rights Council",
        "UN",
        True,
    ),
    ("the 2+2 Ministerial Dialogue", "2+2 Ministerial Dialogue", None, True),
    ("the U.S.-India 2+2 dialogue", "U.S.-India 2+2 dialogue", None, True),
    ("two-plus-two talks in Tokyo", "two-plus-two talks", None, True),
    (
        "the Caribbean–Canada Foreign Ministers’ Group",
        "Caribbean–Canada Foreign Ministers’ Group",
        None,
        False,
    ),
    ("the India-U.S. Strategic Dialogue", "India-U.S. Strategic Dialogue", None, True),
    ("the U.S. – Qatar Strategic Dialogue", "U.S. – Qatar Strategic Dialogue", None, True),
    ("the Central Asia–China summit", "Central Asia–China summit", None, True),
    ("the Conference on the Future of Syria", "Conference on the Future of Syria", None, False),
    ("a Ministerial Conference on Food Security", "Ministerial Conference on Food Security", None, False),
    ("the 8th Asia Security Conference", "8th Asia Security Conference", None, True),
    ("an international conference on Libya", "international conference on Libya", None, False),
    ("a donors' conference for Gaza", "donors' conference for Gaza", None, False),
    ("a ministerial meeting on Sudan", "ministerial meeting on Sudan", None, False),
    ("a meeting of NATO defence ministers", "meeting of NATO defence ministers", "NATO", False),
    ("a meeting of foreign ministers of the G20", "meeting of foreign ministers of the G20", "G20", False),
    ("on the sidelines of the U.N. General Assembly", "U.N. General Assembly", "UN", True),
    ("on the sidelines of a NATO summit", "NATO summit", "NATO", True),
    ("COP28 in Dubai", "COP28", "UNFCCC", True),
    ("spoke at COP-27, where", "COP-27", "UNFCCC", True),
    ("the Munich Security\nConference", "Munich Security Conference", None, True),
    ("the 60th Munich Security Conference", "60th Munich Security Conference", None, True),
    ("the Shangri–La Dialogue", "Shangri–La Dialogue", None, True),
    ("leaders at the G20 in Bali", "G20", "G20", False),
    ("the African Union's extraordinary summit", "African Union's extraordinary summit", "AU", False),
    (
        "the Caribbean Community (CARICOM) Heads of Government meeting",
        "Caribbean Community (CARICOM) Heads of Government meeting",
        "CARICOM",
        False,
    ),
    (
        "the second ministerial meeting of the U.S.-EU Trade and Technology Council",
        "second ministerial meeting of the U.S.-EU Trade and Technology Council",
        "EU",
        True,
    ),
    ("a global food security summit", "global food security summit", None, False),
    (
        "the Russian-Turkish High-Level Cooperation Council",
        "Russian-Turkish High-Level Cooperation Council",
        None,
        True,
    ),
    ("the C5+1 ministerial in Astana", "C5+1 ministerial", "C5+1", True),
    ("the Pacific Islands Forum Leaders’ Meeting", "Pacific Islands Forum Leaders’ Meeting", "PIF", True),
    ("an informal meeting of EU foreign ministers", "informal meeting of EU foreign ministers", "EU", True),
    ("the Fourth Reykjavik Ocean Forum", "Fourth Reykjavik Ocean Forum", None, False),
]


@pytest.mark.parametrize(("text", "name", "organisation", "known"), FOUND)
def test_a_gathering_is_found(text: str, name: str, organisation: str | None, known: bool) -> None:
    mentions = find_gatherings(text, 0, len(text))
    assert [(m.name, m.organisation, m.known) for m in mentions] == [(name, organisation, known)]
    assert " ".join(text[mentions[0].start : mentions[0].end].split()) == name


REFUSED = [
    "a meeting with the foreign minister",
    "met with the NATO secretary general in Brussels",
    "a bilateral meeting between the two foreign ministers",
    "the trilateral summit of Japan, China and South Korea",
    "a trilateral Japan-China-South Korea summit",
    "a Trump-Kim summit in Singapore",
    "the Biden–Putin summit in Geneva",
    "a U.S.-Russia summit in Geneva",
    "told a news conference in Ankara on Tuesday",
    "told a press conference on Syria",
    "in a conference call on Ukraine with ministers",
    "a cabinet meeting on Sunday",
    "held a video conference on Monday",
    "the general assembly of shareholders",
    "the security council of the university",
    "a constructive dialogue with Beijing",
    "talks with the EU foreign policy chief",
    "the Organization of the Islamic Conference said",
    "a meeting of the two presidents",
    "the foreign ministers met over dinner",
    "their first meeting since 2019",
    "the Israel-Palestinian peace process",
    "a strategic partnership with Vietnam",
    "an EU official said",
    "the quad bike was sold",
    "arf, said the dog, and cop 28 laughed",
    "peace talks between Russia and Ukraine",
    "a one-on-one meeting with the president",
]


@pytest.mark.parametrize("text", REFUSED)
def test_talk_of_meeting_is_no_gathering(text: str) -> None:
    assert find_gatherings(text, 0, len(text)) == []


def test_the_rows_are_many_and_a_third_refuses() -> None:
    assert len(FOUND) + len(REFUSED) >= 60
    assert 3 * len(REFUSED) >= len(FOUND) + len(REFUSED)


def test_place_of_a_fixed_venue_only() -> None:
    text = "from the Doha Forum to the NATO summit"
    doha, nato = find_gatherings(text, 0, len(text))
    assert (doha.city, doha.country) == ("Doha", "QA")
    assert (nato.city, nato.country) == (None, None)


def test_only_the_given_stretch_is_read() -> None:
    text = "At the Doha Forum. At the G7 summit. At the Oslo Forum."
    middle = (text.index(". At") + 2, text.index(" At the Oslo"))
    assert [m.name for m in find_gatherings(text, *middle)] == ["G7 summit"]


def test_mentions_are_apart_and_in_order() -> None:
    text = "the ASEAN summit, the East Asia Summit and the APEC leaders’ meeting; later COP28"
    mentions = find_gatherings(text, 0, len(text))
    assert [m.name for m in mentions] == [
        "ASEAN summit",
        "East Asia Summit",
        "APEC leaders’ meeting",
        "COP28",
    ]
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@pytest.mark.parametrize("dash", "-‐‑–—")
def test_any_dash_composes(dash: str) -> None:
    assert gathering_pattern().search(f"the Mali{dash}Chad Strategic Dialogue")


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘"])
def test_any_apostrophe_composes(apostrophe: str) -> None:
    found = gathering_pattern().search(f"an IGAD foreign ministers{apostrophe} meeting")
    assert found
    assert found[0].startswith("IGAD")


def test_no_name_over_a_blank_line() -> None:
    assert not re.search(r"\n\n", gathering_pattern().search("the NATO\n\nsummit of NATO")[0])  # type: ignore[index]


def test_words_are_trimmed_and_single() -> None:
    words = gathering_words()
    for field in words.__struct_fields__:
        entries = getattr(words, field)
        assert all(entry == entry.strip() != "" for entry in entries), field
        assert len(set(entries)) == len(entries), field


def test_a_long_run_of_name_words_without_a_head_is_no_name() -> None:
    text = "The Annual International Economic Security Cooperation And Trade " * 60 + "x"
    assert find_gatherings(text, 0, len(text)) == []
