"""How a case ends, and what must be settled before."""

from datetime import datetime
from enum import StrEnum

from wethaq.platform.errors import N_, RefusedError


class Ending(StrEnum):
    """Why a case was closed."""

    GOALS_REACHED = "goals_reached"
    FAMILY_STOPPED = "family_stopped"
    REFERRED = "referred"
    OTHER = "other"


class CaseEndedError(RefusedError):
    """A closed case is read and no longer written in."""

    message = N_("This case is closed. A new appointment opens it again.")


class AppointmentsAheadError(RefusedError):
    """The family expects to be received."""

    message = N_("There are appointments ahead in this case. Cancel them first, or wait until they are over.")


class EndingWordsMissingError(RefusedError):
    """“Other” alone says nothing."""

    status = 422
    message = N_("Say in a few words why the case is closed.")


class AgreementMissingError(RefusedError):
    """Nobody is handed on without being asked."""

    status = 422
    message = N_("Ask the person first, and tick that they agree.")


def ensure_open(ended_at: datetime | None) -> None:
    """Refuse writing in a case that is closed."""
    if ended_at is not None:
        raise CaseEndedError


def ensure_can_close(ending: Ending, words: str, *, appointments_ahead: int) -> None:
    """Refuse to close a case whose family still expects an appointment, or without saying why."""
    if appointments_ahead:
        raise AppointmentsAheadError
    if ending is Ending.OTHER and not words.strip():
        raise EndingWordsMissingError
