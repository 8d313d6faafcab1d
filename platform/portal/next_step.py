"""The one thing a person should do next: pure rules of "my file"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

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


RENEW_CONSENT: Final = NextAct(
    N_("A text that you agreed to has changed"),
    N_("Read it and decide anew; until then your earlier consent keeps its earlier bounds."),
    "/my-file/consents",
    N_("Look at my consents"),
)
WAIT: Final = NextAct(
    N_("Nothing is asked of you now"),
    N_("Your request is on its way. We tell you as soon as something changes."),
    "/requests",
    N_("Follow my requests"),
)
CHOOSE_SERVICE: Final = NextAct(
    N_("How may we serve you?"),
    N_("You have no open request. Look at the services, and begin whenever you like."),
    "/services",
    N_("Look at the services"),
)


def next_act(
    requests: Sequence[RequestRecord], *, consents_to_renew: int, suggested_path: str | None
) -> NextAct:
    """Return what waits for this person, the most urgent first.

    What holds up a request of theirs comes before what we should like to know.
    """
    if returned := _first(requests, RequestStatus.RETURNED):
        return _complete(returned)
    if draft := _first(requests, RequestStatus.DRAFT):
        return _go_on(draft)
    if consents_to_renew:
        return RENEW_CONSENT
    if suggested_path:
        return _look_at(suggested_path)
    if any(request.status in OPEN_STATUSES for request in requests):
        return WAIT
    return CHOOSE_SERVICE


def _complete(returned: RequestRecord) -> NextAct:
    return NextAct(
        N_("Your request waits for you"),
        N_("Something is missing or unclear. Complete it and sign again, and it goes on at once."),
        f"/requests/{returned.id}",
        N_("Complete it"),
    )


def _go_on(draft: RequestRecord) -> NextAct:
    return NextAct(
        N_("Go on with your request"),
        N_("Your answers are saved; you go on from where you stopped."),
        f"/requests/{draft.id}/tasks",
        N_("Go on"),
    )


def _look_at(path: str) -> NextAct:
    return NextAct(
        N_("A service that may help you"),
        N_("We suggest it because of a service that you received. It is up to you."),
        path,
        N_("Look at it"),
    )


def _first(requests: Sequence[RequestRecord], status: RequestStatus) -> RequestRecord | None:
    return next((request for request in requests if request.status is status), None)
