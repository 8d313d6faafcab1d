"""Profiles, and what stands around one: guardian, references, checks, photo, bars between people."""

from piccolo.columns import UUID, Boolean, Date, Integer, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class ProfileRow(Table, tablename="matching_profile"):
    """An applicant's profile (ملف): one a person. Sex and birth date are the file's, never copied.

    `facts` and `wishes` are JSON of codes (matching/policy/traits.py); facts of a class that
    asks for a consent of its own lie apart, in `SensitiveFactRow`. `wives_wished` counts the
    present ones too. `ready_at` is when the applicant sent it for review, `waiting_since` the
    day from which they wait for a proposal; `made_by` is who typed it: the applicant, staff, or the wali.
    `appearance` is what they chose to show one day: a photo, a trusted description, or nothing.
    `version` counts what is written here; `revision` everything that decides whom they may be
    proposed to, proposals included (matching/profiles.py, `touch_profiles`). `proof_reminded_on` is the date of the
    proof whose end its owner was told of.
    """

    id = UUID(primary_key=True)
    number = Varchar(length=24, null=True, default=None)
    person_id = UUID(default=None, unique=True)
    request_id = UUID(null=True, default=None, index=True)
    state = Varchar(length=12, index=True)
    matchmaker_id = UUID(null=True, default=None, index=True)
    marital_status = Varchar(length=16, null=True, default=None)
    wives_now = Integer(default=0)
    wives_wished = Integer(default=1)
    is_open_to_polygamy = Boolean(default=False)
    eligible_from = Date(null=True, default=None)
    marital_proof_on = Date(null=True, default=None)
    proof_reminded_on = Date(null=True, default=None)
    waiting_since = Date(null=True, default=None)
    facts = EncryptedText(record_class="matching")
    wishes = EncryptedText(record_class="matching")
    about_self = EncryptedText(record_class="matching", null=True, default=None)
    hoped_for = EncryptedText(record_class="matching", null=True, default=None)
    family_index = Varchar(length=64, null=True, default=None)
    employer = EncryptedText(record_class="matching", null=True, default=None)
    employer_index = Varchar(length=64, null=True, default=None)
    covenant_at = Timestamptz(null=True, default=None)
    covenant_name = EncryptedText(record_class="matching", null=True, default=None)
    appearance = Varchar(length=12, null=True, default=None)
    paused_until = Date(null=True, default=None)
    made_by = Varchar(length=16)
    channel = Varchar(length=16, null=True, default=None)
    made_at = Timestamptz()
    changed_at = Timestamptz()
    ready_at = Timestamptz(null=True, default=None)
    activated_at = Timestamptz(null=True, default=None)
    activated_by = UUID(null=True, default=None)
    closed_at = Timestamptz(null=True, default=None)
    closed_because = Varchar(length=24, null=True, default=None)
    version = Integer(default=1)
    revision = Integer(default=1)
    touched_at = Timestamptz(null=True, default=None)


class SensitiveFactRow(Table, tablename="matching_sensitive_fact"):
    """A fact that asks for an explicit consent of its own (PDPL): lineage, religiosity, health, disability."""

    id = UUID(primary_key=True)
    profile_id = UUID(default=None, index=True)
    trait = Varchar(length=32)
    value = EncryptedText(record_class="matching_sensitive")
    words = EncryptedText(record_class="matching_sensitive", null=True, default=None)
    stated_at = Timestamptz()


class WaliRow(Table, tablename="matching_wali"):
    """A woman's guardian (ولي). He is contacted only once she allows it, and answers from an account of his own.

    `token_digest` is all that is kept of the link by which he opens it. An obstruction is noted
    for staff and led to counseling; it is never shown as hers.
    """

    id = UUID(primary_key=True)
    profile_id = UUID(default=None, index=True)
    name = EncryptedText(record_class="matching")
    relation = Varchar(length=24)
    mobile = EncryptedText(record_class="matching", null=True, default=None)
    person_id = UUID(null=True, default=None, index=True)
    may_be_contacted_at = Timestamptz(null=True, default=None)
    invited_at = Timestamptz(null=True, default=None)
    token_digest = Varchar(length=64, null=True, default=None)
    token_expires_at = Timestamptz(null=True, default=None)
    linked_at = Timestamptz(null=True, default=None)
    verified_at = Timestamptz(null=True, default=None)
    verified_by = UUID(null=True, default=None)
    obstruction = EncryptedText(record_class="matching", null=True, default=None)
    obstruction_at = Timestamptz(null=True, default=None)
    made_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)


class ReferenceRow(Table, tablename="matching_reference"):
    """Somebody who knows the applicant; two a profile, seen by staff only."""

    id = UUID(primary_key=True)
    profile_id = UUID(default=None, index=True)
    name = EncryptedText(record_class="matching")
    mobile = EncryptedText(record_class="matching", null=True, default=None)
    relation = Varchar(length=24)
    words = EncryptedText(record_class="matching", null=True, default=None)
    spoken_at = Timestamptz(null=True, default=None)
    spoken_by = UUID(null=True, default=None)
    named_at = Timestamptz()


class VerificationRow(Table, tablename="matching_verification"):
    """What an officer checked: which point, who, when, and until when it holds."""

    id = UUID(primary_key=True)
    profile_id = UUID(default=None, index=True)
    kind = Varchar(length=24)
    checked_at = Timestamptz()
    checked_by = UUID(default=None)
    valid_until = Date(null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)


class PhotoRow(Table, tablename="matching_photo"):
    """A photo, or the trusted description that female staff wrote instead: a full alternative."""

    id = UUID(primary_key=True)
    profile_id = UUID(default=None, index=True)
    kind = Varchar(length=12)
    document_id = UUID(null=True, default=None)
    description = EncryptedText(record_class="matching", null=True, default=None)
    made_at = Timestamptz()
    made_by = UUID(null=True, default=None)
    approved_at = Timestamptz(null=True, default=None)
    approved_by = UUID(null=True, default=None)
    removed_at = Timestamptz(null=True, default=None)


class KinshipRow(Table, tablename="matching_kinship"):
    """How two profiles are related, as staff established it; the smaller id first, each pair once."""

    id = UUID(primary_key=True)
    one_id = UUID(default=None)
    other_id = UUID(default=None, index=True)
    kinship = Varchar(length=16)
    words = EncryptedText(record_class="matching", null=True, default=None)
    established_at = Timestamptz()
    established_by = UUID(default=None)


class BlockRow(Table, tablename="matching_block"):
    """Whom an applicant never wants to be proposed to: an ID, a mobile, a family or an employer.

    Only the blind index decides. What was typed is kept sealed, for its owner alone to read.
    """

    id = UUID(primary_key=True)
    profile_id = UUID(default=None, index=True)
    kind = Varchar(length=12)
    key_index = Varchar(length=64)
    label = EncryptedText(record_class="matching")
    made_at = Timestamptz()
