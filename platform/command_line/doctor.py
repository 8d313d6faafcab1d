"""`wethaq doctor`: tell what this machine lacks, and how to mend it."""

import asyncio
from collections.abc import Awaitable, Callable

import click

from wethaq.platform.command_line import checkups
from wethaq.platform.command_line.checkups import Finding, Health
from wethaq.platform.command_line.wording import text_of
from wethaq.platform.settings import get_settings

MARKS = {Health.GOOD: ("ok", "green"), Health.POOR: ("warning", "yellow"), Health.ILL: ("problem", "red")}


@click.command()
def doctor() -> None:
    """Look over settings, keys, database, schema, mail server, clock, fonts and files.

    Exit code 1 when something would keep the site from working.
    """
    findings = asyncio.run(_examine())
    for finding in findings:
        mark, colour = MARKS[finding.health]
        click.echo(f"{click.style(f'{mark:>8}', fg=colour)}  {finding.subject}: {finding.says}")
    problems = sum(finding.health is Health.ILL for finding in findings)
    if problems:
        raise click.ClickException(f"{problems} of {len(findings)} need mending.")
    click.echo("Everything that is needed is there.")


async def _examine() -> list[Finding]:
    settings = get_settings()
    findings = [
        *checkups.look_at_settings(settings),
        *checkups.look_at_contact(settings),
        *checkups.look_at_files(settings),
    ]
    for subject, look in checkups.LIVE_CHECKUPS.items():
        findings.append(await _surely(subject, look))
    return findings


async def _surely(subject: str, look: Callable[[], Awaitable[Finding]]) -> Finding:
    """Turn whatever a checkup meets into a finding: the doctor must outlive every illness."""
    try:
        return await look()
    # Drivers raise errors of many families; each is the answer to "does it work?".
    except Exception as error:  # noqa: BLE001
        return Finding(subject, Health.ILL, text_of(error))
