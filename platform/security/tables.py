"""Tables of the security part: wrapped keys, second factors, codes and limits."""

from piccolo.columns import UUID, BigInt, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from wethaq.platform.database.columns import EncryptedText


class DataKey(Table, tablename="security_data_key"):
    """A key wrapped by the master key; unique by (purpose, name, generation)."""

    id = UUID(primary_key=True)
    purpose = Varchar(length=16)
    name = Varchar(length=64)
    generation = Integer()
    status = Varchar(length=16)
    wrapped = Text()
    created_at = Timestamptz()


class TotpDevice(Table, tablename="security_totp_device"):
    """The authenticator app of an account; one each."""

    id = UUID(primary_key=True)
    account_id = UUID(unique=True, default=None)
    secret = EncryptedText(record_class="second_factor")
    last_step = BigInt(default=0)
    confirmed_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz()


class RecoveryCode(Table, tablename="security_recovery_code"):
    """A one-time way in for who has lost the authenticator; only a keyed digest is kept."""

    id = UUID(primary_key=True)
    account_id = UUID(index=True, default=None)
    digest = Varchar(length=64)
    used_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz()


class OneTimeCode(Table, tablename="security_one_time_code"):
    """The last code sent to a subject for a purpose; unique by (purpose, subject)."""

    id = UUID(primary_key=True)
    purpose = Varchar(length=64)
    subject = Varchar(length=64)
    digest = Varchar(length=64)
    tries = Integer(default=0)
    expires_at = Timestamptz()
    used_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz()


class AttemptLog(Table, tablename="security_attempt_log"):
    """The recent tries of one key (a digest), as a list of times; unique by (kind, key)."""

    id = UUID(primary_key=True)
    kind = Varchar(length=64)
    key = Varchar(length=64)
    tries = Text(default="")
    last_try_at = Timestamptz(index=True)
