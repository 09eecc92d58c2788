"""One document read: layout, mentions, cast, skeletons, patterns, drafts, engagements. Pure: no files, no clock."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import msgspec

from dragoman.knowledge.gazetteer import Entry
from dragoman.knowledge.ledger import ledger
from dragoman.knowledge.patterns import patterns, verbs
from dragoman.knowledge.words import words
from dragoman.merging.articles import join_articles
from dragoman.model import Article, Claim, Document, Evidence, Place, Relation, Report
from dragoman.reading.abroad import abroad
from dragoman.reading.actor import Actor
from dragoman.reading.agenda import Agenda
from dragoman.reading.anaphora import retell, settle_gatherings
from dragoman.reading.articles import Piece, article_of, page_genre, split_articles
from dragoman.reading.assemble import Assembly, beside_gathering, settle_status
from dragoman.reading.cast import Cast
from dragoman.reading.causes import fill_causes
from dragoman.reading.claims import claims_of
from dragoman.reading.clues import genders, in_order, named_later, own_leader, said_to_be, settings
from dragoman.reading.confidence import document_features, with_confidence
from dragoman.reading.dating import Clock
from dragoman.reading.enumerations import LeadIn
from dragoman.reading.guests import guests
from dragoman.reading.inference import complete, dateline_place
from dragoman.reading.journeys import Journeys
from dragoman.reading.making import make_sentences, with_surnames
from dragoman.reading.match import SPOKEN, drafts
from dragoman.reading.mentions import NameFinder
from dragoman.reading.nameless import fold_nameless
from dragoman.reading.phrases import Member
from dragoman.reading.relations import relations_of
from dragoman.reading.result import Reading
from dragoman.reading.scopes import told_last
from dragoman.reading.sentence import Sentence
from dragoman.reading.sides import sides
from dragoman.reading.since import earlier
from dragoman.reading.sittings import Sittings, add_members, without_background
from dragoman.reading.skeleton import build_skeleton
from dragoman.reading.snippets import snippet_day
from dragoman.reading.spoken_from import home_of
from dragoman.reading.stretches import moved_article, moved_finding, moved_report, stretches
from dragoman.reading.subjects import main_subject
from dragoman.reading.subjects_discussed import fill_topics
from dragoman.reading.support import Features
from dragoman.reading.topic_features import Candidate


class ArticleReading(msgspec.Struct):
    """What one article gave, with all that ``explain`` shows."""

    piece: Piece
    cast: Cast
    sentences: list[Sentence]
    reports: list[Report]
    weighed: list[Candidate]


def read_article(text: str, piece: Piece) -> ArticleReading:
    """Read one article of a document; offsets are those of the document's text."""
    book = ledger()
    cast = Cast(book, piece.published, home_of(text, piece))
    cast.schedule = piece.genre == "schedule"
    first = list(make_sentences(text, piece, NameFinder(book)))
    for sentence, setting in settings(first):
        cast.introduce(sentence.phrases, setting)
    cast.home = cast.home or own_leader(first)
    cast.settle(_told(first))
    rows = list(with_surnames(text, first, NameFinder(book, cast.surnames())))
    for sentence, setting in settings(rows):
        cast.introduce([*sentence.phrases, *said_to_be(sentence)], setting)
    cast.introduce(in_order(rows))
    for row in rows:
        for member, side in sides(row):
            cast.hear_side(member, side)
        for member, code in abroad(row):
            cast.hear_abroad(member, code)
    for member, code in named_later(rows):
        cast.hear_office(member, code)
    for member, gender in genders(rows):
        cast.hear_gender(member, gender)
    official = piece.genre in {"readout", "schedule", "trip_page"}
    cast.conclude(protagonist(rows, cast) if official else None)
    agenda = Agenda(text, piece, protagonist(first, cast), first)
    stretches = [_read_stretch(text, piece, rows, cast, agenda, part) for part in _stretches(rows)]
    if len(stretches) == 1:
        reports = stretches[0].reports
    else:
        joined = join_articles([one.reports for one in stretches])
        reports = sorted((msgspec.structs.replace(one, articles=()) for one in joined), key=_first_word)
    return ArticleReading(piece, cast, rows, reports, [one for stretch in stretches for one in stretch.weighed])


class _Stretch(msgspec.Struct):
    """What a stretch of an article reports, in the order of its words."""

    reports: list[Report]
    weighed: list[Candidate]


