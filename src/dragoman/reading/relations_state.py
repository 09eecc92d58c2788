"""Whether words of ties tell what is, what is planned, or nothing: threats, wishes and denials tell nothing."""

from __future__ import annotations

import re

from dragoman.model import Dates
from dragoman.reading.relations_line import Line
from dragoman.reading.relations_words import Words

_UNDER_WAY = re.compile(r"\b(?:is|are|was|were|been) (?:\w+ly )?$")
_ADJUNCT = re.compile(
    r"(?: (?:on|in|at|during))? <T\d+>(?= )| (?:formally|officially|jointly|also|immediately|finally)\b"
)
_BY_DOING = re.compile(r"\b(?:by|after|since|in|on)(?: having)? $")
_AHEAD = re.compile(
    r"\b(?:will|would|to|talks|negotiations|deal|agreement|vote|decision) (?:\w+ ){0,3}?(?:by|after|on|in)$"
)
_COMING = re.compile(r"\b(?:will|would|shall|to)\b")
_DID = re.compile(
    r"\b(?:(?:became|was|is|,) the (?:[\w<>-]+ ){1,6}?|(?:went on|(?:was|were|been|is|are) (?:forced|obliged|compelled)"
    r"|felt compelled|had|(?:prompt|lead|caus|forc)ing (?:the )?<C\d+>|(?:prompt|caus|forc)ed (?:the "
    r")?<C\d+>|went so far as) )to$"
)
"""What makes an infinitive a fact: "became the first country to", "was forced to"."""
_DROPPED = re.compile(
    r"\b(?:suspend|shelv|dropp|abandon|scrapp|postpon|delay|cancell?)(?:ed|ing) (?:its |their |the "
    r"|any |all )?$|\bfro[sz]en? $"
)
_TOGETHER = re.compile(r"^(?:the )?<C\d+> (?:and|,) (?:the )?<C\d+>$")
_HEADLINE = re.compile(r"^(?:the )?<C\d+>(?: (?:and|,) (?:the )?<C\d+>)? to$")
"""Subjects of headlines: "Peru, Chad restore ties", "Peru to reopen embassy"."""
_AFTER_NOUN = re.compile(
    r"^[^,;.]{0,60}?\b(?:will|would|could|may|might|should|is being|was averted|remains|depends|requires"
    r"|ruled out|unlikely|possible|not)\b|^[^,;.]{0,60}?n't\b"
)
"""What makes "the closure of the embassy" a thought, not a fact."""


def state(line: Line, known: Words, match: re.Match[str]) -> bool | None:
    """Whether the verb of a match tells a plan; None where it tells nothing that is or will be."""
    before = line.text[: match.start("verb")].rstrip()
    clause = _ADJUNCT.sub("", f"{before[max(0, before.rfind(' ; ')) :]} ").rstrip()
    planned = None if _DID.search(clause) else known.planned.search(clause)
    verb = match["verb"]
    if known.refusing.search(clause[: planned.start()] if planned else clause):
        return None
    if planned is not None:
        return None if _DROPPED.search(clause[: planned.start()]) else True
    if verb in known.ing:
        if clause.endswith(","):  # "cut ties, closing its embassy"
            return None if _COMING.search(clause) else False
        done = _UNDER_WAY.search(clause + " ") or _BY_DOING.search(clause + " ")
        return False if done and not _AHEAD.search(clause) else None
    if _DID.search(clause) or (verb in known.base and _TOGETHER.search(clause)):
        return False
    if verb in known.base and _HEADLINE.search(clause):
        return True
    if verb in known.base and verb not in known.past:
        return None
    return None if re.search(r"\b(?:to|to be|be)$", clause) else False


def noun_state(line: Line, known: Words, match: re.Match[str]) -> tuple[bool | None, Dates | None]:
    """The same of a noun ("announced the recall of"), with its day.

    A noun tells something only behind a word that says so (announced, ordered, after) or at the head of its clause.
    """
    before = line.clause(match.start("noun"))
    lead = known.noun_lead.search(line.text[: match.start("noun")])
    if lead is None or known.refusing.search(before) or _AFTER_NOUN.search(line.text[match.end() :]):
        return None, None
    planned = lead["plan"] is not None or known.planned.search(line.text[: lead.start()].rstrip()) is not None
    return planned, line.day_within(lead["day"] or "") or line.day(match.end("noun"), planned=planned)
