"""What each stage of the reader contributes: the scores with one stage at a time switched off.

    python benchmarks/ablation.py [--write] [--json] [--only NAME]

All sets of tools/gold_sets.py count together: dev, seeds, samples and our own documents (the first two need ../shared;
without it the other two alone are read). A stage is switched off at a seam between modules, by putting something
simpler into its place for as long as the run takes; the reader itself knows nothing of it. ``--write`` puts the table
into docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

import docs_accuracy
import gold_sets
import msgspec

from dragoman.evaluation import evaluate
from dragoman.evaluation.calibration import judged
from dragoman.model import Dates, Report
from dragoman.reading import (
    agenda,
    articles,
    assemble,
    cast,
    dating,
    journeys,
    match,
    modality,
    reader,
)
from dragoman.reading.blocks import Block
from dragoman.reading.pieces import Piece

SHOWN = ("precision", "recall", "f1", "strict_f1", "date", "place", "topics_f1", "stops_f1", "other_f1")


class NoLedger:
    """A ledger that knows nobody, whatever it is asked."""

    def __getattr__(self, name: str) -> Callable[..., tuple[()]]:
        return nobody

    def __len__(self) -> int:
        return 0


class NoAgenda(agenda.Agenda):
    """Headings, lines and days of schedules mean nothing."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.schedule = self.structured = False

    def line(self, *_: object) -> None:
        """No line sets a day or a place."""

    def settle(self, draft: object, dates: Dates | None, clock: object) -> Dates | None:
        return dates


def nobody(*_: object, **__: object) -> tuple[()]:
    """No person."""
    return ()


def nothing(*_: object, **__: object) -> None:
    """Nothing is done, or found."""


def all_held(*_: object, given: Any = None, **__: object) -> modality.Modality:
    """Whatever a predicate says took place, but for what the pattern itself says became of it."""
    return modality.Modality(given or "held")


def first_time(skeleton: Any, *_: object) -> Any:
    """The first time of a sentence is that of each of its predicates."""
    return next((t for t in skeleton.times if t.form not in {"clock", "duration"}), None)


def first_place(skeleton: Any, *_: object) -> Any:
    """The first place of a sentence is that of each of its predicates."""
    return next((places[0] for places in skeleton.places if len(places) == 1), None)


def nearest_person(skeleton: Any, head: int) -> int | None:
    """The last person before a predicate is its subject."""
    return next((at for at in range(head - 1, -1, -1) if skeleton.tokens[at].kind == "P"), None)


