"""From the engagement to the contract: certificates that an officer saw, and the contract that both told us of."""

from datetime import date, datetime
from uuid import UUID

from wethaq.matching.following_up import plan_follow_ups
from wethaq.matching.hiding import close_profile
from wethaq.matching.policy import agreement
from wethaq.matching.policy.agreement import Party
from wethaq.matching.policy.levels import ConsentClass
from wethaq.matching.policy.premarital_exam import ExamCertificate, ensure_can_contract
from wethaq.matching.policy.profile_states import ClosedBecause
from wethaq.matching.policy.stages import ProposalHasMovedOnError, Stage
from wethaq.matching.profiles import get_profile
from wethaq.matching.proposals import COUPLE, ProposalRecord, get_desk_proposal, owners_of
from wethaq.matching.proposing import take_office_step
from wethaq.matching.purposes import CLASSES
from wethaq.matching.stepping import save
from wethaq.matching.tables import ContractRow, ExamRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import insert_row, rows_where
from wethaq.platform.database.transaction import transaction
from wethaq.platform.localisation.dates import riyadh_date


async def begin_exam(proposal_id: UUID, *, actor: Actor, now: datetime) -> ProposalRecord:
    """Lead an engaged couple to the premarital examination."""
    return await take_office_step(proposal_id, Stage.ENGAGED, actor=actor, now=now)


async def record_certificate(
    proposal_id: UUID, party: Party, certificate: ExamCertificate, *, actor: Actor, now: datetime
) -> None:
    """Keep that one of the two presented a certificate, by their own consent: its date and its one word.

    Raises ConsentRequiredError. A newer one takes the place of the one before.
    """
    async with transaction():
        found = await get_desk_proposal(proposal_id, actor=actor, for_change=True)
        if found.rule.stage is not Stage.EXAM or party not in COUPLE:
            raise ProposalHasMovedOnError
        profile_id = found.profile_of(party)
        person_id = (await owners_of(found))[profile_id]
        await consent.require(person_id, CLASSES[ConsentClass.CERTIFICATE].code, now=now)
        await ExamRow.delete().where(ExamRow.proposal_id == found.id, ExamRow.profile_id == profile_id)
        values = {
            "id": new_id(),
            "proposal_id": found.id,
            "profile_id": profile_id,
            "issued_on": certificate.issued_on,
            "is_compatible": certificate.is_compatible,
            "seen_at": now,
            "seen_by": actor.account_id,
        }
        await insert_row(ExamRow, values)
        await audit.record("matching.certificate_seen", found.id, actor=actor, now=now, person_id=person_id)


async def record_contract(proposal_id: UUID, contracted_on: date, *, actor: Actor, now: datetime) -> UUID:
    """Record the marriage contract: both profiles are closed, and calls are planned for those who agreed to them.

    Raises CertificateMissingError.
    """
    async with transaction():
        found = await get_desk_proposal(proposal_id, actor=actor, for_change=True)
        if found.rule.stage is not Stage.EXAM:
            raise ProposalHasMovedOnError
        his, hers = [await find_certificate(found, party) for party in (Party.MAN, Party.WOMAN)]
        ensure_can_contract(his, hers, riyadh_date(now))
        after = agreement.agree(found.rule, Party.STAFF, now=now)
        saved = await save(found, after, actor=actor, now=now)
        contract_id = new_id()
        values = {
            "id": contract_id,
            "proposal_id": found.id,
            "contracted_on": contracted_on,
            "recorded_at": now,
            "recorded_by": actor.account_id,
        }
        await insert_row(ContractRow, values)
        await audit.record("matching.contract_recorded", found.id, actor=actor, now=now)
        for profile_id in saved.profile_ids:
            profile = await get_profile(profile_id)
            await close_profile(
                profile, ClosedBecause.MARRIED_HERE, target=Stage.MARRIED_ELSEWHERE, actor=actor, now=now
            )
        await plan_follow_ups(saved, contract_id, contracted_on, now=now)
    return contract_id


async def find_certificate(found: ProposalRecord, party: Party) -> ExamCertificate | None:
    """Return the certificate that one of the two presented, for callers that have asked their guard."""
    rows = await rows_where(ExamRow, proposal_id=found.id, profile_id=found.profile_of(party))
    return ExamCertificate(rows[0]["issued_on"], rows[0]["is_compatible"]) if rows else None
