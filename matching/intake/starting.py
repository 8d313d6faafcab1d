"""H7: an accepted request opens the profile, which becomes active where nothing is missing.

Passed to intake by `MATCHING.on_started`; it runs inside the transaction of that step.
"""

from datetime import datetime

from wethaq.matching.own_profile import begin_profile, follow_request
from wethaq.matching.policy.profile_states import BEING_BUILT
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.policy.readiness import lacks, own_lacks
from wethaq.matching.profiles import get_profile, move_profile, write_profile
from wethaq.matching.reviewing import activate_profile, readiness_of
from wethaq.matching.verifying import take_over_matches
from wethaq.platform.actors import SYSTEM
from wethaq.platform.intake.records import RequestRecord


async def take_into_service(request: RequestRecord, *, now: datetime) -> None:
    """Take over what was matched; activate what is complete, else leave it with its list of what lacks.

    Whoever has left meanwhile stays away.
    """
    profile = await begin_profile(request.person_id, channel=request.channel, actor=SYSTEM, now=now)
    if profile.state not in BEING_BUILT:
        return
    profile = await follow_request(profile, now=now)
    profile = await write_profile(profile, {"request_id": request.id}, now=now)
    await take_over_matches(profile.id, request, actor=SYSTEM, now=now)
    ready = await readiness_of(profile, now=now)
    if not lacks(ready):
        await activate_profile(profile.id, actor=SYSTEM, now=now)
    elif not own_lacks(ready) and profile.state is ProfileState.DRAFT:
        await move_profile(await get_profile(profile.id), ProfileState.IN_REVIEW, now=now, ready_at=now)
