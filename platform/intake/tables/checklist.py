"""What has to be matched (H2) and the documents that go with it."""

from piccolo.columns import UUID, Boolean, Date, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class ChecklistEntry(Table, tablename="intake_checklist_entry"):
    """An item of the checklist on one request; `reason` explains an exception."""

    id = UUID(primary_key=True)
    request_id = UUID(index=True)
    item = Varchar(length=60)
    state = Varchar(length=16)
    is_required = Boolean(default=True)
    is_promised = Boolean(default=False)
    is_matched = Boolean(default=False)
    expires_on = Date(null=True, default=None)
    reason = EncryptedText(record_class="request", null=True)
    changed_at = Timestamptz()
    changed_by = UUID(null=True, default=None)


class RequestDocument(Table, tablename="intake_document"):
    """A copy that was given for an item; the file itself lies with documents."""

    id = UUID(primary_key=True)
    request_id = UUID(index=True)
    item = Varchar(length=60)
    document_id = UUID()
    added_at = Timestamptz()
    added_by = UUID(null=True, default=None)
    removed_at = Timestamptz(null=True, default=None)
