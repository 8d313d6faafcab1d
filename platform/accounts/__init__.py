"""Accounts: who may sign in, how they prove it, and how long we believe them.

Accounts are apart from people: a file may exist without an account, and staff have an account without a file.
"""
