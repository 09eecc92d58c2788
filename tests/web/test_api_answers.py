"""Answers of the API: those of the command line, in the shape that the OpenAPI document promises."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from dragoman.cli import main
from dragoman.record.queries_filters import ACCEPTS, Filters
from dragoman.web.api import openapi
from dragoman.web.api.operations import OPERATIONS
from dragoman.web.api.parameters import FILTERS
from dragoman.web.app import create_app
from dragoman.web.settings import Settings
from tests.web.api_asked import ALONE, ASKED, get, options
from tests.web.conftest import BASE, TODAY

TIES = "Peru and Sweden established diplomatic relations on 3 May 2022.\n"
LIST = "name,country,city,start,end\nAntony Blinken,Thailand,Bangkok,2022-07-10,2022-07-10\n"


@pytest.fixture(scope="module")
def listed(sample_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the samples with a list of journeys and a ruling."""
    folder = tmp_path_factory.mktemp("listed")
    path = Path(shutil.copy(sample_record, folder / "listed.db"))
    (folder / "list.csv").write_text(LIST, encoding="utf-8")
    columns = ["who=name", "country=country", "city=city", "start=start", "end=end"]
    mapped = [*(word for one in columns for word in ("--map", one)), "--role", "Secretary of State", "--for", "US"]
    assert main(["import", "table", str(folder / "list.csv"), *mapped, "--record", str(path)]) == 0
    (folder / "ties.txt").write_text(TIES, encoding="utf-8")
    assert main(["add", str(folder / "ties.txt"), "--published", "2022-05-04", "--record", str(path)]) == 0
    words = ["rule", "field", "2023-06-13-call-blinken-qin", "date", "2023-06-14", "--why", "a reason"]
    assert main([*words, "--record", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def asking(listed: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(record=str(listed), today=TODAY, reads=0)), base_url=BASE) as client:
        yield client


def told(capfd: pytest.CaptureFixture[str], words: list[str]) -> list[Any]:
    """The objects that a command prints."""
    code = main(words)
    out, err = capfd.readouterr()
    assert code == 0, err
    return [json.loads(line) for line in out.splitlines()]


# --- the same answers ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_what_the_command_line_prints(
    name: str, asking: TestClient, listed: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, params, command = ASKED[name]
    words = [*(command or [name]), *options(params), "--record", str(listed)]
    printed = told(capfd, words if name == "brief" else [*words, "--json"])
    answer = get(asking, path, params)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    if "items" not in body:
        assert [body] == printed
        return
    lines = [json.loads(line) for line in get(asking, path, params | {"format": "ndjson"}).text.splitlines()]
    assert lines == printed
    assert body["items"] == printed[:50]
    assert printed


def test_no_operation_goes_untested() -> None:
    assert {one.name for one in OPERATIONS} == ASKED.keys() | ALONE.keys()


def test_why_is_what_show_prints(asking: TestClient, listed: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path, _ = ALONE["why"]
    (printed,) = told(capfd, ["show", "2023-06-13-call-blinken-qin", "--why", "--json", "--record", str(listed)])
    assert get(asking, path).json()["items"] == printed["why"]


def test_a_document_is_given_with_its_text_and_what_it_tells(asking: TestClient) -> None:
    found = get(asking, "/documents", {"newest": "true", "limit": 500}).json()
    assert found["total"] == len(found["items"])
    days = [one["published"] or "" for one in found["items"]]
    assert days == sorted(days, reverse=True)
    telling = next(one for one in found["items"] if one["reports"])
    page = get(asking, f"/documents/{telling['key']}").json()
    assert page == get(asking, f"/documents/{page['id']}").json()
    assert page["engagements"]
    for one in page["engagements"]:
        for span in one["evidence"]:
            assert page["text"][span["start"] : span["end"]] == span["quote"]
        assert get(asking, f"/engagements/{one['engagement']}").status_code == 200


def test_counts_fit_their_lists(asking: TestClient) -> None:
    counts = get(asking, "/counts", {"by": "kind", "country": "CN"}).json()
    for one in counts["items"]:
        assert get(asking, "/engagements", {"kind": one["key"], "country": "CN"}).json()["total"] == one["count"]
    assert sum(one["count"] for one in counts["items"]) == counts["total"]


def test_all_persons_of_a_name_are_listed(asking: TestClient) -> None:
    found = get(asking, "/persons", {"q": "li"}).json()["items"]
    assert found
    assert len(found) < get(asking, "/persons").json()["total"]
    for one in found:
        assert get(asking, f"/persons/{one['id']}").json()["total"] == one["engagements"]


# --- the shape -----------------------------------------------------------------------------------


def closed(schema: Any) -> Any:
    """The schema with no other fields than those it names."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        key: {name: closed(one) for name, one in value.items()} if key == "properties" else closed(value)
        for key, value in schema.items()
    }
    return made | {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else made


@pytest.mark.parametrize("name", [*ASKED, *ALONE])
def test_an_answer_has_just_the_fields_of_its_schema(name: str, asking: TestClient) -> None:
    path, params = (ASKED | ALONE)[name][:2]
    key = get(asking, "/documents", {"limit": 1}).json()["items"][0]["key"]
    answer = get(asking, path.format(key=key), params)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    document = openapi()
    where = next(path for path, told in document["paths"].items() if told.get("get", {}).get("operationId") == name)
    schema = document["paths"][where]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = closed({**schema, "components": document["components"]})
    jsonschema.Draft202012Validator(whole).validate(body)
    if "items" in body:
        assert body["items"]


def test_filters_are_those_of_the_record(asking: TestClient) -> None:
    document = get(asking, "/openapi.json").json()
    for operation in OPERATIONS:
        told = document["paths"][f"/api/v1{operation.path}"]["get"]["parameters"]
        names = {one["name"] for one in told}
        wanted = set(ACCEPTS[operation.query]) if operation.query else set()
        wanted |= operation.own.keys() | operation.may.keys() | ({"format"} if operation.items else set())
        assert names == wanted, operation.name
        assert all(one["description"] for one in told)
    assert set(Filters.__struct_fields__) == FILTERS.keys()


def test_the_manual_names_every_operation_and_loads_nothing_from_elsewhere(asking: TestClient) -> None:
    page = get(asking, "/").text
    for operation in OPERATIONS:
        assert f'id="{operation.name}"' in page
    assert "//cdn" not in page
    assert "<script>" not in page
    assert asking.get("/api/v1").url.path == "/api/v1/"
