import asyncio
import sqlite3
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from piccolo.query.base import Query

from tests.platform.audit.builders import AT, a_trail, an_officer
from wethaq.platform import audit
from wethaq.platform.actors import SYSTEM
from wethaq.platform.audit.tables import AuditEvent, AuditHead
from wethaq.platform.audit.verification import verify_audit
from wethaq.platform.database.transaction import savepoint, transaction
from wethaq.platform.security.tables import DataKey

pytestmark = pytest.mark.usefixtures("database")


async def test_an_event_keeps_who_what_when_and_why() -> None:
    officer, subject, person = an_officer(), uuid4(), uuid4()
    await audit.record(
        "intake.request_opened", subject, actor=officer, now=AT, person_id=person, purpose="verification"
    )
    row = await AuditEvent.select().first()
    assert row is not None
    assert (row["sequence"], row["at"], row["event"]) == (1, AT, "intake.request_opened")
    assert (row["subject_id"], row["person_id"], row["purpose"]) == (str(subject), person, "verification")
    assert (row["account_id"], row["session_id"]) == (officer.account_id, officer.session_id)
    assert (row["roles"], row["channel"]) == ("relations_officer", "website")


async def test_an_event_is_undone_with_its_transaction() -> None:
    async def fail() -> None:
        async with transaction():
            await audit.record("intake.request_submitted", uuid4(), actor=SYSTEM, now=AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await AuditEvent.count() == 0


async def test_an_event_is_undone_with_its_savepoint() -> None:
    async with transaction():
        await audit.record("intake.request_submitted", 1, actor=SYSTEM, now=AT)
        with pytest.raises(ZeroDivisionError):
            await _fail_in_savepoint()
        await audit.record("intake.request_returned", 3, actor=SYSTEM, now=AT)
    events = await AuditEvent.select(AuditEvent.subject_id).order_by(AuditEvent.sequence).output(as_list=True)
    assert events == ["1", "3"]


async def _fail_in_savepoint() -> None:
    async with savepoint():
        await audit.record("intake.request_submitted", 2, actor=SYSTEM, now=AT)
        raise ZeroDivisionError


async def test_two_hundred_writers_at_once_make_one_unbroken_chain() -> None:
    await asyncio.gather(*(a_trail(5) for _ in range(40)))
    report = await verify_audit()
    assert report.events == 200
    assert report.is_intact


async def test_transactions_that_touch_the_same_rows_in_any_order_never_lock_each_other_out() -> None:
    """The classic circle: one records and then updates, the other updates and then records."""
    await a_trail(1)

    async def records_first() -> None:
        async with transaction():
            await audit.record("test.first", 1, actor=SYSTEM, now=AT)
            await asyncio.sleep(0.01)
            await _touch()

    async def updates_first() -> None:
        async with transaction():
            await _touch()
            await asyncio.sleep(0.01)
            await audit.record("test.second", 2, actor=SYSTEM, now=AT)

    await asyncio.gather(*(act() for act in [records_first, updates_first] * 8))
    assert (await verify_audit()).events == 17


async def _touch() -> None:
    """Lock a row that both kinds of transaction want, as a status change would."""
    await DataKey.update({DataKey.purpose: "index"}).where(DataKey.purpose == "index")


async def test_what_looks_like_a_person_never_reaches_the_details() -> None:
    details = {"to": "+966501234567", "mail": "sara@example.com", "text": "سارة الحويطي", "count": 12345678}
    await audit.record("test.event", None, actor=SYSTEM, now=AT, details=details)
    stored = (await AuditEvent.select(AuditEvent.details).first() or {})["details"]
    assert stored == ('{"count": 12345678, "mail": "[redacted]", "text": "[redacted]", "to": "[redacted]"}')


@pytest.mark.parametrize(
    "change", [AuditEvent.update({AuditEvent.event: "x"}, force=True), AuditEvent.delete(force=True)]
)
async def test_the_database_itself_refuses_to_change_the_trail(change: Query[Any, Any]) -> None:
    await a_trail(1)
    with pytest.raises((sqlite3.IntegrityError, asyncpg.RaiseError), match="append-only"):
        await change
    assert await AuditEvent.count() == 1


async def test_the_head_follows_the_last_event() -> None:
    await a_trail(3)
    head = await AuditHead.select().first()
    last = await AuditEvent.select().order_by(AuditEvent.sequence, ascending=False).first()
    assert head is not None
    assert last is not None
    assert (head["sequence"], head["chain"]) == (3, last["chain"])


async def test_people_see_who_opened_their_file_newest_first() -> None:
    officer, person, other = an_officer(), uuid4(), uuid4()
    await audit.record_view(
        "request", uuid4(), actor=officer, now=AT, person_id=person, purpose="verification"
    )
    await audit.record_view(
        "document", uuid4(), actor=officer, now=AT, person_id=person, purpose="matching items"
    )
    await audit.record_view(
        "request", uuid4(), actor=officer, now=AT, person_id=other, purpose="verification"
    )
    await a_trail(3, person_id=person)
    openings = await audit.list_openings(person)
    assert [(opening.what, opening.purpose) for opening in openings] == [
        ("document", "matching items"),
        ("request", "verification"),
    ]
    assert {opening.actor_role for opening in openings} == set(officer.roles)
    assert len(await audit.list_openings(person, limit=1)) == 1


async def test_the_names_of_who_opened_a_file_come_from_the_part_that_knows_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    officer, person = an_officer(), uuid4()

    async def names(accounts: object) -> dict[object, str]:
        return {officer.account_id: "نورة"}

    monkeypatch.setattr("wethaq.platform.audit.openings._actor_names", names)
    await audit.record_view(
        "request", uuid4(), actor=officer, now=AT, person_id=person, purpose="verification"
    )
    assert [opening.actor_name for opening in await audit.list_openings(person)] == ["نورة"]