def _stretches(rows: list[Sentence]) -> list[range]:
    """The sentences that tell one story: the whole article, or each search snippet by itself."""
    starts = [
        number
        for number, row in enumerate(rows)
        if row.role == "snippet" and (not number or rows[number - 1].block != row.block)
    ]
    bounds = [*dict.fromkeys((0, *starts)), len(rows)]
    return [range(begin, end) for begin, end in pairwise(bounds)] or [range(0)]


def _first_word(report: Report) -> int:
    return min(span.start for span in report.evidence)


def _read_stretch(text: str, piece: Piece, rows: list[Sentence], cast: Cast, agenda: Agenda, part: range) -> _Stretch:
    clock = Clock(piece.published)
    assembly = Assembly(clock)
    clock.forward = agenda.schedule
    here, sittings = dateline_place(piece) or (Place(None, cast.home) if cast.home else None), Sittings(cast.body)
    journeys = Journeys(here)
    found: list[tuple[int, Report]] = []
    lead_in = LeadIn(text, agenda.protagonist, ahead=agenda.schedule)
    there: Place | None = None
    for number in part:
        sentence = rows[number]
        if sentence.role == "snippet" and number == part.start:
            cast.subject, cast.group = None, ()
            block = piece.blocks[sentence.block]
            clock.begin(snippet_day(text, block.start, block.end) or piece.published)
        if agenda.structured and sentence.role in {"list", "heading", "date"}:
            cast.subject = agenda.protagonist
        _read_sentence(sentence, number, cast, here, sittings, bare=agenda.structured or sentence.headline, there=there)
        there = told_last(sentence.skeleton) or there
        clock.hear(sentence.skeleton.times if sentence.skeleton is not None else ())
        cast.subject = lead_in.read(sentence, number) or cast.subject
        agenda.line(sentence, clock)
        sentence.drafts = [*sentence.drafts, *agenda.gatherings(sentence, number)]
        _take(sentence, number, clock, assembly, journeys, agenda)
    if agenda.protagonist is not None and part.start == 0:
        for heading in agenda.headings:
            journeys.heading(agenda.protagonist, heading, piece.published)
    settle_gatherings(assembly)
    fold_nameless(assembly.engagements)
    assembly.engagements = without_background(assembly.engagements)
    add_members(assembly.engagements, cast.body)
    told = rows[part.start : part.stop]
    fill_causes(text, [(row.start, row.end) for row in told], [*assembly.engagements, *journeys.all])
    weighed = fill_topics(text, rows, [*assembly.engagements, *journeys.all], piece.genre, cast.home)
    complete(assembly.engagements, journeys.all, piece)
    for engagement in assembly.engagements:
        found.append((min(s for s, _ in engagement.spans), engagement.report(text)))
    for journey in journeys.all:
        if not journey.stops and journey.forced is None:
            continue
        found.append((min(s for s, _ in journey.spans), journey.report(text)))
    found.sort(key=lambda pair: pair[0])
    return _Stretch([report for _, report in found], weighed)


def protagonist(sentences: list[Sentence], cast: Cast) -> Actor | None:
    """Whom an article is about: the first person its headline names, by name or office, else the one named most."""
    counts: Counter[int] = Counter()
    for number, sentence in enumerate(sentences):
        for phrase in sentence.phrases:
            for member in phrase.members:
                actor = cast.named(member) or (_in_office(member, cast) if number < 2 else None)
                if actor is not None and not _speaks_for_others(actor):
                    counts[actor.number] += 3 if number < 2 else 1
    if cast.schedule and not any(member.name for row in sentences[:2] for p in row.phrases for member in p.members):
        offices = (member for row in sentences[:3] for p in row.phrases for member in p.members)
        whose = next((actor for member in offices if (actor := cast.of_schedule(member)) is not None), None)
        if whose is not None:
            return whose
    best = max(counts, key=lambda number: (counts[number], -number), default=None)
    return None if best is None else cast.actors[best]


def _in_office(member: Member, cast: Cast) -> Actor | None:
    """The one person of the cast who holds the office that a headline names without a name ("PM's visit")."""
    if member.name is not None or member.office_class is None or member.plural:
        return None
    fits = [
        actor
        for actor in cast.actors
        if actor.name and actor.office_class == member.office_class and member.country in (None, actor.country)
    ]
    own = [actor for actor in fits if actor.country == cast.home] if member.country is None else fits
    return own[0] if len(own) == 1 else fits[0] if len(fits) == 1 else None


def _speaks_for_others(actor: Actor) -> bool:
    """A spokesperson is never whom an article is about."""
    return "spokes" in (actor.title or "").casefold()


