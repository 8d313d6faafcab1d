"""Limits kept in the database, so that they hold across processes and restarts.

Record the try BEFORE the costly or secret check, and outside a transaction
that may be rolled back. Forget the tries of a key once the check succeeds.
"""

from datetime import datetime, timedelta
from math import ceil

from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import TooManyTriesError
from wethaq.platform.security.blind import blind_index
from wethaq.platform.security.limit_policy import PER_ACCOUNT, Limit, next_try_at, recent_tries
from wethaq.platform.security.tables import AttemptLog


async def ensure_within_limit(kind: str, key: str, now: datetime, limit: Limit = PER_ACCOUNT) -> None:
    """Refuse when no try is left, without counting one. Raises TooManyTriesError."""
    row = (
        await AttemptLog.select(AttemptLog.tries)
        .where(AttemptLog.kind == kind, AttemptLog.key == _digest(kind, key))
        .first()
    )
    _ensure_allowed(_times(row["tries"]) if row else [], limit, now)


async def record_attempt(kind: str, key: str, now: datetime, limit: Limit = PER_ACCOUNT) -> None:
    """Count one try, or refuse it when the limit is reached.

    The row is locked while it is judged, so tries sent at the same moment are
    counted one after another. A refused try isn't counted: waiting is enough.
    Raises TooManyTriesError.
    """
    async with transaction():
        tries = await _lock_tries(kind, key, now)
        _ensure_allowed(tries, limit, now)
        counted = [*recent_tries(tries, limit, now), now]
        await AttemptLog.update({AttemptLog.tries: _text(counted), AttemptLog.last_try_at: now}).where(
            AttemptLog.kind == kind, AttemptLog.key == _digest(kind, key)
        )


async def forget_attempts(kind: str, key: str) -> None:
    """Forget the tries of a key after a success."""
    await AttemptLog.delete().where(AttemptLog.kind == kind, AttemptLog.key == _digest(kind, key))


async def delete_stale_attempts(*, now: datetime, older_than: timedelta = timedelta(days=2)) -> None:
    """Forget keys that nobody tried for days; a nightly job."""
    await AttemptLog.delete().where(AttemptLog.last_try_at < now - older_than)


async def _lock_tries(kind: str, key: str, now: datetime) -> list[datetime]:
    """Return the times of a key's tries with its row locked; the row is made when it is missing.

    An upsert that changes nothing locks the row on PostgreSQL; on SQLite the
    transaction holds the only write lock anyway.
    """
    row = AttemptLog(id=new_id(), kind=kind, key=_digest(kind, key), last_try_at=now)
    locked = (
        await AttemptLog.insert(row)
        .on_conflict(
            target=(AttemptLog.kind, AttemptLog.key),
            action="DO UPDATE",
            values=[(AttemptLog.kind, kind)],
        )
        .returning(AttemptLog.tries)
    )
    return _times(locked[0]["tries"])


def _ensure_allowed(tries: list[datetime], limit: Limit, now: datetime) -> None:
    wait = next_try_at(tries, limit, now) - now
    if wait > timedelta():
        raise TooManyTriesError(minutes=max(1, ceil(wait / timedelta(minutes=1))))


def _digest(kind: str, key: str) -> str:
    return blind_index("security_attempt_log.key", f"{kind}|{key}")


def _times(text: str) -> list[datetime]:
    return sorted(datetime.fromisoformat(line) for line in text.split())


def _text(times: list[datetime]) -> str:
    return " ".join(at.isoformat() for at in times)
