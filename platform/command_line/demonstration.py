"""`wethaq demo`: an invented association full of life, for whoever wants to see it at work."""

import asyncio
import os
import shutil
from pathlib import Path

import click

from wethaq.platform.actors import SYSTEM
from wethaq.platform.command_line.schema import apply_migrations
from wethaq.platform.command_line.serving import ensure_port_is_free, serve_app
from wethaq.platform.command_line.session import now, open_database, tell
from wethaq.platform.settings import get_settings

INVENTED_CONTACT = {
    "PHONE": "+966140000000",
    "EMAIL": "salam@wethaq.example",
    "ADDRESS_AR": "تبوك، حي الروضة، طريق الأمير فهد بن سلطان",
    "ADDRESS_EN": "Prince Fahd bin Sultan Road, Al-Rawdah, Tabuk",
}
"""Nobody's number and nobody's door."""


@click.command()
@click.option("--serve", "is_served", is_flag=True, help="Serve it afterwards.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def demo(is_served: bool, host: str, port: int) -> None:
    """Fill an empty database with an invented association, once, and print its logins.

    Makes the master key and the schema where they are missing. Never in production.
    """
    if is_served:
        ensure_port_is_free(host, port)
    _set_for_demonstration(port)
    if get_settings().is_production:
        raise click.ClickException("The demonstration's logins are known to everybody: not in production.")
    _make_master_key()
    _clear_what_was_cut_short()
    logins = asyncio.run(_fill())
    click.echo("\n".join(logins))
    if is_served:
        serve_app(host, port)


def _set_for_demonstration(port: int) -> None:
    """Set what the demonstration needs, also for the serving processes, before anything reads it."""
    os.environ.setdefault("WETHAQ_IS_DEMO", "true")
    os.environ.setdefault("WETHAQ_BASE_URL", f"http://localhost:{port}")
    for name, value in INVENTED_CONTACT.items():
        os.environ.setdefault(f"WETHAQ_CONTACT_{name}", value)
    get_settings.cache_clear()


def _make_master_key() -> None:
    from wethaq.platform.security.master_key import write_new_master_key

    settings = get_settings()
    if settings.master_key is None and not settings.key_path.exists():
        settings.key_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_new_master_key(settings.key_path)
        tell(f"A master key was made: {settings.key_path}")


def _clear_what_was_cut_short() -> None:
    """Begin anew where an earlier run was stopped half-way: its mark proves that nothing else is in there."""
    settings = get_settings()
    if not _unfinished_mark().exists():
        return
    if settings.database_url:
        raise click.ClickException(
            "An earlier run was stopped half-way. Empty the database, and run this again."
        )
    tell("An earlier run was stopped half-way; beginning anew.")
    for leftover in settings.data_folder.glob(f"{settings.sqlite_path.name}*"):
        leftover.unlink()
    shutil.rmtree(settings.uploads_folder, ignore_errors=True)
    _unfinished_mark().unlink()


def _unfinished_mark() -> Path:
    return get_settings().data_folder / "demonstration.unfinished"


async def _fill() -> list[str]:
    async with open_database(needs_keys=False):
        await apply_migrations()
    import wethaq.app  # noqa: F401 - the composition root tells the parts of each other.
    from wethaq.platform.consent import service as consent
    from wethaq.platform.demo import association

    # The worker stays away meanwhile: it would do today's work in the middle of the invented months.
    async with open_database():
        if not await association.is_there():
            tell("Inventing an association; this takes a minute, once …")
            _unfinished_mark().touch()
            await consent.publish_wordings(consent.offered_wordings(), actor=SYSTEM, now=now())
            await association.invent(now=now(), tell=tell)
            _unfinished_mark().unlink()
        return await association.describe_logins()
