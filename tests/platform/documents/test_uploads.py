"""Files are sealed on disk, opened by who may, and destroyed for good."""

import asyncio
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.platform.documents.builders import a_bomb, a_pdf, a_photo_with_traces, a_picture
from wethaq.platform.actors import ANONYMOUS, SYSTEM, Actor, Role
from wethaq.platform.database.transaction import transaction
from wethaq.platform.documents import storage
from wethaq.platform.documents.access import Belonging, use_opening_rules
from wethaq.platform.documents.errors import (
    DocumentNotFoundError,
    InfectedFileError,
    PictureTooLargeError,
    ScannerUnavailableError,
)
from wethaq.platform.documents.resealing import list_outdated_files, reseal_outdated
from wethaq.platform.documents.tables import StoredFile
from wethaq.platform.documents.uploads import (
    destroy_upload,
    list_request_files,
    open_upload,
    store_upload,
    sweep_orphans,
)
from wethaq.platform.documents.virus_scan import ensure_not_infected
from wethaq.platform.security.envelope import SealBrokenError
from wethaq.platform.security.rotation import rotate_data_keys
from wethaq.platform.settings import get_settings

pytestmark = pytest.mark.usefixtures("database")


def an_owner() -> Actor:
    return Actor(account_id=uuid4(), person_id=uuid4(), roles=frozenset({Role.BENEFICIARY}))


async def a_file(
    owner: Actor, now: datetime, content: bytes | None = None, request_id: UUID | None = None
) -> UUID:
    assert owner.person_id
    return await store_upload(
        content or a_picture(),
        "إثبات السكن.png",
        owner_person_id=owner.person_id,
        kind="test",
        actor=owner,
        now=now,
        request_id=request_id,
    )


@pytest.fixture
def officers_may_open() -> Iterator[None]:
    async def rule(actor: Actor, belonging: Belonging) -> str | None:
        return "verification" if actor.has(Role.RELATIONS_OFFICER) and belonging.request_id else None

    use_opening_rules([rule])
    yield
    use_opening_rules([])


async def test_its_owner_gets_it_back_named_for_what_it_is(now: datetime) -> None:
    owner = an_owner()
    opened = await open_upload(await a_file(owner, now, a_photo_with_traces()), actor=owner, now=now)
    assert (opened.summary.filename, opened.summary.media_type) == ("إثبات السكن.jpg", "image/jpeg")
    assert opened.content.startswith(b"\xff\xd8\xff")
    assert b"planted" not in opened.content


async def test_a_stranger_can_not_tell_that_it_exists(now: datetime) -> None:
    file_id = await a_file(an_owner(), now)
    for stranger in (an_owner(), ANONYMOUS):
        with pytest.raises(DocumentNotFoundError):
            await open_upload(file_id, actor=stranger, now=now)
    with pytest.raises(DocumentNotFoundError):
        await open_upload(uuid4(), actor=SYSTEM, now=now)


@pytest.mark.usefixtures("officers_may_open")
async def test_a_rule_from_above_opens_it_to_staff(now: datetime) -> None:
    owner, request_id = an_owner(), uuid4()
    officer = Actor(account_id=uuid4(), roles=frozenset({Role.RELATIONS_OFFICER}))
    belonging = await a_file(owner, now, request_id=request_id)
    assert (await open_upload(belonging, actor=officer, now=now)).content
    with pytest.raises(DocumentNotFoundError):
        await open_upload(await a_file(owner, now), actor=officer, now=now)
    assert [file.id for file in await list_request_files(request_id)] == [belonging]


async def test_neither_disk_nor_database_holds_it_in_clear(now: datetime) -> None:
    file_id = await a_file(an_owner(), now, a_pdf())
    row = await StoredFile.select().where(StoredFile.id == file_id).first()
    assert row is not None
    assert "إثبات" not in row["filename"]
    on_disk = [path.read_bytes() for path in get_settings().uploads_folder.rglob("*") if path.is_file()]
    assert len(on_disk) == 1
    assert b"PDF" not in on_disk[0]


async def test_an_exchanged_file_does_not_open(now: datetime) -> None:
    owner = an_owner()
    one, other = await a_file(owner, now), await a_file(owner, now)
    storage._path(one).write_bytes(storage._path(other).read_bytes())
    with pytest.raises(SealBrokenError):
        await open_upload(one, actor=owner, now=now)


async def test_a_refused_file_leaves_nothing_behind(now: datetime) -> None:
    with pytest.raises(PictureTooLargeError):
        await a_file(an_owner(), now, a_bomb(20000, 20000))
    assert not await StoredFile.exists()
    assert list(storage.sealed_files()) == []


async def test_what_is_destroyed_is_gone_from_disk_too(now: datetime) -> None:
    owner = an_owner()
    file_id = await a_file(owner, now)
    await destroy_upload(file_id, actor=owner, now=now)
    assert list(storage.sealed_files()) == []
    with pytest.raises(DocumentNotFoundError):
        await destroy_upload(file_id, actor=owner, now=now)


async def test_a_rolled_back_file_is_swept_after_a_day_and_others_stay(now: datetime) -> None:
    owner = an_owner()
    kept = await a_file(owner, now)
    with pytest.raises(RuntimeError):
        await _store_and_fail(owner, now)
    for file_id, _ in storage.sealed_files():
        os.utime(storage._path(file_id), (now.timestamp(), now.timestamp()))
    assert await sweep_orphans(now + timedelta(hours=23)) == 0
    assert await sweep_orphans(now + timedelta(hours=25)) == 1
    assert [file_id for file_id, _ in storage.sealed_files()] == [kept]


async def test_a_rotation_of_the_keys_reaches_the_files_and_may_be_cut_short(now: datetime) -> None:
    owner = an_owner()
    kept = {await a_file(owner, now) for _ in range(3)}
    await rotate_data_keys(now=now, announcement=timedelta())
    assert set(await list_outdated_files()) == kept

    resealing = reseal_outdated()
    await anext(resealing)
    await resealing.aclose()
    assert len(await list_outdated_files()) == 2

    assert [step async for step in reseal_outdated()] == [(1, 2), (2, 2)]
    assert await list_outdated_files() == []
    assert all([(await open_upload(each, actor=owner, now=now)).content for each in kept])


async def _store_and_fail(owner: Actor, now: datetime) -> None:
    async with transaction():
        await a_file(owner, now)
        raise RuntimeError


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (b"stream: OK\0", None),
        (b"stream: Eicar FOUND\0", InfectedFileError),
        (b"stream: ERROR\0", ScannerUnavailableError),
        (b"", ScannerUnavailableError),
    ],
)
async def test_the_scanner_has_a_say_and_its_silence_refuses(
    answer: bytes, refusal: type[Exception] | None
) -> None:
    received = bytearray()

    async def scan(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.extend(await reader.readuntil(b"content\0\0\0\0"))
        writer.write(answer)
        writer.close()

    server = await asyncio.start_server(scan, "127.0.0.1", 0)
    address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        if refusal is None:
            await ensure_not_infected(b"content", address)
        else:
            with pytest.raises(refusal):
                await ensure_not_infected(b"content", address)
    finally:
        server.close()
    assert received == b"zINSTREAM\0\0\0\0\x07content\0\0\0\0"


async def test_a_scanner_that_is_away_refuses() -> None:
    with pytest.raises(ScannerUnavailableError):
        await ensure_not_infected(b"content", "/nowhere/clamd.sock")
