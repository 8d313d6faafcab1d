"""The command `wethaq`: serving, the database, keys, staff, backup; one subject a module.

What only one command needs is imported when that command runs, so that
`wethaq doctor` can speak even where the rest can't start.
"""

from wethaq.platform.command_line.entry import main

__all__ = ["main"]
