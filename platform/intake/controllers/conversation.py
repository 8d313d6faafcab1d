"""The thread of a request as each side sees it (H1), in its page and as a part of it."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from litestar import Response

from wethaq.platform.errors import N_
from wethaq.platform.intake import conversing
from wethaq.platform.intake.records import RequestRecord, ThreadMessage
from wethaq.platform.localisation import gettext
from wethaq.platform.web.rendering import fragment

PART: Final = "platform/intake/_thread.html"
OFFICERS_WORDS: Final = {
    "frame": "panel",
    "label": N_("Write to the applicant"),
    "empty": N_("No questions yet."),
}
APPLICANTS_WORDS: Final = {
    "frame": "sheet",
    "label": N_("Your message"),
    "empty": N_("Ask whatever you like about your request; an officer answers here."),
}


async def officers_thread(
    request: RequestRecord, names: Mapping[UUID, str], *, may_write: bool
) -> dict[str, Any]:
    """Return the thread as staff see it, each message under its writer's name."""
    messages = await conversing.list_messages(request)
    return {
        "thread": [
            _line(message, _staff_name(message, names), is_mine=not message.is_from_applicant)
            for message in messages
        ],
        "thread_path": f"/desk/requests/{request.id}/messages" if may_write else None,
        "thread_words": OFFICERS_WORDS,
    }


async def applicants_thread(request: RequestRecord) -> dict[str, Any]:
    """Return the thread as the applicant sees it: they and the officer."""
    messages = await conversing.list_messages(request)
    return {
        "thread": [
            _line(
                message,
                gettext("You") if message.is_from_applicant else gettext("The officer"),
                is_mine=message.is_from_applicant,
            )
            for message in messages
        ],
        "thread_path": f"/requests/{request.id}/messages",
        "thread_words": APPLICANTS_WORDS,
    }


def sent_part(thread: dict[str, Any]) -> Response[str]:
    """Answer with the thread after a message went into it, and say so aloud."""
    return fragment(PART, is_sent=True, **thread)


def refused_part(
    thread: dict[str, Any], errors: Mapping[str, str], values: Mapping[str, Any]
) -> Response[str]:
    """Answer with the thread, the words that were refused still in the box."""
    return fragment(PART, status=422, errors=errors, values=values, **thread)


def _staff_name(message: ThreadMessage, names: Mapping[UUID, str]) -> str:
    if message.is_from_applicant:
        return gettext("The applicant")
    name = names.get(message.author_id) if message.author_id else None
    return name or gettext("The officer")


def _line(message: ThreadMessage, author: str, *, is_mine: bool) -> dict[str, Any]:
    return {"author": author, "at": message.written_at, "text": message.body, "is_mine": is_mine}
