"""How often the person that the ledger is asked for is the right one: a wrong name is worse than none.

Right means that the gold names, in the same document, the same person for the same side: for a party with a name in
the text the gold party of that name, for one without a name the only gold party of that country and office.
"""

from __future__ import annotations

import re

import gold_sets
import msgspec
import pytest

from dragoman.evaluation import GoldDocument
from dragoman.knowledge.ledger import ledger
from dragoman.model import Document, Party
from dragoman.reading.names import same_name
from dragoman.reading.reader import read_document

FLOOR = 0.98


class Count(msgspec.Struct):
    """Resolved parties that the gold can judge, and those among them that are right."""

    judged: int = 0
    right: int = 0
    wrong: list[str] = []

    @property
    def share(self) -> float:
        return self.right / max(1, self.judged)


def _words(title: str | None) -> set[str]:
    return set(re.findall(r"[a-z]+", (title or "").lower())) - {"of", "for", "the", "and", "affairs", "minister"}


def _gold_names(party: Party, gold: GoldDocument) -> set[str]:
    """The names that the gold gives to whom ``party`` stands for; empty where it cannot tell."""
    everyone = [other for engagement in gold.engagements for other in engagement.parties]
    if party.name:
        return {other.name for other in everyone if other.name and same_name(other.name, party.name)}
    alike = {
        other.name
        for other in everyone
        if other.name and other.country == party.country and _words(other.role) & _words(party.role)
    }
    return alike if len(alike) == 1 else set()


def _is(name: str, party: Party) -> bool:
    assert party.person is not None
    known = {tenure.person_id for tenure in ledger().by_name(name)}
    return party.person.id in known or same_name(party.person.name, name)


def count(name: str) -> Count:
    """The count over a set of documents."""
    total = Count()
    chosen = gold_sets.gold_set(name)
    for gold, document in zip(chosen.golds, chosen.documents, strict=True):
        _count_document(gold, document, total)
    return total


def _count_document(gold: GoldDocument, document: Document, total: Count) -> None:
    seen: set[tuple[str | None, str]] = set()
    for report in read_document(document).reports:
        for party in report.parties:
            key = (party.name or f"{party.role}/{party.country}", party.person.id if party.person else "")
            if party.person is None or key in seen:
                continue
            seen.add(key)
            names = _gold_names(party, gold)
            if not names:
                continue
            total.judged += 1
            if any(_is(one, party) for one in names):
                total.right += 1
            else:
                total.wrong.append(f"{gold.id}: {party.name or party.role} is no {party.person.name}")


@pytest.mark.skipif(not gold_sets.SHARED.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize("name", ["seeds", "dev-a", "dev-b", "dev"])
def test_resolved_persons_are_right(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = count(name)
    with capsys.disabled():
        print(f"\n{name}: {found.right} of {found.judged} resolved persons are right ({found.share:.3f})")
        if name not in gold_sets.UNREAD:
            print("\n".join(found.wrong))
    assert found.judged > 30
    assert found.share >= FLOOR
