"""Where an office title stands in a row of tokens: listed titles, and titles made by the grammar."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dragoman.knowledge.offices_data import Title, Token, grammar, portfolios, titles_by_pair, titles_by_word
from dragoman.knowledge.offices_row import Row, country_at

_CONNECT = frozenset(("and", ","))
_JUNIOR_OF = {
    "head_of_state": "deputy_head_of_government",
    "head_of_government": "deputy_head_of_government",
    "foreign_minister": "deputy_foreign_minister",
}
_JUST_JUNIOR = frozenset(("deputy", "vice", "assistant", "associate"))
_MINISTERS = frozenset(("minister", "secretary", "cs"))
_ROLES = {
    "aide": "senior_official",
    "adviser": "senior_official",
    "coordinator": "senior_official",
    "negotiator": "senior_official",
    "commissioner": "senior_official",
    "envoy": "envoy",
    "representative": "envoy",
    "mediator": "envoy",
    "ps": "senior_official",
}
"""Heads of titles made with a portfolio ("foreign policy aide", "humanitarian coordinator"), in the singular only."""
_HEADS_OF = frozenset(
    ("chief", "head", "director", "speaker", "chairman", "chairperson", "chairwoman", "chair", "commander", "president")
)
_EXTENDED = re.compile(
    r"(?:minister|secretary) of state$|secretary general$"
    r"|(?:secretary|envoy|representative|coordinator|adviser|director|commissioner)$"
)
_EXTENDED_IN_CAPITALS = re.compile(r"minister$")
_OF_A_MINISTRY = frozenset(
    ("director general", "director-general", "deputy director general", "deputy director-general")
)
"""Heads of organisations that are officials of a ministry with a portfolio: "Director General for European Affairs"."""
_LONGEST = 14  # words of a portfolio


class Found(NamedTuple):
    """A title at tokens [first, last)."""

    first: int
    last: int
    office_class: str
    country: str | None
    plural: bool


@cache
def heads() -> frozenset[str]:
    """Words of which every title holds one: the heads of made titles, and of each listed one a word, the longest."""
    found = {"chief", "cs", "ps", "boss", *_MINISTERS, *_ROLES, *_HEADS_OF}
    listed_ones = [[token.norm for token in title.tokens] for row in titles_by_word().values() for title in row]
    for norms in sorted(listed_ones, key=lambda norms: (len(norms), norms)):
        if found.isdisjoint(norms):
            found.add(max((norm for norm in norms if norm != "the"), key=lambda norm: (len(norm), norm)))
    return frozenset(found)


@cache
def starters() -> frozenset[str]:
    """The words with which any title can begin."""
    words = {word for word, kind in portfolios().items() if kind}
    return frozenset(words | set(titles_by_word()) | grammar().prefixes | _HEADS_OF | _MINISTERS)


def _fits(row: Row, at: int, title: Title) -> Found | None:
    """The listed title at ``at``, if it stands there.

    A country stands before what belongs to it: "Chief of the [Turkish] General Staff".
    """
    last = len(title.tokens) - 1
    here, country, plural = at, title.country, False
    owned = False
    for offset, want in enumerate(title.tokens):
        if owned and want.norm == "the":
            continue  # "Head of [Ukraine's] Presidential Office" for "of the Presidential Office"
        if row.norm(here) != want.norm:
            inside = country_at(row, here) if _opens_body(row, at, here) else None
            owned = inside is not None and want.norm == "the" and row.tokens[inside[0] - 1].possessive
            if owned and inside is not None:
                here, country = inside
                continue
            if inside is None or row.norm(inside[0]) != want.norm:
                return None
            here, country = inside
            if not row.joined(here) and not row.tokens[here - 1].possessive:
                return None
        token = row.tokens[here]
        if offset < last and token.possessive != want.possessive:
            return None
        if here > at and not row.joined(here) and not row.tokens[here - 1].possessive:
            return None
        if title.exact and token.capital != want.capital:
            return None
        if title.exact and want.text.isupper() and not token.text.rstrip("s").isupper():
            return None
        plural = plural or (token.plural and not want.plural)
        here += 1
    return Found(at, here, title.office_class, country, plural)


def _opens_body(row: Row, at: int, here: int) -> bool:
    """ "of" or "of the" stands before ``here``."""
    before = here - 1 - (row.norm(here - 1) == "the")
    return before > at and row.norm(before) == "of"


def listed(row: Row, at: int) -> Found | None:
    """The longest listed title that starts at ``at``."""
    first, titles = row.norm(at), titles_by_pair()
    for second in (row.norm(at + 1), ""):  # longer titles first
        for title in titles.get((first, second), ()):
            found = _fits(row, at, title)
            if found is not None and not _goes_on(row, found):
                return found
    return None


def _goes_on(row: Row, found: Found) -> bool:
    """ "President of the Republic", where "of Moldova" follows: the republic belongs to the country's name."""
    last = found.last
    if row.norm(last - 1) != "republic" or row.norm(last) != "of":
        return False
    return country_at(row, last + 1 + (row.norm(last + 1) == "the")) is not None


