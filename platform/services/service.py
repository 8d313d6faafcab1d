"""What a service hands the house."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wethaq.platform.actors import Role
from wethaq.platform.consent.data_copy import Export
from wethaq.platform.consent.service import Purpose, Wording
from wethaq.platform.consent.withdrawal import WithdrawalHook
from wethaq.platform.demo.parts import DemoPart
from wethaq.platform.intake.hooks import RequestHook
from wethaq.platform.intake.policy.services import IntakePolicy
from wethaq.platform.jobs import Job
from wethaq.platform.notifications.replies import ReplyReader
from wethaq.platform.people.controllers.file_actions import FileAction
from wethaq.platform.portal.file_sections import SectionComposer
from wethaq.platform.portal.service_page import ServicePage
from wethaq.platform.retention.schedule import RetentionRule


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What follows when a consent at or under `prefix` is withdrawn; `name` is a msgid for the steward."""

    prefix: str
    hook: WithdrawalHook
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service with its pages and duties; what it doesn't have stays empty.

    Args:
        pages: the public pages, in the order of the list of services.
        export: what it holds of a person, for the copy of their data.
        file_sections: what "my file" shows of it.
        file_actions: links on a person's page at the desk.
        reply_readers: who takes the answers of guests' calendars.
        openings, opening_purposes: words by which people read who has opened what of theirs, and why.
        homes: where colleagues of a role land who come in without a page in mind.
        requests: what can be applied for through intake.
        on_started: what the service does when one of its requests comes to be served (H7).
        demo: its part in the demonstration.
    """

    name: str
    pages: tuple[ServicePage, ...]
    controllers: tuple[Any, ...] = ()
    jobs: tuple[Job, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    wordings: tuple[Wording, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    retention: tuple[RetentionRule, ...] = ()
    requests: tuple[IntakePolicy, ...] = ()
    on_started: RequestHook | None = None
    export: Export | None = None
    file_sections: tuple[SectionComposer, ...] = ()
    file_actions: tuple[FileAction, ...] = ()
    reply_readers: tuple[ReplyReader, ...] = ()
    openings: Mapping[str, str] = field(default_factory=dict)
    opening_purposes: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[Role, str] = field(default_factory=dict)
    demo: DemoPart | None = None
