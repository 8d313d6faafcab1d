"""The pages of consent."""

from wethaq.platform.consent.controllers import data_copies, my_consents, public_texts, steward

CONTROLLERS: list[object] = [
    *my_consents.HANDLERS,
    *data_copies.HANDLERS,
    *public_texts.HANDLERS,
    *steward.HANDLERS,
]
