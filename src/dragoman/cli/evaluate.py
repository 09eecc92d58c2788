"""``dragoman evaluate``: how well the reader reads texts of which one knows what they tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import complain
from dragoman.cli.run import width
from dragoman.errors import SourceError

if TYPE_CHECKING:
    from dragoman.evaluation.form import ReadDocument
    from dragoman.model import Document


@click.command("evaluate")
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.argument("texts", metavar="TEXTS", type=click.Path(path_type=Path))
@click.option(
    "--pred",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Score what `dragoman read --json` wrote into FILE instead of reading the texts.",
)
@click.option("--errors", is_flag=True, help="List what was missed, is false or differs, each with its words.")
@click.option("--half", type=click.Choice(["a", "b"]), help="Only every second document: a from the first, b the rest.")
@click.option(
    "--resamples",
    type=click.IntRange(0, 100_000),
    default=1000,
    show_default=True,
    metavar="N",
    help="Draws for the intervals; 0 for none.",
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that read; default: one a core.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate(
    gold: Path,
    texts: Path,
    pred: Path | None,
    errors: bool,
    half: str | None,
    resamples: int,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Score the reader on your own texts, field by field, with intervals.

    GOLD is a folder of annotations, ID.json each; TEXTS a folder with the text of each, ID.txt or ID.html. Figures
    come for all, by field, kind, status and genre, each with the range that it has when documents are drawn anew
    (bootstrap, 95 %, seeded: the same input gives the same figures).

    \b
    Examples:
      dragoman evaluate gold/ texts/
      dragoman evaluate gold/ texts/ --half a --errors
      dragoman read texts/ --json > read.jsonl
      dragoman evaluate gold/ texts/ --pred read.jsonl --json
    """
    from dragoman.evaluation import files
    from dragoman.evaluation.evaluate import evaluate as evaluated
    from dragoman.evaluation.halves import halves

    golds = files.gold_documents(gold)
    everything = golds
    if half is not None:
        chosen = set(halves(one.id for one in golds)["a" if half == "a" else "b"])
        golds = [one for one in golds if one.id in chosen]
    if not golds:
        raise SourceError(f"{gold}: half {half} of one document is empty")
    documents = files.documents(golds, texts)
    if pred is None:
        read = _read(documents, jobs)
    else:
        read, stray = files.readings(pred, everything)
        if stray:
            complain(f"note: {pred}: {len(stray)} ids are not in the gold, {stray[0]!r} for one; they are not scored")
    found = evaluated(golds, read, {one.id: one.text for one in documents}, resamples=resamples)
    if as_json:
        import msgspec

        plain = found.to_dict() | ({"misses": msgspec.to_builtins(found.misses)} if errors else {})
        click.echo(msgspec.json.format(msgspec.json.encode(plain), indent=2).decode())
        return
    from dragoman.cli.evaluate_tables import figures_table, misses_lines
    from dragoman.cli.tables import print_any

    for line in misses_lines(found.misses) if errors else ():
        print_any(line, width())
    for part in figures_table(found):
        print_any(part, width())


def _read(documents: Sequence[Document], jobs: int | None) -> dict[str, ReadDocument]:
    """Each document as the reader reads it. Raises SourceError where it cannot."""
    from dragoman.cli.reading_pool import read_all
    from dragoman.evaluation.read import as_read

    read = {}
    for document, outcome in read_all(documents, jobs):
        if isinstance(outcome, str):
            raise SourceError(f"{document.id}: {outcome}")
        read[document.id] = as_read(outcome)
    return read
