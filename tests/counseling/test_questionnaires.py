"""The steps of a booking, the questionnaires, and how free times are laid out."""

from datetime import date
from uuid import uuid4

from tests.counseling.builders import SUNDAY, at
from wethaq.counseling.answer_words import in_words
from wethaq.counseling.booking_steps import BookingStep, next_step, step_before, steps_of
from wethaq.counseling.choices import Choices
from wethaq.counseling.offered_services import BOOKABLE, number_of, service_at
from wethaq.counseling.policy.offers import PartOfDay
from wethaq.counseling.policy.services import Modality
from wethaq.counseling.questionnaires import LONGEST, QUESTIONNAIRES, described, questions_of, read_answers
from wethaq.counseling.times_on_offer import DayOnOffer, Looking, part_of


def step(choices: Choices, *, held: bool = False, answered: bool = False) -> BookingStep:
    return next_step(choices, has_hold=held, has_answers=answered)


def test_one_person_is_led_from_the_service_to_the_end() -> None:
    alone = Choices(service="marital")
    chosen = Choices(service="marital", modality=Modality.PHONE)

    assert step(Choices()) is BookingStep.SERVICE
    assert step(alone) is BookingStep.PREFERENCES
    assert step(chosen) is BookingStep.TIME
    assert step(chosen, held=True) is BookingStep.QUESTIONNAIRE
    assert step(chosen, held=True, answered=True) is BookingStep.CHECK


def test_who_comes_in_company_is_asked_with_whom() -> None:
    for service in ("couple", "parenting", "elderly"):
        choices = Choices(service=service)
        assert step(choices) is BookingStep.ATTENDEES
        assert BookingStep.ATTENDEES in steps_of(choices)
    assert BookingStep.ATTENDEES not in steps_of(Choices(service="marital"))


def test_coming_alone_to_a_family_appointment_is_an_answer() -> None:
    choices = Choices(service="parenting")
    following = next_step(choices, has_hold=False, has_answers=False, done=BookingStep.ATTENDEES)
    assert following is BookingStep.PREFERENCES


def test_a_questionnaire_that_was_left_empty_is_an_answer() -> None:
    choices = Choices(service="marital", modality=Modality.PHONE)
    following = next_step(choices, has_hold=True, has_answers=False, done=BookingStep.QUESTIONNAIRE)
    assert following is BookingStep.CHECK


def test_the_way_back_is_the_way_that_was_taken() -> None:
    assert step_before(BookingStep.SERVICE, Choices()) is None
    assert step_before(BookingStep.PREFERENCES, Choices(service="marital")) is BookingStep.SERVICE
    assert step_before(BookingStep.PREFERENCES, Choices(service="couple")) is BookingStep.ATTENDEES


def test_each_service_that_can_be_booked_asks_three_to_six_questions() -> None:
    for service in BOOKABLE:
        questions = questions_of(service.code)
        assert 3 <= len(questions) <= 6
        assert len({question.key for question in questions}) == len(questions)
        assert any(not question.options for question in questions), "free words"


def test_only_what_was_offered_can_be_answered() -> None:
    answers, mistakes = read_answers(
        "marital",
        {"topic": "somewhere", "hope": "ا" * (LONGEST + 1), "in_your_words": "كلام", "foreign": "x"},
    )
    assert answers == {"in_your_words": "كلام"}
    assert set(mistakes) == {"topic", "hope"}


def test_an_emptied_answer_takes_the_earlier_one_away() -> None:
    answers, mistakes = read_answers("marital", {"topic": "", "hope": ""})
    assert (answers, mistakes) == ({"topic": "", "hope": ""}, {})
    assert described("marital", answers) == []


def test_codes_of_another_service_are_no_answers_and_words_stay() -> None:
    kept = {"stage": "engaged", "topic": "fears", "in_your_words": "كلام"}
    assert [question.key for question, _ in described("marital", kept)] == ["in_your_words"]
    assert list(in_words("marital", kept).values()) == ["كلام"]


def test_what_was_answered_is_read_in_words() -> None:
    words = in_words("marital", {"topic": "trust", "in_your_words": "كلام", "asked_long_ago": "جواب"})
    assert "trust" not in words.values()
    assert words["asked_long_ago"] == "جواب"
    assert "كلام" in words.values()


def test_every_questionnaire_belongs_to_a_service() -> None:
    assert set(QUESTIONNAIRES) == {service.code for service in BOOKABLE}


def test_a_service_is_named_in_an_address_by_a_number_that_says_nothing() -> None:
    for service in BOOKABLE:
        assert service_at(number_of(service)) is service
    for nonsense in (None, "", "0", "99", "-1", "marital", "١", "1e1", "9" * 400):
        assert service_at(nonsense) is None


def test_times_lie_in_the_parts_of_the_day_that_have_any() -> None:
    day = DayOnOffer(SUNDAY, [at(SUNDAY, 9), at(SUNDAY, 11, 45), at(SUNDAY, 12), at(SUNDAY, 21)])
    assert [(part, len(starts)) for part, starts in day.by_part] == [
        (PartOfDay.MORNING, 2),
        (PartOfDay.AFTERNOON, 1),
        (PartOfDay.EVENING, 1),
    ]
    assert day.first == at(SUNDAY, 9)
    assert part_of(at(SUNDAY, 1)) is PartOfDay.EVENING


def test_an_address_holds_dates_and_nothing_else() -> None:
    looking = Looking.of({"from": "2026-12-06", "day": "yesterday", "week": "", "starts_at": str(uuid4())})
    assert looking == Looking(first_on=date(2026, 12, 6))
