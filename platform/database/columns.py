"""Columns of our own."""

from typing import Any

from piccolo.columns import Text


class EncryptedText(Text):
    """A text whose envelope alone reaches the database (design/security.md, Data at rest).

    `record_class` chooses the data key. Read and written through
    `platform/database/sealing.py`, never directly.
    """

    def __init__(self, record_class: str = "general", **kwargs: Any) -> None:
        kwargs.setdefault("default", None if kwargs.get("null") else "")
        default = kwargs.pop("default")
        self.record_class = record_class
        kwargs["record_class"] = record_class
        super().__init__(default=default, **kwargs)

    @property
    def column_type(self) -> str:
        return "TEXT"
