"""The two ways to a profile's pages: the applicant's own, and the desk's for somebody who came or called.

The pages are the same; what differs is whose profile it is, and how a consent is given. The
owner sees each opening by a colleague.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post

from wethaq.matching.own_profile import Agreement, open_person
from wethaq.matching.policy.building import BUILDERS
from wethaq.platform.actors import Actor
from wethaq.platform.consent.service import GrantMethod
from wethaq.platform.documents.errors import FileRefusedError
from wethaq.platform.errors import InvalidInputError, NotFoundError, RefusedError
from wethaq.platform.localisation import gettext
from wethaq.platform.people.records import Person
from wethaq.platform.web.audience import SIGNED_IN, roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.rendering import page, redirect
from wethaq.platform.web.sent_form import SiteRequest

FOLDER: Final = "matching/profile"


@dataclass(frozen=True, slots=True)
class Coming:
    """Who comes to a page, and to whose profile; `base` is the address under which its pages lie."""

    request: SiteRequest
    actor: Actor
    now: datetime
    person: Person
    base: str
    is_desk: bool

    @property
    def person_id(self) -> UUID:
        return self.person.id

    def parameter(self, name: str) -> str:
        """Return what stands in the address."""
        return str(self.request.path_params[name])

    def page(self, template: str, **context: Any) -> Response[Any]:
        """Answer with a page that knows its way."""
        return page(
            f"{FOLDER}/{template}.html",
            base=self.base,
            is_desk=self.is_desk,
            person=self.person,
            **context,
        )

    def go(self, rest: str = "") -> Response[Any]:
        return redirect(f"{self.base}{rest}")

    def agreement(self, text_id: UUID | None, method: GrantMethod, witness: str | None) -> Agreement | None:
        """Return a consent as it was ticked: the owner's on the page, others' on paper or by telephone."""
        if text_id is None:
            return None
        return Agreement(text_id, method if self.is_desk else GrantMethod.WEB, witness)


Page = Callable[[Coming], Awaitable[Response[Any]]]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to the pages."""

    base: str
    audience: dict[str, Any]
    is_desk: bool

    def get(self, rest: str, show: Page) -> Any:
        """Return the route that shows a page."""

        @get(f"{self.base}{rest}", opt=self.audience)
        async def handle(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
            return await show(await self._coming(request, actor, now))

        return handle

    def post(self, rest: str, act: Page) -> Any:
        """Return the route that takes a form."""

        @post(f"{self.base}{rest}", opt=self.audience)
        async def handle(request: SiteRequest, actor: CurrentActor, now: Now) -> Response[Any]:
            return await act(await self._coming(request, actor, now))

        return handle

    async def _coming(self, request: SiteRequest, actor: Actor, now: datetime) -> Coming:
        person_id = UUID(str(request.path_params["person_id"])) if self.is_desk else actor.person_id
        if person_id is None or (self.is_desk and person_id == actor.person_id):
            raise NotFoundError
        person = await open_person(person_id, actor=actor, now=now)
        base = self.base.replace("{person_id:uuid}", str(person_id))
        return Coming(request, actor, now, person, base, self.is_desk)


OWN: Final = Way("/matching/profile", SIGNED_IN, is_desk=False)
AT_THE_DESK: Final = Way("/desk/matching/people/{person_id:uuid}/profile", roles(*BUILDERS), is_desk=True)
WAYS: Final = (OWN, AT_THE_DESK)


async def problems(work: Awaitable[object], field: str) -> dict[str, str]:
    """Do some work and return what is wrong, beside its field, so that nothing typed is lost."""
    try:
        await work
    except InvalidInputError as error:
        return error.errors
    except (RefusedError, FileRefusedError) as refusal:
        return {field: gettext(refusal.message, **refusal.params)}
    return {}
