"""The words that people are asked to agree to, in Arabic and English, each with its version.

Arabic is the original. A published version never changes: to change a word here,
raise the version; the platform publishes it at its next start and people are asked again.
"""

from wethaq.platform.consent.wording.association import ASSOCIATION_WORDINGS
from wethaq.platform.consent.wording.contact import CONTACT_WORDINGS
from wethaq.platform.consent.wording.requests import REQUEST_WORDINGS, RESPONSIBILITIES
from wethaq.platform.consent.wording.wording import Wording

RESPONSIBILITIES_NOTICE = RESPONSIBILITIES.purpose
WORDINGS = (RESPONSIBILITIES, *REQUEST_WORDINGS, *CONTACT_WORDINGS, *ASSOCIATION_WORDINGS)

__all__ = ["RESPONSIBILITIES_NOTICE", "WORDINGS", "Wording"]
