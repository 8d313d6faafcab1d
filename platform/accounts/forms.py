"""What is typed at the door, checked for form only; rules are in the policy."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from wethaq.platform.accounts.addresses import AddressUnclearError, read_address
from wethaq.platform.actors import STAFF_ROLES, Role
from wethaq.platform.errors import N_
from wethaq.platform.web.forms import field_error

MAX_PASSWORD_LENGTH = 256
MAX_ADDRESS_LENGTH = 254


def _address(typed: Any) -> str:
    """Accept what reads as a mobile or an e-mail, and keep it as it was typed."""
    try:
        read_address(typed)
    except AddressUnclearError as error:
        raise field_error(error.message) from None
    return str(typed)


AddressText = Annotated[str, BeforeValidator(_address)]


def _missing(words: str, **options: Any) -> Any:
    return Field(json_schema_extra={"missing": words}, **options)


class SignInForm(BaseModel):
    address: AddressText = _missing(N_("Enter your mobile number or e-mail."))
    password: str = _missing(N_("Enter your password."), max_length=MAX_PASSWORD_LENGTH)


class AddressForm(BaseModel):
    address: AddressText = _missing(N_("Enter your mobile number or e-mail."))


class CodeForm(BaseModel):
    code: str = _missing(N_("Enter the code."), max_length=40)


class NewPasswordForm(BaseModel):
    password: str = _missing(N_("Enter a new password."), max_length=MAX_PASSWORD_LENGTH)


class ResetForm(CodeForm, NewPasswordForm):
    """The code that was sent, and the password to come."""


class ChangePasswordForm(NewPasswordForm):
    current_password: str | None = Field(default=None, max_length=MAX_PASSWORD_LENGTH)


class ProofForm(BaseModel):
    proof: str = _missing(N_("Fill in this field to continue."), max_length=MAX_PASSWORD_LENGTH)


def _staff_roles(values: Any) -> Any:
    if not values:
        raise field_error(N_("Choose at least one role."))
    return values


class RolesForm(BaseModel):
    roles: Annotated[list[Role], BeforeValidator(_staff_roles)] = Field(default=[], validate_default=True)


class NewStaffForm(RolesForm):
    name: str = _missing(N_("Enter the name that colleagues will see."), max_length=120)
    address: AddressText = _missing(N_("Enter your colleague's mobile number or e-mail."))


STAFF_ROLE_ORDER = [role for role in Role if role in STAFF_ROLES]
