"""Reads gold documents and scores what was read; keeps the list of engagements found in the last committed run.

    python tests/scores/run.py            print the scores, what was gained and what was lost
    python tests/scores/run.py --update   the same, and make this run the one to compare with

Needs ../shared (the scorer and the gold); the samples that ship with dragoman are scored by it as well.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman.exchange import to_dict
from dragoman.model import Document
from dragoman.reading.reader import read_document

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FOUND = Path(__file__).with_name("found.json")
SETS = {
    "seeds": (SHARED / "gold" / "seeds", SHARED / "seeds"),
    "dev": (SHARED / "gold" / "dev", SHARED / "gold" / "dev" / "texts"),
}
SHOWN = [
    "precision",
    "recall",
    "f1",
    "strict_f1",
    "status",
    "status_not_held",
    "date",
    "place",
    "parties_f1",
    "stops_f1",
    "route_f1",
    "topics_f1",
    "evidence",
    "other_f1",
    "split",
]


def scorer() -> ModuleType:
    """The scorer of ../shared/gold as a module."""
    loader = importlib.machinery.SourceFileLoader("gold_score", str(SHARED / "gold" / "score"))
    spec = importlib.util.spec_from_loader("gold_score", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode, old = True, sys.dont_write_bytecode
    loader.exec_module(module)
    sys.dont_write_bytecode = old
    return module


def predictions(gold: Path, texts: Path) -> list[dict[str, Any]]:
    """Each gold document as dragoman reads it, the gold's day handed on where it has one."""
    rows = []
    for path in sorted(gold.glob("*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        text = (texts / f"{path.stem}.txt").read_text(encoding="utf-8")
        reading = read_document(Document(id=path.stem, text=text, published=known.get("published")))
        rows.append(to_dict(reading))
    return rows


def score(name: str) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The figures of a set, and the gold engagements that were found, a line each, by document."""
    gold, texts = SETS[name]
    module, rows = scorer(), predictions(*SETS[name])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "read.jsonl"
        file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        figures: dict[str, Any] = module.score(str(gold), str(file), str(texts))
    found: dict[str, list[str]] = {}
    for row in rows:
        known = json.loads((gold / f"{row['id']}.json").read_text(encoding="utf-8"))
        for core in (True, False):
            golds = [e for e in known["engagements"] if (e["kind"] in module.CORE) == core]
            read = [e for e in row["engagements"] if (e["kind"] in module.CORE) == core]
            pairs, _, _ = module.pair(golds, read)
            found.setdefault(row["id"], []).extend(sorted(module.short(g).strip() for g, _ in pairs))
    return figures, found


def changes(name: str, found: dict[str, list[str]]) -> list[str]:
    """Engagements gained (+) and lost (-) against the last committed run."""
    before = json.loads(FOUND.read_text(encoding="utf-8")).get(name, {}) if FOUND.is_file() else {}
    lines = []
    for document in sorted(set(before) | set(found)):
        old, new = before.get(document, []), found.get(document, [])
        lines += [f"- {document}: {line}" for line in old if line not in new]
        lines += [f"+ {document}: {line}" for line in new if line not in old]
    return lines


def line(name: str, figures: dict[str, Any]) -> str:
    shown = [f"{key} {figures[key]:.3f}" for key in SHOWN if figures.get(key) is not None]
    return f"{name}: " + "  ".join(shown)


def main() -> None:
    all_found = {}
    for name in SETS:
        figures, found = score(name)
        print(line(name, figures))
        print("\n".join(changes(name, found)) or "no engagement gained or lost")
        all_found[name] = found
    if "--update" in sys.argv:
        FOUND.write_text(json.dumps(all_found, indent=0, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
