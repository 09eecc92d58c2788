"""Reads gold documents and scores what was read; keeps the list of engagements found in the last committed run.

    python tests/scores/run.py            print the scores, what was gained and what was lost
    python tests/scores/run.py --update   the same, and make this run the one to compare with

Needs ../shared. Of dev, a quarter is unread (tools/gold_sets.py says which documents, and why): of it, and of dev
as a whole, totals are printed and nothing else; gains and losses are told of the seeds and the rest alone.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")] if __name__ == "__main__" else []

import gold_sets  # noqa: E402  (found by the line above where this file is run by itself)

from dragoman.evaluation import Evaluation  # noqa: E402
from dragoman.evaluation.misses import in_words  # noqa: E402
from dragoman.evaluation.tally import Compared  # noqa: E402

SHARED = gold_sets.SHARED
FOUND = Path(__file__).with_name("found.json")
SETS = ("seeds", "dev-a", "dev-b", "dev")
Found = dict[str, list[str]]


def found_in(name: str) -> Found:
    """The gold engagements of a set that were found, a line each, by document."""
    if name in gold_sets.UNREAD:
        raise ValueError(f"{name} is unread: its engagements are not to be told")
    readings = gold_sets.read_set(name)
    return {
        gold.id: sorted(in_words(one) for one, _ in Compared(gold, readings[gold.id]).pairs)
        for gold in gold_sets.gold_set(name).golds
    }


def changes(name: str, found: Found) -> list[str]:
    """Engagements gained (+) and lost (-) against the last committed run."""
    before = json.loads(FOUND.read_text(encoding="utf-8")).get(name, {}) if FOUND.is_file() else {}
    lines = []
    for document in sorted(set(before) | set(found)):
        old, new = before.get(document, []), found.get(document, [])
        lines += [f"- {document}: {line}" for line in old if line not in new]
        lines += [f"+ {document}: {line}" for line in new if line not in old]
    return lines


def line(name: str, scored: Evaluation) -> str:
    """All figures of a set on one line."""
    figures = {key: figure.value for key, figure in scored.figures.items()}
    return f"{name}: " + "  ".join(f"{key} {value:.3f}" for key, value in figures.items() if value is not None)


def main() -> None:
    """Print, and with --update keep."""
    gold_sets.need_shared()
    all_found = {}
    for name in SETS:
        print(line(name, gold_sets.evaluate_set(name)))
        if name not in gold_sets.UNREAD:
            found = found_in(name)
            print("\n".join(changes(name, found)) or "no engagement gained or lost")
            all_found[name] = found
    if "--update" in sys.argv:
        FOUND.write_text(json.dumps(all_found, indent=0, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
