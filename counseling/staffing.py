"""Counselors and rooms: who can be chosen, for what, and where people meet. Kept by a manager."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wethaq.counseling.loading import get_counselor
from wethaq.counseling.offered_services import find_service
from wethaq.counseling.policy.access import ensure_manager
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.records import MeetingRoom, codes_text
from wethaq.counseling.tables import CounselorRow, RoomRow
from wethaq.platform import audit
from wethaq.platform.accounts.role_grants import list_role_holders
from wethaq.platform.actors import Actor, Role
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import N_, FasterElsewhereError, NotFoundError, RefusedError
from wethaq.platform.localisation.languages import Language
from wethaq.platform.people.records import Sex


class CounselorAlreadyThereError(RefusedError):
    """One profile an account, and none without the role."""

    message = N_("This colleague has a counselor's profile already, or no longer the role.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselorDetails:
    """A counselor's public profile and what decides whom they are offered to."""

    name_ar: str
    name_en: str
    sex: Sex
    services: frozenset[str]
    languages: frozenset[Language] = frozenset({"ar"})
    modalities: frozenset[Modality] = frozenset(Modality)
    about_ar: str | None = None
    about_en: str | None = None
    governorate: str = "tabuk"
    has_prayer_gaps: bool = True
    daily_cap: int | None = None
    is_taking_appointments: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomDetails:
    """A room, its seats (the counselor's included) and how to find it."""

    name_ar: str
    name_en: str
    seats: int
    governorate: str = "tabuk"
    directions_ar: str | None = None
    directions_en: str | None = None
    is_in_use: bool = True


async def appoint_counselor(
    account_id: UUID, details: CounselorDetails, *, actor: Actor, now: datetime
) -> UUID:
    """Give the account of a colleague with the role a counselor's profile. Raises CounselorAlreadyThereError."""
    _ensure_may(actor)
    counselor_id = new_id()
    async with transaction():
        if not actor.is_system and account_id not in dict(await list_candidates()):
            raise CounselorAlreadyThereError
        row = CounselorRow(id=counselor_id, account_id=account_id, made_at=now, **_columns(details, now))
        try:
            async with savepoint():
                await CounselorRow.insert(row)
        except UNIQUE_VIOLATIONS as error:
            raise CounselorAlreadyThereError from error
        await audit.record("counseling.counselor_appointed", counselor_id, actor=actor, now=now)
    return counselor_id


async def change_counselor(
    counselor_id: UUID, details: CounselorDetails, *, version: int, actor: Actor, now: datetime
) -> None:
    """Change a profile; what is booked stays booked. Raises FasterElsewhereError."""
    _ensure_may(actor)
    async with transaction():
        await get_counselor(counselor_id)
        values: dict[Any, Any] = {**_columns(details, now), "version": version + 1}
        won = (
            await CounselorRow.update(values)
            .where(CounselorRow.id == counselor_id, CounselorRow.version == version)
            .returning(CounselorRow.id)
        )
        if not won:
            raise FasterElsewhereError
        await audit.record("counseling.counselor_changed", counselor_id, actor=actor, now=now)


async def list_every_room(*, actor: Actor) -> list[MeetingRoom]:
    """Return the rooms, those out of use last."""
    _ensure_may(actor)
    rows = await RoomRow.select().order_by(RoomRow.is_in_use, ascending=False).order_by(RoomRow.name_ar)
    return [MeetingRoom.of(row) for row in rows]


async def list_candidates() -> list[tuple[UUID, str]]:
    """Return the colleagues who have a counselor's role and no profile yet, by name."""
    taken = {row["account_id"] for row in await CounselorRow.select(CounselorRow.account_id)}
    return [each for each in await list_role_holders(Role.COUNSELOR) if each[0] not in taken]


async def add_room(details: RoomDetails, *, actor: Actor, now: datetime) -> UUID:
    """Add a room in which people can meet."""
    _ensure_may(actor)
    room_id = new_id()
    async with transaction():
        await RoomRow.insert(RoomRow(id=room_id, **_room_columns(details)))
        await audit.record("counseling.room_added", room_id, actor=actor, now=now)
    return room_id


async def change_room(room_id: UUID, details: RoomDetails, *, actor: Actor, now: datetime) -> None:
    """Change a room, or take it out of use; what is booked there stays there."""
    _ensure_may(actor)
    values: dict[Any, Any] = _room_columns(details)
    async with transaction():
        if not await RoomRow.update(values).where(RoomRow.id == room_id).returning(RoomRow.id):
            raise NotFoundError
        await audit.record("counseling.room_changed", room_id, actor=actor, now=now)


def _ensure_may(actor: Actor) -> None:
    """Let a manager do it, and the system, as which the demonstration acts."""
    if not actor.is_system:
        ensure_manager(actor)


def _columns(details: CounselorDetails, now: datetime) -> dict[str, Any]:
    for code in details.services:
        find_service(code)
    return {
        "name_ar": details.name_ar,
        "name_en": details.name_en,
        "about_ar": details.about_ar,
        "about_en": details.about_en,
        "sex": details.sex.value,
        "languages": codes_text(details.languages),
        "modalities": codes_text(details.modalities),
        "services": codes_text(details.services),
        "governorate": details.governorate,
        "has_prayer_gaps": details.has_prayer_gaps,
        "daily_cap": details.daily_cap,
        "is_taking_appointments": details.is_taking_appointments,
        "changed_at": now,
    }


def _room_columns(details: RoomDetails) -> dict[str, Any]:
    return {
        "name_ar": details.name_ar,
        "name_en": details.name_en,
        "seats": details.seats,
        "governorate": details.governorate,
        "directions_ar": details.directions_ar,
        "directions_en": details.directions_en,
        "is_in_use": details.is_in_use,
    }
