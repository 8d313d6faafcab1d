"""Many who reach for one hour at two server processes: one gets it, the others read when else."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.counseling.invariants import ensure_sound
from tests.counseling.pages import a_ward_of
from tests.counseling.people import a_counselor, a_room, agree, an_appointment
from tests.counseling.visits import ahead, messages, real_now
from tests.site.racing import (
    Race,
    a_race,
    appointments,
    at_once,
    choose,
    free_times,
    statuses,
)
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.tables import AppointmentRow, AttendeeRow, HoldingRow
from wethaq.platform.actors import Role

MANY = pytest.mark.parametrize(
    "many", [pytest.param(12, id="short"), pytest.param(50, id="long", marks=pytest.mark.proof)]
)
QUARTER = timedelta(minutes=15)


@pytest.fixture
async def race(database: None, tmp_path: Path) -> AsyncIterator[Race]:
    async with a_race(tmp_path) as race:
        yield race


@pytest.mark.parametrize(
    "many", [pytest.param(50, id="short"), pytest.param(200, id="long", marks=pytest.mark.proof)]
)
async def test_of_fifty_families_one_gets_the_hour_and_each_other_reads_when_else(
    race: Race, many: int
) -> None:
    await a_counselor(hours=(9, 15))
    families = await race.families(many)
    answers = await at_once(family.hold(ahead()) for family in families)
    assert statuses(answers) == {303: 1, 409: many - 1}
    offered = [set(free_times(answer)) for answer in answers if answer.status_code == 409]
    assert all(offered)
    assert not any(str(ahead()) in times or ahead().isoformat() in times for times in offered)
    winner = next(
        family for family, answer in zip(families, answers, strict=True) if answer.status_code == 303
    )
    assert (await winner.send()).status_code == 303
    [first] = await appointments("confirmed")
    assert first["starts_at"] == ahead()
    loser = next(family for family in families if family is not winner)
    assert (await loser.hold(min(offered[0]))).status_code == 303
    assert (await loser.send()).status_code == 303
    assert len(await appointments("confirmed")) == 2


@MANY
async def test_starts_that_overlap_never_both_become_appointments(race: Race, many: int) -> None:
    await a_counselor(hours=(9, 12))
    families = await race.families(many)
    answers = await at_once(
        family.book(ahead() + QUARTER * (turn % 8)) for turn, family in enumerate(families)
    )
    booked = await appointments("confirmed")
    assert len(booked) == statuses(answers)[303] in {1, 2}
    assert statuses(answers)[409] == many - len(booked)


@MANY
async def test_two_counselors_never_share_one_room(race: Race, many: int) -> None:
    await a_room()
    counselors = [await a_counselor(hours=(9, 12)) for _ in range(2)]
    families = [
        await race.family(modality=Modality.IN_PERSON, counselor_id=counselors[turn % 2])
        for turn in range(many)
    ]
    answers = await at_once(family.book(ahead()) for family in families)
    assert statuses(answers) == {303: 1, 409: many - 1}
    assert len(await appointments("confirmed")) == 1


async def test_two_windows_of_one_person_keep_one_time(race: Race) -> None:
    for _ in range(2):
        await a_counselor(hours=(9, 15))
    family = await race.family()
    answers = await at_once(family.hold(ahead(9 + turn % 3)) for turn in range(12))
    assert set(statuses(answers)) <= {303, 409}
    assert len(await appointments("held")) == 1
    assert (await family.send()).status_code == 303


async def test_a_child_is_expected_in_one_place(race: Race) -> None:
    """One window brings the child along to the parent's appointment, the other books the child's own."""
    counselors = [await a_counselor(hours=(9, 12)) for _ in range(2)]
    for days in range(5, 8):
        parent = await race.family(books=False)
        along, alone = parent, await race.browser_of(parent.account)
        child = await a_ward_of(parent.person_id)
        await agree(child, parent.actor, now=real_now())
        wishes = {"service": "parenting", "modality": Modality.PHONE}
        await choose(along, **wishes, children=(child,), counselor_id=counselors[0])
        await choose(alone, **wishes, child_id=child, counselor_id=counselors[1])
        start = ahead(days=days)
        answers = await at_once([along.book(start), alone.book(start + QUARTER * (days - 5))])
        assert statuses(answers) == {303: 1, 409: 1}
    assert len(await appointments("confirmed")) == 3


async def test_what_is_kept_for_one_is_nobody_elses_until_it_ends(race: Race) -> None:
    await a_counselor(hours=(9, 12))
    first, *others = await race.families(10)
    assert (await first.hold(ahead())).status_code == 303
    assert statuses(await at_once(family.hold(ahead()) for family in others)) == {409: 9}
    await _let_ten_minutes_pass()
    answers = await at_once([first.send(), *(family.book(ahead()) for family in others)])
    assert answers[0].headers["location"] == f"{first.path}/time"
    assert statuses(answers[1:]) == {303: 1, 409: 8}
    assert len(await appointments("confirmed")) == 1


async def _let_ten_minutes_pass() -> None:
    over = real_now() - timedelta(seconds=1)
    await AppointmentRow.update({AppointmentRow.held_until: over}).where(AppointmentRow.status == "held")
    await HoldingRow.update({HoldingRow.held_until: over}).where(HoldingRow.held_until.is_not_null())


WISHES = {"channel": "phone", "method": "phone", "witness": "سارة البلوي"}


async def test_the_desk_and_families_meet_at_the_same_guard(race: Race) -> None:
    await a_counselor(hours=(9, 12))
    families, agents = await race.families(10), []
    for _ in range(4):
        agent, person = await race.colleague(Role.CALL_CENTRE_AGENT), await race.family(books=False)
        form = {**WISHES, "service": "marital", "modality": "phone"}
        begun = await agent.post(f"/desk/counseling/booking/{person.actor.person_id}", **form)
        assert begun.status_code == 303, begun.text
        agents.append((agent, begun.headers["location"]))
    at_desk = [agent.post(times, starts_at=ahead().isoformat()) for agent, times in agents]
    answers = await at_once([*at_desk, *(family.hold(ahead()) for family in families)])
    assert statuses(answers) == {303: 1, 409: 13}
    assert all(free_times(answer) for answer in answers if answer.status_code == 409)
    assert len(await appointments("held")) == 1


@pytest.mark.parametrize(
    "many", [pytest.param(4, id="short"), pytest.param(12, id="long", marks=pytest.mark.proof)]
)
async def test_of_many_who_move_to_one_hour_one_does(race: Race, many: int) -> None:
    await a_counselor(hours=(0, 0))
    families = await race.families(many, books=False)
    owned = [
        (await an_appointment(family.actor, ahead() + timedelta(hours=2 + 2 * turn), now=real_now())).id
        for turn, family in enumerate(families)
    ]
    race.before = await ensure_sound(real_now())
    answers = await at_once(
        family.post(f"/counseling/appointments/{own}/move", starts_at=ahead().isoformat())
        for family, own in zip(families, owned, strict=True)
    )
    assert statuses(answers) == {303: 1, 409: many - 1}
    assert all(free_times(answer) for answer in answers if answer.status_code == 409)
    assert [row["starts_at"] for row in await appointments("confirmed")].count(ahead()) == 1
    revisions = [row["sequence"] for row in await AttendeeRow.select(AttendeeRow.sequence)]
    assert sorted(revisions) == [0] * (many - 1) + [1]
    assert len(await messages("counseling_moved")) == 1


async def test_fifty_sendings_of_one_booking_make_one_appointment_with_one_set_of_messages(
    race: Race,
) -> None:
    await a_counselor(hours=(9, 12))
    family = await race.family()
    assert (await family.hold(ahead())).status_code == 303
    answers = await at_once(family.send() for _ in range(50))
    [appointment] = await appointments("confirmed")
    assert {answer.headers.get("location") for answer in answers if answer.status_code == 303} == {
        f"/counseling/appointments/{appointment['id']}/confirmation"
    }
    assert set(statuses(answers)) <= {303, 409}
    told = [row["channel"] for row in await messages("counseling_confirmed")]
    assert len(told) == len(set(told)) > 0
