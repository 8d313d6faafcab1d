"""Random populations, wild on purpose: everything that can be a bar is one for somebody."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from wethaq.matching.policy.kinship import Kinship
from wethaq.matching.policy.profiles import Applicant, Importance, MaritalStatus, ProfileState, Window, Wish
from wethaq.matching.policy.traits import Fact, Kind, Trait
from wethaq.matching.policy.vocabulary import VOCABULARY
from wethaq.platform.people.records import Sex

TODAY = date(2026, 12, 6)
GROUPS = ["family-a", "family-b", "tribe-a", "employer-a"]


def random_people(seed: int, number: int = 24) -> list[Applicant]:
    chance = Random(seed)
    ids = [UUID(int=chance.getrandbits(128)) for _ in range(number)]
    return [random_applicant(chance, one, ids) for one in ids]


def random_applicant(chance: Random, own_id: UUID, ids: list[UUID]) -> Applicant:
    sex = chance.choice(list(Sex))
    wives = chance.choice([0, 0, 0, 0, 1, 1, 2, 4]) if sex is Sex.MALE else 0
    return Applicant(
        id=own_id,
        sex=sex,
        birth_date=TODAY - timedelta(days=chance.randint(17 * 365, 60 * 365)),
        marital_status=MaritalStatus.MARRIED if wives else chance.choice(list(MaritalStatus)),
        waiting_since=TODAY - timedelta(days=chance.randint(0, 5)),
        state=ProfileState.ACTIVE if chance.random() < 0.9 else chance.choice(list(ProfileState)),
        eligible_from=chance.choice([None, None, None, TODAY, TODAY + timedelta(days=1)]),
        marital_proof_on=chance.choice([TODAY, TODAY, TODAY - timedelta(days=90), *_seldom_stale(chance)]),
        wives_now=wives,
        wives_wished=wives + 1 if wives else chance.choice([1, 1, 1, 2, 4]),
        accepts_polygamy=sex is Sex.FEMALE and chance.random() < 0.6,
        facts=random_facts(chance, sex),
        wishes=random_wishes(chance, sex),
        kin={other: chance.choice(list(Kinship)) for other in ids if chance.random() < 0.04},
        blocked=frozenset(other for other in ids if chance.random() < 0.04),
        cooling_off={
            other: TODAY + timedelta(days=chance.choice([-1, 0, 1]))
            for other in ids
            if chance.random() < 0.04
        },
        groups=frozenset(group for group in GROUPS if chance.random() < 0.3),
        blocked_groups=frozenset(group for group in GROUPS if chance.random() < 0.05),
        open_proposals=chance.choice([0, 0, 0, 1, 1, 2]),
        is_locked=chance.random() < 0.05,
    )


def random_facts(chance: Random, sex: Sex) -> dict[str, Fact]:
    asked = VOCABULARY.asked_of(sex)
    return {trait.code: random_fact(chance, trait) for trait in asked if chance.random() < 0.7}


def random_fact(chance: Random, trait: Trait) -> Fact:
    if trait.kind is Kind.NUMBER:
        return chance.randint(trait.lowest, min(trait.highest, trait.lowest + 60))
    if trait.kind is Kind.MULTI:
        return frozenset(code for code in trait.value_codes if chance.random() < 0.4)
    return chance.choice(trait.value_codes)


def random_wishes(chance: Random, sex: Sex) -> tuple[Wish, ...]:
    traits = [trait for trait in VOCABULARY.wished_by(sex) if chance.random() < 0.3]
    return tuple(random_wish(chance, trait) for trait in traits)


def random_wish(chance: Random, trait: Trait) -> Wish:
    importance = chance.choice(list(Importance))
    if importance is Importance.HARD and not trait.may_be_hard:
        importance = Importance.STRONG
    if trait.kind is Kind.NUMBER:
        ends = sorted(chance.randint(trait.lowest, min(trait.highest, trait.lowest + 60)) for _ in range(4))
        values: dict[str, object] = {"window": Window(*ends)}
    else:
        codes = list(trait.value_codes)
        chance.shuffle(codes)
        cut = chance.randint(1, len(codes))
        values = {
            "welcome": frozenset(codes[:cut]),
            "acceptable": frozenset(codes[cut : cut + chance.randint(0, 2)]),
        }
    return Wish(
        trait=trait.code,
        importance=importance,
        excludes_unstated=chance.random() < 0.3,
        **values,  # type: ignore[arg-type]
    )


def _seldom_stale(chance: Random) -> list[date | None]:
    return [None, TODAY - timedelta(days=91)] if chance.random() < 0.2 else [TODAY]
