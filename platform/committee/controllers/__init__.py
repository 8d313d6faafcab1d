"""The pages of the research committee."""

from wethaq.platform.committee.controllers import cases, decisions, meetings, members

CONTROLLERS: list[object] = [*meetings.HANDLERS, *cases.HANDLERS, *decisions.HANDLERS, *members.HANDLERS]
