"""Counselors, and what keeps them busy elsewhere."""

from piccolo.columns import UUID, Boolean, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class CounselorRow(Table, tablename="counseling_counselor"):
    """A counselor, as families choose one: a public profile beside the staff account.

    `languages`, `modalities` and `services` are codes separated by spaces.
    `feed_digest` is all that is kept of the feed's secret link; `feed_print` and
    `feed_changed_at` tell calendars since when it reads as it does.
    """

    id = UUID(primary_key=True)
    account_id = UUID(default=None, unique=True)
    name_ar = Varchar(length=120)
    name_en = Varchar(length=120)
    about_ar = Text(null=True, default=None)
    about_en = Text(null=True, default=None)
    sex = Varchar(length=8)
    languages = Varchar(length=40)
    modalities = Varchar(length=40)
    services = Varchar(length=240)
    governorate = Varchar(length=24, help_text="Whose sun the prayer gaps follow.")
    has_prayer_gaps = Boolean(default=True)
    daily_cap = Integer(null=True, default=None)
    is_taking_appointments = Boolean(default=True)
    feed_digest = Varchar(length=64, null=True, default=None)
    feed_print = Varchar(length=32, null=True, default=None)
    feed_changed_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)
    made_at = Timestamptz()
    changed_at = Timestamptz()


class BusySourceRow(Table, tablename="counseling_busy_source"):
    """A calendar elsewhere from which a counselor's busy times come; its address is a secret."""

    id = UUID(primary_key=True)
    counselor_id = UUID(default=None, index=True)
    address = EncryptedText(record_class="counseling")
    added_at = Timestamptz()
    read_at = Timestamptz(null=True, default=None)
    tried_at = Timestamptz(null=True, default=None)
    problem = Varchar(length=80, null=True, default=None)


class BusyTimeRow(Table, tablename="counseling_busy_time"):
    """A busy time from elsewhere; when, and never what."""

    id = UUID(primary_key=True)
    source_id = UUID(default=None, index=True)
    counselor_id = UUID(default=None)
    starts_at = Timestamptz()
    ends_at = Timestamptz()
