"""The outbox."""

from piccolo.columns import UUID, Integer, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class Message(Table, tablename="notifications_message"):
    """A message on its way. Address and words are sealed; the words go some time after delivery."""

    id = UUID(primary_key=True)
    channel = Varchar(length=16)
    kind = Varchar(length=80)
    language = Varchar(length=2)
    person_id = UUID(null=True, default=None, index=True)
    address = EncryptedText(record_class="message", null=True)
    subject = EncryptedText(record_class="message", null=True)
    body = EncryptedText(record_class="message", null=True)
    calendar = EncryptedText(record_class="message", null=True, default=None)
    status = Varchar(length=16)
    attempts = Integer(default=0)
    created_at = Timestamptz()
    next_attempt_at = Timestamptz()
    expires_at = Timestamptz(null=True, default=None)
    lease = UUID(null=True, default=None)
    leased_until = Timestamptz(null=True, default=None)
    sent_at = Timestamptz(null=True, default=None)
    last_error = Varchar(length=80, null=True, default=None)
