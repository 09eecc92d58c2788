"""A very long document is read stretch by stretch, so that the memory needed does not grow with its structure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

import msgspec

from dragoman.model import Article, Claim, Evidence, Relation, Report

Finding = TypeVar("Finding", Claim, Relation)

STRETCH: Final = 300_000
"""Code points that are read at a time; nearly all documents are shorter."""


def stretches(text: str, starts: Callable[[str], list[int]]) -> Iterator[tuple[int, str]]:
    """Each stretch: where it begins, and its text; ``starts`` says where the articles of a text begin.

    A stretch ends where the last article found in it begins, so that no article is cut; one that is longer than a
    stretch is cut at an empty line.
    """
    start = 0
    while len(text) - start > STRETCH:
        stop = _break(text, start + STRETCH // 2, start + STRETCH)
        last = starts(text[start:stop])[-1:]
        if last and last[0] > 0:
            stop = start + last[0]
        yield start, text[start:stop]
        start = stop
    yield start, text[start:] if start else text


def _break(text: str, low: int, high: int) -> int:
    """The last empty line, line end or blank between two offsets, the best there is."""
    for mark in ("\n\n", "\n", " "):
        at = text.rfind(mark, low, high)
        if at >= 0:
            return at + len(mark)
    return high


def moved_report(report: Report, by: int, before: int) -> Report:
    """The report with its evidence in the whole document; ``before`` is how many articles stand before its stretch."""
    if not by:
        return report
    return msgspec.structs.replace(
        report,
        evidence=tuple(Evidence(e.start + by, e.end + by, e.quote) for e in report.evidence),
        articles=tuple(number + before for number in report.articles),
    )


def moved_article(article: Article, by: int, before: int) -> Article:
    """The article with its spans in the whole document."""
    if not by:
        return article
    twin = article.duplicate_of
    return msgspec.structs.replace(
        article,
        spans=tuple((start + by, end + by) for start, end in article.spans),
        duplicate_of=None if twin is None else twin + before,
    )


def moved_finding(finding: Finding, by: int, before: int) -> Finding:
    """The claim or relation with its evidence in the whole document."""
    told = finding.evidence
    evidence = Evidence(told.start + by, told.end + by, told.quote)
    return msgspec.structs.replace(finding, evidence=evidence, article=finding.article + before)
