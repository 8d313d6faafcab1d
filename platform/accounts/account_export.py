"""What an account adds to the copy of a person's data: how they sign in, and where they did."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from wethaq.platform.accounts.addresses import AddressKind, addresses_of
from wethaq.platform.accounts.identity import account_of_person
from wethaq.platform.accounts.tables import Session
from wethaq.platform.consent.data_copy import ExportSection
from wethaq.platform.localisation import N_
from wethaq.platform.localisation.dates import dual_date

ADDRESS_NAMES = {AddressKind.MOBILE: N_("Mobile"), AddressKind.EMAIL: N_("E-mail")}
MOST_SESSIONS = 100
"""The newest logins; older ones are forgotten after 90 days anyway."""


async def export_account(person_id: UUID, *, now: datetime) -> Sequence[ExportSection]:
    """Return the addresses of the person's account and its past logins."""
    del now
    account_id = await account_of_person(person_id)
    if account_id is None:
        return []
    addresses = [(ADDRESS_NAMES[address.kind], address.text) for address in await addresses_of(account_id)]
    return [
        ExportSection(N_("Your account"), [addresses]),
        ExportSection(N_("Logins"), await _logins(account_id)),
    ]


async def _logins(account_id: UUID) -> list[list[tuple[str, str]]]:
    sessions = (
        await Session.objects()
        .where(Session.account_id == account_id)
        .order_by(Session.started_at, ascending=False)
        .limit(MOST_SESSIONS)
    )
    return [
        [(N_("Device"), session.device), (N_("Signed in"), dual_date(session.started_at))]
        for session in sessions
    ]
