"""Turn what is kept into what the pages show: words, sections, steps and their states."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wethaq.platform.intake.policy.checklist import Evidence, ItemState, is_settled
from wethaq.platform.intake.policy.questions import (
    CHOICE_SEPARATOR,
    AnswerKind,
    Question,
    applying,
    choices_of,
    unanswered,
)
from wethaq.platform.intake.policy.services import IntakePolicy
from wethaq.platform.intake.policy.statuses import DecisionPath, RequestStatus
from wethaq.platform.intake.reading import RequestFile
from wethaq.platform.intake.records import ItemRecord, RequestRecord, TimelineEvent
from wethaq.platform.intake.wording import EVENTS, ITEM_STATES
from wethaq.platform.localisation import gettext, ngettext
from wethaq.platform.localisation.digits import number_text

_S = RequestStatus


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question beside its answer in words."""

    question: Question
    text: str


@dataclass(frozen=True, slots=True)
class AnsweredSection:
    """A section of the form with its answers."""

    key: str
    title: str
    rows: list[AnsweredQuestion]


def answer_text(question: Question, value: str | None) -> str:
    """Return an answer in the reader's words ('' for none)."""
    if not value:
        return ""
    labels = {choice.value: choice.label for choice in choices_of(question)}
    match question.kind:
        case AnswerKind.CHOICE | AnswerKind.YES_NO:
            return gettext(labels.get(value, value))
        case AnswerKind.CHOICES:
            return gettext(", ").join(
                gettext(labels.get(part, part)) for part in value.split(CHOICE_SEPARATOR)
            )
        case AnswerKind.NUMBER:
            suffix = f" {gettext(question.suffix)}" if question.suffix else ""
            return f"{number_text(int(value))}{suffix}"
        case AnswerKind.TEXT | AnswerKind.LONG_TEXT:
            return value


def answered_sections(policy: IntakePolicy, answers: Mapping[str, str]) -> list[AnsweredSection]:
    """Return the sections with the questions that were put to this applicant."""
    asked = applying(policy.questions, answers)
    return [
        AnsweredSection(
            section.key,
            gettext(section.title),
            [
                AnsweredQuestion(q, answer_text(q, answers.get(q.key)))
                for q in asked
                if q.section == section.key
            ],
        )
        for section in policy.sections
        if any(q.section == section.key for q in asked)
    ]


def section_tasks(
    request: RequestRecord, policy: IntakePolicy, answers: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the lines of the task list, each leading to its section's first open question.

    A section that asks nothing of somebody isn't theirs to see.
    """
    missing = {question.key for question in unanswered(policy.questions, answers)}
    tasks = []
    for section in policy.sections:
        asked = [q for q in applying(policy.questions, answers) if q.section == section.key]
        if not asked:
            continue
        is_open = [q for q in asked if q.key in missing]
        is_begun = any(answers.get(q.key) for q in asked)
        status, tone = (
            (gettext("Done"), "good")
            if not is_open
            else (gettext("Begun"), "wait")
            if is_begun
            else (gettext("Not begun"), None)
        )
        first = (is_open or asked)[0]
        tasks.append(
            {
                "label": gettext(section.title),
                "path": f"/requests/{request.id}/questions/{first.key}",
                "status": status,
                "tone": tone,
            }
        )
    return tasks


def item_tone(record: ItemRecord, today: date) -> str | None:
    """Return the tone in which an item's state is shown."""
    if record.standing.state is ItemState.EXPIRED:
        return "danger"
    if record.standing.state in {ItemState.NOT_NEEDED, ItemState.WAIVED}:
        return "quiet"
    if not is_settled(record.standing, today):
        return "wait"
    return "good" if record.standing.is_matched else "quiet"


def item_text(record: ItemRecord, *, is_staff: bool = False) -> str:
    """Return an item's state in words, as the applicant or the officer reads it."""
    standing = record.standing
    if standing.is_matched:
        seen = record.item.evidence is Evidence.SEEN
        return gettext("Seen and verified") if seen else gettext("Matched")
    if standing.state is ItemState.REQUIRED and not is_staff:
        if standing.is_promised:
            return gettext("You will bring it")
        if record.item.evidence is Evidence.SEEN:
            return gettext("You will show it to us")
        return gettext("Still to come") if standing.is_required else gettext("If you like")
    if is_staff and standing.state is ItemState.REQUIRED and standing.is_promised:
        return gettext("The applicant brings it")
    return gettext(ITEM_STATES[standing.state])


def timeline_items(
    events: list[TimelineEvent], names: Mapping[Any, str] | None = None
) -> list[dict[str, Any]]:
    """Return the timeline's lines; `names` tells staff who did each."""
    return [
        {
            "title": gettext(EVENTS.get(event.kind, event.kind)),
            "at": event.at,
            "text": event.note,
            "by": (names or {}).get(event.actor_id),
            "state": "done",
        }
        for event in events
    ]


def journey_steps(request: RequestRecord, *, is_signed: bool) -> list[dict[str, Any]]:
    """Return the stations H1-H7 with their dates: done, current or still to come."""
    checked = request.verified_at
    decided = request.decided_at
    stations: list[tuple[str, datetime | date | str | None, bool]] = [
        (gettext("Received"), request.submitted_at, request.submitted_at is not None),
        (gettext("Signed by you"), None, is_signed),
        (gettext("Matched and verified by an officer"), checked, checked is not None),
    ]
    if request.path is DecisionPath.COMMITTEE:
        forwarded = request.forwarded_at
        stations.append((gettext("Studied by the research committee"), forwarded, decided is not None))
    stations += [
        (gettext("Reply"), decided, decided is not None),
        (gettext("Registration"), request.registered_at, request.registered_at is not None),
        (
            gettext("Service"),
            request.delivered_at or request.service_started_at,
            request.delivered_at is not None,
        ),
    ]
    if request.status in {_S.REFUSED, _S.REFUSED_FINALLY, _S.APPEALED, _S.IN_APPEAL}:
        stations = stations[:-2]
    return _with_states(stations, is_running=request.status not in {_S.WITHDRAWN, _S.DRAFT})


def _with_states(stations: list[tuple[str, Any, bool]], *, is_running: bool) -> list[dict[str, Any]]:
    steps, current_given = [], not is_running
    for title, at, is_done in stations:
        state = "done" if is_done else "upcoming" if current_given else "current"
        current_given = current_given or not is_done
        steps.append({"title": title, "at": at or "", "state": state})
    return steps


def open_items_text(file: RequestFile, today: date) -> str:
    """Return how many items are still to be matched, for the head of the checklist."""
    open_items = sum(not is_settled(record.standing, today) for record in file.items)
    if not open_items:
        return gettext("All matched")
    return ngettext("%(num)s item is open", "%(num)s items are open", open_items)
