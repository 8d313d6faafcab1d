"""What the peer keeps before anybody is measured: one counselor, their week, and appointments in the past."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from appointment.models import Appointment, AppointmentRequest, Config, Service, StaffMember, WorkingHours
from django.contrib.auth import get_user_model
from django.core.management import call_command

from benchmarks.diary import (
    CLOSES,
    LENGTH,
    OPENS,
    WORKING_DAYS,
    coming_days,
    past_starts,
    taken_starts_of,
)


def make_tables() -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)


def fill(past: int) -> tuple[StaffMember, Service, Any]:
    """Make the counselor, the service and a client, the full day to come, and the past."""
    users = get_user_model().objects
    client = users.create_user("client", "client@peer.test", None, first_name="Sara")
    helper = users.create_user("counselor", "counselor@peer.test", None, first_name="Noura")
    minutes = int(LENGTH.total_seconds() // 60)
    Config.objects.create(
        slot_duration=minutes, lead_time=OPENS, finish_time=CLOSES, appointment_buffer_time=0
    )
    service = Service.objects.create(name="Marital counseling", duration=LENGTH, price=Decimal(0))
    staff = StaffMember.objects.create(user=helper, work_on_sunday=True)
    staff.services_offered.add(service)
    for weekday in WORKING_DAYS:
        # It counts from Sunday.
        WorkingHours.objects.create(
            staff_member=staff, day_of_week=(weekday + 1) % 7, start_time=OPENS, end_time=CLOSES
        )
    _, full = coming_days()
    taken = [datetime.combine(full, start) for start in taken_starts_of(full)]
    _book([*past_starts(past), *taken], staff, service, client)
    return staff, service, client


def appointment_at(on: date, start: time) -> Appointment | None:
    found: Appointment | None = Appointment.objects.filter(
        appointment_request__date=on, appointment_request__start_time=start
    ).first()
    return found


def forget(appointment: Appointment) -> None:
    """Delete a booking, so that the next one meets the same day."""
    AppointmentRequest.objects.filter(pk=appointment.appointment_request_id).delete()


def _book(starts: list[datetime], staff: StaffMember, service: Service, client: Any) -> None:
    """Write appointments as its own form does, but at once and also into the past."""
    requests = AppointmentRequest.objects.bulk_create(
        AppointmentRequest(
            date=start.date(),
            start_time=start.time(),
            end_time=(start + LENGTH).time(),
            service=service,
            staff_member=staff,
            id_request=f"request-{number}",
        )
        for number, start in enumerate(starts)
    )
    Appointment.objects.bulk_create(
        Appointment(
            client=client,
            appointment_request=request,
            id_request=request.id_request,
            phone="+966500000000",
            address="Tabuk",
            amount_to_pay=Decimal(0),
        )
        for request in requests
    )
