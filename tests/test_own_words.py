"""Patterns and data know the world, not the documents that they are measured with.

The gold documents beside the repository (``../shared``) are read for this, where they are there. Two rules:

- A name or a phrase of four words or more in patterns or data that stands in exactly one gold document, and in no
  text of our own, must be one that the world at large uses: ``data/widely_known.txt`` lists those that somebody
  has looked up elsewhere. Anything else was learned from one document, and helps with none but that.
- Examples of patterns are sentences of our own: no seven words in a row and no person of a gold document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dragoman.knowledge.patterns import Pattern, patterns, verbs

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
KNOWLEDGE = HERE.parent / "src" / "dragoman" / "knowledge" / "en"
LISTS = {"countries.jsonl", "regions.jsonl", "abbreviations.json"}
"""Places of the whole world, from public lists, and the ordinary words with which sentences begin."""
OWN = ("documents", "frozen", "../src/dragoman/samples", "../docs")
RUN = 7  # words in a row that two sentences do not share by chance
PHRASE = 4  # words from which on a phrase is no ordinary vocabulary

pytestmark = pytest.mark.skipif(not (SHARED / "gold" / "dev").is_dir(), reason="the gold documents are not here")


@cache
def gold() -> tuple[str, ...]:
    """The gold documents, white space made even."""
    paths = sorted((SHARED / "gold" / "dev" / "texts").glob("*.txt")) + sorted((SHARED / "seeds").glob("*.txt"))
    return tuple(" ".join(path.read_text("utf-8").split()) for path in paths)


@cache
def own() -> str:
    """Texts of our own in lower case: samples, documents and examples for development, docs."""
    paths = [path for folder in OWN for path in sorted((HERE / folder).rglob("*")) if path.suffix in {".txt", ".md"}]
    paths += sorted((HERE / "frozen").rglob("*.jsonl"))
    examples = [text for entry in patterns().all for text in (*entry.pattern.takes, *entry.pattern.refuses)]
    return " ".join(" ".join([*(p.read_text("utf-8") for p in paths), *examples]).lower().split())


def strings(value: object) -> Iterator[str]:
    """All strings in a value of JSON, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def literals() -> set[str]:
    """Names and long phrases of patterns and data; expressions with operators of their own are left out."""
    found: set[str] = set()
    for path in sorted(KNOWLEDGE.glob("*.json*")):
        if path.name in LISTS:
            continue
        rows = [path.read_text("utf-8")] if path.suffix == ".json" else path.read_text("utf-8").splitlines()
        found.update(text for row in rows if row.strip() for text in strings(json.loads(row)))
    found.update(word for words in (verbs().group(name, "test") for name in _groups()) for word in words)
    found.update(" ".join(run) for entry in patterns().all for run in _runs(entry.pattern))
    return {text for text in found if _telling(text)}


def _groups() -> set[str]:
    return {name for entry in patterns().all for name in re.findall(r"@(\w+)", entry.pattern.expr)}


def _runs(pattern: Pattern) -> Iterator[list[str]]:
    """The words that stand in a row in an expression."""
    for part in re.split(r"[|()\[\]{}~]|!|\s-\s|\b[A-Z]\b", pattern.expr):
        yield part.split()


def _telling(text: str) -> bool:
    if len(text) < 4 or re.search(r"[\\\[\]?*+^$|]", text):
        return False
    return re.search(r"\b[A-Z]\w*[a-z]", text) is not None or len(text.split()) >= PHRASE


def known() -> set[str]:
    lines = (HERE / "data" / "widely_known.txt").read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def stands_in(text: str, words: str) -> bool:
    at = text.find(words)
    while at >= 0:
        before, after = text[at - 1 : at] if at else " ", text[at + len(words) : at + len(words) + 1] or " "
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(words, at + 1)
    return False


def learned() -> set[str]:
    """The literals that one gold document and no text of our own has."""
    once = {text for text in literals() if sum(stands_in(document, text) for document in gold()) == 1}
    return {text for text in once if not stands_in(own(), text.lower())}


def test_no_name_or_phrase_comes_from_one_gold_document_alone() -> None:
    found = sorted(learned() - known())
    assert not found, f"learned from one gold document, or wanting a line in widely_known.txt: {found}"


def test_what_is_listed_as_widely_known_is_still_in_patterns_or_data() -> None:
    assert sorted(known() - literals()) == []


@cache
def gold_runs() -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for document in gold():
        words = re.findall(r"\w+", document.lower())
        found.update(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    return frozenset(found)


def examples() -> list[str]:
    return [text for entry in patterns().all for text in (*entry.pattern.takes, *entry.pattern.refuses)]


def test_examples_are_no_sentences_of_gold_documents() -> None:
    copied = []
    for text in examples():
        words = re.findall(r"\w+", text.lower())
        copied += [text for i in range(len(words) - RUN + 1) if tuple(words[i : i + RUN]) in gold_runs()]
    assert copied == []


def test_examples_name_no_person_of_gold_documents() -> None:
    parties = set()
    for path in [*(SHARED / "gold" / "dev").glob("*.json"), *(SHARED / "gold" / "seeds").glob("*.json")]:
        for engagement in json.loads(path.read_text("utf-8"))["engagements"]:
            parties.update(p["name"] for p in engagement["parties"] if p.get("name") and " " in p["name"])
    named = {name for name in parties if any(stands_in(text, name) for text in examples())}
    assert sorted(named) == []
