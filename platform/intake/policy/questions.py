"""What a service asks, one question a page, and which answers are acceptable (G3, H2)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from wethaq.platform.errors import N_

Answers = Mapping[str, str]
"""The answers by question key, in their stored form."""

CHOICE_SEPARATOR: Final = ","
YES: Final = "yes"
NO: Final = "no"
SHORT_TEXT_LETTERS: Final = 200
LONG_TEXT_LETTERS: Final = 4_000


class AnswerKind(StrEnum):
    """The form that an answer takes on the page."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"


class UnacceptableAnswerError(ValueError):
    """An answer that the question can't take; `message` is a msgid with `params`."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers offered, with the word that is stored for it."""

    value: str
    label: str
    hint: str | None = None


def always(_: Answers) -> bool:
    """Ask everybody."""
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its own page for the applicant, one row for the officer.

    `applies` sees the answers given so far; a question that doesn't apply is
    neither asked nor signed. Labels and hints are msgids.
    """

    key: str
    section: str
    label: str
    kind: AnswerKind
    hint: str | None = None
    is_required: bool = True
    choices: tuple[Choice, ...] = ()
    minimum: int = 0
    maximum: int = 1_000_000
    max_letters: int | None = None
    suffix: str | None = None
    applies: Callable[[Answers], bool] = field(default=always)
    is_for_walk_in: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A handful of questions that belong together: one line of the task list."""

    key: str
    title: str


YES_NO_CHOICES: Final = (Choice(YES, N_("Yes")), Choice(NO, N_("No")))


def choices_of(question: Question) -> tuple[Choice, ...]:
    """Return what can be chosen, with yes and no spelled out."""
    return YES_NO_CHOICES if question.kind is AnswerKind.YES_NO else question.choices


def applying(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """Return the questions that are put to someone with these answers, in order."""
    return [question for question in questions if question.applies(answers)]


def relevant_answers(questions: Sequence[Question], answers: Answers) -> dict[str, str]:
    """Leave out the answers to questions that no longer apply."""
    return {q.key: answers[q.key] for q in applying(questions, answers) if q.key in answers}


def unanswered(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """Return the required questions that still lack an answer, in order."""
    return [q for q in applying(questions, answers) if q.is_required and not answers.get(q.key)]


def next_question(questions: Sequence[Question], key: str, answers: Answers) -> Question | None:
    """Return the question after `key` that applies, or None after the last."""
    asked = applying(questions, answers)
    position = next((index for index, q in enumerate(asked) if q.key == key), None)
    return asked[position + 1] if position is not None and position + 1 < len(asked) else None


def previous_question(questions: Sequence[Question], key: str, answers: Answers) -> Question | None:
    """Return the question before `key` that applies, or None before the first."""
    asked = applying(questions, answers)
    position = next((index for index, q in enumerate(asked) if q.key == key), 0)
    return asked[position - 1] if position > 0 else None


def read_answer(question: Question, typed: Sequence[str]) -> str:
    """Return the stored form of what was typed or chosen ('' for nothing).

    `typed` is normalised text already (Arabic digits turned to 0-9). Raises
    UnacceptableAnswerError with a message that says what to do instead.
    """
    given = [text.strip() for text in typed if text.strip()]
    if not given:
        return _read_nothing(question)
    match question.kind:
        case AnswerKind.NUMBER:
            return _read_number(question, given[0])
        case AnswerKind.CHOICE | AnswerKind.YES_NO:
            return _read_choice(question, given[0])
        case AnswerKind.CHOICES:
            return _read_choices(question, given)
        case AnswerKind.TEXT | AnswerKind.LONG_TEXT:
            return _read_text(question, given[0])


def _read_nothing(question: Question) -> str:
    if not question.is_required:
        return ""
    match question.kind:
        case AnswerKind.CHOICE | AnswerKind.YES_NO:
            raise UnacceptableAnswerError(N_("Choose one of the answers."))
        case AnswerKind.CHOICES:
            raise UnacceptableAnswerError(N_("Choose at least one answer."))
        case AnswerKind.NUMBER:
            raise UnacceptableAnswerError(N_("Enter a number."))
        case AnswerKind.TEXT | AnswerKind.LONG_TEXT:
            raise UnacceptableAnswerError(N_("Write an answer."))


def _read_number(question: Question, text: str) -> str:
    digits = text.replace(",", "").replace("٬", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(question.maximum)) + 3:
        raise UnacceptableAnswerError(
            N_("Enter a whole number, such as %(example)s."), example=max(question.minimum, 4)
        )
    number = int(digits)
    if not question.minimum <= number <= question.maximum:
        raise UnacceptableAnswerError(
            N_("Enter a number from %(minimum)s to %(maximum)s."),
            minimum=question.minimum,
            maximum=question.maximum,
        )
    return str(number)


def _read_choice(question: Question, value: str) -> str:
    if value not in {choice.value for choice in choices_of(question)}:
        raise UnacceptableAnswerError(N_("Choose one of the answers."))
    return value


def _read_choices(question: Question, values: Sequence[str]) -> str:
    offered = [choice.value for choice in question.choices]
    if not set(values) <= set(offered):
        raise UnacceptableAnswerError(N_("Choose at least one answer."))
    return CHOICE_SEPARATOR.join(value for value in offered if value in values)


def _read_text(question: Question, text: str) -> str:
    limit = letters_limit(question)
    if len(text) > limit:
        raise UnacceptableAnswerError(
            N_("Shorten your answer: it has %(length)s letters and there is room for %(limit)s."),
            length=len(text),
            limit=limit,
        )
    return text


def letters_limit(question: Question) -> int:
    """Return how many letters an answer to `question` may have."""
    default = LONG_TEXT_LETTERS if question.kind is AnswerKind.LONG_TEXT else SHORT_TEXT_LETTERS
    return question.max_letters or default
