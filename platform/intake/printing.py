"""T3 on paper: the support request as a PDF, signed on screen or with a line to sign by hand."""

from wethaq.platform.documents.letter_kinds import Answer, AnswerSection, ChecklistLine, SupportRequest
from wethaq.platform.documents.service import render_letter
from wethaq.platform.intake.policy.declaration import DECLARATION_TEXT
from wethaq.platform.intake.presentation import answered_sections, item_text
from wethaq.platform.intake.reading import RequestFile
from wethaq.platform.intake.wording import CHANNELS, SIGNATURE_METHODS
from wethaq.platform.localisation import Language, gettext, use_language
from wethaq.platform.localisation.dates import riyadh_date


async def print_request(file: RequestFile, *, language: Language) -> bytes:
    """Return the request as a PDF; the caller was let in to it."""
    with use_language(language):
        content = _content(file)
    return await render_letter("support_request", content, language)


def _content(file: RequestFile) -> SupportRequest:
    request, signature = file.request, file.signature if file.is_signed else None
    return SupportRequest(
        request_number=request.number or gettext("Not submitted yet"),
        service_name=gettext(file.policy.title),
        submitted_on=riyadh_date(request.submitted_at) if request.submitted_at else None,
        channel=gettext(CHANNELS[request.channel]),
        sections=[
            AnswerSection(
                title=section.title,
                answers=[
                    Answer(question=gettext(row.question.label), answer=row.text) for row in section.rows
                ],
            )
            for section in answered_sections(file.policy, file.answers)
            if section.rows
        ],
        checklist=[
            ChecklistLine(label=gettext(record.item.title), state=item_text(record)) for record in file.items
        ],
        declaration=gettext(DECLARATION_TEXT),
        signed_by=signature.signed_name if signature else None,
        signed_on=signature.signed_at if signature else None,
        signing_method=gettext(SIGNATURE_METHODS[signature.method]) if signature else None,
        content_hash=file.content_hash if signature else None,
    )
