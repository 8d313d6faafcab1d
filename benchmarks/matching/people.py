"""A population that behaves like people: seeded, with shares and tastes that are not uniform.

Uniform chance flatters solvers twelve times over; here ages cluster, wishes follow
one's own age and education, the traits that families ask first are often conditions,
and most facts are stated. `women_to_men` makes it lopsided as the associations' own figures are (3.4 : 1).
"""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from wethaq.matching.policy.profiles import Applicant, Importance, MaritalStatus, Window, Wish
from wethaq.matching.policy.traits import Fact
from wethaq.platform.people.records import Sex

TODAY = date(2026, 12, 6)
STATED = 0.9
HARD_SHARES = {
    "nationality": 0.75,
    "marital_status": 0.6,
    "lineage": 0.6,
    "smoking": 0.5,
    "dress": 0.5,
    "health": 0.5,
    "disability": 0.5,
    "city": 0.45,
    "prayer": 0.4,
    "wants_children": 0.4,
}
USUAL_HARD_SHARE = 0.25
"""How often a wish is a condition: rarely one of taste, often one that families ask first."""
SOFT = (Importance.STRONG, Importance.PLAIN, Importance.PLAIN, Importance.SLIGHT)

SHARES: dict[str, dict[str, int]] = {
    "city": {"tabuk": 62, "umluj": 9, "wajh": 7, "duba": 7, "tayma": 5, "haql": 4, "bad": 2, "elsewhere": 4},
    "nationality": {"saudi": 91, "gulf": 2, "arab": 6, "other": 1},
    "education": {"below_secondary": 8, "secondary": 30, "diploma": 15, "bachelor": 40, "postgraduate": 7},
    "employment": {
        "none": 24,
        "student": 10,
        "public": 27,
        "private": 22,
        "military": 9,
        "own_business": 5,
        "retired": 3,
    },
    "income": {"none": 22, "below_5000": 23, "to_10000": 31, "to_20000": 18, "above_20000": 6},
    "religiosity": {"moderate": 45, "committed": 43, "very_committed": 12},
    "prayer": {"sometimes": 12, "mostly": 38, "always": 50},
    "dress": {"niqab": 68, "hijab": 27, "other": 5},
    "smoking": {"no": 78, "yes": 17, "stopping": 5},
    "housing": {"own": 27, "rented": 31, "with_family": 26, "planned": 16},
    "wifes_work": {"works": 38, "by_agreement": 44, "at_home": 18},
    "wifes_study": {"studies": 22, "by_agreement": 60, "no_study": 18},
    "wants_children": {"yes": 84, "later": 10, "no": 6},
    "with_in_laws": {"yes": 24, "for_a_time": 30, "no": 46},
    "health": {"nothing": 91, "a_matter": 9},
    "disability": {"none": 96, "a_matter": 4},
}
LINEAGE = {"tribal": 55, "non_tribal": 20, "no_objection": 25}
WISHED = {
    "marital_status": 0.4,
    "city": 0.35,
    "nationality": 0.5,
    "education": 0.45,
    "employment": 0.25,
    "income": 0.25,
    "religiosity": 0.4,
    "prayer": 0.45,
    "dress": 0.5,
    "smoking": 0.55,
    "housing": 0.3,
    "wifes_work": 0.35,
    "wifes_study": 0.15,
    "wants_children": 0.35,
    "with_in_laws": 0.35,
    "health": 0.15,
    "disability": 0.15,
    "relocation": 0.2,
}


def make_people(men: int, women: int, *, seed: int = 1) -> list[Applicant]:
    chance = Random(seed)
    return [_applicant(chance, Sex.MALE) for _ in range(men)] + [
        _applicant(chance, Sex.FEMALE) for _ in range(women)
    ]


