"""The demonstration's mailbox; on any other site these pages aren't there."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from wethaq.platform.invitations.mail_parts import FILE_NAME
from wethaq.platform.localisation import direction
from wethaq.platform.notifications.mailbox import (
    get_mailbox_invitation,
    get_mailbox_message,
    list_mailbox,
)
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import Now
from wethaq.platform.web.rendering import page

CHANNELS = ("email", "sms")


@get("/demo/mailbox", opt=PUBLIC)
async def show_mailbox(now: Now, channel: FromQuery[str | None] = None) -> Response[Any]:
    chosen = channel if channel in CHANNELS else None
    messages = await list_mailbox(chosen)
    return _page(messages, messages[0] if messages else None, chosen, now=now, is_open=False)


@get("/demo/mailbox/{message_id:uuid}", opt=PUBLIC)
async def show_mailbox_message(
    message_id: FromPath[UUID], now: Now, channel: FromQuery[str | None] = None
) -> Response[Any]:
    chosen = channel if channel in CHANNELS else None
    return _page(
        await list_mailbox(chosen), await get_mailbox_message(message_id), chosen, now=now, is_open=True
    )


@get("/demo/mailbox/{message_id:uuid}/invite.ics", opt=PUBLIC)
async def download_mailbox_invitation(message_id: FromPath[UUID]) -> Response[bytes]:
    calendar = await get_mailbox_invitation(message_id)
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"', "Cache-Control": "no-store"}
    return Response(calendar.encode(), media_type="text/calendar", headers=headers)


def _page(messages: Any, shown: Any, channel: str | None, *, now: datetime, is_open: bool) -> Response[Any]:
    return page(
        "platform/notifications/mailbox.html",
        messages=messages,
        shown=shown,
        channel=channel,
        now=now,
        is_open=is_open,
        direction=direction(shown.language) if shown else "rtl",
    )
