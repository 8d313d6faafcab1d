"""Backup and restore: the whole house in one file that only the named recipients can open.

It takes the database and the uploads, and never the master key: whoever finds a
backup has neither the age identity nor the key that opens what is sealed in it.
"""

from wethaq.platform.backup.making import make_backup
from wethaq.platform.backup.restoring import restore_backup

__all__ = ["make_backup", "restore_backup"]
