"""Each way of tampering with the trail, as somebody with every right on the database would do it."""

from datetime import timedelta

import pytest

from tests.platform.audit.builders import AT, a_trail
from wethaq.platform.audit.roots import list_roots, read_roots, seal_yesterday
from wethaq.platform.audit.tables import AuditHead
from wethaq.platform.audit.verification import Tampering, verify_audit
from wethaq.platform.database.engine import ENGINE, IS_SQLITE
from wethaq.platform.database.transaction import transaction

pytestmark = pytest.mark.usefixtures("database")

LENGTH = 20
TOMORROW = AT + timedelta(days=1)


async def forge(*statements: str) -> None:
    """Run statements with the triggers out of the way."""
    async with transaction():
        if not IS_SQLITE:
            await ENGINE.run_ddl("SET LOCAL session_replication_role = replica")
        else:
            for table in ("audit_event", "audit_root"):
                for act in ("update", "delete"):
                    await ENGINE.run_ddl(f"DROP TRIGGER IF EXISTS {table}_no_{act}")
        for statement in statements:
            await ENGINE.run_ddl(statement)


async def signs(**kwargs: object) -> set[tuple[Tampering, int]]:
    report = await verify_audit(**kwargs)  # type: ignore[arg-type]
    return {(finding.tampering, finding.sequence) for finding in report.findings}


async def test_an_untouched_trail_is_intact() -> None:
    await a_trail(LENGTH)
    await seal_yesterday(now=TOMORROW)
    await a_trail(3, start=TOMORROW)
    report = await verify_audit()
    assert (report.events, report.roots, report.findings) == (LENGTH + 3, 1, ())


async def test_an_empty_trail_is_intact() -> None:
    assert (await verify_audit()).is_intact


@pytest.mark.parametrize(
    "edit",
    [
        "event = 'intake.item_waived'",
        "purpose = 'curiosity'",
        "details = '{}'",
        "roles = 'manager'",
        "account_id = NULL",
        "chain = '" + "0" * 64 + "'",
    ],
)
async def test_an_edited_event_is_found(edit: str) -> None:
    await a_trail(LENGTH)
    await forge(f"UPDATE audit_event SET {edit} WHERE sequence = 7")
    assert (Tampering.ALTERED, 7) in await signs()


async def test_every_single_event_that_is_deleted_is_found() -> None:
    await a_trail(LENGTH)
    await forge("DELETE FROM audit_event WHERE sequence = 7")
    assert {(Tampering.MISSING, 8), (Tampering.ALTERED, 8)} <= await signs()


async def test_a_deletion_with_the_numbers_closed_up_is_found() -> None:
    await a_trail(LENGTH)
    await forge(
        "DELETE FROM audit_event WHERE sequence = 7",
        "UPDATE audit_event SET sequence = -sequence WHERE sequence > 7",
        "UPDATE audit_event SET sequence = -sequence - 1 WHERE sequence < 0",
    )
    found = await signs()
    assert (Tampering.ALTERED, 7) in found
    assert (Tampering.CUT, LENGTH - 1) in found


async def test_an_inserted_event_is_found() -> None:
    await a_trail(LENGTH)
    columns = "at, event, subject_id, roles, channel, details, chain"
    await forge(
        "UPDATE audit_event SET sequence = -sequence WHERE sequence > 7",
        "UPDATE audit_event SET sequence = -sequence + 1 WHERE sequence < 0",
        f"INSERT INTO audit_event (sequence, {columns}) SELECT 8, {columns} FROM audit_event WHERE sequence = 3",
    )
    assert (Tampering.ALTERED, 8) in await signs()


async def test_an_event_appended_behind_the_end_is_found() -> None:
    await a_trail(LENGTH)
    columns = "at, event, subject_id, roles, channel, details, chain"
    await forge(
        f"INSERT INTO audit_event (sequence, {columns}) SELECT 21, {columns} FROM audit_event WHERE sequence = 3"
    )
    assert (Tampering.APPENDED, LENGTH) in await signs()


async def test_two_events_that_changed_places_are_found() -> None:
    await a_trail(LENGTH)
    await forge(
        "UPDATE audit_event SET sequence = 1000 WHERE sequence = 7",
        "UPDATE audit_event SET sequence = 7 WHERE sequence = 8",
        "UPDATE audit_event SET sequence = 8 WHERE sequence = 1000",
    )
    assert {(Tampering.ALTERED, 7), (Tampering.ALTERED, 8)} <= await signs()


