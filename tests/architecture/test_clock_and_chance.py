"""Below the controllers, time and chance are arguments: so every rule can be tested at any moment."""

import ast
from collections.abc import Iterator

from tests.architecture.source_tree import Source, house_sources

CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "uuid.uuid1",
    "uuid.uuid4",
    "uuid4",
    "os.getenv",
}
CHANCE = {"random", "secrets"}

MAY_ASK_THE_CLOCK = {
    "platform/web/dependencies.py": "gives every controller its `now`",
    "platform/database/identifiers.py": "an id of a row begins with the time it was made",
    "platform/jobs/": "the worker's loop asks what is due",
    "platform/security/access_log.py": "a line of the log carries the moment it is written",
    "platform/security/vault.py": "keys that are missing at the start are made then",
}
MAY_USE_CHANCE = {
    "platform/database/identifiers.py": "ids must not be guessed",
    "platform/security/": "keys, nonces, tokens and codes",
    "platform/web/": "the number of a request in the log",
    "platform/documents/": "verification codes, and names of files that nobody can guess",
}
"""Each place with its reason; a name that ends in a slash is a folder."""

ABOVE = ("platform/command_line/", "platform/demo/")
"""What starts work as a controller does."""


def test_nothing_below_the_controllers_asks_the_clock() -> None:
    offenders = [
        f"{source.place}:{call}"
        for source in _below(MAY_ASK_THE_CLOCK)
        for call in _calls(source)
        if call in CLOCKS
    ]

    assert offenders == []


def test_nothing_below_the_controllers_throws_dice() -> None:
    offenders = [
        f"{source.place}:{call}"
        for source in _below(MAY_USE_CHANCE)
        for call in _calls(source)
        if call.split(".")[0] in CHANCE or call == "os.urandom"
    ]

    assert offenders == []


def test_every_exception_is_still_there() -> None:
    places = [source.place for source in house_sources()]

    for allowed in (*MAY_ASK_THE_CLOCK, *MAY_USE_CHANCE):
        assert any(place.startswith(allowed) for place in places), allowed


def _below(allowed: dict[str, str]) -> Iterator[Source]:
    for source in house_sources():
        is_above = (
            source.place.startswith(ABOVE) or "controllers" in source.place or source.path.name == "demo.py"
        )
        if not is_above and not source.place.startswith(tuple(allowed)):
            yield source


def _calls(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
