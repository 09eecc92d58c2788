"""The forms in which claims are told, each read by a function of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.model import ClaimKind, Party, Place, Rank
from dragoman.reading import claims_whom as whom
from dragoman.reading.claims_line import Line
from dragoman.reading.claims_when import Row, day_of, row_of
from dragoman.reading.claims_words import Words, kind_of, number_of

_OWN = frozenset({"their ", "his ", "her ", "its ", "'s "})
_OTHER_ROW = re.compile(
    r" (?:of (?!<[PL]|the (?:two|<P))|there\b|here\b|held under|under the)"
    r"|(?: in <L\d+>| on <T\d+>)* (?:will be|is) with\b"
)
"""The first meeting of the day, of a commission: of another row than that of the parties' meetings."""
_FUTURE = re.compile(r"\b(?:will|would|is to|are to|to) (?:\w+ )?$")


class Hit(msgspec.Struct):
    """A claim found in the words, before its parties are known."""

    what: Rank
    kind: ClaimKind
    number: int | None
    start: int
    end: int
    row: Row
    parties: tuple[Party, ...]
    place: Place | None = None
    abroad: bool = False
    qualifier: str | None = None


def hits(line: Line, told: whom.Told, known: Words, published: str | None) -> Iterator[Hit]:
    """What the expressions find; words that one has taken are not read again by the next."""
    taken: list[tuple[int, int]] = []
    for reader in (
        _holders,
        _last_done,
        _last_time,
        _nobody,
        _never_since,
        _times_that,
        _for_time,
        _phrases,
        _elliptic,
        _last_ones,
        _counts,
    ):
        for hit in reader(line, told, known, published):
            if any(hit.start < end and start < hit.end for start, end in taken):
                continue
            if known.negated.search(line.text[: hit.start]) and hit.what != "last":
                continue
            taken.append((hit.start, hit.end))
            yield hit


# --- the forms -----------------------------------------------------------------------------------


def _row(line: Line, known: Words, start: int, published: str | None) -> tuple[Row, int]:
    """The row that the clause after ``start`` bounds, or the words that open the sentence; and the clause's end."""
    stop = line.end_of(start)
    row = row_of(line, start, stop, published, known)
    if not row.bounded and line.text.startswith(("since ", "<T", "in ")):
        row = row_of(line, 0, max(0, line.text.find(" , ")), published, known)
        row = row if row.since or row.opening else Row()
    return row, stop


def _ranked(known: Words, told: str) -> tuple[Rank, int | None]:
    number = number_of(known, told)
    return ("first", None) if number == 1 else ("nth", number)


def _parties(line: Line, told: whom.Told, kind: ClaimKind, start: int, stop: int) -> tuple[Party, ...]:
    if kind == "trip":
        return whom.traveller(line, told, start, stop)
    return whom.contact(line, told, start, stop)


def _narrowed(known: Words, adjectives: str) -> tuple[str | None, bool]:
    """The adjectives that narrow what is counted, and whether it is journeys to anywhere abroad."""
    given = adjectives.split()
    narrow = [word for word in given if word not in known.plain and word not in known.abroad]
    return " ".join(narrow) or None, any(word in known.abroad for word in given)


def _holders(line: Line, told: whom.Told, known: Words, published: str | None) -> Iterator[Hit]:
    """ "the first Swedish foreign minister to visit Havana since 2016"."""
    for match in known.holder.finditer(line.text):
        kind, office = kind_of(match), line.office(match["who"], bare=True)
        row, _ = _row(line, known, match.end(), published)
        if office is None:
            continue
        what, number = _ranked(known, match["ord"])
        after = re.match(r" (<L\d+>)", line.text[match.end() :])
        place = line.places(after[1])[0] if after and kind == "trip" else None
        parties = (office,) if kind == "trip" else (office, *whom.object_of(line, match.end()))
        yield Hit(what, kind, number, match.start(), match.end(), row, parties, place)


def _last_done(line: Line, told: whom.Told, known: Words, published: str | None) -> Iterator[Hit]:
    """ "the two last met in May 2023"."""
    for match in known.last_did.finditer(line.text):
        stop = line.end_of(match.end())
        since = day_of(line.text[match.end() : stop], line.skeleton, published)
        if since is not None:
            yield _done("last", None, line, told, match, match["who"], Row(since=since), stop)


