"""Random people do random things at random times, on a real database: never an illegal state (H1-H7, R3).

tests/platform/intake/test_journey.py asks the rules alone; here everything that
stands between them and the database takes part.
"""

import asyncio
import contextlib
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.fixtures import NOW
from tests.site.random_people import ROAD, ROADS, STEPS, Life, Town, a_town, begin, try_step
from wethaq.platform.audit.tables import AuditEvent
from wethaq.platform.audit.verification import verify_audit
from wethaq.platform.committee.tables import AgendaItemRow, DecisionRow, VoteRow
from wethaq.platform.errors import WethaqError
from wethaq.platform.intake import appealing
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.statuses import OPEN_STATUSES, SIGNED, RequestStatus
from wethaq.platform.intake.standing import standing_of
from wethaq.platform.intake.tables import Event, Request

S = RequestStatus
EVENTS = 50
LONG = 50_000
"""So many events the proof takes, in four parts that processes can share."""
MOVES: dict[str, set[tuple[RequestStatus, RequestStatus]]] = {
    "sign": {(S.DRAFT, S.SUBMITTED), (S.RETURNED, S.IN_VERIFICATION)},
    "take up": {(S.SUBMITTED, S.IN_VERIFICATION)},
    "return": {(S.IN_VERIFICATION, S.RETURNED)},
    "take back": {(S.RETURNED, S.IN_VERIFICATION)},
    "refer": {(S.IN_VERIFICATION, S.REFERRED)},
    "answer referral": {(S.REFERRED, S.IN_VERIFICATION)},
    "declare": {(S.IN_VERIFICATION, S.DECLARED)},
    "reopen": {(S.DECLARED, S.IN_VERIFICATION)},
    "forward": {(S.DECLARED, S.IN_COMMITTEE)},
    "agenda": {(S.APPEALED, S.IN_APPEAL)},
    "return from committee": {(S.IN_COMMITTEE, S.IN_VERIFICATION)},
    "release": {
        *((S.IN_COMMITTEE, decided) for decided in (S.ACCEPTED, S.REFUSED)),
        *((S.IN_APPEAL, decided) for decided in (S.ACCEPTED, S.REFUSED_FINALLY)),
    },
    "appeal": {(S.REFUSED, S.APPEALED)},
    "register": {(S.ACCEPTED, S.REGISTERED)},
    "begin service": {(S.REGISTERED, S.IN_SERVICE)},
    "deliver": {(S.IN_SERVICE, S.DELIVERED)},
    "close": {(S.DELIVERED, S.CLOSED)},
    "withdraw": {(status, S.WITHDRAWN) for status in OPEN_STATUSES},
}
"""Where each step leads from where; a step that isn't named leaves the request where it is."""


@dataclass(frozen=True)
class Facts:
    """What the database says of a request: enough to see whether anything was changed."""

    request: dict[str, Any]
    timeline: frozenset[tuple[Any, ...]]
    votes: frozenset[tuple[UUID, UUID, str]]
    trail: int

    @property
    def status(self) -> RequestStatus:
        return S(self.request["status"])


async def facts_of(request_id: UUID, since: int) -> Facts:
    """Read what there is of a request; the trail of earlier ones, up to `since`, is left unread."""
    request = await Request.select().where(Request.id == request_id).first()
    events = await Event.select().where(Event.request_id == request_id)
    items = await AgendaItemRow.select(AgendaItemRow.id).where(AgendaItemRow.request_id == request_id)
    ids = [item["id"] for item in items]
    votes = await VoteRow.select().where(VoteRow.item_id.is_in(ids)) if ids else []
    assert request
    return Facts(
        request,
        frozenset(tuple(event.values()) for event in events),
        frozenset((vote["item_id"], vote["member_id"], vote["choice"]) for vote in votes),
        await AuditEvent.count().where(
            (AuditEvent.sequence > since) & (AuditEvent.subject_id == str(request_id))
        ),
    )


async def ensure_lawful(life: Life, name: str, before: Facts, after: Facts) -> None:
    """Check a step that was taken by what policy.md demands, without the help of the rules under test."""
    assert before.timeline <= after.timeline
    assert before.votes <= after.votes
    assert len({(item, member) for item, member, _ in after.votes}) == len(after.votes)
    if after.status is not before.status:
        assert (before.status, after.status) in MOVES.get(name, ())
        assert len(after.timeline) > len(before.timeline)
        assert after.trail > before.trail
    if before.status is S.IN_COMMITTEE and after.status in {S.ACCEPTED, S.REFUSED}:
        await ensure_in_time(after, life.now)
    if after.status in SIGNED:
        standing = await standing_of(await get_request(life.request_id))
        assert standing.signed_hash == standing.current_hash
    if after.status is S.IN_APPEAL:
        await ensure_heard_by_others(life.request_id)


