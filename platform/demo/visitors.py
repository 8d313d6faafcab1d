"""Who asked a question, came twice or brought a child: what waits at the desks besides requests."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from wethaq.platform.accounts.addresses import read_address
from wethaq.platform.actors import ANONYMOUS, Channel
from wethaq.platform.demo.cast import CALL_CENTRE, OFFICER, a_mobile, person
from wethaq.platform.demo.house import House
from wethaq.platform.localisation import use_language
from wethaq.platform.people import service as people
from wethaq.platform.people.policy.guardianship import Relation
from wethaq.platform.people.records import PersonDetails, Sex
from wethaq.platform.portal import inquiries

HOUR: Final = timedelta(hours=1)
ANSWERED: Final = (
    (
        "هل يمكنني التقديم وأنا أسكن في حقل؟",
        "نعم، خدماتنا لجميع محافظات منطقة تبوك. ولك أن تقدّم من الموقع أو بالهاتف دون الحضور إلينا.",
    ),
    (
        "ما الفرق بين أقرب موعد للرد وأقصاه؟",
        "لا ترد اللجنة قبل أسبوعين لتدرس الطلب بعناية، ونلتزم ألا يتأخر الرد عن الموعد الأقصى المكتوب على طلبك.",
    ),
    (
        "هل تصل رسائلكم إلى جوال زوجي؟",
        "لا تصل رسالة إلا إلى الرقم الذي تختارينه، ولك أن تطلبي ألا نتصل به أبدًا، ونلتزم بذلك.",
    ),
)
WAITING: Final = (
    ("أم سعود", "أحتاج إلى موعد استشارة مع مستشارة في المساء، فهل هذا متاح؟", 30),
    (None, "كيف أضيف عقد الإيجار بعد تقديم الطلب؟", 5),
    (None, "هل دورة المقبلين على الزواج مفتوحة للخطيبين معًا؟", 2),
)
GUARDIAN: Final = 41
TWICE: Final = 52
VISITOR_MOBILE: Final = 990


async def receive_visitors(house: House, now: datetime) -> None:
    """Let people write, come and call in the last days, through the service functions."""
    with use_language("ar"):
        await _answer_questions(house, now)
        for name, question, hours in WAITING:
            await inquiries.ask(question, name=name, address=None, actor=ANONYMOUS, now=now - hours * HOUR)
    await _come_twice(house, now - 4 * HOUR)
    await _bring_a_child(house, now - 3 * HOUR)


async def _answer_questions(house: House, now: datetime) -> None:
    for days, (question, answer) in enumerate(ANSWERED, 3):
        asked_at = now - timedelta(days=days)
        address = read_address(a_mobile(VISITOR_MOBILE + days))
        code = await inquiries.ask(question, name=None, address=address, actor=ANONYMOUS, now=asked_at)
        inquiry = await inquiries.find_by_code(code)
        await inquiries.answer(
            inquiry.id, answer, actor=house.actor(OFFICER), now=asked_at + (days + 1) * HOUR
        )


async def _come_twice(house: House, now: datetime) -> None:
    """Call with another spelling and number, so that an officer finds two files to compare."""
    known = person(TWICE)
    details = replace(
        known, national_id=None, email=None, grandfather_name="", mobile=a_mobile(VISITOR_MOBILE)
    )
    await people.create_person(details, actor=house.actor(CALL_CENTRE, Channel.PHONE), now=now)


async def _bring_a_child(house: House, now: datetime) -> None:
    officer = house.actor(OFFICER, Channel.IN_PERSON)
    mother = person(GUARDIAN)
    mother_id = (await people.find_by_mobile(mother.mobile or ""))[0]
    child = PersonDetails(
        first_name="ليان",
        father_name="سلطان",
        grandfather_name="عودة",
        family_name="العنزي",
        sex=Sex.FEMALE,
        birth_date=date(now.year - 9, 3, 14),
        governorate=mother.governorate,
        city=mother.city,
        preferred_channel=Channel.WEBSITE,
    )
    child_id = await people.create_person(child, actor=officer, now=now)
    await people.request_guardianship(mother_id, child_id, Relation.MOTHER, actor=officer, now=now)
