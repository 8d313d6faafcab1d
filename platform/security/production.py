"""What production may not start with: the conveniences of development, and weak secrets.

Each weakness names the setting and says what to set, so that a first
deployment is a walk through a list and not through the source.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import urlsplit

from wethaq.platform.errors import WethaqError
from wethaq.platform.security.master_key import (
    MasterKeyExposedError,
    MasterKeyMalformedError,
    MasterKeyMissingError,
    read_master_keys,
)
from wethaq.platform.settings import Settings

ROOT_KEEPERS: Final = 2
"""Who hold the audit trail's daily root outside the servers; one alone could be persuaded."""
LEAST_ARGON2_KIB: Final = 64 * 1024
LEAST_DISTINCT_BYTES: Final = 16
"""A random key of 32 bytes has about 30 different ones; a typed one has few."""

INVENTED_HOSTS: Final = ("localhost", "127.0.0.1", "::1")
INVENTED_DOMAINS: Final = (".example", ".invalid", ".test", ".localhost")
GUESSED_PASSWORDS: Final = frozenset(
    {"", "password", "postgres", "secret", "changeme", "admin", "wethaq", "123456"}
)
ENCRYPTED: Final = ("tls", "starttls")
LOCAL_HOSTS: Final = (None, "", "localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Weakness:
    """A setting that is not fit for production, and what to set."""

    setting: str
    advice: str


class UnsafeProductionError(WethaqError):
    """Production was asked for with settings that belong to development."""

    message: ClassVar[str] = "Production doesn't start like this. Please set:\n{advice}"


def ensure_production_is_safe(settings: Settings) -> None:
    """Refuse to start with weak or development secrets; elsewhere anything goes. Raises UnsafeProductionError."""
    if not settings.is_production:
        return
    weaknesses = find_weaknesses(settings)
    if weaknesses:
        rows = [f"  {weakness.setting}: {weakness.advice}" for weakness in weaknesses]
        raise UnsafeProductionError(advice="\n".join(rows))


def find_weaknesses(settings: Settings) -> list[Weakness]:
    """List everything at once, so that nobody starts five times to learn five things."""
    return [
        *_of_the_site(settings),
        *_of_the_master_key(settings),
        *_of_the_database(settings),
        *_of_the_messages(settings),
    ]


def _of_the_site(settings: Settings) -> Iterator[Weakness]:
    host = urlsplit(settings.base_url).hostname or ""
    if not settings.is_https or _is_invented(host):
        yield Weakness("WETHAQ_BASE_URL", "the public address, beginning with https://")
    if settings.is_demo:
        yield Weakness("WETHAQ_IS_DEMO", "leave it out: its logins are printed on the page")
    if settings.argon2_memory_kib < LEAST_ARGON2_KIB:
        yield Weakness("WETHAQ_ARGON2_MEMORY_KIB", f"leave it out, or at least {LEAST_ARGON2_KIB}")
    if "*" in settings.trusted_proxies:
        yield Weakness(
            "WETHAQ_TRUSTED_PROXIES", "the proxies' own addresses: * lets anybody choose their address"
        )


def _of_the_master_key(settings: Settings) -> Iterator[Weakness]:
    if settings.master_key is None and settings.master_key_file is None:
        yield Weakness(
            "WETHAQ_MASTER_KEY_FILE",
            "a file made by `wethaq keys new`, outside the data folder, so that no copy of the folder holds the key",
        )
        return
    if settings.master_key is None and settings.key_path.resolve().is_relative_to(
        settings.data_folder.resolve()
    ):
        yield Weakness("WETHAQ_MASTER_KEY_FILE", "a place outside the data folder")
    try:
        keys = read_master_keys(settings)
    except MasterKeyMissingError:
        yield Weakness("WETHAQ_MASTER_KEY_FILE", "a file that exists: `wethaq keys new` makes one")
    except MasterKeyExposedError:
        yield Weakness("WETHAQ_MASTER_KEY_FILE", "a file that only its owner reads (chmod 400)")
    except MasterKeyMalformedError:
        yield Weakness("WETHAQ_MASTER_KEY", "32 random bytes in base64: `wethaq keys new` makes them")
    else:
        if any(len(set(key)) < LEAST_DISTINCT_BYTES or key.isascii() for key in keys):
            yield Weakness("WETHAQ_MASTER_KEY", "a random key, not a typed one: `wethaq keys new` makes one")


def _of_the_database(settings: Settings) -> Iterator[Weakness]:
    if not settings.database_url:
        return
    address = urlsplit(settings.database_url)
    if address.hostname not in LOCAL_HOSTS and not os.environ.get("PGPASSFILE"):
        password = address.password or ""
        if password.lower() in GUESSED_PASSWORDS or password == address.username:
            yield Weakness("WETHAQ_DATABASE_URL", "a password that can't be guessed")


def _of_the_messages(settings: Settings) -> Iterator[Weakness]:
    if settings.smtp_host is None:
        yield Weakness("WETHAQ_SMTP_HOST", "the mail server: without it nobody receives a code or a letter")
    elif settings.smtp_tls == "none" and settings.smtp_host not in LOCAL_HOSTS:
        yield Weakness("WETHAQ_SMTP_TLS", "starttls or tls: the messages are confidential on their way too")
    if _is_invented(settings.mail_from.rpartition("@")[2].rstrip(">")):
        yield Weakness("WETHAQ_MAIL_FROM", "the association's own address")
    if settings.imap_host is not None:
        yield from _of_the_reply_mailbox(settings)
    if settings.sms_gateway != "none" and settings.sms_token is None:
        yield Weakness("WETHAQ_SMS_TOKEN", "the token of the SMS gateway")
    if len(set(settings.audit_root_recipients)) < ROOT_KEEPERS:
        yield Weakness(
            "WETHAQ_AUDIT_ROOT_RECIPIENTS",
            'the e-mail addresses of two people outside the servers, as ["a@…", "b@…"]: they keep the daily root',
        )


def _of_the_reply_mailbox(settings: Settings) -> Iterator[Weakness]:
    if settings.imap_tls not in ENCRYPTED and settings.imap_host not in LOCAL_HOSTS:
        yield Weakness("WETHAQ_IMAP_TLS", "tls or starttls: the password travels with each reading")
    if not settings.imap_user or settings.imap_password is None:
        yield Weakness("WETHAQ_IMAP_PASSWORD", "user and password of the mailbox, or no WETHAQ_IMAP_HOST")


def _is_invented(host: str) -> bool:
    return host in INVENTED_HOSTS or f".{host}".endswith(INVENTED_DOMAINS) or not host
