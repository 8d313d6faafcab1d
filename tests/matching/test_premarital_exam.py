"""A certificate is presented or it isn't; its results are nobody's business."""

from dataclasses import fields
from datetime import timedelta

import pytest

from tests.matching.builders import TODAY
from wethaq.matching.policy.premarital_exam import (
    CertificateMissingError,
    ExamCertificate,
    ensure_can_contract,
)

VALID = ExamCertificate(TODAY - timedelta(days=180), is_compatible=False)
STALE = ExamCertificate(TODAY - timedelta(days=181), is_compatible=True)
AHEAD = ExamCertificate(TODAY + timedelta(days=1), is_compatible=True)


@pytest.mark.parametrize("other", [None, STALE, AHEAD])
def test_both_certificates_have_to_be_there_and_valid(other: ExamCertificate | None) -> None:
    for pair in ((VALID, other), (other, VALID)):
        with pytest.raises(CertificateMissingError):
            ensure_can_contract(*pair, TODAY)


def test_the_couple_decide_whatever_it_says() -> None:
    ensure_can_contract(VALID, VALID, TODAY)


def test_no_result_is_kept() -> None:
    assert [field.name for field in fields(ExamCertificate)] == ["issued_on", "is_compatible"]
