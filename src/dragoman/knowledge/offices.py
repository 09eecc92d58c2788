"""Office titles in running English text: where they stand and what they mean.

Titles are listed in en/offices.jsonl; the forms that a grammar makes ("Deputy Minister for Water and
Irrigation") follow from en/office_grammar.json. Countries before or after a title ("Thai", "of Thailand")
are not part of it.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from dragoman.knowledge.offices_bodies import longest, openers
from dragoman.knowledge.offices_data import Token, grammar, honorifics, norms_of, office_ranks, tokenize
from dragoman.knowledge.offices_row import Row, country_at
from dragoman.knowledge.offices_scan import Found, heads

__all__ = ["OfficeMention", "classify_title", "find_offices", "honorifics", "office_ranks"]

_AND = re.compile(r"\s+(?:and|&|cum)\s+(?:concurrently\s+)?|\s?/\s?|-cum-")
_COMMA = re.compile(r",\s+")
_NOT_NATION = frozenset(
    ("the", "a", "an", "this", "that", "our", "her", "his", "its", "their", "both", "each", "all", "another")
)


class OfficeMention(msgspec.Struct, frozen=True):
    """A title at ``text[start:end]``, modifiers ("then", "acting") included.

    ``country`` only where the title itself says it ("Taoiseach": IE). ``classes`` are all offices of a
    compound ("Deputy Prime Minister and Foreign Minister"), the first being ``office_class``.
    """

    start: int
    end: int
    title: str
    office_class: str
    country: str | None
    plural: bool
    former: bool = False
    acting: bool = False
    modifiers: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


def find_offices(text: str, start: int = 0, end: int | None = None) -> list[OfficeMention]:
    """The longest titles in ``text[start:end]``, from left to right, none overlapping another."""
    stop = len(text) if end is None else end
    norms, head = norms_of(text, start, stop), heads()
    if head.isdisjoint(norms):
        return []
    row = Row(text, tokenize(text, start, stop))
    mentions: list[OfficeMention] = []
    begins, at, floor = openers(), 0, 0
    last = max(at for at, norm in enumerate(norms) if norm in head)
    while at <= last:
        if row.norms[at] not in begins and not row.tokens[at].text.isupper():
            at += 1
            continue
        found = longest(row, at)
        if found is None or refused(row, found):
            at += 1
            continue
        mentions.append(_mention(row, found, floor))
        at = floor = found.last
    return _compounds(text, mentions)


@cache
def classify_title(title: str) -> str | None:
    """The class of a title that stands alone ("Deputy Minister of Finance"), or None where it is unknown."""
    row = Row(title, tokenize(title))
    if not row.tokens:
        return None
    found = [one for at in range(len(row.tokens)) if (one := longest(row, at)) is not None]
    best = max(found, key=lambda one: (one.last - one.first, -one.first), default=None)
    return best.office_class if best else None


def _mention(row: Row, found: Found, floor: int) -> OfficeMention:
    rules = grammar()
    first, last = found.first, found.last
    words: list[str] = []
    while first > floor and (row.joined(first) and _modifies(row, first - 1)):
        first -= 1
        words.insert(0, row.norm(first))
    if row.joined(last) and row.norm(last) in rules.after_modifiers:
        words.append(row.norm(last))
        last += 1
    around = [
        *words,
        *(token.norm for token in row.tokens[found.first : found.last]),
        *_before_name(row, first),
    ]
    start, end = row.tokens[first].start, row.tokens[last - 1].end
    return OfficeMention(
        start=start,
        end=end,
        title=row.text[row.tokens[found.first].start : row.tokens[found.last - 1].end],
        office_class=found.office_class,
        country=found.country,
        plural=found.plural,
        former=not rules.former.isdisjoint(around),
        acting=not rules.acting.isdisjoint(around),
        modifiers=tuple(words),
        classes=(found.office_class,),
    )


def _modifies(row: Row, at: int) -> bool:
    rules, norm = grammar(), row.norm(at)
    if norm in rules.after_newly:
        return row.norm(at - 1) in rules.newly
    return norm in rules.former | rules.acting | rules.other_modifiers


def _before_name(row: Row, first: int) -> list[str]:
    """The modifier before up to two capitalised words: "former South African president"."""
    for back in (1, 2):
        at = first - back
        if at < 0 or not row.joined(at + 1):
            break
        norm = row.norm(at)
        if norm in grammar().former | grammar().acting:
            return [norm]
        if not row.tokens[at].capital:
            break
        if back == 2 and at > 0 and row.joined(at) and row.norm(at - 1) in grammar().former | grammar().acting:
            return [row.norm(at - 1)]
    return []


def refused(row: Row, found: Found) -> bool:
    """Whether the words around a title say that it means no office-holder."""
    rules = grammar()
    tokens = row.tokens[found.first : found.last]
    first, final = tokens[0], tokens[-1]
    after = row.norm(found.last) if row.joined(found.last) or final.possessive else ""
    before = row.norm(found.first - 1) if row.joined(found.first) else ""
    if after in rules.not_before.get(final.norm, ()) or before in rules.not_after.get(first.norm, ()):
        return True
    if final.possessive and after in rules.possessions:
        return True
    if _office_of(row, found.first):
        return True
    words = " ".join(token.norm for token in tokens)
    the_secretary = words == "secretary" and before == "the" and final.capital  # as readouts speak of their own
    if words in rules.need_a_name and not the_secretary and not _name_follows(row, found.last):
        return True
    return _of_a_company(row, found, tokens)


def _office_of(row: Row, first: int) -> bool:
    at = first - 1
    if row.norm(at) == "the":
        at -= 1
    return row.norm(at) == "of" and row.norm(at - 1) in grammar().office_nouns


def _name_follows(row: Row, at: int) -> bool:
    return row.joined(at) and row.tokens[at].capital and row.tokens[at - 1].capital


def _of_a_company(row: Row, found: Found, tokens: list[Token]) -> bool:
    """ "president of the company", "Chancellor of the University of Oxford", "king of pop"."""
    last = found.last
    if row.norm(last) != "of" or not row.joined(last) or len(tokens) > 2:
        return False
    after = last + 1
    nation = country_at(row, after + (row.norm(after) == "the"))
    if nation is not None and row.norm(nation[0] - 1) in grammar().company_words:
        return False  # "of the Russian Federation"
    if row.norm(after) in _NOT_NATION or not row.tokens[min(after, len(row.tokens) - 1)].capital:
        near = [row.norm(at) for at in range(after, after + 3)]
        if any(norm in grammar().company_words for norm in near):
            return True
        return tokens[-1].norm in ("king", "queen", "president") and near[0] not in _NOT_NATION
    return row.norm(after) in grammar().company_words


def _compounds(text: str, mentions: list[OfficeMention]) -> list[OfficeMention]:
    """Joins the two titles of one person: "Deputy Prime Minister and Minister of Foreign Affairs"."""
    merged: list[OfficeMention] = []
    for mention in mentions:
        if merged and _one_person(text, merged[-1], mention):
            first = merged.pop()
            mention = msgspec.structs.replace(  # noqa: PLW2901
                first,
                end=mention.end,
                title=text[first.end - len(first.title) : mention.end],
                classes=(*first.classes, mention.office_class),
                country=first.country or mention.country,
            )
        merged.append(mention)
    return merged


def _one_person(text: str, first: OfficeMention, second: OfficeMention) -> bool:
    if first.plural or second.plural or second.modifiers or first.office_class == second.office_class:
        return False
    if first.title.lower() == "secretary":
        return False  # "the Secretary and Foreign Minister X": two persons
    between = text[first.end : second.start]
    comma = bool(_COMMA.fullmatch(between))
    if not comma and not _AND.fullmatch(between):
        return False
    named = bool(re.match(r"\s+[A-Z]", text[second.end : second.end + 3]))
    capitals = first.title[0].isupper() and second.title[0].isupper()
    kinds = (first.office_class, second.office_class)
    ministers = [kind.endswith("_minister") for kind in kinds]
    if kinds[0] == "deputy_head_of_government" and ministers[1]:
        return named if comma else not _two_heads(text, first)
    if not capitals or not named:
        return False
    return (ministers[0] or kinds[0] == "head_of_government") and (
        ministers[1] or kinds[1] in ("deputy_head_of_government", "head_of_government")
    )


def _two_heads(text: str, first: OfficeMention) -> bool:
    """ "the vice president and foreign minister" in small letters may be two; a deputy premier is one."""
    return first.title[0].islower() and "president" in first.title.lower()
