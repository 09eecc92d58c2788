"""Pictures inlined in pages: SVG of ``dragoman.pictures`` as markup, with links of this web app."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from markupsafe import Markup

from dragoman.merging.types import Engagement
from dragoman.pictures import timeline, trip_map, visits_map, world_map
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


def partners(code: str, counts: Mapping[str, int], title: str) -> Drawing:
    """The partners of a country, each leading to the page of the pair."""
    noun = ("engagement", "engagements")
    shown = world_map(counts, title=title, noun=noun, link=lambda other: links.pair(code, other), standalone=False)
    return _drawing(shown, SOURCE)


def visits(found: Visits, **filters: links.Value) -> Drawing:
    """The countries of a person's visits by one rule, each leading to the rows behind it."""

    def rows(code: str) -> str:
        return links.listing("/visits", **filters, country=code)

    return _drawing(visits_map(found, link=rows, standalone=False), SOURCE)


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
