"""Parked forms: what was typed when a login expired is there again after signing in.

Nothing on a form times out with what was typed lost (policy H1). The words are
sealed, belong to the account of the expired session alone, and go away with
the next sending of the form or after a day.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform.accounts.policy import PARKED_FORM_VALIDITY, parkable_fields
from wethaq.platform.accounts.tables import ParkedForm, Session
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction


@dataclass(frozen=True, slots=True)
class WaitingForm:
    """Where a parked form was typed."""

    id: UUID
    path: str


async def park_form(
    account_id: UUID, path: str, sent_to: str, typed: dict[str, list[str]], *, now: datetime
) -> UUID:
    """Keep what was typed on the page `path`, in place of what was parked before."""
    fields = parkable_fields(typed)
    form_id = new_id()
    async with transaction():
        await ParkedForm.delete().where(ParkedForm.account_id == account_id)
        await insert_sealed(
            ParkedForm,
            {
                "id": form_id,
                "account_id": account_id,
                "path": path,
                "sent_to": sent_to,
                "fields": json.dumps(fields, ensure_ascii=False),
                "parked_at": now,
            },
        )
    return form_id


async def newest_parked_form(account_id: UUID, *, now: datetime) -> WaitingForm | None:
    """Return the form that waits for an account, unless it has grown too old."""
    row = (
        await ParkedForm.select(ParkedForm.id, ParkedForm.path)
        .where(ParkedForm.account_id == account_id, ParkedForm.parked_at > now - PARKED_FORM_VALIDITY)
        .first()
    )
    return WaitingForm(row["id"], row["path"]) if row else None


async def open_parked_form(form_id: UUID, account_id: UUID, path: str) -> dict[str, str | list[str]]:
    """Return what was typed on this very page, by field; nothing for any other page."""
    row = (
        await ParkedForm.select()
        .where(ParkedForm.id == form_id, ParkedForm.account_id == account_id, ParkedForm.path == path)
        .first()
    )
    if row is None:
        return {}
    fields: dict[str, list[str]] = json.loads(open_row(ParkedForm, row)["fields"])
    return {name: values[0] if len(values) == 1 else values for name, values in fields.items()}


async def forget_when_sent_again(form_id: UUID, sent_to: str) -> None:
    """Let go of a form that is being sent again to where it was going."""
    async with transaction():
        forgotten = (
            await ParkedForm.delete()
            .where(ParkedForm.id == form_id, ParkedForm.sent_to == sent_to)
            .returning(ParkedForm.id)
        )
        if forgotten:
            await Session.update({Session.parked_form_id: None}).where(Session.parked_form_id == form_id)


async def delete_stale_parked_forms(*, now: datetime) -> None:
    """Forget what nobody came back for; a nightly job."""
    await ParkedForm.delete().where(ParkedForm.parked_at <= now - PARKED_FORM_VALIDITY)
