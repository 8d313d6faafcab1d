import asyncio
from datetime import datetime, timedelta
from uuid import uuid4

import pyotp
import pytest

from wethaq.platform.security.recovery_codes import (
    count_recovery_codes,
    issue_recovery_codes,
    spend_recovery_code,
)
from wethaq.platform.security.tables import RecoveryCode, TotpDevice
from wethaq.platform.security.totp import (
    TotpAlreadyInUseError,
    accept_totp,
    begin_totp,
    confirm_totp,
    has_totp,
    matching_step,
    remove_totp,
)

pytestmark = pytest.mark.usefixtures("database")


async def an_authenticator(now: datetime) -> tuple[pyotp.TOTP, object]:
    account = uuid4()
    app = pyotp.TOTP((await begin_totp(account, "officer", now=now)).secret)
    assert await confirm_totp(account, app.at(now), now=now)
    return app, account


async def test_of_fifty_sign_ins_at_once_with_one_code_exactly_one_passes(now: datetime) -> None:
    app, account = await an_authenticator(now)
    later = now + timedelta(minutes=1)
    accepted = await asyncio.gather(*(accept_totp(account, app.at(later), now=later) for _ in range(50)))
    assert sum(accepted) == 1


async def test_the_code_that_confirmed_the_app_does_not_sign_in(now: datetime) -> None:
    app, account = await an_authenticator(now)
    assert not await accept_totp(account, app.at(now), now=now)


async def test_a_code_of_an_earlier_step_is_refused_after_a_later_one(now: datetime) -> None:
    app, account = await an_authenticator(now)
    later = now + timedelta(minutes=2)
    assert await accept_totp(account, app.at(later), now=later)
    assert not await accept_totp(account, app.at(later - timedelta(seconds=30)), now=later)


async def test_a_clock_one_step_off_is_forgiven_and_two_are_not(now: datetime) -> None:
    secret = pyotp.random_base32()
    app = pyotp.TOTP(secret)
    assert matching_step(secret, app.at(now - timedelta(seconds=30)), now)
    assert matching_step(secret, app.at(now + timedelta(seconds=30)), now)
    assert matching_step(secret, app.at(now - timedelta(seconds=90)), now) is None
    assert matching_step(secret, "", now) is None
    assert matching_step(secret, "١٢٣٤٥٦", now) is None


async def test_an_app_that_was_not_confirmed_does_not_count(now: datetime) -> None:
    account = uuid4()
    app = pyotp.TOTP((await begin_totp(account, "officer", now=now)).secret)
    assert not await has_totp(account)
    assert not await accept_totp(account, app.at(now), now=now)


async def test_a_confirmed_app_is_not_replaced_behind_its_owners_back(now: datetime) -> None:
    _, account = await an_authenticator(now)
    with pytest.raises(TotpAlreadyInUseError):
        await begin_totp(account, "officer", now=now)
    await remove_totp(account)
    await begin_totp(account, "officer", now=now)


async def test_the_secret_is_stored_sealed(now: datetime) -> None:
    app, _ = await an_authenticator(now)
    assert app.secret not in str(await TotpDevice.select())


async def test_a_recovery_code_is_good_once_also_for_fifty_at_once(now: datetime) -> None:
    account = uuid4()
    codes = await issue_recovery_codes(account, now=now)
    spent = await asyncio.gather(*(spend_recovery_code(account, codes[3], now=now) for _ in range(50)))
    assert sum(spent) == 1
    assert await count_recovery_codes(account) == 9


async def test_a_recovery_code_is_taken_as_people_type_it(now: datetime) -> None:
    account = uuid4()
    code, *_ = await issue_recovery_codes(account, now=now)
    assert await spend_recovery_code(account, f" {code.upper().replace('-', ' ')} ", now=now)


async def test_the_codes_of_others_and_older_codes_are_worth_nothing(now: datetime) -> None:
    mine, other = uuid4(), uuid4()
    old, *_ = await issue_recovery_codes(mine, now=now)
    new, *_ = await issue_recovery_codes(mine, now=now)
    assert not await spend_recovery_code(mine, old, now=now)
    assert not await spend_recovery_code(other, new, now=now)
    assert new not in str(await RecoveryCode.select())
