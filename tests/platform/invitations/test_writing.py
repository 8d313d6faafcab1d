"""What we write, icalendar reads as it was meant, and would write to the octet as we do."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, vDuration

from tests.platform.invitations.builders import an_invitation, every_message
from wethaq.platform.invitations.writing import duration, folded, text

LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=300)


@pytest.mark.parametrize("kind", ["REQUEST", "UPDATE", "CANCEL", "PUBLISH"])
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", ['Noura; "x", \\ y', "نورة بنت سعد بن محمد الحويطي"])
def test_icalendar_writes_the_same_octets(kind: str, language: str, name: str) -> None:
    invitation = an_invitation(
        language=language,
        guest_name=name,
        place="القاعة 1، الدور; الثاني, مبنى\\ب",
        link="https://meet.example/a;b,c?d=e",
    )
    ics = every_message(invitation)[kind]
    assert Calendar.from_ical(ics).to_ical().decode() == ics


@given(LINES)
def test_a_folded_line_is_short_and_unfolds_to_itself(line: str) -> None:
    assert folded(line).replace("\r\n ", "") == line
    assert max(len(each.encode()) for each in folded(line).split("\r\n")) <= 75


@given(LINES)
def test_a_text_has_no_syntax_of_its_own(value: str) -> None:
    written = text("SUMMARY", f"{value}\nsecond")
    assert "\n" not in written
    assert written.removeprefix("SUMMARY:").replace("\\\\", "").replace("\\,", "").count(",") == 0


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=99)))
def test_a_duration_is_the_one_that_icalendar_writes(length: timedelta) -> None:
    whole = timedelta(seconds=int(length.total_seconds()))
    assert vDuration.from_ical(duration(whole)) == whole
