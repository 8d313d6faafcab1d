"""Handing a case on: to a partner with the person's consent, or to a colleague with their agreement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.counseling.cases import Case, end_case, find_or_open_case, get_own_case
from wethaq.counseling.diary import list_counselors
from wethaq.counseling.loading import get_counselor
from wethaq.counseling.policy.cases import AgreementMissingError, Ending
from wethaq.counseling.records import Counselor
from wethaq.counseling.tables import CaseRow, ReferralRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.platform_purposes import REFERRAL_PARTNER
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row, update_sealed
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Referral:
    """To whom a case was handed on, and why."""

    partner: str
    reason: str
    referred_at: datetime


async def refer_to_partner(case_id: UUID, partner: str, reason: str, *, actor: Actor, now: datetime) -> UUID:
    """Refer somebody to a partner; nothing is sent, the counselor introduces them. The case is closed.

    Raises ConsentRequiredError, AppointmentsAheadError.
    """
    async with transaction():
        case = await get_own_case(case_id, actor=actor)
        await consent.require(case.person_id, REFERRAL_PARTNER.code, now=now)
        grant = await consent.find_current_grant(case.person_id, REFERRAL_PARTNER.code)
        referral_id = await _write(case, partner, reason, grant.id if grant else None, actor=actor, now=now)
        await end_case(case, Ending.REFERRED, "", actor=actor, now=now)
    return referral_id


async def hand_to_colleague(
    case_id: UUID, counselor_id: UUID, reason: str, *, is_agreed: bool, actor: Actor, now: datetime
) -> UUID:
    """Hand a case to a colleague: they get a case of their own with these words, and never the notes.

    Raises AgreementMissingError, AppointmentsAheadError.
    """
    if not is_agreed:
        raise AgreementMissingError
    async with transaction():
        case = await get_own_case(case_id, actor=actor)
        colleague = await get_counselor(counselor_id)
        if colleague.id == case.counselor_id or case.service not in colleague.services:
            raise NotFoundError
        referral_id = await _write(case, colleague.name_ar, reason, None, actor=actor, now=now)
        await end_case(case, Ending.REFERRED, "", actor=actor, now=now)
        await _open_for(colleague, case, reason, now=now)
    return referral_id


async def list_colleagues(case: Case) -> list[Counselor]:
    """Return to whom a case can be handed: who gives the same service."""
    return [
        each
        for each in await list_counselors()
        if each.id != case.counselor_id and case.service in each.services
    ]


async def list_referrals(case_id: UUID) -> Sequence[Referral]:
    """Return where a case was handed on to, the newest first."""
    rows = (
        await ReferralRow.select()
        .where(ReferralRow.case_id == case_id)
        .order_by(ReferralRow.referred_at, ascending=False)
    )
    opened = [open_row(ReferralRow, row) for row in rows]
    return [Referral(row["partner"], row["reason"], row["referred_at"]) for row in opened]


async def _open_for(colleague: Counselor, case: Case, reason: str, *, now: datetime) -> None:
    """Open the colleague's case; what one they had is theirs and only opened again."""
    new_case_id = await find_or_open_case(colleague.id, case.person_id, case.service, now=now)
    row = await CaseRow.select(CaseRow.goals).where(CaseRow.id == new_case_id).first()
    if row is not None and row["goals"] is None:
        await update_sealed(CaseRow, new_case_id, {"goals": reason})


async def _write(
    case: Case, partner: str, reason: str, grant_id: UUID | None, *, actor: Actor, now: datetime
) -> UUID:
    referral_id = new_id()
    values = {
        "id": referral_id,
        "case_id": case.id,
        "person_id": case.person_id,
        "partner": partner,
        "reason": reason,
        "grant_id": grant_id,
        "referred_at": now,
        "referred_by": actor.account_id,
    }
    await insert_sealed(ReferralRow, values)
    await audit.record(
        "counseling.case_referred", referral_id, actor=actor, now=now, person_id=case.person_id
    )
    return referral_id
