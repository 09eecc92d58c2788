"""Entries as an Atom feed (RFC 4287): always well-formed XML, whatever the documents hold.

Ids (``urn:uuid:…``) come from the entries' ids, so that an entry stays the same one wherever it is served;
``updated`` is the last day of publication, never a clock. What has no day of publication says 1970-01-01, as
Atom wants a moment.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from dragoman import __version__
from dragoman.exports.entry import Entry
from dragoman.record.days import first_day
from dragoman.record.documents import is_date
from dragoman.texts import harmless

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01"
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})", re.ASCII
)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom_of(
    entries: Iterable[Entry],
    *,
    title: str,
    base: str | None = None,
    own: str | None = None,
    page: str | None = None,
    scope: str = "engagements",
) -> str:
    """The feed of the entries in their order.

    Args:
        base: address of the web app that links lead to; None for no links.
        own, page: path (and query) of the feed itself and of the page with the same list.
        scope: what the ids are ids of.
    """
    items = list(entries)
    feed = ET.Element("feed", {"xmlns": _ATOM})
    _add(feed, "id", _urn(f"feed:{scope}:{title}" if own is None else f"feed:{scope}:{own}"))
    _add(feed, "title", title)
    _add(feed, "updated", max((_moment(one.updated) for one in items), default=_moment(None)))
    _add(feed, "generator", "dragoman", version=__version__)
    _add(_add(feed, "author"), "name", "dragoman")
    if base is not None:
        for rel, path in (("self", own), ("alternate", page)):
            if path is not None:
                kind = "application/atom+xml" if rel == "self" else "text/html"
                _add(feed, "link", rel=rel, type=kind, href=base.rstrip("/") + path)
    for one in items:
        _entry(feed, one, base, scope)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _entry(feed: ET.Element, one: Entry, base: str | None, scope: str) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", _urn(f"{scope}:{one.id}"))
    _add(entry, "title", one.title)
    _add(entry, "updated", _moment(one.updated))
    if base is not None:
        _add(entry, "link", rel="alternate", type="text/html", href=base.rstrip("/") + one.path)
    for word in one.categories:
        _add(entry, "category", term=word)
    told = [_span(one), one.place, None if one.words is None else f"“{one.words}”"]
    _add(entry, "content", " · ".join(filter(None, told)) or one.title, type="text")


def _span(one: Entry) -> str | None:
    return "/".join(dict.fromkeys(filter(None, (one.start, one.end)))) or None


def _urn(name: str) -> str:
    """A stable id; what UTF-8 cannot carry is replaced first."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"dragoman:{_plain(name)}").urn


def _moment(day: str | None) -> str:
    """A day or moment as Atom writes moments; a coarse one means its first day."""
    if day is not None and _MOMENT.fullmatch(day) and is_date(day[:10]):
        return day
    known = day[:10] if day is not None and is_date(day[:10]) else _NEVER
    return f"{first_day(known)}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, name, {key: _plain(value) for key, value in attributes.items()})
    if text is not None:
        made.text = _plain(text)
    return made


def _plain(text: str) -> str:
    """On one line, without what XML cannot hold or what steers and hides."""
    return _NOT_XML.sub("\ufffd", " ".join(harmless(text).split()))
