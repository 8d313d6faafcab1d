"""Whether an owner has opened enough for a step: nobody goes on who would show the other side nothing."""

from wethaq.matching.policy.levels import ConsentClass, Level
from wethaq.matching.policy.showing import Consents
from wethaq.matching.policy.stages import LEVELS, AlreadyHeldError, Stage
from wethaq.platform.errors import N_, RefusedError


class OwnConsentMissingError(RefusedError):
    """A yes opens more of whoever says it, so that they agree to it first."""

    message = N_("This step shows more of you. Please read what it shows, and agree to it first.")


class OtherConsentMissingError(AlreadyHeldError):
    """The other side took a consent back since; the words are those of any other delay."""


def opens(consents: Consents, target: Stage, *, has_picture: bool) -> bool:
    """Tell whether an owner's consents cover what a stage shows of them.

    The photo stage asks for the photo's consent of those who have one; nobody has to have one.
    """
    level = LEVELS.get(target, Level.NOTHING)
    if level is Level.PHOTO:
        shows_picture = ConsentClass.PHOTO in consents.classes or not has_picture
        return consents.up_to >= Level.DETAILS and shows_picture
    return consents.up_to >= level


def ensure_opens(consents: Consents, target: Stage, *, has_picture: bool) -> None:
    """Refuse the yes of somebody who hasn't agreed to what it opens."""
    if not opens(consents, target, has_picture=has_picture):
        raise OwnConsentMissingError
