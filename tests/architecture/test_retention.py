"""No table with personal data comes in without a word on how long it is kept."""

import wethaq.app  # noqa: F401 - the composition root hands the services' rules over.
from tests.architecture.test_copies import personal_tables
from wethaq.piccolo_conf import APP_REGISTRY
from wethaq.platform.retention.schedule import schedule


def test_every_table_with_personal_data_has_a_rule() -> None:
    kept = {table._meta.tablename for _, table in personal_tables()}
    covered = {name for rule in schedule() for name in rule.tables}
    assert kept - covered == set()


def test_no_rule_speaks_of_a_table_that_is_gone() -> None:
    known = {
        table._meta.tablename
        for config in APP_REGISTRY.app_configs.values()
        for table in config.table_classes
    }
    assert {name for rule in schedule() for name in rule.tables} - known == set()
