"""How a service declares the way people apply for it, in one value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from wethaq.platform.errors import NotFoundError
from wethaq.platform.intake.policy.checklist import ChecklistItem
from wethaq.platform.intake.policy.eligibility import ADULT, IN_SCOPE, EligibilityRule
from wethaq.platform.intake.policy.questions import Answers, Question, Section
from wethaq.platform.intake.policy.statuses import DecisionPath
from wethaq.platform.intake.policy.terms import ServiceTerms
from wethaq.platform.people.records import Person


def nothing(_: Person) -> Answers:
    """Take nothing over from the file."""
    return {}


@dataclass(frozen=True, slots=True)
class IntakePolicy:
    """Everything intake needs to know of a service; passed in by app.py.

    `code` names the service in URLs and records; `consents` are the purposes
    without which a request can't be processed; words are msgids. Numbers live in
    `terms`, which managers change in versions. With `allows_several`, a person
    may have more than one undecided request (a researcher with two studies).
    `known` is what the file knows already: it lies among the answers from the start, so that a
    question can tell whom it concerns (G3), and is neither asked nor signed.
    """

    code: str
    title: str
    summary: str
    path: DecisionPath
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    checklist: tuple[ChecklistItem, ...]
    consents: tuple[str, ...]
    rules: tuple[EligibilityRule, ...] = (IN_SCOPE, ADULT)
    terms: ServiceTerms = field(default=ServiceTerms())
    what_you_need: tuple[str, ...] = ()
    minutes_to_apply: int = 15
    allows_several: bool = False
    known: Callable[[Person], Answers] = field(default=nothing)

    def question(self, key: str) -> Question:
        """Return a question by its key; raises NotFoundError for a key from outside."""
        for question in self.questions:
            if question.key == key:
                return question
        raise NotFoundError

    def item(self, code: str) -> ChecklistItem:
        """Return a checklist item by its code; raises NotFoundError for a code from outside."""
        for item in self.checklist:
            if item.code == code:
                return item
        raise NotFoundError

    def is_required(self, item: ChecklistItem, terms: ServiceTerms) -> bool:
        """Tell whether `item` is required under `terms`."""
        return item.is_required if terms.required_items is None else item.code in terms.required_items

    def section_questions(self, section: str) -> tuple[Question, ...]:
        """Return the questions of one section, in order."""
        return tuple(question for question in self.questions if question.section == section)


class ServiceCatalogue:
    """The services that can be applied for; filled once by app.py."""

    def __init__(self) -> None:
        self._by_code: dict[str, IntakePolicy] = {}

    def offer(self, *policies: IntakePolicy) -> None:
        """Open services for applications; offering one again replaces it."""
        self._by_code.update({policy.code: policy for policy in policies})

    def get(self, code: str) -> IntakePolicy:
        """Return a service's policy; raises NotFoundError for a service we don't offer."""
        if code not in self._by_code:
            raise NotFoundError
        return self._by_code[code]

    def all(self) -> Mapping[str, IntakePolicy]:
        """Return the services on offer, by code."""
        return dict(self._by_code)


CATALOGUE: Final = ServiceCatalogue()
