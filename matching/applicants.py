"""Profiles as the rules and the engine want them: opened, joined with the file, without a name."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wethaq.matching.policy.kinship import Kinship
from wethaq.matching.policy.profiles import Applicant, Importance, MaritalStatus, ProfileState, Window, Wish
from wethaq.matching.policy.stages import (
    COOL_OFF,
    LOCKS,
    NOT_COMPLETED,
    TAKES_A_PLACE,
    Stage,
    cools_off_until,
)
from wethaq.matching.policy.traits import Fact
from wethaq.matching.tables import BlockRow, KinshipRow, ProfileRow, ProposalRow, SensitiveFactRow
from wethaq.platform.database.prepared import Row, places, rows_that
from wethaq.platform.database.sealing import open_row
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people.outlines import Outline, outlines_of

READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Around:
    """What lies beside the profiles of a batch, by profile."""

    outlines: Mapping[UUID, Outline]
    sensitive: Mapping[UUID, Mapping[str, Fact]]
    kin: Mapping[UUID, Mapping[UUID, Kinship]]
    blocks: Mapping[UUID, frozenset[str]]
    cooling_off: Mapping[UUID, Mapping[UUID, date]]
    open_proposals: Counter[UUID]
    locked: frozenset[UUID]


async def load_applicant(profile_id: UUID, *, now: datetime) -> Applicant | None:
    """Return one profile as the rules see it, or None if there is none or too little to judge it."""
    found = await load_applicants([profile_id], now=now)
    return found[0] if found else None


async def load_applicants(
    profile_ids: Collection[UUID], *, now: datetime, but_proposal: UUID | None = None
) -> list[Applicant]:
    """Return profiles as the rules see them; one without marital status or birth date isn't there yet.

    `but_proposal` isn't counted: a proposal is no bar to its own next step.
    """
    ids = list(profile_ids)
    found: list[Applicant] = []
    for first in range(0, len(ids), READ_AT_ONCE):
        batch = ids[first : first + READ_AT_ONCE]
        rows = await rows_that(ProfileRow, f"WHERE id IN {places(len(batch))}", *batch)
        around = await _read_around(rows, now=now, but_proposal=but_proposal)
        found += [one for row in rows if (one := _applicant(open_row(ProfileRow, row), around))]
    return found


async def load_active_applicants(*, now: datetime) -> list[Applicant]:
    """Return everybody who may be proposed, for the engine."""
    rows = await rows_that(ProfileRow, "WHERE state = {}", ProfileState.ACTIVE.value, only=("id",))
    return await load_applicants([row["id"] for row in rows], now=now)


def facts_text(facts: Mapping[str, Fact | None]) -> str:
    """Write facts as they are kept; several values become a sorted list, what was left out is null."""
    return json.dumps(
        {code: sorted(fact) if isinstance(fact, frozenset) else fact for code, fact in facts.items()}
    )


def read_facts(text: str | None) -> dict[str, Fact | None]:
    """Read facts back."""
    kept = json.loads(text or "{}")
    return {code: frozenset(value) if isinstance(value, list) else value for code, value in kept.items()}


def wishes_text(wishes: Iterable[Wish]) -> str:
    """Write wishes as they are kept."""
    return json.dumps([_wish_values(wish) for wish in wishes])


def read_wishes(text: str | None) -> tuple[Wish, ...]:
    """Read wishes back."""
    return tuple(
        Wish(
            trait=kept["trait"],
            importance=Importance(kept["importance"]),
            welcome=frozenset(kept.get("welcome", ())),
            acceptable=frozenset(kept.get("acceptable", ())),
            window=Window(*kept["window"]) if kept.get("window") else None,
            excludes_unstated=kept.get("excludes_unstated", False),
        )
        for kept in json.loads(text or "[]")
    )


def _wish_values(wish: Wish) -> dict[str, Any]:
    window = wish.window
    return {
        "trait": wish.trait,
        "importance": wish.importance.value,
        "welcome": sorted(wish.welcome),
        "acceptable": sorted(wish.acceptable),
        "window": [window.low, window.ideal_low, window.ideal_high, window.high] if window else None,
        "excludes_unstated": wish.excludes_unstated,
    }


def _applicant(row: Row, around: _Around) -> Applicant | None:
    outline = around.outlines.get(row["person_id"])
    if outline is None or outline.birth_date is None or row["marital_status"] is None:
        return None
    own: UUID = row["id"]
    return Applicant(
        id=own,
        sex=outline.sex,
        birth_date=outline.birth_date,
        marital_status=MaritalStatus(row["marital_status"]),
        waiting_since=row["waiting_since"] or riyadh_date(row["made_at"]),
        state=ProfileState(row["state"]),
        eligible_from=row["eligible_from"],
        marital_proof_on=row["marital_proof_on"],
        wives_now=row["wives_now"],
        wives_wished=row["wives_wished"],
        accepts_polygamy=row["is_open_to_polygamy"],
        facts={**read_facts(row["facts"]), **around.sensitive.get(own, {})},
        wishes=read_wishes(row["wishes"]),
        kin=around.kin.get(own, {}),
        cooling_off=around.cooling_off.get(own, {}),
        groups=_groups(row, outline),
        blocked_groups=around.blocks.get(own, frozenset()),
        open_proposals=around.open_proposals[own],
        is_locked=own in around.locked,
    )


def _groups(row: Row, outline: Outline) -> frozenset[str]:
    """Return the opaque keys by which others may have blocked this person (`BlockRow`)."""
    keys = {
        "family": row["family_index"],
        "employer": row["employer_index"],
        "mobile": outline.mobile_index,
        "national_id": outline.national_id_index,
    }
    return frozenset(f"{kind}:{key}" for kind, key in keys.items() if key)


async def _read_around(rows: list[Row], *, now: datetime, but_proposal: UUID | None) -> _Around:
    ids = [row["id"] for row in rows]
    if not ids:
        return _Around({}, {}, {}, {}, {}, Counter(), frozenset())
    proposals = [row for row in await _proposals_of(ids, now=now) if row["id"] != but_proposal]
    return _Around(
        outlines=await outlines_of([row["person_id"] for row in rows]),
        sensitive=await _sensitive_facts(ids),
        kin=await _kin(ids),
        blocks=await _blocks(ids),
        cooling_off=_cooling_off(proposals),
        open_proposals=_counted(proposals, TAKES_A_PLACE),
        locked=frozenset(_counted(proposals, LOCKS)),
    )


async def _sensitive_facts(ids: list[UUID]) -> dict[UUID, dict[str, Fact]]:
    rows = await rows_that(SensitiveFactRow, f"WHERE profile_id IN {places(len(ids))}", *ids)
    found: dict[UUID, dict[str, Fact]] = defaultdict(dict)
    for row in rows:
        found[row["profile_id"]][row["trait"]] = open_row(SensitiveFactRow, row)["value"]
    return found


async def _kin(ids: list[UUID]) -> dict[UUID, dict[UUID, Kinship]]:
    among = places(len(ids))
    rows = await rows_that(KinshipRow, f"WHERE one_id IN {among} OR other_id IN {among}", *ids, *ids)
    found: dict[UUID, dict[UUID, Kinship]] = defaultdict(dict)
    for row in rows:
        found[row["one_id"]][row["other_id"]] = found[row["other_id"]][row["one_id"]] = Kinship(
            row["kinship"]
        )
    return found


async def _blocks(ids: list[UUID]) -> dict[UUID, frozenset[str]]:
    rows = await rows_that(
        BlockRow, f"WHERE profile_id IN {places(len(ids))}", *ids, only=("profile_id", "kind", "key_index")
    )
    found: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        found[row["profile_id"]].add(f"{row['kind']}:{row['key_index']}")
    return {owner: frozenset(keys) for owner, keys in found.items()}


async def _proposals_of(ids: list[UUID], *, now: datetime) -> list[Row]:
    """Return what is open, and what ended so lately that the two cool off."""
    among = places(len(ids))
    return await rows_that(
        ProposalRow,
        f"WHERE (woman_id IN {among} OR man_id IN {among}) AND (ended_at IS NULL OR ended_at > {{}})",
        *ids,
        *ids,
        now - COOL_OFF,
        only=("id", "woman_id", "man_id", "stage", "ended_at"),
    )


def _cooling_off(proposals: list[Row]) -> dict[UUID, dict[UUID, date]]:
    found: dict[UUID, dict[UUID, date]] = defaultdict(dict)
    for row in proposals:
        if row["ended_at"] is None or Stage(row["stage"]) not in NOT_COMPLETED:
            continue
        until = riyadh_date(cools_off_until(row["ended_at"]))
        for own, other in ((row["woman_id"], row["man_id"]), (row["man_id"], row["woman_id"])):
            found[own][other] = max(until, found[own].get(other, until))
    return found


def _counted(proposals: list[Row], stages: frozenset[Stage]) -> Counter[UUID]:
    return Counter(
        own for row in proposals if Stage(row["stage"]) in stages for own in (row["woman_id"], row["man_id"])
    )
