"""Claims: "first call since November 2022", "his third trip to Peru", "the two last met in May". Pure.

Only sentences with a word that can make a claim are looked at. What cannot be told (between whom, where to) makes
none; neither does what counts something else (the first day of a visit, the second round of talks, the fifth
meeting of a commission).
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import Claim, Dates, Evidence, Report
from dragoman.reading.cited import cited
from dragoman.reading.claims_forms import Hit, hits
from dragoman.reading.claims_line import Line
from dragoman.reading.claims_whom import CONTACTS, Told
from dragoman.reading.claims_words import gate, trigger, words
from dragoman.reading.sentence import Sentence

_LONGEST = 600


def claims_of(
    text: str, sentences: Sequence[Sentence], reports: Sequence[Report], published: str | None, article: int = 0
) -> tuple[Claim, ...]:
    """The claims of an article's sentences, each once, in the order of the text."""
    told = Told(sentences)
    found: list[Claim] = []
    for number, sentence in enumerate(sentences):
        if sentence.skeleton is None or not gate().open(text[sentence.start : sentence.end]):
            continue
        if not trigger().search(text, sentence.start, sentence.end):
            continue
        line = Line(text, sentence, sentence.skeleton, number)
        for hit in hits(line, told, words(), published):
            if not _sound(hit):
                continue
            claim = _claim(text, hit, sentence, reports, article)
            if not any(_same(claim, other) for other in found):
                found.append(claim)
    return tuple(found)


def _sound(hit: Hit) -> bool:
    """Whether it is known of whom: two sides of a contact, somebody who travels somewhere abroad."""
    if hit.kind == "trip":
        own = {party.country for party in hit.parties}
        told = bool(hit.parties) and (hit.abroad or (hit.place is not None and hit.place.country is not None))
        return told and not (hit.place is not None and hit.place.country in own)
    known = [party for party in hit.parties if party.name or party.country]
    return len(known) > 1 and len({party.country or party.name for party in known}) > 1


def _same(one: Claim, other: Claim) -> bool:
    return (one.what, one.kind, one.number, one.parties, one.place, one.since) == (
        other.what,
        other.kind,
        other.number,
        other.parties,
        other.place,
        other.since,
    )


def _claim(text: str, hit: Hit, sentence: Sentence, reports: Sequence[Report], article: int) -> Claim:
    span = text[sentence.start : sentence.end].rstrip()[:_LONGEST]
    return Claim(
        what=hit.what,
        kind=hit.kind,
        parties=hit.parties,
        evidence=Evidence(sentence.start, sentence.start + len(span), span),
        number=hit.number,
        place=hit.place,
        since=hit.row.since,
        within=hit.row.within,
        opening=hit.row.opening,
        qualifier=hit.qualifier,
        date=_date(hit, sentence, reports) if hit.what in {"first", "nth"} else None,
        attribution=cited(span),
        article=article,
    )


def _date(hit: Hit, sentence: Sentence, reports: Sequence[Report]) -> Dates | None:
    """The day of the engagement that is called first, where just one report of its kind lies in the sentence."""
    kinds = {"trip"} if hit.kind == "trip" else CONTACTS
    days = {
        one.date
        for one in reports
        if one.kind in kinds and any(s.start < sentence.end and sentence.start < s.end for s in one.evidence)
    }
    found = next(iter(days)) if len(days) == 1 else None
    return None if found is not None and hit.row.since is not None and (found.start or "") <= hit.row.since else found
