"""What a family has chosen on its way to an appointment, as a booking keeps it."""

from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from wethaq.counseling.finding import Wanted
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.preferences import Preference
from wethaq.counseling.policy.services import Modality
from wethaq.platform.errors import NotFoundError
from wethaq.platform.localisation.languages import Language
from wethaq.platform.people.records import Sex


class Choices(BaseModel):
    """What was chosen so far; None is what hasn't been asked yet.

    `children` are wards of the applicant who come along, with files of their
    own; `companions` counts who comes without a file; `spouse_address` is where
    the invitation to the spouse goes, who then agrees in their own account.
    """

    model_config = ConfigDict(frozen=True)

    service: str | None = None
    children: tuple[UUID, ...] = ()
    companions: int = 0
    spouse_address: str | None = None
    modality: Modality | None = None
    counselor_id: UUID | None = None
    sex: Sex | None = None
    language: Language | None = None
    part_of_day: PartOfDay = PartOfDay.ANY
    governorate: str | None = None

    @property
    def count(self) -> int:
        """How many come."""
        return 1 + len(self.children) + self.companions + (self.spouse_address is not None)

    def wanted(self, person_id: UUID) -> Wanted:
        """Return what is looked for. Raises NotFoundError before service and way are chosen."""
        if self.service is None or self.modality is None:
            raise NotFoundError
        return Wanted(
            service=self.service,
            modality=self.modality,
            preference=Preference(sex=self.sex, language=self.language, counselor_id=self.counselor_id),
            part_of_day=self.part_of_day,
            governorate=self.governorate,
            people=(person_id, *self.children),
            count=self.count,
        )

    @classmethod
    def of(cls, text: str) -> Self:
        """Read stored choices."""
        return cls.model_validate_json(text)
