"""The samples: marked as such, well annotated, and true to the public records where these are at hand."""

from __future__ import annotations

import csv
import datetime
import html
import re
import unicodedata
import xml.etree.ElementTree as ET
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from dragoman import samples
from dragoman.errors import DataError
from dragoman.model import KINDS, STATUSES

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"
STEMS = [stem for stem, _ in samples.documents()]
CORE = {"call", "meeting", "talks", "trip", "conference"}
MONTHS = tuple(datetime.date(2000, number, 1).strftime("%B") for number in range(1, 13))
BODIES = {"EU", "UN", "NATO", "G7", "UNRWA", "UNESCO"}
TOPICS = frozenset(
    re.findall(
        r"\S+",
        """ukraine-war israel-palestine iran north-korea taiwan south-china-sea indo-pacific russia china
        afghanistan syria sahel-africa western-hemisphere alliances defense arms-control counterterrorism
        sanctions economy technology space energy climate health food-security humanitarian migration
        human-rights hostages peace-process culture narcotics maritime other""",
    )
)
SECRETARIES = {"Blinken", "Kerry", "Clinton", "Powell", "Albright", "Shultz"}
# told by the seeds, where the travel record is silent on the person
SEED_MEETINGS = {
    ("wire-karuizawa-beijing-cancelled-2023", "Nguyen Phu Trong"),
    ("wire-tokyo-g7-2023", "Kamikawa Yoko"),
}
needs_shared = pytest.mark.skipif(not DATA.is_dir(), reason="the public records are not beside the repository")


def shown_text(stem: str) -> str:
    """The text as a reader sees it: HTML without tags, scripts and styles."""
    path = dict(samples.documents())[stem]
    text = path.read_text(encoding="utf-8")
    if path.name.endswith(".html"):
        text = re.sub(r"<(script|style|head)\b.*?</\1>", " ", text, flags=re.DOTALL)
        text = html.unescape(re.sub(r"<[^>]+>", "\n", text))
    return text


def iso(value: str | None) -> bool:
    if value is None:
        return True
    if re.fullmatch(r"[12]\d{3}(-\d\d){0,2}", value) is None:
        return False
    datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    return True


def within(stop: dict[str, str | None], date: dict[str, str | None] | None) -> bool:
    """The stop's days lie in the trip's; compared as far as the coarser of the two tells."""
    if date is None or date["start"] is None:
        return True
    first, last = date["start"], date["end"] or "9999"
    days = [day for day in (stop["start"], stop["end"]) if day]
    return all(first <= day and (day <= last or day.startswith(last)) for day in days)


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("-", " ")


def test_there_are_at_least_thirty_each_with_its_gold() -> None:
    gold = files("dragoman.samples").joinpath("gold")
    annotated = {path.name.removesuffix(".json") for path in gold.iterdir()}
    assert len(STEMS) >= 30
    assert annotated == set(STEMS)


def test_all_forms_kinds_and_statuses_occur() -> None:
    every = [samples.gold(stem) for stem in STEMS]
    engagements = [e for g in every for e in g["engagements"]]
    assert {g["genre"] for g in every} == {"readout", "news", "trip_page", "schedule", "aggregate"}
    assert {e["kind"] for e in engagements} == set(KINDS)
    assert {e["status"] for e in engagements} == set(STATUSES)
    assert any(not g["engagements"] for g in every)
    assert any(path.name.endswith(".html") for _, path in samples.documents())


def test_an_unknown_name_is_a_data_error() -> None:
    with pytest.raises(DataError, match=r"samples/gold/no-such\.json"):
        samples.gold("no-such")


def test_what_is_handed_out_can_be_changed_without_harm() -> None:
    samples.documents().clear()
    samples.gold(STEMS[0])["engagements"].clear()
    assert samples.documents()
    assert samples.gold(STEMS[0])["engagements"] != []


@pytest.mark.parametrize("stem", STEMS)
def test_says_that_it_is_a_sample_and_has_a_readable_length(stem: str) -> None:
    text = shown_text(stem)
    assert re.search(r"[Ss]ample (document )?written for the dragoman project", text)
    assert 80 <= len(text.split()) <= 350


