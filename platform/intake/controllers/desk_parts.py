"""Parts of the request's page at the desk, for HTMX: one item of the checklist and what hangs on it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response

from wethaq.platform.actors import Actor
from wethaq.platform.documents import service as documents
from wethaq.platform.errors import NotFoundError, WethaqError
from wethaq.platform.intake.colleagues import names_of
from wethaq.platform.intake.controllers.desk_page import FOLDER, item_values, refusal_words, rights_of
from wethaq.platform.intake.loading import get_visible_request
from wethaq.platform.intake.presentation import open_items_text
from wethaq.platform.intake.reading import compose_file
from wethaq.platform.intake.wording import SIGNATURE_METHODS
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.web.rendering import fragment


async def item_part(
    request_id: UUID,
    code: str,
    *,
    actor: Actor,
    now: datetime,
    status: int = 200,
    refusal: WethaqError | None = None,
    **context: Any,
) -> Response[str]:
    """Answer with one item as it now stands.

    The reader has the whole page open and what they did is recorded, so this
    counts as no further opening of the file.
    """
    file = await compose_file(await get_visible_request(request_id, actor=actor), public_only=False)
    today = riyadh_date(now)
    items = [item_values(file, record, today) for record in file.items]
    item = next((each for each in items if each["record"].item.code == code), None)
    if item is None:
        raise NotFoundError
    return fragment(
        f"{FOLDER}/_desk_checked.html",
        status=refusal.status if refusal else status,
        file=file,
        request=file.request,
        items=items,
        item=item,
        wrong_item=code,
        is_part=True,
        open_items=open_items_text(file, today),
        files={kept.id: kept for kept in await documents.list_request_files(request_id)},
        names=await names_of({item["record"].changed_by}),
        method_words=SIGNATURE_METHODS,
        refusal=refusal_words(refusal) if refusal else None,
        **rights_of(file, actor),
        **context,
    )
