"""The pages of documents."""

from typing import Any

from wethaq.platform.documents.controllers.checking import check_code, show_check
from wethaq.platform.documents.controllers.desk import (
    publish,
    show_desk_publication,
    show_desk_publications,
    show_new_version,
)
from wethaq.platform.documents.controllers.downloads import download_file, download_letter
from wethaq.platform.documents.controllers.publications import (
    download_publication,
    show_publication,
    show_publications,
)

CONTROLLERS: list[Any] = [
    check_code,
    show_check,
    download_file,
    download_letter,
    show_publications,
    show_publication,
    download_publication,
    show_desk_publications,
    show_desk_publication,
    show_new_version,
    publish,
]
