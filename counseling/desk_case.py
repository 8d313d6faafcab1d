"""Everything on a case's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from wethaq.counseling.cases import Case, get_own_case, list_own_cases
from wethaq.counseling.desk_appointment import appointments_of_case
from wethaq.counseling.handing_on import Referral, list_colleagues, list_referrals
from wethaq.counseling.loading import find_own_counselor
from wethaq.counseling.measuring import Progress, progress_of
from wethaq.counseling.notes import Note, list_own_notes, people_who_have_not_agreed
from wethaq.counseling.policy.statuses import AHEAD, AppointmentStatus
from wethaq.counseling.reading_intake import note_opening
from wethaq.counseling.records import Appointment, Counselor
from wethaq.counseling.supervising import Opening, list_openings
from wethaq.platform.accounts.account_names import names_of_accounts
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.platform_purposes import REFERRAL_PARTNER
from wethaq.platform.database.transaction import transaction
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Person

CASE: Final = "counseling.case"


@dataclass(frozen=True, slots=True)
class SeenCase:
    """A case with all that belongs to it."""

    case: Case
    person: Person
    ahead: Sequence[Appointment]
    past: Sequence[Appointment]
    progress: Progress
    notes: Sequence[Note]
    not_agreed: Sequence[Person]
    """Whose consent to notes is missing."""
    openings: Sequence[Opening]
    opener_names: Mapping[UUID, str]
    referrals: Sequence[Referral]
    may_refer: bool
    colleagues: Sequence[Counselor]

    @property
    def attended(self) -> list[Appointment]:
        """What took place: what a note may be about."""
        return [each for each in self.past if each.status is AppointmentStatus.ATTENDED]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the list."""

    case: Case
    person_name: str


async def see_case(case_id: UUID, *, actor: Actor, now: datetime) -> SeenCase:
    """Return a case to its counselor, and put on record that it was opened."""
    case = await get_own_case(case_id, actor=actor)
    async with transaction():
        await note_opening(CASE, case.id, case.person_id, actor=actor, now=now)
    appointments = await appointments_of_case(case.id)
    openings = await list_openings(case.id)
    missing = await people_who_have_not_agreed(case, now=now)
    return SeenCase(
        case=case,
        person=await people.get_person(case.person_id),
        ahead=[each for each in reversed(appointments) if each.status in AHEAD and each.starts_at > now],
        past=[each for each in appointments if each.starts_at <= now],
        progress=await progress_of(case),
        notes=await list_own_notes(case, actor=actor),
        not_agreed=[await people.get_person(person_id) for person_id in missing],
        openings=openings,
        opener_names=await names_of_accounts({each.opened_by for each in openings}),
        referrals=await list_referrals(case.id),
        may_refer=await consent.has_consent(case.person_id, REFERRAL_PARTNER.code, now=now),
        colleagues=await list_colleagues(case),
    )


async def name_of_case(case_id: UUID, *, actor: Actor) -> str:
    """Return whose case it is, to its own counselor."""
    case = await get_own_case(case_id, actor=actor)
    return (await people.get_person(case.person_id)).full_name


async def see_cases(*, actor: Actor) -> list[CaseLine]:
    """Return the reader's own cases, the open ones first."""
    counselor = await find_own_counselor(actor=actor)
    cases = await list_own_cases(counselor.id) if counselor else []
    return [CaseLine(each, (await people.get_person(each.person_id)).full_name) for each in cases]
