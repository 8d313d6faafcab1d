"""The mobile or e-mail by which an account is known at the door."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from wethaq.platform.accounts.tables import Account, SignInAddress
from wethaq.platform.actors import Channel
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.localisation.normalise import normalise_email, normalise_mobile
from wethaq.platform.security.blind import blind_index

_INDEX_COLUMN = "accounts_sign_in_address.address"


class AddressKind(StrEnum):
    MOBILE = "mobile"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Address:
    """A normalised mobile (E.164) or e-mail (lower case)."""

    kind: AddressKind
    text: str

    @property
    def channel(self) -> Channel:
        return Channel.SMS if self.kind is AddressKind.MOBILE else Channel.EMAIL

    @property
    def index(self) -> str:
        return blind_index(_INDEX_COLUMN, self.text)


class AddressUnclearError(RefusedError):
    """Neither a mobile number nor an e-mail can be read from what was typed."""

    status = 422
    message = N_("Enter a mobile number, like 05XXXXXXXX, or an e-mail address.")


class AddressTakenError(RefusedError):
    """Shown only to somebody who has proved the address by a code."""

    message = N_(
        "This mobile or e-mail already belongs to an account that can't be opened here. Please contact us."
    )


def read_address(typed: str | None) -> Address:
    """Read a mobile (٠٥…, 00966…, +966…) or an e-mail, whichever it looks like."""
    if email := normalise_email(typed):
        return Address(AddressKind.EMAIL, email)
    if mobile := normalise_mobile(typed):
        return Address(AddressKind.MOBILE, mobile)
    raise AddressUnclearError


async def find_account(address: Address) -> Account | None:
    """Return the account of an address, whatever its status."""
    known = await SignInAddress.objects().where(SignInAddress.address_index == address.index).first()
    if known is None:
        return None
    return await Account.objects().where(Account.id == known.account_id).first()


async def addresses_of(account_id: UUID) -> list[Address]:
    """List an account's addresses, the oldest first."""
    rows = (
        await SignInAddress.select()
        .where(SignInAddress.account_id == account_id)
        .order_by(SignInAddress.proved_at)
    )
    opened = (open_row(SignInAddress, row) for row in rows)
    return [Address(AddressKind(row["kind"]), row["address"]) for row in opened]


async def add_address(account_id: UUID, address: Address, *, proved_at: datetime | None) -> None:
    """Bind an address to an account; the unique index refuses a second account."""
    await insert_sealed(
        SignInAddress,
        {
            "id": new_id(),
            "account_id": account_id,
            "kind": address.kind,
            "address": address.text,
            "address_index": address.index,
            "proved_at": proved_at,
        },
    )
