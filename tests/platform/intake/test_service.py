"""The journey H1-H7 in the database."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.platform.intake.builders import (
    NOW,
    VALID,
    a_closed_request,
    a_decided_request,
    a_declared_request,
    a_draft,
    a_filled_draft,
    a_forwarded_request,
    a_submitted_request,
    agree,
    an_applicant,
    an_officer,
    open_intake,
    settle,
    sign,
    staff,
)
from wethaq.platform.actors import Actor, Role
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.errors import ConsentRequiredError
from wethaq.platform.errors import InvalidInputError, NotFoundError
from wethaq.platform.intake import (
    answering,
    appealing,
    conversing,
    deciding,
    queueing,
    referring,
    serving,
    starting,
    submission,
    terms,
    tracking,
    verifying,
)
from wethaq.platform.intake.checklist import list_items
from wethaq.platform.intake.evidence import add_document
from wethaq.platform.intake.loading import (
    get_own_request,
    get_request,
    get_visible_request,
    list_own_requests,
)
from wethaq.platform.intake.numbering import find_beneficiary_number
from wethaq.platform.intake.policy.access import NotTheirPartError
from wethaq.platform.intake.policy.checklist import (
    ChecklistOpenError,
    CopyForbiddenError,
    DocumentExpiredError,
    ItemState,
)
from wethaq.platform.intake.policy.deadlines import (
    AppealedBeforeError,
    AppealTooLateError,
    EarlyReply,
    ReplyTooEarlyError,
    ServiceLevel,
)
from wethaq.platform.intake.policy.declaration import SignatureMethod, SignatureMissingError
from wethaq.platform.intake.policy.journey import IncompleteRequestError
from wethaq.platform.intake.policy.statuses import (
    AnswersAreSettledError,
    Outcome,
    RequestStatus,
    StepNotPossibleError,
)
from wethaq.platform.intake.queueing import QueueFilter
from wethaq.platform.intake.standing import current_hash, last_signature
from wethaq.platform.intake.starting import (
    NotEligibleError,
    RequestOpenAlreadyError,
    ResponsibilitiesUnreadError,
)
from wethaq.platform.intake.tables import Answer, EligibilityRecord, Request
from wethaq.platform.intake.timeline import list_events

S = RequestStatus
pytestmark = pytest.mark.usefixtures("intake")


@pytest.fixture
async def intake(database: None) -> None:
    await open_intake()


@pytest.fixture
async def applicant(intake: None) -> Actor:
    return await an_applicant()


async def test_the_whole_way_from_draft_to_closed(applicant: Actor) -> None:
    request = await a_closed_request(applicant, an_officer())
    assert request.status is S.CLOSED
    assert request.number == "W-1448-00001"
    assert applicant.person_id is not None
    assert await find_beneficiary_number(applicant.person_id) == "B-1448-00001"
    kinds = [event.kind for event in await list_events(request.id, public_only=False)]
    for kind in (
        "submitted",
        "signed_on_screen",
        "declared",
        "forwarded",
        "accepted",
        "registered",
        "delivered",
    ):
        assert kind in kinds


async def test_the_form_opens_only_after_responsibilities_and_consent(applicant: Actor) -> None:
    with pytest.raises(ResponsibilitiesUnreadError):
        await starting.start_request("support", actor=applicant, now=NOW)
    assert applicant.person_id is not None
    await starting.acknowledge_responsibilities(applicant.person_id, actor=applicant, now=NOW)
    with pytest.raises(ConsentRequiredError):
        await starting.start_request("support", actor=applicant, now=NOW)


async def test_somebody_from_another_region_is_refused_with_a_stored_reason(intake: None) -> None:
    stranger = await an_applicant(governorate="riyadh")
    await agree(stranger)
    with pytest.raises(NotEligibleError):
        await starting.start_request("support", actor=stranger, now=NOW)
    assert stranger.person_id is not None
    outcomes = await starting.judge_applicant(stranger.person_id, "support", now=NOW)
    assert [o.rule.code for o in outcomes if o.result == "not_met"] == ["scope.tabuk_region"]
    stored = await EligibilityRecord.select().where(EligibilityRecord.person_id == stranger.person_id)
    assert {(row["rule"], row["rule_version"], row["result"]) for row in stored} == {
        ("scope.tabuk_region", 1, "not_met"),
        ("applicant.adult", 2, "met"),
    }


async def test_two_starts_end_in_one_draft_and_a_submitted_one_bars_another(applicant: Actor) -> None:
    first = await a_draft(applicant)
    assert (await a_draft(applicant)).id == first.id
    await a_submitted_request(applicant)
    with pytest.raises(RequestOpenAlreadyError):
        await starting.start_request("support", actor=applicant, now=NOW)


async def test_answers_are_sealed_and_kept_in_revisions(applicant: Actor) -> None:
    request = await a_draft(applicant)
    for words in ("سر أول", "سر ثان", "سر ثان"):
        await answering.save_answer(request.id, "situation", [words], actor=applicant, now=NOW)
    rows = await Answer.select().where(Answer.request_id == request.id)
    assert len(rows) == 2
    assert "سر" not in str(rows)
    assert (await answering.list_answers(request.id))["situation"] == "سر ثان"


async def test_a_wrong_answer_comes_back_with_its_words(applicant: Actor) -> None:
    request = await a_draft(applicant)
    with pytest.raises(InvalidInputError) as refusal:
        await answering.save_answer(request.id, "household_size", ["خمسة"], actor=applicant, now=NOW)
    assert set(refusal.value.errors) == {"household_size"}
    assert refusal.value.values == {"household_size": "خمسة"}


async def test_another_person_cannot_tell_that_the_request_exists(applicant: Actor) -> None:
    request = await a_submitted_request(applicant)
    other = await an_applicant()
    for load in (
        get_own_request(request.id, actor=other),
        get_own_request(uuid4(), actor=other),
        get_visible_request(request.id, actor=staff(Role.ADMINISTRATOR)),
        get_visible_request(request.id, actor=staff(Role.COMMITTEE_MEMBER)),
        get_visible_request(request.id, actor=staff(Role.SOCIAL_RESEARCH_OFFICER)),
        get_visible_request(request.id, actor=staff(Role.VOLUNTEER)),
    ):
        with pytest.raises(NotFoundError):
            await load


async def test_a_request_with_gaps_is_not_submitted(applicant: Actor) -> None:
    request = await a_draft(applicant)
    with pytest.raises(IncompleteRequestError):
        await sign(request.id, applicant)
    assert (await get_request(request.id)).number is None


async def test_submitting_twice_gives_one_number_and_one_signature(applicant: Actor) -> None:
    request = await a_filled_draft(applicant)
    seen = await current_hash(request)
    first = await sign(request.id, applicant)
    again = await submission.sign_and_submit(
        request.id, signed_name="نورة سالم", seen_hash=seen, actor=applicant, now=NOW
    )
    assert again.number == first.number
    signatures = [e for e in await list_events(request.id, public_only=False) if e.kind == "signed_on_screen"]
    assert len(signatures) == 1


async def test_signing_something_that_changed_in_another_tab_is_refused(applicant: Actor) -> None:
    request = await a_filled_draft(applicant)
    seen = await current_hash(request)
    await answering.save_answer(request.id, "household_size", ["6"], actor=applicant, now=NOW)
    with pytest.raises(submission.ContentChangedError):
        await submission.sign_and_submit(
            request.id, signed_name="نورة سالم", seen_hash=seen, actor=applicant, now=NOW
        )


async def test_both_dates_stand_from_the_first_day_on(applicant: Actor) -> None:
    request = await a_submitted_request(applicant)
    assert request.earliest_reply_at == NOW + timedelta(days=14)
    assert request.latest_reply_on is not None
    assert request.latest_reply_on > date(2026, 12, 6)


async def test_an_expired_document_is_not_ticked(applicant: Actor) -> None:
    officer = an_officer()
    request = await a_submitted_request(applicant)
    await verifying.take_up(request.id, actor=officer, now=NOW)
    with pytest.raises(DocumentExpiredError):
        await verifying.match_item(
            request.id, "identity", expires_on=date(2026, 11, 21), actor=officer, now=NOW
        )
    await verifying.mark_expired(
        request.id, "identity", expires_on=date(2026, 11, 21), actor=officer, now=NOW
    )
    [identity] = [r for r in await list_items(request) if r.item.code == "identity"]
    assert identity.standing.state is ItemState.EXPIRED
    with pytest.raises(ChecklistOpenError):
        await verifying.complete_verification(request.id, actor=officer, now=NOW)


async def test_who_saw_the_identity_card_is_kept_and_its_copy_is_refused(applicant: Actor) -> None:
    officer = an_officer()
    request = await a_filled_draft(applicant)
    with pytest.raises(CopyForbiddenError):
        await add_document(request.id, "identity", b"%PDF-", "id.pdf", actor=applicant, now=NOW)
    request = await sign(request.id, applicant)
    await verifying.take_up(request.id, actor=officer, now=NOW)
    await verifying.match_item(request.id, "identity", expires_on=VALID, actor=officer, now=NOW)
    [identity] = [r for r in await list_items(request) if r.item.code == "identity"]
    assert identity.standing.state is ItemState.SEEN
    assert (identity.changed_by, identity.changed_at) == (officer.account_id, NOW)


async def test_a_correction_by_the_officer_asks_for_a_new_signature(applicant: Actor) -> None:
    officer = an_officer()
    request = await a_submitted_request(applicant)
    await verifying.take_up(request.id, actor=officer, now=NOW)
    await answering.correct_answer(
        request.id, "household_size", ["6"], reason="سجل الأسرة", actor=officer, now=NOW
    )
    await settle(request.id, officer)
    with pytest.raises(SignatureMissingError):
        await verifying.complete_verification(request.id, actor=officer, now=NOW)
    await submission.record_declaration(
        request.id,
        method=SignatureMethod.PAPER,
        signed_name="نورة سالم البلوي",
        witness_id=None,
        document_id=None,
        actor=officer,
        now=NOW + timedelta(minutes=1),
    )
    declared = await verifying.complete_verification(request.id, actor=officer, now=NOW)
    assert declared.status is S.DECLARED


async def test_what_is_declared_can_not_be_changed(applicant: Actor) -> None:
    officer = an_officer()
    request = await a_declared_request(applicant, officer)
    with pytest.raises(AnswersAreSettledError):
        await answering.save_answer(request.id, "household_size", ["7"], actor=applicant, now=NOW)
    with pytest.raises(AnswersAreSettledError):
        await answering.correct_answer(
            request.id, "household_size", ["7"], reason="x", actor=officer, now=NOW
        )


async def test_a_returned_request_pauses_the_clock_and_is_signed_anew(applicant: Actor) -> None:
    officer = an_officer()
    request = await a_submitted_request(applicant)
    await verifying.take_up(request.id, actor=officer, now=NOW)
    returned = await verifying.return_request(request.id, "نحتاج إلى عقد الإيجار", actor=officer, now=NOW)
    assert returned.status is S.RETURNED
    assert returned.due_on is None
    later = NOW + timedelta(days=10)
    await answering.save_answer(request.id, "household_size", ["6"], actor=applicant, now=later)
    resumed = await sign(request.id, applicant, now=later)
    assert resumed.status is S.IN_VERIFICATION
    assert resumed.number == request.number
    assert resumed.earliest_reply_at == request.earliest_reply_at
    assert resumed.latest_reply_on is not None
    assert request.latest_reply_on is not None
    assert resumed.latest_reply_on > request.latest_reply_on


async def test_a_referral_holds_the_request_until_it_is_answered(applicant: Actor) -> None:
    officer, researcher = an_officer(), staff(Role.SOCIAL_RESEARCH_OFFICER)
    request = await a_submitted_request(applicant)
    await verifying.take_up(request.id, actor=officer, now=NOW)
    await referring.refer_request(request.id, "هل يشمل الدعم الأسرة الحاضنة؟", actor=officer, now=NOW)
    [referral] = await referring.list_open_referrals(actor=researcher)
    assert (await get_visible_request(request.id, actor=researcher)).status is S.REFERRED
    with pytest.raises(StepNotPossibleError):
        await verifying.return_request(request.id, "س", actor=officer, now=NOW)
    await referring.answer_referral(referral.id, "نعم، بقرار الحضانة", actor=researcher, now=NOW)
    assert (await get_request(request.id)).status is S.IN_VERIFICATION
    with pytest.raises(NotFoundError):
        await get_visible_request(request.id, actor=researcher)


async def test_a_decision_waits_for_its_date_unless_two_people_find_it_urgent(applicant: Actor) -> None:
    request = await a_forwarded_request(applicant, an_officer())
    chair, second = staff(Role.COMMITTEE_CHAIR), staff(Role.MANAGER)
    early = NOW + timedelta(days=13)
    with pytest.raises(ReplyTooEarlyError):
        await deciding.record_decision(
            request.id, Outcome.ACCEPTED, [], actor=chair, now=early, decision_id=uuid4()
        )
    assert chair.account_id is not None
    assert second.account_id is not None
    decided = await deciding.record_decision(
        request.id,
        Outcome.ACCEPTED,
        ["إخلاء"],
        actor=chair,
        now=early,
        decision_id=uuid4(),
        early_reply=EarlyReply("إخلاء خلال يومين", chair.account_id, second.account_id),
    )
    assert decided.status is S.ACCEPTED


async def test_recording_one_decision_twice_changes_nothing(applicant: Actor) -> None:
    decided = await a_decided_request(applicant, an_officer(), Outcome.REFUSED)
    assert decided.request.decision_id is not None
    again = await deciding.record_decision(
        decided.request.id,
        Outcome.REFUSED,
        [],
        actor=staff(Role.COMMITTEE_CHAIR),
        now=decided.at,
        decision_id=decided.request.decision_id,
    )
    assert again.status is S.REFUSED


async def test_a_refusal_is_appealed_once_and_in_time(applicant: Actor) -> None:
    decided = await a_decided_request(applicant, an_officer(), Outcome.REFUSED)
    request, at = decided.request, decided.at
    with pytest.raises(AppealTooLateError):
        await appealing.lodge_appeal(request.id, "أعترض", actor=applicant, now=at + timedelta(days=32))
    appealed = await appealing.lodge_appeal(request.id, "تغيّر دخلنا", actor=applicant, now=at)
    assert appealed.status is S.APPEALED
    assert appealed.due_on is not None
    with pytest.raises(AppealedBeforeError):
        await appealing.lodge_appeal(request.id, "أعترض", actor=applicant, now=at)
    chair = staff(Role.COMMITTEE_CHAIR)
    await deciding.begin_appeal_hearing(request.id, actor=chair, now=at)
    final = await deciding.record_decision(
        request.id, Outcome.REFUSED, [], actor=chair, now=at, decision_id=uuid4()
    )
    assert final.status is S.REFUSED_FINALLY


async def test_withdrawing_a_draft_leaves_no_answer_behind(applicant: Actor) -> None:
    request = await a_filled_draft(applicant)
    assert (await appealing.withdraw_request(request.id, actor=applicant, now=NOW)).status is S.WITHDRAWN
    assert await answering.list_answers(request.id) == {}


async def test_taking_the_consent_back_stops_the_request(applicant: Actor) -> None:
    consent.register_withdrawal_hook("intake.", appealing.end_requests_without_consent)
    request = await a_submitted_request(applicant)
    assert applicant.person_id is not None
    await consent.withdraw(applicant.person_id, "intake.support.processing", actor=applicant, now=NOW)
    assert (await get_request(request.id)).status is S.WITHDRAWN


async def test_the_time_to_the_first_answer_is_kept(applicant: Actor) -> None:
    officer = an_officer()
    request = await a_submitted_request(applicant)
    await conversing.ask_officer(request.id, "متى أراجعكم؟", actor=applicant, now=NOW)
    await conversing.answer_applicant(request.id, "الأحد صباحًا", actor=officer, now=NOW + timedelta(hours=2))
    await conversing.answer_applicant(request.id, "ومعك الأصل", actor=officer, now=NOW + timedelta(hours=3))
    request = await get_request(request.id)
    assert request.first_asked_at == NOW
    assert request.first_answered_at == NOW + timedelta(hours=2)
    assert [m.body for m in await conversing.list_messages(request)] == [
        "متى أراجعكم؟",
        "الأحد صباحًا",
        "ومعك الأصل",
    ]


async def test_the_queue_shows_ten_and_counts_what_is_late() -> None:
    officer = an_officer()
    for _ in range(12):
        await a_submitted_request(await an_applicant())
    queue = await queueing.list_queue(QueueFilter(), 2, actor=officer, now=NOW)
    assert (len(queue.rows), queue.pages, queue.total, queue.unread, queue.late) == (2, 2, 12, 12, 0)
    late = await queueing.list_queue(
        QueueFilter(level=ServiceLevel.LATE), 1, actor=officer, now=NOW + timedelta(days=9)
    )
    assert (late.total, late.late) == (12, 12)
    assert {row.level for row in late.rows} == {ServiceLevel.LATE}


async def test_a_volunteer_has_no_queue(applicant: Actor) -> None:
    await a_submitted_request(applicant)
    for role in (Role.VOLUNTEER, Role.ADMINISTRATOR):
        with pytest.raises(NotTheirPartError):
            await queueing.list_queue(QueueFilter(), 1, actor=staff(role), now=NOW)


async def test_a_manager_changes_the_figures_for_later_requests_only(applicant: Actor) -> None:
    before = await a_submitted_request(applicant)
    manager = staff(Role.MANAGER)
    version = await terms.change_service_terms(
        "support",
        numbers={"reply_not_before_days": 20},
        required_items=None,
        reason="قرار المجلس 12",
        actor=manager,
        now=NOW,
    )
    after = await a_submitted_request(await an_applicant())
    assert (before.terms_version, after.terms_version) == (1, version)
    assert after.earliest_reply_at == NOW + timedelta(days=20)
    assert (await get_request(before.id)).earliest_reply_at == NOW + timedelta(days=14)
    with pytest.raises(NotTheirPartError):
        await terms.change_service_terms(
            "support", numbers={}, required_items=None, reason="x", actor=an_officer(), now=NOW
        )


async def test_a_request_is_tracked_by_number_and_code(
    applicant: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = await a_submitted_request(applicant)
    assert request.number is not None
    sent: dict[str, object] = {}

    async def keep(_person: object, _kind: str, context: dict[str, object], *, now: object) -> None:
        sent.update(context)

    monkeypatch.setattr(tracking, "notify", keep)
    await tracking.send_tracking_code(request.number.lower(), now=NOW)
    outline = await tracking.track_request(request.number, str(sent["code"]), now=NOW)
    assert (outline.number, outline.status) == (request.number, S.SUBMITTED)
    with pytest.raises(tracking.TrackingCodeWrongError):
        await tracking.track_request(request.number, str(sent["code"]), now=NOW)
    with pytest.raises(tracking.TrackingCodeWrongError):
        await tracking.track_request("W-1448-99999", "000000", now=NOW)


async def test_a_member_of_staff_does_not_handle_their_own_request(applicant: Actor) -> None:
    request = await a_submitted_request(applicant)
    both = Actor(account_id=uuid4(), person_id=applicant.person_id, roles=frozenset({Role.RELATIONS_OFFICER}))
    with pytest.raises(NotFoundError):
        await verifying.take_up(request.id, actor=both, now=NOW)
    assert [r.id for r in await list_own_requests(actor=both)] == [request.id]


async def test_service_steps_follow_one_another(applicant: Actor) -> None:
    officer = an_officer()
    decided = await a_decided_request(applicant, officer, Outcome.ACCEPTED)
    with pytest.raises(StepNotPossibleError):
        await serving.start_service(decided.request.id, actor=officer, now=decided.at)
    assert (await last_signature(decided.request.id)) is not None
    assert await Request.count().where(Request.status == S.ACCEPTED.value) == 1
