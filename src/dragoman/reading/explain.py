"""How a document was read, sentence by sentence: mentions, skeleton, patterns, what came of them and why not."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge.topic_scorer import topic_weights
from dragoman.model import Document, Report
from dragoman.reading.confidence import in_words
from dragoman.reading.drafts import Draft
from dragoman.reading.mentions import Atom
from dragoman.reading.reader import ArticleReading, read_closely
from dragoman.reading.sentence import Sentence
from dragoman.reading.topic_features import Candidate, kind_of, parties

_NAMED = {
    "T": "time",
    "G": "gathering",
    "F": "office",
    "N": "name",
    "C": "country",
    "D": "demonym",
    "L": "city",
    "V": "venue",
    "R": "region",
    "O": "organisation",
}


def explain(document: Document) -> Iterator[str]:
    """Lines of plain text that say how each sentence of a document was read, and what each report's confidence is
    made of."""
    close = read_closely(document)
    for number, (piece, reading) in enumerate(zip(close.pieces, close.articles, strict=True)):
        yield f"article {number}: {piece.title or 'without a title'}"
        yield f"  published {piece.published or 'unknown'}, genre {piece.genre or 'unknown'}"
        if reading is None:
            yield f"  repeats article {piece.duplicate_of}: not read again"
            continue
        yield from _article(document.text, reading)
    yield ""
    yield f"{len(close.reports)} engagements, with what weighs most for (+) and against (-) each, in log odds"
    for report, features in zip(close.reports, close.features, strict=True):
        yield f"  {_report(report)}, confidence {report.confidence}"
        yield f"    {in_words(features)}"


def _article(text: str, reading: ArticleReading) -> Iterator[str]:
    for sentence in reading.sentences:
        yield ""
        yield f"[{sentence.start}:{sentence.end}] {sentence.role}: {_one_line(text[sentence.start : sentence.end])}"
        yield from _sentence(sentence)
    yield ""
    yield f"{len(reading.reports)} engagements from this article"
    for report in reading.reports:
        yield f"  {_report(report)}"
    yield from _topics(text, reading)


def _topics(text: str, reading: ArticleReading) -> Iterator[str]:
    """Which topics went to which engagement, by which words, and what spoke for each."""
    weights = topic_weights()
    best: dict[tuple[int, str], tuple[float, Candidate]] = {}
    for candidate in reading.weighed:
        key, score = (id(candidate.event), candidate.code), weights.score(candidate.features)
        if key not in best or score > best[key][0]:
            best[key] = (score, candidate)
    if best:
        yield ""
        yield f"topics: taken from {weights.threshold} on"
    for score, candidate in best.values():
        if score >= weights.threshold / 2:
            who = " / ".join(a.name or a.title or "?" for a in parties(candidate.event))
            words = _one_line(text[candidate.naming.start : candidate.naming.end])
            verdict = "taken" if score >= weights.threshold else "left"
            yield f"  {verdict} {candidate.code} {score:.2f} for {kind_of(candidate.event)} {who}: “{words}”"
            yield f"    {', '.join(weights.reasons(candidate.features))}"


def _report(report: Report) -> str:
    who = " / ".join(f"{p.name or p.role or '?'} ({p.country or '?'})" for p in report.parties)
    when = f"{report.date.start} to {report.date.end}" if report.date else "no date"
    return f"{report.kind} {report.status}: {who}, {when}"


def _sentence(sentence: Sentence) -> Iterator[str]:
    mentions = [_mention(atom) for atom in sentence.atoms if atom.code in _NAMED]
    if mentions:
        yield "  mentions  " + ", ".join(mentions)
    skeleton = sentence.skeleton
    if skeleton is None:
        return
    yield f"  skeleton  {skeleton.text.strip()}"
    for number, actors in enumerate(sentence.actors):
        names = ", ".join(f"{a.name or a.title or '?'} ({a.country or '?'})" for a in actors)
        yield f"  P{number}        {names or 'cannot be told'}"
    for draft in sentence.drafts:
        yield _draft(draft)


def _mention(atom: Atom) -> str:
    return f"{_NAMED[atom.code]} “{_one_line(atom.text)}”"


def _draft(draft: Draft) -> str:
    first = ", ".join(a.name or a.title or "?" for a in draft.first) or "?"
    second = ", ".join(a.name or a.title or "?" for a in draft.second)
    who = f"{first} – {second}" if second else first
    if draft.refusal is not None:
        return f"  refused   {draft.pattern.id}: {draft.refusal}"
    when = f", {draft.time.words}" if draft.time is not None else ""
    return f"  read      {draft.pattern.id}: {draft.kind} {draft.status}, {who}{when}, {draft.pattern.confidence:.2f}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
