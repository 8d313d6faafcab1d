"""Her guardian's way in: she allows it, he gets a one-time link without a why, and opens an account of his own."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from wethaq.matching.guardians import find_wali
from wethaq.matching.policy.guardians import LINK_LASTS, NoWaliError, OtherNumberError, may_send_link
from wethaq.matching.policy.profile_states import ensure_of_age
from wethaq.matching.proposals import get_own_proposal
from wethaq.matching.tables import ProfileRow, WaliRow
from wethaq.platform import audit
from wethaq.platform.accounts.addresses import AddressKind, addresses_of
from wethaq.platform.actors import Actor, Channel
from wethaq.platform.database.prepared import Row, row_by_id, rows_that, update_that
from wethaq.platform.database.sealing import open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import NotFoundError
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.notifications.service import send_to_address
from wethaq.platform.people import service as people
from wethaq.platform.people.records import Sex
from wethaq.platform.security.tokens import new_token, token_digest

INVITATION_PATH: Final = "/family-invitations"
"""It stands in a text message, so that it doesn't say what it is about."""
INVITED: Final = "matching_wali_invited"


class WaliInvitationNotFoundError(NotFoundError):
    """Used, old and invented links look alike."""


async def allow_contacting_wali(proposal_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let a woman allow, at the step that asks for it, that her guardian is contacted. Raises NoWaliError."""
    async with transaction():
        seat = await get_own_proposal(proposal_id, actor=actor, for_change=True)
        profile_id = seat.proposal.profile_of(seat.party)
        wali = await find_wali(profile_id)
        if profile_id != seat.proposal.woman_id or wali is None:
            raise NoWaliError
        if wali["may_be_contacted_at"] is None:
            await update_that(WaliRow, {"may_be_contacted_at": now}, "WHERE id = {}", wali["id"])
            await audit.record(
                "matching.wali_contact_allowed", profile_id, actor=actor, now=now, person_id=seat.person_id
            )
        await invite_where_allowed(profile_id, actor=actor, now=now)


async def invite_where_allowed(profile_id: UUID, *, actor: Actor, now: datetime) -> bool:
    """Send the guardian his link, in the caller's transaction, where she allows it and he has none yet."""
    wali = await find_wali(profile_id)
    if wali is None or wali["may_be_contacted_at"] is None or wali["linked_at"] is not None:
        return False
    if wali["mobile"] is None or not may_send_link(wali["invited_at"], now=now):
        return False
    context = {"path": f"{INVITATION_PATH}/{await new_link_token(wali['id'], now=now)}"}
    await send_to_address(Channel.SMS, wali["mobile"], INVITED, context, language="ar", now=now)
    await audit.record("matching.wali_invited", profile_id, actor=actor, now=now)
    return True


async def new_link_token(wali_id: UUID, *, now: datetime) -> str:
    """Make a guardian's link, in the caller's transaction; one sent before is worth nothing any more."""
    token = new_token()
    values = {"token_digest": token_digest(token), "token_expires_at": now + LINK_LASTS, "invited_at": now}
    await update_that(WaliRow, values, "WHERE id = {}", wali_id)
    return token


async def find_wali_invitation(token: str, *, now: datetime) -> Row:
    """Return the guardian whom a link was sent to. Raises WaliInvitationNotFoundError."""
    clauses = "WHERE token_digest = {} AND ended_at IS NULL"
    rows = await rows_that(WaliRow, clauses, token_digest(token))
    if not rows or rows[0]["token_expires_at"] is None or rows[0]["token_expires_at"] <= now:
        raise WaliInvitationNotFoundError
    return open_row(WaliRow, rows[0])


async def accept_wali_invitation(token: str, *, actor: Actor, now: datetime) -> None:
    """Link the actor's own account as her guardian's, once; the link is worth nothing after it.

    A link that was passed on lets nobody in: the account must hold the very number it was sent to, or
    staff have seen who he is. Raises OtherNumberError, WaliInvitationNotFoundError.
    """
    async with transaction():
        wali = await find_wali_invitation(token, now=now)
        await _ensure_may_be_wali(wali, actor=actor, now=now)
        values: dict[str, Any] = {
            "person_id": actor.person_id,
            "linked_at": now,
            "token_digest": None,
            "token_expires_at": None,
        }
        won = await update_that(
            WaliRow, values, "WHERE id = {} AND token_digest = {}", wali["id"], token_digest(token)
        )
        if not won:
            raise WaliInvitationNotFoundError
        await audit.record(
            "matching.wali_linked", wali["profile_id"], actor=actor, now=now, person_id=actor.person_id
        )


async def _ensure_may_be_wali(wali: Row, *, actor: Actor, now: datetime) -> None:
    profile = await row_by_id(ProfileRow, wali["profile_id"])
    if actor.person_id is None or actor.account_id is None or profile is None:
        raise WaliInvitationNotFoundError
    person = await people.get_person(actor.person_id)
    if person.sex is not Sex.MALE or actor.person_id == profile["person_id"]:
        raise WaliInvitationNotFoundError
    ensure_of_age(person.birth_date, riyadh_date(now))
    numbers = {each.text for each in await addresses_of(actor.account_id) if each.kind is AddressKind.MOBILE}
    if wali["verified_at"] is None and wali["mobile"] not in numbers:
        raise OtherNumberError
