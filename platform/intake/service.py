"""The one entrance to intake for every other part.

`from wethaq.platform.intake import service as intake`, then `await intake.record_decision(…)`.
"""

from wethaq.platform.intake.appealing import end_requests_without_consent, find_appeal
from wethaq.platform.intake.deciding import (
    begin_appeal_hearing,
    record_decision,
    requests_awaiting_committee,
    return_from_committee,
)
from wethaq.platform.intake.loading import (
    get_own_request,
    get_request,
    get_visible_request,
    list_own_requests,
)
from wethaq.platform.intake.next_steps import end_next_step, list_next_steps, suggest_next_step
from wethaq.platform.intake.policy.deadlines import EarlyReply, ensure_can_reply
from wethaq.platform.intake.policy.services import CATALOGUE, IntakePolicy
from wethaq.platform.intake.policy.statuses import DecisionPath, Outcome, RequestStatus
from wethaq.platform.intake.reading import RequestFile, open_request_file
from wethaq.platform.intake.records import AppealRecord, RequestRecord

__all__ = [
    "CATALOGUE",
    "AppealRecord",
    "DecisionPath",
    "EarlyReply",
    "IntakePolicy",
    "Outcome",
    "RequestFile",
    "RequestRecord",
    "RequestStatus",
    "begin_appeal_hearing",
    "end_next_step",
    "end_requests_without_consent",
    "ensure_can_reply",
    "find_appeal",
    "get_own_request",
    "get_request",
    "get_visible_request",
    "list_next_steps",
    "list_own_requests",
    "open_request_file",
    "record_decision",
    "requests_awaiting_committee",
    "return_from_committee",
    "suggest_next_step",
]
