"""Writes the figures in docs/accuracy.md anew; --check only says whether they are stale.

A block between ``<!-- figures NAME -->`` and ``<!-- /figures -->`` is made by the code: the sets of tools/gold_sets.py
scored by dragoman.evaluation, with intervals. The block ``ablation`` is written by benchmarks/ablation.py, which takes
longer. What stands outside of blocks is written by hand. Needs ../shared.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import gold_sets
import msgspec
import train_confidence

from dragoman.cli.evaluate_tables import NAMES, figure
from dragoman.evaluation import Evaluation, GoldEngagement
from dragoman.evaluation.calibration import Calibration, calibration
from dragoman.evaluation.pairing import likeness
from dragoman.evaluation.read import as_read
from dragoman.model import Document
from dragoman.reading.reader import read_document

PAGE = gold_sets.ROOT / "docs" / "accuracy.md"
FROZEN = gold_sets.ROOT / "tests" / "frozen"
RENEW = "just accuracy"
BLOCK = re.compile(r"(?<=<!-- figures )(?P<name>[\w-]+)( -->\n).*?(?=<!-- /figures -->)", re.S)
SETS = {
    "seeds": "seeds",
    "dev-a": "dev, three quarters",
    "dev-b": "**dev, unread quarter**",
    "dev": "dev, both",
    "samples": "samples",
    "documents": "our own",
}
FOUND = ("precision", "recall", "f1", "strict_f1")


@cache
def scores() -> dict[str, Evaluation]:
    """Every set, scored with intervals."""
    return {name: gold_sets.evaluate_set(name, resamples=1000) for name in SETS}


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    first = list(heads)
    lines = [first, ["---"] * len(first), *map(list, rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def found_block() -> str:
    """How much of each set is found."""
    rows = (
        (SETS[name], str(one.documents), str(one.gold), *(figure(one.figures[key]) for key in FOUND))
        for name, one in scores().items()
    )
    return table(("documents", "how many", "engagements", *(NAMES[key] for key in FOUND)), rows)


def fields_block() -> str:
    """How right the fields of what is found are."""
    fields = [key for key in NAMES if key not in FOUND]
    rows = ((NAMES[key], *(figure(one.figures[key]) for one in scores().values())) for key in fields)
    return table(("", *SETS.values()), rows)


def by_block(dimension: str) -> str:
    """f1 of each kind, status or genre, with the number of engagements of it in the gold."""
    order = [value for one in scores().values() for value in one.by[dimension]]
    if dimension != "genre":
        everything = gold_sets.evaluate_set("documents").by[dimension]
        order = [*everything, *order]

    def cell(one: Evaluation, value: str) -> str:
        group = one.by[dimension].get(value)
        return "" if group is None or not group.gold else f"{figure(group.figures['f1'])}, {group.gold}"

    rows = (
        (value.replace("_", " "), *(cell(one, value) for one in scores().values())) for value in dict.fromkeys(order)
    )
    return table((dimension, *SETS.values()), rows)


def confidence_block() -> str:
    """What confidence is worth, with the weights as they are, and with weights learned without the document."""
    found = {SETS[name]: one.calibration for name, one in scores().items()}
    examples = [row for name in train_confidence.LEARNED for row in train_confidence.examples(name)]
    apart = list(zip(train_confidence.unseen(examples), examples, strict=True))
    for name, words in SETS.items():
        if rows := [(p, row.right) for p, row in apart if row.set == name]:
            found[f"{words}, weights learned without the document"] = calibration(rows)
    return table(
        ("documents", "reports", "right", "share above 0.9", "right of these", "calibration error"), _sure(found)
    )


def _sure(found: dict[str, Calibration]) -> Iterable[tuple[str, ...]]:
    for name, one in found.items():
        told = (one.right, one.sure_share, one.sure_right, one.error)
        yield name, str(one.reports), *("–" if value is None else f"{value:.3f}" for value in told)


def frozen_block() -> str:
    """Recall on the short texts of tests/frozen, kind by kind and status by status."""
    rows = []
    for path in sorted(FROZEN.glob("*/*.jsonl")):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        hits = sum(_frozen_found(row, by_status=path.parent.name == "status") for row in lines)
        rows.append(
            (
                path.stem.replace("_", " "),
                {"kinds": "kind"}.get(path.parent.name, path.parent.name),
                f"{hits / len(lines):.2f}",
            )
        )
    return table(("", "told by", "recall"), rows)


def _frozen_found(row: dict[str, object], *, by_status: bool) -> bool:
    expected = row["expect"]
    assert isinstance(expected, list)
    gold = msgspec.convert(expected[0], GoldEngagement)
    document = Document(
        id=str(row["id"]), text=str(row["text"]), published=msgspec.convert(row["published"], str | None)
    )
    read = as_read(read_document(document)).engagements
    return any(likeness(gold, r) > 0 and (not by_status or r.status == gold.status) for r in read)


BLOCKS: dict[str, Callable[[], str]] = {
    "found": found_block,
    "fields": fields_block,
    "kinds": lambda: by_block("kind"),
    "statuses": lambda: by_block("status"),
    "genres": lambda: by_block("genre"),
    "confidence": confidence_block,
    "frozen": frozen_block,
}


def renewed(text: str, blocks: dict[str, Callable[[], str]] = BLOCKS) -> str:
    """The page with the blocks that are given as the code makes them; others stay."""

    def block(match: re.Match[str]) -> str:
        make = blocks.get(match["name"])
        return match[0] if make is None else f"{match['name']}{match[2]}\n{make()}\n"

    return BLOCK.sub(block, text)


def write(page: Path, blocks: dict[str, Callable[[], str]]) -> None:
    """Write the blocks that are given into the page."""
    page.write_text(renewed(page.read_text(encoding="utf-8"), blocks), encoding="utf-8")


def main() -> int:
    """0, or 1 where --check finds the page stale."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    gold_sets.need_shared()
    text = PAGE.read_text(encoding="utf-8")
    if renewed(text) == text:
        return 0
    if check:
        print(f"docs/accuracy.md: the figures are stale; run: {RENEW}", file=sys.stderr)
        return 1
    write(PAGE, BLOCKS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
