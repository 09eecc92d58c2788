"""What sort of document an article is: a government's readout, news, a trip page, a schedule."""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from urllib.parse import urlsplit

import msgspec

from dragoman.knowledge.guarded import Guarded
from dragoman.knowledge.layout_words import Publisher, layout_words
from dragoman.model import Genre
from dragoman.reading.layout import any_of
from dragoman.reading.lines import CLOCK, DAY_FIRST

_OWN_ROOM: Final = 300
_ROOM: Final = 1500  # code points of the text that tell its genre
_TITLE_ROUTE = re.compile(r"\b(?:and|,)\s[A-Z]|[A-Z][a-z]+,\s[A-Z]")


_CONTACT_TITLE = re.compile(
    r"\b(?:(?:telephone|phone|video)\s(?:calls?|talks?|conversations?|contacts?)|(?:speaks?|spoke|talks?)\sby\s(?:tele)?phone|"
    r"(?:holds?|held)\s(?:a\s|an\s)?(?:[\w-]+\s){0,2}(?:calls?|talks|meetings?|conversations?|negotiations|consultations)|"
    r"(?:political|policy|foreign\soffice)\sconsultations|receives|meets\swith|meetings?\s(?:of|with|between)|calls?\swith|"
    r"takes\s(?:a\s)?(?:tele)?phone\scall|contacts|discuss(?:es|ed)\b.*\bwith|statement\swas\sissued)",
    re.IGNORECASE,
)
"""Headlines in which governments tell what one of them did; papers write them, too, but with reporting words."""
_OFFICE_FIRST = re.compile(
    r"\W*(?:(?:the|in\s\w+,|h\.?\s?e\.?|hrh|rt|hon\.?|deputy|acting|first|vice|standing|prime|foreign|defen[cs]e|federal|"
    r"state|crown|[\w-]+-[\w-]+|outcome\sof\s[\w-]+(?:\s[\w-]+)?)\s)*"
    r"(?:ministers?|secretary|president|premier|pm|head|chancellor|commissioner|envoy|ambassador|prince|king|emir|"
    r"high\srepresentative|speaker|chairman|telephone|political|policy|consultations|[\w-]+[’']s\s(?:tele)?phone)\b",
    re.IGNORECASE,
)
"""Governments begin with the office of their own: "Deputy PM receives …", "Peru-Norway Telephone Talk"."""
_RELEASE = Guarded(
    r"^\W*(?:PR\s)?No\W{0,3}\d+|\b(?:media|press)\s(?:statement|release|communiqu[eé])\b|press\sservice\b|\bofficial\sspokes|"
    r"\bbureau\sof\sthe\s(?:foreign\s)?minister\b|\binformation\sservice\b|\bpress\sreleases\b|\bstatement\swas\sissued\stoday\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Words that governments head their own texts with."""
_REPORTING = Guarded(
    r"\b(?:told\s(?:reporters|journalists|the\spress)|reported|according\sto|news\sagency|correspondent|Reuters|AFP|AP\b|dpa|"
    r"analysts?|critics|opposition|sources?\ssaid|By\s[A-Z][a-z]+|on\scondition\sof|by\s[A-Z]+\s[A-Z]+\b)",
)
"""Words of those who tell what others did."""
_TRAVEL_TITLE = re.compile(
    r"['’]s\s(?:official\s|upcoming\s|working\s)?(?:travels?|visits?|trip)\sto\b|\b(?:to\svisit|heads?\sto|to\sundertake|"
    r"to\stravel\sto|will\svisit)\b",
    re.IGNORECASE,
)
_TRAVEL_LEAD = re.compile(
    r"\b(?:will|is\sto|are\sto)\s(?:travel|visit|undertake|be\sin|embark|lead)\b|\bheads?\sto\b|\bsets?\soff\b|\btake\b.*\babroad\b",
    re.IGNORECASE,
)


class Clues(msgspec.Struct, frozen=True):
    """What a genre is told from."""

    title: str | None
    top: str  # the lines above the text: site name, menu, office
    text: str
    items: tuple[str, ...] = ()  # list items, in order
    paragraphs: int = 0
    days: int = 0  # lines that hold a day alone
    publisher: str | None = None
    agency: bool = False  # a dateline or credit names a news agency
    url: str | None = None


class _Patterns(msgspec.Struct, frozen=True):
    readout: re.Pattern[str]
    trip_title: re.Pattern[str]
    trip_lead: re.Pattern[str]
    schedule_title: re.Pattern[str]
    schedule: re.Pattern[str]
    government: re.Pattern[str]
    domains: dict[str, Publisher]
    names: dict[str, Publisher]


@cache
def _patterns() -> _Patterns:
    data, flags = layout_words(), re.IGNORECASE
    return _Patterns(
        readout=re.compile(r"(?<!\w)" + any_of(data.readout), flags),
        trip_title=re.compile(r"(?<!\w)" + any_of(data.trip_titles), flags),
        trip_lead=re.compile(r"(?<!\w)" + any_of(data.trip_leads), flags),
        schedule_title=re.compile(r"(?<!\w)" + any_of(data.schedule_titles), flags),
        schedule=re.compile(r"(?<!\w)" + any_of(data.schedule_words), flags),
        government=re.compile(r"(?<!\w)" + any_of(data.government_words), flags),
        domains={domain: p for p in data.publishers for domain in p.domains},
        names={name.casefold(): p for p in data.publishers for name in (p.name, *p.aliases)},
    )


def publisher_of_url(url: str | None) -> Publisher | None:
    """Whose site an address belongs to, else None."""
    if not url:
        return None
    try:
        host = urlsplit(url if "://" in url else "//" + url).hostname or ""
    except ValueError:
        return None
    labels = host.lower().split(".")
    for i in range(len(labels) - 1):
        found = _patterns().domains.get(".".join(labels[i:]))
        if found:
            return found
    return None


def publisher_by_name(name: str | None) -> Publisher | None:
    """The publisher of that name or alias, else None."""
    return _patterns().names.get(name.casefold().strip()) if name else None


def is_government(clues: Clues) -> bool:
    """Whether a ministry, a presidency or their press service put the text out."""
    known = publisher_of_url(clues.url) or publisher_by_name(clues.publisher)
    if known:
        return known.kind == "government"
    host = urlsplit(clues.url).hostname or "" if clues.url and "://" in clues.url else ""
    if re.search(r"(?:^|\.)(?:gov|gob|gouv|govt|go|mil)(?:\.|$)|(?:^|\.)(?:mfa|mofa|mea)\.", host):
        return True
    return bool(_patterns().government.search(f"{clues.top}\n{clues.publisher or ''}"))


def genre(clues: Clues) -> Genre:
    """The genre of one article (never "aggregate", which is a page of several)."""
    pattern = _patterns()
    title = clues.title or ""
    items = len(clues.items)
    timed = sum(bool(CLOCK.match(item)) for item in clues.items)
    if _is_schedule(clues, pattern, items, timed):
        return "schedule"
    government = is_government(clues) and not clues.agency
    dated = sum(bool(DAY_FIRST.match(item)) for item in clues.items)
    lead = clues.text[:_ROOM]
    travels = len(pattern.trip_lead.findall(lead))
    if dated >= 4 and dated >= 0.5 * items and travels:
        return "trip_page"
    titled = bool(pattern.trip_title.search(title)) and not clues.agency
    if titled and government and (travels or _TITLE_ROUTE.search(title)):
        return "trip_page"
    own = not clues.agency and (government or _own_account(clues))
    if own and _TRAVEL_TITLE.search(title) and _TITLE_ROUTE.search(title) and _TRAVEL_LEAD.search(lead):
        return "trip_page"
    if own or (pattern.readout.search(f"{title}\n{clues.top}") and not clues.agency):
        return "readout"
    return "news" if clues.paragraphs else "other"


def _own_account(clues: Clues) -> bool:
    """A government tells what it did itself: it says so at the head, or the headline tells a contact or a journey
    and nothing in the text is told by others.
    """
    head = f"{clues.top}\n{clues.title or ''}\n{clues.text[:_OWN_ROOM]}"
    if _RELEASE.search(head):
        return True
    title = clues.title or ""
    told = (_CONTACT_TITLE.search(title) and _OFFICE_FIRST.match(title)) or (
        _TRAVEL_TITLE.search(title) and _TITLE_ROUTE.search(title) and _OFFICE_FIRST.match(title)
    )
    return bool(told) and not _REPORTING.search(f"{clues.top}\n{clues.text}")


def _is_schedule(clues: Clues, pattern: _Patterns, items: int, timed: int) -> bool:
    titled = bool(pattern.schedule_title.search(clues.title or ""))
    worded = bool(pattern.schedule.search(clues.text[:_ROOM]))
    rows = items + clues.paragraphs
    if titled and (timed >= 2 or clues.days >= 2 or items >= 4 or worded):
        return True
    return (timed >= 3 and 2 * timed >= rows) or (clues.days >= 3 and items >= 4 and 2 * items >= rows)
