"""What can keep a backup from being made or restored."""

from wethaq.platform.errors import WethaqError


class RecipientsMissingError(WethaqError):
    """A backup without a recipient couldn't be opened by anybody."""


class DumpFailedError(WethaqError):
    """The database's own tool could not read or write it; its words are in the log."""


class DumpToolMissingError(WethaqError):
    """pg_dump and pg_restore are needed beside this process (Debian: postgresql-client)."""


class BackupUnreadableError(WethaqError):
    """This identity doesn't open the file, or the file isn't a whole backup of ours."""


class BackupOfOtherEngineError(WethaqError):
    """A backup goes back into the kind of database that it was taken from."""


class DatabaseNotEmptyError(WethaqError):
    """There is data here already; ask for its replacement in so many words."""


class DatabaseInUseError(WethaqError):
    """Something still uses the database: stop the site and the worker first."""
