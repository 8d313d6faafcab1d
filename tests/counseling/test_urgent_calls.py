"""Urgent calls: asked for without any condition, one open a person, taken and ended by the desk."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.counseling.people import NOW, an_officer
from tests.platform.accounts.builders import a_person
from wethaq.counseling import urgent_calls
from wethaq.counseling.policy.access import NotTheirPartError
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.urgent_calls import CallNotTakenError, CallOutcome, CallTakenError
from wethaq.counseling.tables import UrgentCallRow
from wethaq.counseling.urgent_calls import UrgentCall, UrgentCallNotFoundError
from wethaq.platform.actors import Actor, Role
from wethaq.platform.errors import NotFoundError

pytestmark = pytest.mark.usefixtures("database")
WORDS = "أنا خائفة، اتصلوا باسم خالتي."


async def somebody(**changes: object) -> Actor:
    """A person who has agreed to nothing and lives wherever they live."""
    return Actor(account_id=uuid4(), person_id=await a_person(**changes), roles=frozenset({Role.BENEFICIARY}))


async def a_call(actor: Actor, *, is_in_danger: bool = False, part: PartOfDay = PartOfDay.ANY) -> UrgentCall:
    return await urgent_calls.ask_for_call(
        WORDS, is_in_danger=is_in_danger, part_of_day=part, actor=actor, now=NOW
    )


async def test_neither_consent_nor_area_stands_before_a_call() -> None:
    call = await a_call(await somebody(governorate="riyadh"))

    assert call.due_at == NOW + timedelta(hours=2)
    assert call.taken_at is None


async def test_words_are_sealed_and_kept_from_the_queue() -> None:
    await a_call(await somebody())

    (row,) = await UrgentCallRow.select()
    assert WORDS not in str(row["wish"])
    (queued,) = await urgent_calls.list_urgent_calls(actor=an_officer())
    assert queued.call.wish is None


async def test_asking_again_brings_the_promise_nearer_and_never_a_second_call() -> None:
    actor = await somebody()
    first = await a_call(actor)
    again = await a_call(actor, is_in_danger=True)

    assert again.id == first.id
    assert again.due_at == NOW + timedelta(minutes=30)
    assert (await a_call(actor)).due_at == again.due_at


async def test_pressing_twice_at_once_makes_one_call() -> None:
    actor = await somebody()
    calls = await asyncio.gather(*(a_call(actor) for _ in range(5)))

    assert len({call.id for call in calls}) == 1
    assert await UrgentCallRow.count() == 1


async def test_the_one_due_first_is_on_top() -> None:
    later, sooner = await somebody(), await somebody()
    await a_call(later)
    urgent = await a_call(sooner, is_in_danger=True)

    first, _ = await urgent_calls.list_urgent_calls(actor=an_officer())
    assert first.call.id == urgent.id


async def test_of_two_officers_one_takes_the_call_and_reads_it() -> None:
    call = await a_call(await somebody())
    first, second = an_officer(), an_officer()
    taken = await urgent_calls.take_urgent_call(call.id, actor=first, now=NOW)

    assert taken.wish == WORDS
    with pytest.raises(CallTakenError):
        await urgent_calls.take_urgent_call(call.id, actor=second, now=NOW)
    with pytest.raises(UrgentCallNotFoundError):
        await urgent_calls.get_taken_call(call.id, actor=second)
    assert (await urgent_calls.get_taken_call(call.id, actor=first)).wish == WORDS


async def test_who_took_a_call_ends_it_once() -> None:
    call, officer = await a_call(await somebody()), an_officer()
    with pytest.raises(CallNotTakenError):
        await urgent_calls.end_urgent_call(call.id, CallOutcome.SPOKEN, None, actor=officer, now=NOW)
    await urgent_calls.take_urgent_call(call.id, actor=officer, now=NOW)
    ended = await urgent_calls.end_urgent_call(call.id, CallOutcome.REFERRED, "1919", actor=officer, now=NOW)

    assert ended.outcome is CallOutcome.REFERRED
    assert await urgent_calls.count_urgent_calls() == 0
    with pytest.raises(CallNotTakenError):
        await urgent_calls.end_urgent_call(call.id, CallOutcome.SPOKEN, None, actor=officer, now=NOW)


async def test_after_it_ended_another_call_can_be_asked_for() -> None:
    actor, officer = await somebody(), an_officer()
    first = await a_call(actor)
    await urgent_calls.take_urgent_call(first.id, actor=officer, now=NOW)
    await urgent_calls.end_urgent_call(first.id, CallOutcome.NOT_REACHED, None, actor=officer, now=NOW)

    assert (await a_call(actor)).id != first.id


async def test_other_roles_have_no_part_in_it() -> None:
    call = await a_call(await somebody())
    for role in (Role.COUNSELOR, Role.CALL_CENTRE_AGENT, Role.ADMINISTRATOR, Role.VOLUNTEER):
        actor = Actor(account_id=uuid4(), roles=frozenset({role}))
        with pytest.raises(NotTheirPartError):
            await urgent_calls.list_urgent_calls(actor=actor)
        with pytest.raises(NotTheirPartError):
            await urgent_calls.take_urgent_call(call.id, actor=actor, now=NOW)


async def test_an_officer_neither_sees_nor_takes_their_own_call() -> None:
    officer = Actor(account_id=uuid4(), person_id=await a_person(), roles=frozenset({Role.RELATIONS_OFFICER}))
    call = await a_call(officer)

    assert await urgent_calls.list_urgent_calls(actor=officer) == []
    with pytest.raises(UrgentCallNotFoundError):
        await urgent_calls.take_urgent_call(call.id, actor=officer, now=NOW)


async def test_a_call_is_nobody_elses() -> None:
    call = await a_call(await somebody())
    with pytest.raises(UrgentCallNotFoundError):
        await urgent_calls.get_own_call(call.id, actor=await somebody())
    with pytest.raises(NotFoundError):
        await a_call(an_officer())
