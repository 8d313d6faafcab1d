"""Reading a form: normalise every value, validate all at once, lose nothing.

A form is a pydantic model. All errors come back together, each in the
reader's language and by the name of its field; what was typed comes back too.
"""

from typing import Any, TypeVar, get_origin

from litestar import Request
from litestar.datastructures import FormMultiDict, UploadFile
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from wethaq.platform.errors import N_, InvalidInputError
from wethaq.platform.localisation import gettext
from wethaq.platform.localisation.normalise import normalise_text
from wethaq.platform.localisation.unreadable import UnreadableInputError
from wethaq.platform.web.csrf import FIELD

Form = TypeVar("Form", bound=BaseModel)

MISSING = N_("Please fill in this field.")
WORDS_BY_ERROR_TYPE = {
    "missing": MISSING,
    "string_type": MISSING,
    "string_too_short": N_("Please write at least {min_length} characters."),
    "string_too_long": N_("Please write at most {max_length} characters."),
    "int_parsing": N_("Please enter a whole number, such as 3."),
    "int_from_float": N_("Please enter a whole number, such as 3."),
    "int_type": MISSING,
    "greater_than_equal": N_("The least is {ge}."),
    "less_than_equal": N_("The most is {le}."),
    "enum": N_("Please choose one of the answers."),
    "literal_error": N_("Please choose one of the answers."),
    "bool_type": MISSING,
    "date_type": MISSING,
    "uuid_parsing": N_("Please choose one of the answers."),
}
OTHERWISE = N_("Please check this answer.")


def field_error(message: str, **params: Any) -> PydanticCustomError:
    """Return an error for a validator to raise; `message` is an English msgid."""
    return PydanticCustomError("wethaq", "{msgid}", {"msgid": message, "params": params})


async def read_form(request: Request, model: type[Form]) -> Form:
    """Return the form that was sent as `model`.

    Raises InvalidInputError with every field's error and the typed values.
    """
    form = await request.form()
    return validate(model, form_values(form, model))


def validate(model: type[Form], values: dict[str, Any]) -> Form:
    """Return `values` as `model`; raises InvalidInputError as `read_form` does."""
    try:
        return model.model_validate({name: value for name, value in values.items() if value is not None})
    except ValidationError as error:
        raise InvalidInputError(_field_messages(error, model), values) from None


def form_values(form: FormMultiDict, model: type[BaseModel]) -> dict[str, Any]:
    """Return what was typed, normalised, by field; lists where the model has lists."""
    values: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        if get_origin(info.annotation) in (list, set, frozenset, tuple):
            values[key] = [text for item in form.getall(key, []) if (text := normalise_text(item))]
        elif isinstance(sent := form.get(key), str):
            values[key] = normalise_text(sent)
    return values


async def typed_values(request: Request) -> dict[str, list[str]]:
    """Return every text that a form carries, whatever its model, to keep it safe."""
    form = await request.form()
    return {key: [v for v in form.getall(key) if isinstance(v, str)] for key in form if key != FIELD}


async def read_upload(request: Request, field: str) -> tuple[str, bytes] | None:
    """Return the name and content of an uploaded file, or None when none was chosen."""
    sent = (await request.form()).get(field)
    if not isinstance(sent, UploadFile) or not sent.filename:
        return None
    return sent.filename, await sent.read()


def _field_messages(error: ValidationError, model: type[BaseModel]) -> dict[str, str]:
    messages: dict[str, str] = {}
    for detail in error.errors(include_url=False):
        field = str(detail["loc"][0]) if detail["loc"] else "form"
        messages.setdefault(field, _message(detail, model, field))
    return messages


def _message(detail: ErrorDetails, model: type[BaseModel], field: str) -> str:
    context = detail.get("ctx", {})
    if detail["type"] == "wethaq":
        message = context["msgid"]
        return gettext(message).format(**context["params"])
    if isinstance(unreadable := context.get("error"), UnreadableInputError):
        return str(unreadable)
    words = WORDS_BY_ERROR_TYPE.get(detail["type"], OTHERWISE)
    if words is MISSING:
        words = _missing_words(model, field)
    return gettext(words).format(**context)


def _missing_words(model: type[BaseModel], field: str) -> str:
    """Prefer the field's own words: `Field(json_schema_extra={"missing": N_("…")})`."""
    info = model.model_fields.get(field)
    extra = info.json_schema_extra if info else None
    own = extra.get("missing") if isinstance(extra, dict) else None
    return str(own) if own else MISSING
