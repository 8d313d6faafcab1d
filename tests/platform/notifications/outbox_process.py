"""Two processes to kill: one that writes messages, every other one rolled back, and one that delivers them."""

import asyncio
import sys
from datetime import UTC, datetime
from itertools import count

from wethaq.platform.actors import Channel
from wethaq.platform.database.engine import ENGINE
from wethaq.platform.database.transaction import transaction
from wethaq.platform.notifications.delivery import deliver_due
from wethaq.platform.notifications.service import send_to_address
from wethaq.platform.notifications.smtp import SmtpCourier
from wethaq.platform.security.vault import VAULT
from wethaq.platform.settings import Settings

KEPT, ROLLED_BACK = "kept@example.com", "rolled-back@example.com"


class ChangeOfMindError(Exception):
    """The transaction goes wrong after the message was put in the outbox."""


async def write() -> None:
    for number in count():
        try:
            await _write_one(KEPT if number % 2 else ROLLED_BACK)
        except ChangeOfMindError:
            continue


async def _write_one(address: str) -> None:
    async with transaction():
        context = {"number": "W-1448-00231", "path": "/my-file"}
        message_id = await send_to_address(
            Channel.EMAIL, address, "request_decided", context, language="ar", now=datetime.now(UTC)
        )
        if address == ROLLED_BACK:
            raise ChangeOfMindError
    sys.stdout.write(f"{message_id}\n")
    sys.stdout.flush()


async def deliver(port: int) -> None:
    courier = SmtpCourier(Settings(smtp_host="127.0.0.1", smtp_port=port, smtp_tls="none"))
    while True:
        if await deliver_due(datetime.now(UTC), couriers={Channel.EMAIL: courier}, jitter=lambda: 0):
            sys.stdout.write("delivered\n")
            sys.stdout.flush()
        await asyncio.sleep(0.01)


async def main(work: str, port: int) -> None:
    await ENGINE.start_connection_pool()
    await VAULT.load()
    await (write() if work == "write" else deliver(port))


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