def all_lines(text: str, *, published: str | None = None, **__: object) -> list[Piece]:
    """One article, its lines all running text."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            blocks.append(Block(first, start + len(line.rstrip()), "paragraph"))
        start += len(line) + 1
    return [Piece(tuple(blocks), None, None, published, "news", None, None, blocks[0].start)] if blocks else []


def one_genre(*given: Any, **named: Any) -> list[Piece]:
    """Articles are cut as they are, each taken for news."""
    return [msgspec.structs.replace(piece, genre="news") for piece in articles.split_articles(*given, **named)]


def unjoined(read: Any, *_: object) -> list[Report]:
    """The reports of all articles of a page, side by side."""
    return [msgspec.structs.replace(r, articles=(n,)) for n, reports in enumerate(read) for r in reports]


def only_absolute(mention: Any, published: object, tense: Any = "none", current: object = None) -> Dates | None:
    """A time by its own words alone: no publication day, no day that the story has reached."""
    found: Dates | None = _RESOLVE(mention, None, tense, None)
    return found


_RESOLVE = dating.resolve

Seam = tuple[object, str, Callable[..., Any] | type]

STAGES: dict[str, tuple[str, tuple[Seam, ...]]] = {
    "layout": (
        "navigation, teasers and credits set aside; pages cut into articles",
        ((reader, "split_articles", all_lines),),
    ),
    "genre": ("readouts, schedules and trip pages told from news", ((reader, "split_articles", one_genre),)),
    "agenda": ("headings and lines of schedules and trip pages", ((reader, "Agenda", NoAgenda),)),
    "ledger": ("who held which office when", ((reader, "ledger", NoLedger),)),
    "pronouns": (
        "he, she, they, the two, both ministers",
        ((cast.Cast, "_pronoun", nobody), (cast.Cast, "_pair", nobody)),
    ),
    "offices": (
        "“the minister”, “his counterpart” for somebody named elsewhere",
        ((cast.Cast, "_anaphor", nothing), (cast.Cast, "_counterpart", nothing)),
    ),
    "subjects": (
        "the subject of a clause found by grammar, not by nearness",
        ((match, "find_subject", nearest_person),),
    ),
    "modality": ("planned, cancelled, refused, negated, hoped for", ((match, "modality", all_held),)),
    "checks": ("drafts of one side or of no official refused", ((match, "_check", lambda draft, *_, **__: draft),)),
    "retelling": ("“the visit was called off”: what nouns say of what was told before", ((reader, "retell", nothing),)),
    "times of the clause": ("each predicate's own time", ((match, "time_of", first_time),)),
    "places of the clause": ("each predicate's own place", ((match, "place_of", first_place),)),
    "relative days": (
        "“on Tuesday”, “the following day” against the article's day",
        ((dating, "resolve", only_absolute), (agenda, "resolve", only_absolute)),
    ),
    "story day": (
        "events without a day of their own on the day that the story has reached",
        ((dating.Clock, "story_day", nothing),),
    ),
    "joining": ("sentences that tell one engagement joined", ((assemble.Assembly, "_match", nothing),)),
    "journeys": ("moves of one journey chained", ((journeys.Journeys, "_find", nothing),)),
    "articles": ("articles of one page that tell one engagement joined", ((reader, "join_articles", unjoined),)),
    "inference": ("days and places of meetings from the stop they lie in", ((reader, "complete", nothing),)),
    "topics": ("what was discussed", ((reader, "fill_topics", nobody),)),
    "causes": ("why something fell through", ((reader, "fill_causes", nothing),)),
}
"""Each stage: what it does, and what is put in its place where."""


@contextmanager
def without(stage: str) -> Iterator[None]:
    """The reader without one stage. Raises AttributeError where the reader has no such seam any more."""
    with ExitStack() as stack:
        for owner, name, instead in STAGES[stage][1]:
            stack.enter_context(patch.object(owner, name, instead))
        gold_sets.forget()
        yield
    gold_sets.forget()


def scores() -> dict[str, float]:
    """The figures of all sets together, and the share of reports that are right in parties and status."""
    golds, readings, texts = [], {}, {}
    right: list[bool] = []
    for name in gold_sets.names():
        if name in {"dev-a", "dev-b"}:
            continue
        found, read = gold_sets.gold_set(name), gold_sets.read_set(name)
        for gold in found.golds:
            key = f"{name}/{gold.id}"
            golds.append(msgspec.structs.replace(gold, id=key))
            readings[key] = read[gold.id]
            texts[key] = found.texts[gold.id]
            right += [is_right for _, is_right in judged(gold, read[gold.id])]
    figures = evaluate(golds, readings, texts, resamples=0).figures
    return {key: figures[key].value or 0.0 for key in SHOWN} | {"right": sum(right) / max(1, len(right))}


def table(rows: dict[str, dict[str, float]]) -> str:
    """What each figure loses without a stage, as a table in Markdown; the first row has the figures themselves."""
    whole = rows[""]
    heads = ("without", "which does", *(docs_accuracy.NAMES.get(key, key) for key in whole))
    lines = [("nothing", "", *(f"{value:.3f}" for value in whole.values()))]
    for name in [name for name in rows if name]:
        change = (f"{rows[name][key] - whole[key]:+.3f}" for key in whole)
        lines.append((name, STAGES[name][0], *("0" if one in {"+0.000", "-0.000"} else one for one in change)))
    return docs_accuracy.table(heads, lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the table into docs/accuracy.md")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--only", choices=STAGES, help="one stage")
    options = parser.parse_args()
    if options.write:
        gold_sets.need_shared()
    rows = {"": scores()}
    for stage in [options.only] if options.only else STAGES:
        with without(stage):
            rows[stage] = scores()
    if options.write:
        docs_accuracy.write(docs_accuracy.PAGE, {"ablation": lambda: table(rows)})
    print(json.dumps(rows) if options.json else table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
