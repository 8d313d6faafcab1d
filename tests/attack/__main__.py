"""Attack a running demonstration with other people's tools: schemathesis, sqlmap and wapiti.

    make attack

serves the demonstration on 127.0.0.1, lets each tool loose on it as a visitor,
as a signed-in beneficiary and as an officer, prints what was tried and found,
and ends with 1 when anything was. The tools live in an environment of their own.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path

# The routes are read off the app, whose settings must be there before it is imported.
os.environ.update(
    WETHAQ_ENVIRONMENT="test",
    WETHAQ_DATA_FOLDER=tempfile.mkdtemp(prefix="wethaq-attack-"),
    WETHAQ_MASTER_KEY="d2V0aGFxLXRlc3Qta2V5LTAxMjM0NTY3ODktYWJjZGU=",
)

TOOLS = ("schemathesis", "sqlmap", "wapiti")


def main(wanted: list[str]) -> int:
    from tests.attack.intruders import intruders_at
    from tests.attack.tools import attack
    from tests.browser.site import running_site

    findings = 0
    with tempfile.TemporaryDirectory(prefix="wethaq-attack-") as name, running_site() as site:
        for intruder in asyncio.run(intruders_at(site.address)):
            print(f"{intruder.name}: {len(intruder.forms)} forms, {len(intruder.addresses)} pages")
            for tool in wanted or TOOLS:
                began = time.monotonic()
                result = attack(tool, intruder, Path(name, intruder.name, tool))
                print(f"  {tool}: {result.tried}, {len(result.findings)} findings, {_since(began)}")
                for finding in result.findings:
                    print(f"    {finding}")
                findings += len(result.findings)
        entries = [json.loads(line) for line in site.said.splitlines() if line.startswith("{")]
    answers = [entry for entry in entries if entry["event"] == "request"]
    failures = [entry for entry in entries if entry["level"] == "error"]
    reached = {(entry["method"], entry["route"]) for entry in answers}
    print(f"{len(answers)} requests reached {len(reached)} of the site's ways in")
    for failure in failures:
        print(f"  {failure}")
    print(f"{findings} findings; {len(failures)} failures in the site's log")
    return 1 if findings or failures or not answers else 0


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.0f} s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
