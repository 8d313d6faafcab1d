"""The survey: two questions and room for a word."""

from typing import Annotated

from pydantic import BaseModel, Field

from wethaq.platform.errors import N_
from wethaq.platform.feedback.policy import HIGHEST_SCORE, LEAST_SCORE

MAX_COMMENT_LENGTH = 1000


class SurveyForm(BaseModel):
    """At most three questions, so that everybody has the time (design, Survey)."""

    satisfaction: Annotated[
        int,
        Field(
            ge=LEAST_SCORE,
            le=HIGHEST_SCORE,
            json_schema_extra={"missing": N_("Choose how satisfied you are, from one star to five.")},
        ),
    ]
    ease: Annotated[
        int,
        Field(
            ge=LEAST_SCORE,
            le=HIGHEST_SCORE,
            json_schema_extra={"missing": N_("Choose how easy it was for you.")},
        ),
    ]
    comment: Annotated[str | None, Field(max_length=MAX_COMMENT_LENGTH)] = None
