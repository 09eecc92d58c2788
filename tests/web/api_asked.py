"""The questions that tests ask of the API, and of the command line for the same answer."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

CALL = "2023-06-13-call-blinken-qin"
DAY = "2023-06-20"

ASKED: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "engagements": ("/engagements", {"who": "blinken", "kind": ["call", "meeting"]}, []),
    "engagement": (f"/engagements/{CALL}", {"as_of": "2023-12-01"}, ["show", CALL]),
    "compare": (f"/engagements/{CALL}/compare", {}, ["compare", CALL]),
    "trips": ("/trips", {"since": "2021", "newest": "true"}, []),
    "visits": ("/visits", {"who": "blinken", "rule": "trips"}, []),
    "audit": ("/audit", {"who": "blinken"}, []),
    "reconcile": ("/reconcile", {"who": "blinken", "stated": 12, "country": "TH"}, ["reconcile", "12"]),
    "claims": ("/claims", {"country": "US"}, []),
    "last": ("/last", {"between": ["US", "CN"], "today": DAY}, ["last", "US", "CN"]),
    "relations": ("/relations", {"country": "SE"}, []),
    "gaps": ("/gaps", {"today": DAY}, []),
    "person": ("/persons/blinken", {"since": "2023"}, ["person", "blinken"]),
    "country": ("/countries/Thailand", {"min_confidence": 0.2}, ["country", "Thailand"]),
    "conflicts": ("/conflicts", {}, []),
    "search": ("/search", {"q": "balloon Beijing", "since": "2020"}, ["search", "balloon", "Beijing"]),
    "brief": (
        "/brief",
        {"between": ["US", "CN"], "since": "2023", "today": DAY},
        ["brief", "--between", "US", "CN", "--format", "json"],
    ),
    "rulings": ("/rulings", {}, ["rule", "list"]),
}
"""For each operation that the command line answers, too: address, parameters, words of the command."""

ALONE: dict[str, tuple[str, dict[str, Any]]] = {
    "why": (f"/engagements/{CALL}/why", {}),
    "trip": ("/trips/1982-11-11-trip-begin-united-states", {}),
    "near": ("/engagements/2001-05-23-meeting-konare-powell/near", {}),
    "itinerary": ("/trips/1982-11-11-trip-begin-united-states/itinerary", {}),
    "lists": ("/lists", {}),
    "persons": ("/persons", {"q": "wang"}),
    "countries": ("/countries", {"as_of": "2024-01-01"}),
    "counts": ("/counts", {"by": "country", "when": "past", "today": DAY}),
    "documents": ("/documents", {"since": "2021"}),
    "document": ("/documents/{key}", {}),
    "ruling": ("/rulings/r1", {}),
}
"""Those that no command prints by themselves."""


def get(client: TestClient, path: str, params: dict[str, Any] | None = None, **more: Any) -> Any:
    """The answer of the API at a path."""
    return client.get(f"/api/v1{path}", params=params, **more)


def options(params: dict[str, Any]) -> list[str]:
    """Parameters as options of the command line."""
    found: list[str] = []
    for name, value in params.items():
        if name in {"stated", "q", "between"}:
            continue
        for one in value if isinstance(value, list) else [value]:
            found.append(f"--{name.replace('_', '-')}")
            if one != "true":
                found.append(str(one))
    return found
