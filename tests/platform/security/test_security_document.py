import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
CITED = re.compile(r"`(tests/[^`]+\.py)`")


def test_every_test_that_the_security_page_cites_exists() -> None:
    cited = CITED.findall((ROOT / "docs/security.md").read_text("utf-8"))
    assert cited
    assert [path for path in cited if not (ROOT / path).is_file()] == []
