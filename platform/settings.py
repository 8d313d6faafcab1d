"""Settings, read from the environment with the prefix `WETHAQ_`."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(StrEnum):
    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """One value for each thing that differs between machines.

    Paths are relative to the working directory unless absolute.
    """

    model_config = SettingsConfigDict(env_prefix="WETHAQ_", extra="ignore")

    environment: Environment = Environment.DEVELOPMENT
    is_demo: bool = False
    base_url: str = "http://localhost:8000"
    database_url: str | None = None
    """`postgresql://…`; None means the embedded SQLite file in `data_folder`."""
    data_folder: Path = Path("data")
    master_key_file: Path | None = None
    """Default: `master.key` in `data_folder`."""
    master_key: SecretStr | None = None
    """The key itself (base64, 32 bytes), for machines where a secret store sets the environment."""

    trusted_proxies: list[str] = []
    """Addresses whose X-Forwarded-For and X-Forwarded-Proto are believed."""

    contact_phone: str | None = None
    """How the association is reached by people: on the contact page, in the footer and on letters."""
    contact_email: str | None = None
    contact_address_ar: str | None = None
    contact_address_en: str | None = None

    mail_from: str = "noreply@wethaq.example"
    smtp_host: str | None = None
    """None: messages are kept in the outbox and shown in the demo mailbox."""
    smtp_port: int = 587
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_tls: str = "starttls"
    """`starttls`, `tls` or `none`."""
    smtp_timeout_seconds: float = 30

    imap_host: str | None = None
    """The mailbox of `mail_from`, where guests' calendars answer invitations; None: nobody reads them."""
    imap_port: int = 993
    imap_user: str | None = None
    imap_password: SecretStr | None = None
    imap_folder: str = "INBOX"
    imap_tls: str = "tls"
    """`tls`, `starttls` or `none`."""

    sms_gateway: str = "none"
    """`none`, `taqnyat` or `unifonic`."""
    sms_base_url: str | None = None
    sms_token: SecretStr | None = None
    sms_sender: str = "Wethaq"

    video_base_url: str | None = None
    """Where video meetings take place, such as `https://meet.example/wethaq`; None: the link is sent by hand."""

    audit_root_recipients: list[str] = []
    """Two people outside the servers who keep the audit trail's daily signed root."""

    works_while_serving: bool = True
    """Whether `wethaq serve` also sends messages and does the regular work; else `wethaq worker` does."""

    clamd_socket: str | None = None
    log_level: str = "INFO"
    argon2_memory_kib: int = 65536
    """Only the tests may lower it (`ensure_production_is_safe` refuses it elsewhere)."""

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION

    @property
    def is_development(self) -> bool:
        """Tell whether code, templates and front-end files may change while the process runs."""
        return self.environment is Environment.DEVELOPMENT

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    def contact_address(self, language: str) -> str | None:
        """Return the postal address for a reader; the Arabic one where no other is set."""
        return (self.contact_address_en if language == "en" else None) or self.contact_address_ar

    @property
    def sqlite_path(self) -> Path:
        return self.data_folder / "wethaq.sqlite"

    @property
    def uploads_folder(self) -> Path:
        return self.data_folder / "uploads"

    @property
    def key_path(self) -> Path:
        return self.master_key_file or self.data_folder / "master.key"


@cache
def get_settings() -> Settings:
    """Return the settings of this process; tests clear the cache to change them."""
    return Settings()
