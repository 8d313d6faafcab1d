"""What the invented beneficiaries said of the service; some months of it, and no names (G9)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from wethaq.platform.database.identifiers import new_id
from wethaq.platform.database.sealing import insert_sealed
from wethaq.platform.feedback.policy import answer_month
from wethaq.platform.feedback.tables import SurveyAnswer
from wethaq.platform.localisation.dates import riyadh_date

SCORES: Final = (
    (5, 5),
    (4, 5),
    (5, 4),
    (3, 4),
    (5, 5),
    (4, 3),
    (5, 5),
    (2, 3),
    (4, 4),
    (5, 5),
    (4, 4),
    (5, 4),
)
COMMENTS: Final = (
    "تعامل راقٍ، وشرحوا لي كل خطوة.",
    "تمنيت أن يكون الرد أسرع، لكن الموعد كان واضحًا من البداية.",
    "أعجبني أنني أرى من اطّلع على ملفي.",
    "الموظفة عاودت الاتصال كما وعدت.",
    "نموذج الطلب أسهل مما توقعت.",
)


Opinion = tuple[int, int, str | None]
"""Satisfaction, ease, and perhaps some words."""


async def tell_opinions(now: datetime) -> None:
    """Keep what was said of the support."""
    comments = (*COMMENTS, *[None] * (len(SCORES) - len(COMMENTS)))
    opinions = [(*scores, comment) for scores, comment in zip(SCORES, comments, strict=True)]
    await keep_opinions("support", opinions, now)


async def keep_opinions(service: str, opinions: Sequence[Opinion], now: datetime) -> None:
    """Keep answers as the survey keeps them: without person, request or day."""
    for index, (satisfaction, ease, comment) in enumerate(opinions):
        month = answer_month(riyadh_date(now - timedelta(days=31 * (index % 2))))
        await insert_sealed(
            SurveyAnswer,
            {
                "id": new_id(),
                "service": service,
                "answered_in": month,
                "satisfaction": satisfaction,
                "ease": ease,
                "comment": comment,
            },
        )
