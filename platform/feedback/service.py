"""Inviting people to say how it was, taking their answer, and summing up."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor, Role
from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed, open_row
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import ForbiddenError
from wethaq.platform.feedback.forms import SurveyForm
from wethaq.platform.feedback.policy import (
    LEAST_ANSWERS_SHOWN,
    REST_BETWEEN_SURVEYS,
    SURVEY_LIFETIME,
    Satisfaction,
    SurveyAnsweredError,
    SurveyClosedError,
    answer_month,
    ensure_can_answer,
    summarise,
)
from wethaq.platform.feedback.tables import SurveyAnswer, SurveyInvitation
from wethaq.platform.intake.loading import speaker_for
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.notifications.service import notify
from wethaq.platform.security.blind import blind_index
from wethaq.platform.security.tokens import new_token, token_digest

READERS = (Role.MANAGER, Role.RELATIONS_OFFICER)


@dataclass(frozen=True, slots=True)
class ServiceSatisfaction:
    """A service's results: `overall` and each month's are None while answers are too few."""

    service: str
    invited: int
    answered: int
    overall: Satisfaction | None
    by_month: list[tuple[date, Satisfaction | None]]
    comments: list[str]


async def invite_to_survey(request: RequestRecord, *, now: datetime) -> None:
    """Send the one-time link after a service; a hook that intake calls when it closes a request."""
    await _invite(request.service, request.id, await speaker_for(request), now=now)


async def invite_person_to_survey(service: str, subject_id: UUID, person_id: UUID, *, now: datetime) -> bool:
    """Ask a person how it was, in the caller's transaction; tell whether they were asked.

    A subject (an appointment) is asked about once, and nobody is asked again
    before `REST_BETWEEN_SURVEYS` is over, whatever they came for.
    """
    index = _index_of(person_id)
    recently = (SurveyInvitation.person_index == index) & (
        SurveyInvitation.invited_at > now - REST_BETWEEN_SURVEYS
    )
    if await SurveyInvitation.exists().where((SurveyInvitation.request_id == subject_id) | recently):
        return False
    await _invite(service, subject_id, person_id, now=now)
    return True


async def ensure_survey_open(token: str, *, now: datetime) -> None:
    """Raise SurveyClosedError or SurveyAnsweredError when the link is of no use any more."""
    invitation = (
        await SurveyInvitation.objects().where(SurveyInvitation.token_digest == token_digest(token)).first()
    )
    if invitation is None:
        raise SurveyClosedError
    ensure_can_answer(invitation.expires_at, invitation.answered_at, now)


async def answer_survey(token: str, form: SurveyForm, *, now: datetime) -> None:
    """Take the one answer of a link. Whoever holds the link is the actor; no name is kept.

    Raises SurveyClosedError, SurveyAnsweredError.
    """
    async with transaction():
        await ensure_survey_open(token, now=now)
        used = (
            await SurveyInvitation.update({SurveyInvitation.answered_at: now})
            .where(
                SurveyInvitation.token_digest == token_digest(token), SurveyInvitation.answered_at.is_null()
            )
            .returning(SurveyInvitation.service)
        )
        if not used:
            raise SurveyAnsweredError
        await insert_sealed(
            SurveyAnswer,
            {
                "id": new_id(),
                "service": used[0]["service"],
                "answered_in": answer_month(riyadh_date(now)),
                "satisfaction": form.satisfaction,
                "ease": form.ease,
                "comment": form.comment,
            },
        )


async def satisfaction_by_service(*, actor: Actor, now: datetime) -> list[ServiceSatisfaction]:
    """Return every service's results, only where at least five have answered (G9).

    Raises ForbiddenError for other roles.
    """
    if not actor.has(*READERS):
        raise ForbiddenError
    await audit.record("feedback.results_viewed", None, actor=actor, now=now)
    answers = await SurveyAnswer.select().order_by(SurveyAnswer.answered_in)
    invited = await SurveyInvitation.select(SurveyInvitation.service)
    by_service: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in answers:
        by_service[row["service"]].append(row)
    services = sorted({row["service"] for row in invited} | set(by_service))
    counts = {service: sum(row["service"] == service for row in invited) for service in services}
    return [_results(service, counts[service], by_service[service]) for service in services]


async def _invite(service: str, subject_id: UUID, person_id: UUID, *, now: datetime) -> None:
    token = new_token()
    await SurveyInvitation.insert(
        SurveyInvitation(
            id=new_id(),
            request_id=subject_id,
            person_index=_index_of(person_id),
            service=service,
            token_digest=token_digest(token),
            invited_at=now,
            expires_at=now + SURVEY_LIFETIME,
        )
    )
    await notify(person_id, "feedback_survey_invited", {"path": f"/survey/{token}"}, now=now)


def _index_of(person_id: UUID) -> str:
    """Name a person without naming them: the rows alone don't say who was asked."""
    return blind_index("feedback_survey_invitation.person_index", str(person_id))


def _results(service: str, invited: int, rows: list[dict[str, object]]) -> ServiceSatisfaction:
    months: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        months[row["answered_in"]].append((row["satisfaction"], row["ease"]))  # type: ignore[index,arg-type]
    every = [score for scores in months.values() for score in scores]
    return ServiceSatisfaction(
        service=service,
        invited=invited,
        answered=len(rows),
        overall=summarise(every),
        by_month=[(month, summarise(scores)) for month, scores in sorted(months.items())],
        comments=_comments(rows),
    )


def _comments(rows: list[dict[str, object]]) -> list[str]:
    """Return the comments in the order of their letters, so that not even their order tells a time."""
    texts = [str(open_row(SurveyAnswer, row)["comment"]) for row in rows if row["comment"]]
    return sorted(texts) if len(texts) >= LEAST_ANSWERS_SHOWN else []
