"""The support request asks nobody what doesn't concern them, and copies no identity document."""

import pytest

from wethaq.platform.intake.policy.checklist import Evidence, applying_items
from wethaq.platform.intake.policy.questions import applying, choices_of
from wethaq.platform.intake.policy.statuses import DecisionPath
from wethaq.platform.support.intake import SUPPORT_POLICY

QUESTIONS = {question.key for question in SUPPORT_POLICY.questions}


def asked(**answers: str) -> set[str]:
    return {question.key for question in applying(SUPPORT_POLICY.questions, answers)}


def items(**answers: str) -> set[str]:
    return {item.code for item in applying_items(SUPPORT_POLICY.checklist, answers)}


def test_the_committee_decides_it_and_not_before_two_weeks() -> None:
    assert SUPPORT_POLICY.path is DecisionPath.COMMITTEE
    assert SUPPORT_POLICY.terms.reply_not_before_days == 14


def test_every_key_is_there_once_and_every_section_is_known() -> None:
    assert len(QUESTIONS) == len(SUPPORT_POLICY.questions)
    assert {question.section for question in SUPPORT_POLICY.questions} == {
        s.key for s in SUPPORT_POLICY.sections
    }
    for question in SUPPORT_POLICY.questions:
        values = [choice.value for choice in choices_of(question)]
        assert len(values) == len(set(values))
        assert not any("," in value for value in values)


def test_the_checklist_compares_answers_that_exist() -> None:
    for item in SUPPORT_POLICY.checklist:
        assert set(item.questions) <= QUESTIONS


@pytest.mark.parametrize("code", ["identity", "family_record"])
def test_official_identity_documents_are_seen_and_never_copied(code: str) -> None:
    assert SUPPORT_POLICY.item(code).evidence is Evidence.SEEN


@pytest.mark.parametrize(
    ("key", "answers"),
    [
        ("other_need", {"support_kinds": "living,other"}),
        ("urgent_reason", {"urgency": "within_days"}),
        ("dependant_kinds", {"dependants": "2"}),
        ("income_sources", {"income_band": "under_2000"}),
        ("monthly_rent", {"housing": "rented"}),
        ("other_support_name", {"other_support": "yes"}),
    ],
)
def test_a_follow_up_is_asked_only_of_whom_it_concerns(key: str, answers: dict[str, str]) -> None:
    assert key in asked(**answers)
    assert key not in asked()


@pytest.mark.parametrize(
    ("code", "answers"),
    [
        ("family_record", {"household_size": "4"}),
        ("lease", {"housing": "rented"}),
        ("status_deed", {"marital_status": "widowed"}),
        ("medical_report", {"support_kinds": "medical"}),
        ("medical_report", {"dependants": "1", "dependant_kinds": "illness"}),
    ],
)
def test_a_document_is_asked_only_of_whom_it_concerns(code: str, answers: dict[str, str]) -> None:
    assert code in items(**answers)
    assert code not in items(household_size="1")


def test_a_medical_report_is_never_required() -> None:
    assert not SUPPORT_POLICY.item("medical_report").is_required


def test_no_bank_details_are_asked_for() -> None:
    assert not any(word in key for key in QUESTIONS for word in ("bank", "iban", "account"))
