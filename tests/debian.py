"""What a test needs of the machine's own packages: as root on Debian, it is installed."""

import os
import shutil
import subprocess
import sys


def may_install() -> bool:
    """Tell whether a package can be had without anybody's consent."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", package]):
        subprocess.run(["apt-get", *step], check=True, env=environment, stdout=sys.stderr)
