"""docs/accuracy.md says what the code does, and the ablation still finds the stages that it switches off."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import docs_accuracy
import gold_sets
import pytest

from dragoman import read_document
from dragoman.model import Document

TEXT = "Foreign Minister Anna Berg of Sweden met her Peruvian counterpart, Luis Quispe, in Lima on Tuesday."


def ablation() -> ModuleType:
    path = Path(__file__).parents[1] / "benchmarks" / "ablation.py"
    spec = importlib.util.spec_from_file_location("ablation", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


stages = ablation()


@pytest.mark.skipif(not gold_sets.SHARED.is_dir(), reason="needs ../shared")
def test_the_figures_of_the_page_are_those_of_the_code() -> None:
    text = docs_accuracy.PAGE.read_text(encoding="utf-8")
    assert docs_accuracy.renewed(text) == text, f"docs/accuracy.md is stale; run: {docs_accuracy.RENEW}"


def test_only_the_blocks_that_are_made_change() -> None:
    page = "by hand\n<!-- figures found -->{}<!-- /figures -->\n<!-- figures ablation -->\nold\n<!-- /figures -->\n"
    new = docs_accuracy.renewed(page.format("\nold\n"), {"found": lambda: "new\n"})
    assert new == page.format("\n\nnew\n\n")


def test_the_page_has_every_block() -> None:
    text = docs_accuracy.PAGE.read_text(encoding="utf-8")
    there = [match["name"] for match in docs_accuracy.BLOCK.finditer(text)]
    assert sorted(there) == sorted([*docs_accuracy.BLOCKS, "ablation"])


@pytest.mark.parametrize("stage", stages.STAGES)
def test_a_stage_is_switched_off_and_on_again(stage: str) -> None:
    read = gold_sets.gold_set("samples").documents[:6]
    document = Document("lima", TEXT, published="2021-05-05")
    before = read_document(document)
    with stages.without(stage):
        for owner, name, instead in stages.STAGES[stage][1]:
            assert getattr(owner, name) is instead
        for one in (document, *read):
            read_document(one)
    assert read_document(document) == before


def test_without_days_that_words_give_by_the_articles_day_the_day_is_lost() -> None:
    document = Document("lima", TEXT, published="2021-05-05")
    assert read_document(document).reports[0].date is not None
    with stages.without("relative days"):
        assert read_document(document).reports[0].date is None
