import logging
import os
import shutil
import subprocess
from datetime import datetime
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pyrage
import pytest
import structlog

from wethaq.platform import audit
from wethaq.platform.actors import SYSTEM
from wethaq.platform.backup import make_backup
from wethaq.platform.backup.dumps import database_of
from wethaq.platform.database.engine import IS_SQLITE
from wethaq.platform.database.sealing import seal_values
from wethaq.platform.database.transaction import transaction
from wethaq.platform.security.limits import record_attempt
from wethaq.platform.security.logging import configure_logging
from wethaq.platform.security.one_time_codes import issue_code
from wethaq.platform.security.tables import TotpDevice
from wethaq.platform.settings import get_settings

IDENTITY = pyrage.x25519.Identity.generate()
NAMES = ("سارة", "محمد", "نورة", "عبدالله", "هيفاء")
FAMILIES = ("الحويطي", "العطوي", "البلوي", "العنزي")


def planted() -> list[str]:
    """A thousand names, identity numbers, mobiles and notes."""
    names = [f"{NAMES[i % 5]} بنت {NAMES[i % 3]} {FAMILIES[i % 4]}{i}" for i in range(250)]
    numbers = [f"10{i:04d}7531" for i in range(250)]
    mobiles = [f"+96650{i:04d}911" for i in range(250)]
    notes = [f"ملاحظة سرية رقم {i} عن الأسرة" for i in range(250)]
    return names + numbers + mobiles + notes


@pytest.mark.skipif(not IS_SQLITE and not shutil.which("pg_dump"), reason="pg_dump isn't on this machine")
@pytest.mark.usefixtures("database")
async def test_a_thousand_planted_secrets_are_found_nowhere_in_clear(tmp_path: Path, now: datetime) -> None:
    log, root = StringIO(), logging.getLogger()
    handlers, level = root.handlers, root.level
    configure_logging("DEBUG", log)
    try:
        secrets = planted()
        await _use_everywhere(secrets, now)
        backup = await make_backup(
            get_settings(), tmp_path, [str(IDENTITY.to_public())], actor=SYSTEM, now=now
        )
    finally:
        root.handlers = handlers
        root.setLevel(level)
        structlog.reset_defaults()
    places = [log.getvalue().encode(), pyrage.decrypt(backup.read_bytes(), [IDENTITY]), *_database_files()]
    assert len(set(secrets)) == 1000
    assert all(places)
    assert [secret for secret in secrets for place in places if secret.encode() in place] == []


async def _use_everywhere(secrets: list[str], now: datetime) -> None:
    logger = structlog.get_logger("wethaq.test")
    for secret in secrets:
        logger.info("stored", value=secret, note=secret)
    async with transaction():
        for secret in secrets:
            row_id = uuid4()
            row = {"id": row_id, "account_id": uuid4(), "secret": secret, "created_at": now}
            await TotpDevice.insert(TotpDevice(**seal_values(TotpDevice, row_id, row)))
        for secret in secrets[::10]:
            await audit.record("test.stored", None, actor=SYSTEM, now=now, details={"value": secret})
            await record_attempt("test", secret, now)
            await issue_code("test", secret, now=now)


def _database_files() -> list[bytes]:
    """The database file and its WAL as they lie on the disk, or a full dump of PostgreSQL in plain text."""
    if IS_SQLITE:
        path = get_settings().sqlite_path
        return [path.read_bytes(), path.with_name(path.name + "-wal").read_bytes()]
    environment = {**os.environ, **database_of(get_settings().database_url or "")}
    dump = subprocess.run(["pg_dump", "--inserts"], check=True, env=environment, capture_output=True)
    return [dump.stdout]
