"""Cases: goals, notes with consent, a supervisor's reasoned opening, measures, and how a case ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.client import Client
from tests.counseling.desk_people import (
    AtDesk,
    a_counselor_at_the_desk,
    a_visit,
    an_attended_visit,
    open_house,
    quarter_at,
)
from tests.counseling.people import a_family
from tests.platform.accounts.builders import a_member_of_staff, actor_for, signed_in
from wethaq.counseling import cases, handing_on, measuring, notes, supervising
from wethaq.counseling.policy.cases import AgreementMissingError, AppointmentsAheadError, Ending
from wethaq.counseling.policy.measures import Change, Moment
from wethaq.counseling.policy.notes import OPENING_LASTS
from wethaq.counseling.purposes import NOTES
from wethaq.counseling.records import Appointment
from wethaq.counseling.tables import CaseRow, MeasureRow, NoteOpeningRow, NoteRow, ReferralRow
from wethaq.platform import audit
from wethaq.platform.actors import Actor, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.errors import ConsentRequiredError
from wethaq.platform.consent.platform_purposes import PLATFORM_PURPOSES, REFERRAL_PARTNER
from wethaq.platform.errors import NotFoundError

DAY = timedelta(days=1)
SECRET = "تحدثنا عن خوفها من العودة"
REASON = "شكوى من الأسرة وصلت هذا الأسبوع"
FOUR = {"myself": "3", "home": "4", "daily_life": "5", "overall": "4"}


@dataclass(frozen=True)
class Way:
    """A family's case after its first appointment."""

    desk: AtDesk
    family: Actor
    visit: Appointment

    @property
    def case_id(self) -> UUID:
        assert self.visit.case_id is not None
        return self.visit.case_id

    @property
    def person_id(self) -> UUID:
        assert self.family.person_id is not None
        return self.family.person_id

    @property
    def path(self) -> str:
        return f"/en/desk/counseling/cases/{self.case_id}"


@pytest.fixture
async def present(database: None) -> datetime:
    consent.declare_purposes(PLATFORM_PURPOSES)
    return await open_house()


@pytest.fixture
async def way(client: Client, present: datetime) -> Way:
    desk = await a_counselor_at_the_desk(client)
    family = await a_family(now=present - 30 * DAY)
    visit = await an_attended_visit(desk, quarter_at(present) - 5 * DAY, family=family)
    found = Way(desk, family, visit)
    await desk.browser.get(found.path)
    return found


async def _agree_to_notes(way: Way, now: datetime) -> None:
    text = await consent.current_text(NOTES.code)
    await consent.grant(way.person_id, NOTES.code, text_id=text.id, actor=way.family, now=now)


async def _count(table: Any) -> int:
    count: int = await table.count()
    return count


async def test_without_consent_nothing_is_written_and_the_page_says_how_to_ask(
    way: Way, present: datetime
) -> None:
    assert "Notes need a yes" in (await way.desk.browser.get(way.path)).text
    refused = await way.desk.browser.post(f"{way.path}/notes", {"note": SECRET})
    assert refused.status_code == 409
    assert await _count(NoteRow) == 0


async def test_a_note_is_written_read_and_corrected_by_a_new_one(way: Way, present: datetime) -> None:
    await _agree_to_notes(way, present)
    browser = way.desk.browser
    await browser.post(f"{way.path}/notes", {"note": SECRET, "appointment_id": str(way.visit.id)})
    [first] = await notes.list_own_notes(
        await cases.get_own_case(way.case_id, actor=way.desk.actor), actor=way.desk.actor
    )
    assert SECRET in (await browser.get(f"{way.path}?correct={first.id}")).text
    await browser.post(f"{way.path}/notes", {"note": "الصواب غير ذلك", "replaces_id": str(first.id)})
    assert await _count(NoteRow) == 2
    again = await browser.post(f"{way.path}/notes", {"note": "ثالثة", "replaces_id": str(first.id)})
    assert again.status_code == 409
    assert "ثالثة" in again.text
    page = (await browser.get(way.path)).text
    assert page.index("الصواب غير ذلك") < page.index(SECRET)


async def test_withdrawing_the_consent_stops_writing_and_loses_no_words(way: Way, present: datetime) -> None:
    await _agree_to_notes(way, present)
    await consent.withdraw(way.person_id, NOTES.code, actor=way.family, now=present)
    with pytest.raises(ConsentRequiredError):
        await notes.write_note(way.case_id, SECRET, actor=way.desk.actor, now=present)
    refused = await way.desk.browser.post(f"{way.path}/notes", {"note": SECRET})
    assert refused.status_code == 409
    assert SECRET in refused.text


