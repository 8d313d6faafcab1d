"""Proposals in a busy house: both sides and a guardian, at every step at which somebody is asked something."""

import re
from datetime import UTC, datetime, timedelta

from tests.client import Client
from tests.matching.people import AnApplicant, an_applicant, open_matching
from tests.matching.proposals_world import Pair, a_matchmaker, a_pair, a_proposal, a_wali, one_yes
from tests.platform.accounts.builders import a_mobile, a_person, an_account_of, signed_in
from tests.site.busy_house import BusyHouse
from wethaq.matching.policy.levels import Level
from wethaq.matching.policy.stages import Stage
from wethaq.matching.proposals import get_proposal
from wethaq.matching.tables import WaliRow
from wethaq.matching.walis import INVITATION_PATH, allow_contacting_wali
from wethaq.platform.database.sealing import open_row
from wethaq.platform.notifications.tables import Message
from wethaq.platform.people.records import Sex

PATHS = ("/matching/proposals", "/matching/wali")


async def proposals_in(client: Client, house: BusyHouse) -> None:
    """Let in whoever is asked about a proposal now."""
    now = datetime.now(UTC) - timedelta(hours=1)
    await open_matching(now=now)
    for stage in (Stage.SUMMARY, Stage.DETAILS, Stage.PHOTO):
        pair = await a_pair(now=now)
        await a_proposal(pair, stage, now=now)
        await _let_in(client, house, f"she at {stage}", pair.woman)
        await _let_in(client, house, f"he at {stage}", pair.man)
    await _who_agrees_to_more(client, house, now)
    await _guardians(client, house, now)


async def _who_agrees_to_more(client: Client, house: BusyHouse, now: datetime) -> None:
    staff = a_matchmaker()
    woman = await an_applicant(now=now, up_to=Level.SUMMARY, matchmaker_id=staff.account_id)
    man = await an_applicant(Sex.MALE, now=now, matchmaker_id=staff.account_id)
    pair = Pair(woman, man, await a_wali(woman.profile_id, now=now), staff)
    await a_proposal(pair, Stage.SUMMARY, now=now)
    await _let_in(client, house, "she before a consent", woman)


async def _guardians(client: Client, house: BusyHouse, now: datetime) -> None:
    """One who is asked, one whom she hasn't allowed us to ask, and one with a link in hand."""
    pairs = [await a_pair(now=now) for _ in range(3)]
    ids = [await a_proposal(pair, Stage.PHOTO, now=now) for pair in pairs]
    asked, waiting, linked = pairs
    mobile = a_mobile()
    for pair in (waiting, linked):
        await WaliRow.update({WaliRow.ended_at: now}).where(WaliRow.profile_id == pair.woman.profile_id)
        await a_wali(pair.woman.profile_id, is_linked=False, now=now, mobile=mobile, may_be_contacted_at=None)
    for pair, proposal_id in zip(pairs, ids, strict=True):
        for _ in range(2):
            await one_yes(pair, await get_proposal(proposal_id), now=now)
    house.let_in("a guardian", await signed_in(client, asked.wali.account_id), *PATHS)
    await _let_in(client, house, "she before her guardian", waiting.woman)
    await allow_contacting_wali(ids[-1], actor=linked.woman.actor, now=now)
    person_id = await a_person(sex=Sex.MALE, mobile=mobile)
    browser = await signed_in(client, await an_account_of(person_id, mobile))
    house.let_in("a guardian with a link", browser, await _link())


async def _let_in(client: Client, house: BusyHouse, name: str, who: AnApplicant) -> None:
    house.let_in(name, await signed_in(client, who.account_id), *PATHS)


async def _link() -> str:
    rows = await Message.select().where(Message.kind == "matching_wali_invited").order_by(Message.created_at)
    found = re.search(rf"{INVITATION_PATH}/([\w-]+)", open_row(Message, rows[-1])["body"])
    assert found
    return found.group(0)
