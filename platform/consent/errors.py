"""What consent refuses, each error named for the fact."""

from wethaq.platform.errors import N_, ForbiddenError, NotFoundError, RefusedError, WethaqError


class ConsentRequiredError(RefusedError):
    """Nobody may use the data for this purpose: there is no live grant that covers it."""

    message = N_("This needs the person's consent, and there is none at present.")


class GuardianRequiredError(RefusedError):
    """A minor's consent is given by the guardian whose guardianship was verified."""

    message = N_("Consent for a minor is given by the verified guardian.")


class WitnessRequiredError(RefusedError):
    """A consent that was only heard needs somebody else who heard it."""

    message = N_("Consent by telephone needs the name of a colleague who heard it.")


class NotYourConsentError(ForbiddenError):
    """On the site a person consents for themselves or for a child in their care."""

    message = N_("You can give consent only for yourself or for a child in your care.")


class TextSupersededError(RefusedError):
    """The text that was agreed to is no longer the one in force."""

    message = N_("A newer version of this text has been published. Please read it before you decide.")


class TextOfAnotherPurposeError(RefusedError):
    """A text speaks for one purpose only; consents are never bundled."""

    message = N_("This text belongs to another purpose.")


class TextAlteredError(WethaqError):
    """A published text no longer matches its hash: it was changed outside the platform."""

    message = N_("This text no longer matches its seal. Please tell the association.")


class TextAlreadyPublishedError(RefusedError):
    """A published version can't be changed; its successor needs the next number."""

    message = N_("This version is published and can't be changed. Publish the next one.")


class NothingToWithdrawError(RefusedError):
    """There is no live consent for the purpose."""

    message = N_("There is no consent in force to withdraw.")


class ConsentNotFoundError(NotFoundError):
    """Not there, or somebody else's."""


class UnknownPurposeError(NotFoundError):
    """A purpose that nobody declared can't be consented to."""


class PurposeConflictError(WethaqError):
    """Two parts declare the same purpose with different meanings."""


class ConditionNotAllowedError(WethaqError):
    """A purpose that may never be a condition of a service was declared as one."""
