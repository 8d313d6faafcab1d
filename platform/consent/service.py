"""The one entrance to consent for every other part.

`from wethaq.platform.consent import service as consent`, then `await consent.require(…)`.
"""

from wethaq.platform.consent.giving import decline, grant
from wethaq.platform.consent.grants import (
    find_current_grant,
    find_grant_by_code,
    get_own_grant,
    has_consent,
    list_grants,
    require,
)
from wethaq.platform.consent.history import list_events
from wethaq.platform.consent.policy import is_live
from wethaq.platform.consent.purposes import (
    DataClass,
    Purpose,
    declare_purpose,
    declare_purposes,
    declared_purposes,
    get_purpose,
)
from wethaq.platform.consent.records import Grant, GrantMethod, GuardianConsent, PolicyText
from wethaq.platform.consent.texts import (
    acknowledge_notice,
    current_text,
    find_current_text,
    get_text,
    has_acknowledged,
    offer_wordings,
    offered_wordings,
    publish_text,
    publish_wordings,
    serve_notice,
)
from wethaq.platform.consent.withdrawal import register_withdrawal_hook, retry_withdrawals, withdraw
from wethaq.platform.consent.wording import RESPONSIBILITIES_NOTICE, WORDINGS, Wording

__all__ = [
    "RESPONSIBILITIES_NOTICE",
    "WORDINGS",
    "DataClass",
    "Grant",
    "GrantMethod",
    "GuardianConsent",
    "PolicyText",
    "Purpose",
    "Wording",
    "acknowledge_notice",
    "current_text",
    "declare_purpose",
    "declare_purposes",
    "declared_purposes",
    "decline",
    "find_current_grant",
    "find_current_text",
    "find_grant_by_code",
    "get_own_grant",
    "get_purpose",
    "get_text",
    "grant",
    "has_acknowledged",
    "has_consent",
    "is_live",
    "list_events",
    "list_grants",
    "offer_wordings",
    "offered_wordings",
    "publish_text",
    "publish_wordings",
    "register_withdrawal_hook",
    "require",
    "retry_withdrawals",
    "serve_notice",
    "withdraw",
]
