"""A small house in which anything may happen to proposals, in any order, with a plain model beside it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.matching.builders import NOW
from tests.matching.disclosure_oracle import Owner, expected_facts, shows_picture, stage_level
from tests.matching.people import AnApplicant, an_applicant
from tests.matching.proposals_world import Pair, Wali, a_description, a_matchmaker, a_wali, one_yes
from wethaq.matching import answering, contracts, ending, freezing, proposing
from wethaq.matching.freezing import Concern, FreezeDecision
from wethaq.matching.other_side import read_other_side
from wethaq.matching.photo_showing import look_at_photo, open_photo
from wethaq.matching.policy.agreement import Party
from wethaq.matching.policy.stages import HOLDS_ALONE, LOCKS, TAKES_A_PLACE, Stage, can_move
from wethaq.matching.policy.vocabulary import VOCABULARY
from wethaq.matching.proposals import get_own_proposal, get_proposal, get_wards_proposal
from wethaq.matching.purposes import CLASSES, PROCESSING, SHOW
from wethaq.matching.tables import PlaceRow, ProposalRow
from wethaq.platform.actors import SYSTEM, Actor
from wethaq.platform.audit.recording import VIEWED
from wethaq.platform.audit.tables import AuditEvent
from wethaq.platform.consent import service as consent
from wethaq.platform.errors import NotFoundError, RefusedError
from wethaq.platform.people.records import Sex

STATED: dict[str, Any] = {
    "city": "tabuk",
    "education": "bachelor",
    "height": 165,
    "income": "to_10000",
    "lineage": "no_objection",
    "religiosity": "committed",
    "prayer": "always",
    "health": "nothing",
    "disability": "none",
}
DERIVED = {
    Sex.FEMALE: {"age", "marital_status", "accepts_polygamy"},
    Sex.MALE: {"age", "marital_status", "wives_now", "seeks_additional_wife"},
}
PURPOSES = [each.code for each in (*SHOW.values(), *CLASSES.values())]
Event = tuple[str, int, int, int]
"""What happens, to which woman and which man, and a number that chooses among what there is."""


@dataclass
class House:
    """Two women with their guardians, two men, a matchmaker, and what the model knows of their consents."""

    staff: Actor
    women: list[AnApplicant]
    men: list[AnApplicant]
    walis: list[Wali]
    owners: dict[UUID, Owner]
    now: datetime = NOW
    stages: dict[UUID, Stage] = field(default_factory=dict)
    read_at: dict[UUID, tuple[Any, ...]] = field(default_factory=dict)
    """With which version and consents each proposal was read last: what hasn't changed reads the same."""
    readings: int = 0
    steps: int = 0

    def pair(self, woman: int, man: int) -> Pair:
        return Pair(self.women[woman], self.men[man], self.walis[woman], self.staff)

    def state_of(self, profile_id: UUID) -> tuple[Any, ...]:
        owner = self.owners[profile_id]
        return frozenset(owner.consents), frozenset(owner.facts)

    @property
    def people(self) -> list[AnApplicant]:
        return [*self.women, *self.men]


async def a_house() -> House:
    staff = a_matchmaker()
    kept = {"facts": STATED, "matchmaker_id": staff.account_id}
    women = [await an_applicant(**kept) for _ in range(2)]
    men = [await an_applicant(Sex.MALE, **kept) for _ in range(2)]
    walis = [await a_wali(each.profile_id) for each in women]
    owners = {}
    for sex, people in ((Sex.FEMALE, women), (Sex.MALE, men)):
        for each in people:
            await a_description(each.profile_id)
            given = {PROCESSING.code, *PURPOSES}
            owners[each.profile_id] = Owner({*STATED, *DERIVED[sex]}, given)
    return House(staff, women, men, walis, owners)


async def live(house: House, story: list[Event]) -> None:
    """Let things happen; after each, everything that anybody may read is what the plain model says."""
    for name, woman, man, number in story:
        await happen(house, name, woman, man, number)
        house.steps += 1
        await ensure_promises(house)


async def happen(house: House, name: str, woman: int, man: int, number: int) -> None:
    """Try one thing; a refusal is fine, anything else than one of ours isn't."""
    pair = house.pair(woman, man)
    try:
        if name == "time":
            house.now += timedelta(hours=6 * number)
            await ending.expire_overdue(actor=SYSTEM, now=house.now)
        elif name in {"withdraw", "grant"}:
            await change_consent(house, name, pair, number)
        else:
            await act_on_proposal(house, name, pair, number)
    except (RefusedError, NotFoundError):
        return


async def change_consent(house: House, name: str, pair: Pair, number: int) -> None:
    who = pair.woman if number % 2 else pair.man
    owner, code = house.owners[who.profile_id], PURPOSES[number % len(PURPOSES)]
    if name == "grant":
        text = await consent.current_text(code)
        await consent.grant(who.person_id, code, text_id=text.id, actor=who.actor, now=house.now)
        owner.consents.add(code)
        return
    await consent.withdraw(who.person_id, code, actor=who.actor, now=house.now)
    owner.consents.discard(code)
    which = code.removeprefix("matching.class.")
    owner.facts -= {trait.code for trait in VOCABULARY.traits if trait.consent_class == which}


