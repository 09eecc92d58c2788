"""The OpenAPI document as a page for people shows it: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec


class Parameter(msgspec.Struct, frozen=True):
    """A parameter: its name, whether it must be given, what values it takes, what it means."""

    name: str
    required: bool
    values: str
    description: str


class Body(msgspec.Struct, frozen=True):
    """A form of body that an operation takes."""

    meaning: str
    fields: tuple[Parameter, ...]


class Listed(msgspec.Struct, frozen=True):
    """An operation of the API. ``bodies``: what may be sent with it, one of them; ``token``: who asks shows one."""

    method: str
    path: str
    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    bodies: tuple[Body, ...]
    token: bool


def manual_of(document: dict[str, Any]) -> list[Listed]:
    """The operations in their order."""
    return [
        Listed(
            method=method.upper(),
            path=path,
            name=told["operationId"],
            summary=told["summary"],
            parameters=tuple(map(_parameter, told.get("parameters", ()))),
            bodies=tuple(_bodies(document, told)),
            token="security" in told,
        )
        for path, methods in document["paths"].items()
        for method, told in methods.items()
    ]


def _parameter(told: dict[str, Any]) -> Parameter:
    values = values_of(told["schema"])
    return Parameter(told["name"], told["required"], values, told.get("description", ""))


def _bodies(document: dict[str, Any], told: dict[str, Any]) -> Iterator[Body]:
    """The forms of body that an operation takes; none where it takes none."""
    for media in told.get("requestBody", {}).get("content", {}).values():
        for one in media["schema"].get("oneOf") or [media["schema"]]:
            body = document["components"]["schemas"][one["$ref"].rpartition("/")[2]]
            rows = [
                Parameter(name, name in body.get("required", ()), values_of(schema), schema.get("description", ""))
                for name, schema in body["properties"].items()
            ]
            yield Body(body.get("description", ""), tuple(rows))


def values_of(schema: dict[str, Any]) -> str:
    """What values a schema allows, in words."""
    if "anyOf" in schema:
        return " or ".join(values_of(one) for one in schema["anyOf"] if one.get("type") != "null")
    if "enum" in schema or "const" in schema:
        return ", ".join(map(str, schema.get("enum") or [schema["const"]]))
    if schema.get("type") == "array":
        return values_of(schema["items"])
    if schema.get("type") in {"integer", "number"}:
        low, high = schema.get("minimum"), schema.get("maximum")
        return f"{low} to {high}" if low is not None and high is not None else str(schema["type"])
    if schema.get("type") == "boolean":
        return "true, false"
    examples = schema.get("examples") or ()
    return f"such as {examples[0]}" if examples else "text"
