"""Finding people as one types, without their names in an address."""

from urllib.parse import unquote

from tests.client import Client
from tests.platform.accounts.builders import a_member_of_staff, a_mobile, a_person, signed_in
from wethaq.platform import audit
from wethaq.platform.actors import Role

HTMX = {"hx-request": "true"}
TYPING = HTMX | {"hx-trigger": "q"}
SEARCHES = "/desk/people/searches"


async def an_agent(client: Client) -> Client:
    return await signed_in(client, await a_member_of_staff(Role.CALL_CENTRE_AGENT))


async def test_a_plain_search_leads_to_an_address_that_tells_nothing(client: Client) -> None:
    await a_person(mobile=a_mobile(), first_name="غزيل")
    agent = await an_agent(client)
    sent = await agent.post(SEARCHES, {"q": "غزيل"})
    assert sent.status_code == 303
    address = sent.headers["location"]
    assert address.startswith("/desk/people?search=")
    assert "غزيل" not in unquote(address)
    found = await agent.follow(sent)
    assert 'id="results"' in found.text
    assert 'value="غزيل"' in found.text
    assert "/desk/people/" in found.text.split('id="results"')[1]


async def test_nobody_else_can_open_somebodys_search(client: Client) -> None:
    sent = await (await an_agent(client)).post(SEARCHES, {"q": "غزيل"})
    other = await an_agent(client)
    opened = await other.follow(sent)
    assert opened.status_code == 200
    assert "غزيل" not in opened.text
    assert (await other.get("/desk/people?search=%7C%7C")).status_code == 200
    assert (await other.get("/desk/people?search=v1|person.9|a|b")).status_code == 200
    assert "غزيل" not in (await other.get("/desk/people", params={"q": "غزيل"})).text


async def test_results_come_in_from_the_third_letter_on(client: Client) -> None:
    await a_person(mobile=a_mobile(), first_name="غزيل")
    agent = await an_agent(client)
    two = await agent.post(SEARCHES, {"q": "غز"}, headers=TYPING)
    assert (two.status_code, "/desk/people/" in two.text) == (200, False)
    assert await audit.list_events("people.searched", 10) == []
    whole = await agent.post(SEARCHES, {"q": "غزيل"}, headers=TYPING)
    assert "<html" not in whole.text
    assert "/desk/people/" in whole.text
    assert "غزيل" not in unquote(whole.headers["hx-replace-url"])
    assert 'hx-swap-oob="innerHTML"' in whole.text
    short_name = await agent.post(SEARCHES, {"q": "مي"}, headers=HTMX)
    assert "لم نجد" in short_name.text or 'class="empty"' in short_name.text


async def test_the_search_box_stands_at_the_reception_too(client: Client) -> None:
    agent = await an_agent(client)
    assert f'action="{SEARCHES}"' in (await agent.get("/desk/intake")).text
    page = await agent.get("/desk/people")
    assert f'hx-post="{SEARCHES}"' in page.text
