"""Counseling as the house takes it in; the composition root lists it."""

from typing import Final

from wethaq.counseling.consent_texts import TEXTS
from wethaq.counseling.controllers import CONTROLLERS
from wethaq.counseling.controllers.house import FILE_ACTIONS
from wethaq.counseling.counseling_export import export_counseling
from wethaq.counseling.demo import DEMO
from wethaq.counseling.file_section import compose_appointments
from wethaq.counseling.jobs import JOBS
from wethaq.counseling.opening_words import PURPOSES as OPENING_PURPOSES
from wethaq.counseling.opening_words import WHAT
from wethaq.counseling.purposes import PROCESSING, PURPOSES
from wethaq.counseling.replies import take_reply
from wethaq.counseling.retention_rules import RETENTION_RULES
from wethaq.counseling.service_page import SERVICE_PAGES
from wethaq.counseling.withdrawal import ENDING_OF_APPOINTMENTS, end_appointments_without_consent
from wethaq.platform.actors import Role
from wethaq.platform.services.service import Service, Withdrawal

COUNSELING: Final = Service(
    name="counseling",
    pages=SERVICE_PAGES,
    controllers=tuple(CONTROLLERS),
    jobs=JOBS,
    purposes=PURPOSES,
    wordings=TEXTS,
    withdrawals=(Withdrawal(PROCESSING.code, end_appointments_without_consent, ENDING_OF_APPOINTMENTS),),
    retention=RETENTION_RULES,
    export=export_counseling,
    file_sections=(compose_appointments,),
    file_actions=FILE_ACTIONS,
    reply_readers=(take_reply,),
    openings=WHAT,
    opening_purposes=OPENING_PURPOSES,
    homes={Role.COUNSELOR: "/desk/counseling"},
    demo=DEMO,
)
