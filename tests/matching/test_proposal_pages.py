"""What both sides and the guardian see on their own phones."""

from datetime import UTC, datetime

import pytest

from tests.client import Client
from tests.matching.people import open_matching
from tests.matching.proposals_world import a_pair, a_proposal
from tests.platform.accounts.builders import signed_in


@pytest.fixture(autouse=True)
async def _open(database: None) -> None:
    await open_matching(now=datetime.now(UTC))


def now() -> datetime:
    return datetime.now(UTC)


async def test_her_page_shows_the_summary_and_asks_for_an_answer(client: Client) -> None:
    pair = await a_pair(now=now())
    proposal_id = await a_proposal(pair, now=now())
    hers = await signed_in(client, pair.woman.account_id)
    page = await hers.get(f"/en/matching/proposals/{proposal_id}")
    assert page.status_code == 200
    assert "Yes, go on" in page.text
    assert "Tabuk" in page.text
    assert "سالم" not in page.text
