"""Whoever keeps personal data hands it over in a copy; nobody is forgotten."""

from collections.abc import Iterator

from piccolo.table import Table

import wethaq.app  # noqa: F401 - the composition root registers what each part hands over.
from wethaq.piccolo_conf import APP_REGISTRY
from wethaq.platform.consent.data_copy import registered_parts
from wethaq.platform.database.sealing import encrypted_columns

OF_A_PERSON = {"person_id", "owner_person_id", "account_id", "guardian_id", "ward_id"}
"""Columns that say whose a row is."""

NOT_IN_THE_COPY = {
    "audit": "who has opened the file is handed over by the portal; the rest are acts of staff",
    "feedback": "an answer names neither person nor request (policy G9), so nobody's can be found",
    "security": "secrets of the sign-in: a copy of them would open the account",
}
"""Parts with personal data that contribute nothing, each with its reason."""


def personal_tables() -> Iterator[tuple[str, type[Table]]]:
    """Yield each table that is about somebody, with the name of its part."""
    for part, config in APP_REGISTRY.app_configs.items():
        for table in config.table_classes:
            names = {column._meta.name for column in table._meta.columns}
            if encrypted_columns(table) or names & OF_A_PERSON:
                yield part, table


def test_every_part_with_personal_data_contributes_to_the_copy() -> None:
    keepers = {part for part, _ in personal_tables()}
    assert keepers - registered_parts() - set(NOT_IN_THE_COPY) == set()


def test_no_excuse_outlives_its_reason() -> None:
    keepers = {part for part, _ in personal_tables()}
    assert set(NOT_IN_THE_COPY) - keepers == set()
    assert set(NOT_IN_THE_COPY) & registered_parts() == set()
