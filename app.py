"""The composition root: the one file that names every part and every service.

Parts hand each other what they know through the values that are passed here;
none of them reaches upwards, and no service knows another (docs/architecture.md).
"""

from typing import Any

from wethaq.awareness.offer import AWARENESS
from wethaq.counseling.offer import COUNSELING
from wethaq.matching.offer import MATCHING
from wethaq.platform.accounts.account_export import export_account
from wethaq.platform.accounts.account_names import names_of_accounts
from wethaq.platform.accounts.controllers import CONTROLLERS as ACCOUNTS
from wethaq.platform.accounts.jobs import JOBS as ACCOUNT_JOBS
from wethaq.platform.accounts.middleware import SessionMiddleware
from wethaq.platform.accounts.step_up import ensure_proved_where_asked
from wethaq.platform.actors import SYSTEM
from wethaq.platform.audit import name_actors_by
from wethaq.platform.committee.controllers import CONTROLLERS as COMMITTEE
from wethaq.platform.committee.decision_export import export_decisions
from wethaq.platform.committee.jobs import JOBS as COMMITTEE_JOBS
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.consent_export import export_consents
from wethaq.platform.consent.controllers import CONTROLLERS as CONSENT
from wethaq.platform.consent.data_copy import register_export
from wethaq.platform.consent.documents_export import export_documents
from wethaq.platform.consent.jobs import JOBS as CONSENT_JOBS
from wethaq.platform.consent.people_export import export_person
from wethaq.platform.consent.platform_purposes import PLATFORM_PURPOSES
from wethaq.platform.database.engine import ENGINE
from wethaq.platform.demo.controllers import CONTROLLERS as DEMO
from wethaq.platform.documents.access import use_opening_rules
from wethaq.platform.documents.controllers import CONTROLLERS as DOCUMENTS
from wethaq.platform.documents.jobs import JOBS as DOCUMENT_JOBS
from wethaq.platform.feedback.controllers import CONTROLLERS as FEEDBACK
from wethaq.platform.feedback.service import invite_to_survey
from wethaq.platform.intake import service as intake
from wethaq.platform.intake.controllers import CONTROLLERS as INTAKE
from wethaq.platform.intake.hooks import ON_CLOSED
from wethaq.platform.intake.openings import find_person_by_number, purpose_of_opening_document
from wethaq.platform.intake.request_export import export_requests
from wethaq.platform.intake.wording import STOPPING_OF_REQUESTS
from wethaq.platform.jobs import WORKER, install_jobs
from wethaq.platform.notifications.controllers import CONTROLLERS as NOTIFICATIONS
from wethaq.platform.notifications.jobs import JOBS as NOTIFICATION_JOBS
from wethaq.platform.notifications.message_export import export_messages
from wethaq.platform.people.controllers import CONTROLLERS as PEOPLE
from wethaq.platform.people.jobs import JOBS as PEOPLE_JOBS
from wethaq.platform.people.service import use_number_finders
from wethaq.platform.portal.controllers import CONTROLLERS as PORTAL
from wethaq.platform.portal.portal_export import export_portal
from wethaq.platform.portal.support_page import SERVICE_PAGES as SUPPORT_PAGES
from wethaq.platform.retention.controllers import CONTROLLERS as RETENTION
from wethaq.platform.retention.jobs import JOBS as RETENTION_JOBS
from wethaq.platform.safekeeping.jobs import JOBS as SAFEKEEPING_JOBS
from wethaq.platform.security.logging import configure_logging
from wethaq.platform.security.production import ensure_production_is_safe
from wethaq.platform.security.vault import VAULT
from wethaq.platform.services.furnishing import take_in
from wethaq.platform.services.service import Service
from wethaq.platform.settings import get_settings
from wethaq.platform.support.intake import SUPPORT_POLICY
from wethaq.platform.web.application import create_app
from wethaq.platform.web.dependencies import provide_now
from wethaq.platform.web.garbage import spare_what_stays
from wethaq.research.offer import RESEARCH

SUPPORT = Service(name="support", pages=SUPPORT_PAGES, requests=(SUPPORT_POLICY,))
SERVICES = (MATCHING, COUNSELING, AWARENESS, RESEARCH, SUPPORT)
CONTROLLERS: list[Any] = [
    *PORTAL,
    *ACCOUNTS,
    *PEOPLE,
    *DOCUMENTS,
    *CONSENT,
    *NOTIFICATIONS,
    *INTAKE,
    *COMMITTEE,
    *FEEDBACK,
    *RETENTION,
    *DEMO,
    *(controller for service in SERVICES for controller in service.controllers),
]
JOBS = (
    *ACCOUNT_JOBS,
    *PEOPLE_JOBS,
    *DOCUMENT_JOBS,
    *CONSENT_JOBS,
    *COMMITTEE_JOBS,
    *NOTIFICATION_JOBS,
    *SAFEKEEPING_JOBS,
    *RETENTION_JOBS,
    *(job for service in SERVICES for job in service.jobs),
)


def furnish() -> None:
    """Hand every part what the parts above it know; harmless when done again."""
    consent.declare_purposes(PLATFORM_PURPOSES)
    consent.register_withdrawal_hook(
        "intake.", intake.end_requests_without_consent, name=STOPPING_OF_REQUESTS
    )
    register_export("people", export_person)
    register_export("accounts", export_account)
    register_export("consent", export_consents)
    register_export("intake", export_requests)
    register_export("committee", export_decisions)
    register_export("documents", export_documents)
    register_export("notifications", export_messages)
    register_export("portal", export_portal)
    take_in(SERVICES)
    ON_CLOSED.register(invite_to_survey)
    use_number_finders(find_person_by_number)
    use_opening_rules([purpose_of_opening_document])
    name_actors_by(names_of_accounts)
    install_jobs(JOBS)


async def open_house() -> None:
    """Open the database, load the keys and publish new wordings before the first request."""
    configure_logging(get_settings().log_level)
    ensure_production_is_safe(get_settings())
    await ENGINE.start_connection_pool()
    await VAULT.load()
    VAULT.keep_fresh()
    await consent.publish_wordings(consent.offered_wordings(), actor=SYSTEM, now=provide_now())
    spare_what_stays()
    if get_settings().works_while_serving:
        WORKER.start(provide_now)


async def close_house() -> None:
    await WORKER.stop()
    await VAULT.close()
    await ENGINE.close_connection_pool()


furnish()
app = create_app(
    CONTROLLERS,
    middleware=[SessionMiddleware()],
    guards=[ensure_proved_where_asked],
    on_startup=[open_house],
    on_shutdown=[close_house],
)
