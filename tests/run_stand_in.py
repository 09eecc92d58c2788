"""dragoman with stand-ins for reader and merging, as a program: for tests of what stands around them."""

from __future__ import annotations

import sys
import types

import stand_in_merge
from around import read_as_call
from dragoman.cli import main

for _name, _function in (("reading.reader", read_as_call), ("merging.merge", stand_in_merge.merge)):
    _module = types.ModuleType(f"dragoman.{_name}")
    _module.__dict__["read_document" if _function is read_as_call else "merge"] = _function
    sys.modules[f"dragoman.{_name}"] = _module

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
