"""What becomes of proposals in the demonstration: every stage, every kind of end, a freeze, a meeting ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from wethaq.matching import answering, contracts, ending, freezing, meeting_keeping, proposing
from wethaq.matching.demo import words
from wethaq.matching.demo.building import DAY, owner_of
from wethaq.matching.demo.guardian import be_guardian
from wethaq.matching.freezing import Concern
from wethaq.matching.meeting_keeping import MeetingPlan
from wethaq.matching.policy.agreement import Party
from wethaq.matching.policy.meetings import MahramRelation, MeetingOutcome
from wethaq.matching.policy.premarital_exam import ExamCertificate
from wethaq.matching.policy.stages import Stage
from wethaq.matching.profiles import get_profile
from wethaq.matching.proposals import get_proposal
from wethaq.platform.actors import Actor
from wethaq.platform.errors import RefusedError
from wethaq.platform.localisation.dates import RIYADH, riyadh_date

HOUR: Final = timedelta(hours=1)
WEEKEND: Final = frozenset({4, 5})
"""Friday and Saturday, by `date.weekday()`."""


class Fate(StrEnum):
    """How far a proposal comes."""

    IS_ACCEPTED = "is_accepted"
    AWAITS_HER = "awaits_her"
    AWAITS_HIM = "awaits_him"
    SHE_DECLINES = "she_declines"
    HE_DECLINES = "he_declines"
    AT_DETAILS = "at_details"
    IS_FROZEN = "is_frozen"
    IS_CLOSED = "is_closed"
    AT_PHOTO = "at_photo"
    AWAITS_WALI = "awaits_wali"
    AT_GUARDIANS = "at_guardians"
    MEETS_SOON = "meets_soon"
    HAVE_MET = "have_met"
    ARE_ENGAGED = "are_engaged"
    AT_EXAM = "at_exam"
    HAVE_CONTRACTED = "have_contracted"


_F = Fate
ENDS_AT_SUMMARY: Final = frozenset({_F.IS_ACCEPTED, _F.AWAITS_HER, _F.SHE_DECLINES, _F.AWAITS_HIM})
ENDS_AT_DETAILS: Final = frozenset({_F.HE_DECLINES, _F.AT_DETAILS, _F.IS_FROZEN, _F.IS_CLOSED})


@dataclass(slots=True)
class Pair:
    """An accepted proposal with everybody who has a part in it; `now` moves on with each step."""

    id: UUID
    woman: Actor
    man: Actor
    keeper: Actor
    now: datetime

    def later(self, length: timedelta) -> datetime:
        self.now += length
        return self.now


async def pair_of(proposal_id: UUID, keeper: Actor, now: datetime) -> Pair:
    """Return a proposal with its two people."""
    found = await get_proposal(proposal_id)
    woman, man = [owner_of(await get_profile(each)) for each in found.profile_ids]
    return Pair(proposal_id, woman, man, keeper, now)


async def walk(pair: Pair, fate: Fate, today: datetime) -> None:
    """Take a proposal as far as its fate says; a bar that came between ends the walk where it is."""
    try:
        await _walk(pair, fate, today)
    except RefusedError:
        return


async def _walk(pair: Pair, fate: Fate, today: datetime) -> None:
    if fate is Fate.IS_ACCEPTED:
        return
    await proposing.send_proposal(pair.id, actor=pair.keeper, now=pair.later(HOUR))
    if fate in ENDS_AT_SUMMARY:
        await _answer_the_summary(pair, fate)
        return
    await _both_agree(pair)
    if fate in ENDS_AT_DETAILS:
        await _stop_at_details(pair, fate)
        return
    if fate is Fate.AT_PHOTO:
        await _both_agree(pair)
        return
    if fate is Fate.AWAITS_WALI:
        await _ask_her_guardian(pair)
        return
    await _reach_the_guardians(pair)
    if fate is Fate.AT_GUARDIANS:
        return
    await _both_agree(pair)
    await _meet(pair, fate, today)


async def _answer_the_summary(pair: Pair, fate: Fate) -> None:
    if fate is Fate.SHE_DECLINES:
        await answering.decline_proposal(
            pair.id, words=words.DECLINE_WORDS, actor=pair.woman, now=pair.later(5 * HOUR)
        )
    elif fate is Fate.AWAITS_HIM:
        await answering.agree_to_step(pair.id, actor=pair.woman, now=pair.later(7 * HOUR))


async def _both_agree(pair: Pair) -> None:
    for actor in (pair.woman, pair.man):
        await answering.agree_to_step(pair.id, actor=actor, now=pair.later(7 * HOUR))


async def _stop_at_details(pair: Pair, fate: Fate) -> None:
    if fate is Fate.HE_DECLINES:
        await answering.agree_to_step(pair.id, actor=pair.woman, now=pair.later(3 * HOUR))
        await answering.decline_proposal(pair.id, actor=pair.man, now=pair.later(6 * HOUR))
    elif fate is Fate.IS_FROZEN:
        await freezing.report_concern(
            pair.id, Concern.MONEY, words.MONEY, actor=pair.woman, now=pair.later(8 * HOUR)
        )
    elif fate is Fate.IS_CLOSED:
        await ending.close_proposal(pair.id, words.REASONS[2], actor=pair.keeper, now=pair.later(9 * HOUR))


async def _ask_her_guardian(pair: Pair) -> None:
    """Agree until it is his turn; he has opened his link and hasn't answered."""
    while not (await get_proposal(pair.id)).rule.yeses >= {Party.WOMAN, Party.MAN}:
        await _both_agree(pair)
    await be_guardian((await get_proposal(pair.id)).woman_id, now=pair.later(HOUR))


