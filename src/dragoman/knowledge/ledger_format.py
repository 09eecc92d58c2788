"""The packaged file of the ledger: columns of numbers and tables of strings, read without parsing a row.

    "DRGL" | length of the header (uint32) | header (JSON) | sections

The header names each section with its offset from the end of the header and its length in bytes. Number
columns are little-endian; text sections are UTF-8 with one string a line. Made by tools/build_ledger.py.
"""

from __future__ import annotations

import struct
import sys
from array import array
from importlib.resources import files
from zlib import crc32

import msgspec

from dragoman.errors import DataError

FILE = "ledger.bin"
MAGIC = b"DRGL"
VERSION = 3
BUCKETS = 1 << 16

ACTING, END_INFERRED, UNVERIFIED, STALE = 1, 2, 4, 8


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``classes`` are (name, rank, known to), ``sources`` (name, day of its last change, known to).

    Columns refer to them by position. "Known to" is the ISO day up to which an open row can be trusted.
    """

    version: int
    countries: tuple[str, ...]
    classes: tuple[tuple[str, int, str], ...]
    sources: tuple[tuple[str, str, str], ...]
    sections: dict[str, tuple[str, int, int]]


def bucket(key: str) -> tuple[int, int]:
    """The bucket of a name key and a further byte of its hash, the same on every machine."""
    number = crc32(key.encode())
    return number & (BUCKETS - 1), number >> 24


def pack_date(iso: str) -> int:
    """ "2021-12" as 20211200: the missing parts are zero, an empty date is 0."""
    if not iso:
        return 0
    year, month, day = (*(int(part) for part in iso.split("-")), 0, 0)[:3]
    return year * 10000 + month * 100 + day


def unpack_date(packed: int) -> str:
    """The ISO date of a packed one, as coarse as it was."""
    year, rest = divmod(packed, 10000)
    month, day = divmod(rest, 100)
    if not month:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"


def last_day(packed: int) -> int:
    """The packed number of the last day that a coarse packed date may mean."""
    if packed % 10000 == 0:
        return packed + 1231
    return packed + 31 if packed % 100 == 0 else packed


def write(header: Header, columns: dict[str, tuple[str, list[int]]], texts: dict[str, list[str]]) -> bytes:
    """The file's bytes; ``header.sections`` is filled here. The same input gives the same bytes."""
    body = bytearray()
    sections: dict[str, tuple[str, int, int]] = {}
    for name, (code, values) in columns.items():
        numbers = array(code, values)
        if sys.byteorder == "big":
            numbers.byteswap()
        sections[name] = (code, len(body), len(numbers) * numbers.itemsize)
        body += numbers.tobytes()
    for name, lines in texts.items():
        data = "\n".join(lines).encode()
        sections[name] = ("text", len(body), len(data))
        body += data
    head = msgspec.json.encode(msgspec.structs.replace(header, sections=sections))
    return MAGIC + struct.pack("<I", len(head)) + head + bytes(body)


class Sections:
    """An opened ledger file."""

    def __init__(self, data: bytes) -> None:
        """Reads the header. Raises DataError where ``data`` is no ledger file of this version."""
        try:
            if data[:4] != MAGIC:
                raise ValueError("does not start with DRGL")
            (length,) = struct.unpack_from("<I", data, 4)
            self.header = msgspec.json.decode(data[8 : 8 + length], type=Header)
            if self.header.version != VERSION:
                raise ValueError(f"version {self.header.version}, expected {VERSION}")
            self._body = memoryview(data)[8 + length :]
            end = max(start + size for _, start, size in self.header.sections.values())
            if end != len(self._body):
                raise ValueError("is cut off or has something behind its end")
        except (ValueError, struct.error, msgspec.DecodeError) as error:
            raise DataError(f"knowledge/{FILE}: {error}: run tools/build_ledger.py again") from error

    def _part(self, name: str) -> tuple[str, memoryview]:
        if name not in self.header.sections:
            raise DataError(f"knowledge/{FILE}: section {name} is missing: run tools/build_ledger.py again")
        code, start, size = self.header.sections[name]
        return code, self._body[start : start + size]

    def column(self, name: str) -> memoryview[int] | array[int]:
        """A column of numbers. Raises DataError where the section is missing."""
        code, part = self._part(name)
        if sys.byteorder == "big":
            numbers = array(code, part.tobytes())
            numbers.byteswap()
            return numbers
        return part.cast("I") if code == "I" else part.cast("H") if code == "H" else part.cast("B")

    def text(self, name: str) -> list[str]:
        """The strings of a text section. Raises DataError where the section is missing."""
        return self._part(name)[1].tobytes().decode().split("\n")


def load() -> Sections:
    """The packaged ledger file. Raises DataError where it cannot be read."""
    try:
        return Sections(files("dragoman.knowledge").joinpath(FILE).read_bytes())
    except OSError as error:
        raise DataError(f"knowledge/{FILE}: cannot be read: {error}") from error
