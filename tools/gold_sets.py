"""The sets of documents that the reader is measured on, for the tools, tests and benchmarks of this repository.

- ``seeds``: five long pages of ../shared/seeds, whose misses are read while patterns are written;
- ``dev-a`` and ``dev-b``: two parts of ../shared/gold/dev. ``dev-b`` is every fourth document of the sorted ids (the
  second half of the second half, by ``dragoman.evaluation.halves``). **It stays unread**: nothing of it is printed but
  its totals, nothing is trained on it. The misses of the rest, ``dev-a``, are read. ``dev`` is both. (Until
  2026-11-21 23:00 half of dev was unread, every second document; then half of that half was opened.);
- ``samples``: the documents that ship with the package;
- ``documents``: our own development documents (tests/documents), whose misses are read;
- ``documents2``: sealed documents (tests/documents2). **They stay unread** as dev-b does, and ``names`` leaves them
  out: only tests/test_sealed.py asks for them.

The first four need ../shared.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import as_file
from pathlib import Path

import msgspec

from dragoman import samples
from dragoman.evaluation import Evaluation, GoldDocument, ReadDocument, evaluate, files, halves
from dragoman.evaluation.read import as_read
from dragoman.model import Document
from dragoman.reading.reader import read_document

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
UNREAD = frozenset({"dev-b", "dev", "documents2"})
"""Sets of which nothing but totals is printed."""


class GoldSet(msgspec.Struct, frozen=True):
    """Gold documents with their texts, in one order."""

    golds: tuple[GoldDocument, ...]
    documents: tuple[Document, ...]

    @property
    def texts(self) -> dict[str, str]:
        return {document.id: document.text for document in self.documents}


def names() -> list[str]:
    """The sets that this clone has."""
    shared = ["seeds", "dev-a", "dev-b", "dev"] if SHARED.is_dir() else []
    return [*shared, "samples", "documents"]


@cache
def gold_set(name: str) -> GoldSet:
    """A set by its name."""
    match name:
        case "seeds":
            return _from(SHARED / "gold" / "seeds", SHARED / "seeds")
        case "dev":
            return _from(SHARED / "gold" / "dev", SHARED / "gold" / "dev" / "texts")
        case "dev-a" | "dev-b":
            whole = gold_set("dev")
            unread = set(halves(halves(gold.id for gold in whole.golds)["b"])["b"])
            kept = [i for i, gold in enumerate(whole.golds) if (gold.id in unread) == (name == "dev-b")]
            return GoldSet(tuple(whole.golds[i] for i in kept), tuple(whole.documents[i] for i in kept))
        case "samples":
            return _samples()
        case "documents" | "documents2":
            return _without_notes(_from(ROOT / "tests" / name, ROOT / "tests" / name))
    raise ValueError(f"no set named {name!r}")


def _from(gold: Path, texts: Path) -> GoldSet:
    golds = files.gold_documents(gold)
    return GoldSet(tuple(golds), tuple(files.documents(golds, texts)))


def _samples() -> GoldSet:
    golds = [msgspec.convert(samples.gold(stem), GoldDocument) for stem, _ in samples.documents()]
    documents = []
    for gold, (_, resource) in zip(golds, samples.documents(), strict=True):
        with as_file(resource) as path:
            documents += files.documents([gold], path.parent)
    return GoldSet(tuple(golds), tuple(documents))


def _without_notes(found: GoldSet) -> GoldSet:
    """The documents without their first line, which says that they are invented."""
    texts = [document.text.split("\n", 1)[1].lstrip("\n") for document in found.documents]
    changed = (msgspec.structs.replace(d, text=t) for d, t in zip(found.documents, texts, strict=True))
    return GoldSet(found.golds, tuple(changed))


_READ: dict[Document, ReadDocument] = {}


def read_set(name: str) -> dict[str, ReadDocument]:
    """Each document of a set as today's reader reads it; a document is read once in a run."""
    found = {}
    for document in gold_set(name).documents:
        if document not in _READ:
            _READ[document] = as_read(read_document(document))
        found[document.id] = _READ[document]
    return found


def forget() -> None:
    """Read anew from here on: the reader was changed."""
    _READ.clear()


def evaluate_set(name: str, *, resamples: int = 0) -> Evaluation:
    """The figures of a set; intervals only where asked for."""
    found = gold_set(name)
    return evaluate(found.golds, read_set(name), found.texts, resamples=resamples)


def need_shared() -> None:
    """Ends the program where ../shared is absent."""
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is needed for this and is not there")
