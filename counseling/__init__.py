"""Counseling for family problems (policy S2): an hour with someone who listens.

For one person, a couple or a family; in person, by telephone or by video;
what is said stays with the counselor.
"""
