"""Following the file: what a person's own file says of birth, numbers and family decides here as well.

People's files know nothing of profiles. So the clock asks which files have changed since
their profile was last looked at, and has just those read anew.
"""

from datetime import datetime
from typing import Final

from wethaq.matching.policy.profiles import ProfileState
from wethaq.matching.profiles import touch_profiles
from wethaq.matching.recognising import family_index
from wethaq.matching.tables import ProfileRow
from wethaq.platform.database.prepared import read, update_that
from wethaq.platform.database.transaction import transaction
from wethaq.platform.people import service as people

BATCH: Final = 500


async def follow_files(*, now: datetime) -> int:
    """Read the files anew that were corrected since; return how many."""
    rows = await read(
        "SELECT matching_profile.id AS id, person_id FROM matching_profile "
        "JOIN people_person ON people_person.id = matching_profile.person_id "
        "WHERE state <> {} AND (touched_at IS NULL OR people_person.updated_at > touched_at) LIMIT {}",
        ProfileState.CLOSED.value,
        BATCH,
    )
    for row in rows:
        person = await people.get_person(row["person_id"])
        async with transaction():
            kept = {"family_index": family_index(person.family_name)}
            await update_that(ProfileRow, kept, "WHERE id = {}", row["id"])
            await touch_profiles([row["id"]], now=max(now, person.updated_at))
    return len(rows)
