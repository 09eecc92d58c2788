"""The timeline: lanes, signs, ticks, counts where there are too many."""

from __future__ import annotations

import datetime
import itertools

import pytest

from dragoman.merging.types import Engagement
from dragoman.model import Dates, Party, Status, Stop
from dragoman.pictures import timeline
from dragoman.pictures.axis import axis_for, bins
from dragoman.pictures.events import event_of
from dragoman.pictures.svg import text_width
from drawn import HOSTILE, SVG, description, engagement, links, marked, root, words


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("first", "last", "words_of"),
    [
        ("2023-03-05", "2023-03-05", ["4 Mar 2023", "5 Mar", "6 Mar"]),
        ("2023-03-01", "2023-03-12", ["28 Feb 2023", "1 Mar", "2 Mar"]),
        ("2023-03-01", "2023-06-12", ["Mar 2023", "Apr", "May", "Jun"]),
        ("2022-11-01", "2023-03-12", ["Nov 2022", "Dec", "Jan 2023", "Feb"]),
        ("1995-01-01", "2023-12-31", ["1995", "2000", "2005"]),
        ("1700-01-01", "2023-12-31", ["1700", "1750", "1800"]),
    ],
)
def test_ticks_fit_any_span(first: str, last: str, words_of: list[str]) -> None:
    axis = axis_for(day(first), day(last), 100, 980)
    ticks = axis.ticks()
    told = [tick.words for tick in ticks]
    assert any(told[at : at + len(words_of)] == words_of for at in range(len(told))), told
    places = [axis.x(tick.ordinal) for tick in ticks]
    assert all(b - a >= 55 for a, b in itertools.pairwise(places))
    assert all(100 <= place <= 980 for place in places)


def test_words_of_ticks_do_not_overlap() -> None:
    svg = timeline([engagement("a", "2023-03-01"), engagement("b", "2023-03-12")])
    ticks = [one for one in root(svg).iter(f"{SVG}text") if one.get("y") == "15"]
    ends = [float(one.get("x", "0")) + text_width(one.text or "", 11.5) for one in ticks]
    assert len(ticks) > 9
    assert all(end <= float(one.get("x", "0")) for end, one in zip(ends, ticks[1:], strict=False))


def test_weeks_begin_on_mondays() -> None:
    axis = axis_for(day("2023-03-01"), day("2023-04-10"), 100, 980)
    assert {datetime.date.fromordinal(tick.ordinal).weekday() for tick in axis.ticks()} == {0}


def test_bins_cover_the_axis_without_gaps() -> None:
    axis = axis_for(day("1995-01-05"), day("2023-12-20"), 100, 980)
    found = bins(axis.step(7), axis.first, axis.last)
    assert found[0][0] <= axis.first
    assert found[-1][1] >= axis.last
    assert all(a[1] + 1 == b[0] for a, b in itertools.pairwise(found))


SIGNS: list[tuple[Status, str, int]] = [
    ("held", "t-mark", 1),
    ("planned", "t-mark", 1),
    ("cancelled", "t-cross", 1),
    ("declined", "t-cross", 1),
    ("postponed", "t-mark", 1),
    ("cut_short", "t-half", 1),
]


@pytest.mark.parametrize(("status", "name", "count"), SIGNS)
def test_each_status_has_its_sign(status: Status, name: str, count: int) -> None:
    svg = timeline([engagement("a", "2021-01-26", status=status)])
    assert len([one for one in marked(svg, name) if "t-call" in one.get("class", "")]) == count
    assert status.replace("_", " ") in words(svg)


def test_planned_is_hollow_and_held_is_filled() -> None:
    svg = timeline([engagement("a", "2021-01-26"), engagement("b", "2021-02-26", status="planned")])
    fills = {one.get("class", "").split()[-1]: one.get("fill") for one in marked(svg, "t-call")}
    assert fills["s-held"] != fills["s-planned"] == "#ffffff"


def test_trips_are_bars() -> None:
    one = Engagement(
        "t",
        "trip",
        "held",
        (Party("A", None, "US"),),
        Dates("2021-03-01", "2021-03-09"),
        (),
        stops=(Stop("Rome", "IT"),),
    )
    svg = timeline([one, engagement("a", "2021-03-20")])
    (bar,) = marked(svg, "t-bar")
    assert float(bar.get("width", "0")) > 100
    assert "Rome" in words(svg)


def test_coarse_days_are_a_dotted_line() -> None:
    svg = timeline([engagement("a", "2021-03"), engagement("b", "2021-03-20")])
    assert len(marked(svg, "t-span")) == 1
    assert "Mar 2021: call, held, Antony Blinken, Wang Yi" in description(svg)


def test_labels_leave_out_who_is_in_all() -> None:
    svg = timeline([engagement("a", "2021-01-26", name="Wang Yi"), engagement("b", "2021-02-26", name="Hakan Fidan")])
    assert {"Wang Yi", "Hakan Fidan"} <= set(words(svg))


def test_what_has_no_day_is_told() -> None:
    svg = timeline([engagement("a", None), engagement("b", "2021-02-26")])
    assert "1 engagement has no day and is not shown." in words(svg)
    assert description(svg).endswith("1 engagement has no day and is not shown.")
    assert "Nothing with a day." in words(timeline([]))
    assert event_of(engagement("a", "2021-02-31")) is None


def test_too_many_are_counted_and_it_is_said() -> None:
    start = day("2001-01-01")
    many = [
        engagement(
            f"e{at}", datetime.date.fromordinal(start + at * 2).isoformat(), status="planned" if at % 9 == 0 else "held"
        )
        for at in range(2500)
    ]
    svg = timeline([*many, engagement("m", "2003-05-05", kind="meeting"), engagement("y", "2003")])
    bars = marked(svg, "t-bin")
    assert len(bars) > 50
    assert any("Too many to show one by one: call: counted by" in line for line in words(svg))
    assert any("1 told by month or year alone" in line for line in words(svg))
    counted = sum(int(title.split(": call ")[1].split(",")[0]) for title in titles(svg) if ": call " in title)
    assert counted == 2500
    assert len([one for one in marked(svg, "t-mark") if "t-meeting" in one.get("class", "")]) == 1
    assert description(svg).startswith("2502 in all, ")


def titles(svg: str) -> list[str]:
    return [one.text or "" for one in root(svg).iter("{http://www.w3.org/2000/svg}title")]


def test_today_is_marked_where_it_lies_on_the_axis() -> None:
    pair = [engagement("a", "2021-01-26"), engagement("b", "2021-03-26", status="planned")]
    assert "today, 1 Feb 2021" in words(timeline(pair, today="2021-02-01"))
    assert not marked(timeline(pair, today="2024-02-01"), "t-today")


def test_links_lead_to_engagements() -> None:
    svg = timeline([engagement("a", "2021-01-26")], link=lambda id: f"/engagements/{id}")
    assert list(links(svg)) == [("/engagements/a", "26 Jan 2021: call, held, Antony Blinken, Wang Yi")]


def test_hostile_words_are_shown_and_not_run() -> None:
    svg = timeline([engagement(HOSTILE, "2021-01-26", name=HOSTILE)], title=HOSTILE, link=lambda id: f'/"{id}')
    root(svg)
    assert "\u202e" not in svg


def test_the_same_engagements_give_the_same_picture_in_any_order() -> None:
    some = [engagement(f"e{at}", f"2021-0{at % 9 + 1}-11", name=f"N{at}") for at in range(30)]
    assert timeline(some) == timeline(some[::-1])
