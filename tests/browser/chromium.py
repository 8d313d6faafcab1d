"""Find a Chromium to test with; as root on Debian, install one.

    python -m tests.browser.chromium

prints its path. A Chromium of the machine is preferred, since Playwright's own
builds come from outside the package registries.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.debian import install, may_install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
NOT_FOUND = (
    "No Chromium was found, so the browser tests can't run. Install one (Debian: apt-get install chromium),\n"
    "or name one: CHROMIUM=/path/to/chromium make test"
)


class ChromiumMissingError(Exception):
    """Neither a browser nor a way to get one is on this machine."""


def find_chromium() -> Path:
    """Give the browser's program, installing it where that needs nobody's consent."""
    found = _installed()
    if found is None and may_install():
        install("chromium")
        found = _installed()
    if found is None:
        raise ChromiumMissingError(NOT_FOUND)
    return found


def _installed() -> Path | None:
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named)
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return Path(path)
    return MACOS if MACOS.exists() else None


if __name__ == "__main__":
    try:
        print(find_chromium())
    except (ChromiumMissingError, subprocess.CalledProcessError) as error:
        sys.exit(str(error))