def chain_at(row: Row, at: int) -> tuple[int, str | None]:
    """The end of the portfolio that starts at ``at`` and its class; ``at`` itself where there is none."""
    words = portfolios()
    kind: str | None = None
    here = last = at
    while here < len(row.tokens) and here - at < _LONGEST:
        norm = row.norm(here)
        if here > at and not row.joined(here):
            break
        if norm in words and not row.tokens[here].plural:
            kind = kind or words[norm]
            here += 1
            last = here
            if row.tokens[here - 1].possessive:
                break
        elif norm in _CONNECT and last == here and here > at:
            here += 2 if norm == "," and row.norm(here + 1) == "and" else 1
            here += row.norm(here) == "the"
        else:
            break
    return (last, kind) if kind else (at, None)


_HEADS = frozenset({"minister", "secretary", "president", "chancellor", "premier", "prime", "king", "ambassador"})


def capital_chain(row: Row, at: int) -> int:
    """The end of capitalised words that close with a portfolio word: "East Asian and Pacific Affairs"."""
    words = portfolios()
    here = last = at
    if row.norm(at) == "state":
        return at  # "Secretary of State A B and Saudi Foreign Minister C": A is a name
    while here < len(row.tokens) and here - at < _LONGEST:
        token = row.tokens[here]
        if (here > at and not row.joined(here)) or token.norm in _HEADS:
            break
        if token.capital:
            # "Minister of Trade Ana Ruiz, Defence Minister B": the second portfolio is another minister's
            if token.norm in words and row.norm(here + 1) not in _HEADS:
                last = here + 1
                if token.norm == "affairs":
                    break
        elif token.norm not in ("and", "of", "the", ","):
            break
        here += 1
    return last


def junior(office_class: str) -> str:
    """The class of the deputy of an office."""
    if office_class in _JUNIOR_OF:
        return _JUNIOR_OF[office_class]
    if office_class.endswith("_minister") or office_class == "national_security_adviser":
        return "senior_official"
    return office_class


def _prefixes(row: Row, at: int) -> int:
    """The first token from ``at`` that is no prefix ("first deputy", "senior vice")."""
    here = at
    while row.norm(here) in grammar().prefixes and (here == at or row.joined(here)):
        here += 1
    return here


def _is_junior(row: Row, first: int, last: int) -> bool:
    return any(row.norm(here) in grammar().junior_prefixes for here in range(first, last))


def before_head(row: Row, at: int) -> Found | None:
    """ "[Deputy] Trade and Industry Minister", "Health Secretary", "First Deputy Minister"."""
    start = _prefixes(row, at)
    low = _is_junior(row, at, start)
    if start > at and not row.joined(start):
        return None
    end, kind = chain_at(row, start)
    if end == start and start == at:
        return None
    if end > start and not row.joined(end):
        return None
    head = row.norm(end)
    if head in ("cs", "ps") and not row.tokens[end].text.isupper():
        return None
    if head in _ROLES and kind and not row.tokens[end].plural:
        # "European Energy Commissioner": the Commission's
        country = "EU" if (row.norm(at), head) == ("european", "commissioner") else None
        return Found(at, end + 1, _ROLES[head], country, plural=False)
    if head not in _MINISTERS and not (head == "chief" and kind):
        return None
    if end == start and (head in ("secretary", "cs") or not low):
        return None
    office_class = kind or "other_minister"
    if head == "chief" and kind == "other_minister":
        office_class = "senior_official"
    if low:
        office_class = junior(office_class)
    found = Found(at, end + 1, office_class, None, row.tokens[end].plural)
    return with_portfolio(row, found) if end > start else found


def after_head(row: Row, at: int) -> Found | None:
    """ "[Deputy] Minister of Agriculture, Food and Forestry", "Secretary for Home Affairs"."""
    start = _prefixes(row, at)
    if row.norm(start) not in _MINISTERS or (start > at and not row.joined(start)):
        return None
    low, last = _is_junior(row, at, start), start + 1
    if row.norm(last) == "delegate" and row.joined(last):
        low, last = True, last + 1
    if row.norm(last) == "of" and row.norm(last + 1) == "state" and row.norm(last + 2) in ("of", "for"):
        low, last = low or row.norm(start) == "minister", last + 2
    portfolio = portfolio_at(row, last)
    if portfolio is None:
        return None
    end, kind = portfolio
    return Found(at, end, junior(kind) if low else kind, None, row.tokens[start].plural)