async def test_a_cut_tail_is_found() -> None:
    await a_trail(LENGTH)
    await forge("DELETE FROM audit_event WHERE sequence > 15")
    assert await signs() == {(Tampering.CUT, 15)}


async def test_a_cut_tail_is_found_when_the_end_was_moved_too() -> None:
    await a_trail(LENGTH)
    await forge(
        "DELETE FROM audit_event WHERE sequence > 15",
        "UPDATE audit_head SET sequence = 15, chain = (SELECT chain FROM audit_event WHERE sequence = 15)",
    )
    assert await signs() == {(Tampering.HEAD_FORGED, 15)}


async def test_a_cut_tail_is_found_when_the_whole_end_was_put_back_from_a_copy() -> None:
    """The signed root of the day still counts the events that are gone."""
    await a_trail(15)
    head = await AuditHead.select().first()
    assert head is not None
    await a_trail(5)
    await seal_yesterday(now=TOMORROW)
    await forge(
        "DELETE FROM audit_event WHERE sequence > 15",
        f"UPDATE audit_head SET sequence = 15, chain = '{head['chain']}', seal = '{head['seal']}'",
    )
    assert await signs() == {(Tampering.CUT, 15)}


async def test_a_trail_put_back_from_a_copy_with_its_roots_is_found_by_the_root_that_was_sent() -> None:
    await a_trail(15)
    head = await AuditHead.select().first()
    assert head is not None
    await a_trail(5)
    sent = "From: wethaq\n\n" + (await seal_yesterday(now=TOMORROW))[0].message()
    await forge(
        "DELETE FROM audit_event WHERE sequence > 15",
        "DELETE FROM audit_root",
        f"UPDATE audit_head SET sequence = 15, chain = '{head['chain']}', seal = '{head['seal']}'",
    )
    assert await signs() == set()
    assert await signs(known_roots=read_roots(sent)) == {(Tampering.CUT, 15)}


async def test_an_emptied_trail_is_found() -> None:
    await a_trail(LENGTH)
    await forge("DELETE FROM audit_event")
    assert await signs() == {(Tampering.CUT, 0)}


async def test_a_removed_end_is_found() -> None:
    await a_trail(LENGTH)
    await forge("DELETE FROM audit_head")
    assert (Tampering.HEAD_FORGED, LENGTH) in await signs()


@pytest.mark.parametrize("column", ["root = '" + "0" * 64 + "'", "size = 19", "signature = '1.AAAA'"])
async def test_a_forged_root_is_found(column: str) -> None:
    await a_trail(LENGTH)
    await seal_yesterday(now=TOMORROW)
    await forge(f"UPDATE audit_root SET {column}")
    assert Tampering.ROOT_FORGED in {tampering for tampering, _ in await signs()}


async def test_a_trail_that_was_rewritten_with_the_key_differs_from_its_root() -> None:
    """Even who holds the audit key can't make other events fit a root that was signed before."""
    await a_trail(LENGTH)
    sent = await seal_yesterday(now=TOMORROW)
    await forge("DELETE FROM audit_event", "DELETE FROM audit_head", "DELETE FROM audit_root")
    await a_trail(LENGTH)
    assert await signs() == set()
    assert await signs(known_roots=sent) == {(Tampering.ROOT_DIFFERS, LENGTH)}


async def test_a_root_is_made_once_a_day_and_covers_the_days_without_one() -> None:
    await a_trail(4)
    first = await seal_yesterday(now=TOMORROW)
    assert await seal_yesterday(now=TOMORROW) == []
    await a_trail(4, start=TOMORROW)
    await a_trail(4, start=AT + timedelta(days=3))
    second = await seal_yesterday(now=AT + timedelta(days=4))
    assert [root.size for root in first + second] == [4, 12]
    assert await list_roots() == first + second
    assert (await verify_audit()).is_intact


async def test_the_events_of_today_wait_for_their_root() -> None:
    await a_trail(4)
    await a_trail(2, start=TOMORROW)
    assert [root.size for root in await seal_yesterday(now=TOMORROW)] == [4]


async def test_the_reader_tells_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wethaq.platform.audit.verification.BATCH", 5)
    await a_trail(12)
    told: list[int] = []
    assert (await verify_audit(progress=told.append)).is_intact
    assert told == [5, 10]
