"""What the counselor would like to know before: a few questions for each service, all of them free to be left out.

Pure definitions; the words are msgids. Answers are kept as codes and typed
words, sealed, and read by the counselor alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from wethaq.platform.errors import N_

LONGEST: Final = 2_000
TOO_LONG: Final = N_("Please write at most {max_length} characters.")
NOT_OFFERED: Final = N_("Please choose one of the answers.")
Mistakes = dict[str, tuple[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers to choose from, as (code, msgid); without any it takes free words."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str | None = None

    def shown(self, answer: str) -> tuple[str, bool]:
        """Return an answer's msgid, or what was typed; and whether it was typed."""
        words = dict(self.options).get(answer)
        return (answer, True) if words is None else (words, False)


SINCE: Final = Question(
    "since",
    N_("Since when has it been on your mind?"),
    (
        ("weeks", N_("For some weeks")),
        ("months", N_("For some months")),
        ("years", N_("For years")),
    ),
)
EARLIER_HELP: Final = Question(
    "earlier_help",
    N_("Have you spoken to a counselor about it before?"),
    (
        ("no", N_("No, this is the first time")),
        ("here", N_("Yes, here")),
        ("elsewhere", N_("Yes, elsewhere")),
    ),
)
IN_YOUR_WORDS: Final = Question(
    "in_your_words",
    N_("What troubles you, in your own words?"),
    hint=N_("As much or as little as you like. Only your counselor reads it."),
)
HOPE: Final = Question("hope", N_("What would have to be different for you to say: it has helped?"))
TO_MIND: Final = Question(
    "to_mind",
    N_(
        "Is there anything we should mind, such as hearing, moving about, or somebody whom you don't wish to meet?"
    ),
)

MARRIAGE_TOPICS: Final = (
    ("talking", N_("How we talk with each other")),
    ("trust", N_("Trust")),
    ("money", N_("Money and duties")),
    ("relatives", N_("Relatives")),
    ("closeness", N_("Closeness and affection")),
    ("other", N_("Another matter")),
)
ABOUT: Final = N_("What is it mainly about?")

QUESTIONNAIRES: Final[Mapping[str, Sequence[Question]]] = {
    "premarital": (
        Question(
            "stage",
            N_("Where are you on the way?"),
            (
                ("thinking", N_("I am thinking of marriage")),
                ("engaged", N_("Engaged")),
                ("contract", N_("The contract is signed, the wedding is ahead")),
            ),
        ),
        Question(
            "topic",
            ABOUT,
            (
                ("choosing", N_("Whether we suit each other")),
                ("families", N_("Our families")),
                ("money", N_("Money and duties")),
                ("fears", N_("Worries about living together")),
                ("other", N_("Another matter")),
            ),
        ),
        IN_YOUR_WORDS,
        TO_MIND,
    ),
    "marital": (Question("topic", ABOUT, MARRIAGE_TOPICS), SINCE, EARLIER_HELP, IN_YOUR_WORDS, HOPE, TO_MIND),
    "couple": (Question("topic", ABOUT, MARRIAGE_TOPICS), SINCE, EARLIER_HELP, IN_YOUR_WORDS, HOPE, TO_MIND),
    "parenting": (
        Question(
            "topic",
            ABOUT,
            (
                ("behaviour", N_("Behaviour at home")),
                ("school", N_("School and learning")),
                ("screens", N_("Telephone, games and the net")),
                ("adolescence", N_("Adolescence")),
                ("siblings", N_("Brothers and sisters")),
                ("other", N_("Another matter")),
            ),
        ),
        Question(
            "age",
            N_("How old is the child whom it is mainly about?"),
            (
                ("small", N_("Up to 5 years")),
                ("school", N_("6 to 11 years")),
                ("teen", N_("12 to 17 years")),
                ("several", N_("Several children")),
            ),
        ),
        EARLIER_HELP,
        IN_YOUR_WORDS,
        TO_MIND,
    ),
    "mediation": (
        Question(
            "stage",
            N_("Where do things stand?"),
            (
                ("together", N_("We live together")),
                ("apart", N_("We live apart")),
                ("court", N_("There is a case at the court")),
                ("separated", N_("We are separated and have children together")),
            ),
        ),
        Question(
            "wish",
            N_("What do you wish for?"),
            (
                ("stay", N_("To find together again")),
                ("part", N_("To part in kindness")),
                ("children", N_("To agree about the children")),
                ("unsure", N_("I don't know yet")),
            ),
        ),
        IN_YOUR_WORDS,
        TO_MIND,
    ),
    "elderly": (
        Question(
            "topic",
            ABOUT,
            (
                ("care", N_("Daily care")),
                ("memory", N_("Memory and confusion")),
                ("sharing", N_("Sharing the load in the family")),
                ("strength", N_("My own strength")),
                ("other", N_("Another matter")),
            ),
        ),
        SINCE,
        IN_YOUR_WORDS,
        TO_MIND,
    ),
}


def questions_of(service: str) -> Sequence[Question]:
    """Return a service's questions; none where it asks for nothing."""
    return QUESTIONNAIRES.get(service, ())


def read_answers(service: str, typed: Mapping[str, str]) -> tuple[dict[str, str], Mistakes]:
    """Return the answers that can be kept, and what is wrong about the others, by question.

    A question that was emptied is kept as empty: it takes the earlier answer away.
    """
    answers: dict[str, str] = {}
    mistakes: Mistakes = {}
    for question in questions_of(service):
        if (text := typed.get(question.key)) is None:
            continue
        if question.options and text and text not in dict(question.options):
            mistakes[question.key] = (NOT_OFFERED, {})
        elif len(text) > LONGEST:
            mistakes[question.key] = (TOO_LONG, {"max_length": LONGEST})
        else:
            answers[question.key] = text
    return answers, mistakes


def described(service: str, answers: Mapping[str, str]) -> list[tuple[Question, str]]:
    """Return the questions that were answered, in their order; the answers are as `Question.shown` takes them.

    A code that belongs to another service's questions, chosen before, isn't an answer here.
    """
    own, _ = read_answers(service, answers)
    return [(each, own[each.key]) for each in questions_of(service) if own.get(each.key)]
