"""dragoman's own grammar of times beside dateparser, on the examples of tests/data/times*.jsonl, in one run.

    pip install dateparser          # needed by this script alone
    python benchmarks/times_beside_dateparser.py [--show] [--json]

Each example has a sentence, the day and tense it was said in, and the times that stand in it with the dates
they mean; a third and more have none. Both readers get the same sentence, day and tense. dateparser is asked
through ``search_dates`` in English, with the day as base, the tense as preference, and the precision that it
tells of each find ("next week" is a week to it where it says so).

right: the dates, start and end, are those expected. start: at least the first day is (dateparser has no
ranges). wrong: other dates were given. missed: none were. guessed: dates for a time that the words leave
open ("in the coming weeks"). false alarms: sentences without any time in which dates were found.
Without dateparser only dragoman's row is printed.
"""

from __future__ import annotations

import argparse
import json
import logging
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

try:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates
except ImportError:
    search_dates = None

from dragoman.model import Dates
from dragoman.reading.times import find_times, first_day, resolve

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
Row = dict[str, Any]
Found = tuple[str, str | None, str | None]  # words, start, end
Reader = Callable[[Row], list[Found]]


def rows() -> list[Row]:
    """All examples, file by file."""
    return [json.loads(line) for path in sorted(DATA.glob("times*.jsonl")) for line in path.read_text().splitlines()]


def by_dragoman(row: Row) -> list[Found]:
    """What dragoman's grammar finds in a row."""
    previous = Dates(**row["previous"]) if "previous" in row else None
    found = []
    for mention in find_times(row["text"]):
        if mention.form == "named":  # "the October 7 attack": marked as one name, told as no time
            continue
        dates = resolve(mention, row["anchor"], row["tense"], previous)
        found.append((mention.words, dates.start if dates else None, dates.end if dates else None))
    return found


def by_dateparser() -> Reader | None:
    """What dateparser finds in a row; None where it is not installed."""
    if search_dates is None:
        return None

    def read(row: Row) -> list[Found]:
        prefer = {"past": "past", "future": "future", "none": "current_period"}[row["tense"]]
        settings: dict[str, Any] = {"PREFER_DATES_FROM": prefer}
        if row["anchor"]:
            settings["RELATIVE_BASE"] = datetime.fromisoformat(row["anchor"])
        found = search_dates(row["text"], languages=["en"], settings=settings) or []
        parser = DateDataParser(languages=["en"], settings=settings)
        return [(words, *_span(day, parser.get_date_data(words).period)) for words, day in found]

    return read


def _span(day: datetime, period: str) -> tuple[str, str]:
    """A day and its period as dates of the precision that dragoman uses."""
    iso = day.date().isoformat()
    if period in {"month", "year"}:
        return (iso[:7], iso[:7]) if period == "month" else (iso[:4], iso[:4])
    if period == "week":
        monday = day.date() - timedelta(days=day.weekday())
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    return iso, iso


def _first(iso: str | None) -> str | None:
    return None if iso is None else first_day(iso).isoformat()


def _last(iso: str | None) -> str | None:
    if iso is None or len(iso) == 10:
        return iso
    year, month = int(iso[:4]), int(iso[5:7] or 12)
    return f"{year}-{month:02d}-{monthrange(year, month)[1]}"


def outcomes(row: Row, found: list[Found]) -> Iterator[str]:
    """What became of each expected time of a row, or of the row where it has none."""
    given = [one for one in found if one[1] or one[2]]
    if not row["expect"]:
        yield "false alarm" if given else "left alone"
    rest = list(given)
    for expected in row["expect"]:
        near = [one for one in rest if _touch(expected["words"], one[0])]
        start, end = expected["start"], expected["end"]
        if start is None and end is None:
            yield "guessed" if near else "left open"
        elif not near:
            yield "missed"
        else:
            rest.remove(near[0])
            yield _judge((start, end), near[0])


def _touch(expected: str, words: str) -> bool:
    return expected in words or words in expected or bool(set(expected.split()) & set(words.split()))


def _judge(expected: tuple[str | None, str | None], found: Found) -> str:
    if (_first(expected[0]), _last(expected[1])) == (_first(found[1]), _last(found[2])):
        return "right"
    same = expected[0] is not None and _first(expected[0]) == _first(found[1])
    return "start only" if same else "wrong"


def measure(reader: Reader, show: bool) -> dict[str, int]:
    """Counts over all rows; with ``show`` each row that is not as expected is printed."""
    counts: Counter[str] = Counter()
    for row in rows():
        found = reader(row)
        for outcome in outcomes(row, found):
            counts[outcome] += 1
            if show and outcome in {"wrong", "missed", "guessed", "false alarm", "start only"}:
                wanted = [(e["words"], e["start"], e["end"]) for e in row["expect"]]
                print(f"{outcome}: {row['text']} [{row['anchor']} {row['tense']}] {wanted} {found}")
    return dict(counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print the rows that are not as expected")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)
    readers = {"dragoman": by_dragoman, "dateparser": by_dateparser()}
    counts = {name: measure(reader, asked.show) for name, reader in readers.items() if reader is not None}
    if asked.json:
        print(json.dumps(counts))
        return
    print(f"{len(rows())} sentences, {sum(not row['expect'] for row in rows())} of them without a time\n")
    columns = ("right", "start only", "wrong", "missed", "left open", "guessed", "left alone", "false alarm")
    print(" " * 12 + "".join(column.rjust(12) for column in columns))
    for name, count in counts.items():
        print(name.ljust(12) + "".join(str(count.get(column, 0)).rjust(12) for column in columns))
    if "dateparser" not in counts:
        print("\ndateparser is not installed: pip install dateparser")


if __name__ == "__main__":
    main()
