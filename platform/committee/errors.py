"""What the committee refuses, each error named for the fact."""

from wethaq.platform.errors import N_, ForbiddenError, NotFoundError, RefusedError


class CommitteeRecordNotFoundError(NotFoundError):
    """Not there, or not for this member's eyes."""


class NotAMemberError(ForbiddenError):
    """The account holds no seat on the committee now."""

    message = N_("You hold no seat on the committee at present.")


class NotTheChairError(ForbiddenError):
    """The act belongs to whoever presides over the meeting."""

    message = N_("Only the member who presides over the meeting can do this.")


class MeetingNotOpenError(RefusedError):
    """The meeting hasn't begun, or is over."""

    message = N_("The meeting isn't open.")


class MeetingNotPlannedError(RefusedError):
    """The agenda is settled once the meeting has begun."""

    message = N_("The meeting has begun or is over, so this can't be changed.")


class AlreadyOnAgendaError(RefusedError):
    """A request is studied once at a time."""

    message = N_("This request is already on the agenda of a meeting.")


class ItemsUndecidedError(RefusedError):
    """A meeting can't close over an open vote."""

    message = N_("A vote is still open. Close it, or put the request off, before you close the meeting.")


class VotingNotOpenError(RefusedError):
    """The vote on this request isn't open."""

    message = N_("The vote on this request isn't open.")


class QuorumMissingError(RefusedError):
    """Too few members who may vote on the case are in the room."""

    message = N_("There is no quorum: {needed} members who may vote are needed, and {present} are present.")


class NotPresentError(RefusedError):
    """Only who hears the case votes on it."""

    message = N_("Only members who are present can vote. Ask the chair to mark you as present.")


class ConflictOfInterestError(RefusedError):
    """The member has a part in the case."""

    message = N_("You can't take part in this request, because you have a part in it.")


class RecusedError(RefusedError):
    """The member stepped back from this case."""

    message = N_("You have stepped back from this request.")


class VotedOnFirstDecisionError(RefusedError):
    """An appeal is heard by people who didn't vote on the first decision (R3)."""

    message = N_("You voted on the first decision, so you can't hear the appeal against it.")


class VotedAlreadyError(RefusedError):
    """One vote a member."""

    message = N_("Your vote has been counted; it can't be cast twice.")


class CannotRecuseAfterVoteError(RefusedError):
    """A vote that was cast stays in the count."""

    message = N_("You have voted on this request, so you can no longer step back from it.")


class ReasonForRecusalMissingError(RefusedError):
    """The minutes say why a member stepped back."""

    message = N_("Say in a few words why you step back.")


class VotesMissingError(RefusedError):
    """Fewer votes were cast than the quorum asks for."""

    message = N_("Too few votes have been cast: {needed} are needed, {cast} have been cast.")


class DecisionReasonMissingError(RefusedError):
    """A decision gives its reasons (H5, R3)."""

    message = N_("Choose at least one reason that fits the outcome.")


class ReleaseTooEarlyError(RefusedError):
    """The reply takes no less than two weeks from submission (H5)."""

    message = N_("This decision can't be released before its date, unless two people find it urgent.")


class ReleasedAlreadyError(RefusedError):
    """A decision leaves the house once."""

    message = N_("This decision has been released already.")


class UrgentReasonMissingError(RefusedError):
    """Nobody shortens the period without saying why."""

    message = N_("Say why the reply can't wait.")


class SecondPersonNeededError(RefusedError):
    """Nobody shortens the period alone."""

    message = N_("Someone other than the person who asked has to approve an earlier release.")


class NothingToApproveError(RefusedError):
    """No earlier release was asked for."""

    message = N_("No earlier release has been asked for.")


class RulesImpossibleError(RefusedError):
    """The figures leave their range."""

    message = N_(
        "These figures can't be used. The quorum is between 2 and 15 members, and 50 to 100 per cent."
    )


class SeatTakenError(RefusedError):
    """One seat an account, one chair a committee."""

    message = N_("This seat is taken: an account holds one seat, and the committee has one chair.")
