"""The words for statuses, events and the like; msgids, translated where they are shown."""

from typing import Final

from wethaq.platform.actors import Channel
from wethaq.platform.errors import N_
from wethaq.platform.intake.policy.checklist import ItemState
from wethaq.platform.intake.policy.deadlines import ServiceLevel
from wethaq.platform.intake.policy.declaration import SignatureMethod
from wethaq.platform.intake.policy.statuses import RequestStatus

_S = RequestStatus

STOPPING_OF_REQUESTS: Final = N_("Stopping your requests that lived on it")
"""How a person reads what intake does when they take a consent back."""

APPLICANT_STATUS: Final = {
    _S.DRAFT: N_("Not submitted yet"),
    _S.SUBMITTED: N_("Received"),
    _S.IN_VERIFICATION: N_("Being checked"),
    _S.RETURNED: N_("Waiting for you"),
    _S.REFERRED: N_("With the social-research officer"),
    _S.DECLARED: N_("Checked and signed"),
    _S.IN_COMMITTEE: N_("With the research committee"),
    _S.ACCEPTED: N_("Accepted"),
    _S.REFUSED: N_("Refused"),
    _S.APPEALED: N_("Appeal received"),
    _S.IN_APPEAL: N_("Appeal being heard"),
    _S.REFUSED_FINALLY: N_("Refused upon appeal"),
    _S.REGISTERED: N_("Registered"),
    _S.IN_SERVICE: N_("Service under way"),
    _S.DELIVERED: N_("Service provided"),
    _S.CLOSED: N_("Closed"),
    _S.WITHDRAWN: N_("Withdrawn"),
}

STAFF_STATUS: Final = APPLICANT_STATUS | {
    _S.SUBMITTED: N_("New"),
    _S.IN_VERIFICATION: N_("In verification"),
    _S.RETURNED: N_("With the applicant for completion"),
    _S.REFERRED: N_("Referred to social research"),
    _S.DECLARED: N_("Ready to be forwarded"),
    _S.IN_COMMITTEE: N_("In committee study"),
}

STATUS_TONE: Final[dict[RequestStatus, str | None]] = {
    _S.DRAFT: "quiet",
    _S.SUBMITTED: "new",
    _S.IN_VERIFICATION: None,
    _S.RETURNED: "wait",
    _S.REFERRED: "wait",
    _S.DECLARED: "good",
    _S.IN_COMMITTEE: None,
    _S.ACCEPTED: "good",
    _S.REFUSED: "danger",
    _S.APPEALED: None,
    _S.IN_APPEAL: None,
    _S.REFUSED_FINALLY: "danger",
    _S.REGISTERED: "good",
    _S.IN_SERVICE: "good",
    _S.DELIVERED: "good",
    _S.CLOSED: "quiet",
    _S.WITHDRAWN: "quiet",
}

STATUS_MEANING: Final = {
    _S.DRAFT: N_("Your answers are saved. Go on whenever you like, also from another device."),
    _S.SUBMITTED: N_("An officer will check the request and match it with your documents."),
    _S.IN_VERIFICATION: N_("An officer is matching your answers with your documents."),
    _S.RETURNED: N_("Something is missing or unclear. Complete it below, then sign again."),
    _S.REFERRED: N_(
        "The social-research officer is clearing up a question. Nothing is asked of you for now."
    ),
    _S.DECLARED: N_("Everything has been matched. The request goes to the committee next."),
    _S.IN_COMMITTEE: N_("The research committee is studying the request."),
    _S.ACCEPTED: N_("The request was accepted. We complete your registration next."),
    _S.REFUSED: N_("The request was not accepted. The reasons are in our letter."),
    _S.APPEALED: N_("Your appeal has been received. People who did not vote on the request will hear it."),
    _S.IN_APPEAL: N_("People who did not vote on the request are hearing your appeal."),
    _S.REFUSED_FINALLY: N_(
        "The appeal did not change the decision. You may apply again if your situation changes."
    ),
    _S.REGISTERED: N_("You are registered. We arrange the service with you next."),
    _S.IN_SERVICE: N_("The service is under way."),
    _S.DELIVERED: N_("The service was provided. We will ask you how it was."),
    _S.CLOSED: N_("The request is closed. Thank you for your trust."),
    _S.WITHDRAWN: N_("You withdrew the request. You may apply again at any time."),
}