def _applicant(chance: Random, sex: Sex) -> Applicant:
    age = min(70, max(18, round(chance.lognormvariate(3.4, 0.25)) + (3 if sex is Sex.MALE else 0)))
    wives = 1 if sex is Sex.MALE and age > 28 and chance.random() < 0.45 else 0
    status = MaritalStatus.MARRIED if wives else _single(chance, age)
    facts = _facts(chance, sex, status)
    return Applicant(
        id=UUID(int=chance.getrandbits(128)),
        sex=sex,
        birth_date=TODAY - timedelta(days=age * 365 + age // 4 + chance.randint(1, 360)),
        marital_status=status,
        waiting_since=TODAY - timedelta(days=chance.randint(0, 400)),
        marital_proof_on=TODAY - timedelta(days=chance.randint(0, 80)),
        wives_now=wives,
        wives_wished=wives + 1,
        accepts_polygamy=sex is Sex.FEMALE and chance.random() < (0.15 + max(0, age - 28) * 0.025),
        facts=facts,
        wishes=tuple(_wishes(chance, sex, age, facts)),
    )


def _single(chance: Random, age: int) -> MaritalStatus:
    never = max(0.15, 1 - (age - 20) * 0.035)
    if chance.random() < never:
        return MaritalStatus.NEVER_MARRIED
    return MaritalStatus.WIDOWED if chance.random() < 0.15 else MaritalStatus.DIVORCED


def _facts(chance: Random, sex: Sex, status: MaritalStatus) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for code, shares in SHARES.items():
        if chance.random() < STATED and (code != "dress" or sex is Sex.FEMALE):
            facts[code] = _drawn(chance, shares)
    if chance.random() < 0.6:
        facts["lineage"] = _drawn(chance, LINEAGE)
    has_children = status is not MaritalStatus.NEVER_MARRIED and chance.random() < 0.7
    facts["children"] = min(15, 1 + int(chance.expovariate(0.5))) if has_children else 0
    facts["custody"] = chance.choice(["with_me", "with_other_parent"]) if has_children else "no_children"
    facts["height"] = round(chance.gauss(172 if sex is Sex.MALE else 159, 6))
    facts["relocation"] = frozenset(
        ["own_city", "region", "kingdom", "abroad"][: chance.choice([1, 1, 2, 2, 3, 4])]
    )
    return facts


def _wishes(chance: Random, sex: Sex, age: int, facts: dict[str, Fact]) -> list[Wish]:
    wishes = [Wish(trait="age", importance=Importance.HARD, window=_ages(chance, sex, age))]
    if chance.random() < 0.4:
        most = chance.choice([0, 0, 1, 2, 3])
        wishes.append(_wish(chance, "children", window=Window(0, 0, most, min(15, most + 2))))
    if chance.random() < 0.25:
        low = 165 if sex is Sex.FEMALE else 150
        wishes.append(_wish(chance, "height", soft=True, window=Window(low, low + 5, low + 15, low + 25)))
    for code, share in WISHED.items():
        if (code == "dress" and sex is Sex.FEMALE) or chance.random() >= share:
            continue
        wishes.append(_wish(chance, code, **_welcome(chance, sex, code, facts)))
    if chance.random() < 0.35:
        wishes.append(_wish(chance, "lineage", welcome=frozenset({"tribal", "no_objection"})))
    return wishes


def _ages(chance: Random, sex: Sex, age: int) -> Window:
    younger, older = chance.randint(2, 9), chance.randint(0, 2)
    if sex is Sex.FEMALE:
        younger, older = older, younger
    low, high = max(18, age - younger), min(99, max(21, age + older))
    ideal = min(low + 2, high)
    return Window(low, ideal, max(ideal, high - 2), high)


def _welcome(chance: Random, sex: Sex, code: str, facts: dict[str, Fact]) -> dict[str, Any]:
    if code == "marital_status":
        single = ["never_married", "divorced", "widowed"]
        return {"welcome": frozenset(single[: chance.choice([1, 1, 3, 3])])}
    if code == "relocation":
        return {"welcome": frozenset({"region", "kingdom"})}
    values = list(SHARES[code])
    if code in {"education", "religiosity", "prayer", "income"}:
        own = facts.get(code)
        floor = max(0, values.index(own) - 1) if isinstance(own, str) else 1
        return {"welcome": frozenset(values[floor:])}
    if code in {"smoking", "health", "disability", "nationality"}:
        return {"welcome": frozenset(values[:1]), "acceptable": frozenset(values[-1:])}
    first, *rest = _several(chance, SHARES[code])
    return {"welcome": frozenset({first, *rest[:1]}), "acceptable": frozenset(rest[1:2])}


def _wish(chance: Random, code: str, *, soft: bool = False, **values: Any) -> Wish:
    is_hard = not soft and chance.random() < HARD_SHARES.get(code, USUAL_HARD_SHARE)
    importance = Importance.HARD if is_hard else chance.choice(SOFT)
    return Wish(trait=code, importance=importance, excludes_unstated=chance.random() < 0.1, **values)


def _drawn(chance: Random, shares: dict[str, int]) -> str:
    return chance.choices(list(shares), weights=list(shares.values()))[0]


def _several(chance: Random, shares: dict[str, int]) -> list[str]:
    return list(dict.fromkeys(_drawn(chance, shares) for _ in range(5)))
