"""Is this letter ours? Anybody may ask; nobody learns whose it is."""

from typing import Any

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from wethaq.platform.documents.letters import find_letter_by_code
from wethaq.platform.documents.policy import grouped_code, normalise_code
from wethaq.platform.localisation import gettext
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/documents"


@get("/check", opt=PUBLIC)
async def show_check(code: FromQuery[str | None] = None) -> Response[Any]:
    if code is None:
        return page(f"{FOLDER}/check.html")
    meant = normalise_code(code)
    if meant is None:
        message = gettext("A verification code has 16 letters and digits, such as 7KQM-2WXP-RT9C-HV4D.")
        return page(f"{FOLDER}/check.html", status=422, errors={"code": message}, values={"code": code[:60]})
    return redirect(f"/check/{meant}")


@get("/check/{code:str}", opt=PUBLIC)
async def check_code(code: FromPath[str]) -> Response[Any]:
    letter = await find_letter_by_code(code)
    if letter is None:
        return page(f"{FOLDER}/check_unknown.html", status=404)
    return page(f"{FOLDER}/check_genuine.html", letter=letter, code=grouped_code(normalise_code(code) or ""))
