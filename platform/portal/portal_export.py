"""What the portal adds to a copy of somebody's data: the questions they asked, and who has opened their file."""

from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.accounts.role_names import ROLE_NAMES
from wethaq.platform.audit import Opening
from wethaq.platform.consent.data_copy import ExportSection
from wethaq.platform.errors import N_
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import dual_date
from wethaq.platform.portal.inquiries import Inquiry, list_inquiries_of
from wethaq.platform.portal.opening_words import purpose_words, what_words

MOST_OPENINGS = 5_000


async def export_portal(person_id: UUID, *, now: datetime) -> list[ExportSection]:
    """Return the person's questions with their answers, and the list of those who looked."""
    del now
    openings = await audit.list_openings(person_id, MOST_OPENINGS)
    return [
        ExportSection(
            N_("Questions asked of us"), [_inquiry_facts(each) for each in await list_inquiries_of(person_id)]
        ),
        ExportSection(N_("Who has opened my file"), [_opening_facts(each) for each in openings]),
    ]


def _inquiry_facts(inquiry: Inquiry) -> list[tuple[str, str]]:
    facts = [(N_("Date"), dual_date(inquiry.asked_at)), (N_("Question"), inquiry.question)]
    return [*facts, (N_("Answer"), inquiry.answer)] if inquiry.answer else facts


def _opening_facts(opening: Opening) -> list[tuple[str, str]]:
    role = gettext(ROLE_NAMES[opening.actor_role]) if opening.actor_role else ""
    facts = [
        (N_("Date"), dual_date(opening.at)),
        (N_("Who"), " · ".join(word for word in (opening.actor_name, role) if word)),
        (N_("What"), gettext(what_words(opening.what))),
        (N_("Why"), gettext(purpose_words(opening.purpose))),
    ]
    return [fact for fact in facts if fact[1]]
