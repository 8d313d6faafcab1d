"""What counseling asks a person's consent for."""

from typing import Final

from wethaq.platform.consent.service import DataClass, Purpose
from wethaq.platform.errors import N_

PROCESSING: Final = Purpose(
    code="counseling.processing",
    title=N_("Your counseling appointments"),
    explanation=N_(
        "We use what you tell us to find a counselor and a time, to remind you, and to prepare the appointment."
    ),
    data_classes=frozenset(
        {DataClass.IDENTITY, DataClass.CONTACT, DataClass.HOUSEHOLD, DataClass.HEALTH, DataClass.REQUEST}
    ),
    recipients=(
        N_("Your counselor: what you write for the appointment"),
        N_("The desk: that there is an appointment, never why"),
    ),
    retention=N_("Five years after the last appointment"),
    withdrawal_effect=N_("Appointments ahead are cancelled and nothing new is booked. Other services go on."),
    required_for=N_("Family counseling"),
)

NOTES: Final = Purpose(
    code="counseling.notes",
    title=N_("Your counselor's notes"),
    explanation=N_("The counselor writes down what helps from one appointment to the next."),
    data_classes=frozenset({DataClass.HOUSEHOLD, DataClass.HEALTH}),
    recipients=(N_("The counselor who wrote them; a supervisor only with a reason that you can see"),),
    retention=N_("Five years after the last appointment"),
    withdrawal_effect=N_("Nothing more is written down. Your appointments go on."),
)

PURPOSES: Final = (PROCESSING, NOTES)
