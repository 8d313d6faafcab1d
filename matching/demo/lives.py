"""The lives that pass in matchmaking: everybody joins, couples are brought together, rounds are made and decided."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.matching import break_glass, drafts, ending, matchmakers, proposing, round_keeping
from wethaq.matching.candidates import open_partners
from wethaq.matching.demo import words
from wethaq.matching.demo.building import DAY, join, profile_of
from wethaq.matching.demo.cast import (
    EVERYBODY,
    FEMALE_MATCHMAKER,
    HAS_FATHER_WITH_LOGIN,
    MALE_MATCHMAKER,
    ROOM,
    Invented,
    Turn,
)
from wethaq.matching.demo.proposals import Fate, pair_of, walk
from wethaq.matching.policy.rounds import RoundTerms
from wethaq.matching.population_keeping import current_population
from wethaq.matching.proposals import get_proposal
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.demo.cast import MANAGER
from wethaq.platform.demo.house import House
from wethaq.platform.demo.time import Life
from wethaq.platform.errors import RefusedError
from wethaq.platform.people.records import Sex

HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
OPENED_AGO: Final = 100 * DAY
FIRST_ROUND_AGO: Final = 16 * DAY
SECOND_ROUND_AGO: Final = 2 * HOUR
BY_HAND: Final = (
    Fate.HAVE_CONTRACTED,
    Fate.HAVE_CONTRACTED,
    Fate.AT_EXAM,
    Fate.ARE_ENGAGED,
    Fate.AT_PHOTO,
    Fate.AWAITS_WALI,
)
"""Couples of the first weeks, brought together from the lists of candidates."""
BY_HAND_AGO: Final = (44, 42, 30, 24, 3, 6)
OF_THE_ROUND: Final = (
    (Fate.SHE_DECLINES, 14), (Fate.HE_DECLINES, 13), (Fate.AWAITS_HER, 13), (Fate.MEETS_SOON, 9),
    (Fate.HAVE_MET, 9), (Fate.AT_GUARDIANS, 6), (Fate.AT_DETAILS, 4), (Fate.IS_FROZEN, 4),
    (Fate.AWAITS_HIM, 3), (Fate.AWAITS_HER, 2), (Fate.IS_CLOSED, 8), (Fate.SHE_DECLINES, 7),
    (Fate.IS_ACCEPTED, 2), (Fate.AWAITS_HER, 1), (Fate.MEETS_SOON, 8), (Fate.AT_DETAILS, 3),
)  # fmt: skip
"""What becomes of the round's drafts, and how many days ago they were sent."""


def lives(house: House, today: datetime) -> Iterator[Life]:
    """Return everybody's life, and the desk's."""
    yield _open_desk(house, today)
    for one in EVERYBODY:
        yield _join(one, house, today)
    for fate, days_ago, number in zip(BY_HAND, BY_HAND_AGO, range(len(BY_HAND)), strict=True):
        yield _bring_together(number, fate, days_ago, house, today)
    yield _make_first_round(house, today)
    yield _keep_time(today)
    yield _make_second_round(house, today)


async def _open_desk(house: House, today: datetime) -> Life:
    opened = today - OPENED_AGO
    yield opened
    manager = house.actor(MANAGER)
    for member, sex in ((FEMALE_MATCHMAKER, Sex.FEMALE), (MALE_MATCHMAKER, Sex.MALE)):
        await matchmakers.appoint_matchmaker(
            house.accounts[member.key], sex=sex, room=ROOM, actor=manager, now=opened
        )
    terms = RoundTerms(most_each=3)
    await round_keeping.change_terms(terms, words.TERMS_REASON, actor=manager, now=opened)


async def _join(one: Invented, house: House, today: datetime) -> Life:
    at = today - one.days_ago * DAY + one.number % 9 * HOUR - 9 * HOUR
    yield at
    await join(one, house, at)


async def _bring_together(number: int, fate: Fate, days_ago: int, house: House, today: datetime) -> Life:
    """Propose the best candidate of one of the first women, and go with the two."""
    at = today - days_ago * DAY
    yield at
    keeper = house.actor(FEMALE_MATCHMAKER)
    for one in _women_for(fate, number):
        profile = await profile_of(one)
        population = await current_population(now=at)
        applicant = next((each for each in population.people() if each.id == profile.id), None)
        best = population.best(applicant, 1) if applicant else []
        if best:
            draft = await drafts.propose(profile.id, best[0].id, actor=keeper, now=at)
            await proposing.approve_draft(draft, actor=keeper, now=at)
            await walk(await pair_of(draft, keeper, at), fate, today)
            return


def _women_for(fate: Fate, number: int) -> list[Invented]:
    """Return the women of whom one is brought together; a description and a father with an account have few."""
    women = [one for one in EVERYBODY if one.sex is Sex.FEMALE and one.turn is Turn.IS_ACTIVE]
    if fate is Fate.AT_PHOTO:
        return [one for one in women if one.is_described]
    if fate is Fate.AWAITS_WALI:
        return [one for one in women if one.number == HAS_FATHER_WITH_LOGIN]
    return women[number * 3 :][:3]


async def _make_first_round(house: House, today: datetime) -> Life:
    """Plan a round; accept what has a fate, swap one, and turn the rest down or let it go at the end."""
    at = today - FIRST_ROUND_AGO
    yield at
    round_id = await round_keeping.begin_round(actor=house.actor(MANAGER), now=at)
    await round_keeping.plan_waiting_rounds(now=at)
    keeper = house.actor(FEMALE_MATCHMAKER)
    waiting = [each.id for each in await drafts.list_drafts(actor=keeper)]
    accepted: list[UUID] = []
    for place, draft_id in enumerate(waiting):
        now = at + (place + 1) * 9 * MINUTE
        if len(accepted) < len(OF_THE_ROUND) and await _is_accepted(draft_id, keeper, now):
            accepted.append(draft_id)
        else:
            reason = words.REASONS[place % len(words.REASONS)]
            await drafts.reject_draft(draft_id, reason, actor=keeper, now=now)
    for proposal_id, (fate, days_ago) in zip(accepted, OF_THE_ROUND, strict=False):
        sent = max(at + DAY, today - days_ago * DAY)
        yield sent
        await walk(await pair_of(proposal_id, keeper, sent), fate, today)
    del round_id


async def _is_accepted(draft_id: UUID, keeper: Actor, now: datetime) -> bool:
    """Accept a draft whose two people aren't in another accepted one, so that each story stays its own."""
    found = await get_proposal(draft_id)
    partners = await open_partners(found.profile_ids)
    if any(len(others) > 3 for others in partners.values()):  # noqa: PLR2004 - the drafts a round may give.
        return False
    try:
        await drafts.accept_draft(draft_id, actor=keeper, now=now)
    except RefusedError:
        return False
    return True


async def _keep_time(today: datetime) -> Life:
    """Let what nobody has answered run out, as the clock does."""
    for days_ago in (6, 0):
        at = today - days_ago * DAY
        yield at
        await ending.expire_overdue(actor=SYSTEM, now=at)


async def _make_second_round(house: House, today: datetime) -> Life:
    """Plan another round and leave it with the matchmakers; and a profile was opened with a reason."""
    at = today - SECOND_ROUND_AGO
    yield at
    profile = await profile_of(EVERYBODY[0])
    if profile.number:
        await break_glass.open_profile(
            profile.number, words.BREAK_GLASS, actor=house.actor(MALE_MATCHMAKER), now=at
        )
    await round_keeping.begin_round(actor=house.actor(MANAGER), now=at)
    await round_keeping.plan_waiting_rounds(now=at)
