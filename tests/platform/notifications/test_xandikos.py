"""A calendar server that receives our mails whole follows an appointment to its end.

`xandikos import-imip` is what a mail server's filter calls for each mail: it
finds the calendar object by the mail's own parts and puts it into the
person's calendar by the rules of RFC 5546.
"""

import asyncio
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar

from tests.platform.invitations.builders import STARTS_AT, an_invitation
from tests.platform.notifications.posting import posted
from wethaq.platform.invitations.messages import cancel_ics, request_ics, update_ics

FIRST = an_invitation()
MOVED_TO = STARTS_AT + timedelta(days=1, hours=2)
MOVED = an_invitation(
    sequence=1, starts_at=MOVED_TO, ends_at=MOVED_TO + timedelta(minutes=50), place="غرفة 4"
)
LAST = an_invitation(sequence=2, starts_at=MOVED_TO, ends_at=MOVED_TO + timedelta(minutes=50))


def life(now: datetime) -> tuple[str, str, str]:
    return (
        request_ics(FIRST, now=now),
        update_ics(MOVED, now=now + timedelta(hours=1)),
        cancel_ics(LAST, now=now + timedelta(hours=2)),
    )


async def imported(folder: Path, mail: bytes) -> Any:
    """Hand a mail over and return the one entry of the person's calendar."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "xandikos", "import-imip"),
        *("--directory", str(folder), "--principal", "/noura/", "--autocreate"),
        stdin=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate(mail)
    assert process.returncode == 0, said.decode()
    (entry,) = (folder / "noura/calendars/calendar").glob("*.ics")
    (event,) = Calendar.from_ical(entry.read_bytes()).events
    return event


def seen(event: Any) -> tuple[datetime, int, str]:
    return event.start, event["SEQUENCE"], event["STATUS"]


async def test_the_entry_is_made_then_moved_then_cancelled(tmp_path: Path, now: datetime) -> None:
    first, moved, cancelled = await posted(life(now), now=now)
    event = await imported(tmp_path, first)
    assert seen(event) == (STARTS_AT, 0, "CONFIRMED")
    assert event["UID"] == FIRST.uid
    event = await imported(tmp_path, moved)
    assert seen(event) == (MOVED_TO, 1, "CONFIRMED")
    assert event["LOCATION"] == "غرفة 4"
    assert seen(await imported(tmp_path, cancelled))[2] == "CANCELLED"


async def test_a_mail_that_is_delivered_twice_changes_nothing_the_second_time(
    tmp_path: Path, now: datetime
) -> None:
    first, moved, cancelled = await posted(life(now), now=now)
    for mail in (first, moved, cancelled):
        assert seen(await imported(tmp_path, mail)) == seen(await imported(tmp_path, mail))
