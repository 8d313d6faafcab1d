"""People at the door, made as the site itself would make them."""

from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

import pyotp

from tests.client import Client
from wethaq.platform.accounts.addresses import Address, add_address, read_address
from wethaq.platform.accounts.cookies import session_secret
from wethaq.platform.accounts.identity import actor_of, get_account
from wethaq.platform.accounts.policy import AccountStatus
from wethaq.platform.accounts.role_grants import grant_roles
from wethaq.platform.accounts.sessions import start_session
from wethaq.platform.accounts.tables import Account
from wethaq.platform.actors import SYSTEM, Actor, Role
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.notifications.tables import Message
from wethaq.platform.people import service as people
from wethaq.platform.people.records import PersonDetails, Sex
from wethaq.platform.security.passwords import hash_password
from wethaq.platform.security.tables import TotpDevice
from wethaq.platform.web.csrf import _token_of

PASSWORD = "نخلة تعانق غيمة وردية بعيدة"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_numbers = count(1)


def a_mobile() -> str:
    return f"+96650{next(_numbers):07d}"


def an_email() -> str:
    return f"person{next(_numbers)}@example.org"


def details(**changes: object) -> PersonDetails:
    values: dict[str, object] = {
        "first_name": "نورة",
        "father_name": "سالم",
        "grandfather_name": "عبدالله",
        "family_name": "العطوي",
        "sex": Sex.FEMALE,
        "birth_date": date(1990, 5, 17),
        "governorate": "tabuk",
    }
    return PersonDetails(**{**values, **changes})  # type: ignore[arg-type]


async def a_person(**changes: object) -> UUID:
    return await people.create_person(details(**changes), actor=SYSTEM, now=datetime.now(UTC))


async def a_beneficiary(address: str | None = None, *, password: str | None = PASSWORD) -> UUID:
    """An account of a person with a file; returns the account's id."""
    address = address or a_mobile()
    return await _an_account({"person_id": await a_person(mobile=address)}, address, password)


async def an_account_of(person_id: UUID, address: str | None = None) -> UUID:
    """An account of somebody whose file is there already."""
    return await _an_account({"person_id": person_id}, address or a_mobile(), PASSWORD)


async def a_member_of_staff(
    *roles: Role, address: str | None = None, has_second_step: bool = True, name: str = "هند البلوي"
) -> UUID:
    account_id = await _an_account({"name": name}, address or an_email(), PASSWORD)
    await grant_roles(account_id, frozenset(roles), actor=SYSTEM, now=datetime.now(UTC))
    if has_second_step:
        await give_second_step(account_id)
    return account_id


async def give_second_step(account_id: UUID) -> None:
    now = datetime.now(UTC)
    values = {"id": new_id(), "account_id": account_id, "secret": TOTP_SECRET}
    await insert_sealed(TotpDevice, {**values, "confirmed_at": now, "created_at": now})


def app_code(secret: str = TOTP_SECRET) -> str:
    return pyotp.TOTP(secret).now()


async def actor_for(account_id: UUID) -> Actor:
    account = await get_account(account_id)
    assert account is not None
    return actor_of(account)


async def signed_in(client: Client, account_id: UUID) -> Client:
    """Sign another browser in, without walking through the pages."""
    account = await get_account(account_id)
    assert account is not None
    _, token = await start_session(
        account_id, is_staff=account.is_staff, device="Firefox · Linux", now=datetime.now(UTC)
    )
    browser = client.new()
    browser.http.cookies.set("__Host-sid", token, domain="wethaq.test")
    browser.token = csrf_of(token)
    return browser


def csrf_of(session_token: str) -> str:
    return _token_of(session_secret(session_token))


async def last_message_to(address: str) -> str:
    """Return the body of the newest message to an address."""
    rows = await Message.select().order_by(Message.created_at)
    bodies = [row["body"] for row in (open_row(Message, row) for row in rows) if row["address"] == address]
    return bodies[-1]


async def _an_account(owner: dict[str, object], address: str, password: str | None) -> UUID:
    account_id, now = new_id(), datetime.now(UTC)
    hashed = await hash_password(password) if password else None
    values = {"id": account_id, "status": AccountStatus.ACTIVE, "password_hash": hashed, "made_at": now}
    await insert_sealed(Account, {**values, **owner})
    await add_address(account_id, _address(address), proved_at=now)
    return account_id


def _address(text: str) -> Address:
    return read_address(text)
