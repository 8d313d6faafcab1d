"""A matchmaker at the desk with something on each page: a portfolio, drafts, a proposal on its way, a round."""

from datetime import UTC, datetime
from uuid import UUID

from tests.client import Client
from tests.matching.desk import a_manager, a_matchmaker
from tests.matching.people import an_applicant, open_matching
from tests.platform.accounts.builders import a_member_of_staff, signed_in
from tests.site.busy_house import BusyHouse
from wethaq.matching import break_glass, noting, proposing, round_keeping
from wethaq.matching.drafts import accept_draft, propose
from wethaq.matching.tables import ReferenceRow, RoundRow
from wethaq.platform.actors import Role
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.people.records import Sex

DESK = "/desk/matching"
WHY = "سبب مكتوب لفتح الملف"


async def matchmakers_in(client: Client, house: BusyHouse) -> None:
    """Let in a matchmaker with work on every page, and send the manager and the chair there too."""
    now = datetime.now(UTC)
    await open_matching(now=now)
    desk = await a_matchmaker(client, now=now)
    people: dict[Sex, list[UUID]] = {sex: [] for sex in Sex}
    for sex in (Sex.FEMALE, Sex.MALE) * 3:
        number = f"M-1448-7{len(people[sex])}{sex.value[0]}"
        one = await an_applicant(
            sex, now=now, matchmaker_id=desk.account_id, number=number, ready_at=now, person={"sex": sex}
        )
        people[sex].append(one.profile_id)
    woman, man = people[Sex.FEMALE][0], people[Sex.MALE][0]
    named = {"name": "أم خالد", "relation": "neighbour", "named_at": now}
    await insert_sealed(ReferenceRow, {"id": new_id(), "profile_id": woman, **named})
    await noting.write_note(woman, "تفضل التواصل مساءً", actor=desk.actor, now=now)
    under_way = await propose(woman, man, actor=desk.actor, now=now)
    await accept_draft(under_way, actor=desk.actor, now=now)
    await proposing.send_proposal(under_way, actor=desk.actor, now=now)
    await round_keeping.begin_round(actor=await a_manager(), now=now)
    await round_keeping.plan_waiting_rounds(now=now)
    await break_glass.open_profile("M-1448-71f", WHY, actor=desk.actor, now=now)
    [row] = await RoundRow.select(RoundRow.id)
    pages = ["", "/drafts", "/rounds", f"/rounds/{row['id']}", "/reasoned-opening", f"/proposals/{under_way}"]
    pages += [f"/profiles/{woman}", f"/profiles/{woman}/candidates"]
    house.let_in("matchmaker at the desk", desk.browser, *(DESK + page for page in pages))
    keeping = ("/assignment", "/rounds", "/figures", "/traits", "/openings")
    house.starts.setdefault(Role.MANAGER.value, []).extend(DESK + page for page in keeping)
    chair = await signed_in(client, await a_member_of_staff(Role.COMMITTEE_CHAIR))
    house.let_in("chair of the board", chair, f"{DESK}/traits", f"{DESK}/openings")
