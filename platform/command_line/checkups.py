"""The doctor's checkups: each looks at one thing and says how it is."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from wethaq.platform.command_line.schema_state import missing_migrations
from wethaq.platform.command_line.session import now, open_database
from wethaq.platform.security.production import find_weaknesses
from wethaq.platform.settings import Settings, get_settings

ROOT = Path(__file__).parents[2]
LEAST_FREE_BYTES = 1024**3
TOLERATED_DRIFT = timedelta(seconds=15)
"""Codes of the second factor live 30 seconds; half of that is what a clock may be wrong."""


class Health(StrEnum):
    GOOD = "good"
    POOR = "poor"
    ILL = "ill"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a checkup says of its subject; `says` tells what to do where it isn't well."""

    subject: str
    health: Health
    says: str


def look_at_settings(settings: Settings) -> Iterator[Finding]:
    """Name each setting that production would refuse; elsewhere that is only a remark."""
    weaknesses = find_weaknesses(settings)
    health = Health.ILL if settings.is_production else Health.POOR
    for weakness in weaknesses:
        yield Finding("settings", health, f"{weakness.setting}: {weakness.advice}")
    if not weaknesses:
        yield Finding("settings", Health.GOOD, f"fit for production ({settings.environment} now)")


def look_at_contact(settings: Settings) -> Iterator[Finding]:
    """Remark on what the contact page and the letters can't say."""
    names = ("contact_phone", "contact_email", "contact_address_ar", "contact_address_en")
    missing = [f"WETHAQ_{name.upper()}" for name in names if not getattr(settings, name)]
    words = (
        f"nobody learns how to reach us: set {', '.join(missing)}" if missing else "told on page and paper"
    )
    yield Finding("contact", Health.POOR if missing else Health.GOOD, words)


def look_at_files(settings: Settings) -> Iterator[Finding]:
    """Look at what must lie on the disk: front-end files, fonts for letters, room."""
    yield _present("front-end files", ROOT / "static", "*", "run `make setup`")
    yield _present("fonts for letters", ROOT / "static/fonts", "amiri-*.ttf", "run `make setup`")
    folder = settings.data_folder if settings.data_folder.exists() else Path()
    free = shutil.disk_usage(folder).free
    enough = free >= LEAST_FREE_BYTES
    yield Finding("disk", Health.GOOD if enough else Health.POOR, f"{free / 1024**3:.1f} GiB free")
    if settings.data_folder.exists() and settings.data_folder.stat().st_mode & 0o007:
        yield Finding(
            "data folder", Health.POOR, f"everybody on this machine may read it: chmod 700 {folder}"
        )


async def look_at_database() -> Finding:
    from wethaq.platform.database.engine import ENGINE, IS_SQLITE

    async with open_database(needs_keys=False):
        if not IS_SQLITE:
            rows = await ENGINE._run_in_new_connection("SHOW server_version")
            return Finding("database", Health.GOOD, f"PostgreSQL {rows[0]['server_version']}")
        rows = await ENGINE._run_in_new_connection("PRAGMA quick_check")
        answer = str(next(iter(rows[0].values())))
        health = Health.GOOD if answer == "ok" else Health.ILL
        return Finding("database", health, f"SQLite in {get_settings().sqlite_path}: {answer}")


async def look_at_schema() -> Finding:
    async with open_database(needs_keys=False):
        missing = await missing_migrations()
    if missing:
        return Finding("schema", Health.ILL, f"{len(missing)} migrations are missing: run `wethaq migrate`")
    return Finding("schema", Health.GOOD, "up to date")


async def look_at_keys() -> Finding:
    async with open_database():
        return Finding("keys", Health.GOOD, "the master key opens this database's keys")


async def look_at_clock() -> Finding:
    """Compare with a clock that isn't this machine's: the database server's, where there is one."""
    from wethaq.platform.database.engine import ENGINE, IS_SQLITE

    if IS_SQLITE:
        return Finding("clock", Health.GOOD, f"{now():%Y-%m-%d %H:%M:%S} UTC (compare it with your watch)")
    async with open_database(needs_keys=False):
        rows = await ENGINE._run_in_new_connection("SELECT now() AS time")
    drift = abs(now() - rows[0]["time"])
    health = Health.GOOD if drift < TOLERATED_DRIFT else Health.ILL
    return Finding("clock", health, f"{drift.total_seconds():.0f} s apart from the database server's")


async def look_at_mail() -> Finding:
    """Greet the mail server and sign in, without sending anything."""
    import aiosmtplib

    settings = get_settings()
    if settings.smtp_host is None:
        return Finding("mail", Health.POOR, "WETHAQ_SMTP_HOST isn't set: messages stay in the outbox")
    server = aiosmtplib.SMTP(
        hostname=settings.smtp_host,
        port=settings.smtp_port,
        use_tls=settings.smtp_tls == "tls",
        start_tls=settings.smtp_tls == "starttls",
        username=settings.smtp_user,
        password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
        timeout=settings.smtp_timeout_seconds,
    )
    async with server:
        return Finding("mail", Health.GOOD, f"{settings.smtp_host} answers")


async def look_at_replies() -> Finding:
    """Open the mailbox in which answers to invitations arrive, without reading any."""
    from wethaq.platform.notifications.reply_mailbox import ReplyMailbox

    settings = get_settings()
    if settings.imap_host is None:
        return Finding("replies", Health.GOOD, "not read: WETHAQ_IMAP_HOST isn't set")
    mailbox = ReplyMailbox(settings)
    try:
        await asyncio.to_thread(mailbox.open)
    finally:
        mailbox.close()
    return Finding("replies", Health.GOOD, f"{settings.imap_host} opens the mailbox")


LIVE_CHECKUPS: dict[str, Callable[[], Awaitable[Finding]]] = {
    "database": look_at_database,
    "schema": look_at_schema,
    "keys": look_at_keys,
    "clock": look_at_clock,
    "mail": look_at_mail,
    "replies": look_at_replies,
}


def _present(subject: str, folder: Path, pattern: str, remedy: str) -> Finding:
    if next(folder.glob(pattern), None) is None:
        return Finding(subject, Health.ILL, f"missing: {remedy}")
    return Finding(subject, Health.GOOD, "there")
