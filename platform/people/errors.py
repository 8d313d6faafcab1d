"""What can go wrong with a person's file."""

from wethaq.platform.errors import N_, NotFoundError


class PersonNotFoundError(NotFoundError):
    message = N_("We couldn't find this file.")


class GuardianshipNotFoundError(NotFoundError):
    message = N_("We couldn't find this guardianship.")


class CandidateNotFoundError(NotFoundError):
    message = N_("We couldn't find this pair of files.")
