"""“Where is my request?” without an account: the number, and a code sent to the applicant's mobile."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.intake.policy.statuses import RequestStatus
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.tables import Request
from wethaq.platform.localisation.digits import ascii_digits
from wethaq.platform.notifications.service import notify
from wethaq.platform.security.limits import record_attempt
from wethaq.platform.security.one_time_codes import accept_code, issue_code

PURPOSE: Final = "intake.tracking"
LIMIT_KIND: Final = "intake.tracking"


class TrackingCodeWrongError(RefusedError):
    """The number or the code isn't right; the page doesn't say which."""

    status = 422
    message = N_("The code isn't right, or its ten minutes are over. Ask for a new one.")


@dataclass(frozen=True, slots=True)
class RequestOutline:
    """What can be told without a sign-in: nothing of what the request is about."""

    number: str
    service: str
    status: RequestStatus
    submitted_at: datetime | None
    earliest_reply_at: datetime | None
    latest_reply_on: date | None


def normalise_number(typed: str) -> str:
    """Return a request number as it is stored, whatever digits and case it was typed in."""
    return ascii_digits(typed).strip().upper().replace(" ", "")


async def send_tracking_code(number: str, *, now: datetime) -> None:
    """Send a code to the applicant's mobile, if there is such a request.

    The answer is the same whether there is one or not, so that numbers can't be tried out.
    Raises TooManyTriesError.
    """
    wanted = normalise_number(number)
    await record_attempt(LIMIT_KIND, wanted, now)
    request = await _find(wanted)
    if request is None:
        return
    code = await issue_code(PURPOSE, str(request.id), now=now)
    reader = request.guardian_id or request.person_id
    await notify(reader, "request_tracking_code", {"number": wanted, "code": code}, now=now)


async def track_request(number: str, code: str, *, now: datetime) -> RequestOutline:
    """Return where a request is to whoever holds the code that was sent."""
    request = await _find(normalise_number(number))
    subject = str(request.id) if request else "nobody"
    if not await accept_code(PURPOSE, subject, ascii_digits(code).strip(), now=now) or request is None:
        raise TrackingCodeWrongError
    return RequestOutline(
        number=request.number or "",
        service=request.service,
        status=request.status,
        submitted_at=request.submitted_at,
        earliest_reply_at=request.earliest_reply_at,
        latest_reply_on=request.latest_reply_on,
    )


async def _find(number: str) -> RequestRecord | None:
    row = await Request.select().where(Request.number == number).first()
    return RequestRecord.of(row) if row else None
