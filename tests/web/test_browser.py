"""Every kind of page in a real browser: at phone and desktop width, with scripts and without, light and dark;
nothing that axe calls a WCAG 2.2 AA violation, no complaint in the console, no request to another host.

Screenshots go to the folder that DRAGOMAN_SCREENSHOTS names, where it is set (`just screenshots`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

CALL = "/engagements/2023-06-13-call-blinken-qin"
PAGES = {
    "start": "/",
    "engagements": "/engagements?kind=call",
    "engagement": CALL,
    "compare": f"{CALL}/compare",
    "trips": "/trips?who=blinken&since=2021-12&until=2021-12",
    "calendar-month": "/calendar/2021-12",
    "calendar-week": "/calendar/2021-W50?who=blinken",
    "persons": "/persons",
    "person": "/persons/Q7821917",
    "visits": "/visits?who=blinken",
    "countries": "/countries",
    "country": "/countries/JP",
    "pair-of-countries": "/pairs/US/CN",
    "pair-of-persons": "/pairs/Q7821917/Q7216297",
    "topics": "/topics",
    "topic": "/topics/alliances",
    "conflicts": "/conflicts",
    "gaps": "/gaps",
    "relations": "/relations",
    "claims": "/claims",
    "counts": "/counts?by=country",
    "audit": "/audit",
    "documents": "/documents",
    "search": "/search?q=blinken",
    "rulings": "/review",
    "sign-in": "/review/sign-in",
    "api": "/api/v1/",
    "error": "/nowhere",
}
"""One address of each kind of page; those of a trip and of a document are looked up."""
WIDTHS = {"phone": 390, "desktop": 1280}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_IGNORED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@pytest.fixture(scope="session")
def addresses(server: str, browser: Any) -> dict[str, str]:
    """``PAGES`` with a trip and a document of the samples."""
    with opened(browser, server) as page:
        page.goto(server + PAGES["trips"])
        trip = page.locator("main a[href^='/trips/']").first.get_attribute("href")
        page.goto(server + CALL)
        words = page.locator("main .quote a").first.get_attribute("href")
    return PAGES | {"trip": trip, "document": words}


@contextmanager
def opened(browser: Any, server: str, *, width: int = 1280, scripts: bool = True, dark: bool = False) -> Iterator[Any]:
    """A page of a fresh context; fails at its end for what the console said and for requests to other hosts."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith((server, "data:")) else None)
    page.on("dialog", lambda dialog: said.append(f"dialog {dialog.message}"))
    try:
        yield page
    finally:
        context.close()
    assert [line for line in said if not _IGNORED.match(line)] == []


