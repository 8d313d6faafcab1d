"""Names of colleagues: for the timeline, for choosing a witness and for handing a request on."""

from collections.abc import Iterable
from uuid import UUID

from wethaq.platform.accounts.identity import get_account
from wethaq.platform.accounts.role_grants import list_role_holders
from wethaq.platform.actors import Role
from wethaq.platform.intake.policy.access import OFFICERS, TAKERS

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
    return await list_role_holders(*WITNESSES)


async def list_officers() -> list[tuple[UUID, str]]:
    """Return who may look after a request, by name."""
    return await list_role_holders(*OFFICERS)