def portfolio_at(row: Row, at: int) -> tuple[int, str] | None:
    """The portfolio behind "of", "for" or "in charge of" at ``at``: where it ends, and its class."""
    if row.norm(at) in ("in", "responsible"):
        at += 2 if (row.norm(at), row.norm(at + 1)) == ("in", "charge") else row.norm(at) == "responsible"
    if row.norm(at) not in ("of", "for") or not row.joined(at) or not row.joined(at + 1):
        return None
    first = at + 1 + (row.norm(at + 1) == "the")
    end, kind = chain_at(row, first)
    if first < len(row.tokens) and row.tokens[first].capital:
        end = max(end, capital_chain(row, first))
    if end == first:
        return None
    return end, kind or "other_minister"


def with_portfolio(row: Row, found: Found) -> Found:
    """A title that can take a portfolio, with the portfolio that follows it."""
    words = " ".join(token.norm for token in row.tokens[found.first : found.last])
    portfolio = portfolio_at(row, found.last)
    if portfolio is None:
        return found
    named = found.last + 1 + (row.norm(found.last + 1) == "the")
    capitals = row.tokens[named].capital and row.tokens[found.first].capital
    # "met the foreign minister for trade talks": small letters say nothing of a portfolio
    capitals = capitals and row.norm(found.last) == "for"
    if words in _OF_A_MINISTRY and row.norm(found.last) != "for":
        return found  # "Director General of the World Trade Organization"
    if (
        not _EXTENDED.search(words)
        and words not in _OF_A_MINISTRY
        and not (capitals and _EXTENDED_IN_CAPITALS.search(words))
    ):
        return found
    end, kind = portfolio
    if words in _OF_A_MINISTRY:
        return found._replace(last=end, office_class="senior_official")
    if words == "secretary of state":
        return found._replace(last=end, office_class=kind, country=None)
    if words == "minister of state":
        return found._replace(last=end, office_class=junior(kind))
    return found._replace(last=end)


def head_of(row: Row, at: int) -> Found | None:
    """ "Head of the National Intelligence Agency", "Deputy Chairman of the War Council", "IAEA chief"."""
    start = at + 1 if row.norm(at) in _JUST_JUNIOR and row.joined(at + 1) else at
    if row.norm(start) not in _HEADS_OF or row.norm(start + 1) != "of" or not row.joined(start + 1):
        return None
    first = start + 2 + (row.norm(start + 2) == "the")
    here = last = first
    while here < len(row.tokens) and here - first < _LONGEST and row.joined(here):
        token = row.tokens[here]
        if _acronym(token) and here == first:
            last = here + 1
            break
        if not token.capital and token.norm not in ("of", "and", "for", "the"):
            break
        here += 1
        if token.capital and token.norm in grammar().organisations:
            last = here
    if last == first:
        return None
    kind = _organisation_class(row, first, last)
    inside = country_at(row, first)
    return Found(at, last, kind, inside[1] if inside and inside[0] < last else None, row.tokens[start].plural)


def _organisation_class(row: Row, first: int, last: int) -> str:
    if last - first == 1 and _acronym(row.tokens[first]):
        return "head_of_organisation"
    for here in range(last - 1, max(first, last - 3) - 1, -1):
        kind = grammar().organisation_classes.get(row.norm(here))
        if kind:
            return kind
    return "senior_official"


def _acronym(token: Token) -> bool:
    plain = token.text
    return 3 <= len(plain) <= 8 and plain.isupper() and plain.isalpha() and plain not in grammar().country_acronyms


def acronym_head(row: Row, at: int) -> Found | None:
    """ "UNDP chief", "OPEC Secretary General", "APEC chair"."""
    if not _acronym(row.tokens[at]) or not row.joined(at + 1):
        return None
    inner = listed(row, at + 1)
    if inner is not None and inner.office_class == "head_of_organisation":
        return inner._replace(first=at)
    if row.norm(at + 1) in (
        "chief",
        "head",
        "director",
        "chairman",
        "chairperson",
        "chairwoman",
        "chair",
        "boss",
    ):
        return Found(at, at + 2, "head_of_organisation", None, row.tokens[at + 1].plural)
    return None


def deputy_of(row: Row, at: int) -> Found | None:
    """A listed title with "deputy" before it."""
    if row.norm(at) not in _JUST_JUNIOR or not row.joined(at + 1):
        return None
    inner = listed(row, at + 1)
    if inner is None:
        return None
    return inner._replace(first=at, office_class=junior(inner.office_class))
