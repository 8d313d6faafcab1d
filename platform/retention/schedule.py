"""The schedule of retention: one row for every kind of personal data that the house keeps (PDPL art. 18)."""

from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from piccolo.table import Table

from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.errors import N_
from wethaq.platform.feedback.forgetting import forget_old_surveys
from wethaq.platform.intake.forgetting import (
    content_tables,
    forget_abandoned_drafts,
    forget_ended_requests,
    forget_old_judgements,
)
from wethaq.platform.notifications.delivery import forget_old_messages
from wethaq.platform.portal.inquiries import forget_old_inquiries

DESTROYED: Final = "retention.destroyed"


class Forgetting(Protocol):
    """Destroys what is due and returns how much it was; it may be cut short and run again."""

    def __call__(self, *, actor: Actor, now: datetime) -> Awaitable[int]: ...


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """What is kept, how long and why; words are msgids.

    Without `forget`, another job or its owner's act ends it, as `period` says.
    """

    code: str
    what: str
    period: str
    tables: tuple[str, ...]
    forget: Forgetting | None = None


def table_names(tables: Sequence[type[Table]]) -> tuple[str, ...]:
    return tuple(sorted(table._meta.tablename for table in tables))


_OF_THE_PLATFORM: Final = (
    RetentionRule(
        "requests",
        N_("Requests: answers, signatures, questions, papers and letters"),
        N_("Five years after the request has ended; its number, dates and outcome stay"),
        (*table_names(content_tables()), "documents_file", "documents_letter", "intake_beneficiary"),
        forget_ended_requests,
    ),
    RetentionRule(
        "drafts",
        N_("Drafts that were never submitted"),
        N_("One year after the last change"),
        ("intake_request",),
        forget_abandoned_drafts,
    ),
    RetentionRule(
        "judgements",
        N_("What the rules of eligibility said, and suggested services"),
        N_("Five years"),
        ("intake_eligibility", "intake_next_step"),
        forget_old_judgements,
    ),
    RetentionRule(
        "inquiries",
        N_("Questions without a request, with their answers"),
        N_("Two years after the answer"),
        ("portal_inquiry",),
        forget_old_inquiries,
    ),
    RetentionRule(
        "messages",
        N_("Messages that were sent"),
        N_("Their words for a while after delivery, the proof of sending for one year"),
        ("notifications_message",),
        forget_old_messages,
    ),
    RetentionRule(
        "surveys",
        N_("Invitations to surveys, and answers without a name"),
        N_("Invitations one year, answers five years"),
        ("feedback_survey_invitation", "feedback_survey_answer"),
        forget_old_surveys,
    ),
    RetentionRule(
        "files",
        N_("People's files and guardianships"),
        N_("As long as the person is served, or until they ask for destruction"),
        ("people_person", "people_name_token", "people_guardianship", "people_duplicate_candidate"),
    ),
    RetentionRule(
        "consents",
        N_("Consents, their history and the notices shown"),
        N_("As long as the file: they prove what was allowed"),
        ("consent_grant", "consent_event", "consent_notice_served", "consent_dependent"),
    ),
    RetentionRule(
        "accounts",
        N_("Accounts, addresses, roles and second steps"),
        N_("As long as the account; sessions and links go ninety days after their end"),
        (
            "accounts_account",
            "accounts_sign_in_address",
            "accounts_role_grant",
            "accounts_session",
            "accounts_passage",
            "accounts_invitation",
            "accounts_parked_form",
            "security_totp_device",
            "security_recovery_code",
        ),
    ),
    RetentionRule(
        "committee",
        N_("The committee's minutes, votes and decisions"),
        N_("Kept as the board's record; sealed minutes aren't changed"),
        (
            "committee_member",
            "committee_relation",
            "committee_meeting",
            "committee_agenda_item",
            "committee_recusal",
            "committee_decision",
        ),
    ),
    RetentionRule(
        "audit",
        N_("The audit trail"),
        N_("Kept: it holds ids and purposes, no content"),
        ("audit_event",),
    ),
)

_of_services: dict[str, RetentionRule] = {}


def keep_by(rules: Iterable[RetentionRule]) -> None:
    """Take the rules of the services, which platform doesn't know (app.py); a rule with a known code replaces it."""
    _of_services.update({rule.code: rule for rule in rules})


def schedule() -> tuple[RetentionRule, ...]:
    """Return every rule: the platform's, then the services'."""
    return (*_OF_THE_PLATFORM, *_of_services.values())


async def destroy_what_is_due(*, actor: Actor, now: datetime) -> dict[str, int]:
    """Carry out the schedule and put on record what was destroyed; return how much by rule."""
    destroyed: dict[str, int] = {}
    for rule in schedule():
        if rule.forget is None:
            continue
        destroyed[rule.code] = count = await rule.forget(actor=actor, now=now)
        if count:
            await audit.record(DESTROYED, rule.code, actor=actor, now=now, details={"rows": count})
    return destroyed
