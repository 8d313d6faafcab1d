"""Where people live: the governorates of the Tabuk region, and elsewhere (policy R1)."""

from wethaq.platform.localisation import N_

ELSEWHERE = "elsewhere"
GOVERNORATES = (
    ("tabuk", N_("Tabuk city")),
    ("al_wajh", N_("Al Wajh")),
    ("duba", N_("Duba")),
    ("tayma", N_("Tayma")),
    ("umluj", N_("Umluj")),
    ("haql", N_("Haql")),
    ("al_bad", N_("Al Bad'")),
    (ELSEWHERE, N_("Outside the Tabuk region")),
)