def _told(sentences: list[Sentence]) -> Counter[str]:
    """How often each country is named in an article, as a country or by its adjective."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        atoms = sentence.atoms
        for index, atom in enumerate(atoms):
            if atom.code not in "CD" or not isinstance(atom.value, Entry) or not atom.value.country:
                continue
            before = atoms[index - 1].text.lower() if index else ""
            goal = atom.code == "C" and before in {
                "in",
                "to",
                "from",
                "at",
                "for",
                "visit",
                "visited",
                "via",
                "the",
            }
            own = atom.code == "D" or (index + 1 < len(atoms) and atoms[index + 1].code == "S")
            counts[atom.value.country] += 0 if goal else 2 if own else 1
    return counts


def _read_sentence(
    sentence: Sentence,
    number: int,
    cast: Cast,
    here: Place | None,
    sittings: Sittings,
    *,
    bare: bool,
    there: Place | None = None,
) -> None:
    skeleton = build_skeleton(sentence.atoms, sentence.phrases, sentence.quotes, here, there)
    seen: list[Actor] = []
    for phrase in skeleton.phrases:
        actors = cast.resolve(phrase, seen)
        sentence.actors.append(actors)
        seen += [actor for actor in actors if actor not in seen]
    headline = sentence.headline
    sentence.skeleton = skeleton
    sentence.drafts = drafts(
        skeleton,
        sentence.actors,
        patterns(),
        cast.subject,
        number,
        headline=headline,
        bare=bare,
        state=cast.state,
    )
    sentence.drafts += guests(sentence, number, here)
    sentence.drafts += sittings.read(sentence, number)
    for draft in sentence.drafts:
        draft.block = sentence.block
        draft.finite_present = draft.finite_present and sentence.role not in {"caption", "snippet"}
    subject = main_subject(skeleton)
    if subject is not None and not headline:
        actors = sentence.actors[skeleton.tokens[subject].index]
        if len(actors) == 1 and not actors[0].plural:
            cast.subject = actors[0]
        elif len(actors) > 1:
            cast.group = actors
    told = [draft for draft in sentence.drafts if draft.refusal is None and draft.kind in SPOKEN]
    if told and not headline and len(told[0].actors) == 2:
        cast.group = told[0].actors  # "the two ministers", "they": those whose meeting is the story


def _take(
    sentence: Sentence,
    number: int,
    clock: Clock,
    assembly: Assembly,
    journeys: Journeys,
    agenda: Agenda,
) -> None:
    """Dates and joining of a sentence's drafts."""
    for draft in sentence.drafts:
        if draft.refusal is not None:
            continue
        dates = settle_status(draft, clock) or beside_gathering(draft, sentence, assembly)
        if dates is None and draft.kind != "trip" and sentence.skeleton is not None:
            dates = clock.on_that_occasion(draft, sentence.skeleton.text)
            dates = dates or clock.same_plan(draft, {token.text for token in sentence.skeleton.tokens})
        dates = agenda.settle(draft, dates, clock)
        if draft.kind == "trip":
            journeys.add(draft, dates)
        else:
            assembly.add(draft, dates, clock.story_day(draft))
            before = earlier(draft, sentence.skeleton) if dates is not None and sentence.skeleton is not None else None
            if before is not None:
                assembly.add(before, settle_status(before, clock))
    if sentence.skeleton is not None:
        retell(sentence.skeleton, number, sentence.drafts, assembly, journeys, sentence.actors)
    _pass_by(sentence, number, clock)


_CONTACT = re.compile(r"\b(?:meets?|meetings?|calls?|talks?|conversation|speaks?|receives?|audience|readout)\b")
_SAID = re.compile(r"\b(?:said|told \S+|announced|confirmed)(?: on)? <T0>")


def _pass_by(sentence: Sentence, number: int, clock: Clock) -> None:
    """Let a day of the main clause move the story on where no draft took it up."""
    skeleton = sentence.skeleton
    if skeleton is None or any(d.refusal is None and d.time for d in sentence.drafts):
        return
    if sentence.headline:  # "Minister's call with President B, 14 November 2023"
        if len(skeleton.times) == 1 and skeleton.times[0].form in {"day", "weekday"} and _CONTACT.search(skeleton.text):
            clock.pass_by(skeleton.times[0], number)
        return
    alone = len(skeleton.times) == 1 and skeleton.times[0].form in {"day", "weekday", "relative_day", "anaphoric"}
    if not alone:
        return
    told = any(word in {"was", "were"} or verbs().form_of(word) == "past" for word in skeleton.words)
    perfect = " had " in skeleton.text and " had to " not in skeleton.text
    if told and (not perfect or _SAID.search(skeleton.text)):
        clock.pass_by(skeleton.times[0], number)


