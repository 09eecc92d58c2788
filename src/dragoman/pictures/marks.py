"""The signs of the timeline: one shape a status, so that none is told by its colour alone."""

from __future__ import annotations

from dragoman.pictures.style import LINE, PAPER
from dragoman.pictures.svg import Attributes, element, number, way
from dragoman.pictures.words import DROPPED

SIZE = 5.0
"""Half the width and height of a mark."""


def mark(x: float, y: float, status: str, kind: str) -> list[str]:
    """The sign of a status around a point.

    Filled held, hollow planned, half cut short, an arrow head postponed, a cross cancelled, a struck ring declined.
    """
    own = f"t-mark t-{kind} s-{status}"
    stroke: Attributes = {"stroke": LINE, "stroke_width": 1.7}
    west, east, north, south = x - SIZE, x + SIZE, y - SIZE, y + SIZE
    if status == "cancelled":
        cross = way((west, north), (east, south)) + way((west, south), (east, north))
        return [element("path", class_=f"t-cross t-{kind} s-{status}", d=cross, **stroke)]
    if status == "postponed":
        head = way((west + 1, north), (east, y), (west + 1, south), closed=True)
        return [element("path", class_=own, d=head, fill=PAPER, **stroke)]
    radius = SIZE - 0.5
    fill = LINE if status == "held" else PAPER
    dot = element("circle", class_=own, cx=x, cy=y, r=radius, fill=fill, **stroke)
    if status == "declined":
        slash = way((west + 1.5, south - 1.5), (east - 1.5, north + 1.5))
        return [dot, element("path", class_=f"t-cross t-{kind} s-{status}", d=slash, **stroke)]
    if status == "cut_short":
        half = f"{way((x, north + 0.5))}a{number(radius)} {number(radius)} 0 0 0 0 {number(2 * radius)}z"
        return [dot, element("path", class_=f"t-half t-{kind}", d=half, fill=LINE)]
    return [dot]


def bar(left: float, right: float, y: float, status: str, kind: str) -> list[str]:
    """A stay from one place on the axis to another: a bar, filled, hollow, or crossed and dashed."""
    wide = max(right - left, 2 * SIZE)
    dropped = status in DROPPED
    shape = element(
        "rect",
        class_=f"t-mark t-bar t-{kind} s-{status}",
        x=left,
        y=y - SIZE,
        width=wide,
        height=2 * SIZE,
        rx=2,
        fill=LINE if status == "held" else PAPER,
        stroke=LINE,
        stroke_width=1.4,
        stroke_dasharray="3 2.5" if dropped else None,
    )
    found = [shape]
    if status == "cut_short":
        found.append(
            element(
                "rect", class_=f"t-half t-{kind}", x=left, y=y - SIZE, width=wide / 2, height=2 * SIZE, rx=2, fill=LINE
            )
        )
    if dropped:
        line = way((left, y + SIZE), (left + wide, y - SIZE))
        found.append(element("path", class_=f"t-cross t-{kind} s-{status}", d=line, stroke=LINE, stroke_width=1.4))
    return found


def bin_sign(x: float, y: float, status: str, _kind: str) -> list[str]:
    """The bar of counts as a sign: filled held, hollow what did not take place."""
    box: Attributes = {"x": x - 4, "y": y - 5, "width": 8, "height": 10, "stroke": LINE}
    if status == "held":
        return [element("rect", class_="t-bin", fill=LINE, **box)]
    return [element("rect", class_="t-bin t-not", fill=PAPER, **box)]


def span(left: float, right: float, y: float) -> str:
    """A line over all days on which it may have been, where only the month or year is told."""
    return element(
        "path",
        class_="t-span",
        d=way((left, y), (right, y)),
        stroke=LINE,
        stroke_width=1,
        stroke_dasharray="1.5 2.5",
    )
