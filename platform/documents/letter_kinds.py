"""The letters that exist, and what each needs to be written.

Other parts fill these values; nothing here knows a request or a meeting.
Dates are given as dates and written in both calendars on paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from wethaq.platform.documents.errors import UnknownLetterKindError
from wethaq.platform.errors import N_

Day = datetime | date
"""A moment or a day; both are written as the day in Riyadh."""


class LetterContent(BaseModel):
    """What a template gets; unknown names are refused, so that a slip shows at once."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Addressed(LetterContent):
    """To one person about one request. `sex` chooses the Arabic form, where it is known."""

    recipient_name: str
    sex: Literal["female", "male"] | None = None
    service_name: str
    request_number: str
    submitted_on: Day
    decided_on: Day
    signatory_name: str
    signatory_role: str


class Acceptance(Addressed):
    conditions: list[str] = []
    next_steps: list[str] = []


class Reason(LetterContent):
    code: str
    text: str


class Refusal(Addressed):
    """A refusal always gives its reasons and the way to appeal (policy H5, R3).

    Without `appeal_until` it answers an appeal, and is final.
    """

    reasons: list[Reason]
    explanation: str | None = None
    appeal_until: Day | None = None
    alternatives: list[str] = []


class Attendance(LetterContent):
    name: str
    role: str
    attendance: str
    signs: bool = True


class MinutesItem(LetterContent):
    request_number: str
    subject: str
    recused: list[str] = []
    in_favour: int
    against: int
    abstained: int
    decision: str
    reasons: list[str] = []


class Minutes(LetterContent):
    meeting_number: str
    held_on: Day
    place: str
    present: int
    members: int
    quorum: int
    attendance: list[Attendance]
    items: list[MinutesItem]
    remarks: str | None = None


class Answer(LetterContent):
    question: str
    answer: str


class AnswerSection(LetterContent):
    title: str
    answers: list[Answer]


class ChecklistLine(LetterContent):
    label: str
    state: str


class SupportRequest(LetterContent):
    """The request form as a paper (policy T3); unsigned it has lines to sign by hand."""

    request_number: str
    service_name: str
    submitted_on: Day | None = None
    channel: str | None = None
    sections: list[AnswerSection]
    checklist: list[ChecklistLine] = []
    declaration: str
    signed_by: str | None = None
    signed_on: Day | None = None
    signing_method: str | None = None
    content_hash: str | None = None


class ConsentReceipt(LetterContent):
    person_name: str
    sex: Literal["female", "male"] | None = None
    guardian_name: str | None = None
    purpose: str
    given_on: Day
    method: str
    witness: str | None = None
    valid_until: Day | None = None
    text_version: str
    data_classes: list[str] = []
    recipients: list[str] = []
    text_paragraphs: list[str]
    receipt_id: str
    text_hash: str


class LabelledValue(LetterContent):
    label: str
    value: str


class DataSection(LetterContent):
    title: str
    purpose: str | None = None
    rows: list[LabelledValue] = []


class MyData(LetterContent):
    sex: Literal["female", "male"] | None = None
    made_at: Day
    sections: list[DataSection]


class PublicationBlock(LetterContent):
    kind: Literal["heading", "article", "paragraph", "items"]
    text: str = ""
    items: list[str] = []


class PublicationPaper(LetterContent):
    title: str
    version: int
    published_on: Day
    sha256: str
    blocks: list[PublicationBlock]


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A template `templates/letters/<code>.typ`, its content, and its name for people."""

    code: str
    title: str
    content: type[LetterContent]


_KINDS = (
    LetterKind("acceptance", N_("Acceptance of a request"), Acceptance),
    LetterKind("refusal", N_("Reply to a request"), Refusal),
    LetterKind("minutes", N_("Minutes of the research committee"), Minutes),
    LetterKind("support_request", N_("Beneficiary support request"), SupportRequest),
    LetterKind("consent_receipt", N_("Receipt of a consent"), ConsentReceipt),
    LetterKind("my_data", N_("A copy of my data"), MyData),
    LetterKind("publication", N_("Published document"), PublicationPaper),
)
LETTER_KINDS: Mapping[str, LetterKind] = {kind.code: kind for kind in _KINDS}


def letter_kind(code: str) -> LetterKind:
    """Return the kind of that code. Raises UnknownLetterKindError."""
    if code not in LETTER_KINDS:
        raise UnknownLetterKindError
    return LETTER_KINDS[code]
