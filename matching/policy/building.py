"""Which colleague may write somebody's profile with them: whoever receives people, as long as it is being built.

Once it is active, it is its keeper's portfolio alone (design: staff see only their portfolio).
"""

from typing import Final
from uuid import UUID

from wethaq.matching.policy.profile_states import BEING_BUILT
from wethaq.matching.policy.profiles import ProfileState
from wethaq.platform.actors import Actor, Role

RECEIVERS: Final = (Role.RELATIONS_OFFICER, Role.CALL_CENTRE_AGENT)
BUILDERS: Final = (*RECEIVERS, Role.MATCHMAKER)


def may_build(actor: Actor, *, state: ProfileState | None, keeper_id: UUID | None) -> bool:
    """Tell whether a colleague may write a profile; `state` is None where there isn't one yet."""
    if actor.is_system or state is None:
        return actor.is_system or actor.has(*BUILDERS)
    if state in BEING_BUILT and actor.has(*RECEIVERS):
        return True
    return actor.has(Role.MATCHMAKER) and keeper_id in {None, actor.account_id}
