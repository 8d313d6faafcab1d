"""Intake: one request, whatever the service and the channel (policy H1-H7, R1-R3).

A service declares how people apply for it in one value, `IntakePolicy`;
everything from the first question to the closing survey is done here.
"""
