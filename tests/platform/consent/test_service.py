"""Consent with real rows: given, required, withdrawn, replaced and proved."""

import asyncio
import json
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from tests.fixtures import NOW
from tests.platform.consent.builders import OFFICER, a_newer_text, actor_of, an_adult, published_texts
from tests.platform.people.builders import a_child, a_person, a_verified_guardian_of
from wethaq.platform.actors import SYSTEM
from wethaq.platform.audit.tables import AuditEvent
from wethaq.platform.consent import service as consent
from wethaq.platform.consent import withdrawal
from wethaq.platform.consent.errors import (
    ConsentNotFoundError,
    ConsentRequiredError,
    GuardianRequiredError,
    NothingToWithdrawError,
    NotYourConsentError,
    TextAlreadyPublishedError,
    TextAlteredError,
    TextSupersededError,
    UnknownPurposeError,
)
from wethaq.platform.consent.overview import find_consent
from wethaq.platform.consent.platform_purposes import PLATFORM_PURPOSES
from wethaq.platform.consent.policy import ConsentState
from wethaq.platform.consent.receipts import is_genuine
from wethaq.platform.consent.records import DependentStatus, EventKind, GrantMethod, GuardianConsent
from wethaq.platform.consent.tables import GrantRow, PolicyTextRow
from wethaq.platform.consent.withdrawal import list_dependents, register_withdrawal_hook

pytestmark = pytest.mark.usefixtures("database")
PURPOSE = "contact.sms"


async def test_nothing_is_used_before_consent_and_everything_after() -> None:
    person, actor = await an_adult()
    with pytest.raises(ConsentRequiredError):
        await consent.require(person.id, PURPOSE, now=NOW)
    text = await consent.current_text(PURPOSE)
    grant_id = await consent.grant(person.id, PURPOSE, text_id=text.id, actor=actor, now=NOW)
    assert (await consent.require(person.id, PURPOSE, now=NOW)).id == grant_id


async def test_an_undeclared_purpose_opens_nothing() -> None:
    person, _ = await an_adult()
    with pytest.raises(UnknownPurposeError):
        await consent.require(person.id, "curiosity", now=NOW)


async def test_a_double_click_gives_one_consent() -> None:
    person, actor = await an_adult()
    text = await consent.current_text(PURPOSE)
    ids = await asyncio.gather(
        *(consent.grant(person.id, PURPOSE, text_id=text.id, actor=actor, now=NOW) for _ in range(8))
    )
    assert len(set(ids)) == 1
    assert await GrantRow.count().where(GrantRow.person_id == person.id) == 1


async def test_a_withdrawal_stops_use_at_once_and_can_be_undone_by_consenting_anew() -> None:
    person, actor = await an_adult()
    text = await consent.current_text(PURPOSE)
    await consent.grant(person.id, PURPOSE, text_id=text.id, actor=actor, now=NOW)
    await consent.withdraw(person.id, PURPOSE, actor=actor, now=NOW)
    with pytest.raises(ConsentRequiredError):
        await consent.require(person.id, PURPOSE, now=NOW)
    with pytest.raises(NothingToWithdrawError):
        await consent.withdraw(person.id, PURPOSE, actor=actor, now=NOW)
    await consent.grant(person.id, PURPOSE, text_id=text.id, actor=actor, now=NOW)
    await consent.require(person.id, PURPOSE, now=NOW)
    kinds = [event.kind for event in await consent.list_events(person.id, PURPOSE)]
    assert sorted(kinds) == sorted([EventKind.GIVEN, EventKind.WITHDRAWN, EventKind.GIVEN])


async def test_nobody_consents_or_withdraws_for_another_adult() -> None:
    person, actor = await an_adult()
    _, stranger = await an_adult()
    text = await consent.current_text(PURPOSE)
    with pytest.raises(NotYourConsentError):
        await consent.grant(person.id, PURPOSE, text_id=text.id, actor=stranger, now=NOW)
    grant_id = await consent.grant(person.id, PURPOSE, text_id=text.id, actor=actor, now=NOW)
    with pytest.raises(NotYourConsentError):
        await consent.withdraw(person.id, PURPOSE, actor=stranger, now=NOW)
    with pytest.raises(ConsentNotFoundError):
        await consent.get_own_grant(grant_id, stranger.person_id or person.id)


