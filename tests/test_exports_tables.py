"""CSV that no spreadsheet runs, JSON that everybody reads."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.exports.csv import csv_of
from dragoman.exports.json import json_lines, json_of

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("https://evil.example","x")', "＝1"]


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_shown_not_run(cell: str) -> None:
    assert read(csv_of(["a"], [{"a": cell}]))[1] == [f"'{cell}"]


def test_lines_end_as_rfc_4180_says_and_cells_are_quoted_where_they_must() -> None:
    text = csv_of(["id", "words", "n"], [{"id": "x", "words": 'says "no", twice\nand more', "n": -3}])
    assert text == 'id,words,n\r\nx,"says ""no"", twice\nand more",-3\r\n'
    assert csv_of(["id"], [], end="\n") == "id\n"


def test_what_is_not_told_is_an_empty_cell_and_order_is_that_of_the_columns() -> None:
    assert read(csv_of(["b", "a"], [{"a": None, "b": 0.5}])) == [["b", "a"], ["0.5", ""]]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_every_text_comes_back_as_it_was_but_for_the_apostrophe(cells: list[str]) -> None:
    columns = [f"c{number}" for number in range(len(cells))]
    text = csv_of(columns, [dict(zip(columns, cells, strict=True))])
    text.encode("utf-8")
    back = read(text)[1] if any(cells) or len(cells) > 1 else [""]
    for was, now in zip(cells, back, strict=True):
        assert now in (was, f"'{was}")
        assert not now.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_json_is_one_list_and_one_line_an_item() -> None:
    forms = [{"id": "a", "quote": "line \u2028 end"}, {"id": "b"}]
    assert json.loads(json_of(forms)) == forms
    assert json.loads(json_of([])) == []
    lines = list(json_lines(forms))
    assert [json.loads(line) for line in lines] == forms
    assert all(len(line.splitlines()) == 1 for line in lines)