async def _reach_the_guardians(pair: Pair) -> None:
    """Agree until the guardians are connected; a photo or description, where there is one, is a step between."""
    while (await get_proposal(pair.id)).rule.stage is not Stage.GUARDIANS:
        await _both_agree(pair)
        if (await get_proposal(pair.id)).rule.yeses >= {Party.WOMAN, Party.MAN}:
            await answering.record_wali_yes(
                pair.id, words.WITNESS, actor=pair.keeper, now=pair.later(4 * HOUR)
            )


async def _meet(pair: Pair, fate: Fate, today: datetime) -> None:
    starts_at = _working_hour(today + 3 * DAY if fate is Fate.MEETS_SOON else pair.now + 2 * DAY)
    assert pair.keeper.account_id  # noqa: S101 - staff have accounts.
    plan = MeetingPlan(
        room=words.MEETING_ROOM,
        starts_at=starts_at,
        mahram_name="والدها",
        mahram_relation=MahramRelation.FATHER,
        host_id=pair.keeper.account_id,
    )
    await meeting_keeping.set_meeting(pair.id, plan, actor=pair.keeper, now=pair.later(HOUR))
    if fate is Fate.MEETS_SOON:
        return
    pair.now = starts_at + HOUR
    await meeting_keeping.record_meeting(pair.id, MeetingOutcome.HELD, actor=pair.keeper, now=pair.now)
    if fate is Fate.HAVE_MET:
        return
    await _both_agree(pair)
    if fate is Fate.ARE_ENGAGED:
        return
    await _marry(pair, fate)


async def _marry(pair: Pair, fate: Fate) -> None:
    await contracts.begin_exam(pair.id, actor=pair.keeper, now=pair.later(2 * DAY))
    seen_on = riyadh_date(pair.later(3 * DAY))
    parties: Sequence[Party] = (Party.WOMAN,) if fate is Fate.AT_EXAM else (Party.WOMAN, Party.MAN)
    for party in parties:
        await contracts.record_certificate(
            pair.id, party, ExamCertificate(seen_on, True), actor=pair.keeper, now=pair.now
        )
    if fate is Fate.HAVE_CONTRACTED:
        contracted_on = riyadh_date(pair.later(5 * DAY))
        await contracts.record_contract(pair.id, contracted_on, actor=pair.keeper, now=pair.later(HOUR))


def _working_hour(moment: datetime) -> datetime:
    """Return five in the afternoon in Tabuk of the day, or of the first working day after it."""
    on = riyadh_date(moment)
    while on.weekday() in WEEKEND:
        on += DAY
    return datetime.combine(on, time(17), RIYADH).astimezone(moment.tzinfo)