async def test_an_officer_records_a_consent_on_the_telephone_and_its_withdrawal() -> None:
    person, _ = await an_adult()
    text = await consent.current_text(PURPOSE)
    grant_id = await consent.grant(
        person.id,
        PURPOSE,
        text_id=text.id,
        method=GrantMethod.PHONE,
        witness="سلمى الحربي",
        actor=OFFICER,
        now=NOW,
    )
    grant = await consent.get_own_grant(grant_id, person.id)
    assert grant.witness == "سلمى الحربي"
    row = await GrantRow.select(GrantRow.witness).where(GrantRow.id == grant_id).first()
    assert row is not None
    assert "سلمى" not in row["witness"]
    await consent.withdraw(person.id, PURPOSE, method=GrantMethod.PHONE, actor=OFFICER, now=NOW)
    assert not await consent.has_consent(person.id, PURPOSE, now=NOW)


async def test_a_newer_text_is_asked_at_the_next_visit_and_the_old_grant_stands_meanwhile() -> None:
    person, actor = await an_adult()
    old = await consent.current_text(PURPOSE)
    await consent.grant(person.id, PURPOSE, text_id=old.id, actor=actor, now=NOW)
    new = await a_newer_text(PURPOSE)
    assert (await find_consent(person.id, PURPOSE, now=NOW)).state is ConsentState.TEXT_CHANGED
    assert (await consent.require(person.id, PURPOSE, now=NOW)).text_id == old.id
    with pytest.raises(TextSupersededError):
        await consent.grant(person.id, PURPOSE, text_id=old.id, actor=actor, now=NOW)
    await consent.grant(person.id, PURPOSE, text_id=new.id, actor=actor, now=NOW)
    assert (await consent.require(person.id, PURPOSE, now=NOW)).text_id == new.id
    assert (await find_consent(person.id, PURPOSE, now=NOW)).state is ConsentState.GIVEN


async def test_a_published_text_never_changes() -> None:
    await published_texts()
    text = await consent.current_text(PURPOSE)
    same = await consent.publish_text(
        PURPOSE, 1, arabic=text.arabic + "\r\n", english=text.english, actor=SYSTEM, now=NOW
    )
    assert same.id == text.id
    for version in (1, 3):
        with pytest.raises(TextAlreadyPublishedError):
            await consent.publish_text(
                PURPOSE, version, arabic="غيره", english="other", actor=SYSTEM, now=NOW
            )


async def test_servers_that_start_in_the_same_moment_publish_a_text_once() -> None:
    consent.declare_purposes(PLATFORM_PURPOSES)
    await asyncio.gather(
        *(consent.publish_wordings(consent.WORDINGS, actor=SYSTEM, now=NOW) for _ in range(8))
    )
    assert await PolicyTextRow.count() == len(consent.WORDINGS)
    assert await AuditEvent.count().where(AuditEvent.event == "consent.text_published") == len(
        consent.WORDINGS
    )


async def test_a_text_that_was_changed_behind_our_back_is_not_served() -> None:
    await published_texts()
    text = await consent.current_text(PURPOSE)
    await PolicyTextRow.update({PolicyTextRow.english: "You agree to everything."}).where(
        PolicyTextRow.id == text.id
    )
    with pytest.raises(TextAlteredError):
        await consent.current_text(PURPOSE)


async def test_a_refusal_is_remembered_until_the_text_changes() -> None:
    person, actor = await an_adult()
    text = await consent.current_text("research")
    await consent.decline(person.id, "research", text_id=text.id, actor=actor, now=NOW)
    assert (await find_consent(person.id, "research", now=NOW)).state is ConsentState.DECLINED
    await a_newer_text("research")
    assert (await find_consent(person.id, "research", now=NOW)).state is ConsentState.NOT_ASKED


async def test_a_consent_ends_by_itself() -> None:
    person, actor = await an_adult()
    text = await consent.current_text("outreach")
    await consent.grant(person.id, "outreach", text_id=text.id, actor=actor, now=NOW)
    after_two_years = NOW + timedelta(days=730)
    with pytest.raises(ConsentRequiredError):
        await consent.require(person.id, "outreach", now=after_two_years)
    assert (await find_consent(person.id, "outreach", now=after_two_years)).asks_again


