"""How long each kind of personal data is kept, and its destruction when the time has come.

It lies above the parts that keep the data, and names every table of theirs:
a table that nobody has thought about can't come in (tests/architecture/test_retention.py).
"""
