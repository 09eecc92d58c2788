"""Times of a sentence that belong to something else than a predicate: to a noun, a saying, what is still to come."""

from __future__ import annotations

from itertools import pairwise

from dragoman.reading.skeleton import Mark, Skeleton
from dragoman.reading.times import TimeMention


def belongs_elsewhere(skeleton: Skeleton, at: int, origin: range) -> bool:
    """Whether the time at token ``at`` is not that of the predicate over the tokens ``origin``, near as it may be."""
    mention = skeleton.times[skeleton.tokens[at].index]
    return (
        _bounds(skeleton, at)
        or _of_another(skeleton, at, origin)
        or _of_saying(skeleton.tokens, at, origin)
        or _of_goal(skeleton.tokens, at, origin)
        or _to_be(skeleton.tokens, at, origin)
        or (_to_come(mention) and _came_first(skeleton.tokens, origin))
    )


_BOUNDS = frozenset({"since", "until", "till"})
_RUNS_ON = frozenset({",", ".", ";", ")", "with", "in", "at", "to", "by", "and", "when", "on", "over", "for"})


def _bounds(skeleton: Skeleton, at: int) -> bool:
    """The time only bounds another: "since Monday", "two weeks before the visit".

    Not so "since July, when the two met" (that is when they met), nor "the evening before" with nothing after it.
    """
    tokens = skeleton.tokens
    words = skeleton.times[tokens[at].index].words.lower().split()
    before = tokens[at - 1].text if at else ""
    following = [token.text for token in tokens[at + 1 : at + 3]]
    if before in _BOUNDS or words[0] == "since" or words[-1] in _BOUNDS:
        return True
    return words[-1] in {"after", "before"} and bool(following) and following[0] not in _RUNS_ON


def opens_clause(skeleton: Skeleton, at: int, origin: range) -> bool:
    """ "since July, when the two met": the time that a clause with "when" hangs on, and a predicate of that clause."""
    tokens = skeleton.tokens
    behind = [token.text for token in tokens[at + 1 : at + 3]]
    when = at + 1 if behind[:1] == ["when"] else at + 2 if behind == [",", "when"] else None
    return when is not None and when < origin.start <= when + 12


_OCCASIONS = frozenset(
    [
        "meeting",
        "meetings",
        "call",
        "visit",
        "talks",
        "conversation",
        "conversations",
        "trip",
        "tour",
        "summit",
        "session",
        "dinner",
        "lunch",
        "conference",
        "dialogue",
        "encounter",
        "gathering",
        "forum",
        "consultations",
        "ceremony",
        "event",
    ]
)
_BESIDE = frozenset({"sidelines", "margins", "fringes", "edges", "occasion", "eve", "opening", "day"})
_DURING = frozenset({"at", "during", "in", "for", "to", "attend", "attended", "hold", "held", "had", "holding", "by"})


def _of_another(skeleton: Skeleton, at: int, origin: range) -> bool:
    """The time belongs to a noun that is not this predicate's: "after Sunday's election", "results of the July summit".

    "At Tuesday's summit", "on the sidelines of the 2019 summit" say when all that is told there was.
    """
    tokens = skeleton.tokens
    noun = _owner(skeleton, at)
    if noun is None or noun in origin or at in origin:
        return False
    if tokens[noun].text not in _OCCASIONS and tokens[noun].kind == "w":
        return True
    before = [
        token.text
        for token in tokens[max(0, at - 4) : at]
        if token.text not in {"the", "a", "an", "their", "his", "her"}
    ]
    return not before or (before[-1] not in _DURING and not _BESIDE & set(before))


def _owner(skeleton: Skeleton, at: int) -> int | None:
    """The noun that a time stands before as its owner or attribute: "Monday's call", "their July meeting"."""
    tokens, mention = skeleton.tokens, skeleton.times[skeleton.tokens[at].index]
    owned = at + 1 < len(tokens) and tokens[at + 1].text == "'s"
    if not owned and not mention.attributive:
        return None
    for index in range(at + 1 + owned, min(len(tokens), at + 5)):
        if tokens[index].text in _OCCASIONS or tokens[index].kind == "G":
            return index
    return at + 1 + owned if at + 1 + owned < len(tokens) else None


_DONE_FIRST = frozenset({"after", "following", "fresh"})
_TO_COME = frozenset({"next", "coming", "upcoming"})


def _came_first(tokens: list[Mark], origin: range) -> bool:
    """The predicate stands in "after talks with B, …", "fresh from a meeting with B, …": done before the rest."""
    for index in range(origin.start - 1, max(-1, origin.start - 7), -1):
        token = tokens[index]
        if token.text in {",", ";", "."}:
            return False
        if token.text in _DONE_FIRST:
            return True
    return tokens[origin.start].text in _DONE_FIRST


def _to_come(mention: TimeMention) -> bool:
    return mention.which in _TO_COME or (mention.form == "relative_day" and (mention.count or 0) > 0)


def plain(mention: TimeMention) -> TimeMention:
    """The day itself of "since July"."""
    return mention.inner[0] if mention.form == "open" and mention.inner else mention


