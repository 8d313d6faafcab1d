"""Who lives and works in the invented association. No one here exists."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from wethaq.platform.actors import Channel, Role
from wethaq.platform.localisation.normalise import luhn_digit
from wethaq.platform.people.records import PersonDetails, Sex

PASSWORD: Final = "نخلة تعانق غيمة وردية"
"""Known to everybody: the demonstration refuses to exist in production."""

TOTP_SECRET: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True, slots=True)
class StaffRole:
    """A member of staff of the demonstration, with the address to sign in by."""

    key: str
    name: str
    roles: frozenset[Role]

    @property
    def email(self) -> str:
        return f"{self.key}@wethaq.example"


def _staff(key: str, name: str, *roles: Role) -> StaffRole:
    return StaffRole(key, name, frozenset(roles))


OFFICER: Final = _staff("officer", "منى الجهني", Role.RELATIONS_OFFICER)
SECOND_OFFICER: Final = _staff("officer2", "بدر المسعودي", Role.RELATIONS_OFFICER)
CALL_CENTRE: Final = _staff("calls", "شذى العمراني", Role.CALL_CENTRE_AGENT)
VOLUNTEER: Final = _staff("volunteer", "ريان الشهري", Role.VOLUNTEER)
RESEARCHER: Final = _staff("social", "هيا الفايدي", Role.SOCIAL_RESEARCH_OFFICER)
MANAGER: Final = _staff("manager", "سليمان البلوي", Role.MANAGER)
ADMINISTRATOR: Final = _staff("admin", "عمر القرني", Role.ADMINISTRATOR)
CHAIR: Final = _staff("chair", "عبدالعزيز العطوي", Role.COMMITTEE_CHAIR)
MEMBERS: Final = tuple(
    _staff(f"member{number}", name, Role.COMMITTEE_MEMBER)
    for number, name in enumerate(
        (
            "عائشة الحويطي",
            "سعود العنزي",
            "ريم البلوي",
            "تركي الجهني",
            "أمل الشراري",
            "ماجد الفايدي",
            "وفاء العطوي",
        ),
        1,
    )
)
FIRST_ALTERNATE: Final = 4
"""The members from here on sit only where appeals are heard (R3)."""

STAFF: Final = (
    OFFICER,
    SECOND_OFFICER,
    CALL_CENTRE,
    VOLUNTEER,
    RESEARCHER,
    MANAGER,
    ADMINISTRATOR,
    CHAIR,
    *MEMBERS,
)

WOMEN: Final = (
    "نورة", "سارة", "هند", "مها", "لطيفة", "جواهر", "وضحى", "العنود", "منيرة", "شيخة", "ريما", "أسماء",
    "خلود", "فاطمة", "موضي", "دلال", "غزيل", "بدرية", "حصة", "رنا", "سلوى", "نوف", "عبير", "مريم",
)  # fmt: skip
MEN: Final = (
    "سالم", "فهد", "ناصر", "مبارك", "حمد", "عودة", "طلال", "مشعل", "غانم", "سلطان", "عبدالله", "خالد",
    "يوسف", "إبراهيم", "ماجد", "نايف", "صالح", "عايد", "سعد", "راشد", "فيصل", "بندر", "زياد", "أنور",
)  # fmt: skip
FAMILIES: Final = (
    "العطوي", "البلوي", "الحويطي", "العنزي", "الجهني", "المسعودي", "الفايدي", "العمراني", "الشراري", "القرني",
)  # fmt: skip
PLACES: Final = (
    ("tabuk", "تبوك"),
    ("tabuk", "تبوك"),
    ("tabuk", "بئر بن هرماس"),
    ("umluj", "أملج"),
    ("duba", "ضباء"),
    ("al_wajh", "الوجه"),
    ("tayma", "تيماء"),
    ("haql", "حقل"),
    ("al_bad", "البدع"),
)
NUMBER_OF_PEOPLE: Final = 62


def a_national_id(serial: int) -> str:
    """Return a number that passes the check; the run of zeros belongs to nobody."""
    stem = f"1000{serial:05d}"
    return stem + luhn_digit(stem)


def a_mobile(serial: int) -> str:
    """Return a number from a block that is used for nobody here."""
    return f"+9665000{serial:05d}"


def person(serial: int) -> PersonDetails:
    """Return the details of one of the invented people; the same serial, the same person."""
    is_woman = serial % 5 != 0 and serial % 3 != 0
    first = (WOMEN if is_woman else MEN)[serial % 24]
    governorate, city = PLACES[serial % len(PLACES)]
    return PersonDetails(
        first_name=first,
        father_name=MEN[(serial * 7 + 5) % 24],
        grandfather_name=MEN[(serial * 11 + 2) % 24],
        family_name=FAMILIES[serial % len(FAMILIES)],
        sex=Sex.FEMALE if is_woman else Sex.MALE,
        birth_date=date(1958 + serial * 7 % 45, 1 + serial * 5 % 12, 1 + serial * 11 % 28),
        national_id=a_national_id(serial),
        mobile=a_mobile(serial),
        email=f"person{serial}@mail.example" if serial % 3 else None,
        governorate=governorate,
        city=city,
        preferred_channel=Channel.EMAIL if serial % 3 else Channel.SMS,
        language="en" if serial == ENGLISH_READER else "ar",
    )


ENGLISH_READER: Final = 41
BENEFICIARY: Final = 1
"""The person whose login the demonstration prints."""
