"""Matchmaking (policy S1): brings together those who wish to marry.

A profile is never browsed: the association proposes, both sides and the
guardian agree, and each disclosure waits for a consent.
"""
