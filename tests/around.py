"""A reader that finds one call in every document: for tests of what stands around the real one."""

from __future__ import annotations

import sys
import types

import pytest

from dragoman.model import Article, Dates, Document, Evidence, Party, PersonRef, Place, Report, Stop
from dragoman.reading.result import Reading

PARTIES = (
    Party("Antony Blinken", "Secretary of State", "US", part="caller"),
    Party(None, "Foreign Minister", "CA", "called", PersonRef("ca-garneau", "Marc Garneau", "ledger")),
)


def call(document: Document, *, confidence: float = 0.8, end: int = 20) -> Report:
    """A call whose evidence is the beginning of the document."""
    span = document.evidence(0, min(end, len(document.text)))
    return Report("call", "held", PARTIES, Dates("2021-01-26", "2021-01-26"), (span,), confidence=confidence)


def trip(document: Document) -> Report:
    """A trip cut short, its second stop lost."""
    stops = (Stop("Jakarta", "ID", start="2021-12-13"), Stop("Bangkok", "TH", "cancelled"))
    span = (document.evidence(0, 5),)
    dates = Dates("2021-12-13", "2021-12-15")
    return Report("trip", "cut_short", PARTIES[:1], dates, span, stops=stops, place=Place(None, "ID"))


def read_as_call(document: Document) -> Reading:
    """One call for every document; none where it says "nothing", a fault where it says "crash"."""
    if "crash" in document.text:
        raise ZeroDivisionError("on purpose")
    article = Article(spans=((0, len(document.text)),), text=document.text)
    reports = () if "nothing" in document.text else (call(document),)
    return Reading(document, "news", (article,), reports)


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-in in the reader's place."""
    module = types.ModuleType("dragoman.reading.reader")
    module.__dict__["read_document"] = read_as_call
    monkeypatch.setitem(sys.modules, "dragoman.reading.reader", module)


def evidence_holds(text: str, evidence: Evidence) -> bool:
    return text[evidence.start : evidence.end] == evidence.quote
