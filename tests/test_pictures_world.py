"""The projections, the shapes of the world, and the map that counts."""

from __future__ import annotations

import gzip

import pytest

from dragoman.knowledge.countries import countries
from dragoman.pictures import visits_map, world_map
from dragoman.pictures.map import class_limits, class_of
from dragoman.pictures.projection import apart, arc, around, clipped, middle, natural_earth, widest_gap
from dragoman.pictures.svg import number, safe, text_width, wrapped
from dragoman.pictures.world import around_meridian, city_at, country_at, on_world, outline, world, world_rings
from dragoman.record.queries_types import Count, Person, Visit, Visits
from drawn import HOSTILE, description, links, marked, root, words

# length of the parallel and distance from the equator, as Patterson gives them (1 at the equator and the pole)
PARALLELS = ((0, 1.0, 0.0), (30, 0.9570, 0.3720), (45, 0.9006, 0.5571), (60, 0.8196, 0.7346), (75, 0.7160, 0.8936))


@pytest.mark.parametrize(("latitude", "length", "distance"), PARALLELS)
def test_natural_earth_is_that_of_its_tables(latitude: float, length: float, distance: float) -> None:
    x, y = natural_earth(180, latitude)
    assert x / natural_earth(180, 0)[0] == pytest.approx(length, abs=0.006)
    assert y / natural_earth(0, 90)[1] == pytest.approx(distance, abs=0.006) or distance == 0
    assert natural_earth(-180, latitude) == pytest.approx((-x, y))
    assert natural_earth(180, -latitude) == pytest.approx((x, -y))


def test_natural_earth_is_that_of_proj() -> None:
    """A value of PROJ's own tests (``+proj=natearth +a=6400000``)."""
    x, y = natural_earth(2, 1)
    assert (x * 6400000, -y * 6400000) == pytest.approx((194507.265257889288, 112508.737358294515), abs=1e-6)


def test_natural_earth_at_its_edges() -> None:
    assert natural_earth(180, 0) == pytest.approx((2.7354, 0), abs=1e-4)
    assert natural_earth(0, 90) == pytest.approx((0, -1.4224), abs=1e-3)


def test_the_azimuthal_projection_keeps_areas_and_its_middle() -> None:
    project = around((100.5, 13.75))
    assert project(100.5, 13.75) == pytest.approx((0, 0), abs=1e-9)
    x, y = project(100.5, 103.75 - 90)
    assert (x, y) == pytest.approx((0, 0), abs=1e-9)
    x, y = around((0, 0))(90, 0)
    assert (x, y) == pytest.approx((2**0.5, 0))
    assert around((0, 0))(0, 10)[1] < 0


def test_ways_on_the_globe() -> None:
    tokyo, honolulu = (139.7, 35.7), (-157.9, 21.3)
    assert apart(tokyo, honolulu) == pytest.approx(55.8, abs=0.5)
    there = arc(tokyo, honolulu, bulge=0.05, steps=10)
    back = arc(honolulu, tokyo, bulge=0.05, steps=10)
    assert there[0] == tokyo
    assert there[-1] == honolulu
    assert apart(there[5], back[5]) > 3
    assert abs(middle([tokyo, honolulu])[0]) > 150
    assert widest_gap([140, -158, 120]) == pytest.approx(161, abs=0.01)
    assert middle([(0, 0), (180, 0)]) == (0, 0)


def test_clipping_keeps_what_is_inside() -> None:
    assert sorted(clipped([(-1, -1), (3, -1), (3, 3), (-1, 3)], 0, 0, 2, 2)) == [(0, 0), (0, 2), (2, 0), (2, 2)]
    assert clipped([(5, 5), (6, 5), (6, 6)], 0, 0, 2, 2) == []


def test_every_country_has_a_shape_or_a_point() -> None:
    codes = {one.code for one in countries()}
    assert set(world().shapes) | set(world().points) == codes
    assert not set(world().shapes) & set(world().points)
    assert {"SG", "MT", "VA", "BH"} <= set(world().points)
    for code in codes:
        where = country_at(code)
        assert where is not None
        assert -180 <= where[0] <= 180
        assert -90 <= where[1] <= 90


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ((34.1, 45.0), "UA"),
        ((33.5, 35.3), "CY"),
        ((45.0, 9.5), "SO"),
        ((-13.0, 26.0), "EH"),
        ((-53.0, 4.0), "GF"),
        ((28.2, -29.5), "LS"),
    ],
)
def test_disputed_places_are_drawn_as_the_knowledge_has_them(place: tuple[float, float], code: str) -> None:
    assert [one for one in world().shapes if inside(place, one)] == [code]


def inside(place: tuple[float, float], code: str) -> bool:
    """Whether a place is in a shape, by the even-odd rule."""
    x, y = place
    odd = False
    for ring in world().shapes[code]:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
                odd = not odd
    return odd


