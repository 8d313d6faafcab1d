"""The clock's work for counseling."""

from datetime import datetime, timedelta

from wethaq.counseling import guard
from wethaq.counseling.busy_import import read_all_sources
from wethaq.counseling.holding import let_holds_lapse
from wethaq.counseling.inviting import give_up_unanswered
from wethaq.counseling.offering import offer_freed_times
from wethaq.counseling.reminding import send_reminders
from wethaq.platform.actors import SYSTEM
from wethaq.platform.jobs import job


@job("counseling.let_holds_lapse", every=timedelta(minutes=1))
async def lapse_holds(now: datetime) -> None:
    await let_holds_lapse(actor=SYSTEM, now=now)


@job("counseling.sweep_past", every=timedelta(hours=6))
async def sweep(now: datetime) -> None:
    while await guard.sweep_past(now=now):
        pass


@job("counseling.give_up_unanswered", every=timedelta(minutes=10))
async def give_up_unanswered_invitations(now: datetime) -> None:
    await give_up_unanswered(actor=SYSTEM, now=now)


@job("counseling.send_reminders", every=timedelta(minutes=5))
async def remind(now: datetime) -> None:
    await send_reminders(now=now)


@job("counseling.offer_freed_times", every=timedelta(minutes=1))
async def offer_times(now: datetime) -> None:
    await offer_freed_times(actor=SYSTEM, now=now)


@job("counseling.read_busy_times", every=timedelta(minutes=15))
async def read_busy_times(now: datetime) -> None:
    await read_all_sources(now=now)


JOBS = (offer_times, give_up_unanswered_invitations, remind, read_busy_times, lapse_holds, sweep)
