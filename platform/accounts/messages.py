"""What the door sends to a mobile or e-mail: codes, and words about one's own account."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.accounts.addresses import Address, addresses_of
from wethaq.platform.localisation import active_language
from wethaq.platform.notifications.service import send_to_address


async def send_message(address: Address, kind: str, *, now: datetime, **context: object) -> None:
    """Put a message for an address in the outbox, in the language of the page."""
    await send_to_address(address.channel, address.text, kind, context, language=active_language(), now=now)


async def tell_owner(account_id: UUID, kind: str, *, now: datetime, **context: object) -> None:
    """Tell the owner by every address of the account what changed at their door."""
    for address in await addresses_of(account_id):
        await send_message(address, kind, now=now, **context)
