"""What of a round is told: counts of both sexes, whose small groups never leave this file."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from wethaq.matching.policy.exposure import Exposure, GroupExposure, Unseen
from wethaq.matching.policy.small_groups import folded, shown_count
from wethaq.platform.people.records import Sex

OTHERS: Final = "others"
"""The value under which small groups stand together."""
QUESTIONS: Final = ("age", "marital_status", "disability", "lineage")
_PLACES: Final = 4


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of a question, never of fewer than five people."""

    question: str
    value: str
    people: int
    seen: int

    @property
    def share(self) -> int:
        """The whole per cent that were seen."""
        return round(100 * self.seen / self.people)


@dataclass(frozen=True, slots=True)
class SideReport:
    """One sex: None is what has too few to be told."""

    people: int
    seen: int | None
    unseen: Mapping[str, int]
    gini: float
    groups: tuple[GroupLine, ...]

    @property
    def could_be_seen(self) -> int | None:
        """Everybody with an eligible partner: the seen, and those for whom there was no room."""
        no_room = self.unseen.get(Unseen.NO_ROOM.value, 0)
        return None if self.seen is None else self.seen + no_room

    def of(self, question: str) -> list[GroupLine]:
        return [line for line in self.groups if line.question == question]


@dataclass(frozen=True, slots=True)
class KeeperLine:
    """How much of a matchmaker's time a round took: drafts for the women they keep, and for the men."""

    account_id: UUID
    room: int
    women: int
    men: int


@dataclass(frozen=True, slots=True)
class RoundReport:
    """The report of a round."""

    drafts: int
    eligible_pairs: int
    sides: Mapping[Sex, SideReport]
    keepers: tuple[KeeperLine, ...]

    def as_values(self) -> dict[str, Any]:
        """Return what is kept of it."""
        return {
            "drafts": self.drafts,
            "eligible_pairs": self.eligible_pairs,
            "sides": {sex.value: asdict(side) for sex, side in self.sides.items()},
            "keepers": [{**asdict(line), "account_id": str(line.account_id)} for line in self.keepers],
        }

    @classmethod
    def from_values(cls, kept: Mapping[str, Any]) -> "RoundReport":
        """Read it back."""
        return cls(
            drafts=kept["drafts"],
            eligible_pairs=kept["eligible_pairs"],
            sides={Sex(sex): _side(values) for sex, values in kept["sides"].items()},
            keepers=tuple(
                KeeperLine(**{**line, "account_id": UUID(line["account_id"])}) for line in kept["keepers"]
            ),
        )


def report_side(exposure: Exposure, people: int) -> SideReport:
    """Return what may be told of one sex's exposure."""
    reasons = Counter(reason.value for reason in exposure.unseen.values())
    return SideReport(
        people=people,
        seen=shown_count(exposure.seen),
        unseen=_without_small(reasons),
        gini=round(float(Fraction(exposure.gini)), _PLACES),
        groups=tuple(line for question in QUESTIONS for line in _lines(question, exposure.groups)),
    )


def _without_small(counts: Mapping[str, int]) -> dict[str, int]:
    alone, together = folded(counts)
    shown = {key: counts[key] for key in alone}
    return shown | ({OTHERS: sum(counts[key] for key in together)} if together else {})


def _lines(question: str, groups: Mapping[tuple[str, str], GroupExposure]) -> list[GroupLine]:
    own = {value: group for (of, value), group in groups.items() if of == question}
    alone, together = folded({value: group.people for value, group in own.items()})
    lines = [GroupLine(question, value, own[value].people, own[value].seen) for value in sorted(alone)]
    if together:
        rest = [own[value] for value in together]
        people, seen = sum(each.people for each in rest), sum(each.seen for each in rest)
        lines.append(GroupLine(question, OTHERS, people, seen))
    return lines


def _side(kept: Mapping[str, Any]) -> SideReport:
    return SideReport(**{**kept, "groups": tuple(GroupLine(**line) for line in kept["groups"])})
