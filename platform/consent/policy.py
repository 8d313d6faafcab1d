"""The rules of consent: who may give it, how, what it covers and when it ends."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from wethaq.platform.actors import Actor
from wethaq.platform.consent.errors import (
    ConsentRequiredError,
    GuardianRequiredError,
    NotYourConsentError,
    TextOfAnotherPurposeError,
    TextSupersededError,
    WitnessRequiredError,
)
from wethaq.platform.consent.purposes import DataClass, Purpose
from wethaq.platform.consent.records import Grant, GrantMethod, GuardianConsent, PolicyText

MAX_ATTEMPTS: Final = 12
"""About a day and a half of tries; after that a person has to look (data steward's page)."""

FIRST_RETRY: Final = timedelta(minutes=1)
LONGEST_RETRY: Final = timedelta(hours=6)


class ConsentState(StrEnum):
    """What the person sees beside a purpose."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    TEXT_CHANGED = "text_changed"


def ensure_may_speak_for(
    person_id: object, *, actor: Actor, method: GrantMethod, guardian: GuardianConsent | None
) -> None:
    """Let the person or the guardian click; let only staff record what came on paper or by telephone."""
    if method is not GrantMethod.WEB:
        if not (actor.is_staff or actor.is_system):
            raise NotYourConsentError
        return
    speaker = guardian.person_id if guardian else person_id
    if actor.person_id is None or actor.person_id != speaker:
        raise NotYourConsentError


def ensure_may_withdraw(grant: Grant, *, actor: Actor, method: GrantMethod) -> None:
    """Let the person, the guardian who consented, or staff on their word take a consent back."""
    if method is GrantMethod.WEB and not actor.is_system:
        if actor.person_id is None or actor.person_id not in (grant.person_id, grant.guardian_person_id):
            raise NotYourConsentError
    elif not (actor.is_staff or actor.is_system):
        raise NotYourConsentError


def ensure_guardian(*, is_minor: bool, guardian: GuardianConsent | None) -> None:
    """Let a minor speak through a guardian only (policy B), and an adult through nobody else."""
    if is_minor and guardian is None:
        raise GuardianRequiredError
    if not is_minor and guardian is not None:
        raise NotYourConsentError


def ensure_witnessed(method: GrantMethod, witness: str | None) -> None:
    """Consent has to be provable (PDPL art. 11): a voice leaves no trace but the colleague who heard it."""
    if method is GrantMethod.PHONE and not (witness or "").strip():
        raise WitnessRequiredError


def ensure_text_is_offered(text: PolicyText, purpose: Purpose, current: PolicyText) -> None:
    """Only the text in force, and only the purpose's own text, can be agreed to."""
    if text.purpose != purpose.code:
        raise TextOfAnotherPurposeError
    if text.id != current.id:
        raise TextSupersededError


def ensure_covers(grant: Grant | None, *, data_class: DataClass | None, now: datetime) -> Grant:
    """Return the grant if it is live and covers the class of data, else raise `ConsentRequiredError`.

    A grant keeps the scope of the text that was agreed to: a class of data
    that a later version added isn't covered until the person agrees to it.
    """
    if grant is None or not is_live(grant, now):
        raise ConsentRequiredError
    if data_class is not None and data_class not in grant.data_classes:
        raise ConsentRequiredError
    return grant


def is_live(grant: Grant, now: datetime) -> bool:
    """Tell whether the grant stands at `now`: given, not withdrawn or replaced, not past its end."""
    return grant.is_current and (grant.valid_until is None or now < grant.valid_until)


def end_of_grant(purpose: Purpose, now: datetime, *, comes_of_age_at: datetime | None) -> datetime | None:
    """Return when a grant ends by itself; a guardian's ends when the child comes of age."""
    own_end = now + timedelta(days=purpose.lasts_days) if purpose.lasts_days else None
    ends = [end for end in (own_end, comes_of_age_at) if end is not None]
    return min(ends, default=None)


def state_of(
    grant: Grant | None, *, current: PolicyText | None, declined_text: object, now: datetime
) -> ConsentState:
    """Return the word that the person's page shows for a purpose."""
    if grant is None or not grant.is_current:
        if current is not None and declined_text == current.id:
            return ConsentState.DECLINED
        return ConsentState.WITHDRAWN if grant is not None else ConsentState.NOT_ASKED
    if not is_live(grant, now):
        return ConsentState.EXPIRED
    if current is not None and grant.text_id != current.id:
        return ConsentState.TEXT_CHANGED
    return ConsentState.GIVEN


def next_try_at(attempts: int, now: datetime) -> datetime | None:
    """Return when a failed dependent is told again, doubling the pause; None when we give up."""
    if attempts >= MAX_ATTEMPTS:
        return None
    pause: timedelta = min(FIRST_RETRY * 2**attempts, LONGEST_RETRY)
    return now + pause
