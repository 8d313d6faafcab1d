"""For everybody: whether a receipt is genuine, and what a version of a text said."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from wethaq.platform.consent import service as consent
from wethaq.platform.consent.policy import is_live
from wethaq.platform.consent.purposes import declared_purposes, get_purpose
from wethaq.platform.consent.receipts import is_genuine
from wethaq.platform.consent.wording.wording import blocks_of
from wethaq.platform.localisation import active_language
from wethaq.platform.security import signing
from wethaq.platform.web.audience import PUBLIC
from wethaq.platform.web.dependencies import Now
from wethaq.platform.web.rendering import page, redirect

FOLDER = "platform/consent"
CODE_LENGTH = 16


@get("/receipts", opt=PUBLIC)
async def ask_for_receipt(request: Request[Any, Any, Any]) -> Response[Any]:
    typed = request.query_params.get("code", "").strip()
    if code := receipt_code_of(typed):
        return redirect(f"/receipts/{code}")
    return page(f"{FOLDER}/receipt_check.html", typed=typed, public_key=signing.public_key())


@get("/receipts/{code:str}", opt=PUBLIC)
async def check_receipt(code: FromPath[str], now: Now) -> Response[Any]:
    """Say whether the receipt is ours and still in force; never whose it is."""
    wanted = receipt_code_of(code)
    grant = await consent.find_grant_by_code(wanted) if wanted else None
    if grant is None or not is_genuine(grant.receipt, grant.signature):
        return page(f"{FOLDER}/receipt_unknown.html", status=404, typed=code)
    return page(
        f"{FOLDER}/receipt_genuine.html",
        grant=grant,
        purpose=get_purpose(grant.purpose),
        text=await consent.get_text(grant.text_id),
        is_live=is_live(grant, now),
    )


@get("/policy-texts/{text_id:uuid}", opt=PUBLIC)
async def show_text(text_id: FromPath[UUID]) -> Response[Any]:
    """Show one version of a text for good: receipts point here."""
    text = await consent.get_text(text_id)
    titles = {purpose.code: purpose.title for purpose in declared_purposes()}
    return page(
        f"{FOLDER}/policy_text.html",
        text=text,
        title=titles.get(text.purpose),
        blocks=list(blocks_of(text.body(active_language()))),
    )


def receipt_code_of(typed: str) -> str | None:
    """Return the code that was meant; spaces, dashes and small letters are forgiven."""
    kept = "".join(letter for letter in typed.upper() if letter.isalnum())
    return kept if len(kept) == CODE_LENGTH and kept.isascii() else None


HANDLERS = [ask_for_receipt, check_receipt, show_text]