def with_sibling_days(pieces: list[Piece]) -> list[Piece]:
    """An undated article whose headline tells the story of a dated one of the same page is of its day."""
    dated = [piece for piece in pieces if piece.published and piece.title]
    out: list[Piece] = []
    for piece in pieces:
        own = _title_words(piece.title or "")
        best = max(dated, key=lambda other: _overlap(own, _title_words(other.title or "")), default=None)
        near = best is not None and _overlap(own, _title_words(best.title or "")) >= 0.5
        if piece.published is None and best is not None and near and len(pieces) > 1:
            out.append(msgspec.structs.replace(piece, published=best.published))
        else:
            out.append(piece)
    return out


def _title_words(title: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z0-9-]{3,}", title.lower()) if word not in words().starters)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


class CloseReading(msgspec.Struct):
    """A document read, with all that led to it. ``articles`` has None for one that repeats another; ``features``
    are those of each report, which its confidence is made of."""

    pieces: list[Piece]
    articles: list[ArticleReading | None]
    reports: list[Report]
    features: list[Features]


def read_closely(document: Document) -> CloseReading:
    """Read a document and keep what ``explain`` shows and what confidence is learned from."""
    text = document.text
    pieces = split_articles(
        text,
        published=document.published,
        url=document.url,
        title=document.title,
        publisher=document.publisher,
    )
    pieces = with_sibling_days(pieces)
    days = [piece.published for piece in pieces]
    articles = [None if piece.duplicate_of is not None else read_article(text, piece) for piece in pieces]
    joined = join_articles([[] if one is None else one.reports for one in articles], days)
    rows = [row for one in articles if one is not None for row in one.sentences]
    weighed = list(document_features(_without_placeless(joined), rows, page_genre(pieces), days))
    return CloseReading(pieces, articles, with_confidence(weighed), [found for _, found in weighed])


def read_document(document: Document) -> Reading:
    """Everything that a document says about diplomacy, as reports with evidence, claims and relations."""
    articles: list[Article] = []
    reports: list[Report] = []
    claims: list[Claim] = []
    relations: list[Relation] = []
    for start, text in stretches(document.text, _articles_start):
        part = _read_part(document if text is document.text else msgspec.structs.replace(document, text=text))
        before = len(articles)
        reports += [moved_report(report, start, before) for report in part.reports]
        claims += [moved_finding(claim, start, before) for claim in part.claims]
        relations += [moved_finding(relation, start, before) for relation in part.relations]
        articles += [moved_article(article, start, before) for article in part.articles]
    checked = tuple(_checked(report, document.text) for report in reports)
    return Reading(
        document,
        page_genre(articles),
        tuple(articles),
        checked,
        claims=tuple(claims),
        relations=tuple(relations),
    )


def _read_part(document: Document) -> Reading:
    """A document or a stretch of one; the sentences are not kept."""
    close, text = read_closely(document), document.text
    claims: list[Claim] = []
    relations: list[Relation] = []
    for number, (piece, one) in enumerate(zip(close.pieces, close.articles, strict=True)):
        if one is not None:
            claims += claims_of(text, one.sentences, one.reports, piece.published, number)
            relations += relations_of(text, one.sentences, piece.published, number)
    articles = tuple(article_of(piece, text) for piece in close.pieces)
    return Reading(document, None, articles, tuple(close.reports), claims=tuple(claims), relations=tuple(relations))


def _articles_start(text: str) -> list[int]:
    return [piece.blocks[0].start for piece in split_articles(text)]


def _without_placeless(reports: list[Report]) -> list[Report]:
    """Trips of which no stop is told are left out where the document tells another trip of the traveller."""
    told = {party.name for report in reports if report.stops for party in report.parties}
    return [r for r in reports if r.kind != "trip" or r.stops or not any(p.name in told for p in r.parties)]


def _checked(report: Report, text: str) -> Report:
    for evidence in report.evidence:
        if text[evidence.start : evidence.end] != evidence.quote:
            raise ValueError(f"evidence does not fit the text: {evidence}")
    return report


__all__ = ["ArticleReading", "CloseReading", "Evidence", "read_article", "read_closely", "read_document"]
