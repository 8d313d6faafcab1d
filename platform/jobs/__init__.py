"""Work that the clock starts: deliveries, reminders, retention, keys.

A job is claimed by a lease in the database, so that several processes run it
once, and the lease of a process that died runs out by itself.
"""

from wethaq.platform.jobs.registry import Job, install_jobs, installed_jobs, job
from wethaq.platform.jobs.runner import run_due
from wethaq.platform.jobs.worker import WORKER, work

__all__ = ["WORKER", "Job", "install_jobs", "installed_jobs", "job", "run_due", "work"]
