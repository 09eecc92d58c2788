"""Schemathesis: generated requests, right and wrong, to every operation; every answer as the document promises."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.config import (
    ChecksConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)

from dragoman.web.api.operations import OPERATIONS
from dragoman.web.app import create_app
from dragoman.web.settings import Settings
from tests.web.conftest import TODAY

EXAMPLES = 6
"""Generated requests for an operation in each mode."""
EVERY = 3
"""Of the requests at the edges of what the document allows, every so many are sent: there are 3,400."""
MODES = list(GenerationMode)
NAMES = [one.name for one in OPERATIONS]
CONFIG = SchemathesisConfig(
    projects=ProjectsConfig(
        default=ProjectConfig(
            checks=ChecksConfig(
                # what is of the right shape may still name nobody, or a day that the calendar has not
                positive_data_acceptance=PositiveDataAcceptanceConfig(expected_statuses=["2XX", "400", "404"])
            )
        )
    )
)


@pytest.fixture(scope="module")
def api(sample_record: Path) -> Any:
    """The API over the samples, as Schemathesis sees it."""
    app = create_app(Settings(record=str(sample_record), today=TODAY, reads=0, hosts=("testserver",)))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, config=CONFIG)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_as_the_document_promises(name: str, mode: GenerationMode, api: Any) -> None:
    operation = api.find_operation_by_id(name)
    if mode == GenerationMode.NEGATIVE and not list(operation.iter_parameters()):
        return

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate()

    ask()


@pytest.mark.parametrize("name", NAMES)
def test_the_edges_of_the_document_hold(name: str, api: Any) -> None:
    operation = api.find_operation_by_id(name)
    making = CONFIG.projects.default.generation
    cases = api.iter_coverage_cases(operation, generation_modes=MODES, generation_config=making)
    sent = 0
    for case in itertools.islice(cases, None, None, EVERY):
        case.call_and_validate()
        sent += 1
    assert sent
