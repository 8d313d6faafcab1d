"""Family awareness (policy S3) and preparing for marriage (policy S4).

Open workshops, a chosen library and campaigns; and a course that the engaged
take together, with a certificate that anyone can check.
"""
