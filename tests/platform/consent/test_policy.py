"""The rules of consent, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from wethaq.platform.actors import ANONYMOUS, Actor, Role
from wethaq.platform.consent import policy
from wethaq.platform.consent.canonical import canonical_text, text_sha256
from wethaq.platform.consent.errors import (
    ConditionNotAllowedError,
    ConsentRequiredError,
    GuardianRequiredError,
    NotYourConsentError,
    PurposeConflictError,
    TextOfAnotherPurposeError,
    TextSupersededError,
    UnknownPurposeError,
    WitnessRequiredError,
)
from wethaq.platform.consent.platform_purposes import OUTREACH, PLATFORM_PURPOSES, SUPPORT_PROCESSING
from wethaq.platform.consent.policy import ConsentState
from wethaq.platform.consent.purposes import (
    DATA_CLASS_NAMES,
    DataClass,
    Purpose,
    declare_purpose,
    ensure_is_free,
    get_purpose,
    is_under,
)
from wethaq.platform.consent.records import Grant, GrantMethod, GrantStatus, GuardianConsent, PolicyText
from wethaq.platform.consent.wording import RESPONSIBILITIES_NOTICE, WORDINGS
from wethaq.platform.consent.wording.wording import blocks_of

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PERSON = uuid4()
GUARDIAN = GuardianConsent(uuid4(), "father")
HERSELF = Actor(account_id=uuid4(), person_id=PERSON, roles=frozenset({Role.BENEFICIARY}))
OFFICER = Actor(account_id=uuid4(), person_id=uuid4(), roles=frozenset({Role.RELATIONS_OFFICER}))


def a_text(purpose: str = "outreach", version: int = 1) -> PolicyText:
    return PolicyText(uuid4(), purpose, version, "نص", "text", "0" * 64, NOW, None)


def a_grant(text_id: UUID | None = None, **changes: object) -> Grant:
    grant = Grant(
        id=uuid4(),
        person_id=PERSON,
        purpose="outreach",
        status=GrantStatus.GIVEN,
        text_id=text_id or uuid4(),
        text_sha256="0" * 64,
        data_classes=frozenset({DataClass.CONTACT}),
        recipients=(),
        method=GrantMethod.WEB,
        witness=None,
        guardian_person_id=None,
        capacity=None,
        given_at=NOW,
        valid_until=None,
        withdrawn_at=None,
        receipt_code="A" * 16,
        receipt="{}",
        signature="",
    )
    return replace(grant, **changes)  # type: ignore[arg-type]


def test_only_the_person_clicks_for_themselves() -> None:
    policy.ensure_may_speak_for(PERSON, actor=HERSELF, method=GrantMethod.WEB, guardian=None)
    for stranger in (OFFICER, ANONYMOUS):
        with pytest.raises(NotYourConsentError):
            policy.ensure_may_speak_for(PERSON, actor=stranger, method=GrantMethod.WEB, guardian=None)


@pytest.mark.parametrize("method", [GrantMethod.PAPER, GrantMethod.PHONE])
def test_only_staff_record_what_came_on_paper_or_by_telephone(method: GrantMethod) -> None:
    policy.ensure_may_speak_for(PERSON, actor=OFFICER, method=method, guardian=None)
    with pytest.raises(NotYourConsentError):
        policy.ensure_may_speak_for(PERSON, actor=HERSELF, method=method, guardian=None)


def test_a_guardian_clicks_for_the_child_and_the_child_cannot() -> None:
    guardian = Actor(account_id=uuid4(), person_id=GUARDIAN.person_id)
    policy.ensure_may_speak_for(PERSON, actor=guardian, method=GrantMethod.WEB, guardian=GUARDIAN)
    with pytest.raises(NotYourConsentError):
        policy.ensure_may_speak_for(PERSON, actor=HERSELF, method=GrantMethod.WEB, guardian=GUARDIAN)


def test_a_minor_needs_a_guardian_and_an_adult_has_none() -> None:
    policy.ensure_guardian(is_minor=True, guardian=GUARDIAN)
    policy.ensure_guardian(is_minor=False, guardian=None)
    with pytest.raises(GuardianRequiredError):
        policy.ensure_guardian(is_minor=True, guardian=None)
    with pytest.raises(NotYourConsentError):
        policy.ensure_guardian(is_minor=False, guardian=GUARDIAN)


@pytest.mark.parametrize("witness", [None, "", "  "])
def test_a_consent_by_telephone_needs_a_witness(witness: str | None) -> None:
    with pytest.raises(WitnessRequiredError):
        policy.ensure_witnessed(GrantMethod.PHONE, witness)
    policy.ensure_witnessed(GrantMethod.PHONE, "Salma")
    policy.ensure_witnessed(GrantMethod.PAPER, witness)


def test_only_the_text_in_force_of_the_same_purpose_can_be_agreed_to() -> None:
    old, current = a_text(), a_text(version=2)
    policy.ensure_text_is_offered(current, OUTREACH, current)
    with pytest.raises(TextSupersededError):
        policy.ensure_text_is_offered(old, OUTREACH, current)
    with pytest.raises(TextOfAnotherPurposeError):
        policy.ensure_text_is_offered(a_text("research"), OUTREACH, current)


@pytest.mark.parametrize(
    "grant",
    [
        None,
        a_grant(status=GrantStatus.WITHDRAWN),
        a_grant(status=GrantStatus.REPLACED),
        a_grant(valid_until=NOW),
        a_grant(valid_until=NOW - timedelta(days=1)),
    ],
)
def test_nothing_is_used_without_a_live_grant(grant: Grant | None) -> None:
    with pytest.raises(ConsentRequiredError):
        policy.ensure_covers(grant, data_class=None, now=NOW)


def test_an_old_grant_keeps_its_old_scope() -> None:
    grant = a_grant()
    assert policy.ensure_covers(grant, data_class=DataClass.CONTACT, now=NOW) is grant
    with pytest.raises(ConsentRequiredError):
        policy.ensure_covers(grant, data_class=DataClass.HEALTH, now=NOW)


def test_a_grant_ends_by_itself_at_the_earlier_of_its_two_ends() -> None:
    of_age = NOW + timedelta(days=30)
    assert policy.end_of_grant(OUTREACH, NOW, comes_of_age_at=None) == NOW + timedelta(days=730)
    assert policy.end_of_grant(OUTREACH, NOW, comes_of_age_at=of_age) == of_age
    assert policy.end_of_grant(SUPPORT_PROCESSING, NOW, comes_of_age_at=None) is None


def test_the_page_says_where_a_consent_stands() -> None:
    current = a_text(version=2)

    def state(grant: Grant | None, declined: object = None) -> ConsentState:
        return policy.state_of(grant, current=current, declined_text=declined, now=NOW)

    assert state(None) is ConsentState.NOT_ASKED
    assert state(None, current.id) is ConsentState.DECLINED
    assert state(a_grant(status=GrantStatus.WITHDRAWN)) is ConsentState.WITHDRAWN
    assert state(a_grant(current.id)) is ConsentState.GIVEN
    assert state(a_grant()) is ConsentState.TEXT_CHANGED
    assert state(a_grant(valid_until=NOW)) is ConsentState.EXPIRED


def test_a_dependent_is_told_again_with_growing_pauses_and_not_for_ever() -> None:
    assert policy.next_try_at(1, NOW) == NOW + timedelta(minutes=2)
    assert policy.next_try_at(11, NOW) == NOW + policy.LONGEST_RETRY
    assert policy.next_try_at(policy.MAX_ATTEMPTS, NOW) is None


@pytest.mark.parametrize("code", ["research", "photo", "outreach", "outreach.courses"])
def test_no_service_hangs_on_research_photos_or_outreach(code: str) -> None:
    bought = Purpose(code, "t", "e", frozenset(), (), "r", "w", required_for="Support request")
    with pytest.raises(ConditionNotAllowedError):
        ensure_is_free(bought)


def test_a_purpose_means_one_thing() -> None:
    declare_purpose(OUTREACH)
    declare_purpose(OUTREACH)
    with pytest.raises(PurposeConflictError):
        declare_purpose(replace(OUTREACH, title="Something else"))


def test_an_undeclared_purpose_does_not_exist() -> None:
    with pytest.raises(UnknownPurposeError):
        get_purpose("curiosity")


def test_a_prefix_reaches_whole_words_only() -> None:
    assert is_under("contact.sms", "contact")
    assert is_under("contact", "contact")
    assert not is_under("contacts", "contact")


def test_health_needs_explicit_consent() -> None:
    assert SUPPORT_PROCESSING.is_sensitive
    assert not OUTREACH.is_sensitive


def test_the_same_words_have_the_same_hash_however_they_are_stored() -> None:
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    assert canonical_text("\r\n a \r\nb  \n") == " a\nb"
    assert text_sha256("p", 1, arabic=composed, english="x\r\n") == text_sha256(
        "p", 1, arabic=decomposed, english="x"
    )
    assert text_sha256("p", 1, arabic="نعم", english="x") != text_sha256("p", 2, arabic="نعم", english="x")


def test_every_purpose_has_its_text_in_both_languages() -> None:
    texts = {wording.purpose: wording for wording in WORDINGS}
    assert set(texts) == {purpose.code for purpose in PLATFORM_PURPOSES} | {RESPONSIBILITIES_NOTICE}
    for wording in WORDINGS:
        arabic, english = (list(blocks_of(body)) for body in (wording.arabic, wording.english))
        assert [block.kind for block in arabic] == [block.kind for block in english], wording.purpose
        assert [len(block.lines) for block in arabic] == [len(block.lines) for block in english], (
            wording.purpose
        )


def test_every_class_of_data_has_a_name() -> None:
    assert set(DATA_CLASS_NAMES) == set(DataClass)
