"""The commands that ask a record, as people and programs use them; the demo and the notebook."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import asked
from dragoman.cli import COMMANDS, main
from dragoman.cli.demo_record import parts
from dragoman.cli.tables import print_any
from dragoman.record import open_record
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import ACCEPTS

ROOT = Path(__file__).parents[1]
ASKING = {
    "engagements": [],
    "trips": [],
    "visits": ["--who", "blinken"],
    "last": ["US", "CN"],
    "gaps": ["--today", "2024-01-01"],
    "person": ["blinken"],
    "country": ["China"],
    "show": [asked.TRIP],
    "conflicts": [],
    "search": ["balloon"],
}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    asked.install(monkeypatch)
    monkeypatch.setenv("COLUMNS", "80")
    name = str(tmp_path / "record.db")
    with open_record(name) as record:
        record.add(asked.readings())
    monkeypatch.setenv("DRAGOMAN_RECORD", name)
    return name


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capfd.readouterr()
    return code, out, err


# --- all commands alike --------------------------------------------------------------------------


@pytest.mark.parametrize("command", ASKING)
def test_a_table_fits_80_columns(command: str, path: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, command, *ASKING[command])
    assert (code, err) == (0, "")
    assert out
    assert max(len(line) for line in out.splitlines()) <= 80


@pytest.mark.parametrize("command", ASKING)
def test_json_is_one_object_a_line(command: str, path: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, command, *ASKING[command], "--json")
    assert (code, err) == (0, "")
    found = [json.loads(line) for line in out.splitlines()]
    assert found
    assert all(isinstance(one, dict) for one in found)


@pytest.mark.parametrize("command", ASKING)
def test_csv_has_a_heading_and_whole_rows(command: str, path: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, command, *ASKING[command], "--csv")
    assert (code, err) == (0, "")
    head, *rows = list(csv.reader(io.StringIO(out)))
    assert rows
    assert {len(row) for row in rows} == {len(head)}


@pytest.mark.parametrize("command", ASKING)
def test_help_names_every_filter_and_an_example(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, command, "--help")
    assert code == 0
    assert f"dragoman {command}" in out
    for name in ACCEPTS[command]:
        assert f"--{name.replace('_', '-')}" in out
    assert command in COMMANDS


@pytest.mark.parametrize("command", ASKING)
def test_errors_are_one_line_and_exit_2(
    command: str, path: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for wrong in (
        ["--json", "--csv"],
        ["--record", str(tmp_path / "none.db")],
        ["--as-of", "yesterday"],
    ):
        code, out, err = run(capfd, command, *ASKING[command], *wrong)
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1
        assert err.startswith("dragoman: ")


# --- one by one ----------------------------------------------------------------------------------


def test_engagements_for_people(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "engagements", "--who", "qin", "--today", "2023-06-15")
    assert "Qin Gang (CN), Antony J. Blinken (US)" in " ".join(out.split())
    assert "held, past" in out
    assert "held, coming" in out
    assert f"{asked.QIN_CALL} · 2 reports" in out


def test_engagements_for_programs(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "engagements", "--kind", "call", "--kind", "talks", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert [one["kind"] for one in found] == ["call", "talks", "call"]
    assert set(found[0]["reports"][0]) == {"document", "published", "publisher", "status", "evidence"}
    assert found[0]["id"] == asked.DON_CALL


def test_pages_are_told_on_standard_error(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    seen: list[str] = []
    more: list[str] = []
    while True:
        _, out, err = run(capfd, "engagements", "--json", "--limit", "4", *more)
        seen += [json.loads(line)["id"] for line in out.splitlines()]
        page = re.search(r"of 10 engagements; the next: --page (\S+)", err)
        if page is None:
            break
        more = ["--page", page[1]]
    assert len(seen) == len(set(seen)) == 10
    assert run(capfd, "engagements", "--country", "FR") == (0, "", "no engagements fit\n")


def test_search_counts_sentences(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    call = asked.said("2024-call", "call", "held", (asked.QIN,), None, "Qin called")
    many = asked.document("many", "2024-01-01", call, more="\n\n" + " ".join(["A zebra came."] * 60))
    with open_record(path) as record:
        record.add([many])
    _, out, err = run(capfd, "search", "zebra")
    assert out.count("“A zebra came.”") == 20
    assert err.startswith("20 sentences; the next: --page ")
    _, out, err = run(capfd, "search", "zebra", "--json")
    assert (len(out.splitlines()), err) == (60, "")


def test_several_persons_are_listed(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    for command in (["engagements", "--who", "wang"], ["visits", "--who", "wang"], ["person", "wang"]):
        code, out, err = run(capfd, *command)
        assert (code, out) == (2, "")
        assert "Wang Yi (CN, Q701801: 1); Wang Wentao" in err or "Wang Wentao (CN, name:wang-wentao: 1); Wang Yi" in err
    assert run(capfd, "visits")[0] == 2


def test_a_trip_shows_stops_meetings_and_why(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "trips", "--country", "Thailand")
    for part in ("1. Jakarta (ID), 2021-12-13 – 14, held", "Retno Marsudi (ID)", "3. Bangkok (TH)", "cancelled"):
        assert part in out
    assert "why: “after a case of Covid”" in out


def test_visits_print_the_definition(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "visits", "--who", "blinken")
    assert "Antony Blinken: 4 visits" in out
    assert "country-visits: A visit is a run of days" in out
    _, out, _ = run(capfd, "visits", "--who", "blinken", "--json")
    assert {"rule", "definition", "total", "by_country"} <= set(json.loads(out))


def test_show_has_every_quote(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "show", asked.TRIP)
    flat = " ".join(out.split())
    for part in (
        "“Blinken will travel to Jakarta, Kuala Lumpur and Bangkok” 0–56",
        "announcement · Ministry · 2021-12-08 · planned",
        "https://example.org/travel",
        "2021-12-15: cut short",
        "Kuala Lumpur 2021-12-14",
    ):
        assert part in flat


def test_person_and_country(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "person", "qin")
    assert "Minister of Foreign Affairs, CN" in " ".join(out.split())
    assert "most often with: Antony Blinken (US) 2" in out
    _, out, _ = run(capfd, "country", "thailand")
    assert "a party acts for it in 2; 2 take place there" in out


def test_text_of_documents_is_harmless(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    evil = asked.document(
        "evil",
        "2024-01-01",
        asked.said("2024-call", "call", "held", (asked.QIN,), None, "\x1b[31mQin called [bold]them[/bold]\u202e"),
        more="\n\n=HYPERLINK(1) zebra",
    )
    with open_record(path) as record:
        record.add([evil])
    for arguments in (["show", "2024-call"], ["search", "zebra"], ["engagements", "--since", "2024"]):
        _, out, _ = run(capfd, *arguments)
        assert "\x1b" not in out
        assert "\u202e" not in out
    _, out, _ = run(capfd, "show", "2024-call")
    assert "[bold]them[/bold]" in out
    _, out, _ = run(capfd, "search", "zebra", "--csv")
    assert "'=HYPERLINK(1) zebra" in out


# --- the demo ------------------------------------------------------------------------------------


def test_the_demo_tells_all_five(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    with OpenRecord(open_record(path)) as record:
        for part in parts(record):
            print_any(part, 110)
    out = capfd.readouterr().out
    for part in (
        "7 sample documents, 10 engagements: 2 trips, 5 meetings, 2 calls and more.",
        "3. Bangkok (TH), 2021-12-16, cancelled",
        "2021-12-08  planned: “He will hold meetings in Bangkok”",
        "2021-12-15  cancelled: “Meetings in Bangkok were cancelled”",
        "why: “after a case of Covid”",
        "“Blinken spoke by telephone with Qin Gang”",
        "“Qin Gang held a phone call with Blinken”",
        "page · 2021-12-16: “Kuala Lumpur, December 14-15”",
        "wire · Wire · 2021-12-15: “Blinken arrived in Kuala Lumpur on Wednesday and flew home”",
        "Antony Blinken: 4 visits: Indonesia 2",
    ):
        assert part in out
    assert "nothing of the kind" not in out


def test_the_demo_of_the_samples(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    kept = str(tmp_path / "demo.db")
    code, out, err = run(capfd, "demo", "--keep", kept)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) <= 60
    for part in ("Kuala Lumpur (MY)", "Bangkok (TH)", "readout-qin-call-beijing-2023", "visits", "What to try next:"):
        assert part in out
    for command in re.findall(r"^  dragoman (\S+ --record demo\.db.*?)(?:  .*)?$", out, re.M):
        arguments = command.replace("demo.db", kept).split()
        assert run(capfd, *arguments)[0] == 0
    code, _, err = run(capfd, "demo", "--keep", kept)
    assert code == 2
    assert "is there already" in err


# --- the notebook --------------------------------------------------------------------------------


def test_the_notebook_runs(capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    notebook = json.loads((ROOT / "docs" / "first-steps.ipynb").read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    names: dict[str, Any] = {"__name__": "notebook"}
    shown = []
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] != "code":
            continue
        assert cell["outputs"] == []
        shown.append(_executed("".join(cell["source"]), names, f"cell {number}"))
    assert "fit" not in capfd.readouterr().err
    tables = [html() for one in shown if callable(html := getattr(one, "_repr_html_", None))]
    assert len(tables) >= 3
    assert all("<table" in str(table) for table in tables)
    assert sum(callable(getattr(one, "_repr_svg_", None)) for one in shown) == 3


def _executed(source: str, names: dict[str, Any], where: str) -> object:
    """Run a cell as Jupyter does; the value of its last expression."""
    tree = ast.parse(source, where)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, where, "exec"), names)
    return eval(compile(ast.Expression(last.value), where, "eval"), names) if isinstance(last, ast.Expr) else None
