"""`wethaq staff add`: the first account, before anybody can sign in to make others."""

import click

from wethaq.platform.actors import STAFF_ROLES, SYSTEM, Role
from wethaq.platform.command_line.session import now, run_open
from wethaq.platform.settings import get_settings

ROLE_NAMES = sorted(role.value for role in STAFF_ROLES)


@click.group()
def staff() -> None:
    """Look after the accounts of the association's staff."""


@staff.command("add")
@click.option("--name", required=True, prompt=True, help="The name that colleagues see.")
@click.option("--email", required=True, prompt="E-mail", help="Where the set-up link goes; also the login.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice(ROLE_NAMES),
    default=(Role.ADMINISTRATOR.value,),
    show_default=True,
    help="May be given several times.",
)
def add(name: str, email: str, roles: tuple[str, ...]) -> None:
    """Make an account and print the link by which its owner sets a password and a second factor.

    The link works once, for three days. Nobody but its owner learns the password.
    """
    link = run_open(lambda: _add(name, email, frozenset(Role(role) for role in roles)))
    click.echo(f"The account was made. Give its owner this link:\n{link}")


async def _add(name: str, email: str, roles: frozenset[Role]) -> str:
    from wethaq.platform.accounts.addresses import read_address
    from wethaq.platform.accounts.staff import SET_UP_PATH, create_staff

    address = read_address(email)
    _, token = await create_staff(name, address, roles, actor=SYSTEM, now=now())
    return f"{get_settings().base_url}{SET_UP_PATH}/{token}"
