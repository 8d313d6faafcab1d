import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pyrage
import pytest

from tests.platform.audit.builders import a_trail
from wethaq.platform.actors import SYSTEM
from wethaq.platform.audit.tables import AuditEvent
from wethaq.platform.audit.verification import verify_audit
from wethaq.platform.backup import make_backup, restore_backup
from wethaq.platform.backup.dumps import database_of
from wethaq.platform.backup.errors import (
    BackupOfOtherEngineError,
    BackupUnreadableError,
    DatabaseInUseError,
    DatabaseNotEmptyError,
    RecipientsMissingError,
)
from wethaq.platform.database.engine import ENGINE, IS_SQLITE
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.security.custodians import RecipientMalformedError
from wethaq.platform.security.master_key import encode_master_key, read_master_keys
from wethaq.platform.security.tables import TotpDevice
from wethaq.platform.security.vault import VAULT
from wethaq.platform.settings import get_settings

IDENTITY = pyrage.x25519.Identity.generate()
RECIPIENT = str(IDENTITY.to_public())

pytestmark = [
    pytest.mark.usefixtures("database"),
    pytest.mark.skipif(not IS_SQLITE and not shutil.which("pg_dump"), reason="pg_dump isn't on this machine"),
]


async def a_house_in_use(now: datetime) -> None:
    """Sealed rows, an audit trail and a sealed upload."""
    for number in range(20):
        row = {"id": uuid4(), "account_id": uuid4(), "secret": f"planted {number}", "created_at": now}
        await insert_sealed(TotpDevice, row)
    await a_trail(10, start=now)
    upload = get_settings().uploads_folder / "ab" / "file.sealed"
    upload.parent.mkdir(parents=True)
    upload.write_bytes(VAULT.seal_file("second_factor", "file", b"planted upload"))


async def backup_of(tmp_path: Path, now: datetime) -> Path:
    return await make_backup(get_settings(), tmp_path / "backups", [RECIPIENT], actor=SYSTEM, now=now)


@asynccontextmanager
async def the_site_stopped() -> AsyncIterator[None]:
    """Leave the database alone inside the block, and serve again after it."""
    await ENGINE.close_connection_pool()
    yield
    await ENGINE.start_connection_pool()
    await VAULT.load()


async def wipe() -> None:
    """Lose the machine: no database, no uploads."""
    await ENGINE.close_connection_pool()
    shutil.rmtree(get_settings().uploads_folder)
    if IS_SQLITE:
        for leftover in get_settings().data_folder.glob("wethaq.sqlite*"):
            if leftover.suffix != ".template":
                leftover.unlink()
    else:
        _psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def _psql(statement: str) -> None:
    url = get_settings().database_url or ""
    subprocess.run(
        ["psql", "--quiet", "-c", statement],
        check=True,
        env={**os.environ, **database_of(url)},
        capture_output=True,
    )


async def planted_secrets() -> set[str]:
    return {open_row(TotpDevice, row)["secret"] for row in await TotpDevice.select()}


async def test_a_house_that_was_wiped_comes_back_whole(tmp_path: Path, now: datetime) -> None:
    await a_house_in_use(now)
    before = await planted_secrets()
    backup = await backup_of(tmp_path, now)
    await wipe()
    manifest = await restore_backup(get_settings(), backup, str(IDENTITY))
    await ENGINE.start_connection_pool()
    await VAULT.load()
    assert await planted_secrets() == before
    upload = (get_settings().uploads_folder / "ab" / "file.sealed").read_bytes()
    assert VAULT.open_file("second_factor", "file", upload) == b"planted upload"
    report = await verify_audit()
    assert (report.events, report.is_intact) == (10, True)
    assert manifest.uploads == 1
    await a_trail(2, start=now + timedelta(days=1))
    assert (await verify_audit()).is_intact


async def test_a_backup_tells_nothing_and_holds_no_key(tmp_path: Path, now: datetime) -> None:
    await a_house_in_use(now)
    backup = await backup_of(tmp_path, now)
    [master] = read_master_keys(get_settings())
    opened = pyrage.decrypt(backup.read_bytes(), [IDENTITY])
    for content in (backup.read_bytes(), opened):
        assert b"planted" not in content
        assert master not in content
        assert encode_master_key(master) not in content
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]
    assert backup.stat().st_mode & 0o077 == 0


async def test_a_backup_is_recorded(tmp_path: Path, now: datetime) -> None:
    await backup_of(tmp_path, now)
    event = await AuditEvent.select().first()
    assert event is not None
    assert (event["event"], event["details"]) == ("backup.made", '{"uploads": 0}')


async def test_only_the_recipient_opens_a_backup(tmp_path: Path, now: datetime) -> None:
    backup = await backup_of(tmp_path, now)
    stranger = str(pyrage.x25519.Identity.generate())
    async with the_site_stopped():
        with pytest.raises(BackupUnreadableError):
            await restore_backup(get_settings(), backup, stranger, is_replacing=True)


@pytest.mark.parametrize("damage", ["cut", "flip"])
async def test_a_damaged_backup_is_refused_before_anything_is_touched(
    tmp_path: Path, now: datetime, damage: str
) -> None:
    await a_house_in_use(now)
    backup = await backup_of(tmp_path, now)
    content = bytearray(backup.read_bytes())
    if damage == "cut":
        del content[-1000:]
    else:
        content[len(content) // 2] ^= 1
    backup.write_bytes(content)
    async with the_site_stopped():
        with pytest.raises(BackupUnreadableError):
            await restore_backup(get_settings(), backup, str(IDENTITY), is_replacing=True)
    assert len(await planted_secrets()) == 20


async def test_data_is_not_written_over_unasked_nor_under_a_running_site(
    tmp_path: Path, now: datetime
) -> None:
    await a_house_in_use(now)
    backup = await backup_of(tmp_path, now)
    with pytest.raises(DatabaseNotEmptyError):
        await restore_backup(get_settings(), backup, str(IDENTITY))
    with pytest.raises(DatabaseInUseError):
        await restore_backup(get_settings(), backup, str(IDENTITY), is_replacing=True)
    assert len(await planted_secrets()) == 20


async def test_what_came_after_the_backup_is_gone_when_it_replaces(tmp_path: Path, now: datetime) -> None:
    await a_house_in_use(now)
    backup = await backup_of(tmp_path, now)
    await insert_sealed(
        TotpDevice, {"id": uuid4(), "account_id": uuid4(), "secret": "later", "created_at": now}
    )
    async with the_site_stopped():
        await restore_backup(get_settings(), backup, str(IDENTITY), is_replacing=True)
    assert "later" not in await planted_secrets()
    assert len(await planted_secrets()) == 20


async def test_a_backup_of_the_other_engine_is_refused(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = await backup_of(tmp_path, now)
    monkeypatch.setattr("wethaq.platform.backup.restoring.engine_of", lambda _: "another")
    async with the_site_stopped():
        with pytest.raises(BackupOfOtherEngineError):
            await restore_backup(get_settings(), backup, str(IDENTITY), is_replacing=True)


@pytest.mark.parametrize(
    ("recipients", "error"), [([], RecipientsMissingError), (["age1nonsense"], RecipientMalformedError)]
)
async def test_a_backup_for_nobody_is_not_made(
    tmp_path: Path, now: datetime, recipients: list[str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        await make_backup(get_settings(), tmp_path / "backups", recipients, actor=SYSTEM, now=now)
    assert not list((tmp_path / "backups").iterdir())
