"""H4: what is signed, and when a signature holds no longer."""

import unicodedata
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wethaq.platform.intake.policy.declaration import (
    Content,
    SignatureMethod,
    SignatureMissingError,
    WitnessMissingError,
    content_hash,
    ensure_signed,
    ensure_witnessed,
    is_full_name,
)

REQUEST = UUID(int=7)
texts = st.text(max_size=40)
answers = st.dictionaries(st.sampled_from(["a", "b", "c"]), texts)


def content(given_answers: dict[str, str], documents: dict[str, list[UUID]] | None = None) -> Content:
    return Content(REQUEST, "support", 1, 1, given_answers, documents or {})


@given(answers, answers)
def test_other_answers_ask_for_another_signature(one: dict[str, str], other: dict[str, str]) -> None:
    same = {k: unicodedata.normalize("NFC", v) for k, v in one.items()} == {
        k: unicodedata.normalize("NFC", v) for k, v in other.items()
    }
    assert (content_hash(content(one)) == content_hash(content(other))) is same


def test_two_spellings_of_one_letter_are_one_content() -> None:
    assert content_hash(content({"a": "أحمد"})) == content_hash(
        content({"a": unicodedata.normalize("NFD", "أحمد")})
    )


def test_the_order_of_answers_and_documents_does_not_matter() -> None:
    first, second = uuid4(), uuid4()
    one = content({"a": "1", "b": "2"}, {"lease": [first, second]})
    other = content({"b": "2", "a": "1"}, {"lease": [second, first], "income_proof": []})
    assert content_hash(one) == content_hash(other)


def test_another_document_asks_for_another_signature() -> None:
    assert content_hash(content({}, {"lease": [uuid4()]})) != content_hash(content({}))


def test_a_signature_over_something_else_is_none() -> None:
    with pytest.raises(SignatureMissingError):
        ensure_signed("old", "new")
    with pytest.raises(SignatureMissingError):
        ensure_signed(None, "new")


def test_a_declaration_by_telephone_needs_somebody_else_who_heard_it() -> None:
    officer = uuid4()
    for witness in (None, officer):
        with pytest.raises(WitnessMissingError):
            ensure_witnessed(SignatureMethod.PHONE, officer=officer, witness=witness)
    ensure_witnessed(SignatureMethod.PHONE, officer=officer, witness=uuid4())
    ensure_witnessed(SignatureMethod.PAPER, officer=officer, witness=None)


def test_a_first_name_is_no_signature() -> None:
    assert not is_full_name(" سارة ")
    assert is_full_name("سارة العطوي")
