"""A thousand secrets on their whole way through the house: found nowhere in clear (design/security.md, Proof)."""

import asyncio
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
import pytest

from tests.counseling.people import a_booking, a_counselor, agree, open_counseling
from tests.platform.accounts.builders import a_beneficiary, a_member_of_staff, actor_for
from tests.platform.committee.builders import a_committee
from tests.platform.intake.builders import a_draft
from tests.site.planting import OPEN_FILES, Planter, files_in, leaks
from tests.site.secret_counseling import be_counseled_in_secret
from tests.site.secret_lives import live_in_secret
from tests.site.servers import Server, running_servers
from wethaq.platform.accounts.sessions import start_session
from wethaq.platform.actors import SYSTEM, Role
from wethaq.platform.backup import make_backup
from wethaq.platform.backup.dumps import database_of
from wethaq.platform.database.engine import ENGINE, IS_SQLITE
from wethaq.platform.settings import get_settings

IDENTITY = pyrage.x25519.Identity.generate()
pytestmark = pytest.mark.usefixtures("database")


async def _database() -> dict[str, bytes]:
    """The files as they lie on the disk, with the write-ahead log; of PostgreSQL a dump in plain text as well."""
    settings = get_settings()
    if IS_SQLITE:
        path = settings.sqlite_path
        return {file.name: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}
    url = settings.database_url or ""
    await ENGINE._run_in_new_connection("CHECKPOINT")
    [row] = await ENGINE._run_in_new_connection(
        "SELECT current_setting('data_directory') AS folder, "
        "(SELECT oid FROM pg_database WHERE datname = current_database())::text AS database"
    )
    home = Path(row["folder"])
    files = [*files_in(home / "pg_wal").values(), *files_in(home / "base" / row["database"]).values()]
    return {
        "dump": await asyncio.to_thread(_dump, url),
        "files": re.sub(rb"\0{512,}", b"\0", b"".join(files)),
    }


def _dump(url: str) -> bytes:
    environment = {**os.environ, **database_of(url)}
    return subprocess.run(["pg_dump", "--inserts"], check=True, env=environment, capture_output=True).stdout


async def _backup(folder: Path, now: datetime) -> dict[str, bytes]:
    """The archive as it is kept, and as whoever holds its key finds it."""
    sealed = await make_backup(get_settings(), folder, [str(IDENTITY.to_public())], actor=SYSTEM, now=now)
    content = sealed.read_bytes()
    return {"backup": content, "opened backup": pyrage.decrypt(content, [IDENTITY])}


@pytest.mark.skipif(not IS_SQLITE and not shutil.which("pg_dump"), reason="pg_dump isn't on this machine")
@pytest.mark.parametrize(
    "least", [pytest.param(60, id="short"), pytest.param(1000, id="long", marks=pytest.mark.proof)]
)
async def test_no_secret_of_the_whole_journey_lies_anywhere_in_clear(least: int, tmp_path: Path) -> None:
    plant, now = Planter(least), datetime.now(UTC) - timedelta(days=30)
    committee = await a_committee()
    officer = await actor_for(await a_member_of_staff(Role.RELATIONS_OFFICER))
    while len(plant.secrets) < least:
        await live_in_secret(plant, officer, committee, now=now)
        await be_counseled_in_secret(plant, now=now)
    uploads = files_in(get_settings().uploads_folder)
    places = {"uploads": b"".join(uploads.values()), **await _database(), **await _backup(tmp_path, now)}
    assert all(places.values())
    assert len(set(plant.secrets)) == len(plant.secrets)
    assert leaks(plant.secrets, places) == []
    assert not any(head in content[:80] for content in uploads.values() for head in OPEN_FILES)


async def test_the_search_finds_what_lies_in_clear() -> None:
    """Otherwise the claim above would prove nothing."""
    plant = Planter(1)
    name, mobile = plant.name(), plant.mobile()
    place = b"..." + name.encode("utf-16-le") + b"..." + mobile.replace("+966", "0").encode()
    assert len(leaks(plant.secrets, {"place": place})) == 2


async def test_a_server_at_its_most_talkative_says_no_secret(tmp_path: Path) -> None:
    """Passwords, search words, addresses, answers, broken forms and unknown pages leave no word in the log."""
    plant = Planter(7)
    async with running_servers(tmp_path, 1, LOG_LEVEL="DEBUG") as [server]:
        await _a_stranger_tries(server, plant)
        await _an_applicant_writes(server, plant)
        await _a_family_books(server, plant)
        await _an_officer_searches(server, plant)
        said = server.said.encode()
    assert said.count(b'"request_id"') > 20
    assert leaks(plant.secrets, {"output": said}) == []


