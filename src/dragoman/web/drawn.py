"""Pictures inlined in pages: SVG of ``dragoman.pictures`` as markup, with links of this web app."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from markupsafe import Markup

from dragoman.merging.types import Engagement
from dragoman.pictures import timeline, trip_map, world_map
from dragoman.pictures.map import SOURCE
from dragoman.record.queries_types import EngagementPage, Trip, Visits
from dragoman.web import links


class Drawing(msgspec.Struct, frozen=True):
    """A picture and a line below it. The SVG is safe to inline: ``pictures.svg`` escapes what documents say."""

    svg: Markup
    note: str = ""


def route(page: EngagementPage) -> Drawing | None:
    """The map of a journey; None where no stop is told."""
    if not page.legs:
        return None
    return _drawing(
        trip_map(Trip(page.engagement, page.legs, page.elsewhere), link=links.country, standalone=False), SOURCE
    )


def world(
    counts: Mapping[str, int], title: str, noun: tuple[str, str], *, path: str, **filters: links.Value
) -> Drawing:
    """Countries shaded by a count, each leading to the list of what was counted: ``path`` with ``country`` added."""

    def link(code: str) -> str:
        return links.listing(path, **filters, country=code)

    return _drawing(world_map(counts, title=title, noun=noun, link=link, standalone=False), SOURCE)


def partners(code: str, counts: Mapping[str, int], title: str) -> Drawing:
    """The partners of a country, each leading to the page of the pair."""
    noun = ("engagement", "engagements")
    shown = world_map(counts, title=title, noun=noun, link=lambda other: links.pair(code, other), standalone=False)
    return _drawing(shown, SOURCE)


def visits(found: Visits, noun: tuple[str, str], **filters: links.Value) -> Drawing:
    """The countries of a person's visits by one rule, each leading to the rows behind it."""
    counts = {one.key: one.count for one in found.by_country}
    title = f"{found.person.name}: {found.total} {noun[found.total != 1]}"
    return world(counts, title, noun, path="/visits", **filters)


def along_time(engagements: Iterable[Engagement], title: str, today: str) -> Drawing | None:
    """Engagements along a time axis, each leading to its page; None where there are none."""
    shown = list(engagements)
    if not shown:
        return None
    kinds = {one.id: one.kind for one in shown}
    svg = timeline(
        shown, title=title, today=today, link=lambda name: links.thing(kinds.get(name, ""), name), standalone=False
    )
    undated = sum(not (one.date and (one.date.start or one.date.end)) for one in shown)
    return _drawing(svg, f"{undated} without a day not shown." if undated else "")


def _drawing(svg: str, note: str) -> Drawing:
    return Drawing(Markup(svg), note)
