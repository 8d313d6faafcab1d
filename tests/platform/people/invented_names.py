"""Invented people: names as they are given in the north of the Kingdom, and the ways they are misspelt."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wethaq.platform.people.policy.groups import birthday


def _words(text: str) -> list[str]:
    return [word.replace("_", " ") for word in text.split()]


MEN = _words(
    "محمد أحمد عبدالله عبدالرحمن عبدالعزيز سعود فهد خالد سلطان تركي ناصر سالم عواد عودة حمد إبراهيم يوسف علي "
    "حسن حسين ماجد بندر نايف مشعل فيصل بدر طلال زياد أنس عمر عثمان صالح سليمان داود موسى عيسى هارون يحيى "
    "زكريا مروان راكان وليد هاني سامي رائد مازن عادل جابر مبارك مفلح فلاح ضيف_الله عيد غانم هلال مساعد "
    "منصور نواف هيثم باسم"
)
WOMEN = _words(
    "نورة سارة فاطمة عائشة مريم أسماء هند ريم لطيفة منيرة حصة الجوهرة موضي هيا العنود شيخة وضحى أمل منى هدى "
    "رنا دانة لمى جواهر غادة بدرية سميرة أميرة خلود عبير نجلاء وفاء صفاء شروق إيمان حنان سحر رهف جود لجين تالا"
)
FAMILIES = _words(
    "العنزي العطوي البلوي الحويطي الجهني الشمري العتيبي القحطاني الحربي المطيري الشهري الغامدي الزهراني "
    "الدوسري الرشيدي السبيعي العمري الأحمدي الفايدي المسعودي الشهراني المالكي الثقفي الخالدي السهلي البقمي"
)
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


@dataclass(frozen=True)
class Invented:
    """What of a file matters to the search for duplicates."""

    names: tuple[str, str, str, str]
    birth_date: date
    mobile: str | None


def an_invented(rng: random.Random) -> Invented:
    names = (rng.choice(MEN + WOMEN), rng.choice(MEN), rng.choice(MEN), rng.choice(FAMILIES))
    born = date(1950, 1, 1) + timedelta(days=rng.randrange(24_000))
    return Invented(names, born, f"+9665{rng.randrange(10**8):08d}")


def corrupted(rng: random.Random, person: Invented) -> Invented:
    """Write the same person down again, by another hand on a busy day."""
    names = list(person.names)
    slips = rng.choices((0, 1, 2), (60, 32, 8))[0]
    for place in rng.sample((0, 1, 2, 3), slips):
        names[place] = _mistyped(rng, names[place])
    names = [_respelt(rng, name) for name in names]
    if rng.random() < 0.05:
        names[2] = ""
    first, father, grandfather, family = names
    return Invented(
        (first, father, grandfather, family), _misdated(rng, person.birth_date), _later_mobile(rng, person)
    )


def a_sibling(rng: random.Random, person: Invented) -> Invented:
    """Share father, grandfather, family and, often, the family's telephone."""
    born = person.birth_date + timedelta(days=rng.choice((-1, 1)) * rng.randrange(330, 4_000))
    mobile = person.mobile if rng.random() < 0.5 else f"+9665{rng.randrange(10**8):08d}"
    return Invented((_other_first_name(rng, person), *person.names[1:]), born, mobile)


def a_twin(rng: random.Random, person: Invented) -> Invented:
    """Share everything but the first name."""
    return replace(person, names=(_other_first_name(rng, person), *person.names[1:]))


def _other_first_name(rng: random.Random, person: Invented) -> str:
    return rng.choice(
        [name.replace("_", " ") for name in MEN + WOMEN if name.replace("_", " ") != person.names[0]]
    )


def _respelt(rng: random.Random, name: str) -> str:
    """Spell the same name in another usual way: no slip, and no difference to the key."""
    for old, new in (
        ("أ", "ا"),
        ("إ", "ا"),
        ("ة", "ه"),
        ("ى", "ي"),
        ("عبدال", "عبد ال"),
        ("ئ", "ي"),
        ("ء", ""),
    ):
        if rng.random() < 0.4:
            name = name.replace(old, new)
    if name.startswith("ال") and rng.random() < 0.3:
        name = name[2:]
    return f"بن {name}" if rng.random() < 0.1 else name


def _mistyped(rng: random.Random, name: str) -> str:
    place = rng.randrange(1, max(2, len(name) - 1))
    kind = rng.choice(("drop", "add", "change", "swap"))
    before, letter, after = name[:place], name[place], name[place + 1 :]
    if kind == "swap":
        return before + after[:1] + letter + after[1:]
    changed = {"drop": "", "add": letter + rng.choice(LETTERS), "change": rng.choice(LETTERS)}[kind]
    return before + changed + after


def _misdated(rng: random.Random, born: date) -> date:
    kind = rng.choices(("right", "exchanged", "converted", "year"), (84, 5, 6, 5))[0]
    if kind == "exchanged" and born.day <= 12:
        return born.replace(day=born.month, month=born.day)
    if kind == "converted":
        return born + timedelta(days=rng.choice((-2, -1, 1, 2)))
    return birthday(born, 1) if kind == "year" else born


def _later_mobile(rng: random.Random, person: Invented) -> str | None:
    kind = rng.choices(("same", "new", "none"), (60, 30, 10))[0]
    return {"same": person.mobile, "new": f"+9665{rng.randrange(10**8):08d}", "none": None}[kind]
