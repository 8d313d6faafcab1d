"""The site's request: what claims to be a form and is none is refused as the sender's mistake."""

from litestar.datastructures import FormMultiDict
from litestar.exceptions import ClientException, InternalServerException
from litestar_htmx import HTMXRequest


class SiteRequest(HTMXRequest):
    """Litestar reads each part in the encoding it names and lets its own failure to do so through."""

    @property
    def wants_part(self) -> bool:
        """Whether HTMX asks for a part of a page; on its way back through the history it wants all of it."""
        return bool(self.htmx) and not self.htmx.history_restore_request

    async def form(self) -> FormMultiDict:
        """Return the form that was sent; raises ClientException (400) for bytes that are no form, or not all of one."""
        try:
            return await super().form()
        except (UnicodeDecodeError, LookupError) as error:  # Broken letters; an encoding nobody knows.
            raise ClientException from error
        except InternalServerException as error:  # The browser went away in mid-form, often to send it anew.
            raise ClientException from error
