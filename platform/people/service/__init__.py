"""What other parts may do with people."""

from wethaq.platform.people.records import Contact, DuplicateHit, Person, PersonDetails, PersonHit, Sex
from wethaq.platform.people.service.children import add_child, list_children
from wethaq.platform.people.service.duplicates import (
    decide_candidate,
    find_possible_duplicates,
    list_candidates,
    open_candidates,
)
from wethaq.platform.people.service.files import (
    contact_of,
    create_person,
    get_own_file,
    get_person,
    open_file,
    update_person,
)
from wethaq.platform.people.service.guardianship import (
    end_guardianship,
    end_guardianships_at_majority,
    get_guardianship,
    guardianships_of,
    has_verified_guardian,
    is_guardian,
    is_verified_guardian,
    list_requested_guardianships,
    open_requested_guardianships,
    refuse_guardianship,
    request_guardianship,
    verify_guardianship,
    wards_of,
)
from wethaq.platform.people.service.own_copy import describe_guardianships, describe_person
from wethaq.platform.people.service.search import (
    find_by_email,
    find_by_mobile,
    find_by_national_id,
    find_people,
    use_number_finders,
)

__all__ = [
    "Contact",
    "DuplicateHit",
    "Person",
    "PersonDetails",
    "PersonHit",
    "Sex",
    "add_child",
    "contact_of",
    "create_person",
    "decide_candidate",
    "describe_guardianships",
    "describe_person",
    "end_guardianship",
    "end_guardianships_at_majority",
    "find_by_email",
    "find_by_mobile",
    "find_by_national_id",
    "find_people",
    "find_possible_duplicates",
    "get_guardianship",
    "get_own_file",
    "get_person",
    "guardianships_of",
    "has_verified_guardian",
    "is_guardian",
    "is_verified_guardian",
    "list_candidates",
    "list_children",
    "list_requested_guardianships",
    "open_candidates",
    "open_file",
    "open_requested_guardianships",
    "refuse_guardianship",
    "request_guardianship",
    "update_person",
    "use_number_finders",
    "verify_guardianship",
    "wards_of",
]