@pytest.mark.parametrize("stem", STEMS)
def test_evidence_and_articles_are_the_words_of_the_text(stem: str) -> None:
    text, annotation = shown_text(stem), samples.gold(stem)
    for engagement in annotation["engagements"]:
        assert engagement["evidence"].strip()
        assert engagement["evidence"] in text
    for article in annotation.get("articles", []):
        assert article["first_words"] in text
        assert article["last_words"] in text
        assert iso(article["published"])
    if annotation["genre"] == "aggregate":
        assert any(a.get("duplicate_of") is not None for a in annotation["articles"])


@pytest.mark.parametrize("stem", STEMS)
def test_gold_is_well_formed(stem: str) -> None:
    annotation = samples.gold(stem)
    assert iso(annotation["published"])
    for e in annotation["engagements"]:
        assert e["core"] == (e["kind"] in CORE)
        assert e["parties"]
        assert ("name" in e) == (e["kind"] == "conference")
        assert bool(e.get("stops")) == (e["kind"] == "trip")
        assert set(e["topics"]) <= TOPICS
        if e["kind"] in {"call", "meeting", "talks"}:
            assert len(e["parties"]) >= 2
        places = [e["place"], *e.get("stops", [])]
        for country in [p["country"] for p in (*e["parties"], *places) if p and p["country"]]:
            assert re.fullmatch("[A-Z]{2}", country) or country in BODIES
        for dated in (e["date"], *e.get("stops", [])):
            if dated:
                assert iso(dated["start"])
                assert iso(dated["end"])
                assert not dated["end"] or dated["start"] <= dated["end"]
        for stop in e.get("stops", []):
            assert stop["country"]
            assert stop["status"] == "cancelled" or within(stop, e["date"])


@pytest.mark.parametrize("stem", STEMS)
def test_weekdays_of_written_dates_are_right(stem: str) -> None:
    year = (samples.gold(stem)["published"] or "0")[:4]
    pattern = rf"(\w+day), ({'|'.join(MONTHS)}) (\d+)(?:, (\d{{4}}))?"
    for weekday, month, day, told in re.findall(pattern, shown_text(stem)):
        date = datetime.date(int(told or year), MONTHS.index(month) + 1, int(day))
        assert date.strftime("%A") == weekday


# --- against the public records ------------------------------------------------------------------

CODES = {
    "Afghanistan": "AF", "Algeria": "DZ", "Austria": "AT", "Belgium": "BE", "Cambodia": "KH", "China": "CN",
    "China, People’s Republic of": "CN", "Cuba": "CU", "Egypt": "EG", "Estonia": "EE", "France": "FR",
    "Germany": "DE", "Haiti": "HT", "Hungary": "HU", "India": "IN", "Indonesia": "ID", "Iraq": "IQ",
    "Israel": "IL", "Italy": "IT", "Japan": "JP", "Jordan": "JO", "Kenya": "KE", "Korea, Republic of": "KR",
    "Korea, South": "KR", "Laos": "LA", "Latvia": "LV", "Lebanon": "LB", "Malaysia": "MY", "Mali": "ML",
    "Mexico": "MX", "Mongolia": "MN", "Morocco": "MA", "Nigeria": "NG", "Pakistan": "PK",
    "Palestinian Authority": "PS", "Philippines": "PH", "Poland": "PL", "Russia": "RU", "Senegal": "SN",
    "Singapore": "SG", "South Africa": "ZA", "Spain": "ES", "Switzerland": "CH", "Syria": "SY",
    "Thailand": "TH", "Turkey": "TR", "Türkiye": "TR", "Uganda": "UG", "Ukraine": "UA",
    "United Kingdom": "GB", "Vatican City": "VA", "Vietnam": "VN", "West Bank": "PS",
}  # fmt: skip


@cache
def records(folder: str) -> list[dict[str, str]]:
    rows = []
    for path in sorted((DATA / folder).glob("*.xml")):
        for node in ET.parse(path).getroot():
            row = {child.tag: " ".join((child.text or "").split()) for child in node}
            rows.append({**row, "who": node.get("who", "")})
    return rows


def surname(name: str) -> str:
    words = [w for w in fold(name).split() if w not in {"jr.", "iii", "ii"}]
    return words[-1]


def secretary(engagement: dict[str, Any]) -> str | None:
    """The surname of the Secretary of State whom the travel record follows, if one takes part."""
    names = [p["name"].split()[-1] for p in engagement["parties"] if p["name"]]
    return next((n.casefold() for n in names if n in SECRETARIES), None)


