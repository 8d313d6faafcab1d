import asyncio
import sys
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr

from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row, seal_values
from wethaq.platform.security import key_store, rotation
from wethaq.platform.security.key_store import (
    MasterKeyInEnvironmentError,
    activate_announced_keys,
    announce_data_keys,
    list_keys,
    rotate_master_key,
)
from wethaq.platform.security.keyring import KeyPurpose, KeyStatus
from wethaq.platform.security.master_key import (
    encode_master_key,
    next_key_path,
    read_master_keys,
    write_new_master_key,
)
from wethaq.platform.security.tables import DataKey, TotpDevice
from wethaq.platform.security.vault import VAULT, Vault
from wethaq.platform.settings import get_settings

pytestmark = pytest.mark.usefixtures("database")

PROCESS = Path(__file__).with_name("rotation_process.py")
ROOT = Path(__file__).parents[3]


async def sealed_rows(count: int, now: datetime) -> dict[UUID, str]:
    """Insert rows with a secret each and return the secrets by row."""
    secrets = {new_id(): f"secret of {number}" for number in range(count)}
    rows = [
        {"id": row_id, "account_id": uuid4(), "secret": secret, "created_at": now}
        for row_id, secret in secrets.items()
    ]
    for start in range(0, count, 500):
        part = rows[start : start + 500]
        await TotpDevice.insert(*(TotpDevice(**seal_values(TotpDevice, row["id"], row)) for row in part))
    return secrets


async def opened_rows() -> dict[UUID, str]:
    rows = await TotpDevice.select()
    return {row["id"]: open_row(TotpDevice, row)["secret"] for row in rows}


async def rotate(now: datetime) -> int:
    return await rotation.rotate_data_keys(now=now, announcement=timedelta())


def statuses(keys: list[key_store.StoredKey]) -> list[tuple[int, KeyStatus]]:
    return [(key.generation, key.status) for key in keys if key.name == "second_factor"][-2:]


async def test_a_rotation_seals_every_row_by_the_new_key(now: datetime) -> None:
    secrets = await sealed_rows(450, now)
    told: list[rotation.RotationProgress] = []
    done = await rotation.rotate_data_keys(now=now, announcement=timedelta(), progress=told.append)
    assert done == 450
    assert await rotation.count_outdated_rows() == 0
    assert await opened_rows() == secrets
    assert [step.done for step in told] == [200, 400, 450]
    assert [status for _, status in statuses(await list_keys())] == [KeyStatus.RETIRED, KeyStatus.ACTIVE]


async def test_both_keys_open_while_a_rotation_is_under_way(now: datetime) -> None:
    secrets = await sealed_rows(10, now)
    await announce_data_keys(get_settings(), now=now)
    await VAULT.load()
    behind = Vault()
    await behind.load()
    await activate_announced_keys()
    await VAULT.load()
    row_id = new_id()
    await insert_sealed(TotpDevice, {"id": row_id, "account_id": uuid4(), "secret": "new", "created_at": now})
    assert await opened_rows() == secrets | {row_id: "new"}
    token = VAULT.seal("second_factor", "here", "from the new key")
    assert behind.open("second_factor", "here", token) == "from the new key"
    await rotate(now)


async def test_a_rotation_that_is_killed_again_and_again_loses_nothing_and_ends(now: datetime) -> None:
    secrets = await sealed_rows(600, now)
    for _ in range(5):
        assert await _run_and_kill_after_the_first_batch()
        await VAULT.load()
        assert await opened_rows() == secrets
    assert 0 < await rotation.count_outdated_rows() < 600
    await rotate(now)
    assert await rotation.count_outdated_rows() == 0
    assert await opened_rows() == secrets
    active = [
        key for key in await list_keys() if key.name == "second_factor" and key.status == KeyStatus.ACTIVE
    ]
    assert len(active) == 1


async def _run_and_kill_after_the_first_batch() -> bool:
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(PROCESS), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    line = await process.stdout.readline()
    process.kill()
    await process.wait()
    return bool(line)


async def test_a_value_written_during_the_rotation_is_not_overwritten(now: datetime) -> None:
    await sealed_rows(1, now)
    row = await TotpDevice.select().first()
    assert row is not None
    await announce_data_keys(get_settings(), now=now)
    await activate_announced_keys()
    await VAULT.load()
    changed = seal_values(TotpDevice, row["id"], {"secret": "changed meanwhile"})
    await TotpDevice.update(changed).where(TotpDevice.id == row["id"])
    await rotation._reencrypt_row(TotpDevice, row)
    assert list((await opened_rows()).values()) == ["changed meanwhile"]
    await rotate(now)


async def test_a_second_rotation_goes_on_with_the_first(now: datetime) -> None:
    assert await announce_data_keys(get_settings(), now=now) > 0
    assert await announce_data_keys(get_settings(), now=now) == 0
    await rotate(now)


@pytest.fixture
def key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The master key of the tests in a file instead of the environment."""
    [key] = read_master_keys(get_settings())
    path = tmp_path / "master.key"
    path.write_bytes(encode_master_key(key))
    path.chmod(0o400)
    monkeypatch.setattr(get_settings(), "master_key", None)
    monkeypatch.setattr(get_settings(), "master_key_file", path)
    return path


async def test_a_new_master_key_wraps_every_key_and_takes_the_place_of_the_old_one(
    key_file: Path, now: datetime
) -> None:
    secrets = await sealed_rows(3, now)
    before = await DataKey.select()
    try:
        name = await rotate_master_key(get_settings())
        assert {key.wrapped_by for key in await list_keys()} == {name}
        assert not next_key_path(key_file).exists()
        assert await opened_rows() == secrets
        assert VAULT.seal("second_factor", "x", "y")
    finally:
        await _put_back(before)


@pytest.mark.parametrize("is_wrapped_already", [False, True])
async def test_a_master_key_rotation_that_was_killed_is_finished_by_the_next(
    key_file: Path, now: datetime, monkeypatch: pytest.MonkeyPatch, is_wrapped_already: bool
) -> None:
    secrets = await sealed_rows(3, now)
    before = await DataKey.select()
    try:
        new = write_new_master_key(next_key_path(key_file))
        if is_wrapped_already:
            await key_store._wrap_all([read_master_keys(get_settings())[0], new], new)
        await VAULT.load()
        assert await opened_rows() == secrets
        await rotate_master_key(get_settings())
        assert read_master_keys(get_settings()) == [new]
        assert await opened_rows() == secrets
    finally:
        await _put_back(before)


async def test_a_master_key_in_the_environment_is_rotated_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_settings(), "master_key", SecretStr("x"))
    with pytest.raises(MasterKeyInEnvironmentError):
        await rotate_master_key(get_settings())


async def _put_back(rows: list[dict[str, object]]) -> None:
    """Wrap the keys by the tests' own master key again: PostgreSQL keeps them for the next test."""
    for row in rows:
        await DataKey.update({DataKey.wrapped: row["wrapped"]}).where(DataKey.id == row["id"])


async def test_a_running_process_learns_of_new_keys_by_itself(now: datetime) -> None:
    known = len(VAULT.keyring.generations(KeyPurpose.DATA, "second_factor"))
    await announce_data_keys(get_settings(), now=now)
    VAULT.keep_fresh(timedelta(milliseconds=5))
    for _ in range(400):
        await asyncio.sleep(0.005)
        if len(VAULT.keyring.generations(KeyPurpose.DATA, "second_factor")) == known + 1:
            break
    await VAULT.close()
    assert len(VAULT.keyring.generations(KeyPurpose.DATA, "second_factor")) == known + 1
    await rotate(now)
