"""The OpenAPI document of the API, made once from its routes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from dragoman import __version__
from dragoman.web.api.schemas import components

DESCRIPTION = """\
Every question to a record that `dragoman` answers on the command line, with the same filters and the same JSON.
Lists come in pages: `next` of one is `page` of the following one, and so says the `Link` header; with
`format=ndjson` they come whole, one item a line. Answers carry an ETag and change only when the record does;
"today" is a parameter, there is no other clock. Errors are problem details (RFC 9457)."""


def document_of(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of these routes."""
    made = get_openapi(title="dragoman", version=__version__, description=DESCRIPTION, routes=routes)
    parts = made.setdefault("components", {})
    parts["schemas"] = {**parts.get("schemas", {}), **components()}
    return made
