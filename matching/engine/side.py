"""Everything about one sex, in columns: whoever is looked for is looked for here.

For each column (a value of a trait) three things are kept: who has the value, whose
conditions refuse it, and how many points each person's wish gives for it. To find who
comes into question is then some ANDs, and to score them some look-ups.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from wethaq.matching.engine.bits import WORD, Words, bit_of, packed, words_for
from wethaq.matching.engine.numbering import NumberedWish, Numbering
from wethaq.matching.engine.ties import Ties
from wethaq.matching.policy.eligibility import LIMITS, Limits, own_bars
from wethaq.matching.policy.profiles import Applicant
from wethaq.platform.people.records import Sex

ROOM: Final = 256
"""Slots at first; when they are full, an eighth more are made."""


class Side:
    """One sex."""

    def __init__(self, numbering: Numbering, on: date, limits: Limits = LIMITS, room: int = ROOM) -> None:
        self.numbering = numbering
        self.on = on
        self.limits = limits
        self.slot_of: dict[UUID, int] = {}
        self.people: list[Applicant | None] = []
        self.wishes_at: list[list[NumberedWish]] = []
        self.ties = Ties()
        self._free: list[int] = []
        self._make_room(words_for(max(room, 1)) * WORD)

    def _make_room(self, room: int) -> None:
        traits, columns, words = len(self.numbering.traits), self.numbering.columns, room // WORD
        self.room = room
        self.facts: NDArray[np.uint8] = np.zeros((traits, room), dtype=np.uint8)
        self.weights: NDArray[np.uint8] = np.zeros((traits, room), dtype=np.uint8)
        self.total_weight: NDArray[np.uint16] = np.zeros(room, dtype=np.uint16)
        self.waiting: NDArray[np.int32] = np.zeros(room, dtype=np.int32)
        self.points: NDArray[np.uint16] = np.zeros((columns, room), dtype=np.uint16)
        self.has: Words = np.zeros((columns, words), dtype=np.uint64)
        """Of a number: who has it or less, so a window is two columns however wide it is."""
        self.refuses: Words = np.zeros((columns, words), dtype=np.uint64)
        self.available: Words = np.zeros(words, dtype=np.uint64)
        self.polygamy: Words = np.zeros(words, dtype=np.uint64)
        """Of men: who has or seeks more than one wife; of women: who accepts it."""
        self.conditions = [0] * traits
        """How many people hold a condition on each trait, and below, how many any wish."""
        self.wishes = [0] * traits

    def load(self, people: Sequence[Applicant]) -> None:
        """Take in a whole population at once, in place of what was there."""
        self.slot_of = {one.id: slot for slot, one in enumerate(people)}
        self.people, self._free, self.ties = list(people), [], Ties()
        self.wishes_at = [self.numbering.wishes(one) for one in people]
        self._make_room(words_for(max(len(people) * 9 // 8 + 1, ROOM)) * WORD)
        if not people:
            return
        numbers = np.array([self.numbering.facts(one, self.on) for one in people], dtype=np.uint8).T
        self.facts[:, : len(people)] = numbers
        self.waiting[: len(people)] = [one.waiting_since.toordinal() for one in people]
        self._load_bits(people, numbers)
        self._load_wishes()
        for slot, one in enumerate(people):
            self.ties.add(slot, one, self.on)

    def put(self, one: Applicant) -> int:
        """Add a person, or put them in place of what was known of them; return the slot."""
        slot = self.slot_of.get(one.id)
        if slot is None:
            slot = self._new_slot()
        else:
            self._forget(slot)
        self.slot_of[one.id], self.people[slot] = slot, one
        facts, wishes = self.numbering.facts(one, self.on), self.numbering.wishes(one)
        self.wishes_at[slot] = wishes
        self.facts[:, slot] = facts
        self.waiting[slot] = one.waiting_since.toordinal()
        self._write_bits(slot, facts, wishes)
        self._write_wishes(slot, wishes)
        self._mark(self.available, slot, is_in=not own_bars(one, self.on, self.limits))
        self._mark(self.polygamy, slot, is_in=_polygamy(one))
        self.ties.add(slot, one, self.on)
        return slot

    def remove(self, person_id: UUID) -> None:
        """Forget a person; nobody finds them from now on."""
        slot = self.slot_of.pop(person_id, None)
        if slot is None:
            return
        self._forget(slot)
        self.people[slot] = None
        self._free.append(slot)

    def id_at(self, slot: int) -> UUID:
        """Return who is in a slot."""
        return self.applicant_at(slot).id

    def applicant_at(self, slot: int) -> Applicant:
        """Return the applicant in a slot that is taken."""
        one = self.people[slot]
        if one is None:
            raise LookupError(slot)
        return one

    def _forget(self, slot: int) -> None:
        former = self.applicant_at(slot)
        self.ties.drop(slot, former, self.on)
        for wish in self.wishes_at[slot]:
            self.wishes[wish.place] -= 1
            self.conditions[wish.place] -= wish.is_hard
        self._write_bits(slot, None, ())
        self._write_wishes(slot, ())
        self._mark(self.available, slot, is_in=False)

    def _new_slot(self) -> int:
        if self._free:
            return self._free.pop()
        if len(self.people) == self.room:
            self._grow()
        self.people.append(None)
        self.wishes_at.append([])
        return len(self.people) - 1

    def _grow(self) -> None:
        people = [one for one in self.people if one is not None]
        self.load(people)

    def _write_bits(self, slot: int, facts: Sequence[int] | None, wishes: Iterable[NumberedWish]) -> None:
        numbering, word, bit = self.numbering, slot // WORD, bit_of(slot)
        has = np.zeros(numbering.columns, dtype=bool)
        refuses = np.zeros(numbering.columns, dtype=bool)
        for place, fact in enumerate(facts or ()):
            start, size = numbering.starts[place], numbering.sizes[place]
            is_run = numbering.is_number[place] and fact < size
            has[start + fact : start + size if is_run else start + fact + 1] = True
        for wish in wishes:
            start = numbering.starts[wish.place]
            refuses[start : start + len(wish.refuses)] = wish.refuses
        for matrix, flags in ((self.has, has), (self.refuses, refuses)):
            column = matrix[:, word]
            column &= ~bit
            column |= np.where(flags, bit, np.uint64(0))

    def _write_wishes(self, slot: int, wishes: Iterable[NumberedWish]) -> None:
        points = np.zeros(self.numbering.columns, dtype=np.uint16)
        weights = np.zeros(len(self.numbering.traits), dtype=np.uint8)
        for wish in wishes:
            start = self.numbering.starts[wish.place]
            points[start : start + len(wish.points)] = wish.points
            weights[wish.place] = wish.weight
            self.wishes[wish.place] += 1
            self.conditions[wish.place] += wish.is_hard
        self.points[:, slot] = points
        self.weights[:, slot] = weights
        self.total_weight[slot] = weights.sum()

    def _mark(self, words: Words, slot: int, *, is_in: bool) -> None:
        if is_in:
            words[slot // WORD] |= bit_of(slot)
        else:
            words[slot // WORD] &= ~bit_of(slot)

    def _load_bits(self, people: Sequence[Applicant], numbers: NDArray[np.uint8]) -> None:
        numbering, flags = self.numbering, np.zeros(self.room, dtype=bool)

        def pack(values: NDArray[np.bool_] | list[bool]) -> Words:
            flags[: len(people)] = values
            return packed(flags)

        for place, (start, size) in enumerate(zip(numbering.starts, numbering.sizes, strict=True)):
            own = numbers[place]
            for number in range(size + 1):
                is_run = numbering.is_number[place] and number < size
                self.has[start + number] = pack(own <= number if is_run else own == number)
        self.available[:] = pack([not own_bars(one, self.on, self.limits) for one in people])
        self.polygamy[:] = pack([_polygamy(one) for one in people])

    def _load_wishes(self) -> None:
        holders: dict[int, tuple[NumberedWish, list[int]]] = {}
        for slot, wishes in enumerate(self.wishes_at):
            for wish in wishes:
                holders.setdefault(id(wish), (wish, []))[1].append(slot)
        refuses = np.zeros((self.numbering.columns, self.room), dtype=bool)
        for wish, slots in holders.values():
            start = self.numbering.starts[wish.place]
            run = slice(start, start + len(wish.points))
            self.points[run, slots] = wish.points[:, None]
            self.weights[wish.place, slots] = wish.weight
            self.wishes[wish.place] += len(slots)
            if wish.is_hard:
                refuses[run, slots] = wish.refuses[:, None]
                self.conditions[wish.place] += len(slots)
        self.refuses[:] = packed(refuses)
        self.total_weight[:] = self.weights.sum(axis=0, dtype=np.uint16)


def _polygamy(one: Applicant) -> bool:
    return one.seeks_additional_wife if one.sex is Sex.MALE else one.accepts_polygamy
