"""Two men's pages in a process of its own: `python -m benchmarks.matching.discretion`.

To one of them somebody was proposed and declined before he knew; of the other nobody was ever
thought. Both ask for the same pages, and neither may learn anything from how long they take.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from benchmarks.metering import Meter
from benchmarks.our_site import AsyncUnit, MeteredApp, serve_orders

PAGES = ("/matching/proposals", "/my-file", "/my-file/openings")


async def make_units() -> Mapping[str, AsyncUnit]:
    from tests.client import Client
    from tests.matching.people import open_matching
    from tests.matching.proposals_world import a_pair, a_proposal
    from tests.platform.accounts.builders import signed_in
    from wethaq.app import app
    from wethaq.matching.answering import decline_proposal
    from wethaq.matching.policy.stages import Stage

    now = datetime.now(UTC)
    await open_matching(now=now)
    pairs = {name: await a_pair(now=now) for name in ("declined", "never")}
    declined = pairs["declined"]
    proposal_id = await a_proposal(declined, Stage.SUMMARY, now=now)
    await decline_proposal(proposal_id, actor=declined.woman.actor, now=now)
    units: dict[str, AsyncUnit] = {}
    for name, pair in pairs.items():
        meter = Meter()
        his = await signed_in(Client(MeteredApp(app, meter)), pair.man.account_id)
        meter.read_and_reset()

        async def read_pages(his: Client = his, meter: Meter = meter) -> float:
            for page in PAGES:
                answer = await his.get(page)
                assert answer.status_code == 200
            return meter.read_and_reset()

        units[name] = read_pages
    return units


if __name__ == "__main__":
    serve_orders(make_units)
