"""Pictures of answers: in Python, in a notebook, as PNG, on the command line."""

from __future__ import annotations

import builtins
import json
import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asked
from dragoman.cli import main
from dragoman.errors import DragomanError
from dragoman.model import Stop
from dragoman.pictures import timeline, trip_map, world_map
from dragoman.pictures.picture import Picture
from dragoman.pictures.png import png_of
from dragoman.record import open_record
from dragoman.record.queries import OpenRecord
from drawn import SVG, description, engagement, marked, root, trip

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    name = str(tmp_path_factory.mktemp("pictures") / "record.db")
    with pytest.MonkeyPatch.context() as monkeypatch:
        asked.install(monkeypatch)
        with OpenRecord(open_record(name)) as one:
            one.store.add(asked.readings())
            one.store.derive()
        yield name


@pytest.fixture
def record(path: str) -> Iterator[OpenRecord]:
    with OpenRecord(open_record(path, create=False)) as one:
        yield one


# --- Python --------------------------------------------------------------------------------------


def test_the_person_may_come_first(record: OpenRecord) -> None:
    assert record.trips("blinken") == record.trips(who="blinken")
    assert record.engagements("qin") == record.engagements(who="qin") != record.engagements()
    assert record.visits("blinken").rows() == record.visits(who="blinken").rows()


def test_answers_have_maps_and_timelines(record: OpenRecord) -> None:
    trips = record.trips("blinken", today="2022-01-01")
    for answer in (trips, trips[0], record.visits("blinken"), record.engagements()):
        for picture in (answer.map(), answer.timeline()):
            assert root(picture._repr_svg_()).get("role") == "img"
            assert picture.title in repr(picture)
    assert "Bangkok" in description(trips[0].map().svg)
    assert len(marked(trips.timeline().svg, "t-today")) == 1


def test_the_map_of_trips_counts_what_was_reached(record: OpenRecord) -> None:
    told = description(record.trips("blinken").map().svg)
    assert told.startswith("Trips by country: ")
    assert "Thailand" not in told


def test_the_map_of_engagements_says_what_it_leaves_out(record: OpenRecord) -> None:
    texts = ["".join(one.itertext()) for one in root(record.engagements().map().svg).iter(f"{SVG}text")]
    assert any("took place in no country that is told" in line for line in texts)
    assert any("2 of 10 engagements." in line for line in map_texts(record.engagements(limit=2).map()))


def map_texts(picture: Picture) -> list[str]:
    return ["".join(one.itertext()) for one in root(picture.svg).iter(f"{SVG}text")]


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_gives_a_picture_that_is_well_formed(one: str, other: str) -> None:
    stops = (Stop(one, "FR"), Stop("Rome", "IT"), Stop(other, None, "cancelled"))
    root(trip_map(trip(*stops, who=other)))
    root(timeline([engagement(one, "2021-01-26", name=other), engagement("b", "2021-03")], title=one, notes=(other,)))
    root(world_map({"JP": 1, one: 2}, title=other, noun=(one, other), link=lambda code: f"/{one}"))


def test_saving(tmp_path: Path) -> None:
    picture = Picture(world_map({"JP": 3}), "Title")
    picture.save(tmp_path / "a.SVG")
    assert (tmp_path / "a.SVG").read_text(encoding="utf-8") == picture.svg
    with pytest.raises(DragomanError, match=r"ends in \.svg or \.png"):
        picture.save(tmp_path / "a.pdf")
    with pytest.raises(DragomanError, match="cannot be written"):
        picture.save(tmp_path / "nowhere" / "a.svg")


# --- PNG -----------------------------------------------------------------------------------------


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    return int(wide), int(high)


def test_a_png_has_the_size_asked_for() -> None:
    pytest.importorskip("resvg_py")
    svg = trip_map(trip(Stop("Rome", "IT"), Stop("Paris", "FR")))
    high = float(root(svg).get("height", "0"))
    for wide in (400, 2000):
        assert size(png_of(svg, wide)) == (wide, pytest.approx(high * wide / 1000, abs=1))
    with pytest.raises(DragomanError, match="width of 0 pixels"):
        png_of(svg, 0)


