"""The covenant: what an applicant promises to the others, signed with the full name on its very words."""

# ruff: noqa: E501 - a sentence that people sign stays on one line.

from datetime import datetime
from typing import Final
from uuid import UUID

from wethaq.matching.own_profile import get_profile_to_build
from wethaq.matching.profiles import Profile, write_profile
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.service import PolicyText, Wording
from wethaq.platform.database.transaction import transaction
from wethaq.platform.errors import N_, RefusedError
from wethaq.platform.localisation import active_language

COVENANT: Final = Wording(
    purpose="notice.matching_covenant",
    version=1,
    arabic="""
أعاهد الله ثم جمعية وثاق الأسرية على ما يأتي:

- ما كتبته عن نفسي صحيح، ولم أُخفِ ما يحق لمن يتزوجني أن يعرفه. وأبلغ الموفِّق إذا تغيّر منه شيء.
- رغبتي في الزواج جادّة، بعقد شرعي معلن ونية الدوام.
- ما أعرفه عن غيري أمانة: لا أنقله ولا أصوّره ولا أسعى إلى معرفة صاحبه قبل أن يُذكر لي اسمه.
- لا أتواصل مع الطرف الآخر خارج ما ترتّبه الجمعية قبل أن تتعارف الأسرتان.
- لا أطلب مالًا ولا أعطيه بسبب ترشيح، وأبلغ الجمعية فورًا إن طُلب مني شيء.
- أردّ بالقبول أو الاعتذار في المدة المحددة، بأدب ودون إساءة، وأقبل اعتذار غيري دون سؤال عن سببه.

وأعلم أن الجمعية ترشّح ولا تضمن، وأن القرار لي وللطرف الآخر وأسرتينا، وأن لي أن أوقف ملفي أو أغلقه متى شئت.
""",
    english="""
I promise, before God and to Wethaq Family Association:

- What I wrote about myself is true, and I hide nothing that whoever marries me has a right to know. I tell my matchmaker when something changes.
- I seek marriage in earnest, by a lawful contract that is made known, and with the will that it lasts.
- What I learn of others is entrusted to me: I pass nothing on, take no picture of it, and don't try to find out who somebody is before I am told.
- I don't contact the other side outside what the association arranges before the families know each other.
- I neither ask for nor give money for a proposal, and tell the association at once if anybody asks me.
- I answer within the time, yes or no, with courtesy, and accept another's no without asking why.

I know that the association proposes and doesn't guarantee, that the decision is mine, the other side's and our families', and that I may pause or close my profile at any time.
""",
)


class NameTooShortError(RefusedError):
    """A first name alone isn't a signature."""

    message = N_("Write at least your first name and your family name.")


class CovenantChangedError(RefusedError):
    """A newer covenant was published after the page was opened."""

    message = N_("The covenant has changed meanwhile. Please read it again, then sign.")


async def current_covenant() -> PolicyText:
    """Return the covenant in force."""
    return await consent.current_text(COVENANT.purpose)


async def sign_covenant(
    person_id: UUID, text_id: UUID, signed_name: str, *, actor: Actor, now: datetime
) -> Profile:
    """Sign the words that were shown; the proof names their version and hash (`consent_notice_served`)."""
    if len(signed_name.split()) < 2:  # noqa: PLR2004 - a first and a family name.
        raise NameTooShortError
    async with transaction():
        profile = await get_profile_to_build(person_id, actor=actor)
        text = await current_covenant()
        if text.id != text_id:
            raise CovenantChangedError
        await consent.acknowledge_notice(person_id, text.id, language=active_language(), actor=actor, now=now)
        written = await write_profile(
            profile, {"covenant_at": now, "covenant_name": signed_name}, now=now, is_touched=False
        )
        await audit.record(
            "matching.covenant_signed",
            profile.id,
            actor=actor,
            now=now,
            person_id=person_id,
            details={"version": text.version, "channel": actor.channel.value},
        )
    return written
