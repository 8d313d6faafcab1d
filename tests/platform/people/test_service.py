"""Files are sealed, found, corrected and guarded."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.platform.people.builders import (
    NOW,
    a_child,
    a_mobile,
    a_national_id,
    a_person,
    a_staff_actor,
    a_verified_guardian_of,
    an_owner,
    details,
)
from wethaq.platform import audit
from wethaq.platform.actors import Actor
from wethaq.platform.errors import FasterElsewhereError
from wethaq.platform.people import service
from wethaq.platform.people.errors import (
    CandidateNotFoundError,
    GuardianshipNotFoundError,
    PersonNotFoundError,
)
from wethaq.platform.people.policy.contact import SafeContactRule
from wethaq.platform.people.policy.guardianship import (
    EvidenceMissingError,
    GuardianshipDecidedError,
    GuardianshipStatus,
    NotAChildError,
    OwnGuardianshipError,
    Relation,
)
from wethaq.platform.people.records import CandidateStatus, DuplicateReason, PersonDetails
from wethaq.platform.people.service.rows import row_values
from wethaq.platform.people.tables import DuplicateCandidateRow, GuardianshipRow, NameToken, PersonRow

pytestmark = pytest.mark.usefixtures("database")

NOURA = {"first_name": "نورة", "father_name": "عبد الله", "grandfather_name": "سالم", "family_name": "العطوي"}


async def _names_found(typed: str, actor: Actor | None = None) -> list[str]:
    hits = await service.find_people(typed, actor=actor or a_staff_actor(), now=NOW)
    return [hit.full_name for hit in hits]


async def test_a_file_comes_back_as_it_was_given() -> None:
    given = details(
        **NOURA,
        address="حي المروج، شارع 12",
        safe_contact=frozenset({SafeContactRule.NO_CALLS, SafeContactRule.NO_CONTENT}),
    )
    person = await service.get_person(await service.create_person(given, actor=a_staff_actor(), now=NOW))
    assert PersonDetails(**{name: getattr(person, name) for name in PersonDetails.__slots__}) == given
    assert person.full_name == "نورة عبد الله سالم العطوي"
    assert (person.version, person.created_at) == (1, NOW)


async def test_nothing_that_names_a_person_is_stored_in_clear() -> None:
    person = await a_person(**NOURA, address="حي المروج")
    row = await PersonRow.select().where(PersonRow.id == person.id).first()
    tokens = await NameToken.select()
    stored = repr([row, tokens])
    secrets = {
        *person.name_parts,
        person.national_id,
        person.mobile,
        person.email,
        person.city,
        person.address,
    }
    assert not [secret for secret in secrets if secret and secret in stored]
    assert row_values(person)["mobile_index"] == row["mobile_index"] != person.mobile


async def test_a_file_that_is_not_there_is_not_found() -> None:
    with pytest.raises(PersonNotFoundError):
        await service.get_person(uuid4())
    with pytest.raises(PersonNotFoundError):
        await service.get_own_file(actor=a_staff_actor())


async def test_a_person_is_found_by_whatever_they_can_tell() -> None:
    noura = await a_person(
        **NOURA, national_id=a_national_id(), mobile="+966501234567", email="n@example.org"
    )
    await a_person(first_name="هند")
    for typed in (
        "٠٥٠ ١٢٣ ٤٥٦٧",
        "00966501234567",
        "N@Example.org",
        noura.national_id,
        "نوره العطوي",
        "نورة عبدالله",
    ):
        assert await _names_found(typed) == [noura.full_name], typed


async def test_the_likeliest_bearer_of_a_name_comes_first() -> None:
    await a_person(**{**NOURA, "grandfather_name": "غانم"})
    wanted = await a_person(**NOURA)
    assert (await _names_found("نورة عبدالله سالم العطوي"))[0] == wanted.full_name
    assert len(await _names_found("نورة عبدالله")) == 2
    assert await _names_found("بدور") == await _names_found("  ") == []


async def test_a_number_is_found_by_the_part_that_gave_it() -> None:
    noura = await a_person(**NOURA)

    async def find(number: str) -> object:
        return noura.id if number == "W-1448-7" else None

    service.use_number_finders(find)
    try:
        assert await _names_found("w-١٤٤٨-٧") == [noura.full_name]
        assert await _names_found("W-1448-8") == []
    finally:
        service.use_number_finders()


async def test_whoever_opens_a_file_leaves_a_trace_for_its_owner() -> None:
    noura = await a_person(**NOURA)
    await service.open_file(noura.id, purpose="people.reception", actor=an_owner(noura), now=NOW)
    assert await audit.list_openings(noura.id) == []
    await service.open_file(noura.id, purpose="people.reception", actor=a_staff_actor(), now=NOW)
    assert [opening.what for opening in await audit.list_openings(noura.id)] == ["people.file"]


async def test_a_corrected_file_is_found_under_its_new_name_only() -> None:
    noura = await a_person(**NOURA)
    married = details(**{**NOURA, "family_name": "البلوي"}, mobile="+966555000111")
    changed = await service.update_person(noura.id, married, actor=an_owner(noura), now=NOW, version=1)
    assert changed.version == 2
    assert await _names_found("0555000111") == await _names_found("نورة البلوي") == [changed.full_name]
    assert await _names_found(noura.mobile or "") == []


async def test_a_name_without_a_key_is_kept_though_no_word_of_it_is_found() -> None:
    names = dict.fromkeys(("first_name", "father_name", "grandfather_name", "family_name"), "بن")
    person = await a_person(**names)
    again = await service.update_person(person.id, details(**names), actor=an_owner(person), now=NOW)
    assert again.first_name == "بن"


async def test_two_tabs_cannot_undo_each_other() -> None:
    noura = await a_person(**NOURA)
    await service.update_person(noura.id, details(**NOURA), actor=an_owner(noura), now=NOW, version=1)
    with pytest.raises(FasterElsewhereError):
        await service.update_person(noura.id, details(), actor=an_owner(noura), now=NOW, version=1)
    assert (await service.get_person(noura.id)).first_name == "نورة"


async def test_the_safe_contact_rule_goes_with_the_contact() -> None:
    rules = frozenset({SafeContactRule.NO_CALLS})
    contact = await service.contact_of((await a_person(safe_contact=rules)).id)
    assert contact.safe_contact == rules


async def test_a_second_file_of_one_person_is_noted_once_for_an_officer() -> None:
    first = await a_person(**NOURA, birth_date=date(1990, 5, 2))
    again = {**NOURA, "first_name": "نوره", "father_name": "عبدالله", "family_name": "عطوي"}
    second = await a_person(**again, birth_date=date(1990, 2, 5))
    await service.update_person(
        second.id, details(**again, birth_date=date(1990, 5, 2)), actor=a_staff_actor(), now=NOW
    )
    (candidate,), count = await service.list_candidates(1)
    assert count == 1
    assert {candidate.one.id, candidate.other.id} == {first.id, second.id}
    assert candidate.reasons == {DuplicateReason.LIKENESS}


async def test_an_equal_id_is_noted_whatever_the_name() -> None:
    first = await a_person(**NOURA)
    hits = await service.find_possible_duplicates(details(first_name="هند", national_id=first.national_id))
    assert [(hit.person_id, hit.score) for hit in hits] == [(first.id, 1.0)]
    assert DuplicateReason.NATIONAL_ID in hits[0].reasons


async def test_a_family_that_shares_a_telephone_is_left_alone() -> None:
    mobile = a_mobile()
    await a_person(**NOURA, mobile=mobile, birth_date=date(1990, 5, 2))
    await a_person(**{**NOURA, "first_name": "هند"}, mobile=mobile, birth_date=date(1992, 7, 9))
    assert await DuplicateCandidateRow.count() == 0


async def test_an_officers_word_on_a_pair_is_kept() -> None:
    same = {**NOURA, "birth_date": date(1990, 5, 2)}
    await a_person(**same)
    second = await a_person(**same)
    (candidate,), _ = await service.list_candidates(1)
    officer = a_staff_actor()
    await service.decide_candidate(candidate.id, CandidateStatus.DIFFERENT, actor=officer, now=NOW)
    with pytest.raises(FasterElsewhereError):
        await service.decide_candidate(candidate.id, CandidateStatus.SAME, actor=officer, now=NOW)
    await service.update_person(second.id, details(**same), actor=officer, now=NOW)
    assert await service.list_candidates(1) == ([], 0)
    with pytest.raises(CandidateNotFoundError):
        await service.decide_candidate(uuid4(), CandidateStatus.SAME, actor=officer, now=NOW)


async def test_a_guardian_may_act_once_an_officer_has_seen_the_proof() -> None:
    child, mother = await a_child(), await a_person(birth_date=date(1985, 6, 7))
    asked = await service.request_guardianship(
        mother.id, child.id, Relation.MOTHER, actor=an_owner(mother), now=NOW
    )
    assert not await service.is_verified_guardian(mother.id, child.id, now=NOW)
    waiting = await service.list_requested_guardianships()
    assert [(file.guardian.id, file.ward.id) for file in waiting] == [(mother.id, child.id)]
    await service.verify_guardianship(asked, "سجل الأسرة", actor=a_staff_actor(), now=NOW)
    assert await service.is_verified_guardian(mother.id, child.id, now=NOW)
    assert await service.is_guardian(mother.id)
    assert [ward.id for ward in await service.wards_of(mother.id, now=NOW)] == [child.id]
    assert await service.list_requested_guardianships() == []
    assert "سجل" not in repr(await GuardianshipRow.select())


async def test_a_guardianship_is_asked_for_once_and_decided_once() -> None:
    child, mother = await a_child(), await a_person(birth_date=date(1985, 6, 7))
    ask = [
        await service.request_guardianship(
            mother.id, child.id, Relation.MOTHER, actor=an_owner(mother), now=NOW
        )
        for _ in range(2)
    ]
    assert ask[0] == ask[1]
    refused = await service.refuse_guardianship(ask[0], "الوثيقة لشخص آخر", actor=a_staff_actor(), now=NOW)
    assert refused.status is GuardianshipStatus.REFUSED
    with pytest.raises(GuardianshipDecidedError):
        await service.verify_guardianship(ask[0], "x", actor=a_staff_actor(), now=NOW)
    assert len(await service.guardianships_of(child.id)) == 1


async def test_a_guardianship_needs_a_child_a_proof_and_a_stranger_to_it() -> None:
    child, mother = await a_child(), await a_person(birth_date=date(1985, 6, 7))
    with pytest.raises(NotAChildError):
        await service.request_guardianship(
            mother.id, (await a_person()).id, Relation.MOTHER, actor=an_owner(mother), now=NOW
        )
    asked = await service.request_guardianship(
        mother.id, child.id, Relation.MOTHER, actor=an_owner(mother), now=NOW
    )
    with pytest.raises(EvidenceMissingError):
        await service.verify_guardianship(asked, None, actor=a_staff_actor(), now=NOW)
    with pytest.raises(OwnGuardianshipError):
        await service.verify_guardianship(asked, "سجل الأسرة", actor=an_owner(mother), now=NOW)
    with pytest.raises(GuardianshipNotFoundError):
        await service.verify_guardianship(uuid4(), "سجل الأسرة", actor=a_staff_actor(), now=NOW)


async def test_majority_ends_a_guardianship_at_once_and_in_the_records_by_night() -> None:
    child = await a_child(birth_date=date(2008, 11, 30))
    mother = await a_verified_guardian_of(child)
    grown = NOW + timedelta(days=8)
    assert await service.is_verified_guardian(mother.id, child.id, now=NOW)
    assert not await service.is_verified_guardian(mother.id, child.id, now=grown)
    assert await service.wards_of(mother.id, now=grown) == []
    assert await service.end_guardianships_at_majority(NOW) == 0
    assert await service.end_guardianships_at_majority(grown) == 1
    (file,) = await service.guardianships_of(child.id)
    assert file.guardianship.status is GuardianshipStatus.ENDED


async def test_a_copy_of_the_file_tells_its_owner_everything_in_words() -> None:
    child = await a_child()
    mother = await a_verified_guardian_of(child)
    told = dict(await service.describe_person(mother.id))
    held = {mother.full_name, mother.national_id, mother.mobile, mother.email, mother.city, "مدينة تبوك"}
    assert held <= set(told.values())
    (guardianship,) = await service.describe_guardianships(mother.id)
    assert ("Child", child.full_name) in guardianship
