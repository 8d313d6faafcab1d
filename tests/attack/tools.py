"""Running each tool within bounds, and reading what it found."""

import csv
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.attack.intruders import Intruder, named_route
from tests.attack.openapi import describe

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / ".tools/attack/bin"
EXAMPLES = 12
"""So many inputs schemathesis makes up for each operation, besides those at the edges."""
SECONDS = 300
"""How long one tool may take as one intruder; what it didn't reach by then, it doesn't reach."""
WAPITI_MODULES = "sql,xss,permanentxss,exec,file,crlf,redirect,upload,csp,http_headers,methods,backup"
"""Without those that ask hosts of their makers (ssrf, xxe, log4shell), guess products, or want HTTPS (cookieflags)."""


@dataclass
class Result:
    """What one tool tried, in its own words, and what it found."""

    tried: str
    findings: list[str] = field(default_factory=list)


def attack(tool: str, intruder: Intruder, folder: Path) -> Result:
    """Run one tool as one intruder; a session that ended meanwhile is a finding too."""
    folder.mkdir(parents=True)
    runs: dict[str, Callable[[Intruder, Path], Result]] = {
        "schemathesis": _schemathesis,
        "sqlmap": _sqlmap,
        "wapiti": _wapiti,
    }
    result = runs[tool](intruder, folder)
    if not intruder.is_still_in():
        result.findings.append("the session ended meanwhile, so the attack was a stranger's")
    return result


def _schemathesis(intruder: Intruder, folder: Path) -> Result:
    schema, report = folder / "openapi.json", folder / "report.xml"
    schema.write_text(json.dumps(describe(intruder)), encoding="utf-8")
    options = ["--checks=not_a_server_error", "--phases=coverage,fuzzing", f"--max-examples={EXAMPLES}"]
    options += ["--continue-on-failure", "--generation-database=none", "--no-color", "--warnings=off"]
    options += ["--suppress-health-check=all", "--no-shrink", "--request-timeout=20"]
    options += ["--report=junit", f"--report-junit-path={report}", f"--url={intruder.site}"]
    said = _run(["schemathesis", "run", str(schema), *options, *_header_options(intruder)], folder)
    counted = re.search(r"([\d,]+) generated", said) or re.search(r"Test cases:\s*\n?\s*(.*)", said)
    failures = [
        line.strip() for line in said.splitlines() if re.match(r"\s*- Server error|\s*\[5\d\d\]", line)
    ]
    if not counted:
        failures.append(f"it did not run to its end: {said[-400:]}")
    return Result(f"{counted[1] if counted else 'no'} cases", failures)


def _sqlmap(intruder: Intruder, folder: Path) -> Result:
    """Hand over each address with a parameter, and each form, as a log that a proxy would have kept."""
    requests = list(_requests(intruder))
    log, found = folder / "requests.log", folder / "found.csv"
    log.write_text("".join(_logged(intruder, each) for each in requests), encoding="utf-8")
    # The demonstration runs on SQLite; techniques that measure time find what isn't there on a busy machine.
    options = [
        "--batch",
        "--technique=BEUQ",
        "--dbms=sqlite",
        "--level=1",
        "--risk=1",
        "--threads=1",
        "--timeout=20",
        "--retries=1",
        "--flush-session",
    ]
    options += ["--skip=csrf_token", "--ignore-code=*", "--disable-coloring", "--drop-set-cookie"]
    options += [f"--output-dir={folder / 'output'}", f"--results-file={found}"]
    said = _run(["sqlmap", "-l", str(log), *options], folder)
    rows = list(csv.DictReader(found.open(encoding="utf-8"))) if found.exists() else []
    findings = [" ".join(filter(None, row.values())) for row in rows if row.get("Technique(s)")]
    tested = len(re.findall(r"parameter .* does not seem to be injectable", said))
    reached = max(
        (int(number) for number in re.findall(r"^\[(\d+)/\d+\] URL", said, re.MULTILINE)), default=0
    )
    if not reached:
        findings.append(f"it did not run to its end: {said[-400:]}")
    return Result(f"{reached} kinds of requests of {len(requests)}, {tested} parameters", findings)


def _requests(intruder: Intruder) -> Iterator[tuple[str, str, str]]:
    """Yield each kind of address once, with a star where a name in its path is to be replaced; then the forms."""
    known: set[str] = set()
    for path in intruder.addresses:
        shape = re.sub(r"=[^&]*", "=", path) if "?" in path else named_route(path)
        if shape and shape not in known:
            known.add(shape)
            yield "GET", path if "?" in path else f"{path}*", ""
    for form in intruder.forms:
        if not form.is_multipart and form.fields:
            body = urlencode({name: each.plausible() for name, each in form.fields.items()})
            yield "POST", urlsplit(form.action).path, body


def _logged(intruder: Intruder, request: tuple[str, str, str]) -> str:
    method, path, body = request
    kind = {"content-type": "application/x-www-form-urlencoded"} if body else {}
    headers = {"host": urlsplit(intruder.site).netloc, **intruder.headers, **kind}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name.title()}: {value}" for name, value in headers.items())]
    fence = "=" * 54
    return "\n".join([fence, *lines, "", body, fence, "", ""])


def _wapiti(intruder: Intruder, folder: Path) -> Result:
    report = folder / "report.json"
    options = [f"--url={intruder.site}/", "--scope=domain", f"--module={WAPITI_MODULES}", "--depth=6"]
    options += ["--max-links-per-page=60", "--max-files-per-dir=40", f"--max-scan-time={SECONDS // 3}"]
    options += [f"--max-attack-time={SECONDS // 8}", "--max-parameters=12", "--tasks=4", "--timeout=20"]
    options += ["--flush-session", f"--store-session={folder}", f"--store-config={folder}", "--no-bugreport"]
    options += [
        "--skip=csrf_token",
        "--format=json",
        f"--output={report}",
        "--drop-set-cookie",
        "--verbose=1",
    ]
    options += [
        f"--exclude={intruder.site}{path}" for path in ("/sign-out", "/demo*", "*/ending", "/static/*")
    ]
    said = _run(["wapiti", *options, *_header_options(intruder)], folder)
    if not report.exists():
        return Result("nothing", [f"it did not run to its end: {said[-400:]}"])
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    findings = [
        _one_line(name, each) for kind in ("vulnerabilities", "anomalies") for name, each in _all(told[kind])
    ]
    return Result(f"{told['infos'].get('crawled_pages_nbr', '?')} pages and forms", findings)


def _all(told: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, findings in told.items():
        yield from ((name, each) for each in findings)


def _one_line(name: str, each: dict[str, Any]) -> str:
    return f"{name}: {each['method']} {each['path']} {each.get('parameter') or ''}: {each['info']}".replace(
        "\n", " "
    )


def _header_options(intruder: Intruder) -> list[str]:
    return [f"--header={name}:{value}" for name, value in intruder.headers.items()]


def _run(command: list[str], folder: Path) -> str:
    """Run one of the tools until it ends or its time is over, and return what it said."""
    output = folder / "output.txt"
    environment = {**os.environ, "HOME": str(folder), "PYTHONWARNINGS": "ignore"}
    with output.open("wb") as said:
        try:
            subprocess.run(
                [str(PROGRAMS / command[0]), *command[1:]],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                timeout=SECONDS * 2,
                check=False,
            )
        except subprocess.TimeoutExpired:
            said.write(b"\n(its time was over)\n")
    return output.read_text(encoding="utf-8", errors="replace")