async def act_on_proposal(house: House, name: str, pair: Pair, number: int) -> None:
    now, staff = house.now, house.staff
    rows = await ProposalRow.select(ProposalRow.id).where(
        ProposalRow.woman_id == pair.woman.profile_id,
        ProposalRow.man_id == pair.man.profile_id,
        ProposalRow.ended_at.is_null(),
    )
    if not rows:
        first = Party.MAN if number % 5 == 0 else Party.WOMAN
        await proposing.make_draft(
            pair.woman.profile_id, pair.man.profile_id, asked_first=first, actor=staff, now=now
        )
        return
    one = rows[0]["id"]
    couple = pair.woman.actor if number % 2 else pair.man.actor
    acts: dict[str, Any] = {
        "decline": lambda: answering.decline_proposal(one, actor=couple, now=now),
        "decline_wali": lambda: answering.decline_as_wali(one, actor=pair.wali.actor, now=now),
        "yes_of_one": lambda: answering.agree_to_step(one, actor=couple, now=now),
        "yes_of_wali": lambda: answering.agree_as_wali(one, actor=pair.wali.actor, now=now),
        "without_photo": lambda: answering.leave_photo_out(one, actor=couple, now=now),
        "open_photo": lambda: open_photo(one, actor=couple, now=now),
        "concern": lambda: freezing.report_concern(one, Concern.MONEY, "", actor=couple, now=now),
        "release": lambda: freezing.decide_freeze(one, FreezeDecision.RELEASED, "", actor=staff, now=now),
        "close": lambda: ending.close_proposal(one, "", actor=staff, now=now),
        "exam": lambda: contracts.begin_exam(one, actor=staff, now=now),
    }
    if name == "yes":
        found = await get_proposal(one)
        if found.rule.stage is not Stage.EXAM and not found.rule.is_frozen:
            await one_yes(pair, found, now=now)
    else:
        await acts[name]()


async def ensure_promises(house: House) -> None:
    ids = [each.profile_id for each in house.people]
    rows = await ProposalRow.select().where(ProposalRow.woman_id.is_in(ids))
    for row in rows:
        before, after = house.stages.get(row["id"], Stage.DRAFT), Stage(row["stage"])
        assert before is after or can_move(before, after), (before, after)
        house.stages[row["id"]] = after
    for each in ids:
        own = [Stage(row["stage"]) for row in rows if each in {row["woman_id"], row["man_id"]}]
        assert sum(stage in LOCKS for stage in own) <= 1
        assert sum(stage in HOLDS_ALONE for stage in own) <= 1
        assert sum(stage in TAKES_A_PLACE for stage in own) <= 2
        places = sorted(row["place"] for row in await PlaceRow.select().where(PlaceRow.profile_id == each))
        assert len(places) == sum(stage in TAKES_A_PLACE | HOLDS_ALONE for stage in own)
        assert (0 in places) is any(stage in HOLDS_ALONE for stage in own)
    for row in rows:
        state = (row["version"], *house.state_of(row["woman_id"]), *house.state_of(row["man_id"]))
        if house.read_at.get(row["id"]) != state:
            await ensure_readings(house, row)
            house.read_at[row["id"]] = state


async def ensure_readings(house: House, row: dict[str, Any]) -> None:
    """Read as each of the three, and compare with the model: facts, photo, and one audit row a reading."""
    woman = next(i for i, each in enumerate(house.women) if each.profile_id == row["woman_id"])
    man = next(i for i, each in enumerate(house.men) if each.profile_id == row["man_id"])
    pair = house.pair(woman, man)
    for party in (Party.WOMAN, Party.MAN, Party.WALI):
        is_told = party.value in row["told"].split(",")
        owner = house.owners[row["woman_id"] if party is Party.MAN else row["man_id"]]
        level = stage_level(row["stage"], told=is_told, frozen=row["is_frozen"])
        load = get_wards_proposal if party is Party.WALI else get_own_proposal
        try:
            seat = await load(row["id"], actor=pair.actor_of(party))
        except NotFoundError:
            assert not is_told
            continue
        assert is_told
        before = await views_of(row["id"])
        shown = await read_other_side(seat, actor=pair.actor_of(party), now=house.now)
        house.readings += 1
        assert {each.trait.code for each in shown.facts} == expected_facts(owner, level)
        reached = min(level, owner.open_to())
        assert (shown.names is not None) is (reached == 4)
        assert await views_of(row["id"]) - before == (1 if reached else 0)
        if party is not Party.WALI:
            await ensure_photo(house, row, seat, owner, level)


async def ensure_photo(house: House, row: dict[str, Any], seat: Any, owner: Owner, level: int) -> None:
    before = await views_of(row["id"])
    actor = Actor(person_id=seat.person_id)
    window = await look_at_photo(seat, actor=actor, now=house.now)
    is_there = window.may_open or window.is_open or window.is_over
    assert is_there <= shows_picture(owner, level, skipped=row["is_photo_skipped"])
    assert await views_of(row["id"]) - before == (1 if window.description else 0)


async def views_of(proposal_id: UUID) -> int:
    return await AuditEvent.count().where(
        AuditEvent.event == VIEWED, AuditEvent.subject_id == str(proposal_id)
    )
