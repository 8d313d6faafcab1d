"""The packages that are installed are the folders that hold code: none forgotten, none too many."""

from tests.architecture.package_list import packages_in_the_tree, packages_listed


def test_the_list_of_packages_is_the_tree() -> None:
    assert packages_listed() == packages_in_the_tree(), "`make format` writes the list anew."
