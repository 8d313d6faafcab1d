"""The regular work that keeps the house safe: the daily root sent outside, and spent codes and tries forgotten.

It stands above the messages, since the audit trail itself can't send anything.
"""