_SAYING = frozenset(
    {"said", "says", "told", "announced", "reported", "confirmed", "added", "wrote", "tweeted", "stated"}
)
_WHILE = frozenset({"after", "following", "at", "during", "in", "as", "when", "before", "speaking"})


def _of_saying(tokens: list[Mark], at: int, origin: range) -> bool:
    """ "A met B, the ministry said on Friday", "said on Friday that A had met B": the day of the news.

    Not so "after the talks with B, A said on Friday", "told reporters on Friday after meeting B".
    """
    before = _before_hearers(tokens, at - 1 if tokens[at - 1].text != "on" else at - 2)
    if before < 0 or before in origin or tokens[before].text not in _SAYING:
        return False
    if at < origin.start:
        return any(token.text == "that" for token in tokens[at + 1 : origin.start])
    return not any(token.text in _WHILE for token in tokens[max(0, origin.start - 5) : origin.start + 1])


_HEARERS = frozenset(
    {
        "reporters", "journalists", "lawmakers", "parliament", "media", "press", "news", "briefing", "conference",
        "agency", "newspaper", "television", "radio", "a", "an", "the", "at", "in", "to", "statement", "weekly",
        "regular", "daily", "state", "local", "joint", "afp", "ap", "reuters", "tass", "xinhua",
    }
)  # fmt: skip
"""Words between a verb of saying and its day: "told reporters on T", "said in a statement on T"."""


def _before_hearers(tokens: list[Mark], before: int) -> int:
    """The token of the verb of saying, over those who were told: "told a news briefing in L on T", "told P on T"."""
    at = before
    while at > 0 and before - at < 8 and (tokens[at].text in _HEARERS or tokens[at].kind in "POL"):
        at -= 1
    return at if at >= 0 and tokens[at].text in _SAYING else before


_AIMS = frozenset(
    {
        "prepare",
        "discuss",
        "plan",
        "organise",
        "organize",
        "coordinate",
        "about",
        "regarding",
        "preparing",
        "discussing",
    }
)
_MATTERS = frozenset(
    {
        "election",
        "elections",
        "vote",
        "referendum",
        "attack",
        "attacks",
        "coup",
        "earthquake",
        "statement",
        "resolution",
        "decision",
    }
)


def _of_goal(tokens: list[Mark], at: int, origin: range) -> bool:
    """ "met B to prepare a summit on 20 November", "about the election of 5 November": the day of what is spoken of."""
    if at < origin.stop or at < 3:
        return False
    link, noun = tokens[at - 1].text, tokens[at - 2]
    if link not in {"on", "of", "in", "for"} or at - 2 in origin:
        return False
    if noun.text in _MATTERS:
        return True
    if noun.text not in _OCCASIONS and noun.kind not in "GL":
        return False
    return any(token.text in _AIMS for token in tokens[max(origin.stop, at - 9) : at - 2])


_STILL = frozenset({"will", "opens", "begins", "starts", "takes", "prepare", "prepares"})


def _to_be(tokens: list[Mark], at: int, origin: range) -> bool:
    """ "met B in Lima, where a summit opens on Friday", "the talks to be held on Friday": told of what is to come."""
    between = [token.text for token in tokens[origin.stop : at]]
    if ("to", "be") in pairwise(between):
        return True
    clause = next(
        (n for n, word in enumerate(between) if word in {"where", "as", "which", "that", "when", "who"}), None
    )
    return clause is not None and bool(_STILL & set(between[clause:]))


_LEAVING = frozenset({"leave", "leaves", "left", "leaving", "depart", "departs", "departed", "departing"})
_PURPOSE = frozenset({"attend", "attending", "join", "address", "chair", "co-chair"})


def of_leaving(tokens: list[Mark], at: int, origin: range) -> bool:
    """ "leaves on Thursday for Jeddah to attend the summit": the day of leaving, not of the gathering."""
    stop = min(len(tokens), origin.stop, at + 7)
    purpose = next((n for n in range(at + 2, stop) if tokens[n].text in _PURPOSE and tokens[n - 1].text == "to"), None)
    if purpose is None or any(token.text in {",", ";", "and", "but", "where"} for token in tokens[at + 1 : purpose]):
        return False
    if origin.start > purpose + 3:
        return False  # another predicate, further on
    return any(token.text in _LEAVING for token in tokens[max(0, at - 7) : at])


_WIDE = frozenset({"relative_span", "month", "year", "season", "vague"})
_EXACT = frozenset({"day", "range", "weekday", "ordinal_day"})


def narrowed(skeleton: Skeleton, number: int) -> int:
    """ "next week, on March 22 and 23": the second time says what the first means; numbers of the sentence's times."""
    tokens = skeleton.tokens
    at = next(i for i, token in enumerate(tokens) if token.kind == "T" and token.index == number)
    if skeleton.times[number].form not in _WIDE:
        return number
    for token in tokens[at + 1 : at + 4]:
        if token.kind == "T":
            return token.index if skeleton.times[token.index].form in _EXACT else number
        if token.text not in {",", "on", "from", "("}:
            return number
    return number
