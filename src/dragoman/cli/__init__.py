"""The command line: ``dragoman`` and its commands, each loaded only when it is used.

Exit codes: 0 done, 1 a fault of dragoman itself, 2 something could not be read or was asked wrongly,
130 stopped by Ctrl-C, 141 the reader of a pipe went away.
"""

from __future__ import annotations

import errno
import importlib
import keyword
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from dragoman import __version__
from dragoman.errors import DragomanError
from dragoman.texts import harmless

FAULT, WRONG, STOPPED, PIPE_CLOSED = 1, 2, 130, 141
_UNWRITABLE = {errno.EBADF, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC}

COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("read", "What documents say of who met, called and visited whom."),
    "explain": ("explain", "Sentence by sentence: what was seen, read and refused, and why."),
    "who": ("who", "Who held an office on a day."),
    "add": ("add", "Read documents and add them to a record."),
    "import": ("import_lists", "Add official or hand-made lists of journeys to a record."),
    "engagements": ("engagements", "What took place, was planned or fell through, filtered."),
    "trips": ("trips", "Journeys stop by stop, with what took place at each."),
    "visits": ("visits", "How often somebody was in which country, by a counting rule."),
    "audit": ("audit", "A list of journeys set against what documents report."),
    "reconcile": ("reconcile", "Under which counting rule a stated number comes out."),
    "claims": ("claims", "What documents claim to be the first or last, checked."),
    "last": ("last", "When two persons, offices or countries last met or spoke."),
    "relations": ("relations", "Ties between countries, in order of day."),
    "gaps": ("gaps", "What was announced and never reported, or told by one side."),
    "person": ("person", "A person's offices, engagements and counterparts."),
    "country": ("country", "A country's engagements, partners and representatives."),
    "show": ("show", "Everything of one engagement, every report with its quotes."),
    "compare": ("compare", "The accounts of one engagement side by side: raised, left out, promised."),
    "brief": ("brief", "Last contacts, changes, promises, plans and gaps of two sides, with footnotes."),
    "map": ("map", "Visits, engagements or the route of a trip on a map, as SVG or PNG."),
    "timeline": ("timeline", "Engagements along a time axis, as SVG or PNG."),
    "conflicts": ("conflicts", "Where reports disagree, with the words of each side."),
    "rule": ("rule", "Decide what is one engagement or person, and what a field must say."),
    "token": ("token", "Who may review a record over the web."),
    "search": ("search", "The sentences with certain words, and what they tell of."),
    "serve": ("serve", "Look at a record in a browser: pages, maps, feeds and the API."),
    "check": ("check", "Verify a record and print its digests."),
    "rebuild": ("rebuild", "Derive everything in a record anew."),
    "backup": ("backup", "Copy a record while others write."),
    "evaluate": ("evaluate", "Score the reader on your own texts, field by field, with intervals."),
    "demo": ("demo", "Build a record of the sample documents and ask it."),
}
"""Command to its module under dragoman.cli (its click object bears the command's name) and summary."""


class _Ended(Exception):
    """The run ended from outside; carries the exit code. click would print or exit by itself."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class LazyGroup(click.Group):
    """A group that imports a command when it runs, so that ``dragoman --help`` starts at once."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _Ended(PIPE_CLOSED) from None
        except KeyboardInterrupt:
            raise _Ended(STOPPED) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"dragoman.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", message="dragoman %(version)s")
def cli() -> None:
    """dragoman reads documents that report diplomacy (news, readouts, trip pages, schedules) and says
    who met, called and visited whom, each fact with the words that say it.

    \b
    Examples:
      dragoman demo
      dragoman read article.txt --published 2021-01-26
      dragoman read pages/ --json > engagements.jsonl
      dragoman who "foreign minister" TH 2021-12-15
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code. No error that was foreseen shows a traceback."""
    if sys.stdout is None:
        complain("standard output is closed")
        return WRONG
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    with _second_ctrl_c_ends_at_once():
        code = _run(arguments)
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            code = PIPE_CLOSED
        except OSError as error:
            if code == 0:
                complain(_unwritten(error))
            code = code or WRONG
            _forget_stdout()
        if code == PIPE_CLOSED:
            _forget_stdout()
    return code


@contextmanager
def _second_ctrl_c_ends_at_once() -> Iterator[None]:
    """The first Ctrl-C ends a run in order, the next one without waiting; a record is whole either way."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler or threading.current_thread() is not threading.main_thread():
        yield
        return

    def first(number: int, frame: object) -> None:
        signal.signal(signal.SIGINT, second)
        if "logging" in sys.modules:  # what a library logs of being interrupted is no news
            sys.modules["logging"].disable()
        raise KeyboardInterrupt

    def second(number: int, frame: object) -> None:
        os.write(2, b"dragoman: stopped\n")
        os._exit(STOPPED)

    signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = cli.main(arguments, prog_name="dragoman", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except _Ended as ended:
        if ended.code == STOPPED:
            complain("stopped")
        return ended.code
    except (click.Abort, KeyboardInterrupt):
        complain("stopped")
        return STOPPED
    except click.ClickException as error:
        complain(_usage(error))
        return error.exit_code
    except DragomanError as error:
        complain(str(error))
        return WRONG
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno in _UNWRITABLE:
            complain(_unwritten(error))
            return WRONG
        if os.environ.get("DRAGOMAN_TRACEBACK"):
            raise
        complain(f"{fault(error)}; DRAGOMAN_TRACEBACK=1 shows where")
        return FAULT


def _unwritten(error: OSError) -> str:
    return f"the output cannot be written ({error.strerror})"


def _usage(error: click.ClickException) -> str:
    """What was asked wrongly, and where help is, in one line."""
    message = " ".join(error.format_message().split()).rstrip(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message}; see {context.command_path} --help" if context else message


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(f"dragoman: {harmless(message)}", err=True)


def fault(error: Exception) -> str:
    """An error that dragoman did not foresee, in one line."""
    text = " ".join(str(error).split())
    return f"a fault in dragoman, please report it ({type(error).__name__}{': ' if text else ''}{text[:200]})"


def _forget_stdout() -> None:
    """Let the interpreter's last flush go nowhere, so that it does not complain of the closed pipe."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
