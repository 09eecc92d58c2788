"""What tests of pictures share: trips and engagements made up, and pictures taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from dragoman.merging.types import Engagement
from dragoman.model import Dates, Kind, Party, Status, Stop
from dragoman.record.queries_types import Leg, Trip

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("x")</script>\x1b[31m\u202e&\ufffe\x00\'"'


def trip(*stops: Stop, who: str = "Antony Blinken", status: Status = "held") -> Trip:
    one = Engagement(
        "2021-12-10-trip-blinken",
        "trip",
        status,
        (Party(who, None, "US"),),
        Dates(stops[0].start, stops[-1].end) if stops else None,
        (),
        stops=stops,
    )
    return Trip(one, tuple(Leg(stop) for stop in stops))


def engagement(
    id: str,
    start: str | None,
    end: str | None = None,
    *,
    kind: Kind = "call",
    status: Status = "held",
    name: str = "Wang Yi",
) -> Engagement:
    dates = Dates(start, end or start) if start else None
    return Engagement(id, kind, status, (Party("Antony Blinken", None, "US"), Party(name, None, "CN")), dates, ())


def root(svg: str) -> ElementTree.Element:
    """The picture as XML; fails where it is none, or where a strict policy would stop part of it."""
    assert not re.search(r"<script|\sstyle=|\son[a-z]+=|javascript:", svg, re.IGNORECASE)
    found = ElementTree.fromstring(svg)
    assert found.tag == f"{SVG}svg"
    return found


def marked(svg: str, name: str) -> list[ElementTree.Element]:
    """The elements with a class."""
    return [one for one in root(svg).iter() if name in one.get("class", "").split()]


def words(svg: str) -> list[str]:
    """What stands in the picture to be read."""
    return ["".join(one.itertext()) for one in root(svg).iter(f"{SVG}text")]


def description(svg: str) -> str:
    found = root(svg).find(f"{SVG}desc")
    assert found is not None
    return found.text or ""


def links(svg: str) -> Iterator[tuple[str, str]]:
    """Address and title of each link."""
    for one in root(svg).iter(f"{SVG}a"):
        title = one.find(f"{SVG}title")
        assert title is not None
        yield one.get("href", ""), title.text or ""
