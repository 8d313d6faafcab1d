"""What may be seen, said again in the plainest words and without the code that says it in the site."""

from dataclasses import dataclass, field

from wethaq.matching.policy.vocabulary import VOCABULARY

LEVEL_OF_STAGE = {
    "summary": 1,
    "details": 2,
    "photo": 3,
    "guardians": 4,
    "meeting": 4,
    "engaged": 4,
    "exam": 4,
    "contracted": 4,
}
STEPS = {1: "matching.show.summary", 2: "matching.show.details", 4: "matching.show.guardians"}
PHOTO_CONSENTS = {"matching.show.photo", "matching.class.photo"}


@dataclass
class Owner:
    """One of the two: what was stated, and which consents are in force."""

    facts: set[str]
    consents: set[str] = field(default_factory=set)

    def open_to(self) -> int:
        if "matching.processing" not in self.consents:
            return 0
        reached = 0
        for level in (1, 2, 4):
            if STEPS[level] not in self.consents:
                break
            reached = level
            if level == 2 and "matching.show.photo" in self.consents:
                reached = 3
        return reached


def stage_level(stage: str, *, told: bool, frozen: bool) -> int:
    return LEVEL_OF_STAGE.get(stage, 0) if told and not frozen else 0


def expected_facts(owner: Owner, level: int) -> set[str]:
    """The least of stage, consent and class, fact by fact."""
    reached = min(level, owner.open_to())
    shown = set()
    for code in owner.facts:
        trait = VOCABULARY[code]
        which = trait.consent_class
        has_class = which is None or f"matching.class.{which.value}" in owner.consents
        if trait.is_active and reached > 0 and int(trait.earliest) <= reached and has_class:
            shown.add(code)
    return shown


def shows_picture(owner: Owner, level: int, *, skipped: bool) -> bool:
    return min(level, owner.open_to()) >= 3 and not skipped and owner.consents >= PHOTO_CONSENTS
