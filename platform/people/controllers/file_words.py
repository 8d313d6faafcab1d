"""Words for codes, as templates call them: `group_word(person.group(now))`."""

from functools import partial
from typing import Any

from wethaq.platform.people import choices
from wethaq.platform.people.policy.places import PLACES


def file_words() -> dict[str, Any]:
    """Return the functions that name what a file holds in codes."""
    return {
        "sex_word": partial(choices.word_of, choices.SEXES),
        "group_word": partial(choices.word_of, choices.GROUPS),
        "place_word": partial(choices.word_of, PLACES),
        "country_name": choices.country_name,
        "language_word": partial(choices.word_of, choices.LANGUAGES),
        "digits_word": choices.DIGITS.get,
        "channel_word": partial(choices.word_of, choices.REPLY_CHANNELS),
        "intake_channel_word": partial(choices.word_of, choices.INTAKE_CHANNELS),
        "rule_words": choices.rule_words,
        "relation_word": partial(choices.word_of, choices.RELATIONS),
        "guardianship_word": partial(choices.word_of, choices.GUARDIANSHIP_STATUSES),
        "reason_word": partial(choices.word_of, choices.DUPLICATE_REASONS),
    }
