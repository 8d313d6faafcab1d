"""Random events never bring a request into an illegal state (H1-H7, R3).

A little model keeps the facts that the database would keep and asks the same
rules before each step; the checks after it know nothing of those rules.
`make proof` runs ten times as many events.
"""

import contextlib
import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wethaq.platform.errors import WethaqError
from wethaq.platform.intake.policy import journey
from wethaq.platform.intake.policy.checklist import ItemStanding, ItemState, is_settled
from wethaq.platform.intake.policy.deadlines import EarlyReply, appeal_until, reply_dates
from wethaq.platform.intake.policy.journey import Standing
from wethaq.platform.intake.policy.statuses import (
    NEXT_STATUSES,
    SIGNED,
    DecisionPath,
    Outcome,
    RequestStatus,
    ensure_can_edit,
    ensure_can_move,
)
from wethaq.platform.intake.policy.terms import ServiceTerms
from wethaq.platform.localisation.dates import riyadh_date

S = RequestStatus
TERMS = ServiceTerms()
EVENTS = 40
SEQUENCES = 5_000 // EVENTS
MANY_SEQUENCES = 50_000 // EVENTS
OFFICER, CHAIR = UUID(int=1), UUID(int=2)


@dataclass
class Model:
    """A request as the database would keep it, and the trace of where it was."""

    facts: Standing
    now: datetime = datetime(2026, 11, 22, 9, tzinfo=UTC)
    submitted_at: datetime | None = None
    trace: list[S] = field(default_factory=lambda: [S.DRAFT])
    early: bool = False

    def go(self, target: S) -> None:
        ensure_can_move(self.facts.status, target)
        self.facts = replace(self.facts, status=target)
        self.trace.append(target)

    def edit(self, *, is_officer: bool) -> None:
        ensure_can_edit(self.facts.status, is_officer=is_officer)
        self.facts = replace(self.facts, current_hash=uuid4().hex)

    def sign(self) -> None:
        if self.facts.status in SIGNED:
            return
        self.facts = replace(self.facts, signed_hash=self.facts.current_hash)

    def submit(self, *, is_on_behalf: bool) -> None:
        if self.facts.status is S.RETURNED:
            journey.ensure_can_resubmit(self.facts, is_on_behalf=is_on_behalf)
            self.go(S.IN_VERIFICATION)
            return
        journey.ensure_can_submit(self.facts, is_on_behalf=is_on_behalf)
        self.go(S.SUBMITTED)
        self.submitted_at = self.now
        dates = reply_dates(self.facts.path, TERMS, self.now)
        self.facts = replace(self.facts, earliest_reply_at=dates.earliest_at)

    def match(self, *, is_matched: bool) -> None:
        if self.facts.status is S.IN_VERIFICATION:
            state = ItemState.SEEN if is_matched else ItemState.REQUIRED
            self.facts = replace(self.facts, items=(ItemStanding("identity", state, is_matched=is_matched),))

    def declare(self) -> None:
        journey.ensure_can_declare(self.facts, riyadh_date(self.now))
        self.go(S.DECLARED)

    def forward(self) -> None:
        journey.ensure_can_forward(self.facts)
        self.go(S.IN_COMMITTEE)

    def decide(self, outcome: Outcome, early: EarlyReply | None) -> None:
        journey.ensure_can_decide(self.facts, self.now, early)
        self.early = early is not None
        self._decided(outcome)

    def decide_directly(self, outcome: Outcome) -> None:
        journey.ensure_can_decide_directly(self.facts)
        self._decided(outcome)

    def appeal(self) -> None:
        journey.ensure_can_lodge_appeal(self.facts, self.now)
        self.go(S.APPEALED)
        self.facts = replace(self.facts, has_appealed=True)

    def _decided(self, outcome: Outcome) -> None:
        target = journey.status_after_decision(self.facts.status, outcome)
        self.go(target)
        if target is S.REFUSED:
            self.facts = replace(self.facts, appeal_until=appeal_until(self.now, TERMS))


def apply(model: Model, event: str, number: int) -> None:
    """Try one event; a refusal leaves the request as it was."""
    outcome = Outcome.ACCEPTED if number % 2 else Outcome.REFUSED
    early = [None, EarlyReply("عاجل", OFFICER, CHAIR), EarlyReply("عاجل", OFFICER, OFFICER)][number % 3]
    steps = {
        "wait": lambda: setattr(model, "now", model.now + timedelta(days=number)),
        "edit": lambda: model.edit(is_officer=False),
        "correct": lambda: model.edit(is_officer=True),
        "sign": model.sign,
        "submit": lambda: model.submit(is_on_behalf=False),
        "submit_on_behalf": lambda: model.submit(is_on_behalf=True),
        "match": lambda: model.match(is_matched=number % 4 > 0),
        "declare": model.declare,
        "forward": model.forward,
        "decide": lambda: model.decide(outcome, early),
        "decide_directly": lambda: model.decide_directly(outcome),
        "appeal": model.appeal,
        **{f"go_{s.value}": (lambda s=s: model.go(s)) for s in FREE_MOVES},
    }
    steps[event]()


