"""Which documents a ruling is about."""

from __future__ import annotations

import re

from dragoman.merging.types import Ruling
from dragoman.record.add import ANY
from dragoman.record.documents import DIGITS

REPORT_KEY = re.compile(rf"[0-9a-f]{{{DIGITS}}}/[0-9]+")


def touched_by(one: Ruling) -> list[str]:
    """The documents whose reports a ruling is about; ANY where it may reach anywhere."""
    if one.lefts:
        return [anchor.document for anchor in (*one.lefts, *one.rights)]
    names = [name for name in (one.left, one.right) if name is not None]
    if all(REPORT_KEY.fullmatch(name) for name in names):
        return [name.partition("/")[0] for name in names]
    return [ANY]
