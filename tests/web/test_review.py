"""Reviewing over the web: signing in with a token, forms that land as rulings, undone in one click."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from dragoman.record import open_record
from dragoman.record.check import check
from dragoman.record.decisions import decide, decisions
from dragoman.record.tokens import new_token, revoke
from dragoman.web.app import create_app
from dragoman.web.review.access import token_of
from dragoman.web.review.sessions import LIFE, MOST, Sessions
from dragoman.web.review.signing import local
from dragoman.web.settings import Settings
from tests.web.conftest import BASE, TODAY, serving

CALL = "2023-06-13-call-blinken-qin"
ORIGIN = {"origin": BASE, "sec-fetch-site": "same-origin"}


class Reviewing:
    """Somebody at a browser, over a record of the test's own."""

    def __init__(self, path: Path, name: str = "Anna Berg", **settings: object) -> None:
        self.path = path
        with open_record(str(path)) as record:
            self.token, self.secret = new_token(record, name)
        made = Settings(record=str(path), today=TODAY, reads=0, **settings)  # type: ignore[arg-type]
        self.app = create_app(made)
        self.client = TestClient(self.app, base_url=BASE, follow_redirects=False)

    def sign_in(self, secret: str | None = None, client: TestClient | None = None) -> int:
        data = {"token": secret or self.secret, "to": "/review"}
        return (client or self.client).post("/review/sign-in", data=data, headers=ORIGIN).status_code

    def csrf(self) -> str:
        return re.findall(r'name="csrf" value="([^"]+)"', self.client.get("/review").text)[0]

    def send(self, address: str, **fields: str) -> str:
        """Send a form as its page does; gives the page that it leads to."""
        answer = self.client.post(address, data={"csrf": self.csrf(), **fields}, headers=ORIGIN)
        assert answer.status_code == 303, html.unescape(answer.text)
        return answer.headers["location"]

    def item(self, id_: str) -> dict[str, object]:
        items = self.client.get("/engagements.json", params={"limit": "500"}).json()["items"]
        return next(one for one in items if one["id"] == id_)


@pytest.fixture
def anna(own_record: Path) -> Iterator[Reviewing]:
    one = Reviewing(own_record)
    with one.client:
        yield one


# --- signing in ----------------------------------------------------------------------------------


