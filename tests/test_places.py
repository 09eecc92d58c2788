"""The geographic data: complete, consistent, and refused when wrong."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from dragoman.errors import DataError
from dragoman.knowledge import places
from dragoman.knowledge._load import parse_jsonl, read_jsonl, read_text, spellings
from dragoman.knowledge.countries import Country, countries, country, country_names, parse_countries
from dragoman.knowledge.places import (
    capital_of,
    cities,
    city_names,
    parse_cities,
    parse_regions,
    parse_venues,
    region_names,
    regions,
    venue_names,
    venues,
)

UN_MEMBERS = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL
CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW
GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU
LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK
PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO
TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
""".split()  # noqa: SIM905 - a list of 193 would fill a line each


def test_every_member_of_the_united_nations_is_there() -> None:
    assert len(UN_MEMBERS) == 193
    codes = {c.code for c in countries()}
    assert set(UN_MEMBERS) - codes == set()
    assert {"VA", "PS", "XK", "TW", "HK", "GL", "FO", "PR", "CK", "NU", "EH"} <= codes


def test_every_member_has_a_capital_that_is_a_city_of_its_country() -> None:
    capitals = {(c.name, c.country) for c in cities() if c.capital}
    for entry in countries():
        if entry.capital is not None:
            assert (entry.capital, entry.code) in capitals
    assert [code for code in UN_MEMBERS if capital_of(code) is None] == []


def test_every_member_has_a_demonym() -> None:
    # people of Dominica share theirs with the Dominican Republic, of the DR Congo with the Congo
    bare = {c.code for c in countries() if c.code in UN_MEMBERS and not c.demonyms}
    assert bare == {"CD", "CF", "DM"}


@pytest.mark.parametrize(
    ("word", "code", "kind"),
    [
        ("ROK", "KR", "name"),
        ("DPRK", "KP", "name"),
        ("PRC", "CN", "name"),
        ("UAE", "AE", "name"),
        ("U.K.", "GB", "name"),
        ("US", "US", "name"),
        ("Türkiye", "TR", "name"),
        ("Turkiye", "TR", "name"),
        ("Burma", "MM", "name"),
        ("Swaziland", "SZ", "name"),
        ("Czechia", "CZ", "name"),
        ("Holy See", "VA", "name"),
        ("Palestinian Authority", "PS", "name"),
        ("Côte d’Ivoire", "CI", "name"),
        ("Cote d'Ivoire", "CI", "name"),
        ("Timor-Leste", "TL", "name"),
        ("Georgia", "GE", "name"),
        ("Korea", "KR", "weak_name"),
        ("Congo", "CD", "weak_name"),
        ("England", "GB", "weak_name"),
        ("Emirati", "AE", "demonym"),
        ("Nigerien", "NE", "demonym"),
        ("Nigerian", "NG", "demonym"),
        ("Philippine", "PH", "demonym"),
        ("Argentinean", "AR", "demonym"),
        ("Kosovar", "XK", "demonym"),
        ("Korean", "KR", "weak_demonym"),
        ("Kiwi", "NZ", "weak_demonym"),
        ("Congolese", "CD", "weak_demonym"),
        ("Poles", "PL", "people"),
        ("South Koreans", "KR", "people"),
    ],
)
def test_words_lead_to_countries(word: str, code: str, kind: str) -> None:
    assert country_names()[word] == (code, kind)


@pytest.mark.parametrize("word", ["us", "Of", "Latin", "New", "South", "EU", "Arab", "Kurdish", "Gulf"])
def test_words_that_name_no_country(word: str) -> None:
    assert word not in country_names()


def test_country_looks_up_codes_only() -> None:
    found = country("JO")
    assert found is not None
    assert (found.name, found.ambiguous) == ("Jordan", True)
    assert country("EU") is None
    assert country("jo") is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"code": "XX", "name": "Xland", "colour": "red"}', "line 1: .*colour"),
        ('{"code": "xx", "name": "Xland"}', "line 1: .*regex"),
        ('{"code": "XX"}', "line 1: .*name"),
        ('{"code": "XX", "name": "Xland", "names": "X"}', "line 1: .*array"),
        ('\n{"code": "XX", "name": "Xland"', "line 2: "),
        ('{"code": "XX", "name": "Xland"}\n{"code": "XX", "name": "Yland"}', "line 2: XX is given twice"),
        ('{"code": "XX", "name": "Xland"}\n{"code": "YY", "name": "Y", "weak": ["Xland"]}', "line 2: "),
        ('{"code": "XX", "name": "Xland", "people": ["Xes"], "weak": ["Xes"]}', "line 1: 'Xes' is claimed"),
    ],
)
def test_bad_countries_are_refused(text: str, problem: str) -> None:
    with pytest.raises(DataError, match=problem) as caught:
        parse_countries(text)
    assert str(caught.value).startswith("knowledge/en/countries.jsonl: line ")


