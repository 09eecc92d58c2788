"""``dragoman search``: the sentences with certain words, and the engagements they tell of."""

from __future__ import annotations

import sys
from typing import Any

import click

from dragoman.cli.ask import ask_options, asking, put, tell_more


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@ask_options("search")
def search(words: tuple[str, ...], record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """The sentences that hold all words, the newest document first, and the engagements they tell of.

    Words in double quotes stand one after the other. Words are compared by their stems: "visits" finds
    "visited". A document that has no sentence with all of them gives the one with most. Filters leave the
    sentences that tell of an engagement that fits.

    \b
    Examples:
      dragoman search balloon
      dragoman search '"supply chains" Tokyo' --since 2022
    """
    from dragoman.record.queries_search import LIMIT

    if filters["limit"] is None:
        filters["limit"] = sys.maxsize if as_json or as_csv else LIMIT
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.search(" ".join(words), **filters)
    from dragoman.cli.ask_tables import hits_table
    from dragoman.record.queries_forms import hit_form

    put(found, form, as_json=lambda: map(hit_form, found), as_table=lambda: hits_table(found))
    tell_more(0 if not (len(found) or filters["page"]) else None, len(found), found.next, "sentences")
