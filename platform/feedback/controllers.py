"""The survey page, which needs no login, and the results page of the staff."""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from wethaq.platform.errors import InvalidInputError
from wethaq.platform.feedback import service
from wethaq.platform.feedback.forms import SurveyForm
from wethaq.platform.feedback.naming import service_titles
from wethaq.platform.feedback.policy import LEAST_ANSWERS_SHOWN
from wethaq.platform.web.audience import PUBLIC, roles
from wethaq.platform.web.dependencies import CurrentActor, Now
from wethaq.platform.web.forms import read_form
from wethaq.platform.web.rendering import page, redirect


class SurveyController(Controller):
    """One link, one answer."""

    path = "/survey"

    @get("/thanks", opt=PUBLIC)
    async def thanks(self) -> Response[str]:
        return page("platform/feedback/survey_thanks.html")

    @get("/{token:str}", opt=PUBLIC)
    async def survey(self, token: FromPath[str], now: Now) -> Response[str]:
        await service.ensure_survey_open(token, now=now)
        return page("platform/feedback/survey.html", token=token)

    @post("/{token:str}", opt=PUBLIC)
    async def answer(self, request: Request, token: FromPath[str], now: Now) -> Response[Any]:
        await service.ensure_survey_open(token, now=now)
        try:
            form = await read_form(request, SurveyForm)
        except InvalidInputError as error:
            return page(
                "platform/feedback/survey.html",
                status=422,
                token=token,
                errors=error.errors,
                values=error.values,
            )
        await service.answer_survey(token, form, now=now)
        return redirect("/survey/thanks")


class SatisfactionController(Controller):
    """Results for those who can change something."""

    path = "/desk/feedback"

    @get("/", opt=roles(*service.READERS))
    async def results(self, actor: CurrentActor, now: Now) -> Response[str]:
        results = await service.satisfaction_by_service(actor=actor, now=now)
        return page(
            "platform/feedback/satisfaction.html",
            results=results,
            titles=service_titles(),
            least=LEAST_ANSWERS_SHOWN,
        )


CONTROLLERS = [SurveyController, SatisfactionController]
