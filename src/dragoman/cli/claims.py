"""``dragoman claims``: what documents claim to be the first, the last, the third, set against the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ask import ask_options, asking, put, tell_more

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.record.contacts.checking import Claims


@click.command("claims")
@ask_options("claims")
def claims(record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """What documents claim ("first call since November 2022", "his third trip to Israel since October 7"), each with
    its words and whether the record supports or contradicts it, with what, or cannot tell.

    \b
    Examples:
      dragoman claims
      dragoman claims --who blinken --kind trip --json
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.claims(**filters)
    from dragoman.record.queries_forms_more import claim_form

    put(found, form, as_json=lambda: map(claim_form, found.items), as_table=lambda: _table(found))
    tell_more(found.total, len(found.items), found.next, "claims")


def _table(found: Claims) -> RenderableType:
    from rich.console import Group

    from dragoman.cli.ask_tables import line, quoted
    from dragoman.record.contacts.checking import words_of
    from dragoman.texts import shortened

    styles = {"supported": "green", "contradicted": "red", "cannot be told": "yellow"}
    parts: list[RenderableType] = []
    for one in found.items:
        source = " · ".join(filter(None, (one.source.published, one.source.document, one.source.publisher)))
        parts.append(line(words_of(one.claim), "bold"))
        parts.append(line(f"{source}: {quoted(one.claim.evidence)}", indent=2))
        parts.append(line(f"{one.verdict}: {one.why}", styles[one.verdict], indent=2))
        for witness in one.by:
            days = "/".join(dict.fromkeys(filter(None, (witness.start, witness.end))))
            parts.append(line(f"{days} · {witness.id}: “{shortened(' '.join(witness.quote.split()), 120)}”", indent=4))
    return Group(*parts)
