"""The demonstration's matchmaking: every state, every stage, on whatever day and at whatever hour it is made."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

import wethaq.app  # noqa: F401 - the composition root hands purposes, hooks and services over.
from wethaq.matching.demo.cast import APPLICANTS, FEMALE_MATCHMAKER, MALE_MATCHMAKER
from wethaq.matching.demo.lives import lives
from wethaq.matching.tables import (
    BreakGlassRow,
    ContractRow,
    FollowUpRow,
    FreezeRow,
    MeetingRow,
    ProfileRow,
    ProposalRow,
    RoundRow,
    WaliRow,
)
from wethaq.platform.demo.cast import STAFF
from wethaq.platform.demo.house import furnish_house
from wethaq.platform.demo.time import live_until
from wethaq.platform.settings import get_settings

SUNDAY_MORNING = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
LATE_ON_THURSDAY = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)


@pytest.mark.usefixtures("client")
@pytest.mark.parametrize("now", [LATE_ON_THURSDAY, pytest.param(SUNDAY_MORNING, marks=pytest.mark.proof)])
async def test_everybody_is_somewhere(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_settings(), "is_demo", True)
    today = now.replace(hour=6, minute=0)
    house = await furnish_house((*STAFF, FEMALE_MATCHMAKER, MALE_MATCHMAKER), today - timedelta(days=112))
    await live_until(now, lives(house, today))
    states = Counter(row["state"] for row in await ProfileRow.select(ProfileRow.state))
    assert sum(states.values()) == APPLICANTS
    assert set(states) == {"draft", "in_review", "active", "paused", "closed"}
    stages = Counter(row["stage"] for row in await ProposalRow.select(ProposalRow.stage))
    for stage in (
        "draft",
        "approved",
        "summary",
        "details",
        "photo",
        "guardians",
        "meeting",
        "engaged",
        "exam",
    ):
        assert stages[stage], stage
    for end in ("contracted", "declined", "expired", "closed_by_staff"):
        assert stages[end], end
    (guardian,) = await WaliRow.select().where(WaliRow.linked_at.is_not_null())
    asked = await ProposalRow.select().where(ProposalRow.woman_id == guardian["profile_id"])
    assert {row["stage"] for row in asked} & {"details", "photo"}
    rounds = Counter(row["state"] for row in await RoundRow.select(RoundRow.state))
    assert rounds == {"closed": 1, "open": 1}
    for table in (BreakGlassRow, ContractRow, FollowUpRow, FreezeRow, MeetingRow):
        assert await table.count(), table
