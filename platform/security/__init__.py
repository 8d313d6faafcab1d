"""Secrets and proofs: field encryption, blind indexes, passwords, one-time codes, limits and signatures.

It knows cryptography and its own tables, and nothing of people or requests.
"""
