"""Every calendar program that we can ask reads every kind of message, whatever the names in it."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.platform.invitations.builders import NOW, an_invitation, every_message, invitations
from tests.platform.invitations.libical import NOT_FOUND, libical, may_be_missing
from tests.platform.invitations.other_readers import (
    ICAL_JS,
    NODE,
    findings_of_ical_js,
    findings_of_ics,
    findings_of_libical,
    findings_of_radicale,
    findings_of_vobject,
)
from tests.platform.invitations.raw_lint import findings
from wethaq.platform.invitations.invitation import Invitation
from wethaq.platform.invitations.messages import request_ics

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
needs_libical = pytest.mark.skipif(libical() is None and may_be_missing(), reason=NOT_FOUND)
needs_ical_js = pytest.mark.skipif(
    not (NODE and ICAL_JS.exists()), reason="Node.js or its ical.js isn't installed (npm ci)"
)


@given(invitations)
@settings(QUICK, max_examples=100)
def test_no_octet_is_out_of_place(invitation: Invitation) -> None:
    for text in every_message(invitation).values():
        assert findings(text) == []


@given(invitations)
@settings(QUICK, max_examples=50)
def test_vobject_and_a_calendar_server_find_nothing(invitation: Invitation) -> None:
    for text in every_message(invitation).values():
        assert [*findings_of_vobject(text), *findings_of_radicale(text)] == []


@given(invitations)
@settings(QUICK, max_examples=5)
def test_ics_finds_nothing(invitation: Invitation) -> None:
    for text in every_message(invitation).values():
        assert findings_of_ics(text) == []


@needs_libical
@given(invitations)
@settings(QUICK, max_examples=100)
def test_libical_finds_nothing_by_the_tables_of_itip(invitation: Invitation) -> None:
    for text in every_message(invitation).values():
        assert findings_of_libical(text) == []


@needs_libical
def test_libical_does_find_what_is_missing() -> None:
    text = request_ics(an_invitation(), now=NOW)

    assert findings_of_libical(text.replace("ORGANIZER", "X-ORGANIZER"))


@needs_ical_js
def test_ical_js_finds_nothing() -> None:
    texts: list[str] = []

    @given(invitations)
    @QUICK
    def gather(invitation: Invitation) -> None:
        texts.extend(every_message(invitation).values())

    gather()
    assert findings_of_ical_js(texts) == []
