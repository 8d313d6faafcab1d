"""The premarital examination: whether its certificate was presented, never what it found.

The contract needs one (regulation of the healthy-marriage programme, Ministry of Health); it holds for six months.
Kept are a day and two answers of yes or no: PDPL art. 5 asks for no more than the purpose needs.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wethaq.platform.errors import N_, RefusedError

HOLDS_FOR: Final = timedelta(days=180)


class CertificateMissingError(RefusedError):
    """No contract without both certificates, still valid."""

    message = N_("Both need a valid premarital examination certificate first.")


@dataclass(frozen=True, slots=True)
class ExamCertificate:
    """What an officer saw. `is_compatible` is the certificate's own word on the couple."""

    issued_on: date
    is_compatible: bool

    def is_valid(self, on: date) -> bool:
        return self.issued_on <= on <= self.issued_on + HOLDS_FOR


def ensure_can_contract(his: ExamCertificate | None, hers: ExamCertificate | None, on: date) -> None:
    """Refuse the contract while a certificate is missing or too old.

    One that says *not compatible* doesn't forbid it: the couple decide, after
    the counsel that the ministry's clinic gives them.
    """
    if not all(one is not None and one.is_valid(on) for one in (his, hers)):
        raise CertificateMissingError
