"""A record full of script, markup, control and bidirectional characters shows as text, on pages and in a browser."""

from __future__ import annotations

import html
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from dragoman.record import open_record
from dragoman.record.tokens import new_token
from dragoman.web.app import create_app
from dragoman.web.settings import Settings
from tests.web.conftest import BASE, serving
from tests.web.hostile import MARK, make_record

TODAY = "2024-07-20"
MOST = 900
"""Pages that are walked."""
_EACH, _FILES = 6, 2
"""Of addresses that differ in names and numbers alone so many are walked: of pages, and of files."""
_FILE = re.compile(r"\.(?:csv|json|ics|atom)(?:\?|$)")
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "data-suggest", "poster", "cite"})
_EMPTY = frozenset({"meta", "link", "input", "br", "hr", "img", "wbr", "col", "source"})
_JOINERS = "\u200c\u200d"
START = ("/", "/review", "/audit", "/visits", "/pairs/US/FR", "/counts", "/map", "/timeline", "/search?q=met", "/brief")


@pytest.fixture(scope="module")
def hostile_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    make_record(path)
    return path


class Page(HTMLParser):
    """What a browser would make of a page: its addresses, and what must not be in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []
        self.wrong: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if len(given) != len(attrs):
            self.wrong.append(f"<{tag}> has an attribute twice")
        if MARK in tag or tag in {"iframe", "object", "embed", "base", "style", "template", "foreignobject"}:
            self.wrong.append(f"<{tag}>")
        if tag == "script" and given.get("src") != "/static/app.js":
            self.wrong.append(f"<script {given}>")
        if tag == "script":
            self.open.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc"} or not re.fullmatch(r"[a-zA-Z][\w:.-]*", name):
                self.wrong.append(f"<{tag} {name}={value!r}>")
            if name in _ADDRESSES and value is not None:
                self.address(tag, value)

    def address(self, tag: str, value: str) -> None:
        kind = re.match(r"[^/?#:]*:", value)
        if tag == "a" and value.startswith(("https://", "http://")):
            return
        if kind or value.startswith("//") or re.search(r"[\x00-\x20\\]", value):
            self.wrong.append(f"<{tag}> leads to {value!r}")
        else:
            self.addresses.append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self.open:
            self.open.pop()
        if MARK in tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.wrong.append(f"inline script {data[:80]!r}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data[:80]!r}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"declaration {data[:80]!r}")


def steering(body: str) -> set[str]:
    """Characters that steer, turn or hide, line ends and tabs apart."""
    found = {char for char in set(body) if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}}
    return found - set("\n\t" + _JOINERS)


def walked(client: TestClient) -> Iterator[tuple[str, Any]]:
    """Every answer that links lead to, from the start page on."""
    waiting, seen, sorts = list(START), set(START), {}
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        answer = client.get(address, follow_redirects=True)
        yield address, answer
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = Page()
        page.feed(answer.text)
        for given in page.addresses:
            target = _absolute(address, given)
            sort = re.sub(r"[^/?&=]*[\d%][^/?&=]*", "N", target)
            sorts[sort] = sorts.get(sort, 0) + 1
            if (
                target not in seen
                and sorts[sort] <= (_FILES if _FILE.search(target) else _EACH)
                and not target.startswith("/static/")
            ):
                seen.add(target)
                waiting.append(target)


def _absolute(at: str, given: str) -> str:
    address = given.partition("#")[0]
    if address.startswith("/"):
        return address
    return at.partition("?")[0] + address if address.startswith("?") else at if not address else f"/{address}"


def test_no_page_lets_words_of_documents_act(hostile_record: Path) -> None:
    with open_record(str(hostile_record)) as record:
        _, secret = new_token(record, "Anna")
        before = record.digest()
    settings = Settings(record=str(hostile_record), today=TODAY, reads=0)
    wrong: list[str] = []
    kinds: dict[str, int] = {}
    with TestClient(create_app(settings), base_url=BASE) as client:
        client.post("/review/sign-in", data={"token": secret})
        for address, answer in walked(client):
            kind = answer.headers["content-type"].partition(";")[0]
            kinds[kind] = kinds.get(kind, 0) + 1
            told = f"{address[:150]} ({answer.status_code})"
            if answer.status_code >= 500:
                wrong.append(f"{told}: a fault")
            if "set-cookie" in answer.headers:
                wrong.append(f"{told}: sets a cookie")
            wrong += [f"{told}: {one}" for one in _faults(kind, answer.text)]
    assert wrong == [], "\n".join(wrong[:40])
    with open_record(str(hostile_record)) as record:
        assert record.digest() == before, "looking changes nothing"
    assert kinds["text/html"] > 100
    assert {"application/json", "text/csv", "text/calendar", "application/atom+xml"} <= set(kinds)


def _faults(kind: str, body: str) -> Iterator[str]:
    if kind == "text/html":
        page = Page()
        page.feed(body)
        yield from page.wrong
        if signs := steering(body) | steering(html.unescape(body)):
            yield f"shows {sorted(map(ascii, signs))}"
    elif kind == "application/json":
        json.loads(body)
    elif kind in {"application/atom+xml", "image/svg+xml"}:
        for one in ET.fromstring(body).iter():
            if MARK in one.tag:
                yield f"<{one.tag}>"
            if one.tag.endswith("link") and not one.get("href", "").startswith((BASE, "http://", "https://")):
                yield f"leads to {one.get('href')!r}"
    elif kind == "text/calendar":
        if signs := steering(body.replace("\r\n", "\n")):
            yield f"holds {sorted(map(ascii, signs))}"
        for line in body.split("\r\n"):
            if len(line.encode()) > 75 or (line and not re.match(r"[A-Z-]+[;:]| ", line)):
                yield f"line {line[:60]!r}"


def test_a_browser_runs_nothing_and_asks_nobody_else(hostile_record: Path, browser: Any) -> None:
    with open_record(str(hostile_record)) as record:
        _, secret = new_token(record, "Anna")
        one = record.engagements()[0].id
        document = record.documents()[0].key
    told: list[str] = []
    with serving(hostile_record, today=TODAY) as base:
        context = browser.new_context()
        page = context.new_page()
        page.on("dialog", lambda dialog: (told.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda said: told.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: told.append(f"error {error}"))
        page.on("request", lambda asked: _ours(asked.url, base) or told.append(f"asks {asked.url[:200]}"))
        page.goto(f"{base}/review/sign-in")
        page.fill("#token", secret)
        page.click("main button")
        assert "Signed in as" in page.inner_text("main"), "a browser's own Origin header is accepted"
        addresses = ["/", "/engagements", f"/engagements/{one}", f"/documents/{document}", "/trips", "/review"]
        addresses += ["/persons", "/countries/US", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/calendar/2024-07"]
        addresses += [
            "/conflicts",
            "/claims",
            "/relations",
            "/documents",
            "/gaps",
            "/topics/climate",
            "/nowhere%3Cimg%3E",
        ]
        for address in addresses:
            page.goto(base + address)
            assert page.evaluate("window.hostile") is None
            assert page.evaluate(f"document.querySelectorAll('[class*={MARK}-b], [onload], [onerror]').length") == 0
            assert page.evaluate("[...document.querySelectorAll('*')].every(e => !e.localName.includes('hostile'))")
            for link in page.query_selector_all("a[href^='javascript'], a[href^='data'], a[href^='vbscript']"):
                told.append(f"{address}: {link.get_attribute('href')}")
        context.close()
    missing = [line for line in told if "404" in line]
    assert [line for line in told if line not in missing] == []


INLINE = """async () => {
  const element = document.createElement('div');
  element.innerHTML = `<img src="data:image/png;base64,x" onerror="window.acted = 1"><p style="color: red">p</p>`;
  const script = document.createElement('script');
  script.textContent = 'window.acted = 2';
  const frame = document.createElement('iframe');
  frame.srcdoc = '<script>parent.acted = 3</' + 'script>';
  document.body.append(element, script, frame);
  await new Promise((done) => setTimeout(done, 300));
  let reached = 'reached';
  try { await fetch('https://hostile.example/'); } catch { reached = 'refused'; }
  return [window.acted ?? null, getComputedStyle(element.querySelector('p')).color === 'rgb(255, 0, 0)', reached];
}"""
"""What markup would try that had got past the escaping."""


def test_the_content_policy_is_a_second_wall(server: str, browser: Any) -> None:
    page = browser.new_page()
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: told.append(one.text))
    page.goto(f"{server}/engagements")
    asked.clear()
    assert page.evaluate(INLINE) == [None, False, "refused"]
    assert [one for one in asked if not _ours(one, server) and one != "about:srcdoc"] == []
    assert sum("Content Security Policy" in one for one in told) >= 4
    page.close()


def _ours(address: str, base: str) -> bool:
    return urlsplit(address).netloc == urlsplit(base).netloc or address.startswith("data:image/")
