"""What the invented people ask for, in their own words."""

from dataclasses import dataclass, field
from typing import Final

from wethaq.platform.demo.cast import person
from wethaq.platform.people.records import Sex


@dataclass(frozen=True, slots=True)
class Story:
    """Answers to the support request's questions, as they would be typed."""

    situation: str
    answers: dict[str, list[str]] = field(default_factory=dict)
    teller: Sex | None = None
    """Whose story it can be; None: a woman's or a man's."""


USUAL: Final[dict[str, list[str]]] = {
    "support_kinds": ["living"],
    "urgency": ["can_wait"],
    "marital_status": ["married"],
    "household_size": ["5"],
    "dependants": ["3"],
    "dependant_kinds": ["school_children"],
    "income_band": ["2000_4000"],
    "income_sources": ["salary"],
    "housing": ["owned"],
    "other_support": ["no"],
}

STORIES: Final = (
    Story(
        "انقطع عمل زوجي في الورشة منذ شهرين، وعندنا ثلاثة أطفال في المدرسة. نحتاج إلى ما "
        "يعيننا على مصروف البيت حتى يجد عملًا.",
        {"household_size": ["5"], "support_kinds": ["living", "education"]},
        teller=Sex.FEMALE,
    ),
    Story(
        "توقف عملي في الورشة منذ شهرين، وعندنا ثلاثة أطفال في المدرسة. أبحث عن عمل، ونحتاج "
        "إلى ما يعيننا على مصروف البيت حتى أجده.",
        {"household_size": ["5"], "support_kinds": ["living", "education"]},
        teller=Sex.MALE,
    ),
    Story(
        "أعيش مع والدتي المسنّة وراتبي التقاعدي لا يكفي أدويتها الشهرية وأجرة من يرعاها وأنا في العمل.",
        {
            "support_kinds": ["medical"],
            "marital_status": ["single"],
            "household_size": ["2"],
            "dependants": ["1"],
            "dependant_kinds": ["elderly", "illness"],
            "income_sources": ["pension"],
        },
    ),
    Story(
        "أنا أرملة منذ عام، ومكيّف غرفة الأبناء وثلاجتنا تعطّلا مع دخول الصيف ولا أقدر على شراء غيرهما.",
        {
            "support_kinds": ["furnishing"],
            "marital_status": ["widowed"],
            "income_sources": ["social_security"],
        },
        teller=Sex.FEMALE,
    ),
    Story(
        "زواجي بعد أربعة أشهر إن شاء الله، وقد جمعت المهر وبقي تجهيز البيت. أرجو المساعدة "
        "في الأساسيات منه فقط.",
        {
            "support_kinds": ["marriage", "furnishing"],
            "marital_status": ["single"],
            "household_size": ["6"],
            "dependants": ["0"],
            "income_band": ["4000_7000"],
        },
        teller=Sex.MALE,
    ),
    Story(
        "أخيط في البيت وأبيع للجارات، وماكينتي القديمة لا تصلح للطلبات الكبيرة. بماكينة "
        "أفضل أستغني عن المساعدة بإذن الله.",
        {
            "support_kinds": ["livelihood"],
            "marital_status": ["divorced"],
            "household_size": ["3"],
            "dependants": ["2"],
        },
        teller=Sex.FEMALE,
    ),
    Story(
        "بقي على تسجيل ابنتي في برنامج التأهيل أسبوعان، ورسومه فوق طاقتنا. هي متفوقة "
        "ونحرص ألا يضيع عليها العام.",
        {
            "support_kinds": ["education"],
            "dependant_kinds": ["students", "disability"],
            "urgency": ["within_a_month"],
        },
    ),
)


def answers_of(serial: int) -> dict[str, list[str]]:
    """Return all answers of one person's request, in a story that can be theirs."""
    suited = [story for story in STORIES if story.teller in (None, person(serial).sex)]
    story = suited[serial // 2 % len(suited)]
    return USUAL | story.answers | {"situation": [story.situation]}


QUESTIONS: Final = (
    (
        "هل تكفي صورة تعريف الراتب من التطبيق، أم أحضر الورقة مختومة؟",
        "صورة التطبيق تكفينا، ولا حاجة إلى الختم. نشكر لكم حرصكم.",
    ),
    (
        "متى تجتمع اللجنة القادمة؟",
        "تجتمع اللجنة كل أسبوعين تقريبًا، وموعد الرد ظاهر في صفحة طلبكم من اليوم الأول.",
    ),
    (
        "انتقلنا إلى حي آخر، هل أغيّر العنوان الآن؟",
        "نعم، تستطيعون تعديله من صفحة «بياناتي» ولا يؤثر ذلك في الطلب.",
    ),
)
RETURN_REASONS: Final = (
    "تعريف الراتب المرفق لشهر رمضان الماضي، ونحتاج إلى تعريف حديث. أما بقية الطلب فمكتمل، شكرًا لكم."
)
REFERRAL_QUESTION: Final = (
    "سؤال عن الفرق بين هذا الدعم والضمان الاجتماعي، وهل يؤثر أحدهما في الآخر. نأمل التواصل "
    "مع صاحب الطلب والإيضاح."
)
REFERRAL_ANSWER: Final = (
    "تواصلتُ هاتفيًا مع صاحب الطلب، وأوضحتُ أن دعم الجمعية لا يؤثر في استحقاق الضمان، وأن "
    "المطلوب إبلاغنا إن تغيّر الدخل."
)
DELIVERIES: Final = {
    "living": "بطاقة مشتريات غذائية لثلاثة أشهر",
    "furnishing": "مكيّف وثلاجة مع التركيب",
    "medical": "تغطية الأدوية لستة أشهر بالاتفاق مع الصيدلية",
    "livelihood": "ماكينة خياطة صناعية ودورة في التسويق",
    "education": "رسوم برنامج التأهيل لفصل دراسي",
    "marriage": "مساهمة في تجهيز بيت الزوجية",
}
"""What was provided, by the first kind of support that was asked for."""
APPEAL_GROUNDS: Final = (
    "ذُكر في الرد أن الحاجة لم تثبت، وقد أرفقتُ الآن كشف الحساب وخطاب إنهاء العمل ولم يكونا عندي وقت التقديم."
)


def delivery_for(serial: int) -> str:
    """Return what the person received, which is what they asked for."""
    return DELIVERIES[answers_of(serial)["support_kinds"][0]]
