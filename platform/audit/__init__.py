"""The audit trail: who did what and who opened whose file, in a chain that can't be changed unnoticed.

It knows no domain: an event is a name, ids and a purpose, never personal content.
"""

from wethaq.platform.audit.events import has_viewed, list_events, was_done_by
from wethaq.platform.audit.openings import Opening, list_openings, name_actors_by
from wethaq.platform.audit.recording import record, record_view

__all__ = [
    "Opening",
    "has_viewed",
    "list_events",
    "list_openings",
    "name_actors_by",
    "record",
    "record_view",
    "was_done_by",
]
