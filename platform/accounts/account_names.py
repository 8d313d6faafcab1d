"""The names behind accounts: what people see of who has opened their file."""

from collections.abc import Collection
from uuid import UUID

from wethaq.platform.accounts.tables import Account
from wethaq.platform.database.sealing import open_row


async def names_of_accounts(account_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of those accounts that have one; staff do, beneficiaries have a file instead."""
    if not account_ids:
        return {}
    rows = await Account.select(Account.id, Account.name).where(Account.id.is_in(list(account_ids)))
    names = {row["id"]: open_row(Account, row)["name"] for row in rows}
    return {account_id: name for account_id, name in names.items() if name}
