"""The group of all commands, each loaded when it is asked for."""

import importlib
import os
import sys
from typing import Any

import click
from pydantic import ValidationError

from wethaq.platform.command_line.wording import text_of
from wethaq.platform.errors import WethaqError

COMMANDS = {
    "serve": "serving:serve",
    "worker": "serving:worker",
    "migrate": "schema:migrate",
    "demo": "demonstration:demo",
    "staff": "staff:staff",
    "keys": "keys:keys",
    "audit": "audit_trail:audit",
    "backup": "backups:backup",
    "restore": "backups:restore",
    "doctor": "doctor:doctor",
}
"""Name → module and command in this folder, in the order of the help text."""

EXIT_REFUSED = 1
EXIT_INTERRUPTED = 130


class CommandGroup(click.Group):
    """Loads a command's module at its first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(f"{__package__}.{module}"), name)
        return command


@click.group(
    cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="wethaq", message="wethaq %(version)s")
def commands() -> None:
    """Serve and look after the Wethaq platform.

    Settings are read from the environment (WETHAQ_…); docs/operations.md lists
    them, and `wethaq doctor` tells what is missing.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run one command and end the process with its exit code: 0 done, 1 refused, 2 misused."""
    try:
        commands.main(arguments, prog_name="wethaq", standalone_mode=False)
    except click.exceptions.Abort:
        _end("Stopped.", EXIT_INTERRUPTED)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except ValidationError as error:
        _end(_settings_text(error), EXIT_REFUSED)
    except WethaqError as error:
        _end(text_of(error), EXIT_REFUSED)
    # Drivers and the system have errors of many families. A person at a terminal needs to know what it was,
    # and whoever wants the whole story asks for it.
    except Exception as error:  # noqa: BLE001
        _end(f"{text_of(error)}\n(WETHAQ_TRACEBACK=1 shows where.)", EXIT_REFUSED)


def _settings_text(error: ValidationError) -> str:
    rows = [f"  WETHAQ_{'_'.join(map(str, row['loc'])).upper()}: {row['msg']}" for row in error.errors()]
    return "\n".join(["These settings can't be read:", *rows])


def _end(text: str, exit_code: int) -> Any:
    if os.environ.get("WETHAQ_TRACEBACK"):
        raise  # noqa: PLE0704 - called from the handlers above; a developer asked for the whole story.
    click.secho(text, err=True, fg="red")
    sys.exit(exit_code)
