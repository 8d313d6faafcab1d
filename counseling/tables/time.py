"""When counselors work and what is held: plans, closures, rooms, and the guard's rows."""

from piccolo.columns import UUID, Boolean, Date, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class PlanRow(Table, tablename="counseling_plan"):
    """A weekly plan with its validity; `week` is JSON (`counseling/week_text.py`)."""

    id = UUID(primary_key=True)
    counselor_id = UUID(default=None, index=True)
    valid_from_on = Date()
    valid_until_on = Date(null=True, default=None)
    is_for_ramadan = Boolean(default=False)
    week = Text()
    changed_at = Timestamptz()
    changed_by = UUID(null=True, default=None)


class OpeningRow(Table, tablename="counseling_opening"):
    """Hours outside the weekly plan."""

    id = UUID(primary_key=True)
    counselor_id = UUID(default=None, index=True)
    starts_at = Timestamptz()
    ends_at = Timestamptz()
    modalities = Varchar(length=40)
    made_by = UUID(null=True, default=None)


class LeaveRow(Table, tablename="counseling_leave"):
    """Time in which a counselor isn't there; the reason is nobody else's business."""

    id = UUID(primary_key=True)
    counselor_id = UUID(default=None, index=True)
    starts_at = Timestamptz()
    ends_at = Timestamptz()
    reason = EncryptedText(record_class="counseling", null=True, default=None)
    made_by = UUID(null=True, default=None)


class SeasonRow(Table, tablename="counseling_season"):
    """What staff have said of a season: confirmed, perhaps on other days, or declined."""

    id = UUID(primary_key=True)
    kind = Varchar(length=24)
    year = Integer()
    first_on = Date()
    last_on = Date()
    state = Varchar(length=16)
    note = Varchar(length=120, null=True, default=None)
    decided_at = Timestamptz()
    decided_by = UUID(null=True, default=None)


class RoomRow(Table, tablename="counseling_room"):
    """A room in which people meet."""

    id = UUID(primary_key=True)
    name_ar = Varchar(length=80)
    name_en = Varchar(length=80)
    governorate = Varchar(length=24)
    directions_ar = Varchar(length=240, null=True, default=None)
    directions_en = Varchar(length=240, null=True, default=None)
    seats = Integer()
    is_in_use = Boolean(default=True)


class HoldingRow(Table, tablename="counseling_holding"):
    """A resource held by an appointment from one cell up to, and without, another.

    The span is for reading; `HeldCellRow` is what keeps two from overlapping.
    A pending hold ends at `held_until`, whether or not its rows are still here.
    """

    id = UUID(primary_key=True)
    appointment_id = UUID(default=None, index=True)
    resource_kind = Varchar(length=12)
    resource_id = UUID(default=None)
    first_cell = Integer()
    end_cell = Integer()
    held_until = Timestamptz(null=True, default=None)


class HeldCellRow(Table, tablename="counseling_held_cell"):
    """Five minutes of one resource: UNIQUE (resource, cell) is the guard against double booking."""

    id = UUID(primary_key=True)
    holding_id = UUID(default=None, index=True)
    resource_id = UUID(default=None)
    cell = Integer()
