"""What the pages of a file's sections share, at the desk and in "my file"."""

import re
from typing import Any

from litestar import Request
from pydantic import BaseModel

from wethaq.platform.errors import InvalidInputError, NotFoundError
from wethaq.platform.localisation import gettext
from wethaq.platform.people.forms import SECTIONS, SectionForm
from wethaq.platform.people.policy.groups import NotYetBornError
from wethaq.platform.web.forms import form_values

FOLDER = "platform/people"
VERSION_FIELD = "version"
_VERSION = re.compile("[1-9][0-9]{0,8}")
"""No longer than the database's own numbers."""
_NO_VERSION = -1


def section_form(section: str) -> type[SectionForm]:
    """Return the form of a section's address; an unknown address is a page that isn't there."""
    if section not in SECTIONS:
        raise NotFoundError
    return SECTIONS[section]


async def typed_version(request: Request[Any, Any, Any]) -> int | None:
    """Return which version of the file the form was shown with; what is no version agrees with none."""
    sent = (await request.form()).get(VERSION_FIELD)
    if sent is None:
        return None
    return int(sent) if isinstance(sent, str) and _VERSION.fullmatch(sent) else _NO_VERSION


async def born_later(
    request: Request[Any, Any, Any], model: type[BaseModel], error: NotYetBornError
) -> InvalidInputError:
    """Show the rule's refusal beside the date, with everything that was typed."""
    return InvalidInputError({"birth_date": gettext(error.message)}, form_values(await request.form(), model))
