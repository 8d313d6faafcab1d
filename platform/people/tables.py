"""People's files. Whatever tells who somebody is, is sealed; blind indexes find it again."""

from piccolo.columns import UUID, Date, Integer, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class PersonRow(Table, tablename="people_person"):
    """A person. The `…_index` columns are keyed digests of the normalised value beside them."""

    id = UUID(primary_key=True)
    first_name = EncryptedText(record_class="person")
    father_name = EncryptedText(record_class="person")
    grandfather_name = EncryptedText(record_class="person")
    family_name = EncryptedText(record_class="person")
    sex = Varchar(length=8)
    birth_date = Date(null=True, default=None)
    birth_calendar = Varchar(length=12)
    nationality = Varchar(length=2, null=True, default=None)
    national_id = EncryptedText(record_class="person", null=True, default=None)
    national_id_index = Varchar(length=64, null=True, default=None, index=True)
    mobile = EncryptedText(record_class="person", null=True, default=None)
    mobile_index = Varchar(length=64, null=True, default=None, index=True)
    email = EncryptedText(record_class="person", null=True, default=None)
    email_index = Varchar(length=64, null=True, default=None, index=True)
    governorate = Varchar(length=24, null=True, default=None)
    city = EncryptedText(record_class="person", null=True, default=None)
    address = EncryptedText(record_class="person", null=True, default=None)
    language = Varchar(length=2)
    preferred_channel = Varchar(length=16)
    safe_contact = EncryptedText(record_class="person", null=True, default=None)
    digits = Varchar(length=8, null=True, default=None)
    channel = Varchar(length=16)
    version = Integer(default=1)
    created_at = Timestamptz()
    updated_at = Timestamptz()


class NameToken(Table, tablename="people_name_token"):
    """A word of a name, for search, or a block of two facts, for duplicates; a keyed digest of either."""

    id = UUID(primary_key=True)
    person_id = UUID(default=None, index=True)
    kind = Varchar(length=8)
    token_index = Varchar(length=64, index=True)


class GuardianshipRow(Table, tablename="people_guardianship"):
    """Who acts for a child. At most one that is in force between two people (unique index)."""

    id = UUID(primary_key=True)
    guardian_id = UUID(default=None, index=True)
    ward_id = UUID(default=None, index=True)
    relation = Varchar(length=24)
    status = Varchar(length=16)
    evidence = EncryptedText(record_class="person", null=True, default=None)
    requested_at = Timestamptz()
    requested_by = UUID(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    decided_by = UUID(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)


class DuplicateCandidateRow(Table, tablename="people_duplicate_candidate"):
    """Two files that may be one person's; the smaller id first, each pair once (unique index)."""

    id = UUID(primary_key=True)
    person_id = UUID(default=None)
    other_id = UUID(default=None, index=True)
    score = Integer(help_text="In thousandths.")
    reasons = Varchar(length=64)
    status = Varchar(length=16, index=True)
    found_at = Timestamptz()
    decided_at = Timestamptz(null=True, default=None)
    decided_by = UUID(null=True, default=None)
