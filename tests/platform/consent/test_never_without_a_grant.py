"""Random lives of a consent: a use is allowed exactly when a live grant covers it, never otherwise.

1,000 sequences in the suite, 10,000 in `make proof` (design/security.md, Proof).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures import NOW
from tests.platform.consent.builders import a_newer_text, actor_of, published_texts
from tests.platform.people.builders import a_person, unlike_others
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.errors import ConsentRequiredError, NothingToWithdrawError, TextSupersededError
from wethaq.platform.consent.purposes import DataClass
from wethaq.platform.people.records import Person

PURPOSES = ("outreach", "research")
COVERED = {"outreach": DataClass.CONTACT, "research": DataClass.HOUSEHOLD}
WAITS = {"wait": timedelta(days=1), "wait_long": timedelta(days=731)}

step = st.tuples(
    st.sampled_from(["grant", "grant_stale", "withdraw", "decline", "wait", "wait_long", "publish"]),
    st.sampled_from(PURPOSES),
)

lives = st.lists(step, min_size=1, max_size=6)


@dataclass
class Life:
    """What ought to be true, kept beside what the platform says."""

    person: Person
    now: datetime = NOW
    ends: dict[str, datetime | None] = field(default_factory=dict)
    agreed: dict[str, UUID] = field(default_factory=dict)

    def is_live(self, purpose: str) -> bool:
        if purpose not in self.ends:
            return False
        end = self.ends[purpose]
        return end is None or self.now < end


@pytest.fixture
async def texts(database: None) -> None:
    await published_texts()


def _examples(number: int, *, is_repeatable: bool) -> settings:
    return settings(
        max_examples=number,
        deadline=None,
        derandomize=is_repeatable,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@_examples(1_000, is_repeatable=True)
@given(steps=lives)
async def test_no_use_without_a_live_grant(texts: None, steps: list[tuple[str, str]]) -> None:
    await _live(steps)


@pytest.mark.proof
@pytest.mark.parametrize("part", range(4))
@_examples(2_500, is_repeatable=False)
@given(steps=lives)
async def test_no_use_without_a_live_grant_in_ten_thousand_lives(
    texts: None, part: int, steps: list[tuple[str, str]]
) -> None:
    await _live(steps)


async def _live(steps: list[tuple[str, str]]) -> None:
    life = Life(await a_person(**unlike_others()))
    for act, purpose in steps:
        await _take(act, purpose, life)
        for each in PURPOSES:
            await _ensure_as_expected(each, life)


async def _take(act: str, purpose: str, life: Life) -> None:
    actor, person_id = actor_of(life.person), life.person.id
    text = await consent.current_text(purpose)
    if act == "grant":
        await consent.grant(person_id, purpose, text_id=text.id, actor=actor, now=life.now)
        if not life.is_live(purpose) or life.agreed[purpose] != text.id:
            life.agreed[purpose] = text.id
            life.ends[purpose] = life.now + timedelta(days=730) if purpose == "outreach" else None
    elif act == "grant_stale" and text.supersedes is not None:
        with pytest.raises(TextSupersededError):
            await consent.grant(person_id, purpose, text_id=text.supersedes, actor=actor, now=life.now)
    elif act == "withdraw":
        if purpose in life.ends:
            await consent.withdraw(person_id, purpose, actor=actor, now=life.now)
            del life.ends[purpose]
        else:
            with pytest.raises(NothingToWithdrawError):
                await consent.withdraw(person_id, purpose, actor=actor, now=life.now)
    elif act == "publish":
        await a_newer_text(purpose)
    elif act == "decline":
        await consent.decline(person_id, purpose, text_id=text.id, actor=actor, now=life.now)
    else:
        life.now += WAITS.get(act, timedelta(0))


async def _ensure_as_expected(purpose: str, life: Life) -> None:
    if life.is_live(purpose):
        await consent.require(life.person.id, purpose, now=life.now, data_class=COVERED[purpose])
        with pytest.raises(ConsentRequiredError):
            await consent.require(life.person.id, purpose, now=life.now, data_class=DataClass.HEALTH)
    else:
        with pytest.raises(ConsentRequiredError):
            await consent.require(life.person.id, purpose, now=life.now)
