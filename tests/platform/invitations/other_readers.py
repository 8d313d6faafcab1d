"""Other people's calendar programs, asked what they think of an object of ours."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import ics
import vobject
from radicale.item import check_and_sanitize_items, read_components

from tests.platform.invitations.libical import NOT_FOUND, libical, may_be_missing
from tests.platform.invitations.raw_lint import findings

ICAL_JS = Path(__file__).parents[3] / "node_modules" / "ical.js" / "dist" / "ical.js"
NODE = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))


def findings_of_ics(text: str) -> list[str]:
    """Read with `ics`; it must find an event with its times.

    Its parser wraps the standard streams once more with each text, until no print reaches them.
    """
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            calendar = ics.Calendar(text)
    except Exception as error:  # noqa: BLE001 - whatever a reader raises is its finding
        return [f"ics: {error!r}"]
    return [] if [event.begin < event.end for event in calendar.events] == [True] else ["ics: no time"]


def findings_of_vobject(text: str) -> list[str]:
    """Read with `vobject` and let it validate: it refuses what its tables don't allow."""
    try:
        calendar = vobject.readOne(text)
        calendar.validate(raiseException=True)
    except Exception as error:  # noqa: BLE001 - whatever a reader raises is its finding
        return [f"vobject: {error!r}"]
    return []


def findings_of_radicale(text: str) -> list[str]:
    """Check as the server Radicale does when a calendar is put into it; CalDAV stores no METHOD."""
    stored = "\r\n".join(line for line in text.split("\r\n") if not line.startswith("METHOD:"))
    try:
        check_and_sanitize_items(
            read_components(stored), is_collection=True, tag="VCALENDAR", max_vevent_rrule_occurrence=1000
        )
    except Exception as error:  # noqa: BLE001 - whatever a reader raises is its finding
        return [f"radicale: {error!r}"]
    return []


def findings_of_libical(text: str) -> list[str]:
    """Check with libical, the only reader that knows RFC 5546's tables of what each method needs."""
    library = libical()
    assert library, NOT_FOUND
    component = library.icalparser_parse_string(text.encode())
    if not component:
        return ["libical: unreadable"]
    is_allowed = library.icalrestriction_check(component)
    errors = library.icalcomponent_count_errors(component)
    shown = library.icalcomponent_as_ical_string(component).decode()
    library.icalcomponent_free(component)
    return [] if is_allowed and not errors else [f"libical: {shown}"]


def findings_in_process(text: str) -> list[str]:
    """Ask all readers that live in this process; libical where it is, and in CI always."""
    readers = [findings, findings_of_vobject, findings_of_radicale, findings_of_ics]
    if libical() or not may_be_missing():
        readers.append(findings_of_libical)
    return [found for reader in readers for found in reader(text)]


def findings_of_ical_js(texts: Iterable[str]) -> list[str]:
    """Read with Mozilla's ical.js, one process for all: it must give back the same lines and one event."""
    script = f"""
        import ICAL from {json.dumps(ICAL_JS.as_uri())};
        const texts = JSON.parse(await new Promise(done => {{
            let all = ""; process.stdin.on("data", part => all += part).on("end", () => done(all)); }}));
        const findings = [];
        for (const text of texts) try {{
            const calendar = new ICAL.Component(ICAL.parse(text));
            const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
            if (!(event.uid && event.startDate.compare(event.endDate) < 0)) findings.push("no time: " + text);
            const again = ICAL.parse(calendar.toString());
            if (JSON.stringify(again) !== JSON.stringify(calendar.toJSON())) findings.push("changed: " + text);
        }} catch (error) {{ findings.push(String(error)); }}
        console.log(JSON.stringify(findings));"""
    assert NODE
    answer = subprocess.run(
        [NODE, "--input-type=module", "-e", script],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return list(json.loads(answer.stdout))
