"""The copy of one's data names how and where one signed in."""

from datetime import UTC, datetime

from tests.client import Client
from tests.platform.accounts.builders import a_beneficiary, a_mobile, a_person, actor_for, signed_in
from wethaq.platform.accounts.account_export import export_account


async def test_the_copy_holds_addresses_and_logins_of_the_person_alone(client: Client) -> None:
    mobile = a_mobile()
    account_id = await a_beneficiary(mobile)
    await signed_in(client, account_id)
    await signed_in(client, await a_beneficiary())
    person_id = (await actor_for(account_id)).person_id
    assert person_id is not None
    account, logins = await export_account(person_id, now=datetime.now(UTC))
    assert [value for _, value in account.records[0]] == [mobile]
    assert len(logins.records) == 1


async def test_a_file_without_an_account_adds_nothing(database: None) -> None:
    assert await export_account(await a_person(), now=datetime.now(UTC)) == []
