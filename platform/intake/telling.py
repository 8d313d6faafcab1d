"""What the applicant is told of their request, in the channel they prefer (G5)."""

from datetime import datetime

from wethaq.platform.intake.loading import speaker_for
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.notifications.service import notify


async def tell_applicant(request: RequestRecord, kind: str, *, now: datetime, **context: object) -> None:
    """Put a message in the outbox of the applicant, or of the guardian who acts for a child.

    Messages carry the number and dates only; what a request is about is read
    in the person's file, behind their sign-in.
    """
    await notify(
        await speaker_for(request),
        kind,
        {
            "number": request.number or "",
            "earliest_reply_at": request.earliest_reply_at,
            "latest_reply_on": request.latest_reply_on,
            "path": f"/requests/{request.id}",
            **context,
        },
        now=now,
    )
