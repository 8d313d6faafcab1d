"""The clock's work for accounts: what has served its purpose is forgotten."""

from datetime import datetime, timedelta

from wethaq.platform.accounts.parked_forms import delete_stale_parked_forms
from wethaq.platform.accounts.policy import INVITATION_VALIDITY, PASSAGE_VALIDITY
from wethaq.platform.accounts.tables import Invitation, Passage, Session
from wethaq.platform.jobs import job

SESSION_MEMORY = timedelta(days=90)
"""How long a past login stays to be looked up where misuse is suspected."""


@job("accounts.forget_stale_rows", every=timedelta(hours=24))
async def forget_stale_rows(now: datetime) -> None:
    """Delete passages, parked forms, set-up links and sessions that can't be used any more."""
    await Passage.delete().where(Passage.started_at < now - max(PASSAGE_VALIDITY.values()))
    await Invitation.delete().where(Invitation.made_at < now - INVITATION_VALIDITY)
    await Session.delete().where(Session.last_seen_at < now - SESSION_MEMORY)
    await delete_stale_parked_forms(now=now)


JOBS = (forget_stale_rows,)
