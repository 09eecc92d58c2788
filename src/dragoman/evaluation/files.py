"""Gold files, texts and readings from disk; whatever is wrong with them is one line that names the file."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import msgspec

from dragoman.errors import SourceError
from dragoman.evaluation.form import GoldDocument, ReadDocument
from dragoman.model import Document
from dragoman.sources.found import LeftOut, Wanted
from dragoman.sources.load import load

SUFFIXES = (".txt", ".html", ".htm")
_GOLD = msgspec.json.Decoder(GoldDocument)
_READ = msgspec.json.Decoder(ReadDocument)


def gold_documents(folder: Path) -> list[GoldDocument]:
    """The gold files of a folder (ID.json each), by id: a document is called as its file.

    Raises:
        SourceError: no such folder, no gold file in it, or a file that has not the gold form.
    """
    if not folder.is_dir():
        raise SourceError(f"{folder}: no such folder of gold files")
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise SourceError(f"{folder}: no gold files (ID.json) in this folder")
    return [_gold(path) for path in paths]


def _gold(path: Path) -> GoldDocument:
    try:
        gold = _GOLD.decode(path.read_bytes())
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: no gold file: {error}") from None
    return msgspec.structs.replace(gold, id=path.stem)


def documents(golds: Iterable[GoldDocument], folder: Path) -> list[Document]:
    """The text of each gold document (ID.txt or ID.html), with the day that the gold says it was published.

    Raises:
        SourceError: no such folder, or a text is missing or cannot be read.
    """
    if not folder.is_dir():
        raise SourceError(f"{folder}: no such folder of texts")
    return [_document(gold, folder) for gold in golds]


def _document(gold: GoldDocument, folder: Path) -> Document:
    there = [path for suffix in SUFFIXES if (path := folder / f"{gold.id}{suffix}").is_file()]
    if not there:
        raise SourceError(f"{folder}: the text of {gold.id} is missing ({gold.id}.txt or {gold.id}.html)")
    items = list(load([str(there[0])], Wanted(published=gold.published), io.BytesIO()))
    found = [item for item in items if isinstance(item, Document)]
    if len(found) != 1:
        reasons = [item.reason for item in items if isinstance(item, LeftOut)]
        raise SourceError(f"{there[0]}: {reasons[0] if reasons else 'is not one document'}")
    return msgspec.structs.replace(found[0], id=gold.id)


def readings(path: Path, golds: Iterable[GoldDocument]) -> tuple[dict[str, ReadDocument], list[str]]:
    """The documents of a file that ``dragoman read --json`` wrote, and the ids in it that the gold does not have.

    Raises:
        SourceError: the file cannot be read, a line has not the exchange form, or an id is there twice.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise SourceError(f"{path}: {'no such file' if not path.exists() else error.strerror}") from None
    found: dict[str, ReadDocument] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            read = _READ.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise SourceError(f"{path} line {number}: not in the exchange form: {error}") from None
        if read.id in found:
            raise SourceError(f"{path} line {number}: the id {read.id!r} was there before")
        found[read.id] = read
    if not found:
        raise SourceError(f"{path}: no document in this file")
    known = {gold.id for gold in golds}
    return found, sorted(set(found) - known)
