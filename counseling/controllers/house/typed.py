"""Reading forms with dates, hours and grids: field by field, every problem at once, nothing typed is lost."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any, Final

from wethaq.counseling.policy.cells import CELL_MINUTES
from wethaq.platform.errors import N_, InvalidInputError
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.dates import (
    FIRST_DAY,
    LAST_DAY,
    RIYADH,
    Calendar,
    entered_date,
    parse_date_input,
)
from wethaq.platform.localisation.digits import ascii_digits
from wethaq.platform.localisation.normalise import normalise_text, single_line
from wethaq.platform.localisation.unreadable import UnreadableInputError
from wethaq.platform.web.sent_form import SiteRequest

CHOOSE: Final = N_("Choose one of the answers.")
MISSING: Final = N_("Please fill in this field.")
SAY_WHY: Final = N_("Say why in a few words.")
BOXES: Final = ("day", "month", "year", "calendar")
_CLOCK: Final = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")
_NUMBER: Final = re.compile("[0-9]{1,5}")
MOST_LETTERS: Final = 2_000


class Typed:
    """What was sent. Each reading notes its problem in `errors`; `ensure_right` raises them together."""

    def __init__(self, sent: Iterable[tuple[str, Any]]) -> None:
        self.lists: dict[str, list[str]] = {}
        for name, value in sent:
            if isinstance(value, str):
                self.lists.setdefault(name, []).append(normalise_text(value) or "")
        self.errors: dict[str, str] = {}

    @property
    def values(self) -> dict[str, Any]:
        """What to show again: a list where a name came several times."""
        return {name: texts if len(texts) > 1 else texts[0] for name, texts in self.lists.items()}

    def text(self, name: str) -> str:
        """Return what stands in a field, or an empty text."""
        return self.lists.get(name, [""])[0]

    def words(self, name: str, *, missing: str = MISSING, most: int = MOST_LETTERS) -> str:
        """Return what must be written."""
        found = self.text(name)
        if not found:
            self.wrong(name, missing)
        return self._short(name, found, most)

    def line(self, name: str, *, most: int = 120) -> str | None:
        """Return one line that may be left empty."""
        return self._short(name, single_line(self.text(name)) or "", most) or None

    def number(self, name: str, least: int, most: int) -> int:
        """Return a whole number within its limits."""
        digits = ascii_digits(self.text(name))
        if _NUMBER.fullmatch(digits) and least <= int(digits) <= most:
            return int(digits)
        words = gettext("Enter a number from %(minimum)s to %(maximum)s.", minimum=least, maximum=most)
        self.errors.setdefault(name, words)
        return least

    def one_of(self, name: str, words: Any, *, is_optional: bool = False) -> Any:
        """Return a member of an enumeration; None where nothing was chosen and nothing need be."""
        found = self.text(name)
        if found in {each.value for each in words}:
            return words(found)
        if found or not is_optional:
            self.wrong(name, CHOOSE)
        return None

    def several(self, name: str, known: Iterable[str]) -> frozenset[str]:
        """Return what was ticked, at least one of what there is."""
        found = frozenset(self.lists.get(name, [])) & frozenset(known)
        if not found:
            self.wrong(name, N_("Choose at least one."))
        return found

    def is_ticked(self, name: str) -> bool:
        return bool(self.text(name))

    def day(self, name: str, *, is_optional: bool = False) -> date | None:
        """Return the day of three boxes, in the calendar chosen beside them."""
        day, month, year = (self.text(f"{name}_{box}") for box in BOXES[:3])
        if not (day or month or year):
            if not is_optional:
                self.wrong(name, N_("Enter the date."))
            return None
        calendar = self.text(f"{name}_calendar")
        try:
            chosen = Calendar.GREGORIAN if calendar == Calendar.GREGORIAN.value else Calendar.HIJRI
            return parse_date_input(day, month, year, chosen).on
        except UnreadableInputError as error:
            self.errors.setdefault(name, str(error))
            return None

    def clock(self, name: str, *, is_optional: bool = False) -> time | None:
        """Return an hour of the day in steps of five minutes, written as 16:30."""
        typed = ascii_digits(self.text(name))
        if not typed and is_optional:
            return None
        found = _CLOCK.fullmatch(typed)
        hour, minute = (int(found[1]), int(found[2])) if found else (99, 0)
        if hour > 23 or minute > 59 or minute % CELL_MINUTES:  # noqa: PLR2004 - the clock's own bounds.
            self.wrong(name, N_("Write the time as 16:30, in steps of five minutes."))
            return None
        return time(hour, minute)

    def moment(self, name: str) -> datetime | None:
        """Return a day and an hour in Riyadh, of the fields `name` and `name_at`, in UTC."""
        on, at = self.day(name), self.clock(f"{name}_at")
        return datetime.combine(on, at, RIYADH).astimezone(UTC) if on and at else None

    def instant(self, name: str) -> datetime | None:
        """Return a moment that a page of ours wrote into the form; anything else is nothing chosen."""
        try:
            found = datetime.fromisoformat(self.text(name))
        except ValueError:
            return None
        is_sound = found.tzinfo is not None and FIRST_DAY.year < found.year < LAST_DAY.year
        return found.astimezone(UTC) if is_sound else None

    def wrong(self, name: str, message: str) -> None:
        """Note a problem; the first of a field counts."""
        self.errors.setdefault(name, gettext(message))

    def ensure_right(self) -> None:
        """Raise InvalidInputError with everything that was noted."""
        if self.errors:
            raise InvalidInputError(self.errors, self.values)

    def _short(self, name: str, text: str, most: int) -> str:
        if len(text) > most:
            self.errors.setdefault(
                name, gettext("Please write at most {max_length} characters.").format(max_length=most)
            )
        return text


async def read_typed(request: SiteRequest) -> Typed:
    """Return what a form has sent."""
    return Typed((await request.form()).multi_items())


def boxes_of(name: str, on: date | None, calendar: Calendar = Calendar.HIJRI) -> dict[str, str]:
    """Return a day as the boxes of `date_field` show it."""
    if on is None:
        return {}
    entered = entered_date(on, calendar)
    return {
        f"{name}_day": str(entered.day),
        f"{name}_month": str(entered.month),
        f"{name}_year": str(entered.year),
        f"{name}_calendar": entered.calendar.value,
    }
