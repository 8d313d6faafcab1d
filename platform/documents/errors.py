"""What is refused about files, letters and publications, each named for the fact."""

from wethaq.platform.errors import N_, NotFoundError, RefusedError, WethaqError


class FileRefusedError(WethaqError):
    """A file can't be taken; the message says why and what to do instead.

    Pages show it beside the file field: `except FileRefusedError as error`.
    """

    status = 422


class FileMissingError(FileRefusedError):
    """The field was sent without a file, or the file has no content."""

    message = N_("Choose a file first; the one that arrived is empty.")


class FileTooLargeError(FileRefusedError):
    message = N_("This file is larger than {limit} MB. Send a smaller copy, or several files.")


class UnknownFileTypeError(FileRefusedError):
    """Neither the beginning of the file nor its decoding fits a kind that is taken."""

    message = N_(
        "We can take PDF files and pictures (JPEG, PNG or WebP) only. A photo taken with the phone is fine."
    )


class PictureTooLargeError(FileRefusedError):
    message = N_(
        "This picture has more than {limit} million points. Send a smaller copy; a phone photo is enough."
    )


class PictureDamagedError(FileRefusedError):
    message = N_(
        "This picture can't be opened; it seems damaged. Take it again or save it anew and resend it."
    )


class PdfDamagedError(FileRefusedError):
    message = N_("This PDF can't be opened; it seems damaged. Save or scan it anew and resend it.")


class PdfLockedError(FileRefusedError):
    message = N_("This PDF is protected by a password. Save a copy without the password and send that.")


class PdfActiveError(FileRefusedError):
    """Scripts, programs to start, forms that send, files within the file."""

    message = N_(
        "This PDF holds scripts or other files inside it. Print it to a new PDF, or photograph it, and send that."
    )


class PdfTooLongError(FileRefusedError):
    message = N_("This PDF has more than {limit} pages. Send the pages that are needed.")


class FileTooComplexError(FileRefusedError):
    """Reading the file took more time or memory than any honest file needs."""

    message = N_(
        "This file is too complicated to read safely. Send it as a simple picture or a newly saved PDF."
    )


class InfectedFileError(FileRefusedError):
    message = N_("The virus scanner refused this file. Check your device, and send another copy.")


class ScannerUnavailableError(FileRefusedError):
    """A scanner is configured but doesn't answer: nothing is taken unscanned."""

    message = N_("We can't check files just now. Nothing was lost; please send it again in a few minutes.")


class DocumentNotFoundError(NotFoundError):
    """Not there, or not for the one who asks."""


class UnknownLetterKindError(WethaqError):
    """A part asked for a letter that nobody designed."""


class AlreadyPublishedError(RefusedError):
    message = N_("This text is the same as the version in force, so there is nothing to publish.")


class ArticlesDifferError(RefusedError):
    message = N_(
        "The Arabic and the English text must have the same number of articles, so that a citation fits both."
    )
