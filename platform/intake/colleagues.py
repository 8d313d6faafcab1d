"""Names of colleagues, for the timeline and for choosing a witness."""

from collections.abc import Iterable
from uuid import UUID

from wethaq.platform.accounts.identity import get_account
from wethaq.platform.accounts.tables import RoleGrant
from wethaq.platform.actors import Role
from wethaq.platform.intake.policy.access import TAKERS

WITNESSES = TAKERS | {Role.SOCIAL_RESEARCH_OFFICER}


async def names_of(account_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of staff accounts; an applicant's account has none here."""
    names = {}
    for account_id in {each for each in account_ids if each is not None}:
        account = await get_account(account_id)
        if account is not None and account.name:
            names[account_id] = account.name
    return names


async def list_colleagues() -> list[tuple[UUID, str]]:
    """Return who may have heard a declaration by telephone, by name."""
    rows = await RoleGrant.select(RoleGrant.account_id).where(
        RoleGrant.role.is_in([role.value for role in WITNESSES]), RoleGrant.revoked_at.is_null()
    )
    return sorted((await names_of({row["account_id"] for row in rows})).items(), key=lambda pair: pair[1])
