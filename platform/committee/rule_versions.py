"""The versions of the committee's figures; a meeting keeps the one under which it opened."""

from datetime import datetime
from typing import Any

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.committee.policy.rules import FIRST_VERSION, CommitteeRules, ensure_rules_possible
from wethaq.platform.committee.records import RulesVersion
from wethaq.platform.committee.tables import RulesVersionRow
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.transaction import UNIQUE_VIOLATIONS, savepoint, transaction
from wethaq.platform.errors import FasterElsewhereError

DECLARED = RulesVersion(version=0, rules=CommitteeRules())
"""What holds before anybody changed a figure."""


async def current_rules() -> RulesVersion:
    """Return the figures in force."""
    row = await RulesVersionRow.select().order_by(RulesVersionRow.version, ascending=False).first()
    return _version_of(row) if row else DECLARED


async def rules_of_version(version: int | None) -> CommitteeRules:
    """Return the figures under which a meeting was opened."""
    row = (
        await RulesVersionRow.select().where(RulesVersionRow.version == version).first() if version else None
    )
    return _version_of(row).rules if row else DECLARED.rules


async def list_rule_versions() -> list[RulesVersion]:
    """Return every version, the newest first."""
    rows = await RulesVersionRow.select().order_by(RulesVersionRow.version, ascending=False)
    return [_version_of(row) for row in rows]


async def change_rules(rules: CommitteeRules, *, reason: str, actor: Actor, now: datetime) -> int:
    """Put new figures in force for meetings that open from now on, and return their version."""
    ensure_rules_possible(rules)
    row_id = new_id()
    async with transaction():
        version = max((await current_rules()).version + 1, FIRST_VERSION)
        try:
            async with savepoint():
                await RulesVersionRow.insert(
                    RulesVersionRow(
                        id=row_id,
                        version=version,
                        quorum_per_cent=rules.quorum_per_cent,
                        quorum_minimum=rules.quorum_minimum,
                        has_casting_vote=rules.has_casting_vote,
                        reason=reason,
                        changed_at=now,
                        changed_by=actor.account_id,
                    )
                )
        except UNIQUE_VIOLATIONS as error:
            raise FasterElsewhereError from error
        await audit.record(
            "committee.rules_changed", row_id, actor=actor, now=now, details={"version": version}
        )
    return version


def _version_of(row: dict[str, Any]) -> RulesVersion:
    return RulesVersion(
        version=row["version"],
        rules=CommitteeRules(
            quorum_per_cent=row["quorum_per_cent"],
            quorum_minimum=row["quorum_minimum"],
            has_casting_vote=bool(row["has_casting_vote"]),
        ),
        reason=row["reason"],
        changed_at=row["changed_at"],
    )
