"""What the committee adds to a copy of somebody's data: the decisions that have reached them."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.committee.decisions import list_released
from wethaq.platform.committee.minutes import DECISION_WORDS
from wethaq.platform.committee.records import Decision
from wethaq.platform.consent.data_copy import ExportSection
from wethaq.platform.errors import N_
from wethaq.platform.intake import service as intake
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import dual_date


async def export_decisions(person_id: UUID, *, now: datetime) -> list[ExportSection]:
    """Return the released decisions on the person's requests; prepared ones aren't theirs yet (policy H5)."""
    del now
    numbers = {
        request.id: request.number or ""
        for request in await intake.list_own_requests(actor=Actor(person_id=person_id))
        if request.person_id == person_id
    }
    facts = [_facts(decision, numbers[decision.request_id]) for decision in await list_released(numbers)]
    return [ExportSection(N_("Decisions of the research committee"), facts)] if facts else []


def _facts(decision: Decision, number: str) -> list[tuple[str, str]]:
    facts = [
        (N_("Request number"), number),
        (N_("Outcome"), gettext(DECISION_WORDS[decision.verdict])),
        (N_("Reasons"), " ".join(gettext(reason.words) for reason in decision.reasons)),
        (N_("Explanation"), decision.explanation or ""),
    ]
    if decision.released_at:
        facts.append((N_("Released on"), dual_date(decision.released_at)))
    return [fact for fact in facts if fact[1]]
