"""All kinds of sources behind one function."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.sources import html, jsonl
from dragoman.sources.decode import (
    marked_encoding,
    read_all,
    refuse_binary,
    refuse_long_lines,
    to_text,
    wrong_encoding,
)
from dragoman.sources.folder import SUFFIXES, documents_below, why
from dragoman.sources.found import Format, Item, LeftOut, Note, Wanted
from dragoman.texts import without_surrogates

if TYPE_CHECKING:
    from typing_extensions import Buffer

STDIN = "standard input"
_HEAD = 4096
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_ALONE = "--published and --url need a single document; in JSON Lines write them into each line"


def load(sources: Iterable[str], wanted: Wanted, stdin: BinaryIO) -> Iterator[Item]:
    """The documents of all sources in order, with what was left out and why.

    Ids are unique within one call: a second "x" becomes "x-2", which a Note tells.

    Args:
        sources: paths of files and folders, and "-" for ``stdin``.
        wanted: how to read them; ``published`` and ``url`` only where there is one document.
    """
    seen: dict[str, int] = {}
    for source in sources:
        for item in _items(source, wanted, stdin):
            if not isinstance(item, Document):
                yield item
                continue
            name = _free_id(item.id, seen)
            if name != item.id:
                yield Note(item.id, f"this id was there before; the later document is called {name}")
                item = msgspec.structs.replace(item, id=name)  # noqa: PLW2901
            yield item


def _free_id(name: str, seen: dict[str, int]) -> str:
    """``name``, or the first of name-2, name-3 … that is not taken; ``seen`` counts each name's uses."""
    free = name
    while free in seen:
        seen[name] += 1
        free = f"{name}-{seen[name]}"
    seen[free] = 1
    return free


def _items(source: str, wanted: Wanted, stdin: BinaryIO) -> Iterator[Item]:
    if source == "-":
        yield from _stream(stdin, STDIN, "stdin", None, wanted)
        return
    path = Path(source)
    try:
        is_folder = path.is_dir()
    except OSError as error:
        yield LeftOut(source, why(error))
        return
    if not is_folder:
        yield from _file(path, wanted)
        return
    for found in documents_below(path):
        if isinstance(found, LeftOut):
            yield found
        else:
            yield from _file(found, wanted)


def _file(path: Path, wanted: Wanted) -> Iterator[Item]:
    try:
        with path.open("rb") as stream:
            yield from _stream(stream, str(path), path.stem, path.suffix, wanted)
    except OSError as error:
        yield LeftOut(str(path), why(error))


def _stream(stream: BinaryIO, where: str, stem: str, suffix: str | None, wanted: Wanted) -> Iterator[Item]:
    """The documents of one open stream: its format as wanted, by suffix, or by its first bytes."""
    identity = without_surrogates(stem)
    try:
        head = stream.read(_HEAD)
        if not wanted.encoding:
            refuse_binary(head)
        match wanted.format or SUFFIXES.get((suffix or "").lower()) or _sniff(head, wanted.encoding):
            case "jsonl":
                yield from _json_lines(head, stream, where, identity, wanted)
            case "html":
                yield _page(read_all(_rejoined(head, stream)), identity, wanted)
            case _:
                yield _plain(read_all(_rejoined(head, stream)), identity, wanted)
    except SourceError as error:
        yield LeftOut(where, str(error))
    except OSError as error:
        yield LeftOut(where, why(error))


def _json_lines(head: bytes, stream: BinaryIO, where: str, stem: str, wanted: Wanted) -> Iterator[Item]:
    if wanted.published or wanted.url:
        raise SourceError(_ALONE)
    encoding = wanted.encoding or marked_encoding(head)
    recode = None if encoding in {None, "utf-8-sig"} else encoding
    try:
        yield from jsonl.documents(_rejoined(head, stream, recode), where, stem)
    except UnicodeDecodeError as error:
        raise wrong_encoding(error) from None


def _plain(data: bytes, stem: str, wanted: Wanted) -> Document:
    text = without_surrogates(to_text(data, wanted.encoding))
    refuse_long_lines(text)
    return Document(id=stem, text=text, url=wanted.url, published=wanted.published)


def _page(data: bytes, stem: str, wanted: Wanted) -> Document:
    page = html.page(without_surrogates(to_text(data, wanted.encoding, html.declared_encoding(data))))
    refuse_long_lines(page.text)
    return Document(
        id=stem,
        text=page.text,
        url=wanted.url or page.url,
        title=page.title,
        publisher=page.publisher,
        published=wanted.published or page.published,
    )


def _sniff(head: bytes, encoding: str | None) -> Format:
    start = head.decode(encoding or marked_encoding(head) or "utf-8", "replace").lstrip("\ufeff")
    if jsonl.looks_like_jsonl(start):
        return "jsonl"
    return "html" if _HTML.match(start) else "text"


def _rejoined(head: bytes, rest: BinaryIO, encoding: str | None = None) -> BinaryIO:
    return io.BufferedReader(_Rejoined(head, rest, encoding), 1 << 20)


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already, recoded to UTF-8 where an encoding is given."""

    def __init__(self, head: bytes, rest: BinaryIO, encoding: str | None) -> None:
        self._rest = rest
        self._decoder = codecs.getincrementaldecoder(encoding)() if encoding else None
        self._waiting = self._recoded(head)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        while not self._waiting:
            piece = self._rest.read(len(view))
            self._waiting = self._recoded(piece)
            if not piece:
                break
        count = min(len(view), len(self._waiting))
        view[:count] = self._waiting[:count]
        self._waiting = self._waiting[count:]
        return count

    def _recoded(self, piece: bytes) -> bytes:
        if self._decoder is None:
            return piece
        return self._decoder.decode(piece, final=not piece).encode("utf-8", "replace")
