"""The command starts quickly and ends quietly, however early Ctrl-C comes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dragoman
import dragoman.start

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(dragoman.__file__).parents[1])}


def started(code: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    )


@pytest.mark.parametrize("wait", [0.005, 0.01, 0.03, 0.06, 0.1, 0.15])
def test_ctrl_c_shows_no_traceback(wait):
    code = "import dragoman.start, sys; print(flush=True); sys.exit(dragoman.start.main())"
    process = started("import sys; sys.argv = ['dragoman', 'read', '-']; " + code)
    process.stdout.read(1)
    time.sleep(wait)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert "Traceback" not in errors
    assert "KeyboardInterrupt" not in errors


def test_ctrl_c_while_loading_ends_with_its_own_code():
    code = "import dragoman.start, os, signal; dragoman.start._stop(signal.SIGINT, None)"
    process = started(code)
    assert process.communicate(timeout=30)[1] == "dragoman: stopped\n"
    assert process.returncode == dragoman.start.STOPPED == 130


def test_importing_the_package_loads_no_library():
    code = "import sys; before = set(sys.modules); import dragoman; print(len(set(sys.modules) - before))"
    process = started(code)
    output, errors = process.communicate(timeout=30)
    assert int(output) <= 3, errors


def test_the_names_of_the_package_are_there():
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None
    assert set(dragoman.__all__) <= set(dir(dragoman))
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = dragoman.nothing_like_it