async def test_a_childs_consent_is_the_guardians_and_ends_at_majority() -> None:
    await published_texts()
    child = await a_child(birth_date=date(2015, 3, 1))
    guardian = await a_verified_guardian_of(child)
    text = await consent.current_text("photo")
    with pytest.raises(GuardianRequiredError):
        await consent.grant(child.id, "photo", text_id=text.id, actor=actor_of(child), now=NOW)
    grant_id = await consent.grant(
        child.id,
        "photo",
        text_id=text.id,
        guardian=GuardianConsent(guardian.id, "mother"),
        actor=actor_of(guardian),
        now=NOW,
    )
    grant = await consent.get_own_grant(grant_id, child.id)
    assert grant.capacity == "mother"
    assert grant.valid_until is not None
    assert grant.valid_until.isoformat() == "2033-02-28T21:00:00+00:00"
    await consent.withdraw(child.id, "photo", actor=actor_of(guardian), now=NOW)


async def test_an_unverified_guardian_does_not_speak_for_a_child() -> None:
    await published_texts()
    child, neighbour = await a_child(), await a_person()
    text = await consent.current_text("photo")
    with pytest.raises(GuardianRequiredError):
        await consent.grant(
            child.id,
            "photo",
            text_id=text.id,
            guardian=GuardianConsent(neighbour.id, "mother"),
            actor=actor_of(neighbour),
            now=NOW,
        )


async def test_a_receipt_is_signed_and_names_nobody() -> None:
    person, actor = await an_adult()
    text = await consent.current_text(PURPOSE)
    grant_id = await consent.grant(person.id, PURPOSE, text_id=text.id, actor=actor, now=NOW)
    grant = await consent.get_own_grant(grant_id, person.id)
    assert is_genuine(grant.receipt, grant.signature)
    assert not is_genuine(grant.receipt.replace("contact.sms", "research"), grant.signature)
    assert (await consent.find_grant_by_code(grant.receipt_code)) == grant
    record = json.loads(grant.receipt)
    assert record["schema_version"] == "ISO/IEC TS 27560:2023"
    assert record["privacy_notice"]["sha256"] == text.sha256
    assert record["events"][0]["event_state"] == "consent_given"
    for part in person.name_parts:
        assert part not in grant.receipt


async def test_the_notice_that_was_read_is_proved_by_version() -> None:
    person, actor = await an_adult()
    text = await consent.current_text(consent.RESPONSIBILITIES_NOTICE)
    await consent.serve_notice(person.id, text.id, language="ar", actor=actor, now=NOW)
    assert not await consent.has_acknowledged(person.id, text.id)
    await consent.acknowledge_notice(person.id, text.id, language="ar", actor=actor, now=NOW)
    assert await consent.has_acknowledged(person.id, text.id)
    assert not await consent.has_acknowledged(person.id, (await a_newer_text(text.purpose)).id)


@pytest.fixture
def dependents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start with no registered dependents."""
    monkeypatch.setattr(withdrawal, "_registrations", {})


@pytest.mark.usefixtures("dependents")
async def test_every_dependent_is_told_and_a_failed_one_again_until_it_is_done() -> None:
    told: list[str] = []

    async def outbox(person_id: UUID, purpose: str, *, now: datetime) -> None:
        told.append(purpose)

    async def partner(person_id: UUID, purpose: str, *, now: datetime) -> None:
        if now < NOW + timedelta(minutes=5):
            raise ConnectionError
        told.append(f"partner:{purpose}")

    async def unconcerned(person_id: UUID, purpose: str, *, now: datetime) -> None:
        raise AssertionError

    register_withdrawal_hook("contact", outbox, name="outbox")
    register_withdrawal_hook("", partner, name="partner")
    register_withdrawal_hook("intake.", unconcerned, name="unconcerned")
    person, actor = await an_adult()
    text = await consent.current_text(PURPOSE)
    await consent.grant(person.id, PURPOSE, text_id=text.id, actor=actor, now=NOW)
    await consent.withdraw(person.id, PURPOSE, actor=actor, now=NOW)
    states = {each.name: each.status for each in await list_dependents(person.id, PURPOSE)}
    assert states == {"outbox": DependentStatus.DONE, "partner": DependentStatus.FAILED}
    assert not await consent.has_consent(person.id, PURPOSE, now=NOW)
    assert await consent.retry_withdrawals(NOW) == 0
    assert await consent.retry_withdrawals(NOW + timedelta(minutes=6)) == 1
    assert told == [PURPOSE, f"partner:{PURPOSE}"]
    assert await consent.retry_withdrawals(NOW + timedelta(hours=8)) == 0
