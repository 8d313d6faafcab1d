"""Studies on family problems (policy S5), and anonymised data for researchers.

A study serves families without exposing one: data leave only after the
research committee's consent and an agreement on their use.
"""
