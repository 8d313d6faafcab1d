"""The words by which people read statuses, ways and roles; all msgids."""

from typing import Final

from wethaq.counseling.meeting_places import MODALITY_WORDS
from wethaq.counseling.policy.services import Attendance, Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.platform.errors import N_

__all__ = ["ATTENDANCE_WORDS", "MODALITY_NAMES", "MODALITY_WORDS", "STATUS_TONE", "STATUS_WORDS"]

STATUS_WORDS: Final = {
    AppointmentStatus.HELD: N_("Being chosen"),
    AppointmentStatus.LAPSED: N_("Not sent"),
    AppointmentStatus.REQUESTED: N_("Waiting for an answer"),
    AppointmentStatus.DECLINED: N_("Couldn't be given"),
    AppointmentStatus.CONFIRMED: N_("Confirmed"),
    AppointmentStatus.CHECKED_IN: N_("Arrived"),
    AppointmentStatus.ATTENDED: N_("Took place"),
    AppointmentStatus.NO_SHOW: N_("Missed"),
    AppointmentStatus.CANCELLED: N_("Cancelled"),
}
STATUS_TONE: Final = {
    AppointmentStatus.HELD: "quiet",
    AppointmentStatus.LAPSED: "quiet",
    AppointmentStatus.REQUESTED: "wait",
    AppointmentStatus.DECLINED: "quiet",
    AppointmentStatus.CONFIRMED: "good",
    AppointmentStatus.CHECKED_IN: "new",
    AppointmentStatus.ATTENDED: "good",
    AppointmentStatus.NO_SHOW: "wait",
    AppointmentStatus.CANCELLED: "quiet",
}
MODALITY_NAMES: Final = {
    Modality.IN_PERSON: N_("In person"),
    Modality.PHONE: N_("By telephone"),
    Modality.VIDEO: N_("By video"),
}
ATTENDANCE_WORDS: Final = {
    Attendance.ONE_PERSON: N_("For one person"),
    Attendance.COUPLE: N_("For a couple"),
    Attendance.FAMILY: N_("For a family"),
    Attendance.GROUP: N_("In a group"),
}
