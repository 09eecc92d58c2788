"""From which country (or organisation) an article speaks: whose minister it calls "the minister"."""

from __future__ import annotations

import re

from dragoman.knowledge.gazetteer import Hit, gazetteer
from dragoman.knowledge.homes import home_in, homes
from dragoman.knowledge.patterns import verbs
from dragoman.reading.articles import Piece
from dragoman.reading.published import MONTH

_HEAD = 8
"""So many lines may stand before the text proper."""
_BODY = re.compile(
    r"\b(?:Ministry|Embassy|Government|Presidency|Office|Department|Chancellery|Permanent (?:Mission|Representation)|"
    r"High Commission|Kingdom|Republic|Press Service)\b"
)
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?i:{MONTH})\.?,?\s\d{{4}}|(?i:{MONTH})\.?\s\d{{1,2}},?\s\d{{4}}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_PLACE_DAY = re.compile(
    rf"^\W?(?:[^,\n]{{3,60}}, )?(?P<city>[A-ZÀ-Þ][\w’' -]{{2,25}}), (?:on )?{_DAY}\W*$"
    rf"|^(?P<short>[A-ZÀ-Þ][\w’' -]{{2,25}}), (?i:{MONTH})\.? \d{{1,2}}\W*$"
    rf"|^{_DAY}, (?P<after>[A-ZÀ-Þ][\w’' ]{{2,25}}?) (?:-|–|—) "
    r"|^(?P<wire>[A-ZÀ-Þ][\w’' ]{2,25}?) ?/ ?[A-Z]{2,6}\W*$"
)
_ORGANISATIONS = frozenset({"EU", "NATO", "UN", "ASEAN", "OSCE", "COE", "OAS", "ECOWAS", "GCC", "IAEA", "WHO", "WTO"})
_DIARY = re.compile(
    r"\b(?:schedule|activities|agenda|programme|engagements|diary|calendrier|briefing note|appointments)\b",
    re.IGNORECASE,
)
_OF_SECRETARY_GENERAL = re.compile(
    r"(?:Readout|Summary|Note)s? (?:of|on) .{0,40}?\b(?:the|The) (?:[A-Z]+ )?(?:Deputy )?Secretary-General[’'`]s\b"
)
_TODAY = re.compile(r"\b(?:in|at) ([A-ZÀ-Þ][\w’']+(?: [A-ZÀ-Þ][\w’']+)?) today\b")


def home_of(text: str, piece: Piece) -> str | None:
    """The country that an article speaks from, None where nothing at its head tells.

    Its dateline goes before who published it, and that before what its first lines say: the title block of a
    ministry, a line of place and day, the organisation whose diary it is, the pair in "Peru-Norway talks".
    """
    if piece.dateline_city:
        found = _country(piece.dateline_city.title(), {"city", "country"})
        if found is not None:
            return found
    if piece.publisher:
        known = homes().publishers.get(piece.publisher)
        found = known or _country(piece.publisher, {"country", "demonym", "venue"})
        if found is not None:
            return found
    lines = _first_lines(text, piece)
    titles = [line for line in lines if len(line) < 110 and not line.endswith(".")]
    return (
        _title_block(titles)
        or _readout(lines)
        or _place_and_day(titles, lines)
        or _byline(lines)
        or _diary(titles)
        or _pair(titles)
        or _today(lines)
    )


def _first_lines(text: str, piece: Piece) -> list[str]:
    start = piece.blocks[0].start if piece.blocks else 0
    first = 0 if start < 400 else start
    lines = (line.strip() for line in text[first : first + 2500].split("\n"))
    return [line for line in lines if line][:_HEAD]


def _hits(words: str, kinds: set[str]) -> list[Hit]:
    return [h for h in gazetteer().find(words) if h.entry.kind in kinds and h.entry.country and not h.entry.weak]


def _country(words: str, kinds: set[str]) -> str | None:
    hits = _hits(words, kinds)
    return hits[0].entry.country if hits else None


def _says_something(line: str) -> bool:
    """A line with a verb in it is a headline, no title block."""
    return any(verbs().form_of(word.lower()) in {"past", "s"} for word in re.findall(r"[A-Za-z]+", line)[1:])