def test_text_of_a_png_is_drawn_without_fonts_of_the_system() -> None:
    resvg = pytest.importorskip("resvg_py")
    here = trip_map(trip(Stop("Rome", "IT")))
    assert png_of(here, 500) != png_of(re.sub(r"<text.*?</text>", "", here), 500)
    fonts = ROOT / "src" / "dragoman" / "pictures" / "fonts"
    own = [str(fonts / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")]
    some = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30" font-family="DejaVu Sans">{}</svg>'
    for letters in ("Łódź", "Київ", "Αθήνα", "Đà Nẵng", "–…“”’"):
        for weight in ("normal", "bold"):
            text = f'<text x="3" y="20" font-weight="{weight}">{letters}</text>'
            drawn, none = (
                resvg.svg_to_bytes(svg_string=some.format(inside), skip_system_fonts=True, font_files=own)
                for inside in (text, "")
            )
            assert drawn != none, letters


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "resvg_py":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DragomanError, match=r"pip install 'dragoman\[pictures\]'"):
        png_of(world_map({}))


# --- the command line ----------------------------------------------------------------------------


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capfd.readouterr()
    return code, out, err


def test_map_prints_svg_or_writes_a_file(path: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "map", "--who", "blinken", "--record", path)
    assert (code, err) == (0, "")
    assert description(out).startswith("Visits by country: ")
    file = tmp_path / "visits.svg"
    code, out, err = run(capfd, "map", "--who", "blinken", "--record", path, "-o", str(file))
    assert (code, out) == (0, "")
    assert err.startswith(f"{file}: Antony Blinken: ")
    root(file.read_text(encoding="utf-8"))


def test_map_draws_what_is_asked_for(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    for arguments, begins in (
        (("--who", "blinken", "--year", "2021"), "Visits by country: "),
        (("--who", "blinken", "--rule", "trips"), "Trips by country: "),
        (("--trip", asked.TRIP), "Stops in order of travel: 1 "),
        ((), "Engagements by country: "),
        (("--country", "CN"), "Engagements by country: United States "),
    ):
        code, out, _ = run(capfd, "map", *arguments, "--record", path)
        assert code == 0
        assert description(out).startswith(begins), arguments
    assert "China" not in description(out)


def test_timeline_takes_filters_and_two_sides(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    _, everything, _ = run(capfd, "timeline", "--record", path)
    code, calls, _ = run(capfd, "timeline", "--kind", "call", "--record", path)
    assert code == 0
    assert len(marked(calls, "t-mark")) < len(marked(everything, "t-mark"))
    code, out, _ = run(capfd, "timeline", "--between", "US", "CN", "--today", "2023-06-15", "--record", path)
    assert code == 0
    assert "United States and China" in out
    assert len(marked(out, "t-today")) == 1
    assert "Pramudwinai" not in out


def test_png_by_its_suffix(path: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("resvg_py")
    file = tmp_path / "route.png"
    code, _, err = run(capfd, "map", "--trip", asked.TRIP, "--record", path, "-o", str(file), "--width", "640")
    assert code == 0, err
    assert size(file.read_bytes())[0] == 640


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("map", "-o", "x.pdf"), "ends in .svg or .png"),
        (("map", "--width", "500"), "--width is for PNG"),
        (("map", "--rule", "trips"), "give --who"),
        (("map", "--who", "blinken", "--rule", "lots"), "'lots' is none"),
        (("map", "--who", "nobody at all"), "nobody called"),
        (("map", "--trip", asked.TRIP, "--who", "blinken"), "choose one"),
        (("map", "--trip", asked.QIN_CALL), "is a call, not a trip"),
        (("map", "--trip", "no-such-trip"), "no engagement 'no-such-trip'"),
        (("map", "--country", "Atlantis"), "Atlantis"),
        (("timeline", "--year", "21"), "is not a year"),
        (("timeline", "--year", "2021", "--since", "2020"), "choose one"),
        (("timeline", "--year", "2x21"), "is not a day"),
        (("timeline", "--between", "US", "United States"), "are the same"),
        (("timeline", "-o", "/no/such/folder/x.svg"), "cannot be written"),
    ],
)
def test_errors_are_one_line(
    arguments: tuple[str, ...], says: str, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capfd, *arguments, "--record", path)
    assert (code, out) == (2, "")
    assert err.startswith("dragoman: ")
    assert err.count("\n") == 1
    assert says in err


# --- the notebook --------------------------------------------------------------------------------

_RUNNER = """
import json, sys
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
cells = json.loads(sys.argv[1])
book = new_notebook(cells=[new_code_cell(cell) for cell in cells])
NotebookClient(book, timeout=120, kernel_name="python3").execute()
print(json.dumps([[out.get("data", {}) for out in cell.outputs] for cell in book.cells]))
"""


def test_jupyter_shows_pictures(path: str) -> None:
    for module in ("nbclient", "ipykernel"):
        pytest.importorskip(module)
    cells = [
        f"import dragoman\nrecord = dragoman.open({path!r})\nrecord.trips('blinken')[0].map()",
        "record.visits('blinken').map()",
        "record.engagements('blinken').timeline()",
        "record.trips('blinken')",
    ]
    done = subprocess.run(
        [sys.executable, "-c", _RUNNER, json.dumps(cells)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    *pictures, table = [shown for (shown,) in json.loads(done.stdout)]
    for shown in pictures:
        assert root(shown["image/svg+xml"]).get("role") == "img"
    assert "<table" in table["text/html"]
