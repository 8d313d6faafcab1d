"""What intake adds to a copy of somebody's data: their requests with answers, signatures, conversation and way.

It is the applicant's own side. What colleagues ask each other about a request
(H3) is given through the data steward, who sees whom else it concerns.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from wethaq.platform.actors import Actor
from wethaq.platform.consent.data_copy import ExportSection
from wethaq.platform.errors import N_
from wethaq.platform.intake.appealing import find_appeal
from wethaq.platform.intake.conversing import list_messages
from wethaq.platform.intake.loading import list_own_requests
from wethaq.platform.intake.numbering import find_beneficiary_number
from wethaq.platform.intake.presentation import answer_text
from wethaq.platform.intake.reading import RequestFile, compose_file
from wethaq.platform.intake.records import RequestRecord
from wethaq.platform.intake.wording import APPLICANT_STATUS, CHANNELS, EVENTS, SIGNATURE_METHODS
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import dual_date

Facts = list[tuple[str, str]]


async def export_requests(person_id: UUID, *, now: datetime) -> Sequence[ExportSection]:
    """Return everything of the person's own requests, the newest first."""
    del now
    requests = [
        each
        for each in await list_own_requests(actor=Actor(person_id=person_id))
        if each.person_id == person_id
    ]
    sections = [ExportSection(N_("My requests"), [_request_facts(each) for each in requests])]
    if number := await find_beneficiary_number(person_id):
        sections.append(ExportSection(N_("Registration"), [[(N_("Beneficiary number"), number)]]))
    for request in requests:
        sections += await _sections_of(request)
    return sections


async def _sections_of(request: RequestRecord) -> list[ExportSection]:
    file = await compose_file(request, public_only=True)
    appeal = await find_appeal(request.id)
    thread = [
        [
            (N_("Date"), dual_date(message.written_at)),
            (N_("From"), gettext("The applicant") if message.is_from_applicant else gettext("The officer")),
            (N_("Words"), message.body),
        ]
        for message in await list_messages(request)
    ]
    found = [
        (N_("Answers"), [_answers(file)]),
        (N_("Signature"), [_signature(file)]),
        (N_("Questions and answers"), thread),
        (N_("Appeal"), [[(N_("Date"), dual_date(appeal.lodged_at)), (N_("Words"), appeal.grounds)]])
        if appeal
        else (N_("Appeal"), []),
        (N_("History"), [_event_facts(file, place) for place in range(len(file.events))]),
    ]
    number = request.number or ""
    return [
        ExportSection(f"{gettext(title)} · {number}".rstrip(" ·"), kept)
        for title, records in found
        if (kept := [record for record in records if record])
    ]


def _request_facts(request: RequestRecord) -> Facts:
    facts: list[tuple[str, str]] = [
        (N_("Request number"), request.number or ""),
        (N_("Status"), gettext(APPLICANT_STATUS[request.status])),
        (N_("Channel"), gettext(CHANNELS[request.channel])),
        (N_("Begun on"), dual_date(request.created_at)),
    ]
    dates = [
        (N_("Submitted"), request.submitted_at),
        (N_("Reply, no earlier than"), request.earliest_reply_at),
        (N_("Reply, at the latest"), request.latest_reply_on),
        (N_("Decided on"), request.decided_at),
        (N_("Delivered on"), request.delivered_at),
    ]
    return [fact for fact in facts if fact[1]] + [(label, dual_date(day)) for label, day in dates if day]


def _answers(file: RequestFile) -> Facts:
    texts = [
        (question.label, answer_text(question, file.answers.get(question.key))) for question in file.questions
    ]
    return [(label, text) for label, text in texts if text]


def _signature(file: RequestFile) -> Facts:
    signed = file.signature
    if signed is None:
        return []
    return [
        (N_("Signed as"), signed.signed_name),
        (N_("Way of signing"), gettext(SIGNATURE_METHODS[signed.method])),
        (N_("Date"), dual_date(signed.signed_at)),
    ]


def _event_facts(file: RequestFile, place: int) -> Facts:
    event = file.events[place]
    facts = [
        (N_("Date"), dual_date(event.at)),
        (N_("What happened"), gettext(EVENTS.get(event.kind, event.kind))),
        (N_("Words"), event.note or ""),
    ]
    return [fact for fact in facts if fact[1]]
