"""The four times of policy G1, and who may read them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from tests.client import Client
from tests.platform.accounts.builders import a_member_of_staff, signed_in
from tests.platform.intake.builders import (
    NOW,
    a_closed_request,
    a_submitted_request,
    an_applicant,
    an_officer,
    open_intake,
    staff,
)
from wethaq.platform.actors import Channel, Role
from wethaq.platform.intake.measuring import figure_service_levels
from wethaq.platform.intake.policy.access import NotTheirPartError
from wethaq.platform.intake.policy.measures import measure


@dataclass(frozen=True)
class Times:
    """A request of which only its times are known."""

    first_asked_at: datetime | None = None
    first_answered_at: datetime | None = None
    submitted_at: datetime | None = NOW
    verified_at: datetime | None = None
    decided_at: datetime | None = None
    registered_at: datetime | None = None
    delivered_at: datetime | None = None


def after(days: float) -> datetime:
    return NOW + timedelta(days=days)


def test_the_usual_time_is_the_median_of_those_that_have_both_ends() -> None:
    requests = [
        Times(verified_at=after(1)),
        Times(verified_at=after(3)),
        Times(verified_at=after(90)),
        Times(),
    ]
    figure = measure(requests).verification
    assert (figure.usual, figure.known) == (timedelta(days=3), 3)


def test_what_nobody_has_reached_has_no_figure() -> None:
    measures = measure([Times()])
    assert (measures.decision.usual, measures.decision.known) == (None, 0)
    assert measures.first_answer.usual is None


async def test_the_house_is_measured_by_service_and_channel(database: None) -> None:
    await open_intake()
    await a_closed_request(await an_applicant(), an_officer())
    await a_submitted_request(await an_applicant())

    house = await figure_service_levels(actor=an_officer(), now=NOW + timedelta(days=60))

    [support] = house.services
    assert (support.service, support.submitted) == ("support", 2)
    assert support.measures.decision.known == 1
    assert sum(support.levels.values()) == 1
    assert house.channels == {Channel.WEBSITE: 2}


async def test_an_old_year_does_not_colour_this_one(database: None) -> None:
    await open_intake()
    await a_submitted_request(await an_applicant())
    house = await figure_service_levels(actor=an_officer(), now=NOW + timedelta(days=400))
    assert house.services == []


async def test_a_volunteer_reads_no_figures(database: None) -> None:
    with pytest.raises(NotTheirPartError):
        await figure_service_levels(actor=staff(Role.VOLUNTEER), now=NOW)


async def test_the_page_shows_them_to_officers_only(client: Client) -> None:
    await open_intake()
    officer = await signed_in(client, await a_member_of_staff(Role.RELATIONS_OFFICER))
    assert "مستويات الخدمة" in (await officer.get("/desk/service-levels")).text
    other = await signed_in(client, await a_member_of_staff(Role.COUNSELOR))
    assert (await other.get("/desk/service-levels")).status_code == 403
