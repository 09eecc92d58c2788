"""The files below a folder, in order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from dragoman.sources.found import Format, LeftOut

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


def documents_below(folder: Path) -> Iterator[Path | LeftOut]:
    """Files with a known suffix below ``folder``, sorted by name at every level, hidden ones passed over.

    Links to folders are not followed, so the walk ends. A folder that cannot be read, or that holds
    no document at all, is yielded as LeftOut.
    """
    waiting = [folder]
    found = False
    while waiting:
        path = waiting.pop()
        if path is not folder and not path.is_dir():
            found = True
            yield path
            continue
        try:
            waiting.extend(_entries(path))
        except OSError as error:
            found = True
            yield LeftOut(str(path), why(error))
    if not found:
        yield LeftOut(str(folder), f"no documents in this folder (looked for {' '.join(sorted(SUFFIXES))})")


def _entries(folder: Path) -> list[Path]:
    """Folders and known files in ``folder``, last name first (the walk takes them from the end)."""
    with os.scandir(folder) as scan:
        entries = sorted((e for e in scan if not e.name.startswith(".")), key=lambda e: e.name, reverse=True)
        return [Path(e.path) for e in entries if e.is_dir(follow_symlinks=False) or _is_document(e)]


def _is_document(entry: os.DirEntry[str]) -> bool:
    return os.path.splitext(entry.name)[1].lower() in SUFFIXES and not entry.is_dir()


def why(error: OSError) -> str:
    """An operating system's error in plain words."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "not allowed to read it (permission denied)"
    return f"cannot be read ({error.strerror or error})"
