"""How and where an appointment takes place, in words that a calendar may hold."""

from dataclasses import dataclass
from uuid import UUID

from wethaq.counseling.policy.services import Modality
from wethaq.counseling.records import Appointment, MeetingRoom
from wethaq.counseling.tables import AppointmentRow, RoomRow
from wethaq.platform.database.sealing import open_row, update_sealed
from wethaq.platform.errors import N_
from wethaq.platform.localisation import active_language, gettext, use_language
from wethaq.platform.localisation.languages import Language
from wethaq.platform.security.tokens import new_token
from wethaq.platform.settings import get_settings

MODALITY_WORDS = {
    Modality.IN_PERSON: N_("At the association"),
    Modality.PHONE: N_("By telephone: we call you"),
    Modality.VIDEO: N_("By video"),
}
LETTERS_OF_A_ROOM = 24
"""144 random bits: nobody guesses a room."""


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """Where people meet: a room, or only a way to meet."""

    modality: Modality
    room: MeetingRoom | None

    def words(self, language: Language | None = None) -> str:
        """Return one line for a reader; in the language of the running task unless another is named."""
        language = language or active_language()
        with use_language(language):
            way = gettext(MODALITY_WORDS[self.modality])
        if self.room is None:
            return way
        parts = (self.room.name(language), self.room.directions(language))
        return " – ".join(part for part in parts if part)


async def how_to_meet(appointment: Appointment) -> MeetingPlace:
    """Return where an appointment takes place."""
    room = await find_room(appointment.room_id) if appointment.room_id else None
    return MeetingPlace(appointment.modality, room)


async def find_room(room_id: UUID) -> MeetingRoom | None:
    """Return a room, also one that isn't in use any more."""
    row = await RoomRow.select().where(RoomRow.id == room_id).first()
    return MeetingRoom.of(row) if row else None


async def video_link(appointment: Appointment) -> str | None:
    """Return the address of the video meeting, making its secret name at the first call; None without a video service.

    The name is random: whoever doesn't have the link can't guess the room.
    """
    base = get_settings().video_base_url
    if appointment.modality is not Modality.VIDEO or not base:
        return None
    row = (
        await AppointmentRow.select(AppointmentRow.id, AppointmentRow.video_path)
        .where(AppointmentRow.id == appointment.id)
        .first()
    )
    path = open_row(AppointmentRow, row)["video_path"] if row else None
    if path is None:
        path = new_token()[:LETTERS_OF_A_ROOM]
        await update_sealed(AppointmentRow, appointment.id, {"video_path": path})
    return f"{base.rstrip('/')}/{path}"