KINDS = [*PAGES, "trip", "document"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible_legible_and_whole(
    kind: str, addresses: dict[str, str], server: str, browser: Any
) -> None:
    for name, width in WIDTHS.items():
        for dark in (False, True):
            with opened(browser, server, width=width, dark=dark) as page:
                answer = page.goto(server + addresses[kind])
                assert answer.status == (404 if kind == "error" else 200)
                assert page.locator("h1").count() == 1
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{kind} scrolls sideways at {width}: {wide}"
                found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
                assert found.violations_count == 0, f"{kind} {name} dark={dark}: {found.generate_report()}"
                _kept(page, f"{kind}-{name}-{'dark' if dark else 'light'}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_the_same_without_scripts(kind: str, addresses: dict[str, str], server: str, browser: Any) -> None:
    said = []
    for scripts in (True, False):
        with opened(browser, server, scripts=scripts) as page:
            page.goto(server + addresses[kind])
            said.append(" ".join(page.locator("main").inner_text().split()))
    with_scripts, without = said
    assert without == with_scripts.replace("Closer Farther ", "")
    assert len(without) > 20


def _kept(page: Any, name: str) -> None:
    folder = os.environ.get("DRAGOMAN_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder, f"{name}.png")), full_page=True)


# --- nine tasks, each in at most three clicks ----------------------------------------------------


class Clicks:
    """A reader at the start page whose clicks are counted; typing into a field is none."""

    def __init__(self, page: Any, server: str) -> None:
        self.page = page
        self.count = 0
        page.goto(server + "/")

    def follow(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.count += 1
        assert self.count <= 3

    def main(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def clicks(request: pytest.FixtureRequest, server: str, browser: Any) -> Iterator[Clicks]:
    with opened(browser, server, scripts=request.param) as page:
        yield Clicks(page, server)


def test_task_the_last_meeting_of_two_people(clicks: Clicks) -> None:
    clicks.follow("main a:has-text('Antony Blinken')[href^='/persons/']")
    clicks.follow("main a:has-text('Fumio Kishida')[href^='/pairs/']")
    assert re.search(r"met.{0,60}20\d\d-\d\d-\d\d|20\d\d-\d\d-\d\d.{0,60}met", clicks.main())
    clicks.follow("main a[href*='/documents/']")
    assert clicks.page.locator("mark.asked").count() >= 1


def test_task_why_a_stop_fell_out_of_a_trip(clicks: Clicks) -> None:
    clicks.follow("nav a:has-text('Trips')")
    clicks.follow("main a[href*='/trips/2021-12']")
    said = clicks.main()
    assert re.search(r"Bangkok.{0,200}(cancelled|postponed)", said)
    assert re.search(r"COVID", said, re.IGNORECASE)


def test_task_what_beijings_readout_left_out(clicks: Clicks) -> None:
    clicks.page.fill("#find", "Qin Gang phone call")
    clicks.follow(".find button")
    clicks.follow("main a[href*='call-blinken-qin']")
    clicks.follow("a:has-text('side by side')")
    assert re.search(r"China readout-qin-call-beijing-2023 Left out: peace process", clicks.main())


def test_task_the_week_of_a_minister(clicks: Clicks) -> None:
    clicks.follow("main a:has-text('The calendar of this month')")
    clicks.page.fill("#f-who", "blinken")
    clicks.follow("main button:has-text('Apply')")
    clicks.follow("main a:has-text('week by week')")
    assert "week 31 of 2024" in clicks.main()
    assert "Battsetseg" in clicks.main()


def test_task_visits_to_a_country_under_two_rules(clicks: Clicks) -> None:
    clicks.follow("main a[href='/visits']")
    clicks.follow("main a:has-text('Antony Blinken')")
    said = clicks.main()
    assert "country-visits" in said or "country visits" in said
    assert "city-stops" in said or "city stops" in said
    assert re.search(r"Japan \d+ \d+", said)


def test_task_who_vouches_for_a_disputed_value(clicks: Clicks) -> None:
    clicks.follow("section[aria-labelledby=conflicts] article a")
    said = clicks.main()
    assert "Where reports disagree" in said
    assert (
        clicks.page.locator("#conflicts ~ dl.sides .quote a, section[aria-labelledby=conflicts] .quote a").count() > 1
    )


def test_task_everything_on_a_topic_this_month(clicks: Clicks) -> None:
    clicks.follow("nav a:has-text('Topics')")
    clicks.follow("main a[href^='/topics/']")
    assert "This month, 2024-08" in clicks.main()


def test_task_the_plan_and_the_outcome_of_a_trip(clicks: Clicks) -> None:
    clicks.follow("nav a:has-text('Trips')")
    clicks.follow("main a[href*='/trips/2021-12']")
    said = clicks.main().lower()
    assert "planned" in said
    assert re.search(r"actual|held|outcome", said)


def test_task_the_words_behind_a_number(clicks: Clicks) -> None:
    clicks.follow("main .total a:has-text('meeting')")
    clicks.follow("main .quote a")
    marked = clicks.page.locator("mark.asked").first
    assert marked.is_visible()
    assert len(marked.inner_text()) > 8


# --- what scripts add ----------------------------------------------------------------------------


def test_suggestions_lead_by_keyboard_alone(server: str, browser: Any) -> None:
    with opened(browser, server) as page:
        page.goto(server + "/")
        page.locator("#find").press_sequentially("blink")
        page.wait_for_selector(".suggestions li")
        page.keyboard.press("ArrowDown")
        assert page.locator("#find").get_attribute("aria-activedescendant")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/persons/Q7821917"))


def test_maps_come_closer_and_their_links_still_lead(server: str, browser: Any) -> None:
    with opened(browser, server) as page:
        page.goto(server + "/")
        before = page.locator("svg.m-world").get_attribute("viewBox")
        page.click("button:has-text('Closer')")
        assert page.locator("svg.m-world").get_attribute("viewBox") != before
        page.locator("svg.m-world a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/engagements\?kind=trip"))


def test_the_first_paint_of_the_start_page_is_small(server: str, browser: Any) -> None:
    with opened(browser, server) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        sizes: list[int] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        page.goto(server + "/", wait_until="networkidle")
    print(f"start page: {sum(sizes)} bytes in {len(sizes)} answers")
    assert 5_000 < sum(sizes) <= 100_000


def test_every_page_can_be_walked_by_keyboard(server: str, browser: Any) -> None:
    with opened(browser, server) as page:
        page.goto(server + "/engagements")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
