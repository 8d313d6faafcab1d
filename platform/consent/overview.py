"""A person's consents at a glance: each purpose, its text, where it stands and what was done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wethaq.platform.consent import policy
from wethaq.platform.consent.grants import list_grants
from wethaq.platform.consent.history import declined_texts
from wethaq.platform.consent.policy import ConsentState
from wethaq.platform.consent.purposes import Purpose, declared_purposes, get_purpose
from wethaq.platform.consent.records import Grant, PolicyText
from wethaq.platform.consent.texts import current_texts

ASK_AGAIN = frozenset({ConsentState.TEXT_CHANGED, ConsentState.EXPIRED})


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One purpose as its person sees it; `grant` is the current one, else the last there was."""

    purpose: Purpose
    text: PolicyText | None
    grant: Grant | None
    state: ConsentState

    @property
    def is_in_force(self) -> bool:
        return self.state in {ConsentState.GIVEN, ConsentState.TEXT_CHANGED}

    @property
    def asks_again(self) -> bool:
        """Whether the person should be asked at this visit: a newer text, or a grant that ran out."""
        return self.state in ASK_AGAIN


async def list_consents(person_id: UUID, *, now: datetime) -> list[ConsentLine]:
    """Return every declared purpose, in the order in which they were declared."""
    texts = await current_texts()
    declined = await declined_texts(person_id)
    by_purpose = _last_grants(await list_grants(person_id))
    return [
        _line(purpose, texts.get(purpose.code), by_purpose.get(purpose.code), declined, now)
        for purpose in declared_purposes()
    ]


async def find_consent(person_id: UUID, purpose: str, *, now: datetime) -> ConsentLine:
    """Return one purpose as its person sees it; raises `UnknownPurposeError`."""
    get_purpose(purpose)
    return next(line for line in await list_consents(person_id, now=now) if line.purpose.code == purpose)


async def count_to_ask_again(person_id: UUID, *, now: datetime) -> int:
    """Return how many consents wait for an answer at this visit, for "my file"."""
    return sum(line.asks_again for line in await list_consents(person_id, now=now))


def _last_grants(grants: list[Grant]) -> dict[str, Grant]:
    """Return the current grant of each purpose, else the newest; `grants` come newest first."""
    last: dict[str, Grant] = {}
    for grant in grants:
        if grant.purpose not in last or grant.is_current:
            last[grant.purpose] = grant
    return last


def _line(
    purpose: Purpose,
    text: PolicyText | None,
    grant: Grant | None,
    declined: dict[str, UUID],
    now: datetime,
) -> ConsentLine:
    declined_text = declined.get(purpose.code)
    state = policy.state_of(grant, current=text, declined_text=declined_text, now=now)
    return ConsentLine(purpose, text, grant, state)
