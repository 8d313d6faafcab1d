"""The research committee (policy H5): meetings, votes, minutes and the decision that is released in time.

Rules are in `policy/`; nobody votes on a case in which they have a part, and nothing is released early by one hand.
"""