@pytest.mark.parametrize(
    ("first", "second", "name", "code"),
    [
        ("Kiev", "Kyiv", "Kyiv", "UA"),
        ("Rangoon", "Yangon", "Yangon", "MM"),
        ("Nur-Sultan", "Astana", "Astana", "KZ"),
        ("Peking", "Beijing", "Beijing", "CN"),
        ("Nay Pyi Taw", "Naypyitaw", "Naypyidaw", "MM"),
        ("Delhi", "New Delhi", "New Delhi", "IN"),
        ("Washington, D.C.", "Washington", "Washington", "US"),
        ("New York City", "New York", "New York", "US"),
        ("Sao Paulo", "São Paulo", "São Paulo", "BR"),
        ("Zurich", "Zürich", "Zürich", "CH"),
        ("Ndjamena", "N’Djamena", "N'Djamena", "TD"),
        ("Sharm El Sheikh", "Sharm el-Sheikh", "Sharm el-Sheikh", "EG"),
        ("Bogota", "Bogotá", "Bogotá", "CO"),
        ("Marrakech", "Marrakesh", "Marrakesh", "MA"),
        ("Saigon", "Ho Chi Minh City", "Ho Chi Minh City", "VN"),
        ("Tel Aviv-Yafo", "Tel Aviv", "Tel Aviv", "IL"),
    ],
)
def test_spellings_lead_to_one_city(first: str, second: str, name: str, code: str) -> None:
    table = city_names()
    assert table[first] is table[second]
    assert (table[first].name, table[first].country) == (name, code)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Cambridge", "GB"), ("Hyderabad", "IN"), ("San José", "CR"), ("San Jose", "CR"), ("Santiago", "CL"),
     ("Tripoli", "LY"), ("Alexandria", "EG"), ("Kingston", "JM"), ("Georgetown", "GY"), ("Valencia", "ES"),
     ("Naples", "IT"), ("Odessa", "UA"), ("Davos", "CH"), ("Ramallah", "PS"), ("Incheon", "KR")],
)  # fmt: skip
def test_a_shared_name_means_the_place_that_news_means(name: str, code: str) -> None:
    assert city_names()[name].country == code


def test_names_that_are_also_words_or_persons_are_weak() -> None:
    for name in [
        "Nice",
        "Reading",
        "Mobile",
        "Victoria",
        "Jackson",
        "Bath",
        "Orange",
        "Male",
        "Split",
        "Austin",
    ]:
        assert city_names()[name].weak, name
    for name in ["Geneva", "Paris", "Santiago", "Doha", "Hiroshima", "Wellington", "Sofia"]:
        assert not city_names()[name].weak, name


def test_cities_are_many_and_lie_where_they_should() -> None:
    assert 4000 <= len(cities()) <= 8000
    tokyo = city_names()["Tokyo"]
    assert (round(tokyo.latitude), round(tokyo.longitude)) == (36, 140)
    assert tokyo.population > 5_000_000


def test_only_city_states_share_a_name_with_a_country_or_region() -> None:
    # a city named like a country would hide the country
    shared = {city.country for name, city in city_names().items() if name in country_names()}
    assert shared == {"HK", "SG", "MO", "DJ", "MC", "GI", "SM", "VA"}
    assert set(city_names()) & set(region_names()) == set()
    assert set(country_names()) & set(region_names()) == set()


GOOD = "Oslo\tNO\t59.913\t10.746\t580000\tc\tChristiania"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Oslo\tNO\t59.913", "3 columns"),
        ("Oslo\tNO\tnorth\t10.746\t580000\tc\t", "north"),
        ("Oslo\tNO\t99\t10.746\t580000\tc\t", "out of range"),
        ("Oslo\tNO\t59.913\t10.746\t-1\tc\t", "out of range"),
        ("Oslo\tQQ\t59.913\t10.746\t580000\tc\t", "no such country: 'QQ'"),
        ("Oslo\tNO\t59.913\t10.746\t580000\tx\t", "unknown flags 'x'"),
        ("\tNO\t59.913\t10.746\t580000\t\t", "empty name"),
        ("Bergen\tNO\t60.4\t5.3\t280000\t\tChristiania", "'Christiania' is claimed by 'Oslo' and 'Bergen'"),
    ],
)
def test_bad_cities_are_refused(line: str, problem: str) -> None:
    assert len(parse_cities("# note\n" + GOOD)) == 1
    with pytest.raises(DataError, match=f"knowledge/en/cities.tsv: line 3: .*{problem}"):
        parse_cities(f"# note\n{GOOD}\n{line}\n")


