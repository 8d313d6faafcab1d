"""Where people live: the governorates the association serves, and the rest of the Kingdom by region."""

from typing import Final

from wethaq.platform.errors import N_

TABUK_GOVERNORATES: Final = {
    "tabuk": N_("Tabuk city"),
    "al_wajh": N_("Al-Wajh"),
    "duba": N_("Duba"),
    "tayma": N_("Tayma"),
    "umluj": N_("Umluj"),
    "haql": N_("Haql"),
    "al_bad": N_("Al-Bad'"),
}
"""The Tabuk region: the association's geographic scope (policy R1)."""

OTHER_REGIONS: Final = {
    "riyadh": N_("Riyadh region"),
    "makkah": N_("Makkah region"),
    "madinah": N_("Madinah region"),
    "qassim": N_("Qassim region"),
    "eastern": N_("Eastern Province"),
    "asir": N_("Asir region"),
    "hail": N_("Hail region"),
    "northern_borders": N_("Northern Borders region"),
    "jazan": N_("Jazan region"),
    "najran": N_("Najran region"),
    "al_bahah": N_("Al-Bahah region"),
    "al_jawf": N_("Al-Jawf region"),
    "abroad": N_("Outside the Kingdom"),
    "elsewhere": N_("Outside the Tabuk region"),
}

PLACES: Final = TABUK_GOVERNORATES | OTHER_REGIONS
"""Every place a person's file may name, by the code that is stored."""
