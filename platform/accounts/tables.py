"""The accounts, their proofs and their sessions.

Tokens are kept as SHA-256 only, so that a stolen copy of the database opens no
door; contacts and names are sealed. Codes and second factors are kept by the
security part.
"""

from piccolo.columns import UUID, Boolean, Text, Timestamptz
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class Account(Table, tablename="accounts_account"):
    """Somebody who may sign in. `name` is set for staff; a beneficiary's name is in their file."""

    id = UUID(primary_key=True)
    person_id = UUID(null=True, default=None)
    name = EncryptedText(record_class="account", null=True, default=None)
    status = Text()
    password_hash = Text(null=True, default=None)
    made_at = Timestamptz()
    made_by = UUID(null=True, default=None)
    last_sign_in_at = Timestamptz(null=True, default=None)
    deactivated_at = Timestamptz(null=True, default=None)


class SignInAddress(Table, tablename="accounts_sign_in_address"):
    """A mobile or e-mail that belongs to one account and was proved by a code."""

    id = UUID(primary_key=True)
    account_id = UUID()
    kind = Text()
    address = EncryptedText(record_class="account")
    address_index = Text()
    proved_at = Timestamptz(null=True, default=None)


class RoleGrant(Table, tablename="accounts_role_grant"):
    """A role that somebody gave an account, with who and when; revoked, never deleted."""

    id = UUID(primary_key=True)
    account_id = UUID()
    role = Text()
    granted_at = Timestamptz()
    granted_by = UUID(null=True, default=None)
    revoked_at = Timestamptz(null=True, default=None)
    revoked_by = UUID(null=True, default=None)


class Session(Table, tablename="accounts_session"):
    """One login on one device. The CSRF secret is derived from the token, so it is not kept."""

    id = UUID(primary_key=True)
    account_id = UUID()
    token_digest = Text()
    is_staff = Boolean(default=False)
    device = Text(default="")
    started_at = Timestamptz()
    last_seen_at = Timestamptz()
    proved_at = Timestamptz()
    parked_form_id = UUID(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    end_reason = Text(null=True, default=None)


class Passage(Table, tablename="accounts_passage"):
    """The steps at the door, from the first field typed to being signed in.

    `next_path` isn't written any more: the way on is sealed with the answers.
    """

    id = UUID(primary_key=True)
    token_digest = Text()
    kind = Text()
    account_id = UUID(null=True, default=None)
    person_id = UUID(null=True, default=None)
    address_kind = Text(null=True, default=None)
    address = EncryptedText(record_class="account", null=True, default=None)
    answers = EncryptedText(record_class="account", null=True, default=None)
    next_path = Text(null=True, default=None)
    started_at = Timestamptz()
    code_sent_at = Timestamptz(null=True, default=None)
    proved_at = Timestamptz(null=True, default=None)
    finished_at = Timestamptz(null=True, default=None)


class Invitation(Table, tablename="accounts_invitation"):
    """The one-time link by which a new member of staff sets a password."""

    id = UUID(primary_key=True)
    account_id = UUID()
    token_digest = Text()
    made_at = Timestamptz()
    made_by = UUID(null=True, default=None)
    used_at = Timestamptz(null=True, default=None)


class ParkedForm(Table, tablename="accounts_parked_form"):
    """What was typed when a login expired, waiting for its owner to sign in again (policy H1)."""

    id = UUID(primary_key=True)
    account_id = UUID()
    path = Text()
    sent_to = Text()
    fields = EncryptedText(record_class="account")
    parked_at = Timestamptz()


TABLES: list[type[Table]] = [
    Account,
    SignInAddress,
    RoleGrant,
    Session,
    Passage,
    Invitation,
    ParkedForm,
]
