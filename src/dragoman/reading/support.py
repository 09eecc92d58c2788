"""What speaks for and against a report: the features that its confidence is made of, each a word of its own.

A feature is a fact that a reader of the document can see: which pattern read it, how the parties are given, how many
sentences tell it, what kind and status it has, where it stands. ``confidence.py`` weighs them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from dragoman.model import Party, Report
from dragoman.reading.actor import Actor
from dragoman.reading.drafts import Draft
from dragoman.reading.sentence import Sentence

Features = dict[str, float]
Span = tuple[int, int]

_UNDONE = frozenset({"cancelled", "postponed", "declined", "cut_short"})
_FORMS = {
    "name": "a party by name",
    "surname": "a party by last name in its sentence",
    "office": "a party by office",
    "counterpart": "a party as somebody's counterpart",
    "anaphor": "a party as “the minister” or the like",
    "pronoun": "a party by pronoun",
    "pair": "a party as one of “the two”",
    "body": "a party as a body",
}
"""Ways in which a party is given, the surest first."""
_RANKS = list(_FORMS)


class Telling(msgspec.Struct):
    """A draft with the sentence that it was read in."""

    draft: Draft
    sentence: Sentence


Tellings = Mapping[Span, Sequence[Telling]]


def tellings(rows: Sequence[Sentence]) -> dict[Span, list[Telling]]:
    """The drafts of sentences that were taken, by their spans."""
    found: dict[Span, list[Telling]] = {}
    for row in rows:
        for draft in row.drafts:
            if draft.refusal is None:
                found.setdefault((draft.start, draft.end), []).append(Telling(draft, row))
    return found


def features(report: Report, told: Tellings, among: Among, genre: str | None, published: str | None) -> Features:
    """The features of a report of a document; ``published`` is the day of its article."""
    mine = _own(report, told)
    out: Features = {}
    for name in (
        *_of_report(report),
        *_of_days(report, published),
        *_of_parties(report.parties),
        *_of_tellings(report, mine),
        *_of_forms(report, mine),
        *among.of(report),
    ):
        out[name] = 1.0
    out[f"genre: {genre or 'unknown'}"] = 1.0
    best = max((one.draft.pattern.confidence for one in mine), default=0.7)
    out["pattern's own confidence"] = round((best - 0.75) * 4, 3)
    for one in mine:
        out[f"pattern {one.draft.pattern.id}"] = 1.0
    return out


def _own(report: Report, told: Tellings) -> list[Telling]:
    """The tellings that a report was made of, by its evidence."""
    spoken = {"call", "meeting", "talks"}
    found = []
    for span in report.evidence:
        for one in told.get((span.start, span.end), ()):
            kind = one.draft.kind
            if kind == report.kind or {kind, report.kind} <= spoken:
                found.append(one)
    return found


def _of_report(report: Report) -> Iterator[str]:
    yield f"kind: {report.kind}"
    status = "undone" if report.status in _UNDONE else report.status
    yield f"status: {status}"
    if report.kind in {"trip", "conference"}:
        yield f"{report.kind}, {status}"
    if report.kind == "conference" and len(report.parties) == 1:
        yield "conference of one party"
    if report.place is None and report.kind in {"meeting", "talks", "conference"}:
        yield "no place"
    if report.kind == "trip":
        count = len(report.stops)
        yield "trip: no stop" if not count else "trip: one stop" if count == 1 else "trip: several stops"
        if any(stop.city is None for stop in report.stops):
            yield "trip: a stop without its city"
        if len({stop.status for stop in report.stops}) > 1:
            yield "trip: stops of several statuses"
    if len(report.articles) > 1:
        yield "told by several articles"
    if report.conflicts:
        yield "articles disagree"
    if report.topics:
        yield "topics told"


def _of_days(report: Report, published: str | None) -> Iterator[str]:
    """The date, alone and beside the day of publication."""
    status = "held" if report.status == "held" else "planned" if report.status == "planned" else "undone"
    start = (report.date.start or report.date.end or "") if report.date is not None else ""
    if not start:
        yield "no date"
        yield f"{status}, no date"
        if report.kind == "trip":
            yield "trip, no date"
        return
    if len(start) < 10:
        yield "coarse date"
    elif published is None:
        yield "article without a day"
    elif status == "planned" and start < published:
        yield "planned for a day before the article's"
    elif status == "held" and start[:10] == published[:10]:
        yield "held on the article's day"
    elif status == "held" and start[:4] != published[:4]:
        yield "held in another year"


def _of_parties(parties: Sequence[Party]) -> Iterator[str]:
    yield f"parties: {min(len(parties), 4)}{' or more' if len(parties) >= 4 else ''}"
    unnamed = sum(party.name is None for party in parties)
    if unnamed:
        yield "a party without a name" if unnamed < len(parties) else "no party with a name"
    if any(party.name is None and party.role is None for party in parties):
        yield "a party that is a country alone"
    if any(party.country is None for party in parties):
        yield "a party without a country"
    if any(party.name and " " not in party.name for party in parties):
        yield "a party by last name alone"
    if any(party.name and party.role is None for party in parties):
        yield "a party without an office"
    known = [party for party in parties if party.person is not None]
    if len(known) == len(parties):
        yield "all parties in the ledger"
    elif not known:
        yield "no party in the ledger"
    countries = [party.country for party in parties if party.country]
    if len(parties) > 1 and len(set(countries)) < len(countries):
        yield "two parties of one country"


def _of_tellings(report: Report, mine: Sequence[Telling]) -> Iterator[str]:
    if not mine:
        yield "told by no sentence of its own"
        return
    sentences = {one.draft.sentence for one in mine}
    yield (
        "one sentence" if len(sentences) == 1 else "two sentences" if len(sentences) == 2 else "three sentences or more"
    )
    if all(one.draft.headline for one in mine):
        yield "headline alone"
    elif any(one.draft.headline for one in mine):
        yield "headline and text"
    for role in ("caption", "list", "heading", "snippet"):
        if all(one.sentence.role == role for one in mine):
            yield f"in a {role}"
    if all(one.draft.guessed_subject for one in mine):
        yield "subject not in the clause"
    for flag, words in _FLAGS.items():
        if any(getattr(one.draft, flag) for one in mine):
            yield words
    if all(one.draft.pattern.weak for one in mine):
        yield "weak pattern"
    if any(one.draft.pattern.status for one in mine):
        yield "status in the pattern's words"
    if any(one.draft.pattern.with_place for one in mine):
        yield "other side by the place"
    if report.date is not None and all(one.draft.time is None for one in mine):
        yield "date not in its own sentence"
    yield from _of_sentence(mine[0])


_FLAGS = {
    "unsure": "what became of it is open",
    "shared": "parties of the contact before",
    "perfect": "told as background",
    "joint": "together",
    "apart": "each apart",
    "closing": "its end is told",
    "skipping": "a stop left out",
    "weak": "begins nothing by itself",
    "present": "told in the present",
}


def _of_sentence(one: Telling) -> Iterator[str]:
    """How hard the sentence of the first telling is."""
    row, draft = one.sentence, one.draft
    if row.skeleton is None:
        return
    tokens = row.skeleton.tokens
    yield "short sentence" if len(tokens) <= 15 else "long sentence" if len(tokens) > 40 else "middling sentence"
    persons = len(row.skeleton.phrases)
    if persons > 3:
        yield "many persons in the sentence"
    if any(not actors for actors in row.actors):
        yield "somebody in the sentence who cannot be told"
    if any(actor.plural for actors in row.actors for actor in actors):
        yield "a body in the sentence"
    if len(row.skeleton.times) > 1:
        yield "several times in the sentence"
    if len(row.skeleton.places) > 1:
        yield "several places in the sentence"
    taken = sum(draft.refusal is None for draft in row.drafts)
    if taken > 2:
        yield "many events in the sentence"
    elif taken == 2:
        yield "two events in the sentence"
    if any(draft.refusal is not None for draft in row.drafts):
        yield "near misses in the sentence"
    yield (
        "in the first sentences"
        if draft.sentence < 3
        else "late in the article"
        if draft.sentence > 15
        else "amid the article"
    )
    length = draft.end - draft.start
    yield (
        "few words of its own" if length < 45 else "many words of its own" if length > 110 else "some words of its own"
    )
    between = tokens[draft.head : draft.last]
    if sum(token.text == "," for token in between) > 1:
        yield "commas within its words"
    text = f" {row.skeleton.text} "
    for name, words in _WORDS.items():
        if any(f" {word} " in text for word in words):
            yield name
    if any(token.kind == "Q" for token in tokens):
        yield "a quotation in the sentence"


_WORDS = {
    "would, could or may in the sentence": ("would", "could", "may", "might", "should"),
    "if or whether in the sentence": ("if", "whether", "unless", "until"),
    "not or never in the sentence": ("not", "never", "no", "without", "n't"),
    "said in the sentence": ("said", "says", "told", "according"),
    "had in the sentence": ("had",),
    "after or before in the sentence": ("after", "before", "since", "ahead"),
    "who or which in the sentence": ("who", "which", "whose", "where"),
    "but or while in the sentence": ("but", "while", "although", "despite", "however"),
}


def _of_forms(report: Report, mine: Sequence[Telling]) -> Iterator[str]:
    """How the worst-given party is given where it is given best, over all tellings."""
    best: dict[int, int] = {}
    for one in mine:
        for actor, form in _given(one):
            best[actor.number] = min(best.get(actor.number, 99), _RANKS.index(form))
        for actor in one.draft.actors:
            best.setdefault(actor.number, 99)
    for rank in set(best.values()):
        yield _FORMS[_RANKS[rank]] if rank < len(_RANKS) else "a party that its sentence does not give"


def _given(one: Telling) -> Iterator[tuple[Actor, str]]:
    """Each actor of a draft with the way in which its sentence gives it."""
    row, wanted = one.sentence, set(one.draft.actors)
    if row.skeleton is None:
        return
    for phrase, actors in zip(row.skeleton.phrases, row.actors, strict=False):
        forms = [member.form for member in phrase.members]
        for place, actor in enumerate(actors):
            if actor not in wanted:
                continue
            member = phrase.members[place] if len(forms) == len(actors) else phrase.members[0]
            if member.name is not None:
                yield actor, "name" if " " in member.name or member.title else "surname"
            else:
                yield actor, member.form if member.form in _FORMS else "body"


class Among:
    """The reports of a document, counted once, so that each can be told how it stands among the others."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.size = len(reports)
        self.sides = Counter((one.kind, _names(one)) for one in reports)
        self.parts = {(one.kind, part) for one in reports for part in _parts(_names(one))}
        self.travellers = Counter(name for one in reports if one.kind == "trip" for name in _names(one))
        self.words = Counter((one.kind, one.evidence[0].start) for one in reports if one.evidence)

    def of(self, report: Report) -> Iterator[str]:
        """What the document's other reports say of this one."""
        kind, names = report.kind, _names(report)
        if self.sides[kind, names] > 1:
            yield "another report of the same parties"
        elif kind not in _ALONE and (
            (kind, names) in self.parts or any((kind, part) in self.sides for part in _parts(names))
        ):
            yield "another report of some of the parties"
        if kind == "trip" and any(self.travellers[name] > 1 for name in names):
            yield "another trip of the traveller"
        if report.evidence and self.words[kind, report.evidence[0].start] > 1:
            yield "one of several from the same words"
        if self.size > 12:
            yield "document with many reports"
        elif self.size == 1:
            yield "the document's only report"


_ALONE = frozenset({"trip", "remarks", "appointment"})
_MOST = 6
"""Parties up to which the sides of an engagement are compared part by part."""


def _names(report: Report) -> frozenset[str]:
    return frozenset(f"{party.name or party.role or ''}/{party.country}" for party in report.parties)


def _parts(names: frozenset[str]) -> Iterator[frozenset[str]]:
    """The proper parts of the sides, of at least two."""
    if len(names) <= _MOST:
        for size in range(2, len(names)):
            yield from map(frozenset, combinations(sorted(names), size))