async def ensure_in_time(facts: Facts, now: datetime) -> None:
    """H5: no reply before its date without a reason, and a second person who agreed."""
    decision = await DecisionRow.select().where(DecisionRow.id == facts.request["decision_id"]).first()
    assert decision
    if now < facts.request["earliest_reply_at"]:
        assert decision["urgent_reason"]
        assert decision["urgent_asked_by"]
        assert decision["urgent_approved_by"]
        assert decision["urgent_asked_by"] != decision["urgent_approved_by"]


async def ensure_heard_by_others(request_id: UUID) -> None:
    """R3: nobody hears an appeal who voted on the refusal."""
    items = await AgendaItemRow.select().where(AgendaItemRow.request_id == request_id)
    voters: dict[str, set[UUID]] = {"decision": set(), "appeal": set()}
    for item in items:
        votes = await VoteRow.select(VoteRow.member_id).where(VoteRow.item_id == item["id"])
        voters[item["kind"]] |= {vote["member_id"] for vote in votes}
    assert not voters["decision"] & voters["appeal"]


class Journeys(RuleBasedStateMachine):
    """A family's request among people who follow the road, stray from it, or try their luck."""

    loop: ClassVar[asyncio.AbstractEventLoop]
    town: ClassVar[Town]
    tried: ClassVar[int] = 0
    seen: ClassVar[set[RequestStatus]] = set()
    facts: Facts
    """Read once after each step: it is what the next one begins with."""

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run in the loop of the test, to which the pool of connections belongs."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()

    @initialize(road=st.sampled_from(ROADS), steps=st.integers(0, len(ROADS[1])))
    def go_a_part_of_the_road(self, road: list[tuple[str, int]], steps: int) -> None:
        self.run(self._begin())
        for name, number in road[:steps]:
            self.happen(name, number, is_by_somebody=False)

    @rule(name=st.sampled_from(ROAD), number=st.integers(0, 20))
    def somebody_follows_the_road(self, name: str, number: int) -> None:
        self.happen(name, number, is_by_somebody=False)

    @rule(name=st.sampled_from(sorted(STEPS)), number=st.integers(0, 20), is_by_somebody=st.booleans())
    def somebody_tries_something(self, name: str, number: int, is_by_somebody: bool) -> None:
        self.happen(name, number, is_by_somebody=is_by_somebody)

    def happen(self, name: str, number: int, *, is_by_somebody: bool) -> None:
        self.run(self._happen(name, number, is_by_somebody=is_by_somebody))

    async def _begin(self) -> None:
        self.since = await AuditEvent.count()
        self.life = await begin(self.town, NOW)
        self.facts = await facts_of(self.life.request_id, self.since)

    async def _happen(self, name: str, number: int, *, is_by_somebody: bool) -> None:
        before = self.facts
        with contextlib.suppress(WethaqError):
            await try_step(self.life, name, number, is_by_somebody=is_by_somebody)
        after = self.facts = await facts_of(self.life.request_id, self.since)
        await ensure_lawful(self.life, name, before, after)
        type(self).tried += 1
        self.seen.add(after.status)

    def teardown(self) -> None:
        self.run(self._end())

    async def _end(self) -> None:
        """Leave nothing open that the next family's committee would find."""
        request = await get_request(self.life.request_id)
        if request.status in OPEN_STATUSES:
            await appealing.withdraw_request(request.id, actor=self.life.applicant, now=self.life.now)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "journeys",
    [
        pytest.param(12, id="short"),
        *(pytest.param(LONG // EVENTS // 4, id=f"long-{part}", marks=pytest.mark.proof) for part in range(4)),
    ],
)
async def test_random_people_never_bring_a_request_into_an_illegal_state(journeys: int) -> None:
    Journeys.loop, Journeys.town, Journeys.tried = asyncio.get_running_loop(), await a_town(), 0
    often = settings(
        max_examples=journeys,
        stateful_step_count=EVENTS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=[Phase.generate],
    )
    await asyncio.to_thread(run_state_machine_as_test, Journeys, settings=often)
    assert Journeys.tried > journeys * EVENTS / 4
    assert len(Journeys.seen) > 6
    assert (await verify_audit()).is_intact


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("road", "end"), [(ROADS[0], S.CLOSED), (ROADS[1], S.ACCEPTED)])
async def test_whoever_follows_the_road_gets_to_its_end(
    road: list[tuple[str, int]], end: RequestStatus
) -> None:
    """Otherwise the random people would never get far."""
    life = await begin(await a_town(), NOW)
    for name, number in road:
        with contextlib.suppress(WethaqError):
            await try_step(life, name, number, is_by_somebody=False)
    assert (await get_request(life.request_id)).status is end
