"""The counselors of the demonstration, their hours and their rooms."""

from dataclasses import dataclass
from datetime import time
from typing import Final

from wethaq.counseling.policy.plans import Week, Window
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.staffing import CounselorDetails, RoomDetails
from wethaq.platform.actors import Role
from wethaq.platform.demo.cast import StaffRole
from wethaq.platform.people.records import Sex

WORKING_DAYS: Final = (6, 0, 1, 2, 3)
"""Sunday to Thursday, by `date.weekday()`."""
SPOKEN: Final = frozenset({Modality.PHONE, Modality.VIDEO})


@dataclass(frozen=True, slots=True)
class InventedCounselor:
    """A colleague with a profile and a week."""

    key: str
    name: str
    details: CounselorDetails
    week: Week
    ramadan_week: Week

    @property
    def role(self) -> StaffRole:
        return StaffRole(self.key, self.name, frozenset({Role.COUNSELOR}))


def _week(*windows: Window) -> Week:
    return tuple(windows if day in WORKING_DAYS else () for day in range(7))


def _window(start: int, end: int, modalities: frozenset[Modality] = frozenset(Modality)) -> Window:
    return Window(time(start), time(end % 24), modalities)


MORNINGS: Final = _week(_window(8, 12), _window(13, 16))
EVENINGS: Final = _week(_window(16, 21))
LATE: Final = _week(_window(17, 22, SPOKEN))
SPLIT: Final = _week(_window(9, 12), _window(17, 20, SPOKEN))
RAMADAN: Final = _week(_window(10, 14), _window(21, 25))


def _counselor(
    number: int, name_ar: str, name_en: str, sex: Sex, services: str, week: Week, **more: object
) -> InventedCounselor:
    about = more.pop("about")
    assert isinstance(about, tuple)  # noqa: S101 - written a few lines below.
    details = CounselorDetails(
        name_ar=name_ar,
        name_en=name_en,
        sex=sex,
        services=frozenset(services.split()),
        about_ar=about[0],
        about_en=about[1],
        **more,  # type: ignore[arg-type]
    )
    return InventedCounselor(f"counselor{number}", name_ar, details, week, RAMADAN)


COUNSELORS: Final = (
    _counselor(
        1, "أ. ليلى العنزي", "Laila Alenazi", Sex.FEMALE, "marital couple mediation", MORNINGS,
        about=("ماجستير في الإرشاد الأسري، وخبرة اثنتي عشرة سنة", "MA in family counseling, twelve years of practice"),
    ),
    _counselor(
        2, "أ. خالد البلوي", "Khalid Albalawi", Sex.MALE, "marital couple premarital", MORNINGS,
        about=("أخصائي اجتماعي مرخّص، ومدرب في التهيئة للزواج", "Licensed social worker and premarital trainer"),
    ),
    _counselor(
        3, "د. هناء الحويطي", "Dr Hana Alhuwaiti", Sex.FEMALE, "parenting marital elderly", SPLIT,
        languages=frozenset({"ar", "en"}),
        about=("دكتوراه في علم نفس الطفل", "PhD in child psychology"),
    ),
    _counselor(
        4, "أ. سعد الجهني", "Saad Aljuhani", Sex.MALE, "mediation elderly marital", MORNINGS, daily_cap=5,
        about=("مصلح أسري معتمد", "Accredited family mediator"),
    ),
    _counselor(
        5, "أ. أمل المسعودي", "Amal Almasoudi", Sex.FEMALE, "premarital group marital", EVENINGS,
        about=("مستشارة أسرية، ومقدمة برامج المقبلات على الزواج", "Family counselor, leads courses for brides"),
    ),
    _counselor(
        6, "د. فيصل العطوي", "Dr Faisal Alatawi", Sex.MALE, "parenting group elderly", EVENINGS,
        languages=frozenset({"ar", "en"}),
        about=("دكتوراه في الخدمة الاجتماعية", "PhD in social work"),
    ),
    _counselor(
        7, "أ. نوف الشراري", "Nouf Alsharari", Sex.FEMALE, "marital couple parenting premarital", LATE,
        modalities=SPOKEN,
        about=("مستشارة عن بُعد لأهالي المحافظات", "Counsels the governorates by telephone and video"),
    ),
    _counselor(
        8, "أ. ماجد القرني", "Majed Alqarni", Sex.MALE, "marital mediation premarital", LATE,
        modalities=SPOKEN,
        about=("مستشار أسري، وخبرة في قضايا الانفصال", "Family counselor with a background in separation cases"),
    ),
)  # fmt: skip


def _room(names: tuple[str, str], seats: int, directions: tuple[str, str]) -> RoomDetails:
    return RoomDetails(
        name_ar=names[0],
        name_en=names[1],
        seats=seats,
        directions_ar=directions[0],
        directions_en=directions[1],
    )


ROOMS: Final = (
    _room(
        ("غرفة السكينة", "Sakina room"), 3, ("الدور الأول، يمين المدخل", "First floor, right of the entrance")
    ),
    _room(("غرفة المودة", "Mawadda room"), 4, ("الدور الأول، آخر الممر", "First floor, end of the corridor")),
    _room(
        ("غرفة الأسرة", "Family room"),
        8,
        ("الدور الأرضي، من مدخل العائلات", "Ground floor, families' entrance"),
    ),
    _room(("قاعة الحوار", "Dialogue hall"), 14, ("الدور الثاني", "Second floor")),
)
