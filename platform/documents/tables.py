"""Tables of the documents part. The files themselves lie sealed in the uploads folder."""

from piccolo.columns import UUID, Boolean, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class StoredFile(Table, tablename="documents_file"):
    """A file that was taken in or issued; its sealed content is named by the id."""

    id = UUID(primary_key=True)
    kind = Varchar(length=80)
    media_type = Varchar(length=40)
    size_bytes = Integer()
    filename = EncryptedText(record_class="document")
    owner_person_id = UUID(null=True, default=None, index=True)
    request_id = UUID(null=True, default=None, index=True)
    stored_by = UUID(null=True, default=None)
    stored_at = Timestamptz()


class Letter(Table, tablename="documents_letter"):
    """An issued letter: what the public check page may say, and the sealed PDF.

    Of the verification code only a blind index is kept: who reads the
    database can't make a paper that checks as genuine.
    """

    id = UUID(primary_key=True)
    kind = Varchar(length=40)
    number = Varchar(length=40, unique=True)
    language = Varchar(length=2)
    file_id = UUID()
    person_id = UUID(null=True, default=None, index=True)
    request_id = UUID(null=True, default=None, index=True)
    code_index = Varchar(length=64, unique=True)
    sha256 = Varchar(length=64)
    issued_by = UUID(null=True, default=None)
    issued_at = Timestamptz()


class LetterCount(Table, tablename="documents_letter_count"):
    """How many letters a Hijri year has; one row a year."""

    id = UUID(primary_key=True)
    hijri_year = Integer(unique=True)
    last_number = Integer(default=0)


class Publication(Table, tablename="documents_publication"):
    """One version of a published document (policy T1, T2); never changed after publishing."""

    id = UUID(primary_key=True)
    code = Varchar(length=40)
    version = Integer()
    title_ar = Varchar(length=200)
    title_en = Varchar(length=200)
    body_ar = Text()
    body_en = Text()
    sha256 = Varchar(length=64)
    is_public = Boolean(default=True)
    published_by = UUID(null=True, default=None)
    published_at = Timestamptz()
    superseded_at = Timestamptz(null=True, default=None)
