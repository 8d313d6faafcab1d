"""What every test may ask for: an empty migrated database, and the site as its people see it.

The engine is chosen once a run by `WETHAQ_TEST_ENGINE` (`sqlite`, the default,
or `postgres` with `WETHAQ_TEST_POSTGRES_URL`), since Piccolo's engine belongs
to the process; `make test` runs the suite on both.
"""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

# The settings are read when the first module of the house is imported.
_FOLDER = Path(tempfile.mkdtemp(prefix="wethaq-test-"))
os.environ.update(
    WETHAQ_ENVIRONMENT="test",
    WETHAQ_DATA_FOLDER=str(_FOLDER),
    WETHAQ_MASTER_KEY="d2V0aGFxLXRlc3Qta2V5LTAxMjM0NTY3ODktYWJjZGU=",
    WETHAQ_BASE_URL="https://wethaq.test",
    WETHAQ_ARGON2_MEMORY_KIB="64",
)
if os.environ.get("WETHAQ_TEST_ENGINE", "sqlite") == "postgres":
    from tests.postgres_database import make_database

    os.environ["WETHAQ_DATABASE_URL"] = make_database(os.environ["WETHAQ_TEST_POSTGRES_URL"])

pytest_plugins = ["tests.fixtures"]

# A busy machine draws its examples slowly; that says nothing of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
