"""People: whom the association serves, found again under every spelling of their names.

A person is not an account: a walk-in has a file without one. Nothing is
merged by itself, a child acts through a verified guardian, and every opening
of a file leaves a trace that its owner can read.
"""
