"""The clock's work for the committee: remind of decisions that are due, and let fallen ones go.

A job reminds; a person releases (docs/decisions).
"""

from datetime import datetime, timedelta
from uuid import UUID

from wethaq.platform.accounts.addresses import AddressKind, addresses_of
from wethaq.platform.actors import Channel
from wethaq.platform.committee.decisions import get_decision
from wethaq.platform.committee.release import list_due_unreminded, void_fallen_decisions
from wethaq.platform.database.transaction import transaction
from wethaq.platform.intake import service as intake
from wethaq.platform.jobs import job
from wethaq.platform.notifications.service import send_to_address

REMINDER = "committee_release_due"


@job("committee.remind_of_due_decisions", every=timedelta(hours=1))
async def remind_of_due_decisions(now: datetime) -> None:
    """Tell the officer of each request whose decision may leave today; once a day each."""
    async with transaction():
        await void_fallen_decisions(now)
        for decision_id in await list_due_unreminded(now):
            decision = await get_decision(decision_id)
            request = await intake.get_request(decision.request_id)
            if request.officer_id is not None:
                await _remind(request.officer_id, request.number or "", now=now)


async def _remind(officer_id: UUID, number: str, *, now: datetime) -> None:
    for address in await addresses_of(officer_id):
        if address.kind is AddressKind.EMAIL:
            context = {"number": number, "path": "/committee/decisions"}
            await send_to_address(Channel.EMAIL, address.text, REMINDER, context, language="ar", now=now)
            return


JOBS = (remind_of_due_decisions,)
