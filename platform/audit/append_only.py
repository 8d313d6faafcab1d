"""Triggers that make the trail append-only inside the database.

They stop mistakes and whoever has only the application's rights on rows; an
attacker who may drop triggers is found by the chain instead.
"""

from typing import Final

from wethaq.platform.database.engine import IS_SQLITE

TABLES: Final = ("audit_event", "audit_root")
_REFUSAL: Final = "the audit trail is append-only"


def append_only_triggers() -> list[str]:
    """Return the statements that create the triggers on the engine in use."""
    return _sqlite_triggers() if IS_SQLITE else _postgres_triggers()


def _sqlite_triggers() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for table in TABLES
        for act in ("update", "delete")
    ]


def _postgres_triggers() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    triggers = (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()"
        for table in TABLES
    )
    return [function, *triggers]