async def _a_stranger_tries(server: Server, plant: Planter) -> None:
    browser = server.browser()
    await browser.post("/sign-in", data={"address": plant.email(), "password": plant.latin()})
    await browser.post("/sign-in", data={"address": plant.mobile(), "password": plant.latin()})
    asked = await browser.post("/register", data={"address": plant.mobile()})
    browser.headers["cookie"] = asked.headers["set-cookie"].partition(";")[0]
    await browser.post("/register/code", data={"code": plant.latin()})
    await browser.post(
        "/ask", data={"question": plant.words(), "name": plant.name(), "address": plant.email()}
    )
    for path in ("", "/check/", "/receipts/", "/survey/", "/staff-setup/", "/requests/", "/en/services/"):
        await browser.get(f"{path}/{plant.latin()}")
        await browser.get(f"{path}/{plant.name()}", params={"next": plant.words(), plant.latin(): "1"})
        await browser.post(
            f"{path}/{plant.latin()}", content=plant.latin(), headers={"x-planted": plant.latin()}
        )
    await browser.get("/requests/tracking", params={"number": plant.latin()})
    await browser.get(
        "/", headers={"user-agent": plant.latin(), "referer": f"https://x.example/{plant.latin()}"}
    )


async def _an_applicant_writes(server: Server, plant: Planter) -> None:
    account = await a_beneficiary()
    draft = await a_draft(await actor_for(account), now=datetime.now(UTC))
    _, token = await start_session(account, is_staff=False, device="Firefox", now=datetime.now(UTC))
    browser, form = server.signed_in(token)
    path = f"/requests/{draft.id}"
    for key in ("situation", "household_size", "support_kinds"):
        await browser.post(f"{path}/questions/{key}", data=form | {key: plant.words()})
    await browser.post(f"{path}/messages", data=form | {"message": plant.words()})
    for content, name in (
        (plant.pdf(), f"{plant.latin()}.pdf"),
        (plant.png(), f"{plant.name()}.png"),
        (b"x", plant.latin()),
    ):
        await browser.post(f"{path}/documents/income_proof", data=form, files={"file": (name, content)})
    names = {"first_name": plant.name(), "father_name": plant.latin(), "family_name": plant.name()}
    await browser.post("/my-file/details/name", data=form | names)
    await browser.post(
        "/my-file/details/contact", data=form | {"mobile": plant.mobile(), "email": plant.latin()}
    )


async def _a_family_books(server: Server, plant: Planter) -> None:
    await open_counseling()
    await a_counselor(hours=(0, 0))
    account, now = await a_beneficiary(), datetime.now(UTC)
    actor = await actor_for(account)
    assert actor.person_id
    await agree(actor.person_id, actor, now=now)
    booking = await a_booking(actor, now=now)
    _, token = await start_session(account, is_staff=False, device="Firefox", now=now)
    browser, form = server.signed_in(token)
    path = f"/counseling/bookings/{booking.id}"
    start = now.replace(hour=7, minute=0, second=0, microsecond=0) + timedelta(days=3)
    await browser.post(
        f"{path}/attendees", data=form | {"spouse": plant.email(), "companions": plant.latin()}
    )
    for step in ("questionnaire", "draft"):
        await browser.post(f"{path}/{step}", data=form | {"in_your_words": plant.words(), plant.latin(): "1"})
    await browser.post(f"{path}/hold", data=form | {"starts_at": plant.latin()})
    await browser.post(f"{path}/hold", data=form | {"starts_at": start.isoformat()})
    sent = await browser.post(f"{path}/sending", data=form)
    own = sent.headers["location"].removesuffix("/confirmation")
    await browser.post(f"{own}/cancellation", data=form | {"words": plant.words()})
    await browser.post("/counseling/calls", data=form | {"wish": plant.words()})
    await browser.post("/counseling/safety", data=form | {"in_danger": plant.latin()})
    for unknown in ("/appointments/link/", "/counseling/invitations/", "/appointments/earlier/"):
        await browser.get(unknown + plant.latin())


async def _an_officer_searches(server: Server, plant: Planter) -> None:
    account = await a_member_of_staff(Role.RELATIONS_OFFICER)
    _, token = await start_session(account, is_staff=True, device="Firefox", now=datetime.now(UTC))
    browser, form = server.signed_in(token)
    for typed in (plant.name(), plant.mobile(), plant.national_id(), plant.email(), plant.latin()):
        await browser.get("/desk/people", params={"q": typed, "query": typed})
        await browser.get("/desk", params={"number": typed, "status": typed, "page": typed})
        await browser.get("/desk/intake", params={"person": typed})
    await browser.post(
        "/desk/people", data=form | {"first_name": plant.name(), "national_id": plant.national_id()}
    )
