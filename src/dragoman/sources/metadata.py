"""What a page's head says of it: JSON-LD first, then meta tags, then ``<time>``.

A day of publication is taken as written there, in the page's own time zone. Where the page describes
several articles with different days (an aggregate page), it has none as a whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser

from dragoman.days import day_of_timestamp

_ARTICLE = re.compile(r"(?:\w*NewsArticle|Article|BlogPosting|LiveBlogPosting|WebPage|Report)")
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
)
_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
_PUBLISHER = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_DEEPEST = 50


class Told(msgspec.Struct, frozen=True):
    """What the head of a page tells; null where it does not."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


def of(tree: LexborHTMLParser) -> Told:
    """What the head of the page tells of it."""
    metas = _metas(tree)
    articles = list(_articles(tree))
    first: dict[str, Any] = articles[0] if articles else {}
    return Told(
        url=_address(tree, metas),
        title=_text(first.get("headline")) or _first(metas, _TITLE) or _title(tree),
        publisher=_publisher(first) or _first(metas, _PUBLISHER),
        published=_published(tree, metas, articles),
    )


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """Contents of the meta tags by their lower-case name, property or itemprop; the first one counts."""
    found: dict[str, str] = {}
    for meta in tree.css("meta[content]"):
        attributes = meta.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = " ".join((attributes.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _articles(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article; blocks that are not JSON are passed over."""
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            value = json.loads(script.text(deep=True), strict=False)
        except (ValueError, RecursionError):
            continue  # a page's metadata is often broken; its text can be read all the same
        yield from (thing for thing in _objects(value, _DEEPEST) if _is_article(thing))


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth:
        for entry in value:
            yield from _objects(entry, depth - 1)
    elif isinstance(value, dict):
        yield value
        if depth:
            yield from _objects(value.get("@graph"), depth - 1)


def _is_article(thing: dict[str, Any]) -> bool:
    value = thing.get("@type")
    names = value if isinstance(value, list) else [value]
    return any(isinstance(name, str) and _ARTICLE.fullmatch(name.rsplit("/", 1)[-1]) for name in names)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _publisher(article: dict[str, Any]) -> str | None:
    value = article.get("publisher")
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _published(tree: LexborHTMLParser, metas: dict[str, str], articles: list[dict[str, Any]]) -> str | None:
    told = [_day(article.get("datePublished")) for article in articles]
    days = {day for day in told if day}
    if days:
        return days.pop() if len(days) == 1 else None
    for name in _PUBLISHED:
        day = _day(metas.get(name))
        if day:
            return day
    return _time_element(tree)


def _time_element(tree: LexborHTMLParser) -> str | None:
    """The day of the first ``<time>`` marked as that of publication, else of the only day in the article."""
    for time in tree.css('time[pubdate], time[itemprop="datePublished"], time.published, time.entry-date'):
        day = _day(time.attributes.get("datetime"))
        if day:
            return day
    days = {_day(time.attributes.get("datetime")) for time in tree.css("time[datetime]")} - {None}
    return days.pop() if len(days) == 1 else None


def _day(value: object) -> str | None:
    return day_of_timestamp(value) if isinstance(value, str) else None


def _address(tree: LexborHTMLParser, metas: dict[str, str]) -> str | None:
    link = tree.css_first('link[rel="canonical"]')
    canonical = link.attributes.get("href") if link is not None else None
    for address in (canonical, metas.get("og:url")):
        if address and address.strip().lower().startswith(("http://", "https://")):
            return address.strip()
    return None


def _title(tree: LexborHTMLParser) -> str | None:
    for selector in ("title", "h1"):
        node = tree.css_first(selector)
        text = " ".join(node.text(deep=True).split()) if node is not None else ""
        if text:
            return text
    return None