def stays(who: str, country: str, start: str, end: str) -> list[dict[str, str]]:
    """The recorded stays of WHO in COUNTRY that share a day with START to END (each may be coarse)."""
    return [
        r
        for r in records("travels")
        if r["who"].startswith(who)
        and CODES.get(r["country"]) == country
        and r["start-date"][: len(end)] <= end
        and start <= r["end-date"][: len(start)]
    ]


def locales(record: dict[str, str]) -> str:
    """The record's cities, Kyiv under both spellings that it uses."""
    return fold(record["locale"]).replace("kiev", "kyiv")


def spoken_of(name: str, record: dict[str, str]) -> bool:
    """The record's remarks give the person's last name, or another long part of the name."""
    words = {surname(name), *(w for w in fold(name).split() if len(w) > 3)}
    return bool(words & set(re.findall(r"\w+", fold(record["remarks"]))))


def span(dated: dict[str, str | None]) -> tuple[str, str] | None:
    start, end = dated["start"], dated["end"]
    return (start, end or start) if start else None


def told(kind: str) -> list[tuple[str, dict[str, Any]]]:
    return [(stem, e) for stem in STEMS for e in samples.gold(stem)["engagements"] if e["kind"] == kind]


@needs_shared
def test_stops_lie_within_the_recorded_stays() -> None:
    checked = 0
    for stem, trip in told("trip"):
        who = secretary(trip)
        for stop in trip["stops"]:
            days = span(stop)
            if who is None or days is None or stop["status"] in {"cancelled", "postponed"}:
                continue
            if (stem, stop["city"]) == ("announcement-southeast-asia-2021", "Bangkok"):  # planned, never made
                continue
            fits = [
                r
                for r in stays(who, stop["country"], *days)
                if r["start-date"] <= days[0]
                and days[1] <= r["end-date"]
                and (not stop["city"] or not r["locale"] or fold(stop["city"]) in locales(r))
            ]
            assert fits, f"{stem}: {stop}"
            checked += 1
    assert checked > 60


@needs_shared
def test_meetings_of_secretaries_are_in_the_record() -> None:
    checked = 0
    for stem, meeting in told("meeting"):
        who, days = secretary(meeting), span(meeting["date"] or {"start": None, "end": None})
        if who is None or days is None or meeting["status"] in {"cancelled", "declined"}:
            continue
        for party in meeting["parties"]:
            name = party["name"]
            if not name or name.split()[-1] in SECRETARIES or name.endswith("Austin III"):
                continue
            if (stem, name) in SEED_MEETINGS:
                continue
            found = stays(who, meeting["place"]["country"], *days)
            assert any(spoken_of(name, r) for r in found), f"{stem}: {name} {days}"
            checked += 1
    assert checked > 60


@needs_shared
def test_visits_to_the_united_states_are_in_the_record() -> None:
    checked = 0
    for stem, trip in told("trip"):
        days = span(trip["date"] or {"start": None, "end": None})
        guest = trip["parties"][0]
        if trip["stops"][0]["country"] != "US" or days is None or days[0] >= "2020":
            continue
        fits = [
            r
            for r in records("visits")
            if surname(guest["name"]) in fold(r["visitor"]) and r["start-date"].startswith(days[0])
        ]
        assert fits, f"{stem}: {guest['name']} {days}"
        checked += 1
    assert checked >= 8


@needs_shared
def test_appointments_are_in_the_ledger() -> None:
    turns: dict[tuple[str, str], set[str]] = {}
    for file in ("office_holders.csv", "office_holders_recent.csv"):
        with (DATA / file).open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                days = turns.setdefault((row["country"], surname(row["person"])), set())
                days |= {row["start"], row["end"]}
    for stem, appointment in told("appointment"):
        party, day = appointment["parties"][0], appointment["date"]["start"]
        known = turns[(party["country"], surname(party["name"]))]
        assert any(turn.startswith(day) for turn in known if turn), f"{stem}: {party['name']} {day}"


@needs_shared
def test_no_sentence_is_copied_from_the_seeds() -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", fold(text))
        return {tuple(words[i : i + 10]) for i in range(len(words) - 9)}

    seeds = set().union(*(runs(p.read_text(encoding="utf-8")) for p in (SHARED / "seeds").glob("*.txt")))
    assert seeds
    for stem in STEMS:
        assert not runs(shown_text(stem)) & seeds, stem
