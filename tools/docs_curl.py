"""``curl`` in samples of docs/: answered by the web app in this process, over the page's record.

As much of curl and jq as the pages use: ``curl -s [-H HEADER] [-w '%{http_code}\\n'] URL [| jq [PATH]]`` and
``| head -n N``, where URL begins with the address at which ``dragoman serve`` listens and PATH is like
``.items[0].id``.
"""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

SERVER = "http://127.0.0.1:8100"


def curl(command: str, record: str) -> str:
    """What a line prints. Raises ValueError where it is more than is known here."""
    asking, *rest = (part.strip() for part in re.split(r"\|(?![^']*'(?:[^']*'[^']*')*[^']*$)", command))
    printed = _asked(shlex.split(asking)[1:], record)
    for part in rest:
        words = shlex.split(part)
        if words[0] == "jq":
            printed = _picked(json.loads(printed), words[1] if len(words) > 1 else ".")
        elif words[:2] == ["head", "-n"]:
            printed = "".join(printed.splitlines(keepends=True)[: int(words[2])])
        else:
            raise ValueError(f"only jq and head run after curl, not: {part}")
    return printed if printed.endswith("\n") or not printed else f"{printed}\n"


def _asked(words: list[str], record: str) -> str:
    from starlette.testclient import TestClient  # noqa: PLC0415

    from dragoman.web.app import create_app  # noqa: PLC0415
    from dragoman.web.settings import Settings  # noqa: PLC0415

    headers, told, address = {}, "", ""
    at = iter(words)
    for word in at:
        if word == "-H":
            name, _, value = next(at).partition(":")
            headers[name] = value.strip()
        elif word == "-w":
            told = next(at)
        elif word.startswith(f"{SERVER}/"):
            address = word
        elif word != "-s":
            raise ValueError(f"curl: {word!r} is not known here")
    with TestClient(create_app(Settings(record=record, today="2024-08-05")), base_url=SERVER) as client:
        answer = client.get(address, headers=headers)
    said = answer.text.replace("\r\n", "\n")
    return said + told.replace("%{http_code}", str(answer.status_code)).replace("\\n", "\n")


def _picked(value: Any, path: str) -> str:
    for name, number in re.findall(r"\.([a-z_]+)|\[(\d+)\]", path):
        value = value[name] if name else value[int(number)]
    return json.dumps(value, ensure_ascii=False, indent=2)
