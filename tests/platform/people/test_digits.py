"""Whoever reads ٠-٩ more easily says so once, and every page follows."""

import re

from tests.client import Client
from tests.platform.accounts.builders import a_beneficiary, actor_for, signed_in
from wethaq.platform.localisation.digits import DigitShapes
from wethaq.platform.people import service

WISHES = {"language": "ar", "preferred_channel": "sms", "digits": "arabic"}
BORN = re.compile(r'<time datetime="1990-05-17">([^<]*)</time>')


async def test_the_wish_is_kept_and_every_page_follows(client: Client) -> None:
    account = await a_beneficiary()
    browser = await signed_in(client, account)
    before = (await browser.get("/my-file/details")).text

    saved = await browser.post("/my-file/details/wishes", WISHES)

    after = (await browser.get("/my-file/details")).text
    person = (await actor_for(account)).person_id
    assert person
    assert saved.status_code == 303
    assert (await service.get_person(person)).digits is DigitShapes.ARABIC
    assert "1990" in BORN.findall(before)[0]
    assert "١٩٩٠" in BORN.findall(after)[0]
    assert "0123456789" not in after


async def test_others_go_on_reading_what_is_usual(client: Client) -> None:
    one = await signed_in(client, await a_beneficiary())
    await one.post("/my-file/details/wishes", WISHES)
    other = await signed_in(client, await a_beneficiary())
    assert "1990" in BORN.findall((await other.get("/my-file/details")).text)[0]
