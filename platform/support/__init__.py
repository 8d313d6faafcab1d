"""The support request (policy T3, طلب دعم مستفيد): the first service people can apply for.

It owns no tables: what it asks, matches and requires is declared here as an
`IntakePolicy`, and intake does the rest.
"""