FREE_MOVES = (
    S.IN_VERIFICATION,
    S.RETURNED,
    S.REFERRED,
    S.IN_APPEAL,
    S.REGISTERED,
    S.IN_SERVICE,
    S.DELIVERED,
    S.CLOSED,
    S.WITHDRAWN,
)
LIKELY = ["edit", "sign", "submit", "match", "declare", "forward", "decide", "wait", "go_in_verification"]
RARE = ["correct", "submit_on_behalf", "decide_directly", "appeal", *(f"go_{s.value}" for s in FREE_MOVES)]
EVENT = st.one_of(st.sampled_from(LIKELY), st.sampled_from(LIKELY), st.sampled_from(RARE))


def assert_legal(model: Model) -> None:
    """Check what policy.md demands, without the help of the rules under test."""
    facts, trace = model.facts, model.trace
    assert all(after in NEXT_STATUSES[before] for before, after in itertools.pairwise(trace))
    if facts.status in SIGNED:
        assert facts.signed_hash == facts.current_hash
        assert S.SUBMITTED in trace
    if facts.status is S.DECLARED and trace[-1] is S.DECLARED:
        assert all(item.is_matched for item in facts.items)
    if facts.path is DecisionPath.DIRECT:
        assert S.IN_COMMITTEE not in trace
    decided = {S.ACCEPTED, S.REFUSED} & set(trace)
    if decided and facts.path is DecisionPath.COMMITTEE:
        assert S.IN_COMMITTEE in trace
    if S.REGISTERED in trace:
        assert S.ACCEPTED in trace
    assert trace.count(S.APPEALED) <= 1
    if S.REFUSED_FINALLY in trace:
        assert S.IN_APPEAL in trace


_VERIFIED = [("sign", 0), ("submit", 0), ("go_in_verification", 0), ("match", 1), ("declare", 0)]
_FORWARDED = [*_VERIFIED, ("forward", 0)]
STATIONS = {
    "verification": _VERIFIED[:3],
    "declared": _VERIFIED,
    "committee": _FORWARDED,
    "accepted": [*_FORWARDED, ("wait", 14), ("decide", 3)],
    "refused": [*_FORWARDED, ("wait", 14), ("decide", 6)],
    "appealed": [*_FORWARDED, ("wait", 14), ("decide", 6), ("appeal", 0)],
    "in_appeal": [*_FORWARDED, ("wait", 14), ("decide", 6), ("appeal", 0), ("go_in_appeal", 0)],
    "registered": [*_FORWARDED, ("wait", 14), ("decide", 3), ("go_registered", 0)],
}
"""The events that lead to each station."""


def new_model(path: DecisionPath) -> Model:
    item = ItemStanding("identity")
    return Model(Standing(S.DRAFT, path, uuid4().hex, None, (item,), has_gaps=False, earliest_reply_at=None))


EVENT_SEQUENCES = st.lists(st.tuples(EVENT, st.integers(0, 20)), min_size=EVENTS, max_size=EVENTS)
EVERY_CHECK = list(HealthCheck)


def live_through(path: DecisionPath, events: list[tuple[str, int]]) -> None:
    """Try every event in turn, and check after each."""
    model = new_model(path)
    for event, number in events:
        before = len(model.trace)
        was_matched = all(is_settled(item, riyadh_date(model.now)) for item in model.facts.items)
        try:
            apply(model, event, number)
        except WethaqError:
            assert len(model.trace) == before
        assert_legal(model)
        if len(model.trace) > before and model.trace[-1] is S.DECLARED:
            assert was_matched
        if len(model.trace) > before and model.trace[-2] is S.IN_COMMITTEE and event == "decide":
            assert model.facts.earliest_reply_at is not None
            assert model.early or model.now >= model.facts.earliest_reply_at


@settings(max_examples=SEQUENCES, deadline=None, suppress_health_check=EVERY_CHECK)
@given(st.sampled_from(DecisionPath), EVENT_SEQUENCES)
def test_random_events_never_reach_an_illegal_state(
    path: DecisionPath, events: list[tuple[str, int]]
) -> None:
    live_through(path, events)


@pytest.mark.proof
@settings(max_examples=MANY_SEQUENCES, deadline=None, suppress_health_check=EVERY_CHECK)
@given(st.sampled_from(DecisionPath), EVENT_SEQUENCES)
def test_fifty_thousand_random_events_never_reach_an_illegal_state(
    path: DecisionPath, events: list[tuple[str, int]]
) -> None:
    live_through(path, events)


@settings(max_examples=SEQUENCES, deadline=None, suppress_health_check=EVERY_CHECK)
@given(st.sampled_from(list(STATIONS)), EVENT_SEQUENCES)
def test_random_events_from_every_station_stay_legal(station: str, events: list[tuple[str, int]]) -> None:
    """Start further on, since chance alone seldom carries a request to its end."""
    model = new_model(DecisionPath.COMMITTEE)
    for event, number in STATIONS[station]:
        apply(model, event, number)
    for event, number in events:
        with contextlib.suppress(WethaqError):
            apply(model, event, number)
        assert_legal(model)


def test_the_straight_way_leads_to_the_end() -> None:
    model = new_model(DecisionPath.COMMITTEE)
    for event, number in [
        ("sign", 0),
        ("submit", 0),
        ("go_in_verification", 0),
        ("match", 1),
        ("declare", 0),
        ("forward", 0),
        ("wait", 14),
        ("decide", 3),
        ("go_registered", 0),
        ("go_in_service", 0),
        ("go_delivered", 0),
        ("go_closed", 0),
    ]:
        apply(model, event, number)
        assert_legal(model)
    assert model.facts.status is S.CLOSED
