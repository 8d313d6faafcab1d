"""Consent: what a person allowed, on which text, for which purpose, and until when.

Others ask `wethaq.platform.consent.service`; no personal data is used without `require`.
"""
