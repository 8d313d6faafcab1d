"""The pages of the accounts part."""

from typing import Any

from wethaq.platform.accounts.controllers import (
    my_account,
    my_sessions,
    password_reset,
    registration,
    second_factor,
    second_step,
    sign_in,
    staff_administration,
    staff_setup,
    step_up,
)

CONTROLLERS: list[Any] = [
    *sign_in.HANDLERS,
    *second_step.HANDLERS,
    *registration.HANDLERS,
    *password_reset.HANDLERS,
    *step_up.HANDLERS,
    *my_account.HANDLERS,
    *second_factor.HANDLERS,
    *my_sessions.HANDLERS,
    *staff_setup.HANDLERS,
    *staff_administration.HANDLERS,
]
