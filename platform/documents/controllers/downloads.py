"""Files and letters for those who may have them; for all others they aren't there."""

from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from wethaq.platform.documents.attachments import attachment
from wethaq.platform.documents.letters import open_letter
from wethaq.platform.documents.policy import FileType
from wethaq.platform.documents.uploads import open_upload
from wethaq.platform.web.audience import SIGNED_IN
from wethaq.platform.web.dependencies import CurrentActor, Now


@get("/files/{file_id:uuid}", opt=SIGNED_IN)
async def download_file(file_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[bytes]:
    opened = await open_upload(file_id, actor=actor, now=now)
    return attachment(opened.content, opened.summary.filename, opened.summary.media_type)


@get("/letters/{letter_id:uuid}", opt=SIGNED_IN)
async def download_letter(letter_id: FromPath[UUID], actor: CurrentActor, now: Now) -> Response[bytes]:
    letter, pdf = await open_letter(letter_id, actor=actor, now=now)
    return attachment(pdf, f"{letter.number}.pdf", FileType.PDF.value)
