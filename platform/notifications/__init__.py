"""Messages by e-mail and text: written in the caller's transaction, delivered afterwards.

A message that was put in the outbox goes out at least once; one whose
transaction was rolled back never does. What would betray a person is not said.
"""
