"""What services are called where their results are shown."""

from wethaq.platform.intake.policy.services import CATALOGUE

_titles: dict[str, str] = {}


def name_service(code: str, title: str) -> None:
    """Take the title (a msgid) of a service that sends surveys under its own code, without a request."""
    _titles[code] = title


def service_titles() -> dict[str, str]:
    """Return the titles, msgids, of everything that surveys are sent for, by code."""
    return _titles | {code: policy.title for code, policy in CATALOGUE.all().items()}
