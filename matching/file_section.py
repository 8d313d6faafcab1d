"""What "my file" shows of matchmaking: that there is a profile and where it stands, in words that name nothing.

"My file" may be opened beside somebody else, so its title doesn't say what the profile is for.
"""

from datetime import datetime

from wethaq.matching.own_profile import find_request_of
from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.policy.readiness import own_lacks
from wethaq.matching.profile_words import FILE_WORDS, STATE_TONE
from wethaq.matching.profiles import Profile, find_profile_of
from wethaq.matching.reviewing import readiness_of
from wethaq.platform.actors import Actor
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import dual_date
from wethaq.platform.portal.file_sections import FileLine, FileSection
from wethaq.platform.portal.next_step import NextAct

PATH = "/matching/profile"


async def compose_profile(*, actor: Actor, now: datetime) -> FileSection | None:
    """Return the profile's line; before it is begun, the invitation to begin; None for everybody else."""
    if actor.person_id is None:
        return None
    profile = await find_profile_of(actor.person_id)
    if profile is None:
        return await _invitation(actor)
    return _section([_line(profile)], await _next_act(profile, now=now))


async def _invitation(actor: Actor) -> FileSection | None:
    request = await find_request_of(actor.person_id) if actor.person_id else None
    if request is None or request.status is RequestStatus.DRAFT:
        return None
    act = NextAct(
        gettext("Write your profile meanwhile"),
        gettext("While your request is being studied you can already begin."),
        PATH,
        gettext("Begin"),
    )
    return _section([], act)


def _section(lines: list[FileLine], act: NextAct | None) -> FileSection:
    return FileSection(
        key="profile",
        title=gettext("My profile"),
        lines=lines,
        all_path=PATH,
        all_words=gettext("Open my profile"),
        next_act=act,
    )


def _line(profile: Profile) -> FileLine:
    return FileLine(
        title=gettext("My profile"),
        path=PATH,
        tag=gettext(FILE_WORDS[profile.state]),
        tone=STATE_TONE[profile.state],
        facts=(dual_date(profile.changed_at),),
    )


async def _next_act(profile: Profile, *, now: datetime) -> NextAct | None:
    if profile.state is not ProfileState.DRAFT:
        return None
    is_done = not own_lacks(await readiness_of(profile, now=now))
    words = gettext("Have a last look, then send it.") if is_done else gettext("Every answer is saved.")
    return NextAct(gettext("Go on with your profile"), words, PATH, gettext("Continue"))
