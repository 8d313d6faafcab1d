"""The pages about people."""

from typing import Any

from wethaq.platform.people.controllers.counter import (
    change_file,
    choose_guardian,
    show_file,
    show_section,
)
from wethaq.platform.people.controllers.finding import search, show_search
from wethaq.platform.people.controllers.my_children import add_child, show_my_children, show_new_child
from wethaq.platform.people.controllers.my_details import change_mine, show_mine, show_my_section
from wethaq.platform.people.controllers.reception import register, show_registration
from wethaq.platform.people.controllers.review import (
    decide_duplicate,
    decide_guardianship,
    show_duplicates,
    show_guardianships,
)

CONTROLLERS: list[Any] = [
    show_search,
    search,
    show_registration,
    register,
    show_file,
    show_section,
    change_file,
    choose_guardian,
    show_duplicates,
    decide_duplicate,
    show_guardianships,
    decide_guardianship,
    show_mine,
    show_my_section,
    change_mine,
    show_my_children,
    show_new_child,
    add_child,
]
