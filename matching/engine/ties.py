"""What stands between two certain people: kinship, blocks, cool-off; few pairs, so kept one by one."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from wethaq.matching.policy.kinship import BARRED
from wethaq.matching.policy.profiles import Applicant


class Ties:
    """Of one sex: who bars whom, who belongs to which group, who blocks which."""

    def __init__(self) -> None:
        self._barring: defaultdict[UUID, set[int]] = defaultdict(set)
        self._members: defaultdict[str, set[int]] = defaultdict(set)
        self._blocking: defaultdict[str, set[int]] = defaultdict(set)

    def add(self, slot: int, one: Applicant, on: date) -> None:
        for index, keys in self._entries(one, on):
            for key in keys:
                index[key].add(slot)

    def drop(self, slot: int, one: Applicant, on: date) -> None:
        for index, keys in self._entries(one, on):
            for key in keys:
                index[key].discard(slot)
                if not index[key]:
                    del index[key]

    def slots_apart_from(self, one: Applicant, on: date, slot_of: dict[UUID, int]) -> set[int]:
        """Return the slots of those who may not meet one, whichever side says so."""
        apart = {slot_of[other] for other in barred_by(one, on) if other in slot_of}
        apart |= self._barring.get(one.id, set())
        for group in one.blocked_groups:
            apart |= self._members.get(group, set())
        for group in one.groups:
            apart |= self._blocking.get(group, set())
        return apart

    def _entries(self, one: Applicant, on: date) -> tuple[tuple[defaultdict, frozenset], ...]:  # type: ignore[type-arg]
        return (
            (self._barring, barred_by(one, on)),
            (self._members, one.groups),
            (self._blocking, one.blocked_groups),
        )


def barred_by(one: Applicant, on: date) -> frozenset[UUID]:
    """Return whom a person's own file bars on a day."""
    if not (one.kin or one.cooling_off):
        return one.blocked
    kin = (other for other, tie in one.kin.items() if tie in BARRED)
    cooling = (other for other, until in one.cooling_off.items() if on < until)
    return one.blocked.union(kin, cooling)
