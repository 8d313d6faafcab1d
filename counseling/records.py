"""The values of counseling, opened and ready to use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from wethaq.counseling.policy.attendance import AttendeeStatus
from wethaq.counseling.policy.preferences import CounselorProfile
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.policy.statuses import AppointmentStatus
from wethaq.counseling.tables import AppointmentRow, AttendeeRow
from wethaq.platform.actors import Channel
from wethaq.platform.database.sealing import open_row
from wethaq.platform.localisation.languages import Language
from wethaq.platform.people.records import Sex


class AttendeeRole(StrEnum):
    """As what somebody attends."""

    APPLICANT = "applicant"
    SPOUSE = "spouse"
    FAMILY = "family"
    MEMBER = "member"
    """Of a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """An appointment; what was typed for the counselor isn't in it (`reading_intake`)."""

    id: UUID
    number: str | None
    service: str
    status: AppointmentStatus
    counselor_id: UUID
    room_id: UUID | None
    modality: Modality
    starts_at: datetime
    ends_at: datetime
    person_id: UUID | None
    guardian_id: UUID | None
    case_id: UUID | None
    series_id: UUID | None
    seats: int
    is_group: bool
    is_urgent: bool
    is_outside_plan: bool
    reason: str | None
    times_moved: int
    channel: Channel
    entered_by: UUID | None
    held_at: datetime | None
    held_until: datetime | None
    asked_at: datetime | None
    confirmed_at: datetime | None
    moved_at: datetime | None
    checked_in_at: datetime | None
    ended_at: datetime | None
    topic_ar: str | None
    topic_en: str | None

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def topic(self, language: str) -> str | None:
        """Return what a group speaks about, for a reader."""
        return self.topic_en if language == "en" else self.topic_ar

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Open a row, but for what only the counselor reads."""
        opened = open_row(AppointmentRow, {name: row[name] for name in cls.__dataclass_fields__})
        opened |= {
            "status": AppointmentStatus(row["status"]),
            "modality": Modality(row["modality"]),
            "channel": Channel(row["channel"]),
        }
        return cls(**opened)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One who attends an appointment."""

    id: UUID
    appointment_id: UUID
    person_id: UUID | None
    role: AttendeeRole
    status: AttendeeStatus
    address: str | None
    uid: str
    sequence: int
    calendar_answer: str | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Open a row."""
        opened = open_row(AttendeeRow, row)
        opened |= {"role": AttendeeRole(row["role"]), "status": AttendeeStatus(row["status"])}
        return cls(**{name: opened[name] for name in cls.__dataclass_fields__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counselor:
    """A counselor as families see one, with what decides whom they are offered to."""

    id: UUID
    account_id: UUID
    name_ar: str
    name_en: str
    about_ar: str | None
    about_en: str | None
    sex: Sex
    languages: frozenset[Language]
    modalities: frozenset[Modality]
    services: frozenset[str]
    governorate: str
    has_prayer_gaps: bool
    daily_cap: int | None
    is_taking_appointments: bool
    version: int

    def name(self, language: str) -> str:
        """Return the name for a reader."""
        return self.name_en if language == "en" else self.name_ar

    def about(self, language: str) -> str | None:
        """Return the few words on training and experience, for a reader."""
        return self.about_en if language == "en" else self.about_ar

    @property
    def profile(self) -> CounselorProfile:
        """What the rules need to know."""
        return CounselorProfile(
            counselor_id=self.id,
            sex=self.sex,
            languages=self.languages,
            modalities=self.modalities,
            services=self.services,
            is_taking_appointments=self.is_taking_appointments,
        )

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Read a row; lists of codes are kept in one text."""
        values = {name: row[name] for name in cls.__dataclass_fields__}
        values |= {
            "sex": Sex(row["sex"]),
            "languages": frozenset(row["languages"].split()),
            "modalities": modalities_of(row["modalities"]),
            "services": frozenset(row["services"].split()),
        }
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRoom:
    """A room in which people meet."""

    id: UUID
    name_ar: str
    name_en: str
    governorate: str
    directions_ar: str | None
    directions_en: str | None
    seats: int
    is_in_use: bool

    def name(self, language: str) -> str:
        return self.name_en if language == "en" else self.name_ar

    def directions(self, language: str) -> str | None:
        return self.directions_en if language == "en" else self.directions_ar

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        return cls(**{name: row[name] for name in cls.__dataclass_fields__})


def modalities_of(text: str) -> frozenset[Modality]:
    """Read codes that are separated by spaces."""
    return frozenset(Modality(code) for code in text.split())


def codes_text(codes: frozenset[Any]) -> str:
    """Write codes as one text, in a fixed order."""
    return " ".join(sorted(str(code) for code in codes))
