"""What was answered in a questionnaire, in the reader's words."""

from collections.abc import Mapping

from wethaq.counseling.questionnaires import QUESTIONNAIRES, described
from wethaq.platform.localisation import gettext


def in_words(service: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers by question, in the order in which they were asked.

    An answer to a question that a later release asks no more stands under its old key.
    """
    words: dict[str, str] = {}
    for question, answer in described(service, answers):
        shown, is_typed = question.shown(answer)
        words[gettext(question.label)] = shown if is_typed else gettext(shown)
    asked = {question.key for questions in QUESTIONNAIRES.values() for question in questions}
    return words | {key: answer for key, answer in answers.items() if answer and key not in asked}
