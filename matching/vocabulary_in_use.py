"""The vocabulary as the board has it now: what is asked, and what was switched off."""

from collections.abc import Mapping

from wethaq.matching.policy.traits import Vocabulary
from wethaq.matching.policy.vocabulary import VOCABULARY
from wethaq.matching.tables import TraitSwitchRow
from wethaq.platform.database.prepared import rows_that


async def current_vocabulary() -> Vocabulary:
    """Return the association's vocabulary with the board's switches; the newest of a trait counts."""
    return switched(await current_switches())


async def current_switches() -> dict[str, bool]:
    """Return which traits the board has decided on, and how."""
    rows = await rows_that(TraitSwitchRow, "ORDER BY decided_at, id", only=("trait", "is_active"))
    return {row["trait"]: bool(row["is_active"]) for row in rows if row["trait"] in VOCABULARY}


def switched(switches: Mapping[str, bool]) -> Vocabulary:
    """Return the vocabulary with these traits on or off."""
    on = [trait for trait, is_active in switches.items() if is_active]
    off = [trait for trait, is_active in switches.items() if not is_active]
    return VOCABULARY.switched(on, is_active=True).switched(off, is_active=False)
