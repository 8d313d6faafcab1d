"""What each role is called, and what it opens."""

from wethaq.platform.actors import Role
from wethaq.platform.localisation import N_

ROLE_NAMES = {
    Role.BENEFICIARY: N_("Beneficiary"),
    Role.GUARDIAN: N_("Guardian"),
    Role.RESEARCHER: N_("Researcher"),
    Role.VOLUNTEER: N_("Volunteer"),
    Role.CALL_CENTRE_AGENT: N_("Call-centre agent"),
    Role.RELATIONS_OFFICER: N_("Beneficiary-relations officer"),
    Role.SOCIAL_RESEARCH_OFFICER: N_("Social-research officer"),
    Role.MATCHMAKER: N_("Matchmaker"),
    Role.COUNSELOR: N_("Counselor"),
    Role.TRAINER: N_("Trainer"),
    Role.COMMITTEE_MEMBER: N_("Research committee member"),
    Role.COMMITTEE_CHAIR: N_("Research committee chair"),
    Role.DATA_STEWARD: N_("Data steward"),
    Role.MANAGER: N_("Manager"),
    Role.ADMINISTRATOR: N_("Administrator"),
}

WHAT_ROLES_OPEN = {
    Role.VOLUNTEER: N_("Takes people in on their behalf, and sees nothing afterwards."),
    Role.CALL_CENTRE_AGENT: N_("Finds a person by mobile, takes requests in and answers questions."),
    Role.RELATIONS_OFFICER: N_("Checks requests and documents, and carries each request to its end."),
    Role.SOCIAL_RESEARCH_OFFICER: N_("Answers the referrals sent to them."),
    Role.MATCHMAKER: N_("Sees the applicants assigned to them."),
    Role.COUNSELOR: N_("Sees their own appointments and notes only."),
    Role.TRAINER: N_("Sees the courses they teach and who attends."),
    Role.COMMITTEE_MEMBER: N_("Studies the requests on the committee's agenda and votes."),
    Role.COMMITTEE_CHAIR: N_("Calls the committee's meetings, and signs minutes and decisions."),
    Role.DATA_STEWARD: N_("Looks after consents, retention and people's rights to their data."),
    Role.MANAGER: N_("Sees figures and deadlines, and changes the services' settings."),
    Role.ADMINISTRATOR: N_("Keeps staff accounts and roles. Never opens people's files."),
}
