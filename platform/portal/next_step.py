"""The one thing a person should do next: pure rules of "my file"."""

from collections.abc import Sequence
from dataclasses import dataclass

from wethaq.platform.errors import N_
from wethaq.platform.intake.policy.statuses import OPEN_STATUSES, RequestStatus
from wethaq.platform.intake.records import RequestRecord


@dataclass(frozen=True, slots=True)
class NextAct:
    """Words are msgids; `path` is within the site."""

    title: str
    text: str
    path: str
    action: str


def next_act(
    requests: Sequence[RequestRecord], *, consents_to_renew: int, suggested_path: str | None
) -> NextAct:
    """Return what waits for this person, the most urgent first.

    What holds up a request of theirs comes before what we should like to know.
    """
    if returned := _first(requests, RequestStatus.RETURNED):
        return NextAct(
            N_("Your request waits for you"),
            N_("Something is missing or unclear. Complete it and sign again, and it goes on at once."),
            f"/requests/{returned.id}",
            N_("Complete it"),
        )
    if draft := _first(requests, RequestStatus.DRAFT):
        return NextAct(
            N_("Go on with your request"),
            N_("Your answers are saved; you go on from where you stopped."),
            f"/requests/{draft.id}/tasks",
            N_("Go on"),
        )
    if consents_to_renew:
        return NextAct(
            N_("A text that you agreed to has changed"),
            N_("Read it and decide anew; until then your earlier consent keeps its earlier bounds."),
            "/my-file/consents",
            N_("Look at my consents"),
        )
    if suggested_path:
        return NextAct(
            N_("A service that may help you"),
            N_("We suggest it because of a service that you received. It is up to you."),
            suggested_path,
            N_("Look at it"),
        )
    if any(request.status in OPEN_STATUSES for request in requests):
        return NextAct(
            N_("Nothing is asked of you now"),
            N_("Your request is on its way. We tell you as soon as something changes."),
            "/requests",
            N_("Follow my requests"),
        )
    return NextAct(
        N_("How may we serve you?"),
        N_("You have no open request. Look at the services, and begin whenever you like."),
        "/services",
        N_("Look at the services"),
    )


def _first(requests: Sequence[RequestRecord], status: RequestStatus) -> RequestRecord | None:
    return next((request for request in requests if request.status is status), None)