@pytest.mark.parametrize(
    ("name", "city", "code", "metonym"),
    [
        ("White House", "Washington", "US", True),
        ("10 Downing Street", "London", "GB", True),
        ("Kremlin", "Moscow", "RU", True),
        ("Elysee Palace", "Paris", "FR", True),
        ("Malacanang", "Manila", "PH", True),
        ("UN Headquarters", "New York", "US", False),
        ("NATO headquarters", "Brussels", "BE", False),
        ("Great Hall of the People", "Beijing", "CN", False),
        ("Camp David", None, "US", False),
    ],
)
def test_venues(name: str, city: str | None, code: str, metonym: bool) -> None:
    venue = venue_names()[name]
    assert (venue.city, venue.country, venue.metonym) == (city, code, metonym)


def test_venues_are_many_and_some_are_weak() -> None:
    assert len(venues()) >= 150
    assert venue_names()["State House"].weak
    assert set(venue_names()) & set(city_names()) == set()


def test_regions() -> None:
    table = region_names()
    assert table["Baltic states"].members == ("EE", "LT", "LV")
    assert set(table["Central Asia"].members) == {"KZ", "KG", "TJ", "TM", "UZ"}
    assert (table["Hawaii"].country, table["Hawaii"].kind) == ("US", "subnational")
    assert table["Crimea"].country == "UA"
    assert table["Indian Ocean"].kind == "sea"
    assert table["West"].weak
    assert not table["Middle East"].weak
    assert len(regions()) > 300


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"name": "Pasture", "kind": "farm"}, "farm"),
        ({"name": "Pasture", "kind": "region", "members": ["QQ"]}, "no such country: 'QQ'"),
        ({"name": "Pasture", "kind": "subnational"}, "subnational"),
        ({"name": "Pasture", "kind": "region", "country": "US"}, "subnational"),
        ({"name": "Pasture", "kind": "region", "names": ["Pasture"]}, "claimed"),
    ],
)
def test_bad_regions_are_refused(entry: dict[str, object], problem: str) -> None:
    with pytest.raises(DataError, match=f"knowledge/en/regions.jsonl: line 1: .*{problem}"):
        parse_regions(json.dumps(entry))


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"name": "Tall House", "city": "Oslo", "country": "SE"}, "no such city: 'Oslo' in 'SE'"),
        ({"name": "Tall House", "country": "QQ"}, "no such country"),
        ({"name": "Tall House"}, "has a country, or is weak"),
        ({"name": "Tall House", "country": "NO", "town": "Oslo"}, "town"),
    ],
)
def test_bad_venues_are_refused(entry: dict[str, object], problem: str) -> None:
    with pytest.raises(DataError, match=f"knowledge/en/venues.jsonl: line 1: .*{problem}"):
        parse_venues(json.dumps(entry))


def test_loader_names_file_and_line() -> None:
    with pytest.raises(DataError, match=r"knowledge/en/none\.jsonl: cannot be read"):
        read_text("en/none.jsonl")
    with pytest.raises(DataError, match=r"knowledge/x\.jsonl: line 3: "):
        parse_jsonl('{"code": "NO", "name": "Norway"}\n\n[]\n', "x.jsonl", Country)
    assert read_jsonl("en/countries.jsonl", Country) == list(countries())
    assert places.CITIES.endswith(".tsv")


def test_spellings() -> None:
    assert set(spellings("Côte d'Ivoire")) == {
        "Côte d'Ivoire",
        "Côte d’Ivoire",
        "Cote d'Ivoire",
        "Cote d’Ivoire",
    }
    assert set(spellings("Oslo")) == {"Oslo"}


def test_nothing_is_loaded_at_import_and_loading_is_quick() -> None:
    code = (
        "import time\n"
        "from dragoman.knowledge import countries as c, places as p\n"
        "assert c.countries.cache_info().currsize == p.cities.cache_info().currsize == 0\n"
        "start = time.process_time()\n"
        "c.country_names(), p.city_names(), p.venue_names(), p.region_names()\n"
        "print(time.process_time() - start)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    # measured 0.025 s; the bound leaves room for a slow machine
    assert float(done.stdout) < 0.12
