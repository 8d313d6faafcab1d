"""The audit trail's daily root, sent to people outside the servers (design/security.md, Audit)."""

from collections.abc import Sequence
from datetime import datetime

from wethaq.platform.actors import Channel
from wethaq.platform.audit.roots import SignedRoot, seal_yesterday
from wethaq.platform.database.transaction import transaction
from wethaq.platform.notifications.service import send_to_address

MESSAGE_KIND = "audit_root"


async def send_daily_root(recipients: Sequence[str], *, now: datetime) -> list[SignedRoot]:
    """Sign yesterday's root and put it into the outbox for each recipient, in one transaction.

    A root that is signed is therefore a root that will be sent. Does nothing
    where yesterday has its root already.
    """
    async with transaction():
        roots = await seal_yesterday(now=now)
        for root in roots:
            for address in recipients:
                await _send(root, address, now)
    return roots


async def _send(root: SignedRoot, address: str, now: datetime) -> None:
    day, size, digest = root.day.isoformat(), root.size, root.root
    context = {"day": day, "size": size, "root": digest, "signature": root.signature}
    await send_to_address(Channel.EMAIL, address, MESSAGE_KIND, context, language="ar", now=now)
