"""``dragoman evaluate``: tables, JSON, misses with their words, and one clear line for whatever is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import main

TEXT = "Foreign Minister Anna Berg of Sweden met her Peruvian counterpart, Luis Quispe, in Lima on Tuesday.\n"
BERG = {"name": "Anna Berg", "role": "Foreign Minister", "country": "SE"}
QUISPE = {"name": "Luis Quispe", "role": "counterpart", "country": "PE"}
MEETING = {
    "kind": "meeting",
    "status": "held",
    "parties": [BERG, QUISPE],
    "date": {"start": "2021-05-04", "end": "2021-05-04"},
    "place": {"city": "Lima", "country": "PE"},
    "topics": [],
    "core": True,
    "evidence": "met her Peruvian counterpart",
}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def ran(*arguments: object) -> tuple[int, str, str]:
        code = main(["evaluate", *map(str, arguments)])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return ran


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two gold documents with their texts; the second tells a call that its text does not."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "texts").mkdir()
    for name, kind in (("one", "meeting"), ("two", "call")):
        row = {"id": name, "published": "2021-05-05", "genre": "news", "engagements": [MEETING | {"kind": kind}]}
        (tmp_path / "gold" / f"{name}.json").write_text(json.dumps(row), encoding="utf-8")
        (tmp_path / "texts" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_the_table_has_figures_and_intervals(run: Run, folder: Path) -> None:
    code, out, err = run(folder / "gold", folder / "texts")
    assert (code, err) == (0, "")
    assert "2 documents, 2 engagements of the core kinds in the gold, 2 read" in out
    assert "precision              0.50\n" in out
    for row in ("call", "meeting", "held", "news", "confidence: above 0.9"):
        assert row in out


def test_intervals_come_from_five_documents_on(run: Run, folder: Path) -> None:
    for number in range(3):
        row = json.loads((folder / "gold" / "one.json").read_text(encoding="utf-8")) | {"id": f"more{number}"}
        (folder / "gold" / f"more{number}.json").write_text(json.dumps(row), encoding="utf-8")
        (folder / "texts" / f"more{number}.txt").write_text(TEXT, encoding="utf-8")
    _, out, _ = run(folder / "gold", folder / "texts")
    assert "precision              0.80 (0.40–1.00)\n" in out
    assert "meeting     4     5  0.80 (0.40–1.00)" in out
    assert "call        1     0  – " in out
    assert "0.00 (" not in out


def test_json_is_the_same_each_time(run: Run, folder: Path) -> None:
    _, out, _ = run(folder / "gold", folder / "texts", "--json", "--resamples", "50")
    found = json.loads(out)
    assert (found["scorer"], found["documents"], found["gold"], found["read"]) == (2, 2, 2, 2)
    assert found["figures"]["f1"] == {"value": 0.5, "interval": None}
    assert found["by"]["kind"]["meeting"]["figures"]["recall"]["value"] == 1
    assert "misses" not in found
    assert run(folder / "gold", folder / "texts", "--json", "--resamples", "50")[1] == out


def test_errors_come_with_their_words(run: Run, folder: Path) -> None:
    _, out, _ = run(folder / "gold", folder / "texts", "--errors")
    assert "two: missed\n  gold  call held, Anna Berg (SE) / Luis Quispe (PE), 2021-05-04\n" in out
    assert "“met her Peruvian counterpart”" in out
    assert "two: false\n  read  meeting held, Anna Berg (SE) / Luis Quispe (PE), 2021-05-04\n" in out
    _, out, _ = run(folder / "gold", folder / "texts", "--errors", "--json")
    assert [miss["what"] for miss in json.loads(out)["misses"]] == ["missed", "false"]


def test_a_half(run: Run, folder: Path) -> None:
    assert "1 document, 1 engagement" in run(folder / "gold", folder / "texts", "--half", "a")[1]
    assert "recall                 0.00" in run(folder / "gold", folder / "texts", "--half", "b")[1]


def test_an_output_is_scored_instead_of_reading(run: Run, folder: Path) -> None:
    engagement: dict[str, Any] = MEETING | {"evidence": [{"start": 0, "end": 16, "quote": TEXT[:16]}]}
    rows = [{"id": "one", "engagements": []}, {"id": "two", "engagements": [engagement | {"kind": "call"}]}]
    pred = folder / "read.jsonl"
    pred.write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    code, out, err = run(folder / "gold", folder / "texts", "--pred", pred)
    assert (code, err) == (0, "")
    assert "strict f1              0.67" in out
    assert "evidence               0.00" in out
    pred.write_text(json.dumps({"id": "three", "engagements": []}), encoding="utf-8")
    code, _, err = run(folder / "gold", folder / "texts", "--pred", pred)
    assert code == 0
    assert "1 ids are not in the gold, 'three' for one" in err


def test_an_html_text_is_read_as_a_page(run: Run, folder: Path) -> None:
    (folder / "texts" / "one.txt").unlink()
    page = f"<html><body><article><h1>Berg in Lima</h1><p>{TEXT}</p></article></body></html>"
    (folder / "texts" / "one.html").write_text(page, encoding="utf-8")
    assert "recall                 1.00" in run(folder / "gold", folder / "texts", "--half", "a")[1]


def broken(text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / "gold" / "one.json").write_text(text, encoding="utf-8") and None


def changed(**fields: Any) -> Callable[[Path], None]:
    row = {"id": "one", "published": None, "genre": "news", "engagements": [MEETING | fields]}
    return broken(json.dumps(row))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: (f / "texts" / "two.txt").unlink(), "texts: the text of two is missing (two.txt or two.html)"),
        (lambda f: (f / "texts" / "two.txt").write_text(""), "texts/two.txt: is empty"),
        (lambda f: (f / "texts" / "two.txt").write_bytes(b"caf\xe9"), "texts/two.txt: is not UTF-8"),
        (lambda f: [path.unlink() for path in (f / "gold").iterdir()], "gold: no gold files (ID.json) in this folder"),
        (broken("{"), "gold/one.json: no gold file: "),
        (broken("[]"), "gold/one.json: no gold file: Expected `object`, got `array`"),
        (broken("\xff"), "gold/one.json: no gold file: "),
        (broken('{"id": "one"}'), "missing required field `engagements`"),
        (broken('{"id": "one", "published": "4 May", "engagements": []}'), "at `$.published`"),
        (changed(kind="lunch"), "Invalid enum value 'lunch' - at `$.engagements[0].kind`"),
        (changed(date={"start": "2021-13-01", "end": None}), "at `$.engagements[0].date.start`"),
        (changed(parties="Berg"), "Expected `array`, got `str` - at `$.engagements[0].parties`"),
    ],
)
def test_what_is_wrong_with_gold_and_texts_is_one_line(
    run: Run, folder: Path, spoil: Callable[[Path], object], said: str
) -> None:
    spoil(folder)
    code, out, err = run(folder / "gold", folder / "texts")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no document in this file"),
        ("nonsense", "line 1: not in the exchange form: "),
        ('{"id": "one", "engagements": []}\n[1]', "line 2: not in the exchange form: Expected `object`, got `array`"),
        ('{"engagements": []}', "missing required field `id`"),
        (json.dumps({"id": "one", "engagements": [MEETING]}), "at `$.engagements[0].evidence`"),
        ('{"id": "one", "engagements": []}\n' * 2, "line 2: the id 'one' was there before"),
    ],
)
def test_what_is_wrong_with_an_output_is_one_line(run: Run, folder: Path, text: str, said: str) -> None:
    pred = folder / "read.jsonl"
    pred.write_text(text, encoding="utf-8")
    code, out, err = run(folder / "gold", folder / "texts", "--pred", pred)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_folders_and_files_that_are_not_there(run: Run, folder: Path) -> None:
    for arguments, said in (
        ((folder / "none", folder / "texts"), "no such folder of gold files"),
        ((folder / "gold", folder / "none"), "no such folder of texts"),
        ((folder / "gold", folder / "texts", "--pred", folder / "none"), "no such file"),
        ((folder / "gold", folder / "texts", "--pred", folder), "Is a directory"),
        ((folder / "gold", folder / "texts", "--resamples", "-1"), "--resamples"),
    ):
        code, out, err = run(*arguments)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert said in err


def test_half_b_of_one_document(run: Run, folder: Path) -> None:
    (folder / "gold" / "two.json").unlink()
    code, _, err = run(folder / "gold", folder / "texts", "--half", "b")
    assert code == 2
    assert "half b of one document is empty" in err
