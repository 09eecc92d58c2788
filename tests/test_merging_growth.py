"""A merge brought up to date is the merge of everything anew: proved on sets with many collisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.merging import blocks, cluster, neighbours, regroup
from dragoman.merging.grow import grow
from dragoman.merging.merge import traced
from dragoman.merging.rulings import Rulings
from dragoman.merging.stands import Spot, Stand, kept_of
from dragoman.merging.types import Engagement, Ruling, SourceReport
from test_merging_properties import EAST, WEST, reports


class Memory:
    """What is kept of a merge, in memory."""

    def __init__(self, sources: Sequence[SourceReport], rulings: Sequence[Ruling], ids: Mapping[str, int]) -> None:
        self.all = {one.key: one for one in sources}
        merged, clustered = traced(sources, rulings)
        stands, self.rows = kept_of(clustered, merged.engagements, ids)
        self.known = {stand.id: stand for stand in stands}
        self.engagements = {one.id: bare(one) for one in merged.engagements}
        self.reports = {one.id: [s.key for s in one.reports] for one in merged.engagements}

    def block(self, block: int) -> list[tuple[Spot, Stand]]:
        return [(spot, self.known[spot.node]) for mine, spot in self.rows if mine == block]

    def spots(self, nodes: Iterable[int]) -> Mapping[int, list[tuple[int, Spot]]]:
        return {node: [one for one in self.rows if one[1].node == node] for node in nodes}

    def stands(self, ids: Iterable[int]) -> list[Stand]:
        return [self.known[one] for one in ids]

    def named(self, keys: Iterable[str]) -> list[Stand]:
        wanted = set(keys)
        return [one for one in self.known.values() if one.key in wanted]

    def saying(self, said: Iterable[int]) -> list[Stand]:
        wanted = set(said)
        return [one for one in self.known.values() if one.said in wanted]

    def bundled(self, leads: Iterable[int]) -> list[Stand]:
        wanted = set(leads)
        return [one for one in self.known.values() if one.lead in wanted]

    def rooted(self, roots: Iterable[int]) -> list[Stand]:
        wanted = set(roots)
        return [one for one in self.known.values() if one.root in wanted and one.id == one.lead]

    def wanting(self, roots: Iterable[int]) -> list[Stand]:
        wanted = set(roots)
        return [one for one in self.known.values() if one.wants in wanted and one.id == one.lead]

    def together(self, ids: Iterable[int]) -> list[Stand]:
        keys = {self.known[one].key for one in ids if one in self.known}
        found = {key for some in self.reports.values() if keys & set(some) for key in some}
        return self.named(found)

    def sources(self, keys: Sequence[str]) -> list[SourceReport]:
        return [self.all[key] for key in keys]


def bare(one: Engagement) -> bytes:
    """An engagement without what it is called and hangs on."""
    return msgspec.json.encode(msgspec.structs.replace(one, id="", trip=None, follows=None), order="deterministic")


def same_after(
    before: Sequence[SourceReport], after: Sequence[SourceReport], old: Sequence[Ruling], new: Sequence[Ruling]
) -> None:
    """Growing from the one set to the other gives what a whole merge gives."""
    ids = {one.key: at for at, one in enumerate(before)}
    memory = Memory(before, old, ids)
    ruled = {key for one in {*old} ^ {*new} for key in (one.left, one.right)}
    kept = {one.key for one in before if one in after and one.key not in ruled}
    come = [one for one in after if one.key not in kept]
    gone = [stand for stand in memory.known.values() if stand.key not in kept]
    new_ids = {one.key: 1000 + at for at, one in enumerate(come)}
    rulings = Rulings(new, frozenset(one.key for one in after))
    grown = grow(memory, gone, come, new_ids, rulings, 10_000)

    whole = Memory(after, new, {key: at for key, at in ids.items() if key in kept} | new_ids)
    stands = {one: stand for one, stand in memory.known.items() if stand.key in kept} | grown.stands
    assert stands == whole.known
    dead = {*grown.dead}
    rows = [one for one in memory.rows if one[1].node not in dead] + grown.spots
    assert sorted(rows) == sorted(whole.rows)
    replaced = {*grown.before}
    left = [one for name, one in memory.engagements.items() if not replaced & {*memory.reports[name]}]
    assert sorted([*left, *map(bare, grown.made)]) == sorted(whole.engagements.values())


@pytest.fixture(params=["all", "few"])
def compared(request: pytest.FixtureRequest) -> Iterator[None]:
    """As many neighbours as ever are compared, or so few that a newcomer pushes others out."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "few":
            for module in (blocks, neighbours, regroup):
                for name, number in (("BUSY", 3), ("NEAR", 2)):
                    if hasattr(module, name):
                        patch.setattr(module, name, number)
            for module in (cluster, regroup):
                patch.setattr(module, "CHOICES", 2)
        yield


def worlds(most: int) -> st.SearchStrategy[list[SourceReport]]:
    """Reports of one key each, of many engagements or of few."""
    few = [WEST[0], EAST[0]]
    told = st.one_of(
        st.lists(reports(WEST + EAST), max_size=most),
        st.lists(reports(few, kinds=["call", "meeting", "talks"], whole=True), max_size=most),
        st.lists(reports(WEST[:3], kinds=["trip"]), max_size=most),
        st.lists(reports([WEST[0]], kinds=["trip"], whole=True), max_size=most),
        st.lists(reports(WEST[:3], kinds=["conference", "meeting"], whole=True), max_size=most),
    )
    return told.map(lambda items: list({one.key: one for one in items}.values()))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds(24), st.data())
def test_growing_gives_what_a_whole_merge_gives(compared: None, items: list[SourceReport], data: st.DataObject) -> None:
    parts = [data.draw(st.sampled_from(["stays", "stays", "comes", "goes", "changes"])) for _ in items]
    others = {one.key: one for one in data.draw(worlds(24))}
    before = [one for one, part in zip(items, parts, strict=True) if part != "comes"]
    after = [
        others.get(one.key, one) if part == "changes" else one
        for one, part in zip(items, parts, strict=True)
        if part != "goes"
    ]
    same_after(before, after, [], [])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds(14).filter(lambda items: len(items) > 1), st.data())
def test_growing_under_rulings_gives_what_a_whole_merge_gives(
    compared: None, items: list[SourceReport], data: st.DataObject
) -> None:
    keys = sorted(one.key for one in items)
    verdicts = st.tuples(st.sampled_from(["same", "different"]), st.sampled_from(keys), st.sampled_from(keys))
    made = [
        Ruling(str(at), verdict, left, right)
        for at, (verdict, left, right) in enumerate(data.draw(st.lists(verdicts, max_size=4)))
        if left != right
    ]
    made.append(Ruling("f", "field", data.draw(st.sampled_from(keys)), None, "name", "A name"))
    old = [one for one in made if data.draw(st.booleans())]
    new = [one for one in made if data.draw(st.booleans())]
    cut = data.draw(st.integers(0, len(items)))
    before = [*items[:cut], *items[cut + 2 :]] if data.draw(st.booleans()) else items[:cut]
    same_after(before, items, old, new)
