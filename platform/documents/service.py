"""What other parts may ask of documents."""

from wethaq.platform.documents.access import Belonging, use_opening_rules
from wethaq.platform.documents.letter_rendering import render_letter
from wethaq.platform.documents.letters import (
    Letter,
    destroy_papers_of,
    find_letter_by_code,
    issue_letter,
    list_letters,
    open_letter,
)
from wethaq.platform.documents.publications import (
    BYLAWS,
    SUPPORT_GUIDE,
    Publication,
    Wording,
    citation,
    get_publication,
    list_publications,
    list_versions,
    publish_document,
)
from wethaq.platform.documents.uploads import (
    FileSummary,
    OpenedFile,
    attach_to_request,
    destroy_upload,
    list_own_files,
    list_request_files,
    open_upload,
    store_upload,
    sweep_orphans,
)

__all__ = [
    "BYLAWS",
    "SUPPORT_GUIDE",
    "Belonging",
    "FileSummary",
    "Letter",
    "OpenedFile",
    "Publication",
    "Wording",
    "attach_to_request",
    "citation",
    "destroy_papers_of",
    "destroy_upload",
    "find_letter_by_code",
    "get_publication",
    "issue_letter",
    "list_letters",
    "list_own_files",
    "list_publications",
    "list_request_files",
    "list_versions",
    "open_letter",
    "open_upload",
    "publish_document",
    "render_letter",
    "store_upload",
    "sweep_orphans",
    "use_opening_rules",
]
