"""A service as one value: everything that it hands the house, and how the house takes it.

The composition root lists the services; platform knows none of them by name.
"""
