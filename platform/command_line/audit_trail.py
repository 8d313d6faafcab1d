"""`wethaq audit verify`: read the whole trail and tell whether anybody touched it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wethaq.platform.command_line.session import run_open, tell

if TYPE_CHECKING:
    from wethaq.platform.audit.verification import TrailReport

FINDINGS_SHOWN = 20


@click.group()
def audit() -> None:
    """Look after the trail of who did what."""


@audit.command("verify")
@click.option(
    "--roots",
    "root_files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with the daily messages that were kept apart; may be given several times.",
)
def verify(root_files: tuple[Path, ...]) -> None:
    """Read every event and compare it with the chain and the signed daily roots.

    Finds events that were edited, deleted, inserted or moved, and a trail that was
    cut. With --roots it also finds a trail that was cut together with its roots.
    Exit code 1 when anything is found.
    """
    report = run_open(lambda: _verify(root_files))
    click.echo(f"{report.events} events and {report.roots} signed days were read. Root: {report.root}")
    if report.is_intact:
        click.echo("The trail is intact.")
        return
    for finding in report.findings[:FINDINGS_SHOWN]:
        place = f"day {finding.day}" if finding.day else f"event {finding.sequence}"
        click.echo(f"  {place}: {finding.tampering.value}")
    raise click.ClickException(f"The trail was tampered with: {len(report.findings)} signs of it.")


async def _verify(root_files: tuple[Path, ...]) -> "TrailReport":
    from wethaq.platform.audit.roots import read_roots
    from wethaq.platform.audit.verification import verify_audit

    known = [root for path in root_files for root in read_roots(path.read_text(encoding="utf-8"))]
    return await verify_audit(known, progress=lambda read: tell(f"{read} events read …"))
