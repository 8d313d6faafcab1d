"""The receipt of a consent on paper, with a QR code that leads to its public check."""

from wethaq.platform.consent.purposes import DATA_CLASS_NAMES, get_purpose
from wethaq.platform.consent.records import Grant, GrantMethod, PolicyText
from wethaq.platform.consent.wording.wording import blocks_of
from wethaq.platform.documents.letter_kinds import ConsentReceipt
from wethaq.platform.documents.letter_rendering import Stamp, render_letter
from wethaq.platform.errors import N_
from wethaq.platform.localisation import Language, gettext, use_language
from wethaq.platform.localisation.dates import riyadh_date
from wethaq.platform.people import service as people
from wethaq.platform.settings import get_settings

METHOD_NAMES = {
    GrantMethod.WEB: N_("On the site"),
    GrantMethod.PAPER: N_("On paper"),
    GrantMethod.PHONE: N_("By telephone"),
}
NOBODY_OUTSIDE = N_("Nobody outside the association")
CHECK_PATH = "/receipts"


async def render_receipt(grant: Grant, text: PolicyText, language: Language) -> bytes:
    """Return the receipt as PDF; its number is the code of the signed record."""
    person = await people.get_person(grant.person_id)
    guardian = await people.get_person(grant.guardian_person_id) if grant.guardian_person_id else None
    with use_language(language):
        content = ConsentReceipt(
            person_name=person.full_name,
            sex=person.sex.value,
            guardian_name=guardian.full_name if guardian else None,
            purpose=gettext(get_purpose(grant.purpose).title),
            given_on=grant.given_at,
            method=gettext(METHOD_NAMES[grant.method]),
            witness=grant.witness,
            valid_until=riyadh_date(grant.valid_until) if grant.valid_until else None,
            text_version=str(text.version),
            data_classes=[gettext(DATA_CLASS_NAMES[item]) for item in sorted(grant.data_classes)],
            recipients=[gettext(recipient) for recipient in grant.recipients or (NOBODY_OUTSIDE,)],
            text_paragraphs=[line for block in blocks_of(text.body(language)) for line in block.lines],
            receipt_id=grant.receipt_code,
            text_hash=grant.text_sha256,
        )
    settings = get_settings()
    stamp = Stamp(grant.receipt_code, grant.given_at, grant.receipt_code, f"{settings.base_url}{CHECK_PATH}")
    return await render_letter("consent_receipt", content, language, stamp=stamp, is_demo=settings.is_demo)
