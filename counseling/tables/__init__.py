"""What counseling keeps, by noun.

people        counselors, what they offer, and the calendars that keep them busy elsewhere
time          plans, openings, leave, seasons, rooms; the guard's holdings and cells
bookings      what a family has chosen and typed so far
appointments  appointments, who attends, the links and reminders they get
waiting       the waitlist with its offers and the times that fell free, and urgent calls
care          cases, notes, measures, referrals: what only the counselor reads
settings      the figures of a service, in versions
"""

from wethaq.counseling.tables.appointments import AppointmentRow, AttendeeRow, LinkRow, ReminderRow
from wethaq.counseling.tables.bookings import BookingRow
from wethaq.counseling.tables.care import CaseRow, MeasureRow, NoteOpeningRow, NoteRow, ReferralRow
from wethaq.counseling.tables.people import BusySourceRow, BusyTimeRow, CounselorRow
from wethaq.counseling.tables.settings import ServiceTermsRow
from wethaq.counseling.tables.time import (
    HeldCellRow,
    HoldingRow,
    LeaveRow,
    OpeningRow,
    PlanRow,
    RoomRow,
    SeasonRow,
)
from wethaq.counseling.tables.waiting import FreedTimeRow, UrgentCallRow, WaitlistEntryRow, WaitlistOfferRow

__all__ = [
    "AppointmentRow",
    "AttendeeRow",
    "BookingRow",
    "BusySourceRow",
    "BusyTimeRow",
    "CaseRow",
    "CounselorRow",
    "FreedTimeRow",
    "HeldCellRow",
    "HoldingRow",
    "LeaveRow",
    "LinkRow",
    "MeasureRow",
    "NoteOpeningRow",
    "NoteRow",
    "OpeningRow",
    "PlanRow",
    "ReferralRow",
    "ReminderRow",
    "RoomRow",
    "SeasonRow",
    "ServiceTermsRow",
    "UrgentCallRow",
    "WaitlistEntryRow",
    "WaitlistOfferRow",
]
