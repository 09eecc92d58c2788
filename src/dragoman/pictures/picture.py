"""A picture as a thing to look at in a notebook and to save."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.errors import DragomanError
from dragoman.pictures.png import WIDTH, png_of


class Picture(msgspec.Struct, frozen=True):
    """A standalone SVG; Jupyter shows it, ``save`` writes it. ``title`` says what it shows."""

    svg: str
    title: str

    def __repr__(self) -> str:
        return f"<picture: {self.title}>"

    def _repr_svg_(self) -> str:
        return self.svg

    def png(self, width: int = WIDTH) -> bytes:
        """The picture as PNG, ``width`` pixels wide. Raises DragomanError where resvg_py is not installed."""
        return png_of(self.svg, width)

    def save(self, path: str | Path, *, width: int = WIDTH) -> None:
        """Write a file: SVG or PNG (``width`` pixels wide), as its name ends.

        Raises:
            DragomanError: the name ends otherwise, the file cannot be written, or resvg_py is not installed.
        """
        file = Path(path)
        ending = file.suffix.lower()
        if ending not in {".svg", ".png"}:
            raise DragomanError(f"{path}: give a name that ends in .svg or .png")
        content = self.svg.encode() if ending == ".svg" else self.png(width)
        try:
            file.write_bytes(content)
        except OSError as error:
            raise DragomanError(f"{path}: cannot be written ({error.strerror})") from None
