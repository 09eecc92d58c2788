"""What is right and wrong in an engagement that was found."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from dragoman.evaluation.dates import date_right
from dragoman.evaluation.form import GoldDocument, GoldEngagement, ReadDocument, ReadEngagement
from dragoman.evaluation.parties import all_parties, folded

_FARTHEST = 2000
"""Evidence longer than so many code points shows nothing."""
_SPARE_ARTICLES = 3


def wrong_fields(gold: GoldEngagement, read: ReadEngagement) -> tuple[str, ...]:
    """What strict asks for and is wrong: kind, parties, status, date, a conference's name. Empty: strictly right."""
    unnamed = gold.kind == "conference" and bool(folded(gold.name)) and not folded(read.name)
    wrong = {
        "kind": gold.kind != read.kind,
        "parties": not all_parties(gold, read),
        "status": gold.status != read.status,
        "date": not date_right(gold, read),
        "name": unnamed,
    }
    return tuple(field for field, is_wrong in wrong.items() if is_wrong)


def place_right(gold: GoldEngagement, read: ReadEngagement) -> bool:
    """The same city and the same country."""
    ours, theirs = (
        (x.place.country, folded(x.place.city)) if x.place is not None else (None, ()) for x in (gold, read)
    )
    return ours == theirs


def in_order(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for x in one:
        last = 0
        for j, y in enumerate(other, 1):
            last, row[j] = row[j], last + 1 if x == y else max(row[j], row[j - 1])
    return row[-1]


def shown(gold: GoldEngagement, read: ReadEngagement, text: str) -> bool:
    """The evidence read is the text's own words and touches the gold's quote, wherever that stands."""
    spans = read.evidence
    if not spans or any(text[span.start : span.end] != span.quote for span in spans):
        return False
    if not gold.evidence:
        return True
    at = text.find(gold.evidence)
    while at >= 0:
        until = at + len(gold.evidence)
        if any(s.start < until and at < s.end and s.end - s.start < _FARTHEST for s in spans):
            return True
        at = text.find(gold.evidence, at + 1)
    return False


def whole_articles(gold: GoldDocument, read: ReadDocument) -> tuple[int, int]:
    """An aggregate page's articles that come out whole, and how many there are; many extra ones count, too."""
    texts = [" ".join(folded(article.text)) for article in read.articles]
    wanted = [article for article in gold.articles if article.genre != "snippets" and article.first_words]
    if not wanted:
        return 0, 0
    good = 0
    for article in wanted:
        first, last = " ".join(folded(article.first_words)), " ".join(folded(article.last_words))
        good += any(text[:1500].find(first) >= 0 and text[-400:].find(last) >= 0 for text in texts)
    return good, max(len(wanted), len(texts) - _SPARE_ARTICLES)