_BYLINE = re.compile(
    r"^(?:By |From )?(?:[A-ZÀ-Þ][\w.’'-]+ ){1,4}(?:in|\|) (?P<city>[A-ZÀ-Þ][\w’' -]{2,25}?)(?:\W.*)?$"
    r"|^From our (?:own )?correspondent in (?P<there>[A-ZÀ-Þ][\w’']+(?: [A-ZÀ-Þ][\w’']+)?)"
)


def _byline(lines: list[str]) -> str | None:
    """ "By Anna Lund in Suva", "From our correspondent in Niamey", "Anna Lund | Cúcuta, November 5"."""
    for line in lines[:6]:
        match = _BYLINE.match(line) if len(line) < 90 and not line.endswith(".") else None
        if match is None or not re.match(r"(?:By|From)\b", line):
            continue
        found = _country((match.group("city") or match.group("there")).strip(), {"city"})
        if found is not None:
            return found
    return None


def _title_block(titles: list[str]) -> str | None:
    for line in titles[:5]:
        if _says_something(line):
            continue
        found = home_in(line)
        if found is None and _BODY.search(line) and len(line) < 80:
            found = _country(_ABOUT.split(line)[0], {"country", "demonym", "venue"})
            seat = _SEAT.search(line) if found is None else None
            found = _country(seat.group(1), {"city"}) if seat is not None else found
        if found is not None:
            return found
    return None


_ABOUT = re.compile(r"\b(?:by|with|on|visits?|to|announcement|statement|remarks)\b", re.IGNORECASE)
"""From where on a headline of a ministry speaks of others: "Ministry's Announcement on the Visit by …"."""
_SEAT = re.compile(r", ([A-ZÀ-Þ][\w’' -]{2,25})$")
"""Where a ministry sits: "Ministry of Foreign Affairs, Kathmandu"."""


def _place_and_day(titles: list[str], lines: list[str]) -> str | None:
    head = " ".join(titles[:4])
    for line in lines:
        match = _PLACE_DAY.match(line)
        if match is None:
            continue
        city = next(group for group in match.groups() if group)
        seated = homes().cities.get(city, ())
        bodies = {hit.entry.country for hit in _hits(head, {"organisation"})}
        organisation = next((code for code in seated if code in bodies), None)
        found = organisation or _country(city, {"city", "country"})
        if found is not None:
            return found
    return None


def _diary(titles: list[str]) -> str | None:
    """ "activities of the NATO Secretary General"; the Secretary-General without more is that of the UN."""
    for line in [*titles[:3], " ".join(titles[:2])]:
        if not _DIARY.search(line):
            continue
        bodies = [hit.entry.country for hit in _hits(line, {"organisation"})]
        found = home_in(line) or next((code for code in bodies if code in _ORGANISATIONS), None)
        if found is None and re.search(r"\b(?:the|united nations) secretary-general\b", line, re.IGNORECASE):
            found = "UN"
        if found is not None:
            return found
    return None


def _readout(lines: list[str]) -> str | None:
    """ "Readout of the Secretary-General's meeting with …": that of the UN, where no other body stands before."""
    for line in lines[:6]:
        match = _OF_SECRETARY_GENERAL.match(line)
        if match is not None:
            bodies = [hit.entry.country for hit in _hits(match.group(), {"organisation"})]
            return bodies[0] if bodies else "UN"
    return None


def _pair(titles: list[str]) -> str | None:
    """ "Japan-Chile Foreign Ministers' Talk", "Kazakh-Slovenian Consultations": a ministry names its own side first."""
    for line in titles[:1]:
        hits = _hits(line, {"country", "demonym"})
        if len(hits) > 1 and hits[0].start < 4 and line[hits[0].end : hits[1].start] in {"-", "–", " - "}:
            return hits[0].entry.country
    return None


def _today(lines: list[str]) -> str | None:
    """ "was held in Islamabad today": a ministry speaks from where it is."""
    found = {_country(match.group(1), {"city"}) for line in lines for match in _TODAY.finditer(line)}
    return found.pop() if len(found) == 1 else None
