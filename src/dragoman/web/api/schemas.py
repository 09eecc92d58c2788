"""JSON Schemas of the API's answers, made from the types in ``forms`` and the columns of tables."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from dragoman.record.brief.question import Brief
from dragoman.record.contacts.gaps import Gaps
from dragoman.record.contacts.last import LastContacts
from dragoman.record.contacts.ties import Relations
from dragoman.record.counting.audit import Audit
from dragoman.record.queries_itinerary import Itinerary
from dragoman.record.queries_people import CountryList
from dragoman.record.queries_sources import ImportedLists
from dragoman.record.queries_tables import Columns
from dragoman.web.api import forms

Schema = dict[str, Any]
_REF = "#/components/schemas/{name}"
_JSON = {str: "string", int: "integer", float: "number"}
ROWS: dict[str, Columns] = {
    "AuditRow": Audit.COLUMNS,
    "ContactRow": LastContacts.COLUMNS,
    "CountryRow": CountryList.COLUMNS,
    "GapRow": Gaps.COLUMNS,
    "ItineraryRow": Itinerary.COLUMNS,
    "ListRow": ImportedLists.COLUMNS,
    "RelationRow": Relations.COLUMNS,
}
"""Answers that are rows of a table, as ``--json`` prints them."""


def ref(name: str) -> Schema:
    """The schema of that name among the components."""
    return {"$ref": _REF.format(name=name)}


@cache
def components() -> dict[str, Schema]:
    """All schemas by name: the classes of ``forms`` (without "Form"), what they are made of, rows of tables."""
    types = [one for one in vars(forms).values() if isinstance(one, type) and one.__module__ == forms.__name__]
    _, found = msgspec.json.schema_components([*types, Brief], ref_template=_REF)
    named = {_named(name): _whole(schema) for name, schema in found.items()}
    return dict(sorted((named | {name: _rows(columns) for name, columns in ROWS.items()}).items()))


def items_of(item: Schema, more: dict[str, Schema]) -> Schema:
    """The body of a list: its items, and what stands beside them."""
    properties = {"items": {"type": "array", "items": item}, **more}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _named(name: str) -> str:
    return name.removesuffix("Form")


def _whole(schema: Any) -> Any:
    """As the wire has it: every field is always there, names of components are those of ``_named``."""
    if isinstance(schema, list):
        return [_whole(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return ref(_named(schema["$ref"].rpartition("/")[2]))
    found = {
        key: {name: _whole(one) for name, one in value.items()} if key == "properties" else _whole(value)
        for key, value in schema.items()
        if key not in {"default", "title"}
    }
    if isinstance(found.get("properties"), dict):
        found["required"] = list(found["properties"])
    return found


def _rows(columns: Columns) -> Schema:
    properties: dict[str, Schema] = {name: {"type": [_JSON[kind], "null"]} for name, kind in columns.items()}
    return {"type": "object", "properties": properties, "required": list(properties)}
