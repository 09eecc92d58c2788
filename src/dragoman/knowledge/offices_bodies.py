"""Offices that name the body they belong to: "state secretary at the Slovenian Ministry of Foreign Affairs"."""

from __future__ import annotations

from functools import cache

from dragoman.knowledge.offices_data import grammar, tokenize
from dragoman.knowledge.offices_row import Row, country_at
from dragoman.knowledge.offices_scan import (
    Found,
    acronym_head,
    after_head,
    before_head,
    chain_at,
    deputy_of,
    head_of,
    listed,
    portfolio_at,
    starters,
    with_portfolio,
)

_LINKS = frozenset(("of", "at", "in", "within", "with"))
_KINDS = frozenset(("ministry", "department", "secretariat", "directorate", "office"))
_WITHIN = frozenset(
    ("ambassador", "senior_official", "head_of_organisation", "deputy_foreign_minister", "spokesperson")
)
"""Classes of offices that a ministry has several of: its name tells whose they are."""


@cache
def _bodies() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The listed bodies under their first words, longest first."""
    names = {tuple(token.norm for token in tokenize(name)) for name in grammar().bodies}
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words in sorted(names, key=lambda words: (-len(words), words)):
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def body_at(row: Row, at: int) -> int:
    """The end of the ministry or other body of a state that starts at ``at``; ``at`` where there is none."""
    for words in _bodies().get(row.norm(at), ()):
        if all(row.norm(at + offset) == word for offset, word in enumerate(words)):
            behind = portfolio_at(row, at + len(words))
            return behind[0] if behind is not None else at + len(words)
    first = at + 1 if row.norm(at) in ("federal", "royal", "union") else at
    if row.norm(first) in _KINDS:
        behind = portfolio_at(row, first + 1)
        if behind is not None:
            return behind[0]
    end, kind = chain_at(row, first)
    return end + 1 if kind and row.norm(end) in _KINDS and row.joined(end) else at


def with_body(row: Row, found: Found) -> Found:
    """The office with the body named behind it, and the country that stands before or in that body's name."""
    if found.office_class not in _WITHIN or row.norm(found.last) not in _LINKS or not row.joined(found.last):
        return found
    first = found.last + 1 + (row.norm(found.last + 1) == "the")
    inside = country_at(row, first)
    end = body_at(row, inside[0] if inside else first)
    if end <= (inside[0] if inside else first):
        return found
    kind = "senior_official" if found.office_class == "head_of_organisation" else found.office_class
    return found._replace(last=end, office_class=kind, country=inside[1] if inside else found.country)


def after_body(row: Row, at: int) -> Found | None:
    """ "Foreign Ministry Director General", "foreign ministry's political director"."""
    end = body_at(row, at)
    if end == at or not (row.joined(end) or row.tokens[end - 1].possessive):
        return None
    inner = listed(row, end)
    if inner is None or inner.office_class not in _WITHIN:
        return None
    kind = "senior_official" if inner.office_class == "head_of_organisation" else inner.office_class
    return inner._replace(first=at, office_class=kind)


@cache
def openers() -> frozenset[str]:
    """The words in small letters with which any title can begin, a body's name before it included."""
    return starters() | _KINDS | _bodies().keys() | {"federal", "royal", "union"}


def _of_republic(row: Row, found: Found) -> Found:
    """ "President of the Republic of Peru": the republic belongs to the name of the state."""
    words = [row.norm(index) for index in range(found.last - 3, found.last)]
    if words == ["of", "the", "republic"] and row.norm(found.last) == "of" and found.last - 3 > found.first:
        return found._replace(last=found.last - 3)
    return found


def _abroad(row: Row, found: Found) -> Found:
    """ "Minister of Foreign Affairs and Gambians Abroad"."""
    at = found.last + (row.norm(found.last) == ",")
    at += row.norm(at) == "and"
    if at == found.last or at + 1 >= len(row.tokens) or row.norm(at + 1) != "abroad" or not row.tokens[at].capital:
        return found
    return found._replace(last=at + 2)


def longest(row: Row, at: int) -> Found | None:
    """The longest title that starts at ``at``, listed ones before made ones of the same length."""
    found: list[Found | None] = []
    if row.norm(at) in openers():
        plain = listed(row, at)
        found = [plain, plain and with_portfolio(row, plain), before_head(row, at), after_head(row, at)]
        found += [head_of(row, at), deputy_of(row, at)]
        if not any(found):
            found.append(after_body(row, at))
    if row.tokens[at].text.isupper():
        found.append(acronym_head(row, at))
    known = [_abroad(row, _of_republic(row, with_body(row, one))) for one in found if one is not None]
    return max(known, key=lambda one: one.last) if known else None