async def test_a_spoken_consent_needs_a_witness(way: Way, present: datetime) -> None:
    path = f"{way.path}/consents/counseling.notes"
    form = {"person_id": str(way.person_id), "method": "phone"}
    assert (await way.desk.browser.get(path)).status_code == 200
    missing = await way.desk.browser.post(path, form)
    assert missing.status_code == 422
    assert "colleague who heard it" in missing.text
    assert (await way.desk.browser.post(path, {**form, "witness": "سعاد الحويطي"})).status_code == 303
    assert await consent.has_consent(way.person_id, NOTES.code, now=present + DAY)


async def test_consents_of_other_purposes_and_strangers_are_not_recorded_here(
    way: Way, present: datetime
) -> None:
    stranger = await a_family(now=present)
    form = {"person_id": str(stranger.person_id), "method": "paper"}
    assert (await way.desk.browser.post(f"{way.path}/consents/counseling.notes", form)).status_code == 404
    assert (await way.desk.browser.get(f"{way.path}/consents/photo")).status_code == 404


async def test_another_counselor_finds_neither_case_nor_notes(
    way: Way, client: Client, present: datetime
) -> None:
    other = await a_counselor_at_the_desk(client)
    assert (await other.browser.get(way.path)).status_code == 404
    for step in ("goals", "notes", "measures", "closure", "referrals", "handover"):
        assert (await other.browser.post(f"{way.path}/{step}", {"note": "x"})).status_code == 404
    assert "العطوي" not in (await other.browser.get("/en/desk/counseling/cases")).text


async def test_a_manager_reads_notes_only_by_a_reason_that_both_can_see(
    way: Way, client: Client, present: datetime
) -> None:
    await _agree_to_notes(way, present)
    await notes.write_note(way.case_id, SECRET, actor=way.desk.actor, now=present)
    account = await a_member_of_staff(Role.MANAGER)
    manager = await signed_in(client, account)
    assert (await manager.get(way.path)).status_code == 403
    door = "/en/desk/counseling/supervision"
    await manager.get(door)
    short = await manager.post(door, {"number": way.visit.number or "", "reason": "فضول"})
    assert short.status_code == 422
    assert await _count(NoteOpeningRow) == 0
    opened = await manager.post(door, {"number": way.visit.number or "", "reason": REASON})
    assert SECRET in (await manager.follow(opened)).text
    assert REASON in (await way.desk.browser.get(way.path)).text
    newest = (await audit.list_openings(way.person_id))[0]
    assert (newest.what, newest.purpose) == (supervising.WHAT, supervising.PURPOSE)


async def test_an_opening_ends_and_belongs_to_who_made_it(way: Way, present: datetime) -> None:
    manager = await actor_for(await a_member_of_staff(Role.MANAGER))
    other = await actor_for(await a_member_of_staff(Role.MANAGER))
    opening = await supervising.open_notes(way.visit.number or "", REASON, actor=manager, now=present)
    await supervising.read_opened_notes(opening, actor=manager, now=present)
    for reader, moment in ((other, present), (manager, present + OPENING_LASTS)):
        with pytest.raises(NotFoundError):
            await supervising.read_opened_notes(opening, actor=reader, now=moment)


async def test_an_unknown_number_opens_nothing(client: Client, present: datetime) -> None:
    manager = await signed_in(client, await a_member_of_staff(Role.MANAGER))
    door = "/en/desk/counseling/supervision"
    await manager.get(door)
    page = await manager.post(door, {"number": "C-1448-99999", "reason": REASON})
    assert page.status_code == 422
    assert REASON in page.text


async def test_the_rows_hold_no_plain_word(way: Way, present: datetime) -> None:
    await _agree_to_notes(way, present)
    browser = way.desk.browser
    case = await cases.get_own_case(way.case_id, actor=way.desk.actor)
    await browser.post(f"{way.path}/goals", {"goals": "أن ننام بسلام", "version": str(case.version)})
    await browser.post(f"{way.path}/notes", {"note": SECRET})
    await browser.post(f"{way.path}/measures", {"moment": "before", **FOUR})
    dump = ""
    for table in (CaseRow, NoteRow, MeasureRow):
        dump += str(await table.select())
    assert "ننام" not in dump
    assert SECRET not in dump
    assert "daily_life" not in dump
    assert "أن ننام بسلام" in (await browser.get(way.path)).text


