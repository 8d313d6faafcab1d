"""Jinja's environment with the detours left out that our templates never need.

A page makes some hundred calls and a dozen includes; what each of them costs
is most of what a page costs.
"""

from collections.abc import MutableMapping
from types import FunctionType
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context

PASSES_SOMETHING = "jinja_pass_arg"
"""Jinja's mark of a function that wants the context or the environment first."""


class SiteContext(Context):
    """Calls plain functions (`_`, `url`, `icon`) without asking first what else they might be."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - Jinja's own names
        if type(__obj) is not FunctionType or hasattr(__obj, PASSES_SOMETHING):
            return super().call(__obj, *args, **kwargs)
        # What the compiled template adds for functions that want the context.
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(*args, **kwargs)


class SiteEnvironment(Environment):
    """Hands templates the names that all of them know as they are.

    Jinja makes each template a view of its own upon them, and copies it through
    that view, name by name, whenever a template includes or imports another.
    """

    context_class = SiteContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals
