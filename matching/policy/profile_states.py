"""Where a profile can be, and why it may not be made or proposed at all.

Only an active profile is proposed. Whoever leaves, or takes the consent back, is closed at
once; they may come back, and are looked at anew.
"""

from datetime import date
from enum import StrEnum
from typing import Final

from wethaq.matching.policy.eligibility import MOST_WIVES
from wethaq.matching.policy.profiles import MaritalStatus, ProfileState
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.people.policy.groups import comes_of_age_on
from wethaq.platform.people.records import Sex

_S = ProfileState

NEXT_STATES: Final[dict[ProfileState, frozenset[ProfileState]]] = {
    _S.DRAFT: frozenset({_S.IN_REVIEW, _S.ACTIVE, _S.CLOSED}),
    _S.IN_REVIEW: frozenset({_S.DRAFT, _S.ACTIVE, _S.CLOSED}),
    _S.ACTIVE: frozenset({_S.PAUSED, _S.IN_REVIEW, _S.CLOSED}),
    _S.PAUSED: frozenset({_S.ACTIVE, _S.IN_REVIEW, _S.CLOSED}),
    _S.CLOSED: frozenset({_S.DRAFT}),
}
BEING_BUILT: Final = frozenset({_S.DRAFT, _S.IN_REVIEW})
"""The marriage facts still follow the request's answers."""


class ClosedBecause(StrEnum):
    """Why a profile was closed; staff and the owner read it, nobody else."""

    LEFT = "left"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    MARRIED_HERE = "married_here"
    MARRIED_ELSEWHERE = "married_elsewhere"
    CLOSED_BY_STAFF = "closed_by_staff"


class MadeBy(StrEnum):
    """Who typed a profile in."""

    APPLICANT = "applicant"
    STAFF = "staff"
    WALI = "wali"


class ProfileHasMovedOnError(RefusedError):
    """The step isn't possible from where the profile is."""

    message = N_("This isn't possible with your profile as it is now. Please look at it again.")


class ClosedProfileError(RefusedError):
    """What is closed is opened again first."""

    message = N_("This profile is closed. You may open it again first.")


class MinorError(RefusedError):
    """Adults only; no guardian and no court changes that here."""

    message = N_("Matchmaking is for adults of 18 years and older. We would be glad to welcome you then.")


class MarriedWomanError(RefusedError):
    """A woman who is married can't be proposed to anybody."""

    message = N_(
        "By what the request says you are married at present, so we can't propose you to anybody. "
        "If something at home weighs on you, our counselors listen to you in confidence."
    )


class FourWivesError(RefusedError):
    """At most four wives (Personal Status Law; Quran 4:3)."""

    message = N_("By what the request says there are four wives already, so we can't look for another one.")


class BirthDateMissingError(RefusedError):
    """Without it nobody can tell an adult from a child."""

    message = N_("Your birth date isn't in your file yet. Please add it to your details first.")


def ensure_can_move(state: ProfileState, target: ProfileState) -> None:
    """Refuse a step that a profile's way doesn't know."""
    if target not in NEXT_STATES[state]:
        raise ProfileHasMovedOnError


def ensure_open(state: ProfileState) -> None:
    """Refuse changes to what is closed."""
    if state is _S.CLOSED:
        raise ClosedProfileError


def ensure_of_age(birth_date: date | None, on: date) -> None:
    """Refuse a minor, kindly."""
    if birth_date is None:
        raise BirthDateMissingError
    if on < comes_of_age_on(birth_date):
        raise MinorError


def ensure_may_marry(sex: Sex, status: MaritalStatus | None, wives_now: int) -> None:
    """Refuse whom the law lets marry nobody now: a married woman, a man with four wives."""
    if sex is Sex.FEMALE and status is MaritalStatus.MARRIED:
        raise MarriedWomanError
    if sex is Sex.MALE and wives_now >= MOST_WIVES:
        raise FourWivesError