async def test_goals_that_were_changed_elsewhere_are_not_overwritten_and_not_lost(way: Way) -> None:
    case = await cases.get_own_case(way.case_id, actor=way.desk.actor)
    await way.desk.browser.post(f"{way.path}/goals", {"goals": "الأول", "version": str(case.version)})
    late = await way.desk.browser.post(f"{way.path}/goals", {"goals": "الثاني", "version": str(case.version)})
    assert late.status_code == 409
    assert "الثاني" in late.text


async def test_measures_before_and_after_are_compared(way: Way, present: datetime) -> None:
    browser = way.desk.browser
    wrong = await browser.post(f"{way.path}/measures", {"moment": "before", **FOUR, "home": "11"})
    assert wrong.status_code == 422
    assert (await browser.post(f"{way.path}/measures", {"moment": "before", **FOUR})).status_code == 303
    assert (await browser.post(f"{way.path}/measures", {"moment": "before", **FOUR})).status_code == 409
    after = {key: str(int(value) + 2) for key, value in FOUR.items()}
    await browser.post(f"{way.path}/measures", {"moment": "after", **after})
    case = await cases.get_own_case(way.case_id, actor=way.desk.actor)
    comparison = (await measuring.progress_of(case)).comparison
    assert comparison is not None
    assert (comparison.before, comparison.after, comparison.change) == (16, 24, Change.BETTER)
    assert "for the better" in (await browser.get(way.path)).text
    assert {each.value for each in Moment} == {"before", "after"}


async def test_a_case_is_closed_with_a_reason_and_opened_again_by_an_appointment(
    way: Way, present: datetime
) -> None:
    browser = way.desk.browser
    nothing = await browser.post(f"{way.path}/closure", {"ending": "other"})
    assert nothing.status_code == 422
    assert (await browser.post(f"{way.path}/closure", {"ending": "goals_reached"})).status_code == 303
    assert "closed" in (await browser.get(way.path)).text
    again = await a_visit(way.desk, quarter_at(present) + 2 * DAY, family=way.family)
    assert again.case_id == way.case_id
    assert (await cases.get_own_case(way.case_id, actor=way.desk.actor)).ending is None
    with pytest.raises(AppointmentsAheadError):
        await cases.close_case(way.case_id, Ending.GOALS_REACHED, "", actor=way.desk.actor, now=present)


async def test_a_partner_is_named_only_with_consent(way: Way, present: datetime) -> None:
    form = {"partner": "مركز التنمية الأسرية", "referral_reason": "علاج نفسي"}
    refused = await way.desk.browser.post(f"{way.path}/referrals", form)
    assert refused.status_code == 409
    text = await consent.current_text(REFERRAL_PARTNER.code)
    await consent.grant(way.person_id, REFERRAL_PARTNER.code, text_id=text.id, actor=way.family, now=present)
    assert (await way.desk.browser.post(f"{way.path}/referrals", form)).status_code == 303
    row = await ReferralRow.select().first()
    grant = await consent.find_current_grant(way.person_id, REFERRAL_PARTNER.code)
    assert row is not None
    assert grant is not None
    assert row["grant_id"] == grant.id
    assert (await cases.get_own_case(way.case_id, actor=way.desk.actor)).ending is Ending.REFERRED


async def test_a_colleague_gets_a_case_of_their_own_without_the_notes(
    way: Way, client: Client, present: datetime
) -> None:
    await _agree_to_notes(way, present)
    await notes.write_note(way.case_id, SECRET, actor=way.desk.actor, now=present)
    colleague = await a_counselor_at_the_desk(client)
    with pytest.raises(AgreementMissingError):
        await handing_on.hand_to_colleague(
            way.case_id, colleague.counselor_id, "x", is_agreed=False, actor=way.desk.actor, now=present
        )
    form = {"colleague": str(colleague.counselor_id), "handover_reason": "تحتاج إلى مساءات", "agreed": "yes"}
    assert (await way.desk.browser.post(f"{way.path}/handover", form)).status_code == 303
    [new] = await cases.list_own_cases(colleague.counselor_id)
    page = (await colleague.browser.get(f"/en/desk/counseling/cases/{new.id}")).text
    assert "تحتاج إلى مساءات" in page
    assert SECRET not in page
