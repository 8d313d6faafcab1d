"""Taking services in: each part of platform gets what concerns it."""

from collections.abc import Sequence

from wethaq.platform.accounts.landing import offer_homes
from wethaq.platform.consent import service as consent
from wethaq.platform.consent.data_copy import register_export
from wethaq.platform.demo.parts import take_part
from wethaq.platform.intake.hooks import ON_SERVICE_STARTED
from wethaq.platform.intake.policy.services import CATALOGUE
from wethaq.platform.notifications.replies import use_reply_readers
from wethaq.platform.people.controllers.file_actions import offer_file_actions
from wethaq.platform.portal.file_sections import offer_file_sections
from wethaq.platform.portal.opening_words import explain_openings
from wethaq.platform.portal.service_list import offer_services
from wethaq.platform.retention.schedule import keep_by
from wethaq.platform.services.service import Service


def take_in(services: Sequence[Service]) -> None:
    """Hand every part what the services have for it; harmless when done again."""
    offer_services(page for service in services for page in service.pages)
    offer_file_sections([compose for service in services for compose in service.file_sections])
    use_reply_readers([reader for service in services for reader in service.reply_readers])
    for service in services:
        _take_duties(service)
        offer_file_actions(service.file_actions)
        explain_openings(service.openings, service.opening_purposes)
        offer_homes(service.homes)
        CATALOGUE.offer(*service.requests)
        _take_start(service)
        if service.demo is not None:
            take_part(service.name, service.demo)


def _take_start(service: Service) -> None:
    if service.on_started is not None:
        for request in service.requests:
            ON_SERVICE_STARTED.register(service.on_started, service=request.code)


def _take_duties(service: Service) -> None:
    """Take what data protection asks of a service: purposes, words, withdrawal, copy, destruction."""
    consent.declare_purposes(service.purposes)
    consent.offer_wordings(service.wordings)
    for withdrawal in service.withdrawals:
        consent.register_withdrawal_hook(withdrawal.prefix, withdrawal.hook, name=withdrawal.name)
    if service.export is not None:
        register_export(service.name, service.export)
    keep_by(service.retention)
