"""Matchmaking as the house takes it in; the composition root lists it."""

from typing import Final

from wethaq.matching.consent_texts import TEXTS
from wethaq.matching.controllers import CONTROLLERS
from wethaq.matching.demo import DEMO
from wethaq.matching.ending import end_proposals_of
from wethaq.matching.file_section import compose_profile
from wethaq.matching.hiding import HIDING, hide_what_was_withdrawn, use_ending_of_proposals
from wethaq.matching.intake.request import MATCHING_REQUEST
from wethaq.matching.intake.starting import take_into_service
from wethaq.matching.jobs import JOBS
from wethaq.matching.matching_export import export_matching
from wethaq.matching.opening_words import BUILDING
from wethaq.matching.openings import PURPOSES as OPENING_PURPOSES
from wethaq.matching.openings import WHAT
from wethaq.matching.policy.building import BUILDERS
from wethaq.matching.portfolio import OPENED_FOR, OPENED_WHAT
from wethaq.matching.proposal_section import compose_proposals
from wethaq.matching.purposes import PROCESSING, PURPOSES
from wethaq.matching.retention_rules import RETENTION_RULES
from wethaq.matching.service_page import SERVICE_PAGES
from wethaq.platform.actors import Role
from wethaq.platform.errors import N_
from wethaq.platform.intake.service import end_requests_without_consent
from wethaq.platform.people.controllers.file_actions import FileAction
from wethaq.platform.services.service import Service, Withdrawal

FILE_ACTIONS: Final = (
    FileAction(
        N_("Matchmaking profile"), "/desk/matching/people/{person_id}/profile", "heart-handshake", BUILDERS
    ),
)
ENDING_OF_REQUESTS: Final = N_("Stopping matchmaking requests")

use_ending_of_proposals(end_proposals_of)

MATCHING: Final = Service(
    name="matching",
    pages=SERVICE_PAGES,
    controllers=tuple(CONTROLLERS),
    jobs=JOBS,
    purposes=PURPOSES,
    wordings=TEXTS,
    withdrawals=(
        Withdrawal("matching", hide_what_was_withdrawn, HIDING),
        Withdrawal(PROCESSING.code, end_requests_without_consent, ENDING_OF_REQUESTS),
    ),
    requests=(MATCHING_REQUEST,),
    on_started=take_into_service,
    retention=RETENTION_RULES,
    export=export_matching,
    file_sections=(compose_proposals, compose_profile),
    file_actions=FILE_ACTIONS,
    openings={**WHAT, **OPENED_WHAT},
    opening_purposes={**OPENING_PURPOSES, **BUILDING, **OPENED_FOR},
    homes={Role.MATCHMAKER: "/desk/matching"},
    demo=DEMO,
)