def test_cities_are_found_by_any_of_their_names() -> None:
    assert city_at("bangkok", "TH") == pytest.approx((100.5, 13.75), abs=0.1)
    assert city_at("Bangkok", "FR") is None
    assert city_at("Luxembourg", "LU") == pytest.approx((6.13, 49.61), abs=0.1)
    assert city_at("Bangkok", None) == city_at("Bangkok", "TH")
    assert country_at("EU") is None


def test_no_shape_leaves_the_map() -> None:
    for meridian in (0.0, 150.0, -100.0):
        for code in ("RU", "FJ", "AQ", "US"):
            for ring in world_rings(code, meridian):
                assert all(-0.01 <= x <= 1000.01 for x, _ in ring), (code, meridian)
    assert list(around_meridian([(170.0, 0.0), (190.0, 0.0), (190.0, 10.0)], 0)) != []
    assert on_world(179.9, 0)[0] > 999
    assert on_world(-179.9, 0)[0] < 1


def test_outlines_have_one_decimal_and_do_not_drift() -> None:
    ring = [(0.04, 0.0), *((0.04 + 0.33 * step, 1.0) for step in range(1, 100))]
    path = outline([ring])
    steps = path[:-1].split("l")[1].replace("-", " -").split()
    assert path.startswith("M0 0l")
    assert sum(map(float, steps[::2])) == pytest.approx(ring[-1][0], abs=0.06)
    assert [number(value) for value in (0.5, -0.04, 3.0, -2.25, 10)] == [".5", "0", "3", "-2.2", "10"]


def test_the_map_counts_and_links() -> None:
    svg = world_map({"JP": 5, "SG": 1, "EU": 3, "FR": 0}, link=lambda code: f"/countries/{code}")
    assert sorted(links(svg)) == [("/countries/JP", "Japan: 5 visits"), ("/countries/SG", "Singapore: 1 visit")]
    assert description(svg) == "Visits by country: Japan 5, EU 3, Singapore 1."
    assert "Not on the map: EU 3." in words(svg)
    assert root(svg).get("role") == "group"
    assert root(world_map({"JP": 5})).get("role") == "img"
    assert not list(links(world_map({"JP": 5})))
    assert len(marked(svg, "m-dot")) == 1


def test_an_inlined_map_has_no_style_and_is_small() -> None:
    counts = {code: at % 30 + 1 for at, code in enumerate(world().shapes)}
    inlined = world_map(counts, link=lambda code: f"/countries/{code}", standalone=False)
    assert "<style" not in inlined
    assert "<style>" in world_map(counts)
    assert not marked(inlined, "p-paper")
    assert len(gzip.compress(inlined.encode())) < 40_000


def test_an_empty_map_says_so() -> None:
    assert description(world_map({})) == "No country has any visits."


def test_classes_are_few_and_cover_all() -> None:
    for greatest in (1, 2, 5, 6, 7, 22, 100, 1234, 10**6):
        limits = class_limits(greatest)
        assert limits[-1] == greatest
        assert list(limits) == sorted(set(limits))
        assert len(limits) <= 5
        assert class_of(greatest, limits) == 5
        assert all(1 <= class_of(count, limits) <= 5 for count in (1, greatest // 2 + 1, greatest))
    assert class_limits(0) == ()
    assert class_limits(3) == (1, 2, 3)


def test_visits_say_their_rule() -> None:
    person = Person("Q1", f"Name {HOSTILE}", ("US",), 2)
    stays = (Visit("JP", "2021-03-15", "2021-03-17", ("Tokyo",), ("a",)), Visit("JP", "2023-03-15", None, (), ("b",)))
    found = Visits(person, "country-visits", "each stay & so on.", 2, (Count("JP", 2, "Japan"),), stays)
    svg = visits_map(found)
    told = " ".join(words(svg))
    assert "2 visits, 2021–2023" in told
    assert "Counted by the rule country-visits: each stay & so on." in told
    assert "<script" not in svg
    assert visits_map(found) == svg


def test_hostile_words_are_shown_and_not_run() -> None:
    assert safe(HOSTILE).startswith("&lt;script&gt;")
    assert not set(safe(HOSTILE)) & set("\x1b\u202e\ufffe\x00\"'<>")
    root(world_map({HOSTILE: 3, "JP": 1}, title=HOSTILE, notes=(HOSTILE,), link=lambda code: f'/"{HOSTILE}'))


def test_lines_are_wrapped_by_width() -> None:
    lines = wrapped("one two three four five " * 10, 12, 200)
    assert len(lines) > 3
    assert all(text_width(line, 12) <= 200 for line in lines)
    assert text_width("東京", 10) > text_width("to", 10)
