"""Reading what an address that somebody typed leads to, and never anything of our own network.

Whoever may name an address would else have us knock at doors that are
open to this machine alone (OWASP: Server-Side Request Forgery).
"""
