"""Inventing the association, once, and telling how to sign in to it."""

from collections.abc import Callable
from datetime import datetime

from wethaq.platform.actors import SYSTEM
from wethaq.platform.demo.applicant import DAY, Applicant
from wethaq.platform.demo.applicants import live
from wethaq.platform.demo.cast import (
    BENEFICIARY,
    CHAIR,
    MEMBERS,
    OFFICER,
    PASSWORD,
    TOTP_SECRET,
    a_mobile,
)
from wethaq.platform.demo.house import furnish_house
from wethaq.platform.demo.opinions import tell_opinions
from wethaq.platform.demo.parts import all_lives, come_to_now, everybody
from wethaq.platform.demo.plans import PLANS
from wethaq.platform.demo.sittings import Committee
from wethaq.platform.demo.time import live_until
from wethaq.platform.demo.visitors import receive_visitors
from wethaq.platform.documents.demo import publish_demo_documents
from wethaq.platform.intake.tables import Request

LONGEST_AGO = max(plan.days_ago for plan in PLANS) + 1


async def is_there() -> bool:
    """Tell whether this database has a life of its own already."""
    return await Request.exists()


async def invent(*, now: datetime, tell: Callable[[str], None]) -> None:
    """Let four months pass in the order of time, up to `now`, through the service functions."""
    today = now.replace(hour=6, minute=0, second=0, microsecond=0)
    if today > now:
        today -= DAY
    house = await furnish_house(everybody(), today - LONGEST_AGO * DAY)
    await publish_demo_documents(actor=SYSTEM, now=today - LONGEST_AGO * DAY)
    applicants = [Applicant(plan, house, today - plan.days_ago * DAY) for plan in PLANS]
    committee = Committee(house, applicants, today)
    lives = [live(applicant) for applicant in applicants]
    steps = await live_until(
        now, [*lives, *all_lives(house, today), committee.meet(), committee.release_due()]
    )
    await tell_opinions(now)
    await receive_visitors(house, now)
    await come_to_now(house, now)
    tell(f"{len(applicants)} requests, {steps} steps")


async def describe_logins() -> list[str]:
    """Return the lines that tell how to sign in; they are known to everybody, and good only here."""
    shown = (
        OFFICER,
        *(each for each in everybody() if each not in (OFFICER, CHAIR, *MEMBERS)),
        CHAIR,
        MEMBERS[0],
    )
    return [
        "",
        "Sign in to the demonstration with the password:",
        f"    {PASSWORD}",
        "",
        f"    {a_mobile(BENEFICIARY):<28} a beneficiary",
        *(f"    {each.email:<28} {', '.join(sorted(each.roles))}" for each in shown),
        "",
        "Staff also give a six-digit code; the secret for the app that makes it:",
        f"    {TOTP_SECRET}",
        "",
    ]
