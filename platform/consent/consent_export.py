"""What this part adds to a copy of somebody's data: consents, their history and the notices shown."""

from datetime import datetime
from uuid import UUID

from wethaq.platform.consent.data_copy import ExportSection
from wethaq.platform.consent.grants import list_grants
from wethaq.platform.consent.history import list_events
from wethaq.platform.consent.purposes import get_purpose
from wethaq.platform.consent.receipt_letter import METHOD_NAMES
from wethaq.platform.consent.records import ConsentEvent, EventKind, Grant
from wethaq.platform.errors import N_
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import dual_date

EVENT_NAMES = {
    EventKind.GIVEN: N_("Consent given"),
    EventKind.REPLACED: N_("Replaced by a consent to a newer text"),
    EventKind.DECLINED: N_("Consent refused"),
    EventKind.WITHDRAWN: N_("Consent withdrawn"),
}


async def export_consents(person_id: UUID, *, now: datetime) -> list[ExportSection]:
    """Return the person's consents and everything that happened to them."""
    del now
    return [
        ExportSection(N_("Consents"), [_grant_facts(grant) for grant in await list_grants(person_id)]),
        ExportSection(
            N_("History of consents"), [_event_facts(event) for event in await list_events(person_id)]
        ),
    ]


def _grant_facts(grant: Grant) -> list[tuple[str, str]]:
    facts = [
        (N_("Purpose"), gettext(get_purpose(grant.purpose).title)),
        (N_("Given on"), dual_date(grant.given_at)),
        (N_("Way of giving"), gettext(METHOD_NAMES[grant.method])),
        (N_("Receipt number"), grant.receipt_code),
    ]
    if grant.valid_until:
        facts.append((N_("Valid until"), dual_date(grant.valid_until)))
    if grant.withdrawn_at:
        facts.append((N_("Withdrawn on"), dual_date(grant.withdrawn_at)))
    return facts


def _event_facts(event: ConsentEvent) -> list[tuple[str, str]]:
    return [
        (N_("Purpose"), gettext(get_purpose(event.purpose).title)),
        (N_("What happened"), gettext(EVENT_NAMES[event.kind])),
        (N_("Date"), dual_date(event.at)),
    ]