EVENTS: Final = {
    "started": N_("Request begun"),
    "submitted": N_("Request submitted"),
    "completed": N_("Completed and handed in again"),
    "signed_on_screen": N_("Declaration signed on screen"),
    "signed_paper": N_("Declaration signed on paper"),
    "paper_filed": N_("Signed paper filed"),
    "signed_phone": N_("Declaration given by telephone"),
    "taken_up": N_("Taken up by an officer"),
    "assigned": N_("Handed to another officer"),
    "answer_corrected": N_("Answer corrected by the officer"),
    "document_added": N_("Document added"),
    "document_removed": N_("Document removed"),
    "item_matched": N_("Item matched"),
    "item_expired": N_("Document recorded as expired"),
    "item_waived": N_("Item waived"),
    "item_not_needed": N_("Item marked as not needed"),
    "item_reopened": N_("Item opened again"),
    "returned": N_("Returned for completion"),
    "referred": N_("Referred to the social-research officer"),
    "referral_answered": N_("Answered by the social-research officer"),
    "declared": N_("Verification completed"),
    "verification_reopened": N_("Verification opened again"),
    "forwarded": N_("Forwarded to the research committee"),
    "returned_by_committee": N_("Returned by the committee with a question"),
    "accepted": N_("Accepted"),
    "refused": N_("Refused"),
    "appealed": N_("Appeal lodged"),
    "appeal_hearing_begun": N_("Appeal put before its hearers"),
    "refused_finally": N_("Refused upon appeal"),
    "registered": N_("Registration completed"),
    "service_started": N_("Service begun"),
    "delivered": N_("Service provided"),
    "closed": N_("Request closed"),
    "withdrawn": N_("Request withdrawn"),
}

ITEM_STATES: Final = {
    ItemState.REQUIRED: N_("Still to come"),
    ItemState.NOT_NEEDED: N_("Not needed"),
    ItemState.SEEN: N_("Seen"),
    ItemState.RECEIVED: N_("Received"),
    ItemState.EXPIRED: N_("Expired"),
    ItemState.WAIVED: N_("Waived"),
}

LEVELS: Final = {
    ServiceLevel.ON_TRACK: N_("On track"),
    ServiceLevel.AT_RISK: N_("At risk"),
    ServiceLevel.LATE: N_("Late"),
    ServiceLevel.AWAITING_APPLICANT: N_("Awaiting the applicant"),
    ServiceLevel.NO_DEADLINE: N_("Nothing due"),
}
LEVEL_TONE: Final[dict[ServiceLevel, str | None]] = {
    ServiceLevel.ON_TRACK: "good",
    ServiceLevel.AT_RISK: "wait",
    ServiceLevel.LATE: "danger",
    ServiceLevel.AWAITING_APPLICANT: "quiet",
    ServiceLevel.NO_DEADLINE: "quiet",
}

CHANNELS: Final = {
    Channel.IN_PERSON: N_("In person"),
    Channel.PHONE: N_("Telephone"),
    Channel.SOCIAL_MEDIA: N_("Social media"),
    Channel.LETTER: N_("Letter"),
    Channel.VOLUNTEER: N_("Volunteering service"),
    Channel.WEBSITE: N_("Web site"),
    Channel.EMAIL: N_("E-mail"),
    Channel.SMS: N_("Text message"),
}

SIGNATURE_METHODS: Final = {
    SignatureMethod.ON_SCREEN: N_("On screen"),
    SignatureMethod.PAPER: N_("On paper"),
    SignatureMethod.PHONE: N_("By telephone, before a witness"),
}
