"""Claiming the file of an earlier visit or call, made for a person without an account.

A claim is proved by a code to the contact *on the file*. The page is the same
whether there is such a file or not, and never says whose it is or where the
code went.
"""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.accounts.addresses import Address, read_address
from wethaq.platform.accounts.codes import CodePurpose, check_code, send_code
from wethaq.platform.accounts.identity import account_of_person
from wethaq.platform.accounts.passages import OpenPassage, change_passage, save_answers
from wethaq.platform.accounts.policy import CodeWrongError
from wethaq.platform.accounts.registration import details_of
from wethaq.platform.actors import ANONYMOUS, Channel
from wethaq.platform.errors import TooManyTriesError
from wethaq.platform.people import service as people
from wethaq.platform.people.policy.contact import may_send
from wethaq.platform.people.records import DuplicateReason

CLAIM_MESSAGE = "accounts_claim_code"


async def seek_earlier_file(passage: OpenPassage, *, now: datetime) -> None:
    """Send a code to the contact of the file that this person seems to have, if there is one."""
    found = await _claimable_file(passage, now=now)
    if found is None:
        return
    person_id, contact = found
    await save_answers(passage, {"sought_person_id": str(person_id)})
    with suppress(TooManyTriesError):  # An error page here would tell that there is a file.
        await send_code(passage, CodePurpose.CLAIM, contact, CLAIM_MESSAGE, now=now)


async def claim_file(passage: OpenPassage, typed: str, *, now: datetime) -> None:
    """Tie the earlier file to this registration. Raises CodeWrongError."""
    await check_code(passage, CodePurpose.CLAIM, typed, now=now)
    sought = passage.answers.get("sought_person_id")
    if sought is None or await account_of_person(UUID(sought)) is not None:
        raise CodeWrongError
    await change_passage(passage.id, person_id=UUID(sought))
    await audit.record("accounts.file_claimed", passage.id, actor=ANONYMOUS, now=now, person_id=UUID(sought))


async def _claimable_file(passage: OpenPassage, *, now: datetime) -> tuple[UUID, Address] | None:
    """Find the one file without an account that ID or contact point to, and a safe way to it."""
    for hit in await people.find_possible_duplicates(details_of(passage)):
        is_exact = hit.reasons & {DuplicateReason.NATIONAL_ID, DuplicateReason.MOBILE}
        if not is_exact or await account_of_person(hit.person_id) is not None:
            continue
        contact = await _contact_on_file(hit.person_id, now=now)
        if contact is not None:
            return hit.person_id, contact
    return None


async def _contact_on_file(person_id: UUID, *, now: datetime) -> Address | None:
    """Return a safe way to the file's owner: a child's file has none, nor has a number that must get no text."""
    person = await people.get_person(person_id)
    if person.is_minor(now):
        return None
    if person.mobile and may_send(Channel.SMS, person.safe_contact):
        return read_address(person.mobile)
    return read_address(person.email) if person.email else None
