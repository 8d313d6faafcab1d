"""A whole request, as an officer, the social-research officer or a committee member reads it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.intake.answering import list_answers
from wethaq.platform.intake.checklist import list_items
from wethaq.platform.intake.loading import get_visible_request
from wethaq.platform.intake.policy.questions import Question, applying
from wethaq.platform.intake.policy.services import CATALOGUE, IntakePolicy
from wethaq.platform.intake.records import ItemRecord, RequestRecord, Signature, TimelineEvent
from wethaq.platform.intake.standing import current_hash, last_signature
from wethaq.platform.intake.timeline import list_events


@dataclass(frozen=True, slots=True)
class RequestFile:
    """Everything that belongs to a request, opened; whoever gets one has been audited."""

    request: RequestRecord
    policy: IntakePolicy
    answers: dict[str, str]
    items: list[ItemRecord]
    signature: Signature | None
    content_hash: str
    events: list[TimelineEvent]

    @property
    def is_signed(self) -> bool:
        """Whether the last signature covers the content as it stands (H4)."""
        return self.signature is not None and self.signature.content_hash == self.content_hash

    @property
    def questions(self) -> list[Question]:
        """The questions that were put to this applicant, in order."""
        return applying(self.policy.questions, self.answers)


async def open_request_file(request_id: UUID, *, actor: Actor, now: datetime, purpose: str) -> RequestFile:
    """Return the whole request to staff with a part in it, and note who looked, and why."""
    request = await get_visible_request(request_id, actor=actor)
    await audit.record_view(
        "request", request.id, actor=actor, now=now, person_id=request.person_id, purpose=purpose
    )
    return await compose_file(request, public_only=False)


async def compose_file(request: RequestRecord, *, public_only: bool) -> RequestFile:
    """Gather a request that the caller has loaded through a guard."""
    answers = await list_answers(request.id)
    return RequestFile(
        request=request,
        policy=CATALOGUE.get(request.service),
        answers=answers,
        items=await list_items(request),
        signature=await last_signature(request.id),
        content_hash=await current_hash(request, answers),
        events=await list_events(request.id, public_only=public_only),
    )
