"""Opening an account: the contact is proved first, the person follows, nothing typed is lost.

At every step strangers learn nothing: whether or not the contact has an
account, or a file exists, the pages are the same until a code proves more.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.accounts.addresses import (
    Address,
    AddressKind,
    AddressTakenError,
    add_address,
    find_account,
)
from wethaq.platform.accounts.codes import CodePurpose, check_code, send_code
from wethaq.platform.accounts.identity import get_account
from wethaq.platform.accounts.passages import (
    OpenPassage,
    begin_passage,
    change_passage,
    save_answers,
)
from wethaq.platform.accounts.policy import AccountStatus, PassageKind, PassageLostError
from wethaq.platform.accounts.registration_forms import read_birth_date
from wethaq.platform.accounts.registration_policy import CHECK, Step, next_page, with_answer
from wethaq.platform.accounts.sign_in import NETWORK_LIMIT, Entry, Knock, admit
from wethaq.platform.accounts.tables import Account
from wethaq.platform.actors import ANONYMOUS, Channel
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, transaction
from wethaq.platform.localisation import active_language
from wethaq.platform.people import service as people
from wethaq.platform.people.policy.groups import ensure_born, is_minor
from wethaq.platform.people.records import PersonDetails, Sex
from wethaq.platform.security.limit_policy import PER_ADDRESS
from wethaq.platform.security.limits import record_attempt
from wethaq.platform.security.password_policy import ensure_acceptable_password
from wethaq.platform.security.passwords import hash_password


async def start_registration(address: Address, *, knock: Knock, next_path: str | None, now: datetime) -> str:
    """Send a code to the contact, whoever it belongs to; return the passage's token."""
    await record_attempt(NETWORK_LIMIT, knock.network_address, now, PER_ADDRESS)
    passage, token = await begin_passage(
        PassageKind.REGISTRATION, address=address, next_path=next_path, now=now
    )
    await send_registration_code(passage, now=now)
    return token


async def send_registration_code(passage: OpenPassage, *, now: datetime) -> None:
    """Send the first code of a registration, or another one."""
    if passage.address is None:
        raise PassageLostError
    await send_code(passage, CodePurpose.ADDRESS, passage.address, "accounts_code", now=now)


async def prove_address(passage: OpenPassage, typed: str, *, knock: Knock, now: datetime) -> Entry | None:
    """Accept the code; whoever has an account already is let in instead of registering twice.

    Raises CodeWrongError, AddressTakenError (for staff and closed accounts).
    """
    await check_code(passage, CodePurpose.ADDRESS, typed, now=now)
    row = await find_account(passage.address) if passage.address else None
    account = await get_account(row.id) if row else None
    if account is None:
        await change_passage(passage.id, proved_at=now)
        return None
    if account.is_staff or not account.is_active:
        raise AddressTakenError
    return await admit(account, knock=knock, next_path=passage.next_path, passage=passage, now=now)


async def answer_step(
    passage: OpenPassage, step: Step, values: dict[str, Any], *, now: datetime
) -> dict[str, Any]:
    """Keep the answers of one page; return all answers so far.

    Raises InvalidInputError, NotYetBornError, PasswordUnacceptableError.
    """
    if step is Step.BIRTH_DATE:
        born_on = read_birth_date(values).on
        ensure_born(born_on, now)
        values = {**values, "birth_date": born_on.isoformat(), "is_minor": is_minor(born_on, now)}
    if step is Step.PASSWORD:
        values = {"password_hash": await _hashed(values.get("password"), passage)}
    answers = with_answer(step, passage.answers, values)
    await save_answers(passage, answers)
    return answers


async def finish_registration(passage: OpenPassage, *, knock: Knock, now: datetime) -> Entry:
    """Make the file, unless one was claimed, and the account; sign its owner in.

    Raises PassageLostError where a page is missing or another tab was faster.
    """
    if passage.address is None or not passage.is_proved or next_page(passage.answers) != CHECK:
        raise PassageLostError
    if passage.answers["is_minor"]:
        raise PassageLostError
    try:
        account_id = await _open_account(passage, now)
    except UNIQUE_VIOLATIONS as error:
        raise PassageLostError from error
    account = await get_account(account_id)
    if account is None:
        raise PassageLostError
    return await admit(account, knock=knock, next_path=passage.next_path, passage=passage, now=now)


def details_of(passage: OpenPassage) -> PersonDetails:
    """Turn the answers into what the people part keeps."""
    answers, address = passage.answers, passage.address
    if address is None:
        raise PassageLostError
    born = read_birth_date(answers)
    is_mobile = address.kind is AddressKind.MOBILE
    return PersonDetails(
        first_name=answers["first_name"],
        father_name=answers["father_name"],
        grandfather_name=answers["grandfather_name"],
        family_name=answers["family_name"],
        sex=Sex(answers["sex"]),
        birth_date=born.on,
        birth_calendar=born.calendar,
        national_id=answers.get("national_id"),
        mobile=address.text if is_mobile else None,
        email=None if is_mobile else address.text,
        governorate=answers["governorate"],
        city=answers.get("city"),
        language=active_language(),
        preferred_channel=Channel.SMS if is_mobile else Channel.EMAIL,
    )


async def _open_account(passage: OpenPassage, now: datetime) -> UUID:
    """Make file and account; the unique indexes refuse a second account for a file or a contact."""
    account_id = new_id()
    async with transaction():
        person_id = passage.person_id or await people.create_person(
            details_of(passage), actor=ANONYMOUS, now=now
        )
        values = {
            "id": account_id,
            "person_id": person_id,
            "status": AccountStatus.ACTIVE,
            "password_hash": passage.answers.get("password_hash"),
            "made_at": now,
        }
        await insert_sealed(Account, values)
        if passage.address is not None:
            await add_address(account_id, passage.address, proved_at=passage.proved_at)
        await audit.record(
            "accounts.account_opened", account_id, actor=ANONYMOUS, now=now, person_id=person_id
        )
    return account_id


async def _hashed(password: str | None, passage: OpenPassage) -> str | None:
    """Only the hash waits in the passage; words of the person's own count as guessable."""
    if not password:
        return None
    names = [str(passage.answers.get(f"{part}_name", "")) for part in ("first", "father", "family")]
    address = [passage.address.text] if passage.address else []
    ensure_acceptable_password(password, is_staff=False, context=[*filter(None, names), *address])
    return await hash_password(password)
