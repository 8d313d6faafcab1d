"""A matchmaker at the desk with something on each page: a portfolio, drafts, a proposal on its way, a round."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.client import Client
from tests.matching.desk import a_manager, a_matchmaker
from tests.matching.people import an_applicant, open_matching
from tests.platform.accounts.builders import a_member_of_staff, signed_in
from tests.site.busy_house import BusyHouse
from wethaq.matching import break_glass, checking, noting, proposing, round_keeping
from wethaq.matching.drafts import accept_draft, propose
from wethaq.matching.policy.readiness import Verified
from wethaq.matching.policy.stages import Stage
from wethaq.matching.tables import FreezeRow, MeetingRow, ProposalRow, ReferenceRow, RoundRow, YesRow
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
    for sex in (*(Sex.FEMALE, Sex.MALE) * 4, Sex.MALE, Sex.MALE, Sex.MALE, Sex.MALE):
        number = f"M-1448-7{len(people[sex])}{sex.value[0].upper()}"
        one = await an_applicant(
            sex,
            now=now,
            matchmaker_id=desk.account_id,
            number=number,
            ready_at=now,
            appearance="description",
            person={"sex": sex},
        )
        people[sex].append(one.profile_id)
    woman, man = people[Sex.FEMALE][0], people[Sex.MALE][0]
    named = {"name": "أم خالد", "relation": "neighbour", "named_at": now}
    await insert_sealed(ReferenceRow, {"id": new_id(), "profile_id": woman, **named})
    await checking.check_point(woman, Verified.IDENTITY, None, actor=desk.actor, now=now)
    await noting.write_note(woman, "تفضل التواصل مساءً", actor=desk.actor, now=now)
    under_way = await propose(woman, man, actor=desk.actor, now=now)
    await accept_draft(under_way, actor=desk.actor, now=now)
    await proposing.send_proposal(under_way, actor=desk.actor, now=now)
    await round_keeping.begin_round(actor=await a_manager(), now=now)
    await round_keeping.plan_waiting_rounds(now=now)
    await break_glass.open_profile("M-1448-71F", WHY, actor=desk.actor, now=now)
    [row] = await RoundRow.select(RoundRow.id)
    pages = ["", "/drafts", "/rounds", f"/rounds/{row['id']}", "/reasoned-opening", f"/proposals/{under_way}"]
    pages += [f"/profiles/{woman}", f"/profiles/{woman}/candidates"]
    pages += [f"/proposals/{each}" for each in await _at_every_stage(desk.account_id, now)]
    house.let_in("matchmaker at the desk", desk.browser, *(DESK + page for page in pages))
    keeping = ("/assignment", "/rounds", "/figures", "/traits", "/openings")
    house.starts.setdefault(Role.MANAGER.value, []).extend(DESK + page for page in keeping)
    chair = await signed_in(client, await a_member_of_staff(Role.COMMITTEE_CHAIR))
    house.let_in("chair of the board", chair, f"{DESK}/traits", f"{DESK}/openings")


async def _at_every_stage(keeper: UUID, now: datetime) -> list[UUID]:
    """Leave a proposal wherever an office records something, and one on hold."""
    found = []
    stages = (Stage.APPROVED, Stage.MEETING, Stage.ENGAGED, Stage.EXAM, Stage.DETAILS, Stage.PHOTO)
    for stage in stages:
        woman = await an_applicant(now=now, matchmaker_id=keeper)
        man = await an_applicant(Sex.MALE, now=now, matchmaker_id=keeper, person={"sex": Sex.MALE})
        proposal_id = new_id()
        values = {
            "id": proposal_id,
            "woman_id": woman.profile_id,
            "man_id": man.profile_id,
            "stage": stage.value,
            "entered_at": now,
            "asked_first": "woman",
            "told": "man,woman",
            "is_frozen": stage is Stage.DETAILS,
            "matchmaker_id": keeper,
            "made_at": now,
        }
        await insert_sealed(ProposalRow, values)
        if stage is Stage.PHOTO:
            for party in ("woman", "man"):
                yes = {"id": new_id(), "proposal_id": proposal_id, "party": party, "stage": stage.value}
                await insert_sealed(YesRow, {**yes, "said_at": now})
        if stage is Stage.MEETING:
            meeting = {"id": new_id(), "proposal_id": proposal_id, "room": "غرفة السكينة", "uid": "met"}
            with_whom = {"mahram_name": "والدها", "mahram_relation": "father", "host_id": keeper}
            times = {"starts_at": now - timedelta(hours=2), "set_at": now - timedelta(days=2)}
            await insert_sealed(MeetingRow, {**meeting, **with_whom, **times})
        if stage is Stage.DETAILS:
            freeze = {"id": new_id(), "proposal_id": proposal_id, "kind": "money"}
            await insert_sealed(FreezeRow, {**freeze, "reported_by_party": "woman", "reported_at": now})
        found.append(proposal_id)
    return found
