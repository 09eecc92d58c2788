"""Pictures as PNG, by resvg (resvg_py, MIT), an optional extra."""

from __future__ import annotations

from importlib.resources import as_file, files

from dragoman.errors import DragomanError
from dragoman.pictures.svg import FONTS

WIDTH, WIDEST = 2000, 10_000
"""Pixels of width where none are asked for, and at most."""
_OWN = "DejaVu Sans"


def png_of(svg: str, width: int = WIDTH) -> bytes:
    """A standalone picture as PNG, ``width`` pixels wide, always in light colours.

    Text is drawn with the fonts that ship with dragoman (European scripts), so that it is the same on every
    machine; other scripts need a font of the system.

    Raises:
        DragomanError: resvg_py is not installed, or the width is none.
    """
    if not 1 <= width <= WIDEST:
        raise DragomanError(f"a width of {width} pixels: give one from 1 to {WIDEST}")
    try:
        import resvg_py  # noqa: PLC0415  (optional)
    except ImportError:
        raise DragomanError("PNG needs resvg_py: pip install 'dragoman[pictures]'; SVG needs nothing") from None
    own = svg.replace(FONTS.replace("'", "&#x27;"), _OWN, 1)
    with as_file(files("dragoman.pictures") / "fonts") as folder:
        return resvg_py.svg_to_bytes(
            svg_string=own,
            width=width,
            font_files=[str(folder / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")],
            font_family=_OWN,
            sans_serif_family=_OWN,
        )
