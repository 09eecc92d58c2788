"""Writes docs/commands.md from the commands themselves; --check only says whether it is stale."""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from pathlib import Path

import click

from dragoman.cli import COMMANDS, cli

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
RENEW = "python tools/docs_commands.py"
HEAD = """\
# Commands

<!-- Written by tools/docs_commands.py from the code; do not edit. -->

Every command and its options, as `dragoman COMMAND --help` tells them. Exit codes and error lines are
[a page of their own](errors.md). `-h` or `--help` shows a command's help.
"""


def commands_page() -> str:
    """The page as the code has it now."""
    with cli.make_context("dragoman", [], resilient_parsing=True) as context:
        rows = "".join(f"| [`{name}`](#{name}) | {summary} |\n" for name, (_, summary) in COMMANDS.items())
        parts = [HEAD, f"| command | |\n|---|---|\n{rows}"]
        for name in cli.list_commands(context):
            command = cli.get_command(context, name)
            assert command is not None
            parts.append(_section(name, command, context))
    return "\n".join(parts)


def _section(name: str, command: click.Command, parent: click.Context) -> str:
    context = click.Context(command, info_name=name, parent=parent)
    path = context.command_path
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    parts = [f"## {path.removeprefix('dragoman ')}\n", f"```text\n{usage}\n```\n"]
    parts += [_paragraph(one) for one in inspect.cleandoc(command.help or "").split("\n\n")]
    records = [one.get_help_record(context) for one in command.params if isinstance(one, click.Option)]
    if options := "".join(f"- `{one[0]}`: {_prose(one[1])}\n" for one in records if one is not None):
        parts.append(options)
    if isinstance(command, click.Group):
        for under in command.list_commands(context):
            subcommand = command.get_command(context, under)
            assert subcommand is not None
            parts.append(_section(under, subcommand, context))
    return "\n".join(parts)


def _paragraph(text: str) -> str:
    """Prose flows; what click is told to leave as it stands ("\\b") becomes a block."""
    if not text.startswith("\b"):
        lines = text.splitlines()
        if all(line.startswith("dragoman ") for line in lines):
            return "```sh\n" + text + "\n```\n"
        return f"{_prose(' '.join(lines))}\n"
    lines = text.splitlines()[1:]
    title = f"{lines.pop(0)}\n\n" if lines and not lines[0].startswith(" ") and lines[0].endswith(":") else ""
    return f"{title}```sh\n{inspect.cleandoc(chr(10).join(lines))}\n```\n"


def _prose(text: str) -> str:
    """Text that Markdown shows as it is, code in backticks apart."""
    pieces = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(one if one.startswith("`") else one.replace("<", "&lt;").replace("*", "\\*") for one in pieces)


def main() -> int:
    """0, or 1 where --check finds the page stale."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    new = commands_page()
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == new:
        return 0
    if check:
        print(f"docs/commands.md is stale; run: {RENEW}", file=sys.stderr)
        return 1
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
