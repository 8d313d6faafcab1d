"""The demonstration: an invented association full of life.

Everything is made through the service functions, in the order of its time, as
if the association had worked for four months; so the demonstration is also a
rehearsal of the whole house. Nobody in it exists.
"""