def _last_time(line: Line, told: whom.Told, known: Words, published: str | None) -> Iterator[Hit]:
    """ "The last time an Omani minister visited Peru was in 2008"."""
    for match in known.last_time.finditer(line.text):
        took = known.took_place.search(line.text, match.end())
        since = None if took is None else day_of(line.text[took.end() : took.end() + 20], line.skeleton, published)
        if since is None or took is None:
            continue
        hit = _done("last", None, line, told, match, match["who"], Row(since=since), took.start())
        office = line.office(match["who"]) if match["who"].startswith("<P") else None
        if office is not None and hit.kind == "trip":
            hit.parties = (office,)
        hit.end = took.end()
        yield hit


def _nobody(line: Line, told: whom.Told, known: Words, published: str | None) -> Iterator[Hit]:
    """ "No Canadian prime minister had visited Bangladesh since 1983"."""
    for match in known.nobody.finditer(line.text):
        row, stop = _row(line, known, match.end(), published)
        office = line.office(match["who"], bare=True)
        if row.since and office is not None:
            hit = _done("last", None, line, told, match, match["who"], row, stop)
            hit.parties = (office, *(party for party in hit.parties[1:]))
            yield hit


def _never_since(line: Line, told: whom.Told, known: Words, published: str | None) -> Iterator[Hit]:
    """ "has not spoken with him since 2022"."""
    for match in known.not_since.finditer(line.text):
        row, stop = _row(line, known, match.end(), published)
        if row.since and " since " in f" {_told(line, match.end(), stop)}":
            yield _done("last", None, line, told, match, None, Row(since=row.since), stop)


def _times_that(line: Line, told: whom.Told, known: Words, published: str | None) -> Iterator[Hit]:
    """ "It is the fourth time that she has visited Kyiv since February"."""
    for match in known.time_that.finditer(line.text):
        row, stop = _row(line, known, match.end(), published)
        if not row.bounded:  # "the first time in eleven years that"
            row = row_of(line, match.end("ord"), match.end(), published, known)
        what, number = _ranked(known, match["ord"])
        yield _done(what, number, line, told, match, match["who"], row, stop)


def _for_time(line: Line, told: whom.Told, known: Words, published: str | None) -> Iterator[Hit]:
    """ "met for the first time since 2019"; "for the first time since 2017, the two spoke"; "the first
    time they had done so".
    """
    for match in (*known.for_time.finditer(line.text), *known.done_so.finditer(line.text)):
        row, stop = _row(line, known, match.end(), published)
        before = list(known.verb.finditer(line.text, 0, match.start()))
        verb = before[-1] if before else known.verb.search(line.text, match.end())
        if verb is None or (
            before and re.search(r" (?:and|but|who|which|,) [a-z]+ (?!by |for )", line.text[verb.end() : match.start()])
        ):
            continue
        what, number = _ranked(known, match["ord"])
        hit = _done(what, number, line, told, verb, None, row, max(stop, line.end_of(verb.end())))
        if hit.kind != "trip" or re.match(r" <L", line.text[verb.end() :]):
            hit.start, hit.end = match.span()
            yield hit


def _phrases(line: Line, told: whom.Told, known: Words, published: str | None) -> Iterator[Hit]:
    """ "his third trip to Israel since October 7", "the first call between the two"."""
    for match in known.noun_phrase.finditer(line.text):
        kind, own = kind_of(match), (match["det"] or "") in _OWN
        after = line.text[match.end() :]
        if (match["det"] is None and re.match(r" <[LP]", after)) or _OTHER_ROW.match(after):
            continue
        if line.titled(match.start("ord"), match.end()):
            continue
        row, stop = _row(line, known, match.end(), published)
        named = re.search(r"\b(?:between|by|with|of|to) (?:an? |the )?(?:<[PL]|two\b)", line.text[match.end() : stop])
        stands = re.search(r"(?:\bis|\bwas|\bmarks|\bmarked|\bbe|'s|,) $", line.text[: match.start()])
        if not (row.bounded or own or (named and stands) or (named and kind != "trip")):
            continue
        qualifier, abroad = _narrowed(known, match["adj"])
        what, number = _ranked(known, match["ord"])
        place = None if abroad or kind != "trip" else whom.destination(line, told, match.end(), stop)
        parties = _parties(line, told, kind, match.start() if own else match.end(), stop)
        if own and kind == "trip":
            parties = whom.traveller(line, told, match.start() + len(match["det"] or ""), stop)
        yield Hit(what, kind, number, match.start(), match.end(), row, parties, place, abroad, qualifier)


