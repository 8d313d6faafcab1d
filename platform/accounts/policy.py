"""Rules of signing in: how long a session lives, what a code is worth, where one may land.

The figures are those of design/security.md (Login); none of them knows a
database or a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wethaq.platform.errors import (
    N_,
    NotFoundError,
    RefusedError,
    SignInRequiredError,
)


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lives without a request (`idle`) and at most (`absolute`)."""

    idle: timedelta
    absolute: timedelta


PUBLIC_LIMITS = SessionLimits(idle=timedelta(minutes=30), absolute=timedelta(hours=12))
STAFF_LIMITS = SessionLimits(idle=timedelta(minutes=15), absolute=timedelta(hours=8))
TOUCH_INTERVAL = timedelta(minutes=1)
"""A session notes that it was used at most this often, so that reading pages costs no writes."""

STEP_UP_VALIDITY = timedelta(minutes=10)
INVITATION_VALIDITY = timedelta(days=3)
PARKED_FORM_VALIDITY = timedelta(hours=24)

RESEND_AFTER = timedelta(minutes=1)


class SessionState(StrEnum):
    """What a presented session token is worth."""

    LIVE = "live"
    EXPIRED = "expired"
    ENDED = "ended"


class AccountStatus(StrEnum):
    """INVITED: made by the association, its owner has not set a password yet."""

    INVITED = "invited"
    ACTIVE = "active"
    DEACTIVATED = "deactivated"


class PassageKind(StrEnum):
    """Why somebody stands at the door."""

    REGISTRATION = "registration"
    CODE_SIGN_IN = "code_sign_in"
    PASSWORD_SIGN_IN = "password_sign_in"  # noqa: S105 - a kind of passage, no password
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a kind of passage, no password


PASSAGE_VALIDITY = {
    PassageKind.REGISTRATION: timedelta(hours=24),
    PassageKind.CODE_SIGN_IN: timedelta(minutes=30),
    PassageKind.PASSWORD_SIGN_IN: timedelta(minutes=15),
    PassageKind.PASSWORD_RESET: timedelta(minutes=30),
}
"""Registration keeps what was typed for a day (policy H1); the others only wait for a code."""


class CodeWrongError(RefusedError):
    """One message for a wrong, used, expired or never-sent code: a stranger must not learn which."""

    status = 422
    message = N_("This code is not right or is no longer valid. Check it, or ask for a new one.")


class SignInFailedError(RefusedError):
    """One message whether the account doesn't exist, is deactivated or the password is wrong."""

    status = 422
    message = N_("The mobile, e-mail or password is not right.")


class PasswordWrongError(RefusedError):
    """The present password, asked before a sensitive change, is not right."""

    status = 422
    message = N_("The password is not right.")


class ResendTooSoonError(RefusedError):
    """A second code within a minute would only cross the first on its way."""

    status = 422
    message = N_("We have just sent a code. Wait a minute before you ask for another.")


class PassageLostError(RefusedError):
    """The steps at the door took too long, or were finished in another tab."""

    message = N_("This step is no longer valid. Please start again.")


class StepUpRequiredError(SignInRequiredError):
    """A sensitive act needs a proof of identity from the last few minutes."""

    message = N_("Please confirm that it is you, then continue.")


class InvitationInvalidError(NotFoundError):
    """A set-up link that was used, replaced or left too long looks like no link at all."""

    message = N_("This link is no longer valid. Ask the administrator for a new one.")


class SecondFactorRequiredForStaffError(RefusedError):
    """Staff may replace their second factor, never go without one."""

    message = N_("Staff accounts can't turn off the second step of sign-in.")


def session_state(
    limits: SessionLimits,
    *,
    started_at: datetime,
    last_seen_at: datetime,
    ended_at: datetime | None,
    now: datetime,
) -> SessionState:
    """Judge a session: an ended one stays ended, however recent it is."""
    if ended_at is not None:
        return SessionState.ENDED
    if now - last_seen_at >= limits.idle or now - started_at >= limits.absolute:
        return SessionState.EXPIRED
    return SessionState.LIVE


def limits_for(*, is_staff: bool) -> SessionLimits:
    """Staff see other people's files, so an unattended desk closes sooner."""
    return STAFF_LIMITS if is_staff else PUBLIC_LIMITS


def is_touch_due(last_seen_at: datetime, now: datetime) -> bool:
    return now - last_seen_at >= TOUCH_INTERVAL


def ensure_recently_proved(proved_at: datetime, now: datetime) -> None:
    """Ask again for a password or code before a sensitive act (step-up)."""
    if now - proved_at >= STEP_UP_VALIDITY:
        raise StepUpRequiredError


def ensure_may_resend(sent_at: datetime | None, now: datetime) -> None:
    if sent_at is not None and now - sent_at < RESEND_AFTER:
        raise ResendTooSoonError


def is_invitation_valid(*, made_at: datetime, used_at: datetime | None, now: datetime) -> bool:
    return used_at is None and now - made_at < INVITATION_VALIDITY


_DOOR_PATHS = ("/sign-in", "/sign-out", "/register", "/password-reset", "/staff-setup", "/account/step-up")


def is_landing(path: str) -> bool:
    """Tell whether somebody who has just come in may be sent there: never back to the door."""
    return not any(path == door or path.startswith((f"{door}/", f"{door}?")) for door in _DOOR_PATHS)


_SECRET_WORDS = ("password", "csrf", "token")
_SECRET_FIELDS = frozenset({"code", "form_page"})


def parkable_fields(typed: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Choose what may wait for the next sign-in: never a password, a code or a token."""
    return {name: values for name, values in typed.items() if not _is_secret(name.lower())}


def _is_secret(field: str) -> bool:
    return field in _SECRET_FIELDS or any(word in field for word in _SECRET_WORDS)
