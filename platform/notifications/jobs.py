"""The clock's work for messages, with the couriers that the settings name."""

import random
from datetime import datetime, timedelta

from wethaq.platform.actors import Channel
from wethaq.platform.jobs import job
from wethaq.platform.notifications.couriers import Courier, MailboxCourier
from wethaq.platform.notifications.delivery import deliver_due, forget_delivered_content
from wethaq.platform.notifications.replies import read_replies
from wethaq.platform.notifications.reply_mailbox import ReplyMailbox
from wethaq.platform.notifications.sms_gateways import (
    TAQNYAT_URL,
    UNIFONIC_URL,
    TaqnyatGateway,
    UnifonicGateway,
)
from wethaq.platform.notifications.smtp import SmtpCourier
from wethaq.platform.settings import Settings, get_settings


def make_couriers(settings: Settings) -> dict[Channel, Courier]:
    """Return the courier of each channel; without a server, messages stay in the demo mailbox."""
    return {
        Channel.EMAIL: SmtpCourier(settings) if settings.smtp_host else MailboxCourier(),
        Channel.SMS: _sms_courier(settings),
    }


def _sms_courier(settings: Settings) -> Courier:
    token = settings.sms_token.get_secret_value() if settings.sms_token else ""
    if settings.sms_gateway == "taqnyat":
        return TaqnyatGateway(settings.sms_base_url or TAQNYAT_URL, token, settings.sms_sender)
    if settings.sms_gateway == "unifonic":
        return UnifonicGateway(settings.sms_base_url or UNIFONIC_URL, token, settings.sms_sender)
    return MailboxCourier()


@job("notifications.deliver", every=timedelta(seconds=2))
async def deliver(now: datetime) -> None:
    couriers = make_couriers(get_settings())
    try:
        await deliver_due(now, couriers=couriers, jitter=random.random)
    finally:
        for courier in couriers.values():
            await courier.close()


@job("notifications.forget_delivered_content", every=timedelta(days=1))
async def forget_daily(now: datetime) -> None:
    await forget_delivered_content(now)


@job("notifications.read_replies", every=timedelta(minutes=2))
async def read_replies_often(now: datetime) -> None:
    settings = get_settings()
    if settings.imap_host is not None:
        await read_replies(ReplyMailbox(settings), now=now)


JOBS = (deliver, forget_daily, read_replies_often)
