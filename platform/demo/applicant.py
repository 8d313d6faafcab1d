"""One request of the demonstration and everybody who has to do with it."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from wethaq.platform.actors import Actor, Channel
from wethaq.platform.demo.cast import CALL_CENTRE, OFFICER, RESEARCHER, SECOND_OFFICER
from wethaq.platform.demo.house import House
from wethaq.platform.demo.plans import Plan
from wethaq.platform.intake.loading import get_request
from wethaq.platform.intake.policy.statuses import RequestStatus

DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
SERVICE: Final = "support"
STAFF_CHANNELS: Final = frozenset({Channel.PHONE, Channel.IN_PERSON, Channel.LETTER})


class Applicant:
    """The request's own clock, and its people as actors; `now` moves on with each step."""

    def __init__(self, plan: Plan, house: House, began: datetime) -> None:
        self.plan = plan
        self.now = began + timedelta(minutes=plan.person * 7 % 240)
        self.officer = house.actor(OFFICER if plan.person % 3 else SECOND_OFFICER)
        self.researcher = house.actor(RESEARCHER)
        self.taker = house.actor(CALL_CENTRE, plan.channel)
        self.owner = Actor()
        self.request_id = UUID(int=0)

    @property
    def applies_alone(self) -> bool:
        """Tell whether the person uses the site, and isn't served by the call centre or at the counter."""
        return self.plan.channel not in STAFF_CHANNELS

    def later(self, length: timedelta) -> datetime:
        self.now += length
        return self.now

    async def status(self) -> RequestStatus:
        return (await get_request(self.request_id)).status
