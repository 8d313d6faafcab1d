"""Taking a consent back, and telling every part that lived on it.

The withdrawal and the list of dependents are written in one transaction:
from its commit on `require` refuses. Each dependent is told at once, and again by
a job until it has done its part; the data steward sees those that failed.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import structlog

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.consent import policy
from wethaq.platform.consent.errors import NothingToWithdrawError
from wethaq.platform.consent.grants import find_current_grant
from wethaq.platform.consent.history import append_event
from wethaq.platform.consent.purposes import get_purpose, is_under
from wethaq.platform.consent.records import (
    Dependent,
    DependentStatus,
    EventKind,
    Grant,
    GrantMethod,
    GrantStatus,
)
from wethaq.platform.consent.tables import DependentRow, GrantRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import savepoint, transaction

LOG = structlog.get_logger(__name__)
RETRY_BATCH = 200


class WithdrawalHook(Protocol):
    """What a dependent does when a person takes a consent back; it may be called more than once."""

    def __call__(self, person_id: UUID, purpose: str, *, now: datetime) -> Awaitable[None]: ...


@dataclass(frozen=True, slots=True)
class _Registration:
    prefix: str
    name: str
    hook: WithdrawalHook


_registrations: dict[str, _Registration] = {}


def register_withdrawal_hook(
    prefix: str, hook: WithdrawalHook | Callable[..., Awaitable[None]], *, name: str | None = None
) -> None:
    """Have `hook` called when a consent at or under `prefix` is withdrawn; "" means any.

    `name` (unique, stored with the pending work) is what the steward's page shows.
    """
    label = name or f"{hook.__module__}.{hook.__qualname__}"  # type: ignore[union-attr]
    _registrations[label] = _Registration(prefix.rstrip("."), label, hook)


async def withdraw(
    person_id: UUID, purpose: str, *, method: GrantMethod = GrantMethod.WEB, actor: Actor, now: datetime
) -> None:
    """End the consent at once and tell its dependents; no reason is asked.

    An adult, the guardian or staff on their word may do it, by any of the ways in which
    it could be given. Raises `NothingToWithdrawError` when there is none.
    """
    get_purpose(purpose)
    async with transaction():
        current = await find_current_grant(person_id, purpose)
        if current is None:
            raise NothingToWithdrawError
        policy.ensure_may_withdraw(current, actor=actor, method=method)
        await _end(current, method=method, actor=actor, now=now)
        waiting = await _list_dependents_of(current, now)
    for dependent in waiting:
        await _tell(dependent, now=now)


async def retry_withdrawals(now: datetime) -> int:
    """Tell the dependents that are due once more, and return how many have done their part; a job."""
    rows = (
        await DependentRow.select()
        .where((DependentRow.status != DependentStatus.DONE.value) & (DependentRow.next_try_at <= now))
        .order_by(DependentRow.next_try_at)
        .limit(RETRY_BATCH)
    )
    return sum([await _tell(dependent_of(row), now=now) for row in rows])


async def list_dependents(person_id: UUID, purpose: str) -> list[Dependent]:
    """Return how far the dependents of the person's withdrawals for a purpose have come."""
    rows = (
        await DependentRow.select()
        .where((DependentRow.person_id == person_id) & (DependentRow.purpose == purpose))
        .order_by(DependentRow.updated_at, ascending=False)
    )
    return [dependent_of(row) for row in rows]


async def list_unfinished_dependents() -> list[Dependent]:
    """Return what withdrawals still wait for, for the data steward."""
    rows = await DependentRow.select().where(DependentRow.status != DependentStatus.DONE.value)
    return [dependent_of(row) for row in rows]


def dependent_of(row: dict[str, Any]) -> Dependent:
    """Turn a row into the frozen value that others may hold."""
    return Dependent(
        id=row["id"],
        grant_id=row["grant_id"],
        person_id=row["person_id"],
        purpose=row["purpose"],
        name=row["name"],
        status=DependentStatus(row["status"]),
        attempts=row["attempts"],
        next_try_at=row["next_try_at"],
    )


async def _end(current: Grant, *, method: GrantMethod, actor: Actor, now: datetime) -> None:
    changed = (
        await GrantRow.update({GrantRow.status: GrantStatus.WITHDRAWN.value, GrantRow.withdrawn_at: now})
        .where((GrantRow.id == current.id) & (GrantRow.status == GrantStatus.GIVEN.value))
        .returning(GrantRow.id)
    )
    if not changed:
        raise NothingToWithdrawError
    await append_event(
        current.person_id,
        current.purpose,
        EventKind.WITHDRAWN,
        grant_id=current.id,
        method=method,
        actor=actor,
        now=now,
    )
    await audit.record(
        "consent.withdrawn",
        current.id,
        actor=actor,
        now=now,
        person_id=current.person_id,
        purpose=current.purpose,
    )


async def _list_dependents_of(current: Grant, now: datetime) -> list[Dependent]:
    """Write down, in the withdrawal's own transaction, everyone who must act on it."""
    dependents = []
    for registration in _registrations.values():
        if registration.prefix and not is_under(current.purpose, registration.prefix):
            continue
        row: dict[str, Any] = {
            "id": new_id(),
            "grant_id": current.id,
            "person_id": current.person_id,
            "purpose": current.purpose,
            "name": registration.name,
            "status": DependentStatus.PENDING.value,
            "attempts": 0,
            "next_try_at": now,
            "updated_at": now,
        }
        await DependentRow.insert(DependentRow(**row))
        dependents.append(dependent_of(row))
    return dependents


async def _tell(dependent: Dependent, *, now: datetime) -> bool:
    """Call one dependent and keep the outcome; its failure never undoes the withdrawal."""
    async with transaction():
        try:
            async with savepoint():
                await _registrations[dependent.name].hook(dependent.person_id, dependent.purpose, now=now)
        except Exception as error:  # noqa: BLE001 - one dependent's fault must not stop the others
            LOG.warning("consent.dependent_failed", dependent=dependent.name, error=type(error).__name__)
            await _mark_failed(dependent, error, now)
            return False
        await DependentRow.update(
            {
                DependentRow.status: DependentStatus.DONE.value,
                DependentRow.next_try_at: None,
                DependentRow.updated_at: now,
            }
        ).where(DependentRow.id == dependent.id)
    return True


async def _mark_failed(dependent: Dependent, error: Exception, now: datetime) -> None:
    attempts = dependent.attempts + 1
    await DependentRow.update(
        {
            DependentRow.status: DependentStatus.FAILED.value,
            DependentRow.attempts: attempts,
            DependentRow.next_try_at: policy.next_try_at(attempts, now),
            DependentRow.failure: type(error).__name__,
            DependentRow.updated_at: now,
        }
    ).where(DependentRow.id == dependent.id)
