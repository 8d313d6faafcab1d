"""The words by which people read statuses, ways and roles; all msgids."""

from typing import Final

from wethaq.counseling.meeting_places import MODALITY_WORDS
from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.services import Attendance, Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.records import AttendeeRole
from wethaq.platform.errors import N_

__all__ = [
    "ATTENDANCE_WORDS",
    "COMPANION_WORDS",
    "MODALITY_HINTS",
    "MODALITY_NAMES",
    "MODALITY_WORDS",
    "PART_OF_DAY_WORDS",
    "SEAT_TONE",
    "SEAT_WORDS",
    "STATUS_MEANING",
    "STATUS_TONE",
    "STATUS_WORDS",
]

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
STATUS_MEANING: Final = {
    AppointmentStatus.HELD: N_("The time is kept for you for a few minutes."),
    AppointmentStatus.LAPSED: N_("The time was released."),
    AppointmentStatus.REQUESTED: N_("We keep this time for you and tell you as soon as it is certain."),
    AppointmentStatus.DECLINED: N_("We couldn't give you this time. You may choose another one."),
    AppointmentStatus.CONFIRMED: N_("Everything is arranged. We look forward to seeing you."),
    AppointmentStatus.CHECKED_IN: N_("You have arrived. The counselor knows."),
    AppointmentStatus.ATTENDED: N_("You met. We hope that it was of use."),
    AppointmentStatus.NO_SHOW: N_("We waited for you. Choose another time whenever you like."),
    AppointmentStatus.CANCELLED: N_(
        "This appointment doesn't take place. Choose another time whenever you like."
    ),
}
COMPANION_WORDS: Final = {
    AttendeeRole.APPLICANT: N_("Who asked for the appointment"),
    AttendeeRole.SPOUSE: N_("Who was invited to come along"),
    AttendeeRole.FAMILY: N_("Your child"),
    AttendeeRole.MEMBER: N_("Member of the group"),
}
SEAT_WORDS: Final = {
    AttendeeStatus.INVITED: N_("Hasn't answered yet"),
    AttendeeStatus.COMING: N_("Comes"),
    AttendeeStatus.NOT_COMING: N_("Doesn't come"),
}
SEAT_TONE: Final = {
    AttendeeStatus.INVITED: "wait",
    AttendeeStatus.COMING: "good",
    AttendeeStatus.NOT_COMING: "quiet",
}
MODALITY_HINTS: Final = {
    Modality.IN_PERSON: N_("You come to us; nobody else waits at the door."),
    Modality.PHONE: N_("The counselor calls you at the time."),
    Modality.VIDEO: N_("You see each other; the link comes to you alone."),
}
PART_OF_DAY_WORDS: Final = {
    PartOfDay.ANY: N_("At any time"),
    PartOfDay.MORNING: N_("In the morning"),
    PartOfDay.AFTERNOON: N_("In the afternoon"),
    PartOfDay.EVENING: N_("In the evening"),
}
