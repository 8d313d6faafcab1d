"""What a reader typed that can't be understood: said in their language, beside the field."""

from typing import ClassVar

from wethaq.platform.localisation.translation import N_, gettext


class UnreadableInputError(ValueError):
    """A typed value that has no meaning in its field.

    It is a ValueError, so that a pydantic validator may simply let it pass
    and the form shows it beside the field with every other problem.
    """

    message: ClassVar[str] = N_("This could not be read. Check what you typed.")

    def __init__(self, **params: object) -> None:
        super().__init__(self.message)
        self.params = params

    def __str__(self) -> str:
        return gettext(self.message, **self.params)
