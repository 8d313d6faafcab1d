"""The matchmakers: appointed and given time by a manager, who also says whose profile is whose."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from math import ceil
from typing import Any, Final
from uuid import UUID

from wethaq.matching.policy.desk_access import ensure_manager
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.policy.rounds import LEAST_ROOM, MOST_ROOM, ensure_between
from wethaq.matching.profiles import Profile, get_profile, write_profile
from wethaq.matching.tables import MatchmakerRow, ProfileRow, ProposalRow
from wethaq.platform import audit
from wethaq.platform.accounts.account_names import names_of_accounts
from wethaq.platform.accounts.role_grants import list_role_holders
from wethaq.platform.actors import Actor, Role
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.prepared import insert_row, rows_that, rows_where, update_that
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import N_, FasterElsewhereError, NotFoundError, RefusedError
from wethaq.platform.intake.loading import get_request
from wethaq.platform.people.records import Sex

A_PAGE: Final = 20


class MatchmakerAlreadyThereError(RefusedError):
    """One appointment an account, and none without the role."""

    message = N_("This colleague is appointed already, or no longer has the role.")


class NotTakingError(RefusedError):
    """A portfolio belongs to somebody who keeps it."""

    message = N_("This colleague isn't taking applicants at present.")


class OwnFileError(RefusedError):
    """Nobody is matched by themselves."""

    message = N_("Nobody keeps their own file. Please choose another colleague.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matchmaker:
    """A colleague who keeps a portfolio."""

    id: UUID
    account_id: UUID
    sex: Sex
    room: int
    is_taking: bool
    version: int
    name: str = ""

    @classmethod
    def of(cls, row: dict[str, Any], name: str = "") -> "Matchmaker":
        names = {each.name for each in fields(cls)} - {"sex", "name"}
        return cls(**{each: row[each] for each in names}, sex=Sex(row["sex"]), name=name)


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """A profile as a manager assigns it: a number and a state, and nothing that says who it is."""

    id: UUID
    number: str | None
    state: ProfileState
    matchmaker_id: UUID | None
    ready_at: datetime | None
    made_at: datetime
    request_id: UUID | None = None
    request_number: str | None = None


@dataclass(frozen=True, slots=True)
class ProfileLines:
    """A page of the profiles that a manager assigns."""

    lines: list[ProfileLine]
    page: int
    pages: int


async def list_matchmakers() -> list[Matchmaker]:
    """Return the matchmakers by name."""
    rows = await rows_that(MatchmakerRow, "ORDER BY appointed_at")
    names = await names_of_accounts({row["account_id"] for row in rows})
    return sorted(
        (Matchmaker.of(row, names.get(row["account_id"], "")) for row in rows), key=lambda each: each.name
    )


async def find_matchmaker(account_id: UUID | None) -> Matchmaker | None:
    """Return somebody as a matchmaker, if they are appointed."""
    if account_id is None:
        return None
    rows = await rows_where(MatchmakerRow, account_id=account_id)
    return Matchmaker.of(rows[0]) if rows else None


async def list_appointable() -> list[tuple[UUID, str]]:
    """Return the colleagues who have the role and no appointment yet."""
    appointed = {each.account_id for each in await list_matchmakers()}
    return [each for each in await list_role_holders(Role.MATCHMAKER) if each[0] not in appointed]


async def appoint_matchmaker(account_id: UUID, *, sex: Sex, room: int, actor: Actor, now: datetime) -> UUID:
    """Give a colleague with the role a portfolio to fill. Raises MatchmakerAlreadyThereError."""
    ensure_manager(actor)
    ensure_between(room, LEAST_ROOM, MOST_ROOM)
    matchmaker_id = new_id()
    async with transaction():
        if account_id not in dict(await list_role_holders(Role.MATCHMAKER)):
            raise MatchmakerAlreadyThereError
        row = {"id": matchmaker_id, "account_id": account_id, "sex": sex.value, "room": room}
        try:
            async with savepoint():
                await insert_row(
                    MatchmakerRow, {**row, "appointed_at": now, "appointed_by": actor.account_id}
                )
        except UNIQUE_VIOLATIONS as error:
            raise MatchmakerAlreadyThereError from error
        await audit.record("matching.matchmaker_appointed", matchmaker_id, actor=actor, now=now)
    return matchmaker_id


async def change_matchmaker(
    matchmaker_id: UUID, *, room: int, is_taking: bool, version: int, actor: Actor, now: datetime
) -> None:
    """Change how many drafts a round may give a matchmaker, and whether new profiles come to them."""
    ensure_manager(actor)
    ensure_between(room, LEAST_ROOM, MOST_ROOM)
    async with transaction():
        if not await rows_where(MatchmakerRow, id=matchmaker_id):
            raise NotFoundError
        values = {"room": room, "is_taking": is_taking, "version": version + 1}
        won = await update_that(
            MatchmakerRow, values, "WHERE id = {} AND version = {}", matchmaker_id, version
        )
        if not won:
            raise FasterElsewhereError
        details = {"room": room, "is_taking": is_taking}
        await audit.record(
            "matching.matchmaker_changed", matchmaker_id, actor=actor, now=now, details=details
        )


async def list_profile_lines(*, actor: Actor, page: int = 1) -> ProfileLines:
    """Return the profiles that a manager assigns, those without a matchmaker first; a draft is its owner's.

    A profile gets its number when it becomes active; before, its request's number stands for it.
    """
    ensure_manager(actor)
    rows = await rows_that(
        ProfileRow,
        "WHERE state <> {} AND NOT (state = {} AND ready_at IS NULL AND made_by = {}) ORDER BY made_at",
        ProfileState.CLOSED.value,
        ProfileState.DRAFT.value,
        "applicant",
        only=("id", "number", "state", "matchmaker_id", "ready_at", "made_at", "request_id"),
    )
    lines = [ProfileLine(**{**row, "state": ProfileState(row["state"])}) for row in rows]
    lines.sort(key=lambda line: (line.matchmaker_id is not None, line.ready_at or line.made_at))
    pages = max(ceil(len(lines) / A_PAGE), 1)
    shown = min(max(page, 1), pages)
    return ProfileLines(
        [await _numbered(line) for line in lines[(shown - 1) * A_PAGE : shown * A_PAGE]], shown, pages
    )


async def assign_profile(profile_id: UUID, account_id: UUID, *, actor: Actor, now: datetime) -> Profile:
    """Put a profile into a matchmaker's portfolio; what is open between two people goes along."""
    ensure_manager(actor)
    async with transaction():
        profile = await get_profile(profile_id)
        keeper = await find_matchmaker(account_id)
        if keeper is None or not keeper.is_taking:
            raise NotTakingError
        if profile.person_id == actor.person_id:
            raise OwnFileError
        assigned = await write_profile(profile, {"matchmaker_id": account_id}, now=now)
        await update_that(
            ProposalRow,
            {"matchmaker_id": account_id},
            "WHERE woman_id = {} AND ended_at IS NULL",
            profile_id,
        )
        await audit.record(
            "matching.profile_assigned", profile_id, actor=actor, now=now, person_id=profile.person_id
        )
    return assigned


async def _numbered(line: ProfileLine) -> ProfileLine:
    if line.number is not None or line.request_id is None:
        return line
    return replace(line, request_number=(await get_request(line.request_id)).number)
