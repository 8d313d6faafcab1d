"""What the pages of documents read."""

from pydantic import BaseModel, Field

MAX_TITLE = 200
MAX_BODY = 200_000


class VersionForm(BaseModel):
    """A new version of a published document, in both languages."""

    title_ar: str = Field(max_length=MAX_TITLE)
    title_en: str = Field(max_length=MAX_TITLE)
    body_ar: str = Field(max_length=MAX_BODY)
    body_en: str = Field(max_length=MAX_BODY)
    is_public: bool = False
