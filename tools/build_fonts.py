"""Builds src/dragoman/pictures/fonts from DejaVu Sans 2.37: the letters of European scripts, without hints.

    pip install --target /tmp/ft fonttools==4.68.0
    PYTHONPATH=/tmp/ft .venv/bin/python tools/build_fonts.py /usr/share/fonts/truetype/dejavu

PNG of pictures are drawn with these, so that they look the same everywhere and need no fonts of the system.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import main as subset  # type: ignore[import-not-found, unused-ignore]

OUT = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "pictures" / "fonts"
LETTERS = (
    "U+20-7E,U+A0-24F,U+2BC,U+2C6-2DD,U+300-30C,U+386-3CE,U+400-45F,U+490-491,U+1E00-1EFF,"
    "U+2010-2027,U+2030-203A,U+20AC,U+2116,U+2190-2193,U+2212,U+FFFD"
)


def main() -> None:
    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        subset(
            [
                str(Path(sys.argv[1]) / name),
                f"--unicodes={LETTERS}",
                "--no-hinting",
                "--layout-features=kern,mark,ccmp",
                "--name-IDs=*",
                "--notdef-outline",
                f"--output-file={OUT / name}",
            ]
        )


if __name__ == "__main__":
    main()
