"""Feedback: what people say of a service after they have had it (policy G7, G9).

An answer is a tool for improving, never for punishing or shaming: it is kept
apart from the person who gave it and shown only in company.
"""
