"""The command ``qingwen``. Data goes to standard output, everything else to standard error.

Exit codes: 0 done, 1 pages failed (or ``check`` found something), 2 wrong usage, 3 input unreadable.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from . import __version__
from .errors import AuditError, InputError, QingwenError
from .uncompiled import build

COMMANDS = {
    "clean": ("pipeline.commands.clean", "clean"),
    "check": ("pipeline.check", "check"),
    "explain": ("pipeline.commands.explain", "explain"),
    "report": ("pipeline.commands.report", "report"),
    "run": ("pipeline.many.commands", "run"),
    "learn-sites": ("pipeline.many.commands", "learn_sites"),
    "status": ("pipeline.many.commands", "status"),
}
"""name -> (module, command), imported when first called, so that start-up stays fast"""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, and whose errors are one sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of ``COMMANDS``."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run, turning our errors into one sentence on standard error and the right exit code."""
        try:
            return super().invoke(ctx)
        except QingwenError as error:
            click.echo(f"qingwen: {error}", err=True)
            ctx.exit(3 if isinstance(error, InputError | AuditError) else 2)
        except BrokenPipeError:  # the reader of our output went away: quietly stop
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qingwen", message=f"%(prog)s, version %(version)s ({build()})")
def main() -> None:
    """清文: clean text from scraped Chinese pages, with a record of every change."""