def test_signing_in_sets_a_cookie_that_scripts_and_other_sites_cannot_have(anna: Reviewing) -> None:
    answer = anna.client.post("/review/sign-in", data={"token": anna.secret, "to": f"/engagements/{CALL}"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/engagements/{CALL}")
    cookie = answer.headers["set-cookie"]
    assert re.fullmatch(rf"dragoman_session=[\w-]{{43}}; HttpOnly; Max-Age={LIFE}; Path=/; SameSite=strict", cookie), (
        cookie
    )
    assert anna.secret not in cookie
    page = anna.client.get(f"/engagements/{CALL}")
    assert "signed in as <bdi>Anna Berg</bdi>" in page.text
    assert "Review this engagement" in page.text
    assert page.headers["cache-control"] == "no-store"


def test_by_https_the_cookie_goes_over_https_alone(own_record: Path) -> None:
    one = Reviewing(own_record, secure=True)
    with one.client:
        answer = one.client.post("/review/sign-in", data={"token": one.secret}, headers={"origin": "https://localhost"})
    assert answer.headers["set-cookie"].startswith("__Host-dragoman_session=")
    assert answer.headers["set-cookie"].endswith("; SameSite=strict; Secure")


def test_what_is_no_token_signs_nobody_in(anna: Reviewing) -> None:
    for secret in ("", "t1", anna.secret[:-1], anna.secret.replace("t1", "t2"), "\x00", "x" * 10_000):
        answer = anna.client.post("/review/sign-in", data={"token": secret})
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
        assert "no token that counts" in answer.text
        assert not secret.strip("\x00") or secret not in answer.text
    assert len(anna.app.state.dragoman.sessions) == 0


def test_a_session_is_new_each_time_and_ends_by_signing_out(anna: Reviewing) -> None:
    anna.sign_in()
    first = anna.client.cookies["dragoman_session"]
    anna.sign_in()
    assert anna.client.cookies["dragoman_session"] != first
    with TestClient(anna.app, base_url=BASE, cookies={"dragoman_session": first}) as stale:
        assert "signed in as" not in stale.get("/review").text
    second = anna.client.cookies["dragoman_session"]
    assert anna.send("/review/sign-out") == "/review"
    assert "dragoman_session" not in anna.client.cookies
    with TestClient(anna.app, base_url=BASE, cookies={"dragoman_session": second}) as stale:
        assert "signed in as" not in stale.get("/review").text


@pytest.mark.parametrize("how", ["revoked", "expired"])
def test_a_token_that_ends_takes_its_sessions_with_it(anna: Reviewing, how: str) -> None:
    anna.sign_in()
    csrf = anna.csrf()
    with open_record(str(anna.path)) as record:
        if how == "revoked":
            revoke(record, anna.token.id)
        else:
            from dragoman.record.schema import token

            with record.writing() as connection:
                connection.execute(token.update().values(expires="2020-01-01T00:00:00+00:00"))
    assert "signed in as" not in anna.client.get("/review").text
    data = {"csrf": csrf, "field": "name", "value": "x"}
    assert anna.client.post(f"/review/engagements/{CALL}/field", data=data, headers=ORIGIN).status_code == 401
    assert anna.sign_in() == 401


@pytest.mark.parametrize(
    ("given", "local_address"),
    [
        ("/engagements?kind=call", "/engagements?kind=call"),
        ("//evil.example", "/review"),
        ("/\\evil.example", "/review"),
        ("/a\\b", "/review"),
        ("https://evil.example", "/review"),
        ("javascript:alert(1)", "/review"),
        ("/a\r\nSet-Cookie: x=y", "/review"),
        ("/\u202eabc", "/review"),
        ("", "/review"),
        ("/" + "a" * 3000, "/review"),
    ],
)
def test_signing_in_leads_to_pages_of_ours_only(anna: Reviewing, given: str, local_address: str) -> None:
    assert local(given) == local_address
    answer = anna.client.post("/review/sign-in", data={"token": anna.secret, "to": given})
    assert answer.headers["location"] == local_address
    assert "set-cookie" in answer.headers
    assert anna.client.get("/review/sign-in", params={"to": given}).headers["location"] == local_address


def test_sessions_end_by_the_clock_and_are_few() -> None:
    now = 0.0
    sessions = Sessions(lambda: now)
    secret, session = sessions.begin("t1")
    assert sessions.of(secret) == session
    assert sessions.of(secret + "x") is None
    now = LIFE - 1.0
    assert sessions.of(secret) == session
    now = LIFE
    assert sessions.of(secret) is None
    assert len(sessions) == 0
    made = [sessions.begin(f"t{number}")[0] for number in range(MOST + 5)]
    assert len(sessions) == MOST
    assert sessions.of(made[0]) is None
    assert sessions.of(made[-1]) is not None
    assert len({session.csrf for session in map(sessions.of, made) if session}) == MOST


# --- forms ---------------------------------------------------------------------------------------


def test_a_field_is_mended_shown_at_once_and_undone_in_one_click(anna: Reviewing) -> None:
    anna.sign_in()
    page = anna.client.get(f"/engagements/{CALL}").text
    assert f'action="/review/engagements/{CALL}/field"' in page
    before = anna.item(CALL)
    where = anna.send(f"/review/engagements/{CALL}/field", field="place", value="Geneva, CH", why="the <b>readout</b>")
    assert where == "/review/rulings/r1"
    assert anna.item(CALL)["place"] == {"city": "Geneva", "country": "CH"}
    notice = anna.client.get(where).text
    assert "Anna Berg" in notice
    assert "the &lt;b&gt;readout&lt;/b&gt;" in notice
    assert f'href="/engagements/{CALL}"' in notice
    (undo,) = re.findall(r'<form class="one-click" method="post" action="([^"]+)">', notice)
    assert anna.send(undo) == where
    assert "withdrawn" in anna.client.get(where).text
    assert 'class="one-click" method="post" action="/review/rulings' not in anna.client.get(where).text
    assert anna.item(CALL) == before


def test_the_page_of_an_engagement_names_the_rulings_on_it(anna: Reviewing) -> None:
    anna.sign_in()
    anna.send(f"/review/engagements/{CALL}/field", field="cause", value="x")
    anna.send("/review/engagements/undated-meeting-blinken-qin/field", field="cause", value="y")
    page = anna.client.get(f"/engagements/{CALL}").text
    assert re.findall(r'<a href="/review/rulings/(r\d+)">', page) == ["r1"]
    (undo,) = re.findall(r'<form class="one-click" method="post" action="([^"]+)">', page)
    anna.send(undo)
    assert "Rulings on it" not in anna.client.get(f"/engagements/{CALL}").text


def test_all_of_it_works_in_a_browser_without_scripts(own_record: Path, browser: Any) -> None:
    with open_record(str(own_record)) as record:
        _, secret = new_token(record, "Anna Berg")
    told: list[str] = []
    with serving(own_record) as base:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.on("console", lambda said: told.append(said.text))
        page.goto(f"{base}/engagements/{CALL}")
        page.click("footer >> text=Sign in")
        page.fill("#token", secret)
        page.click("main button")
        page.goto(f"{base}/engagements/{CALL}")
        page.click("summary >> text=Review this engagement")
        page.fill("#rv-place", "Geneva, CH")
        page.fill("#rv-why-place", "the readout says so")
        page.click("text=Mend the place")
        assert page.url == f"{base}/review/rulings/r1"
        assert "the readout says so" in page.inner_text("main")
        page.click(f"main >> text={CALL} >> nth=0")
        assert "Geneva" in page.inner_text("article .lead")
        page.go_back()
        page.click("text=Undo")
        assert "withdrawn" in page.inner_text("main")
        page.goto(f"{base}/engagements/{CALL}")
        assert "Geneva" not in page.inner_text("article .lead")
        page.goto(f"{base}/review")
        page.click("text=Sign out")
        assert "Sign in with a token" in page.inner_text("main")
        context.close()
    assert told == []


def test_topics_are_those_that_are_ticked(anna: Reviewing) -> None:
    anna.sign_in()
    csrf = anna.csrf()
    body = f"csrf={csrf}&field=topics&value=health&value=climate"
    head = {"content-type": "application/x-www-form-urlencoded", **ORIGIN}
    assert anna.client.post(f"/review/engagements/{CALL}/field", content=body, headers=head).status_code == 303
    assert anna.item(CALL)["topics"] == ["climate", "health"]
    anna.send(f"/review/engagements/{CALL}/field", field="topics")
    assert anna.item(CALL)["topics"] == []


def test_two_engagements_are_ruled_one_from_what_is_offered(anna: Reviewing) -> None:
    anna.sign_in()
    with open_record(str(anna.path)) as record:
        key = next(one.reports[0].key for one in record.engagements() if one.id == CALL)
        decide(record, "different", key, CALL, by="somebody")
        record.derive()
    asked = {"limit": "500", "who": "qin gang", "kind": "call"}
    calls = anna.client.get("/engagements.json", params=asked).json()["items"]
    one, other = (item["id"] for item in calls if item["date"]["start"] == "2023-06-13")
    page = anna.client.get(f"/engagements/{one}").text
    assert f'name="other" value="{other}"' in page
    anna.send("/review/rulings/r1/withdraw")
    where = anna.send(f"/review/engagements/{CALL}/same", other="undated-meeting-blinken-qin", why="one stay")
    assert "undated-meeting-blinken-qin" in anna.client.get(where).text


def test_a_report_is_split_off_and_joined_again(anna: Reviewing) -> None:
    anna.sign_in()
    page = anna.client.get(f"/engagements/{CALL}").text
    keys = re.findall(r'name="report" value="([^"]+)"', page)
    assert len(keys) == 3
    where = anna.send(f"/review/engagements/{CALL}/split", report=keys[0])
    notice = anna.client.get(where).text
    parts = re.findall(r'<li><a href="/engagements/([^"]+)"', notice)
    assert len(parts) == 2
    again = anna.send(f"/review/engagements/{parts[0]}/same", id=f"{BASE}/engagements/{parts[1]}")
    assert again == "/review/rulings/r2"
    anna.send("/review/rulings/r1/withdraw")
    assert len(re.findall(r'<li><a href="/engagements/([^"]+)"', anna.client.get(again).text)) == 1
    listed = anna.client.get("/review").text
    assert "2 rulings, 1 of them counts" in listed
    with open_record(str(anna.path)) as record:
        assert [(one.ruling.verdict, one.ruling.by) for one in decisions(record)] == [
            ("different", "Anna Berg"),
            ("same", "Anna Berg"),
        ]
        assert check(record).problems == ()


def test_persons_are_ruled_on(anna: Reviewing) -> None:
    anna.sign_in()
    page = anna.client.get("/persons/Q7821917").text
    assert 'action="/review/persons/Q7821917/same"' in page
    assert 'action="/review/persons/Q7821917/different"' in page
    where = anna.send("/review/persons/Q7821917/same", id="name:a-j-blinken", why="initials")
    assert "Q7821917" in anna.client.get(where).text
    other = anna.send("/review/persons/Q7821917/different", other="Q7216297")
    with open_record(str(anna.path)) as record:
        made = [one.ruling for one in decisions(record)]
    assert [(one.verdict, one.left, one.right, one.why) for one in made] == [
        ("same", "Q7821917", "name:a-j-blinken", "initials"),
        ("different", "Q7821917", "Q7216297", ""),
    ]
    assert other == "/review/rulings/r2"


@pytest.mark.parametrize(
    ("address", "fields", "told"),
    [
        (f"/review/engagements/{CALL}/field", {"field": "colour", "value": "red"}, "field: 'colour' is none"),
        (f"/review/engagements/{CALL}/field", {"field": "date", "value": "2021-02-30"}, "is not a day"),
        (f"/review/engagements/{CALL}/field", {"field": "status", "value": "gone"}, "must be one of held"),
        (f"/review/engagements/{CALL}/same", {}, "choose one of those offered"),
        (f"/review/engagements/{CALL}/same", {"id": "nothing"}, "nothing is called 'nothing'"),
        (f"/review/engagements/{CALL}/same", {"id": CALL}, "are one already"),
        (f"/review/engagements/{CALL}/split", {"report": "x/0"}, "report: choose one of"),
        ("/review/persons/blinken/same", {"id": "Q999999999999"}, "no person"),
        ("/review/rulings/r9/withdraw", {}, "no ruling 'r9'"),
    ],
)
def test_decisions_that_mean_nothing_are_told_and_not_kept(
    anna: Reviewing, address: str, fields: dict[str, str], told: str
) -> None:
    anna.sign_in()
    answer = anna.client.post(address, data={"csrf": anna.csrf(), **fields}, headers=ORIGIN)
    assert answer.status_code in {400, 404}
    assert told in html.unescape(answer.text)
    with open_record(str(anna.path)) as record:
        assert record.rulings() == []


def test_several_reviewers_at_once_lose_nothing(anna: Reviewing) -> None:
    with open_record(str(anna.path)) as record:
        _, second = new_token(record, "Bo Lind")
    other = TestClient(anna.app, base_url=BASE, follow_redirects=False)
    anna.sign_in()
    anna.sign_in(second, other)
    sheets = {
        "Anna Berg": (anna.client, anna.csrf()),
        "Bo Lind": (other, re.findall(r'name="csrf" value="([^"]+)"', other.get("/review").text)[0]),
    }

    def mend(number: int) -> int:
        name = ("Anna Berg", "Bo Lind")[number % 2]
        client, csrf = sheets[name]
        data = {"csrf": csrf, "field": "cause", "value": f"cause {number}", "why": name}
        return client.post(f"/review/engagements/{CALL}/field", data=data, headers=ORIGIN).status_code

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(mend, range(18))) == [303] * 18
    with open_record(str(anna.path)) as record:
        kept = decisions(record)
        assert {one.ruling.value for one in kept} == {f"cause {number}" for number in range(18)}
        assert all(one.ruling.by == one.ruling.why for one in kept)
        assert check(record).problems == ()
    assert anna.item(CALL)["cause"] == kept[-1].ruling.value


def test_the_list_comes_in_pages_and_marks_what_is_orphaned(anna: Reviewing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.web.review.rulings.SHOWN", 2)
    with open_record(str(anna.path)) as record:
        for number in range(5):
            decide(record, "field", CALL, field="cause", value=f"cause {number}", by="cli")
        for document in {one.document for one in record.rulings()[0].lefts}:
            record.remove(document)
    first = anna.client.get("/review").text
    assert re.findall(r'href="/review/rulings/(r\d)"', first) == ["r5", "r4"]
    (older,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = anna.client.get(html.unescape(older)).text
    assert re.findall(r'href="/review/rulings/(r\d)"', second) == ["r3", "r2"]
    assert "orphaned" not in second or "no report is about" in second
    assert anna.client.get("/review/rulings/r9").status_code == 404


# --- who may not ---------------------------------------------------------------------------------


def write_routes(app: Any) -> list[tuple[str, str]]:
    """Method and address of every route that is no reading one, with something in place of its parameters."""
    found: list[tuple[str, str]] = []
    waiting = [("", route) for route in app.routes]
    while waiting:
        prefix, route = waiting.pop()
        if included := getattr(route, "original_router", None):
            waiting += [(prefix + route.include_context.prefix, one) for one in included.routes]
        elif under := getattr(route, "routes", None):
            waiting += [(prefix + route.path, one) for one in under]
        for method in sorted((getattr(route, "methods", None) or set()) - {"GET", "HEAD", "OPTIONS"}):
            path = prefix + route.path.replace(":path", "")
            filled = path.replace("{name}", "r1" if "rulings" in path else CALL)
            found.append((method, re.sub(r"\{[^}]+\}", "x", filled)))
    return found


def test_every_route_that_writes_is_known_here(anna: Reviewing) -> None:
    ours = {path for _, path in write_routes(anna.app) if path.startswith("/review/")}
    assert len(ours) == 8


def forms(csrf: str) -> dict[str, str]:
    return {"csrf": csrf, "field": "cause", "value": "x", "id": "x", "report": "x/0", "token": "x", "to": "/"}


def test_nothing_is_written_without_a_token(anna: Reviewing) -> None:
    """Over all routes of the app, whoever made them: those of the API take JSON, the pages' take forms."""
    with open_record(str(anna.path)) as record:
        decide(record, "field", CALL, field="cause", value="kept")
        before = record.digest()
    reads_by_post = {"/api/v1/read"}
    for method, path in write_routes(anna.app):
        if path in reads_by_post:
            continue
        for headers in ({}, {"authorization": "Bearer nonsense"}, {"authorization": f"Bearer {anna.secret[:-2]}xx"}):
            sent = {"json": {}} if path.startswith("/api/") else {"data": forms("x")}
            answer = anna.client.request(method, path, headers=headers | ORIGIN, **sent)  # type: ignore[arg-type]
            assert answer.status_code in {401, 403}, (method, path, answer.status_code)
            assert "set-cookie" not in answer.headers
    with open_record(str(anna.path)) as record:
        assert record.digest() == before


@pytest.mark.parametrize(
    ("headers", "csrf", "status"),
    [
        ({}, "", 403),
        ({}, "wrong", 403),
        (ORIGIN, "wrong", 403),
        ({"origin": "https://evil.example"}, None, 403),
        ({"origin": "http://localhost:9999"}, None, 403),
        ({"origin": "http://localhost.evil.example"}, None, 403),
        ({"origin": "null"}, None, 403),
        ({"origin": "http://["}, None, 403),
        ({"origin": BASE, "sec-fetch-site": "cross-site"}, None, 403),
        ({"origin": BASE, "sec-fetch-site": "same-site"}, None, 403),
        ({"content-type": "text/plain"}, None, 415),
        ({"content-type": "application/json"}, None, 415),
    ],
)
def test_forms_of_other_sites_are_refused(
    anna: Reviewing, headers: dict[str, str], csrf: str | None, status: int
) -> None:
    anna.sign_in()
    own = anna.csrf()
    for method, path in write_routes(anna.app):
        if not path.startswith("/review/") or (path == "/review/sign-in" and csrf is not None):
            continue
        answer = anna.client.request(method, path, data=forms(own if csrf is None else csrf), headers=headers)
        assert answer.status_code == status, path
    with open_record(str(anna.path)) as record:
        assert record.rulings() == []
    assert "signed in as" in anna.client.get("/review").text


def test_the_token_of_another_session_is_no_csrf_token(anna: Reviewing) -> None:
    anna.sign_in()
    other = TestClient(anna.app, base_url=BASE)
    anna.sign_in(None, other)
    theirs = re.findall(r'name="csrf" value="([^"]+)"', other.get("/review").text)[0]
    assert theirs != anna.csrf()
    answer = anna.client.post("/review/sign-out", data={"csrf": theirs}, headers=ORIGIN)
    assert answer.status_code == 403


def test_pages_say_nothing_of_forms_to_who_is_not_signed_in(anna: Reviewing) -> None:
    for address in (f"/engagements/{CALL}", "/review", "/review/sign-in"):
        page = anna.client.get(address).text
        assert "csrf" not in page
        assert re.findall(r'<form[^>]+method="post"[^>]+action="([^"]+)"', page) in ([], ["/review/sign-in"])


def test_who_may_only_read_cannot_rule(anna: Reviewing) -> None:
    with open_record(str(anna.path)) as record:
        _, reading = new_token(record, "Reader", ["read"])
    assert anna.sign_in(reading) == 303
    assert "Review this engagement" not in anna.client.get(f"/engagements/{CALL}").text
    answer = anna.client.post(f"/review/engagements/{CALL}/field", data=forms(anna.csrf()), headers=ORIGIN)
    assert answer.status_code == 403
    assert "your token allows read, not reviewing" in answer.text
    assert anna.send("/review/sign-out") == "/review"


def test_fields_of_a_form_are_counted(anna: Reviewing) -> None:
    head = {"content-type": "application/x-www-form-urlencoded"}
    assert anna.client.post("/review/sign-in", content="a=1&" * 300, headers=head).status_code == 400
    assert anna.client.post("/review/sign-in", content=b"token=%ff\xff", headers=head).status_code == 401


# --- tokens in a header, and private servers ------------------------------------------------------


def test_a_token_in_the_header_is_for_programs(anna: Reviewing) -> None:
    with open_record(str(anna.path)) as record:
        _, reading = new_token(record, "Reader", ["read"])

    @anna.app.post("/api/v1/test/{scope}")
    def answers(request: Request, scope: str) -> dict[str, str]:
        return {"name": token_of(request, scope).name}

    def asked(scope: str, header: str | None) -> tuple[int, object]:
        headers = {} if header is None else {"authorization": header}
        answer = anna.client.post(f"/api/v1/test/{scope}", headers=headers)
        return answer.status_code, answer.json().get("name", answer.headers.get("www-authenticate"))

    assert asked("review", f"Bearer {anna.secret}") == (200, "Anna Berg")
    assert asked("read", f"bearer {anna.secret}") == (200, "Anna Berg")
    assert asked("read", f"Bearer {reading}") == (200, "Reader")
    assert asked("review", f"Bearer {reading}")[0] == 403
    for header in (None, "", "Bearer", f"Basic {anna.secret}", anna.secret, "Bearer x y", f"Bearer {anna.secret}x"):
        assert asked("review", header) == (401, 'Bearer realm="dragoman"')
    anna.sign_in()
    assert asked("review", None)[0] == 401, "a cookie is no token: any site could send it along"


def test_a_private_server_shows_nothing_without_a_token(own_record: Path) -> None:
    one = Reviewing(own_record, private=True)
    with open_record(str(own_record)) as record:
        _, reading = new_token(record, "Reader", ["read"])
    with one.client as client:
        for address in ("/engagements", f"/engagements/{CALL}", "/engagements.csv?kind=call", "/review", "/nowhere"):
            answer = client.get(address)
            assert answer.status_code in {303, 404}
            assert "Blinken" not in answer.text
        assert client.get("/engagements.csv?kind=call").headers["location"] == (
            "/review/sign-in?to=/engagements.csv%3Fkind%3Dcall"
        )
        assert client.get("/static/style.css").status_code == 200
        assert client.get("/review/sign-in").status_code == 200
        told = client.get("/api/v1/engagements")
        assert (told.status_code, told.headers["content-type"]) == (401, "application/problem+json")
        bearer = {"authorization": f"Bearer {reading}"}
        assert client.get("/api/v1/engagements", headers=bearer).status_code == 200
        for secret, status in ((reading, 200), (one.secret, 200), ("x", 401)):
            assert client.get("/engagements.csv", headers={"authorization": f"Bearer {secret}"}).status_code == status
        assert client.get("/engagements.csv").status_code == 303
        assert one.sign_in(reading) == 303
        assert "Blinken" in client.get("/engagements").text
