import asyncio
from uuid import uuid4

import pytest

from wethaq.platform.database.sealing import open_row, seal_values
from wethaq.platform.security import signing
from wethaq.platform.security.blind import blind_index
from wethaq.platform.security.envelope import SealBrokenError
from wethaq.platform.security.keyring import KeyPurpose, KeyUnknownError
from wethaq.platform.security.tables import DataKey, TotpDevice
from wethaq.platform.security.vault import VAULT, MasterKeyMismatchError, Vault, unwrap

pytestmark = pytest.mark.usefixtures("database")


async def test_processes_that_start_together_agree_on_the_keys() -> None:
    await DataKey.delete(force=True)
    vaults = [Vault() for _ in range(8)]
    await asyncio.gather(*(vault.load() for vault in vaults))
    tokens = [vault.seal("second_factor", "here", "secret") for vault in vaults]
    assert {vault.open("second_factor", "here", token) for vault in vaults for token in tokens} == {"secret"}
    assert await DataKey.count() == len(vaults[0].keyring)


async def test_the_stored_keys_are_wrapped() -> None:
    rows = await DataKey.select()
    secrets = {key.secret for purpose in KeyPurpose for key in VAULT.keyring.generations(purpose, purpose)}
    assert secrets
    assert all(row["wrapped"].startswith("v1|") for row in rows)
    assert not [row for row in rows for secret in secrets if secret.hex() in row["wrapped"]]


async def test_another_master_key_is_told_apart_from_broken_data() -> None:
    row = (await DataKey.select())[0]
    with pytest.raises(MasterKeyMismatchError):
        unwrap({"0123456789abcdef": b"x" * 32}, row)


async def test_a_wrapped_key_does_not_pass_for_another() -> None:
    rows = {row["purpose"]: row for row in await DataKey.select()}
    audit, index = rows["audit"], rows["index"]
    await DataKey.update({DataKey.wrapped: index["wrapped"]}).where(DataKey.id == audit["id"])
    try:
        with pytest.raises(SealBrokenError):
            await Vault().load()
    finally:
        await DataKey.update({DataKey.wrapped: audit["wrapped"]}).where(DataKey.id == audit["id"])


async def test_a_value_of_one_class_does_not_open_as_another() -> None:
    VAULT.declare("document")
    await VAULT.load()
    with pytest.raises(SealBrokenError):
        VAULT.open("document", "here", VAULT.seal("second_factor", "here", "x"))


async def test_a_class_that_nobody_declared_is_refused() -> None:
    with pytest.raises(KeyUnknownError):
        VAULT.seal("nobody_declared_this", "here", "x")


async def test_files_are_sealed_without_growing_by_a_third() -> None:
    VAULT.declare("document")
    await VAULT.load()
    sealed = VAULT.seal_file("document", "file.1", b"%PDF" * 1000)
    assert len(sealed) < 4100
    assert VAULT.open_file("document", "file.1", sealed) == b"%PDF" * 1000
    with pytest.raises(SealBrokenError):
        VAULT.open_file("document", "file.2", sealed)


async def test_a_sealed_column_opens_in_its_own_row_only() -> None:
    mine, other = uuid4(), uuid4()
    sealed = seal_values(TotpDevice, mine, {"id": mine, "secret": "JBSWY3DP"})
    assert sealed["secret"] != "JBSWY3DP"
    assert open_row(TotpDevice, sealed)["secret"] == "JBSWY3DP"
    with pytest.raises(SealBrokenError):
        open_row(TotpDevice, sealed | {"id": other})


async def test_each_column_has_blind_indexes_of_its_own() -> None:
    assert blind_index("person.mobile", "+966500000000") == blind_index("person.mobile", "+966500000000")
    assert blind_index("person.mobile", "+966500000000") != blind_index("account.mobile", "+966500000000")


async def test_only_what_was_signed_verifies() -> None:
    signature = signing.sign("إيصال".encode())
    assert signing.verify("إيصال".encode(), signature)
    assert not signing.verify("إيصال آخر".encode(), signature)
    assert not signing.verify("إيصال".encode(), "9" + signature)
    assert not signing.verify("إيصال".encode(), "nonsense")


async def test_an_outsider_checks_a_signature_with_the_public_key_alone() -> None:
    signature = signing.sign(b"root")
    assert signing.verify_with(signing.public_key(), b"root", signature.partition(".")[2])
