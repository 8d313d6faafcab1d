"""Forgetting which requests were invited to a survey, and old words of nobody (policy G9)."""

from datetime import datetime, timedelta
from typing import Final

from wethaq.platform.actors import Actor
from wethaq.platform.feedback.tables import SurveyAnswer, SurveyInvitation
from wethaq.platform.localisation.dates import riyadh_date

INVITATION_KEPT: Final = timedelta(days=365)
ANSWER_KEPT: Final = timedelta(days=5 * 365)


async def forget_old_surveys(*, actor: Actor, now: datetime) -> int:
    """Delete invitations a year after they ended and answers after five; return how many rows."""
    del actor
    invitations = (
        await SurveyInvitation.delete()
        .where(SurveyInvitation.expires_at < now - INVITATION_KEPT)
        .returning(SurveyInvitation.id)
    )
    answers = (
        await SurveyAnswer.delete()
        .where(SurveyAnswer.answered_in < riyadh_date(now - ANSWER_KEPT))
        .returning(SurveyAnswer.id)
    )
    return len(invitations) + len(answers)
