"""A change demands its actor: there is no public function that writes and doesn't ask who does it."""

import ast

from tests.architecture.source_tree import Source, functions_of, house_sources

BELOW_DOMAIN = ("database", "security", "audit", "jobs", "backup", "web", "command_line", "demo")
"""They carry out what the parts above them have decided and recorded."""

BEFORE_ANYBODY = {
    "platform/accounts/codes.py": "whoever asks for a code hasn't signed in yet",
    "platform/accounts/demo.py": "accounts of the demonstration",
    "platform/accounts/parked_forms.py": "what was typed when a sign-in had expired",
    "platform/accounts/staff_setup.py": "the holder of a set-up link becomes the actor by it",
    "platform/committee/jobs.py": "the clock reminds",
    "platform/feedback/service.py:answer_survey": "the holder of a one-time link, whom nobody shall name (G9)",
    "platform/intake/appealing.py:end_requests_without_consent": "what follows from a withdrawal that is recorded",
    "platform/safekeeping/daily_root.py": "the clock signs and sends",
}
"""Files or functions, each with its reason."""


def test_whatever_opens_a_transaction_knows_its_actor() -> None:
    nameless = [
        f"{source.place}:{function.name}"
        for source in house_sources()
        if source.part not in {None, *BELOW_DOMAIN}
        for function in functions_of(source)
        if not function.name.startswith("_") and _opens_transaction(function)
        if "actor" not in _arguments(function) and not _is_excepted(source, function.name)
    ]

    assert nameless == []


def test_the_time_is_an_argument_by_name() -> None:
    """`now` in the middle of positional arguments is mistaken for another date sooner or later.

    A job gets nothing else.
    """
    positional = [
        f"{source.place}:{function.name}"
        for source in house_sources()
        if source.part not in {None, *BELOW_DOMAIN} and source.path.name != "jobs.py"
        for function in functions_of(source)
        if _opens_transaction(function) and "now" in {argument.arg for argument in function.args.args}
        if not function.name.startswith("_")
    ]

    assert positional == []


def test_every_exception_is_still_there() -> None:
    places = {
        source.place: {function.name for function in functions_of(source)} for source in house_sources()
    }

    for excepted in BEFORE_ANYBODY:
        place, _, name = excepted.partition(":")
        assert place in places, excepted
        assert not name or name in places[place], excepted


def _opens_transaction(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(
        ast.unparse(item.context_expr) == "transaction()"
        for node in ast.walk(function)
        if isinstance(node, ast.AsyncWith)
        for item in node.items
    )


def _arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    return {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}


def _is_excepted(source: Source, name: str) -> bool:
    return source.place in BEFORE_ANYBODY or f"{source.place}:{name}" in BEFORE_ANYBODY
