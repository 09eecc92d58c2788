"""A lane of the timeline: signs stacked so that none covers another, or counts where there are too many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from dragoman.pictures.axis import Axis, bins
from dragoman.pictures.events import Event
from dragoman.pictures.marks import SIZE, bar, mark, span
from dragoman.pictures.style import INK, LINE, MUTED, PAPER
from dragoman.pictures.svg import WIDTH, Attributes, element, halo, linked, text, text_width
from dragoman.pictures.words import DROPPED, span_words

_ROW = 15.0
_PAD = 8.0
_LABEL = 11.0
_ROWS_WITH_LABELS, _ROWS = 12, 12
_BIN_HEIGHT = 64.0
_BIN_ROOM = 7.0


class Lane(msgspec.Struct, frozen=True):
    """What is drawn in a lane from y = 0 on, how high it is, and how many engagements it is about.

    ``binned``: the stretch of time by which they are counted ("month"); None where each is shown. ``vague``: how
    many are in no bar, as they are told by month or year alone.
    """

    name: str
    height: float
    body: tuple[str, ...]
    count: int
    binned: str | None = None
    vague: int = 0


class _Room(msgspec.Struct, frozen=True):
    """From where to where an event needs its row, and where its label begins or ends."""

    event: Event
    left: float
    right: float
    label: float = 0.0
    anchor: str = ""


def lane_of(name: str, events: Sequence[Event], axis: Axis, link: Callable[[str], str | None] | None) -> Lane | None:
    """Signs with labels where they fit, else without; None where even so they are too many."""
    for labelled, most in ((True, _ROWS_WITH_LABELS), (False, _ROWS)):
        rows = _stacked([_room(one, axis, labelled=labelled) for one in events], most)
        if rows is not None:
            body = tuple(
                linked(
                    link(room.event.id) if link else None,
                    room.event.said,
                    *_sign(room, axis, _PAD + _ROW * at + _ROW / 2),
                )
                for at, row in enumerate(rows)
                for room in row
            )
            return Lane(name, max(2 * _PAD + _ROW * len(rows), 34.0), body, len(events))
    return None


def _room(event: Event, axis: Axis, *, labelled: bool) -> _Room:
    """The label stands behind its sign, before it where the axis ends too soon, nowhere where neither fits."""
    left, right = axis.x(event.first), axis.x(event.last + 1)
    x = axis.x(event.middle)
    if not _is_bar(event, axis):
        before, after = x - SIZE, x + SIZE
        left, right = (min(left, before), max(right, after)) if event.coarse else (before, after)
    else:
        right = max(right, left + 2 * SIZE)
        before, after = left, right
    wide = text_width(event.label, _LABEL)
    if labelled and event.label and after + 4 + wide < WIDTH - 4:
        return _Room(event, left, max(right, after + 4 + wide), after + 4, "start")
    if labelled and event.label and before - 4 - wide > axis.left:
        return _Room(event, min(left, before - 4 - wide), right, before - 4, "end")
    return _Room(event, left, right)


def _is_bar(event: Event, axis: Axis) -> bool:
    wide = axis.x(event.last + 1) - axis.x(event.first)
    return not event.coarse and event.last > event.first and (event.kind == "trip" or wide > 4 * SIZE)


def _stacked(rooms: Sequence[_Room], most: int) -> list[list[_Room]] | None:
    """Rows in which nothing overlaps; each goes into the first with room. None where more than ``most`` are needed."""
    rows: list[list[_Room]] = []
    for room in rooms:
        for row in rows:
            if all(room.left >= other.right + 3 or room.right + 3 <= other.left for other in row):
                row.append(room)
                break
        else:
            if len(rows) == most:
                return None
            rows.append([room])
    return rows


def _sign(room: _Room, axis: Axis, y: float) -> list[str]:
    event = room.event
    left, right = axis.x(event.first), axis.x(event.last + 1)
    if _is_bar(event, axis):
        found = bar(left, right, y, event.status, event.kind)
    else:
        found = [span(left, right, y)] if event.coarse and right - left > 4 * SIZE else []
        found += mark(axis.x(event.middle), y, event.status, event.kind)
    if room.anchor:
        own: Attributes = {"class_": "p-label p-halo", "font_size": _LABEL, "fill": INK, **halo(room.anchor)}
        found.append(text(event.label, room.label, y + 4, **own))
    return found


# --- counts -------------------------------------------------------------------------------------


def binned(name: str, events: Sequence[Event], axis: Axis) -> Lane:
    """How many there were in each stretch of time, as bars: what took place filled, what did not hollow on top."""
    step = axis.step(_BIN_ROOM)
    stretches = bins(step, axis.first, axis.last)
    held = [0] * len(stretches)
    other = [0] * len(stretches)
    vague = 0
    for event in events:
        at = next(at for at, (_, last) in enumerate(stretches) if event.first <= last)
        if event.coarse and event.last > stretches[at][1]:
            vague += 1
        elif event.status == "planned" or event.status in DROPPED:
            other[at] += 1
        else:
            held[at] += 1
    most = max(map(sum, zip(held, other, strict=True))) or 1
    scale = _BIN_HEIGHT / most
    foot = _PAD + _BIN_HEIGHT
    body = [
        text(f"up to {most} a {step.name}", 14, _PAD + 44, class_="p-small", font_size=_LABEL, fill=MUTED),
    ]
    for (first, last), did, did_not in zip(stretches, held, other, strict=True):
        if did or did_not:
            body.append(_bin(axis, (first, last), (did, did_not), name, foot, scale))
    return Lane(name, _BIN_HEIGHT + 2 * _PAD, tuple(body), len(events), step.name, vague)


def _bin(axis: Axis, days: tuple[int, int], counts: tuple[int, int], name: str, foot: float, scale: float) -> str:
    left = max(axis.x(days[0]), axis.left) + 0.5
    right = min(axis.x(days[1] + 1), axis.right) - 0.5
    did, did_not = counts
    when = span_words(*(date.fromordinal(day).isoformat() for day in days))
    told = f"{when}: {name} {did + did_not}" + (f", of these {did_not} planned or dropped" if did_not else "")
    parts = []
    if did:
        parts.append(
            element(
                "rect",
                class_="t-bin",
                x=left,
                y=foot - did * scale,
                width=right - left,
                height=did * scale,
                fill=LINE,
            )
        )
    if did_not:
        top = foot - (did + did_not) * scale
        parts.append(
            element(
                "rect",
                class_="t-bin t-not",
                x=left + 0.5,
                y=top + 0.5,
                width=max(right - left - 1, 1),
                height=max(did_not * scale - 1, 1),
                fill=PAPER,
                stroke=LINE,
            )
        )
    return linked(None, told, *parts)