def _elliptic(line: Line, told: whom.Told, known: Words, published: str | None) -> Iterator[Hit]:
    """ "The meeting was the first between the two in five years"; ", the first by a Kenyan president"."""
    for match in known.elliptic.finditer(line.text):
        nouns = list(known.noun.finditer(line.text, 0, match.start()))
        deeds = list(known.verb.finditer(line.text, 0, match.start()))
        lead = max((*nouns[-1:], *deeds[-1:]), key=lambda one: one.start(), default=None)
        kind = kind_of(lead) if lead else told.kind(line.number)
        row, stop = _row(line, known, match.end(), published)
        if kind is None:
            continue
        start = lead.start() if lead else match.end()
        what, number = _ranked(known, match["ord"])
        place = None
        if kind == "trip":
            by = re.search(r"\bby (?:an? |any |the )?<P", line.text[match.end() : stop])
            parties = whom.traveller(line, told, match.end() if by else start, stop)
            after = re.match(r"to (?:the )?<L", line.text[match.end() :])
            place = whom.destination(line, told, match.end() - 1 if after else start, stop)
        else:
            parties = whom.contact(line, told, start, stop)
        yield Hit(what, kind, number, match.start(), match.end(), row, parties, place)


def _last_ones(line: Line, told: whom.Told, known: Words, published: str | None) -> Iterator[Hit]:
    """ "Their last meeting, in Tirana, was in September 2023"."""
    for match in known.last_one.finditer(line.text):
        took = known.took_place.search(line.text, match.end())
        if took is None or "such" in match["adj"]:  # such a visit may be another one's
            continue
        since = day_of(line.text[took.end() : took.end() + 20], line.skeleton, published)
        if since is None:
            continue
        kind = kind_of(match)
        qualifier, abroad = _narrowed(known, match["adj"])
        stop = line.end_of(took.end())
        place = whom.destination(line, told, match.end(), took.start()) if kind == "trip" and not abroad else None
        yield Hit(
            "last", kind, None, match.start(), took.end(), Row(since=since),
            _parties(line, told, kind, match.start(), stop), place, abroad, qualifier,
        )  # fmt: skip


def _counts(line: Line, told: whom.Told, known: Words, published: str | None) -> Iterator[Hit]:
    """ "has visited Israel 12 times", "made 12 visits to Egypt between 2021 and 2023"."""
    for match in known.times.finditer(line.text):
        deeds = list(known.did.finditer(line.text, 0, match.start()))
        row, stop = _row(line, known, match.end(), published)
        if not deeds or re.search(r" (?:and|,) (?!<)|\bin his\b", line.text[deeds[-1].end() : match.start()]):
            continue
        deed, number = deeds[-1], 2 if match["num"] is None else number_of(known, match["num"])
        if (
            number is None
            or number < 2
            or not (row.bounded or deed["aux"])
            or _FUTURE.search(line.text[: deed.start()])
        ):
            continue
        if kind_of(deed) != "trip" or re.match(r" <L", line.text[deed.end() :]):
            hit = _done("count", number, line, told, deed, None, row, line.end_of(deed.end()))
            hit.start, hit.end = match.span()
            yield hit
    for match in known.made.finditer(line.text):
        number = number_of(known, match["num"])
        row, stop = _row(line, known, match.end(), published)
        if number is None or number < 2 or not row.bounded:
            continue
        kind = kind_of(match)
        qualifier, abroad = _narrowed(known, match["adj"])
        place = whom.destination(line, told, match.end(), stop) if kind == "trip" and not abroad else None
        parties = _parties(line, told, kind, match.start(), stop)
        yield Hit("count", kind, number, match.start(), match.end(), row, parties, place, abroad, qualifier)


def _done(
    what: Rank,
    number: int | None,
    line: Line,
    told: whom.Told,
    verb: re.Match[str],
    who: str | None,
    row: Row,
    stop: int,
) -> Hit:
    """A claim told by a verb: its subject, then whom or where."""
    kind = kind_of(verb)
    if kind == "trip":
        after = re.match(r" (<L\d+>)", line.text[verb.end() :])
        place = line.places(after[1])[0] if after else None
        start = verb.start() if who is None or not who.startswith("<P") else line.text.find(who) + len(who)
        return Hit(what, kind, number, verb.start(), verb.end(), row, whom.traveller(line, told, start, start), place)
    if kind == "talks" and re.search(r"\b(?:by|on the|over the) (?:tele)?phone\b", line.text[verb.end() : stop]):
        kind = "call"
    return Hit(what, kind, number, verb.start(), verb.end(), row, whom.did(line, told, who, verb.end()))


def _told(line: Line, start: int, stop: int) -> str:
    """The document's words of a stretch of the line's text, its marks as the times they stand for."""
    return re.sub(r"<T(\d+)>", lambda mark: line.skeleton.times[int(mark[1])].words, line.text[start:stop])
