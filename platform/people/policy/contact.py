"""The safe-contact rule: a message must not put in danger whom it should help.

A call that a husband answers or a text that a brother reads may betray that
somebody asked for help; so the person says what must not happen.
"""

from collections.abc import Collection
from enum import StrEnum

from wethaq.platform.actors import Channel


class SafeContactRule(StrEnum):
    """What must not happen when the person is contacted."""

    NO_CALLS = "no_calls"
    NO_TEXT_MESSAGES = "no_text_messages"
    NO_CONTENT = "no_content"


def may_call(rules: Collection[SafeContactRule]) -> bool:
    """Tell whether this number may be called."""
    return SafeContactRule.NO_CALLS not in rules


def may_send(channel: Channel, rules: Collection[SafeContactRule]) -> bool:
    """Tell whether a message may go out by a channel at all."""
    if channel is Channel.SMS:
        return SafeContactRule.NO_TEXT_MESSAGES not in rules
    return channel is not Channel.PHONE or may_call(rules)


def may_show_content(channel: Channel, rules: Collection[SafeContactRule]) -> bool:
    """Tell whether a message may say what it is about, or only that there is one."""
    return channel not in {Channel.SMS, Channel.PHONE} or SafeContactRule.NO_CONTENT not in rules
