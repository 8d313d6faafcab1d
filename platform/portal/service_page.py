"""The public page of a service, declared by the service itself (policy G8).

Every text is an English msgid marked by `N_`; the page translates it. What a
page promises must be true today: a service that isn't open online says so.
"""

from dataclasses import dataclass
from datetime import date

from wethaq.platform.actors import Channel
from wethaq.platform.errors import N_

__all__ = ["N_", "Faq", "ServicePage", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of how a service goes, as the beneficiary lives it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Faq:
    """A question that people ask, and its honest answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """What a person reads before deciding to ask for a service.

    `slug` is its address below /services; `clause` the policy's id (S1 … T3);
    `apply_path` where an application starts, or None while the service isn't
    open online: then `meanwhile` says how to be served today.
    """

    slug: str
    clause: str
    icon: str
    title: str
    summary: str
    audience: str
    duration: str
    needed: tuple[str, ...]
    steps: tuple[Step, ...]
    data_promises: tuple[str, ...]
    questions: tuple[Faq, ...]
    changed_on: date
    cost: str = N_("Free of charge")
    channels: tuple[Channel, ...] = (Channel.IN_PERSON, Channel.PHONE, Channel.WEBSITE)
    apply_path: str | None = None
    apply_words: str = N_("Start your request")
    meanwhile: str = ""
    is_sensitive: bool = False
    """Offer a quick exit: to be seen reading the page may do harm."""

    @property
    def is_open(self) -> bool:
        return self.apply_path is not None

    @property
    def path(self) -> str:
        return f"/services/{self.slug}"
