"""Who acts: the value that every mutating service function asks for."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What an account may be to the association (design/security.md, Access)."""

    BENEFICIARY = "beneficiary"
    GUARDIAN = "guardian"
    RESEARCHER = "researcher"
    VOLUNTEER = "volunteer"
    CALL_CENTRE_AGENT = "call_centre_agent"
    RELATIONS_OFFICER = "relations_officer"
    SOCIAL_RESEARCH_OFFICER = "social_research_officer"
    MATCHMAKER = "matchmaker"
    COUNSELOR = "counselor"
    TRAINER = "trainer"
    COMMITTEE_MEMBER = "committee_member"
    COMMITTEE_CHAIR = "committee_chair"
    DATA_STEWARD = "data_steward"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


PUBLIC_ROLES = frozenset({Role.BENEFICIARY, Role.GUARDIAN, Role.RESEARCHER})
STAFF_ROLES = frozenset(Role) - PUBLIC_ROLES


class Channel(StrEnum):
    """The way by which a request reached the association (policy C1-C8)."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    SOCIAL_MEDIA = "social_media"
    LETTER = "letter"
    VOLUNTEER = "volunteer"
    WEBSITE = "website"
    EMAIL = "email"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Actor:
    """An account at work, or the system itself when a job acts."""

    account_id: UUID | None = None
    person_id: UUID | None = None
    roles: frozenset[Role] = frozenset()
    session_id: UUID | None = None
    channel: Channel = Channel.WEBSITE
    is_system: bool = False

    @property
    def is_signed_in(self) -> bool:
        return self.account_id is not None

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF_ROLES)

    def has(self, *roles: Role) -> bool:
        """Tell whether the actor holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)


ANONYMOUS = Actor()
SYSTEM = Actor(is_system=True)
